import { canonicalJson } from '../../canonical.ts'
import type { PlainDate } from '../../date.ts'
import { type Outcome, ok, refuse } from '../../problem.ts'
import type { AidEvent } from '../record/aid-event.ts'

/** What comes first among entries of one day: what others rest on. */
const rank: Readonly<Record<AidEvent['kind'], number>> = {
  giver: 0,
  tie: 0,
  need: 1,
  gift: 1,
  useChanged: 2,
  purchase: 3,
  allocation: 4,
  approval: 5,
  delivery: 6,
  return: 7,
  counter: 8,
  needDropped: 9,
  loss: 9,
  givenBack: 9,
}

const before = (a: AidEvent, b: AidEvent): number =>
  a.on !== b.on ? (a.on < b.on ? -1 : 1) : rank[a.kind] - rank[b.kind] || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

/**
 * The entries up to a day, that day among them, in the one order in which the books take them: by day, within a day by what rests on
 * what, then by id. The same entry twice is one.
 * @returns Ok: the entries. Err `invalid` `duplicate`: two different entries have the same id, and nobody can say which of them stands.
 */
export function inOrder(events: readonly AidEvent[], asOf?: PlainDate): Outcome<readonly AidEvent[]> {
  let sorted = true
  for (let i = 1; i < events.length && sorted; i++) {
    const [last, next] = [events[i - 1], events[i]]
    sorted = last !== undefined && next !== undefined && before(last, next) < 0
  }
  const rows = sorted ? events : [...events].sort(before)
  const until = asOf === undefined ? rows : rows.filter(({ on }) => on <= asOf)
  return new Set(rows.map(({ id }) => id)).size === rows.length ? ok(until) : withoutCopies(rows, until)
}

function withoutCopies(rows: readonly AidEvent[], until: readonly AidEvent[]): Outcome<readonly AidEvent[]> {
  const texts = new Map<string, string>()
  for (const row of rows) {
    const text = canonicalJson(row)
    if ((texts.get(row.id) ?? text) !== text)
      return refuse('/id', 'duplicate', 'two different entries have the same id')
    texts.set(row.id, text)
  }
  const seen = new Set<string>()
  return ok(until.filter(({ id }) => !seen.has(id) && seen.add(id)))
}
