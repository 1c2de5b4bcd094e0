import { type AidEvent, type AidEventOf, aidLedger } from '../src/aid/index.ts'

// The books of a million entries: aidLedger against the loop that one would write by hand for gifts, needs, allocations, approvals and
// deliveries alone, without rules, reasons, corrections or order, and against sums by filter and reduce of a small part.
// Run: node bench/aid.ts

const gifts = 20_000
const chains = 245_000
let seed = 12345
const random = (below: number): number => {
  seed ^= seed << 13
  seed ^= seed >>> 17
  seed ^= seed << 5
  return (seed >>> 0) % below
}
const about = { by: 'w1', role: 'supervisor' }
const coat = { item: '棉衣', size: '140', unit: '件' }
const events = [
  ...Array.from({ length: gifts }, (_, n) => ({
    ...about,
    kind: 'gift',
    id: `g${n}`,
    on: '2026-01-01',
    what: coat,
    quantity: 1000,
    valueFen: 100_000,
    giver: `d${n % 500}`,
    recipient: { id: 'r1', kind: 'charity', occasion: 'ordinary' },
    voluntary: 'yes',
    receipt: { number: `P${n}`, handler: '张三', on: '2026-01-01' },
    restriction: 'none',
  })),
  ...Array.from({ length: chains }, (_, n) => ({
    ...about,
    kind: 'need',
    id: `e${n}`,
    on: '2026-01-02',
    need: `n${n}`,
    child: `c${n}`,
    needKind: 'clothing',
    what: coat,
    quantity: 2,
    neededBy: 'none',
    division: '520526100200',
  })),
  ...Array.from({ length: chains }, (_, n) => ({
    ...about,
    kind: 'allocation',
    id: `a${n}`,
    on: '2026-01-03',
    lot: `g${random(gifts)}`,
    need: `n${n}`,
    quantity: 2,
    interest: 'none',
    restrictionKept: 'yes',
  })),
  ...Array.from({ length: chains }, (_, n) => ({
    ...about,
    kind: 'approval',
    id: `v${n}`,
    on: '2026-01-04',
    by: 'w2',
    allocation: `a${n}`,
    interest: 'none',
  })),
  ...Array.from({ length: chains }, (_, n) => ({
    ...about,
    kind: 'delivery',
    id: `x${n}`,
    on: '2026-01-05',
    allocation: `a${n}`,
    quantity: 1,
    signature: { capacity: 'mother', name: '王某', on: '2026-01-05' },
    witness: 'none',
  })),
] as unknown as readonly AidEvent[]
const before = (a: AidEvent, b: AidEvent): number => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.id < b.id ? -1 : 1)
const sorted = [...events].sort(before)
const shuffled = [...sorted]
for (let i = shuffled.length - 1; i > 0; i--) {
  const j = random(i + 1)
  ;[shuffled[i], shuffled[j]] = [shuffled[j]!, shuffled[i]!]
}

interface Balance {
  received: number
  remaining: number
  waiting: number
  delivered: number
}

function byHand(): ReadonlyMap<string, Balance> {
  const lots = new Map<string, Balance>()
  const needs = new Map<string, { quantity: number; taken: number }>()
  const allocations = new Map<string, { lot: Balance; left: number; approved: boolean }>()
  for (const event of sorted) {
    if (event.kind === 'gift')
      lots.set(event.id, { received: event.quantity, remaining: event.quantity, waiting: 0, delivered: 0 })
    else if (event.kind === 'need') needs.set(event.need, { quantity: event.quantity, taken: 0 })
    else if (event.kind === 'allocation') {
      const lot = lots.get(event.lot)
      const need = needs.get(event.need)
      if (!lot || !need || need.taken + event.quantity > need.quantity || event.quantity > lot.remaining) continue
      need.taken += event.quantity
      lot.remaining -= event.quantity
      lot.waiting += event.quantity
      allocations.set(event.id, { lot, left: event.quantity, approved: false })
    } else if (event.kind === 'approval') {
      const allocation = allocations.get(event.allocation)
      if (allocation) allocation.approved = true
    } else if (event.kind === 'delivery') {
      const allocation = allocations.get(event.allocation)
      if (!allocation?.approved || event.quantity > allocation.left) continue
      allocation.left -= event.quantity
      allocation.lot.waiting -= event.quantity
      allocation.lot.delivered += event.quantity
    }
  }
  return lots
}

const few = 20
const byFilter = (): number => {
  const allocations = events.filter((event): event is AidEventOf<'allocation'> => event.kind === 'allocation')
  let sum = 0
  for (let n = 0; n < few; n++)
    sum += allocations.filter(({ lot }) => lot === `g${n}`).reduce((all, { quantity }) => all + quantity, 0)
  return sum
}

const books = aidLedger(sorted)._unsafeUnwrap()
const hand = byHand()
if (books.lots.length !== hand.size) throw new Error('different lots')
for (const { lot, remaining, waiting, delivered } of books.lots) {
  const own = hand.get(lot)
  if (own?.remaining !== remaining || own.waiting !== waiting || own.delivered !== delivered)
    throw new Error('the books and the loop differ')
}
console.log(
  `${events.length} entries, ${books.lots.length} lots, ${books.refused.length} refused; equal to the loop by hand\n`,
)

/** Nanoseconds an entry: the least of three runs, each printed as soon as it is known. */
const measured = (count: number, run: () => unknown): number => {
  let least = Infinity
  for (let i = 0; i < 3; i++) {
    const start = performance.now()
    run()
    least = Math.min(least, performance.now() - start)
  }
  return (least * 1e6) / count
}
console.log('| what | ns an entry (least of 3) | against the loop by hand |\n|--|--|--|')
const base = measured(events.length, byHand)
const tell = (name: string, count: number, run: () => unknown): void => {
  const ns = run === byHand ? base : measured(count, run)
  console.log(`| ${name} | ${ns.toFixed(0)} | ${(ns / base).toFixed(2)} |`)
}
tell('loop by hand, in order', events.length, byHand)
tell('aidLedger, in order', events.length, () => aidLedger(sorted))
tell('aidLedger, shuffled', events.length, () => aidLedger(shuffled))
tell(`filter and reduce, ${few} lots only`, few, byFilter)
