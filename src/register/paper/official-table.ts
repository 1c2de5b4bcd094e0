import { addDays, isDate, type PlainDate } from '../../date.ts'
import { ok, type Outcome, refuse } from '../../problem.ts'
import { type ChildFile, type DefinitionId, definitions, type Village } from '../records.ts'
import { axesOf, type OfficialAxis } from './official-axes.ts'
import { type Flow, flowOf, sumFlows } from './official-flow.ts'

/** One area of the official table: the whole, a township, a village. */
export interface OfficialRow {
  readonly level: 'all' | 'township' | 'village'
  /** Division code: 12 digits for a village, 9 for a township; empty for the whole and where nobody wrote it down. */
  readonly code: string
  readonly zh: string
  /** Children on the register at the end of the day. */
  readonly total: number
  /** For each axis how many children are in each of its classes; each sums up to `total`. */
  readonly counts: readonly (readonly number[])[]
  readonly flow: Flow
}

/** The official table of a register: axes across, areas down. */
export interface OfficialTable {
  readonly from: PlainDate
  readonly asOf: PlainDate
  readonly axes: readonly OfficialAxis[]
  /** The whole first, then each township before its villages, in order of their codes. */
  readonly rows: readonly OfficialRow[]
}

/** What the official table is about. */
export interface OfficialOptions {
  readonly asOf: PlainDate
  /** First day of the period for which entries and exits are counted; the day itself if not said. */
  readonly from?: PlainDate
  readonly definition?: DefinitionId
  /** Villages with their names; each gets a row, also without children. */
  readonly villages?: readonly Village[]
}

/**
 * The official table: how many children are on the register at the end of a day, by sex, age, definition, schooling, health and rating,
 * for the whole, each township and village, and how many were there before, came and left. What is not known has a column of its own, so
 * that every axis adds up to the total, the villages to the township and the townships to the whole, and opening + in - out = closing.
 * A return from office to office: its cells are small, publish suppressed counts only. A child counts where it lives now; an earlier
 * period where it was registered then.
 * @returns Ok: the table. Err `invalid`: `invalid-date`, `unknown-code` for a definition that does not exist.
 * @example
 * ```ts
 * import { childFile } from 'childfile'
 * import { officialTable } from 'childfile/register'
 * const lives = { residenceDivision: '520526113205', register: { registerState: 'registered', reportedOn: '2026-10-02' } } as const
 * const files = [childFile({ id: 'c1', name: '李小花', sex: 'female', birthDate: '2016-03-26', ...lives })]
 * const table = officialTable(files, { asOf: '2026-10-15', from: '2026-10-01' })
 * table.map(({ rows }) => rows.map(({ level, total }) => `${level} ${total}`)).unwrapOr([]) // => ["all 1", "township 1", "village 1"]
 * table.map(({ rows }) => rows[0]?.flow).unwrapOr(undefined) // => { opening: 0, entered: 1, left: 0, closing: 1, undated: 0 }
 * ```
 */
export function officialTable(files: readonly ChildFile[], options: OfficialOptions): Outcome<OfficialTable> {
  const { asOf, from = asOf, definition = 'mca2016', villages = [] } = options
  if (!isDate(asOf)) return refuse('/asOf', 'invalid-date', 'must be a day that exists, YYYY-MM-DD')
  if (!isDate(from) || from > asOf) return refuse('/from', 'invalid-date', 'must be a day that exists, not after asOf')
  if (!Object.hasOwn(definitions, definition)) return refuse('/definition', 'unknown-code', 'is not a definition')
  const axes = axesOf(asOf, definition)
  const period = { from, to: addDays(asOf, 1) }
  const places = new Map<string, Tally>()
  const at = (code: string): Tally => {
    const key = placeOf(code)
    const there = places.get(key) ?? tally(axes)
    places.set(key, there)
    return there
  }
  for (const { code } of villages) at(code)
  for (const file of files)
    for (const stay of flowOf(file, period)) {
      const place = at(stay.division)
      place.flow.push(stay.flow)
      if (stay.flow.closing === 0) continue
      for (const [i, axis] of axes.entries()) {
        const counts = place.counts[i]
        const key = axis.classOf(file)
        if (counts) counts[key] = (counts[key] ?? 0) + 1
      }
    }
  return ok({
    from,
    asOf,
    axes: axes.map(({ id, zh, en, classes }) => ({ id, zh, en, classes })),
    rows: rowsOf(places, villages, axes.length),
  })
}

interface Tally {
  readonly counts: readonly number[][]
  readonly flow: Flow[]
}

const tally = (axes: readonly OfficialAxis[]): Tally => ({
  counts: axes.map(({ classes }) => classes.map(() => 0)),
  flow: [],
})

/** The village of a division code; its township if the code ends there; nothing if it says less. */
const placeOf = (code: string): string =>
  /^\d{12}/.test(code) ? code.slice(0, 12) : /^\d{9}/.test(code) ? code.slice(0, 9) : ''

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)

interface Named {
  readonly code: string
  readonly level: OfficialRow['level']
  readonly zh: string
}

function rowsOf(
  places: ReadonlyMap<string, Tally>,
  villages: readonly Village[],
  width: number,
): readonly OfficialRow[] {
  const names = new Map<string, string>(villages.map(({ code, name }) => [code, name]))
  const townships = new Map<string, string>(villages.map(({ code, township }) => [code.slice(0, 9), township]))
  const row = ({ code, level, zh }: Named, those: readonly Tally[]): OfficialRow => {
    const counts = Array.from({ length: width }, (_, axis) => {
      const height = those[0]?.counts[axis]?.length ?? 0
      return Array.from({ length: height }, (_, i) => sum(those.map((one) => one.counts[axis]?.[i] ?? 0)))
    })
    const flow = sumFlows(those.flatMap((one) => one.flow))
    return { level, code, zh, total: flow.closing, counts, flow }
  }
  const codes = [...places.keys()].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  const tallies = (of: readonly string[]): readonly Tally[] => of.flatMap((code) => places.get(code) ?? [])
  const groups = [...new Set(codes.map((code) => code.slice(0, 9)))].filter((code) => code !== '')
  const nowhere = places.get('')
  return [
    row({ code: '', level: 'all', zh: '合计' }, tallies(codes)),
    ...groups.flatMap((township) => {
      const within = codes.filter((code) => code.startsWith(township))
      return [
        row({ code: township, level: 'township', zh: townships.get(township) ?? township }, tallies(within)),
        ...within.map((code) =>
          row(
            {
              code: code.length === 12 ? code : '',
              level: 'village',
              zh: code.length === 12 ? (names.get(code) ?? code) : '未写明村',
            },
            tallies([code]),
          ),
        ),
      ]
    }),
    ...(nowhere === undefined ? [] : [row({ code: '', level: 'township', zh: '未写明乡镇' }, [nowhere])]),
  ]
}
