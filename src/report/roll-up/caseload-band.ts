import { type Parameter, parameterOn } from '../../policy.ts'
import type { PlainDate } from '../../date.ts'

/** Where the bands of cases for each worker begin. Above the last begins what is too much. */
export const caseloadBandEdges: Parameter<readonly number[]> = {
  id: 'measures.caseloadBandEdges',
  unit: 'cases',
  en: 'first number of cases of each band of caseloads',
  zh: '人均个案数分段起点',
  values: [
    {
      from: '2021-06-01',
      value: [0, 1, 16, 26],
      standing: 'known',
      source: {
        title: 'Minimum standards for child protection in humanitarian action: at most 25 open cases for a worker',
        section: 'standard 18',
        kind: 'guideline',
        standing: 'known',
      },
    },
  ],
}

/** How many workers have so many cases: from and below. */
export interface CaseloadBand {
  readonly from: number
  readonly to: number | 'none'
  readonly workers: number
}

/** Workers by band of caseload, and those of whom nobody knows. No names: a band says where hands are missing. */
export interface CaseloadBands {
  readonly bands: readonly CaseloadBand[]
  readonly unknown: number
  readonly workers: number
}

/**
 * How many workers have how many cases, in bands. Of nobody who has how many.
 * @source bands of 25 open cases: known, not checked
 * @example
 * ```ts
 * import { caseloadBands } from 'childfile/report'
 * caseloadBands([3, 25, 40, 'notCollected'], '2026-09-30').bands.map(({ from, workers }) => [from, workers]) // => [[0, 0], [1, 1], [16, 1], [26, 1]]
 * ```
 */
export function caseloadBands(loads: readonly (number | 'notCollected')[], asOf: PlainDate): CaseloadBands {
  const edges = parameterOn(caseloadBandEdges, asOf).value
  const bands = edges.map((from, i): CaseloadBand => {
    const to = edges[i + 1] ?? 'none'
    return {
      from,
      to,
      workers: loads.filter((load) => load !== 'notCollected' && load >= from && (to === 'none' || load < to)).length,
    }
  })
  return { bands, unknown: loads.filter((load) => load === 'notCollected').length, workers: loads.length }
}
