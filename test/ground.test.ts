import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Field, isKnown, known, some } from '../src/absent.ts'
import { canonicalJson } from '../src/canonical.ts'
import { digestText, hex, sha256, utf8 } from '../src/digest.ts'
import { availableActions, fold, type Machine, step } from '../src/lifecycle.ts'
import { type Fen, splitFen, sumFen, yuan } from '../src/money.ts'
import { at, parts, pointer } from '../src/pointer.ts'
import { type Parameter, parameterOn } from '../src/policy.ts'
import { slotMask, slotsOf, weekSlots } from '../src/week.ts'

describe('absence', () => {
  it('is neither known nor some', () => {
    const said: readonly Field<string>[] = ['notCollected', 'contested', 'none', 'x']
    expect(said.map((value) => isKnown(value))).toEqual([false, false, true, true])
    expect(said.map((value) => known(value))).toEqual([undefined, undefined, 'none', 'x'])
    expect(said.map((value) => some(value))).toEqual([undefined, undefined, undefined, 'x'])
  })
})

describe('a pointer', () => {
  it('comes apart into what it was made of', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (list) => {
        expect(parts(pointer(...list))).toEqual(list)
      }),
    )
  })
  it('finds what is there, and only own properties', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (doc) => {
        expect(at(doc, '')).toBe(doc)
        if (typeof doc === 'object' && doc !== null)
          for (const [key, value] of Object.entries(doc)) expect(at(doc, pointer(key))).toBe(value)
      }),
    )
    expect(at({}, '/__proto__')).toBeUndefined()
    expect(at([1], '/length')).toBe(1)
  })
})

describe('canonical JSON', () => {
  it('does not depend on the order of keys and reads back the same', () => {
    const reverse = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(reverse)
        : typeof value === 'object' && value !== null
          ? Object.fromEntries(
              Object.entries(value)
                .reverse()
                .map(([k, v]) => [k, reverse(v)]),
            )
          : value
    fc.assert(
      fc.property(fc.jsonValue(), (doc) => {
        expect(canonicalJson(reverse(doc))).toBe(canonicalJson(doc))
        expect(JSON.parse(canonicalJson(doc))).toEqual(JSON.parse(JSON.stringify(doc)))
      }),
    )
  })
})

describe('the digest', () => {
  it('is SHA-256', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(hex(sha256.hash(bytes))).toBe(createHash('sha256').update(bytes).digest('hex'))
      }),
    )
    expect(digestText('留守')).toBe(createHash('sha256').update(utf8('留守')).digest('hex'))
  })
})

describe('money', () => {
  it('is split without losing a fen', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e12 }), fc.integer({ min: 1, max: 50 }), (amount, count) => {
        const shares = splitFen(amount as Fen, count)
        expect(sumFen(shares)).toBe(amount)
        expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1)
      }),
    )
  })
  it('is written in yuan', () => {
    expect([yuan(5 as Fen), yuan(-12305 as Fen), yuan(100 as Fen)]).toEqual(['0.05', '-123.05', '1.00'])
  })
})

describe('a week', () => {
  it('has 21 slots, and a mask says which', () => {
    expect(weekSlots).toHaveLength(21)
    fc.assert(
      fc.property(fc.subarray([...weekSlots]), (slots) => {
        expect(slotsOf(slotMask(slots))).toEqual(slots)
      }),
    )
  })
})

describe('a parameter', () => {
  const source = { title: 't', kind: 'proposal', standing: 'proposal' } as const
  const limit: Parameter<number> = {
    id: 'x',
    unit: 'days',
    en: 'x',
    zh: 'x',
    values: [
      { from: '2020-01-01', value: 30, standing: 'proposal', source },
      { from: '2021-06-01', value: 7, standing: 'statute', source },
    ],
  }
  it('changes on the day it says', () => {
    expect(parameterOn(limit, '2021-05-31').value).toBe(30)
    expect(parameterOn(limit, '2021-06-01').value).toBe(7)
    expect(parameterOn(limit, '2000-01-01').value).toBe(30)
  })
})

describe('a machine', () => {
  type S = 'raised' | 'seen' | 'closed'
  type E = 'look' | 'close'
  const machine: Machine<S, E> = {
    first: 'raised',
    moves: [
      { from: 'raised', on: 'look', to: 'seen', by: ['worker'], needs: [] },
      { from: ['raised', 'seen'], on: 'close', to: 'closed', by: ['supervisor'], needs: ['agency', 'reference'] },
    ],
  }
  const supervisor = { role: 'supervisor', has: ['agency', 'reference'] }
  it('says why a step is refused', () => {
    const code = (from: S, on: E, role: string, has: string[]) =>
      step(machine, from, on, { role, has }).match(
        (s) => s as string,
        ([p]) => p.code,
      )
    expect(code('closed', 'look', 'worker', [])).toBe('wrong-state')
    expect(code('seen', 'close', 'worker', [])).toBe('not-entitled')
    expect(code('seen', 'close', 'supervisor', ['agency'])).toBe('needs-missing')
    expect(code('seen', 'close', 'supervisor', ['agency', 'reference'])).toBe('closed')
  })
  it('offers exactly the steps that it would take or that only lack something', () => {
    const roles = fc.constantFrom('worker', 'supervisor', 'volunteer')
    const has = fc.subarray(['agency', 'reference'])
    fc.assert(
      fc.property(fc.constantFrom<S>('raised', 'seen', 'closed'), roles, has, (state, role, on) => {
        const actor = { role, has: on }
        const offered = availableActions(machine, state, actor)
        for (const event of ['look', 'close'] as const) {
          const outcome = step(machine, state, event, actor)
          const offer = offered.find((o) => o.on === event)
          expect(outcome.isOk()).toBe(offer?.missing.length === 0)
        }
      }),
    )
  })
  it('folds a history and stops at the first step that was not allowed', () => {
    const look = { on: 'look', by: { role: 'worker', has: [] } } as const
    expect(fold(machine, [look, { on: 'close', by: supervisor }])._unsafeUnwrap()).toBe('closed')
    expect(fold(machine, [look, look]).isErr()).toBe(true)
  })
})
