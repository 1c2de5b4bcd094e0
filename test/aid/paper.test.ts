import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aidLedger, giftsOf, GiverId, needDrafts, receivedBy, RecipientId } from '../../src/aid/index.ts'
import { AidEntry, childFile, Received, WorkerId } from '../../src/index.ts'
import { valuesOf } from '../../src/testing/arbitraries.ts'
import { anyHistory } from './histories.ts'

const taking = {
  by: WorkerId.parse('w1'),
  role: 'treasurer',
  voluntary: 'yes',
  handler: '张三',
  recipient: { id: RecipientId.parse('r1'), kind: 'charity', occasion: 'ordinary' },
  giverOf: (name: string) => (name.startsWith('校') ? GiverId.parse('d1') : undefined),
} as const
const row = {
  id: 'D1',
  on: '2026-02-20',
  direction: 'received',
  donor: '校友会',
  kind: 'goods',
  item: '棉衣',
  quantity: 20,
  unit: '件',
  value: 240_000,
  restriction: 'none',
  source: 'none',
  need: 'none',
  receiptNo: 'P-1',
}

describe('giftsOf', () => {
  it('takes every row or says which field is missing, and what it takes, the books take', () => {
    fc.assert(
      fc.property(fc.uniqueArray(valuesOf(AidEntry), { selector: ({ id }) => id, maxLength: 6 }), (rows) => {
        const { gifts, notTaken } = giftsOf(rows, { ...taking, giverOf: () => GiverId.parse('d1') })
        expect(
          [...gifts.map(({ id }) => id), ...notTaken.map(({ entry }) => entry)].sort((a, b) => (a < b ? -1 : 1)),
        ).toEqual(rows.map(({ id }) => id).sort((a, b) => (a < b ? -1 : 1)))
        for (const { reason } of aidLedger(gifts)._unsafeUnwrap().refused) expect(reason).toBe('receipt-reused')
      }),
      { numRuns: 200 },
    )
  })
  it('makes nothing up', () => {
    const take = (change: object) => giftsOf([AidEntry.parse({ ...row, ...change })], taking)
    expect(take({}).gifts).toHaveLength(1)
    expect(take({ receiptNo: 'notCollected' }).notTaken).toEqual([{ entry: 'D1', field: 'receiptNo' }])
    expect(take({ donor: '某公司' }).notTaken).toEqual([{ entry: 'D1', field: 'donor' }])
    expect(take({ donor: 'none' }).gifts[0]?.giver).toBe('anonymous')
    expect(take({ restriction: '仅限低保' }).gifts[0]?.restriction).toEqual({ words: '仅限低保' })
    expect(take({ restriction: 'notCollected' }).gifts[0]?.restriction).not.toBe('none')
    expect(take({ direction: 'delivered' }).gifts).toEqual([])
  })
})

describe('receivedBy', () => {
  it('gives each child records that add up to what the books say was delivered', () => {
    let found = 0
    fc.assert(
      fc.property(anyHistory, (events) => {
        const { allocations } = aidLedger(events)._unsafeUnwrap()
        for (const child of new Set(allocations.map((one) => one.child))) {
          const records = Object.values(receivedBy(events, child)._unsafeUnwrap())
          for (const record of records) expect(Received.safeParse(record).success).toBe(true)
          const total = records.reduce((sum, { quantity }) => sum + (typeof quantity === 'number' ? quantity : 0), 0)
          expect(total).toBe(
            allocations.filter((one) => one.child === child).reduce((sum, { delivered }) => sum + delivered, 0),
          )
          found += records.length
        }
      }),
      { numRuns: 400 },
    )
    expect(found).toBeGreaterThan(20)
  })
})

describe('needDrafts', () => {
  it('takes open problems that gifts can help with and wishes, and says what to find out', () => {
    const problem = { words: 'none', on: '2026-09-01', reportedToPolice: 'no', closedOn: 'none' }
    const wish = {
      about: 'wish',
      says: 'wishes',
      what: 'notCollected',
      words: '一双球鞋',
      saidBy: 'child',
      on: '2026-09-01',
      mayBeToldTo: 'none',
    }
    const file = childFile({
      id: 'c1',
      name: '李小花',
      problems: {
        p1: { ...problem, kind: 'medical' },
        p2: { ...problem, kind: 'living', closedOn: '2026-09-10' },
        p3: { ...problem, kind: 'fatherNeglects' },
      },
      preferences: { w1: wish, w2: { ...wish, says: 'dislikes' }, w3: { ...wish, about: 'fear' } },
    } as never)
    expect(needDrafts(file, '2026-09-15').map(({ because, missing }) => [because, missing[0]])).toEqual([
      ['/preferences/w1', 'kind'],
      ['/problems/p1', 'kind'],
    ])
    expect(needDrafts(file, '2026-09-05')).toHaveLength(3)
    expect(needDrafts(childFile({ id: 'c2', name: '王小明' }), '2026-09-15')).toEqual([])
  })
})
