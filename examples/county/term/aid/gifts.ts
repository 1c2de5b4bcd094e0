import { isKnown, WorkerId } from 'childfile'
import { GiverId, giftsOf, RecipientId, type What } from 'childfile/aid'
import { inWords } from '../words.ts'
import { between, happens, inOrder, later, type World } from '../world.ts'
import { type Books, type Entry, room, treasurer } from './books.ts'

/** Things that are given and bought, and what one costs. */
export const things = [
  { item: '棉衣', unit: '件', kind: 'clothing', fen: 12_000 },
  { item: '书包', unit: '个', kind: 'schoolThings', fen: 6_000 },
  { item: '文具', unit: '套', kind: 'schoolThings', fen: 2_500 },
  { item: '大米', unit: '袋', kind: 'food', fen: 9_000 },
  { item: '图书', unit: '册', kind: 'schoolThings', fen: 2_000 },
] as const

export const whatOf = ({ item, unit }: (typeof things)[number], size = 'none'): What => ({ item, size, unit })

const charity = { id: RecipientId.parse('r-charity'), kind: 'charity', occasion: 'ordinary' } as const

interface Promised {
  readonly after: number
  readonly giver: string
  readonly giverKind: string
  readonly name: string
  readonly thing: (typeof things)[number]
  readonly quantity: number
  /** What is wrong with it when it comes, and is put right five days later. */
  readonly wrong?: Readonly<Record<string, unknown>>
}

/** New gifts of the term: how many days after its first, by whom, of what. Two of them may not be taken in as they come. */
const promised: readonly Promised[] = [
  { after: 16, giver: 'g-union', giverKind: 'union', name: '县总工会', thing: things[0], quantity: 60 },
  { after: 24, giver: 'g-women', giverKind: 'womensFederation', name: '县妇联', thing: things[1], quantity: 80 },
  {
    after: 31,
    giver: 'g-firm',
    giverKind: 'firm',
    name: '爱心企业乙',
    thing: things[3],
    quantity: 120,
    wrong: { voluntary: 'notCollected' },
  },
  { after: 45, giver: 'g-alumni', giverKind: 'alumni', name: '中学校友会', thing: things[4], quantity: 200 },
  {
    after: 52,
    giver: 'g-village',
    giverKind: 'person',
    name: '返乡村民',
    thing: things[0],
    quantity: 10,
    wrong: { recipient: { ...charity, kind: 'villageCommittee' } },
  },
  { after: 66, giver: 'g-party', giverKind: 'partyBranch', name: '机关党支部', thing: things[2], quantity: 150 },
]

/** What the sheet of gifts says is taken over, and what comes in the term. A row without its receipt waits until somebody has found it. */
export function giftsIn(world: World, { write }: Books): void {
  const { aid: rows, calendar, from } = world.ground
  const c = world.chance('gifts')
  const givers = inOrder(
    [...new Set(rows.map(({ donor }) => donor))].filter((donor) => isKnown(donor) && donor !== 'none'),
    String,
  )
  const idOf = new Map<string, GiverId>(givers.map((name, n) => [name, GiverId.parse(`g-sheet-${n + 1}`)]))
  for (const [name, giver] of idOf) write({ kind: 'giver', on: from, ...treasurer, giver, giverKind: 'charity', name })
  const taking = {
    by: WorkerId.parse('treasurer'),
    role: 'treasurer',
    recipient: charity,
    voluntary: 'yes',
    handler: '出纳',
    giverOf: (name: string) => idOf.get(name),
  } as const
  const { gifts, notTaken } = giftsOf(rows, taking)
  for (const gift of gifts) write(gift)
  for (const { entry, field } of notTaken) {
    world.refuse(room, field, {
      zh: `捐赠表缺少：${inWords([field]).zh}`,
      en: `the sheet of gifts lacks ${inWords([field]).en}`,
    })
    const row = rows.find(({ id }) => id === entry)
    if (row === undefined || field !== 'receiptNo' || !happens(c, 90)) continue
    world.at(later(calendar, from, between(c, 3, 40)), () => {
      for (const gift of giftsOf([{ ...row, receiptNo: `P-${row.id}` }], taking).gifts) write(gift)
    })
  }
  for (const { after, giver, giverKind, name, thing, quantity, wrong } of promised)
    world.at(later(calendar, from, after), (on) => {
      const entry = (day: typeof on): Entry => ({
        kind: 'gift',
        on: day,
        ...treasurer,
        what: whatOf(thing),
        quantity,
        valueFen: quantity * thing.fen,
        giver,
        recipient: charity,
        voluntary: 'yes',
        receipt: { number: `P-${giver}-${day}`, handler: '出纳', on: day },
        restriction: 'none',
      })
      write({ kind: 'giver', on, ...treasurer, giver, giverKind, name })
      write({ ...entry(on), ...wrong })
      // Asked whether it was given freely, or taken to the charity: then it is entered anew.
      if (wrong) world.at(later(calendar, on, 5), (day) => write(entry(day)))
    })
}
