import type { PlainDate } from '../../date.ts'
import { type Parameter, parameterOn } from '../../policy.ts'
import type { What } from '../record/aid-event.ts'

/** What is told outside comes in whole blocks of these. */
export interface DisclosureBlocks {
  readonly children: number
  readonly units: number
  readonly fen: number
}

/** Blocks in which givers and the public are told of what became of gifts; our own default. */
export const disclosureBlocks: Parameter<DisclosureBlocks> = {
  id: 'aid.disclosureBlocks',
  unit: 'children, units of a thing, fen',
  en: 'what is told of gifts comes in whole blocks',
  zh: '对外公布捐赠使用情况的取整单位',
  values: [
    {
      from: '2021-06-01',
      value: { children: 5, units: 5, fen: 100_000 },
      standing: 'proposal',
      source: { title: 'our own default', kind: 'proposal', standing: 'proposal' },
    },
  ],
}

/** How many children at least, and how much at least was used for them. */
export interface Told {
  readonly childrenAtLeast: number
  /** 0 as long as `childrenAtLeast` is. */
  readonly usedAtLeast: number
}

/**
 * Counts rounded down to whole blocks. Had the true counts been the printed ones, the very same would have been printed, on this day and on
 * every other: nobody can rule out that world, and in it every count and every change is of whole blocks.
 */
export function told(
  { children, used, what }: { readonly children: number; readonly used: number; readonly what: What },
  asOf: PlainDate,
): Told {
  const blocks = parameterOn(disclosureBlocks, asOf).value
  const childrenAtLeast = children - (children % blocks.children)
  const block = what === 'money' ? blocks.fen : blocks.units
  return { childrenAtLeast, usedAtLeast: childrenAtLeast === 0 ? 0 : used - (used % block) }
}
