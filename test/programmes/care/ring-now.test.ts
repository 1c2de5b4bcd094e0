import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Call, callOrder, type ChildFile, childFile, daysBetween, type Incident } from '../../../src/index.ts'
import { mayBeCause, type Viewer } from '../../../src/privacy/index.ts'
import { knownDuties, ringNow } from '../../../src/programmes/index.ts'
import { reportDuties } from '../../../src/risk/index.ts'
import { everywhere, type Law, lawSuite, type Mutant } from '../law-suite.ts'
import { causes, fileOf, today, viewers, withoutMatters } from './world.ts'

const asOf = today
type Matter = Pick<Incident, 'possibleCauses'>

/** Whether a matter names this person of the family, read off word by word. */
function isNamed({ role, path }: Call, { possibleCauses }: Matter): boolean {
  if (possibleCauses === 'none') return false
  if (typeof possibleCauses === 'string') return true
  const own = path.split('/').at(-1)
  return possibleCauses.some((cause) => {
    const isHere = cause.id === 'none' || cause.id === 'notCollected' || cause.id === 'contested' || cause.id === own
    if (cause.role === 'guardian') return role === 'guardian' && isHere
    // Of a member nobody knows who among the household it is; a delegate has no id of its own.
    if (cause.role === 'member')
      return role === 'delegate' || (isHere && (role === 'guardian' || role === 'emergencyContact'))
    return cause.role === role
  })
}

interface Asked {
  readonly file: ChildFile
  readonly about: readonly Matter[]
  readonly viewer: Viewer
  readonly wanted: 'help' | 'decision'
}
const asked: fc.Arbitrary<Asked> = fc.record({
  file: fileOf('c1'),
  about: fc.array(
    causes.map((possibleCauses) => ({ possibleCauses })),
    { maxLength: 3 },
  ),
  viewer: fc.constantFrom(...viewers),
  wanted: fc.constantFrom('help' as const, 'decision' as const),
})

/** Whom somebody with the file in hand would ring. */
function plainCalls({ file, about, wanted }: Omit<Asked, 'viewer'>): readonly string[] {
  const all = callOrder(file, asOf)
  const barred = all.filter((call) => about.some((matter) => isNamed(call, matter)))
  const numbers = new Set<string>(barred.flatMap(({ phones }) => phones))
  const may = all.filter((call) => !barred.includes(call) && !call.phones.some((phone) => numbers.has(phone)))
  const wantedOnes = wanted === 'help' ? may : may.filter(({ mayDecide }) => mayDecide)
  const lately = ({ answeredOn }: Call): boolean => {
    const days = /^\d/.test(answeredOn) ? daysBetween(answeredOn as typeof asOf, asOf) : -1
    return days >= 0 && days <= 30
  }
  return [...wantedOnes.filter(lately), ...wantedOnes.filter((call) => !lately(call))].map(({ path }) => path)
}

type Ring = typeof ringNow
const ringLaws: readonly Law<Ring>[] = [
  {
    name: 'rings whom somebody with the file in hand would ring, in that order',
    holds: (ring) => {
      let called = 0
      everywhere(
        asked,
        ({ file, about, wanted }) => {
          const found = ring(file, { asOf, about, wanted })
          expect(found.calls.map(({ path }) => path)).toEqual(plainCalls({ file, about, wanted }))
          called += found.calls.length
        },
        400,
      )
      expect(called).toBeGreaterThan(150)
    },
  },
  {
    name: 'never gives the number of somebody who may be the cause, under whatever name it stands',
    holds: (ring) => {
      everywhere(asked, ({ file, about, wanted }) => {
        const barred = callOrder(file, asOf).filter((call) => about.some((matter) => isNamed(call, matter)))
        const given = JSON.stringify(ring(file, { asOf, about, wanted }).calls)
        for (const phone of barred.flatMap(({ phones }) => phones)) expect(given).not.toContain(phone)
      })
    },
  },
  {
    name: 'is equal to the byte with and without a matter of which who asks may be the cause',
    holds: (ring) => {
      everywhere(asked, ({ file, about, viewer, wanted }) => {
        const known = about.filter((matter) => !mayBeCause(matter, viewer))
        expect(JSON.stringify(ring(file, { asOf, about, viewer, wanted }))).toBe(
          JSON.stringify(ring(file, { asOf, about: known, viewer, wanted })),
        )
      })
    },
  },
  {
    name: 'never calls more people reachable than answered lately, and takes unknown for no answer',
    holds: (ring) => {
      everywhere(asked, ({ file, about, wanted }) => {
        const { reachable, calls, always } = ring(file, { asOf, about, wanted })
        const recent = calls.filter(
          ({ answeredOn }) =>
            /^\d/.test(answeredOn) && answeredOn <= asOf && daysBetween(answeredOn as typeof asOf, asOf) <= 30,
        )
        expect(reachable === 'yes').toBe(recent.length > 0)
        if (callOrder(file, asOf).length > 0) expect(reachable).not.toBe('no')
        expect(always).toEqual(['110', '120', '12345'])
      })
    },
  },
]
const [byHand, silent, blind, certain] = ringLaws.map(({ name }) => name)
const ringMutants: readonly Mutant<Ring>[] = [
  {
    name: 'does not ask what it is about',
    killedBy: byHand ?? '',
    broken: (file, options) => ringNow(file, { ...options, about: [] }),
  },
  {
    name: 'takes nobody named for nobody',
    killedBy: silent ?? '',
    broken: (file, { about = [], ...rest }) =>
      ringNow(file, {
        ...rest,
        about: about.map((one) => (one.possibleCauses === 'notCollected' ? { possibleCauses: 'none' } : one)),
      }),
  },
  {
    name: 'rings a suspect at the telephone of another',
    killedBy: silent ?? '',
    broken: (file, options) => {
      const found = ringNow(file, options)
      const own = callOrder(file, options.asOf).filter(
        (call) => !(options.about ?? []).some((matter) => isNamed(call, matter)),
      )
      return { ...found, calls: own.filter(({ mayDecide }) => options.wanted !== 'decision' || mayDecide) }
    },
  },
  {
    name: 'lets who asks tell from the answer that there is a matter',
    killedBy: blind ?? '',
    broken: (file, { asOf: on, about = [], wanted = 'help' }) => ringNow(file, { asOf: on, about, wanted }),
  },
  {
    name: 'asks anybody to decide',
    killedBy: byHand ?? '',
    broken: (file, options) => ringNow(file, { ...options, wanted: 'help' }),
  },
  {
    name: 'rings in the order of the file',
    killedBy: byHand ?? '',
    broken: (file, options) => ({
      ...ringNow(file, options),
      calls: callOrder(file, asOf).filter(({ path }) =>
        ringNow(file, options).calls.some((call) => call.path === path),
      ),
    }),
  },
  {
    name: 'takes unknown for unreachable',
    killedBy: certain ?? '',
    broken: (file, options) => {
      const found = ringNow(file, options)
      return { ...found, reachable: found.reachable === 'yes' ? 'yes' : 'no' }
    },
  },
]
lawSuite('ringNow', ringNow, ringLaws, ringMutants)

type Known = typeof knownDuties
const key = ({ about }: ReturnType<Known>[number]): string => `${about.kind} ${about.id}`
const watched = fc.tuple(fileOf('c1'), fc.constantFrom(...viewers))
const knownLaws: readonly Law<Known>[] = [
  {
    name: 'is equal to the byte with and without a matter of which the viewer may be the cause',
    holds: (known) => {
      let hidden = 0
      everywhere(
        watched,
        ([file, viewer]) => {
          const less = withoutMatters(file, (incident) => mayBeCause(incident, viewer))
          if (Object.keys(less.incidents).length < Object.keys(file.incidents).length) hidden += 1
          expect(JSON.stringify(known(file, { asOf, viewer }))).toBe(JSON.stringify(known(less, { asOf, viewer })))
        },
        300,
      )
      expect(hidden).toBeGreaterThan(40)
    },
  },
  {
    name: 'is equal to the byte with and without what somebody else saw on a visit, but for those who handle matters',
    holds: (known) => {
      everywhere(
        watched,
        ([file, viewer]) => {
          if (viewer.role === 'protectionOfficer') return
          const names = Object.values(file.workers).flatMap((worker) =>
            typeof worker !== 'string' && worker.id === viewer.person ? [worker.name] : [],
          )
          const visits = Object.entries(file.visits).map(([id, visit]) =>
            names.some((name) => name === visit.by) && visit.by !== 'notCollected'
              ? [id, visit]
              : [
                  id,
                  {
                    ...visit,
                    situations: {
                      ...visit.situations,
                      violence: visit.situations.violence === 'seen' ? 'notChecked' : visit.situations.violence,
                    },
                  },
                ],
          )
          const less = { ...file, visits: Object.fromEntries(visits) as typeof file.visits }
          expect(known(file, { asOf, viewer })).toEqual(known(less, { asOf, viewer }))
        },
        300,
      )
    },
  },
  {
    name: 'hides no open duty from who handles matters and is not the cause, and shows none that is done',
    holds: (known) => {
      const viewer: Viewer = { role: 'protectionOfficer', relation: 'appointed', person: 'p1' }
      let open = 0
      everywhere(fileOf('c1'), (file) => {
        const clean = withoutMatters(file, (incident) => mayBeCause(incident, viewer))
        const all = reportDuties(clean, { asOf }).filter(({ state }) => state !== 'reported')
        expect(known(clean, { asOf, viewer }).map(key)).toEqual(all.map(key))
        open += all.length
      })
      expect(open).toBeGreaterThan(50)
    },
  },
]
const [sameWithout, sameVisits, complete] = knownLaws.map(({ name }) => name)
const knownMutants: readonly Mutant<Known>[] = [
  {
    name: 'shows a suspect the duty',
    killedBy: sameWithout ?? '',
    broken: (file, { asOf: on }) => reportDuties(file, { asOf: on }).filter(({ state }) => state !== 'reported'),
  },
  {
    name: 'shows how many there are',
    killedBy: sameWithout ?? '',
    broken: (file, options) => [
      ...knownDuties(file, options),
      ...Object.keys(file.incidents).map((id) => ({ about: { kind: 'incident', id } }) as never),
    ],
  },
  {
    name: 'shows what others saw',
    killedBy: sameVisits ?? '',
    broken: (file, { asOf: on, viewer }) =>
      knownDuties(file, { asOf: on, viewer: { ...viewer, role: 'protectionOfficer' } }),
  },
  { name: 'shows nothing at all', killedBy: complete ?? '', broken: () => [] },
  {
    name: 'shows what was reported',
    killedBy: complete ?? '',
    broken: (file, { asOf: on, viewer }) =>
      reportDuties(
        withoutMatters(file, (incident) => mayBeCause(incident, viewer)),
        { asOf: on },
      ),
  },
]
lawSuite('knownDuties', knownDuties, knownLaws, knownMutants)

describe('ringNow, worked', () => {
  const file = childFile({
    id: 'c1',
    name: '李小花',
    delegate: { phone: '13800000000' },
    father: { status: 'awayWorking', phone: '13900000000' },
    mother: { status: 'awayWorking', phone: '13700000000', answeredOn: '2026-09-10' },
    emergencyContacts: { k1: { name: '舅舅', phone: '13800000000', order: 1 } },
  })
  const roles = (options: Partial<Parameters<Ring>[1]> = {}) =>
    ringNow(file, { asOf, ...options }).calls.map(({ role }) => role)

  it('rings the mother first, who answered five days ago, and then the carer', () => {
    expect(roles()).toEqual(['mother', 'delegate', 'father', 'emergencyContact'])
    expect(roles({ wanted: 'decision' })).toEqual(['mother', 'father'])
  })
  it('rings neither the carer nor the uncle at the telephone of the carer, where the carer may be the cause', () => {
    expect(roles({ about: [{ possibleCauses: [{ role: 'delegate', id: 'none' }] }] })).toEqual(['mother', 'father'])
  })
  it('rings nobody of the family where nobody has written down a cause, and the public numbers stay', () => {
    const { calls, always, reachable } = ringNow(file, { asOf, about: [{ possibleCauses: 'notCollected' }] })
    expect([calls, always[0], reachable]).toEqual([[], '110', 'unknown'])
  })
})
