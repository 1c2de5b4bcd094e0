import { describe, expect, it } from 'vitest'
import {
  admit,
  type AidEvent,
  aidLedger,
  recipientRules,
  type RefusalReason,
  refusalReasons,
} from '../../src/aid/index.ts'
import { allocation, approval, counter, delivery, entries, gift, need, returned, tie } from './histories.ts'

const money = { what: 'money', quantity: 50_000, giver: 'd1' }
const asks = { what: 'money', quantity: 40_000, needKind: 'health' }
const chain = [gift('g1'), need('n1'), allocation('a1', 'g1', 'n1'), approval('v1', 'a1')]
const payment = [
  gift('g1', money),
  need('n1', asks),
  allocation('a1', 'g1', 'n1', { quantity: 40_000 }),
  approval('v1', 'a1'),
]
const use = { kind: 'useChanged', id: 'u1', on: '2026-09-02', by: 'w1', role: 'treasurer', lot: 'g1' }

/** Each reason: a history that stands, and one entry more that does not, with the field that is named. */
const cases: Readonly<Record<RefusalReason, readonly [before: readonly object[], entry: object]>> = {
  'unknown-entry': [[], allocation('a1', 'g1', 'n1')],
  'not-your-part': [[...chain.slice(0, 3)], approval('v1', 'a1', { role: 'treasurer' })],
  'wrong-state': [chain.slice(0, 3), delivery('d1', 'a1')],
  'recipient-not-entitled': [
    [],
    gift('g1', { recipient: { id: 'r1', kind: 'villageCommittee', occasion: 'naturalDisaster' } }),
  ],
  'only-disaster-or-foreign': [
    [],
    gift('g1', { recipient: { id: 'r1', kind: 'countyDepartment', occasion: 'ordinary' } }),
  ],
  'not-voluntary': [[], gift('g1', { voluntary: 'notCollected' })],
  'no-receipt': [[], gift('g1', { receipt: { without: 'anonymous', noted: '未留名' } })],
  'receipt-reused': [
    [gift('g1')],
    gift('g2', { giver: 'd2', receipt: { number: 'P-g1', handler: '张三', on: '2026-09-01' } }),
  ],
  interested: [[gift('g1'), need('n1'), tie('t1', 'd1', 'c-n1')], allocation('a1', 'g1', 'n1')],
  'interest-not-checked': [[gift('g1'), need('n1')], allocation('a1', 'g1', 'n1', { interest: 'notChecked' })],
  restricted: [[gift('g1', { restriction: { kinds: ['sport'] } }), need('n1')], allocation('a1', 'g1', 'n1')],
  'restriction-not-checked': [
    [gift('g1', { restriction: { words: '仅限低保' } }), need('n1')],
    allocation('a1', 'g1', 'n1', { restrictionKept: 'notChecked' }),
  ],
  'giver-not-asked': [[gift('g1')], { ...use, restriction: 'none', giverConsents: 'notCollected' }],
  'does-not-fit': [
    [gift('g1'), need('n1', { what: { item: '棉衣', size: '150', unit: '件' } })],
    allocation('a1', 'g1', 'n1'),
  ],
  'need-not-open': [
    [
      gift('g1'),
      need('n1'),
      { kind: 'needDropped', id: 'z', on: '2026-09-01', by: 'w1', role: 'worker', need: 'n1', reason: '已有' },
    ],
    allocation('a1', 'g1', 'n1'),
  ],
  'need-repeated': [[need('n1')], need('n2', { child: 'c-n1' })],
  'over-need': [[gift('g1'), gift('g2'), need('n1'), allocation('a1', 'g1', 'n1')], allocation('a2', 'g2', 'n1')],
  'short-stock': [
    [gift('g1', { quantity: 1 }), need('n1', { quantity: 2 })],
    allocation('a1', 'g1', 'n1', { quantity: 2 }),
  ],
  'same-person': [chain.slice(0, 3), approval('v1', 'a1', { by: 'w1' })],
  'no-signature': [chain, delivery('d1', 'a1', { signature: 'none' })],
  'adult-signs-money': [
    payment,
    delivery('d1', 'a1', {
      quantity: 40_000,
      witness: 'w9',
      signature: { capacity: 'child', name: '唐桂莹', on: '2026-09-03' },
    }),
  ],
  'built-on': [chain, counter('k1', 'g1')],
  'already-countered': [[gift('g1'), counter('k1', 'g1')], counter('k2', 'g1')],
  'not-counterable': [[gift('g1'), counter('k1', 'g1')], counter('k2', 'k1')],
}

const admitted = (before: readonly object[], entry: object) => {
  const [next] = entries(entry)
  return admit(entries(...before), next as AidEvent)
}

describe('admit', () => {
  it.each(Object.entries(cases))('refuses what is %s, naming the field, and no value', (reason, [before, entry]) => {
    expect(aidLedger(entries(...before))._unsafeUnwrap().refused).toEqual([])
    const { code, path, en } = refusalReasons[reason as RefusalReason]
    expect(admitted(before, entry)._unsafeUnwrapErr()).toEqual([{ kind: 'not-allowed', path, code, message: en }])
    const all = aidLedger(entries(...before, entry))._unsafeUnwrap()
    expect(all.refused.map((one) => one.reason)).toEqual([reason])
  })
  it('lets the same through where the reason is gone', () => {
    const anonymous = gift('g1', { giver: 'anonymous', receipt: { without: 'anonymous', noted: '未留名' } })
    const waived = gift('g1', { receipt: { without: 'waived', noted: '放弃票据' } })
    const flood = gift('g1', { recipient: { id: 'r1', kind: 'countyDepartment', occasion: 'naturalDisaster' } })
    for (const one of [anonymous, waived, flood, gift('g1')]) expect(admitted([], one).isOk()).toBe(true)
    expect(admitted([need('n1')], need('n2', { child: 'c-n1', besides: 'n1' })).isOk()).toBe(true)
    expect(admitted([gift('g1')], { ...use, restriction: 'none', giverConsents: 'yes' }).isOk()).toBe(true)
    const paid = delivery('d1', 'a1', { quantity: 40_000, witness: 'w9' })
    expect(admitted(payment, paid).isOk()).toBe(true)
    expect(admitted([...chain, delivery('d1', 'a1')], returned('r1', 'd1')).isOk()).toBe(true)
  })
  it('names no interested child in a restriction, and takes no allocation by somebody with an interest', () => {
    const named = { restriction: { children: ['c-n1'] } }
    expect(admitted([tie('t1', 'd1', 'c-n1')], gift('g1', named)).isErr()).toBe(true)
    expect(admitted([tie('t1', 'd2', 'c-n1')], gift('g1', named)).isOk()).toBe(true)
    const ownWorker = { ...tie('t1', '', 'c-n1'), party: { worker: 'w1' } }
    expect(admitted([gift('g1'), need('n1'), ownWorker], allocation('a1', 'g1', 'n1')).isErr()).toBe(true)
  })
  it('refuses a late entry that would undo one that was counted', () => {
    const before = [
      gift('g1', { quantity: 1 }),
      need('n1'),
      need('n2'),
      allocation('a2', 'g1', 'n2', { on: '2026-09-09' }),
    ]
    const late = admitted(before, allocation('a1', 'g1', 'n1', { on: '2026-09-02' }))
    expect(late._unsafeUnwrapErr()).toMatchObject([{ code: 'wrong-state', path: '/on' }])
  })
  it('shows an interest that is found after the fact, and takes nothing out of the books', () => {
    const { findings, allocations } = admitted(chain, tie('t9', 'd1', 'c-n1', { on: '2026-09-20' }))._unsafeUnwrap()
    expect(findings).toEqual([{ code: 'interest-found-later', allocation: 'a1' }])
    expect(allocations).toHaveLength(1)
  })
  it('corrects by counter-entry: the wrong entry stays in the history, the right one is counted', () => {
    const wrong = [gift('g1', { quantity: 100 })]
    const right = [...wrong, counter('k1', 'g1', { on: '2026-09-02' }), gift('g2', { on: '2026-09-02' })]
    const at = (asOf: `${number}-${number}-${number}`) =>
      aidLedger(entries(...right), { asOf })
        ._unsafeUnwrap()
        .lots.map(({ lot, received }) => [lot, received])
    expect(at('2026-09-01')).toEqual([['g1', 100]])
    expect(at('2026-09-02')).toEqual([['g2', 10]])
    expect(admitted([gift('g1')], gift('g1', { quantity: 9 })).isErr()).toBe(true)
  })
})

describe('recipientRules', () => {
  it('says of each kind where it is said, and presents as statute only what the statute says', () => {
    for (const { may, source } of Object.values(recipientRules))
      expect(source.standing).toBe(may === 'no' ? 'proposal' : 'statute')
  })
})
