import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { editsBetween } from '../../src/casework/index.ts'
import { type Dispute, type MergeInput, type MergeResult, threeWay } from '../../src/casework/offline/three-way.ts'
import { type OfflineEdit, unitEdit, unitsOf, withUnit } from '../../src/casework/offline/unit.ts'
import { holding } from '../../src/casework/offline/protective.ts'
import { canonicalJson } from '../../src/canonical.ts'
import { type Pointer, parts, pointer } from '../../src/pointer.ts'
import { ChildFile } from '../../src/records/index.ts'

type Merge = (input: MergeInput) => MergeResult
interface Device {
  readonly seen: ReadonlyMap<Pointer, unknown>
  readonly edits: readonly OfflineEdit[]
  readonly by: string
}
interface Store {
  readonly present: ReadonlyMap<Pointer, unknown>
  readonly open: ReadonlyMap<Pointer, Dispute>
}

const places = ['/name', '/childNo', '/father/phone', '/contacts/k1', '/residenceDivision'] as const

/** A store that takes deliveries one after another. */
const deliver =
  (merge: Merge) =>
  (store: Store, { seen, edits, by }: Device): Store => {
    const input = { trunk: seen, present: store.present, open: store.open, edits, by, accepts: schemaTakes }
    const { writes, disputes } = merge(input)
    const present = new Map(store.present)
    for (const edit of writes)
      if ('gone' in edit) present.delete(edit.at)
      else present.set(edit.at, edit.said)
    return { present, open: new Map([...store.open, ...disputes.map((one) => [one.at, one] as const)]) }
  }

const schemaTakes = (at: string, said: unknown): boolean =>
  at !== '/name' || canonicalJson(said) !== canonicalJson({ said: 'contested' })

/**
 * The plain oracle: no store, no order. Live is what somebody said or what stood, less what somebody replaced having seen it. It
 * works on texts alone and knows nothing of the code.
 */
function plainly(
  stood: string,
  devices: readonly { readonly seen: string; readonly mine: string }[],
): readonly string[] {
  const spoke = devices.filter(({ seen, mine }) => seen !== mine)
  const live = new Set([stood, ...spoke.map(({ mine }) => mine)])
  for (const { seen } of spoke) live.delete(seen)
  return [...live].sort()
}

const GONE = 'GONE'
const textAt = (units: ReadonlyMap<Pointer, unknown>, at: Pointer): string =>
  units.has(at) ? String(units.get(at)) : GONE
const edit = (at: Pointer, text: string): OfflineEdit => (text === GONE ? { at, gone: true } : { at, said: text })
const liveAt = ({ present, open }: Store, at: Pointer): readonly string[] => {
  const dispute = open.get(at)
  if (!dispute) return [textAt(present, at)]
  return dispute.sides.map(({ what }) => ('gone' in what ? GONE : String(what.said))).sort()
}
const bytes = ({ present }: Store): string => canonicalJson([...present].sort(([a], [b]) => (a < b ? -1 : 1)))

/** Devices that took their views at one state: any values, also alike. Or at different states, each value said once. */
const histories = fc
  .record({
    states: fc.integer({ min: 1, max: 3 }),
    devices: fc.array(
      fc.record({
        at: fc.nat({ max: 2 }),
        says: fc.dictionary(fc.constantFrom(...places), fc.nat({ max: 4 }), { maxKeys: 5 }),
      }),
      { minLength: 1, maxLength: 4 },
    ),
    seed: fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
  })
  .map(({ states, devices, seed }) => {
    const state = (n: number) =>
      new Map<Pointer, unknown>(places.filter((at) => at !== '/contacts/k1' || n > 0).map((at) => [at, `s${n}`]))
    const last = state(states - 1)
    const made = devices.map(({ at, says }, n): Device => {
      const seen = state(at % states)
      const edits = Object.entries(says).map(([place, word]) => {
        const text = states === 1 ? (word === 0 ? GONE : word === 1 ? 's0' : `w${word}`) : `d${n}`
        return edit(place as Pointer, place === '/contacts/k1' || text !== GONE ? text : 'w2')
      })
      return { seen, edits, by: `p${n}` }
    })
    const order = made.map((_, n) => ({ n, by: seed.next().value as number })).sort((a, b) => a.by - b.by)
    return { last, devices: made, shuffled: order.map(({ n }) => made[n] as Device) }
  })

interface Law {
  readonly name: string
  readonly holds: (merge: Merge) => void
}
const laws: readonly Law[] = [
  {
    name: 'keeps what the plain oracle keeps',
    holds: (merge) => {
      fc.assert(
        fc.property(histories, ({ last, devices }) => {
          const end = devices.reduce<Store>(deliver(merge), { present: last, open: new Map() })
          for (const at of places) {
            const said = devices.map(({ seen, edits }) => {
              const mine = edits.find((one) => one.at === at)
              return {
                seen: textAt(seen, at),
                mine: mine ? ('gone' in mine ? GONE : String(mine.said)) : textAt(seen, at),
              }
            })
            const live = plainly(textAt(last, at), said)
            expect([at, liveAt(end, at)]).toEqual([at, live])
            if (live.length > 1) {
              const there = live.filter((text) => text !== GONE)
              const one = there.length === 1 || at === '/name' || at === '/residenceDivision'
              expect(textAt(end.present, at)).toBe(one ? there[0] : 'contested')
            }
          }
        }),
        { numRuns: 300 },
      )
    },
  },
  {
    name: 'ends the same for any order of deliveries, and when they come twice',
    holds: (merge) => {
      fc.assert(
        fc.property(histories, ({ last, devices, shuffled }) => {
          const start: Store = { present: last, open: new Map() }
          const once = devices.reduce(deliver(merge), start)
          const other = shuffled.reduce(deliver(merge), start)
          expect(bytes(other)).toBe(bytes(once))
          for (const at of places) expect(liveAt(other, at)).toEqual(liveAt(once, at))
          const twice = [...devices, ...shuffled].reduce(deliver(merge), start)
          expect(bytes(twice)).toBe(bytes(once))
        }),
        { numRuns: 300 },
      )
    },
  },
  {
    name: 'names everybody who said so, and nobody for what stood',
    holds: (merge) => {
      const seen = new Map<Pointer, unknown>([['/name', 'a']])
      const start: Store = { present: new Map<Pointer, unknown>([['/name', 'z']]), open: new Map() }
      const says = (by: string, said: string): Device => ({ seen, edits: [{ at: '/name', said }], by })
      const end = [says('p2', 'b'), says('p1', 'b'), says('p3', 'c')].reduce(deliver(merge), start)
      expect(end.open.get('/name')).toEqual({
        at: '/name',
        trunk: { said: 'a' },
        sides: [
          { what: { said: 'b' }, by: ['p1', 'p2'] },
          { what: { said: 'c' }, by: ['p3'] },
          { what: { said: 'z' }, by: [] },
        ],
        held: { said: 'b' },
      })
    },
  },
  {
    name: 'lets the more protective hold, whoever comes first',
    holds: (merge) => {
      const pairs: readonly (readonly [Pointer, object, object, object])[] = [
        [
          '/register',
          { registerState: 'registered', exitReason: 'none' },
          { registerState: 'exited' },
          { exitReason: 'moved' },
        ],
        ['/consents/k1', { until: 'none' }, { until: '2027-01-01' }, { withdrawnOn: '2026-09-01' }],
        ['/consents/k2', { until: 'none' }, { until: '2027-01-01' }, { childAnswer: 'noHelper' }],
        ['/incidents/i1', { closedOn: 'none' }, { closedOn: '2026-09-01' }, { words: 'more' }],
        ['/problems/i1', { closedOn: 'none' }, { closedOn: '2026-09-01' }, { words: 'more' }],
        [
          '/care',
          { guardianshipRating: 'notCollected' },
          { guardianshipRating: 'good' },
          { guardianshipRating: 'poor' },
        ],
        ['/preferences/p1', { says: 'notCollected' }, { says: 'likes' }, { says: 'refuses' }],
      ]
      for (const [at, trunk, less, more] of pairs)
        for (const order of [
          [less, more],
          [more, less],
        ]) {
          const seen = new Map<Pointer, unknown>([[at, trunk]])
          const devices = order.map((said, n): Device => ({ seen, edits: [{ at, said }], by: `p${n}` }))
          const end = devices.reduce<Store>(deliver(merge), { present: seen, open: new Map() })
          expect([at, end.present.get(at)]).toEqual([at, { ...trunk, ...more }])
          expect(end.open.has(at)).toBe(true)
        }
    },
  },
]

describe('threeWay', () => {
  it.each(laws.map((law) => [law.name, law] as const))('%s', (_, law) => {
    law.holds(threeWay)
  })

  it('takes the word of those who see a file together: what they say alike stays, the rest is contested', () => {
    const at = '/delegate'
    const seen = new Map<Pointer, unknown>([[at, { name: 'a', phone: '1', relation: 'uncle' }]])
    const devices = ['2', '3'].map((phone): Device => ({ seen, edits: [{ at, said: { phone } }], by: phone }))
    const end = devices.reduce<Store>(deliver(threeWay), { present: seen, open: new Map() })
    expect(end.present.get(at)).toEqual({ name: 'a', phone: 'contested', relation: 'uncle' })
  })

  const mutants: readonly (readonly [string, RegExp, Merge])[] = [
    ['lets the last one win', /oracle/, ({ edits }) => ({ writes: edits, disputes: [] })],
    [
      'compares with the present instead of the trunk',
      /oracle/,
      (input) => threeWay({ ...input, trunk: input.present }),
    ],
    ['forgets disputes that are open', /oracle|order/, (input) => threeWay({ ...input, open: new Map() })],
    ['drops what is disputed', /oracle/, (input) => ({ ...threeWay(input), disputes: [] })],
    [
      'lets what stood hold',
      /order/,
      (input) => {
        const { writes, disputes } = threeWay(input)
        return { writes: writes.filter(({ at }) => !disputes.some((one) => one.at === at)), disputes }
      },
    ],
    [
      'lets the newest hold',
      /order|protective/,
      (input) => {
        const { writes, disputes } = threeWay(input)
        return {
          writes: [...writes, ...input.edits.filter((one) => disputes.some(({ at }) => at === one.at))],
          disputes,
        }
      },
    ],
    [
      'gives what stood to the device',
      /names everybody/,
      (input) => {
        const { writes, disputes } = threeWay(input)
        const by = [input.by]
        return {
          writes,
          disputes: disputes.map((one) => ({ ...one, sides: one.sides.map((side) => ({ ...side, by })) })),
        }
      },
    ],
  ]
  it.each(mutants)('has laws that find one that %s', (_, name, broken) => {
    const holds = laws.filter((one) => name.test(one.name))
    expect(holds.length).toBeGreaterThan(0)
    for (const law of holds.slice(0, 1))
      expect(() => {
        law.holds(broken)
      }).toThrow()
  })
})

describe('editsBetween', () => {
  const seen = {
    id: 'c1',
    name: 'a',
    register: { registerState: 'registered', exitOn: 'none' },
    guardians: 'notCollected',
    contacts: { k1: { on: '2026-09-01' }, k2: { on: '2026-09-02' } },
    health: { mind: 'withheld', allergies: { a1: { substance: 'x' } } },
  }
  it('says what makes the edited view of the one that was seen', () => {
    const edited = {
      ...seen,
      guardians: { g1: { name: 'g' } },
      contacts: { k1: { on: '2026-09-01' }, k3: { on: '2026-09-03' } },
      health: { mind: 'withheld', allergies: {} },
    }
    const edits = editsBetween(seen, edited)
    expect(edits.map(({ at }) => at)).toEqual(['/guardians/g1', '/contacts/k3', '/contacts/k2', '/health/allergies/a1'])
    const made = edits.reduce<object>((view, one) => withUnit(view, one.at, one), seen)
    expect(canonicalJson(made)).toBe(canonicalJson(edited))
    expect(editsBetween(seen, seen)).toEqual([])
  })
  it('says nothing of what the device does not know: no field, no section, no word that was withheld', () => {
    expect(editsBetween(seen, { id: 'c1', name: 'a', health: { allergies: { a1: {} } } }).map(({ at }) => at)).toEqual([
      '/health/allergies/a1',
    ])
    expect(editsBetween(seen, { ...seen, contacts: 'withheld' })).toEqual([])
    const older = withUnit({ allergies: {}, ...seen }, '/health/allergies/a1', { said: {} })
    expect(unitsOf(older).get('/health/allergies/a1')).toEqual({ substance: 'x' })
  })
  it('takes what is said of a part for what is said of its unit', () => {
    expect(unitEdit({ at: '/delegate/phone', said: '1' })).toEqual({ at: '/delegate', said: { phone: '1' } })
    expect(unitEdit({ at: '/visits/v1/words', said: 'w' })).toEqual({ at: '/visits/v1', said: { words: 'w' } })
    for (const at of ['', '/id', '/claims/x', '/father'] as const) expect(unitEdit({ at, said: 'x' })).toBeUndefined()
    expect(unitEdit({ at: '/delegate/phone', gone: true })).toBeUndefined()
  })
})

type Def = z.core.$ZodTypes['_zod']['def']
const defOf = (schema: z.core.$ZodType): Def => (schema as z.core.$ZodTypes)._zod.def
const wordsOf = (def: Def): readonly unknown[] =>
  def.type === 'enum' ? Object.values(def.entries) : def.type === 'literal' ? def.values : []

/** The texts of a file for which the schema has no word `contested`. */
function plainTexts(schema: z.core.$ZodType, path: readonly string[] = [], isField = false): readonly Pointer[] {
  const def = defOf(schema)
  switch (def.type) {
    case 'string':
      return isField || ('format' in def && def.format) ? [] : [pointer(...path)]
    case 'object':
      return Object.entries(def.shape).flatMap(([key, part]) => plainTexts(part, [...path, key]))
    case 'record':
      return plainTexts(def.valueType, [...path, '*'])
    case 'union': {
      const field = def.options.some((option) => wordsOf(defOf(option)).includes('contested'))
      return def.options.flatMap((option) => plainTexts(option, path, field))
    }
    default:
      return []
  }
}

describe('what holds while two things are said', () => {
  const texts = plainTexts(ChildFile).filter((at) => at !== '/id' && !at.startsWith('/claims'))
  it('never puts a word for a text of somebody', () => {
    expect(texts).toContain('/name')
    expect(texts.length).toBeGreaterThan(40)
    for (const at of texts) {
      const unit = unitEdit({ at: at.replaceAll('*', 'x1') as Pointer, said: '甲' })
      const other = unitEdit({ at: at.replaceAll('*', 'x1') as Pointer, said: '乙' })
      if (!unit || !other) throw new Error(`no unit for ${at}`)
      const held = holding(unit.at, [unit, other], () => true)
      const inner = parts(at).slice(parts(unit.at).length)
      const text = inner.reduce<unknown>(
        (here, key) => (typeof here === 'object' && here !== null ? Reflect.get(here, key) : undefined),
        'said' in held ? held.said : undefined,
      )
      expect([at, text]).not.toEqual([at, 'contested'])
    }
  })
})
