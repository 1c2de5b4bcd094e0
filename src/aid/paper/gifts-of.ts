import { isKnown } from '../../absent.ts'
import type { AidEntryId, WorkerId } from '../../id.ts'
import type { AidEntry } from '../../records/index.ts'
import type { AidEvent, AidEventOf, Restriction } from '../record/aid-event.ts'
import type { GiverId } from '../record/parties.ts'

/** What the sheet of gifts does not say, said by whoever takes it over and answers for it. */
export interface TakingOver {
  readonly by: WorkerId
  readonly role: AidEvent['role']
  readonly recipient: AidEventOf<'gift'>['recipient']
  readonly voluntary: AidEventOf<'gift'>['voluntary']
  /** Who handed out the receipts. */
  readonly handler: string
  /** Id for a giver by the name in the sheet; undefined leaves the row out. */
  readonly giverOf: (name: string) => GiverId | undefined
}

/** A row that does not say enough to be entered, and the field that is missing. */
export interface RowNotTaken {
  readonly entry: AidEntryId
  readonly field: 'direction' | 'on' | 'donor' | 'kind' | 'item' | 'quantity' | 'unit' | 'receiptNo'
}

/**
 * The gifts of a sheet (`readAid`) as entries of the running ledger. Nothing is made up: a row that lacks a fact is listed with the field; an
 * anonymous gift takes the note that the sheet has none. Words of restriction stay words, for a person to check.
 * @example
 * ```ts
 * import { AidEntry, WorkerId } from 'childfile'
 * import { giftsOf, RecipientId } from 'childfile/aid'
 * const row = AidEntry.parse({
 *   id: 'D1', on: '2026-02-20', direction: 'received', donor: '校友会', kind: 'goods', item: '棉衣', quantity: 20, unit: '件', value: 240000,
 *   restriction: 'none', source: 'none', need: 'none', receiptNo: 'notCollected',
 * })
 * const taking = {
 *   by: WorkerId.parse('w1'), role: 'treasurer', voluntary: 'yes', handler: '张三', giverOf: () => undefined,
 *   recipient: { id: RecipientId.parse('r1'), kind: 'charity', occasion: 'ordinary' },
 * } as const
 * giftsOf([row], taking).notTaken // => [{ entry: 'D1', field: 'donor' }]
 * ```
 */
export function giftsOf(
  rows: readonly AidEntry[],
  taking: TakingOver,
): { readonly gifts: readonly AidEventOf<'gift'>[]; readonly notTaken: readonly RowNotTaken[] } {
  const read = rows.map((row) => giftOf(row, taking))
  return {
    gifts: read.flatMap((one) => ('kind' in one ? [one] : [])),
    notTaken: read.flatMap((one) => ('field' in one ? [one] : [])),
  }
}

function giftOf(
  row: AidEntry,
  { by, role, recipient, voluntary, handler, giverOf }: TakingOver,
): AidEventOf<'gift'> | RowNotTaken {
  const { id, on, direction, donor, kind, item, quantity, unit, value, receiptNo } = row
  const lacks = (field: RowNotTaken['field']): RowNotTaken => ({ entry: id, field })
  if (direction !== 'received') return lacks('direction')
  if (!isKnown(on)) return lacks('on')
  const giver = donor === 'none' ? 'anonymous' : isKnown(donor) ? giverOf(donor) : undefined
  if (giver === undefined) return lacks('donor')
  if (!isKnown(kind)) return lacks('kind')
  if (kind === 'goods' && !isKnown(item)) return lacks('item')
  if (kind === 'goods' && !isKnown(unit)) return lacks('unit')
  const size = kind === 'money' && !isKnown(quantity) ? value : quantity
  if (typeof size !== 'number' || size < 1) return lacks('quantity')
  if (giver !== 'anonymous' && (!isKnown(receiptNo) || receiptNo === 'none')) return lacks('receiptNo')
  return {
    kind: 'gift',
    id,
    on,
    by,
    role,
    what: kind === 'money' ? 'money' : { item, size: 'none', unit },
    quantity: size,
    valueFen: isKnown(value) ? value : 'notCollected',
    giver,
    recipient,
    voluntary,
    receipt:
      giver === 'anonymous'
        ? { without: 'anonymous', noted: 'no name in the sheet' }
        : { number: receiptNo, handler, on },
    restriction: wordsOf(row.restriction),
  }
}

/** Words that nobody wrote down are to be asked for, not taken for none. */
const wordsOf = (words: AidEntry['restriction']): Restriction =>
  words === 'none' ? 'none' : { words: isKnown(words) ? words : 'not known: ask the giver' }
