import type { PlainDate } from '../../date.ts'
import type { Outcome } from '../../problem.ts'
import { aidLedger } from '../ledger.ts'
import type { AidEvent, AidEventOf } from '../record/aid-event.ts'
import { type GiverKind, giverKinds } from '../record/parties.ts'

/** How many givers of a kind took part, and with how many gifts. */
export interface ParticipationRow {
  readonly kind: GiverKind | 'anonymous' | 'notCollected'
  /** Each counted once; undefined for anonymous ones, of whom nobody knows how many they are. */
  readonly givers: number | undefined
  readonly gifts: number
}

/**
 * Who takes part, by kind of giver: a roll-up and nothing else. Rows come in the order of the published list, whatever the numbers; there
 * are no amounts, no names and no targets, so that nobody can be ranked or pressed by it. Gifts add up to all gifts in the books.
 * @returns Ok: a row for each kind, empty ones too. Err `invalid`: as `aidLedger`.
 * @source 慈善法 art. 32, 120: no apportioning
 * @example
 * ```ts
 * import { participation } from 'childfile/aid'
 * participation([], { asOf: '2026-09-30' }).map((rows) => rows.map(({ kind }) => kind).slice(0, 2)).unwrapOr([]) // => ['partyBranch', 'womensFederation']
 * ```
 */
export const participation = (
  events: readonly AidEvent[],
  { asOf }: { readonly asOf: PlainDate },
): Outcome<readonly ParticipationRow[]> =>
  aidLedger(events, { asOf }).map(({ lots }) => {
    const inBooks = new Set<string>(lots.map(({ lot }) => lot))
    const gifts = events.filter((event): event is AidEventOf<'gift'> => event.kind === 'gift' && inBooks.has(event.id))
    const unique = [...new Map(gifts.map((gift) => [gift.id, gift])).values()]
    const kinds = kindsOf(events, asOf)
    const kindOf = ({ giver }: AidEventOf<'gift'>): ParticipationRow['kind'] =>
      giver === 'anonymous' ? 'anonymous' : (kinds.get(giver) ?? 'notCollected')
    return [...giverKinds.rows.map(({ key }) => key), 'anonymous' as const, 'notCollected' as const].map((kind) => {
      const own = unique.filter((gift) => kindOf(gift) === kind)
      return {
        kind,
        givers: kind === 'anonymous' ? undefined : new Set(own.map(({ giver }) => giver)).size,
        gifts: own.length,
      }
    })
  })

/** The kind of each giver, by the latest entry up to the day; of one day the larger id. */
function kindsOf(events: readonly AidEvent[], asOf: PlainDate): ReadonlyMap<string, GiverKind> {
  const said = events
    .filter((event): event is AidEventOf<'giver'> => event.kind === 'giver' && event.on <= asOf)
    .sort((a, b) => (`${a.on} ${a.id}` < `${b.on} ${b.id}` ? -1 : 1))
  return new Map(said.map(({ giver, giverKind }) => [giver, giverKind]))
}
