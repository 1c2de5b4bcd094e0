import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { callOrder, childFile, emergencyCard, type FileDraft, householdStructure, reachable } from '../../src/index.ts'
import { anyChildFile } from '../../src/testing/arbitraries.ts'

const file = (draft: Partial<FileDraft>) => childFile({ id: 'c1', name: '李小花', ...draft })
const asOf = '2026-09-15'

describe('callOrder', () => {
  it('calls nobody twice in one role, nobody without a telephone, and no dead or locked-up parent', () => {
    fc.assert(
      fc.property(anyChildFile(), (any) => {
        const calls = callOrder(any)
        expect(calls.every(({ phones }) => phones.length > 0 && new Set(phones).size === phones.length)).toBe(true)
        expect(new Set(calls.map(({ path }) => path)).size).toBe(calls.length)
        for (const role of ['father', 'mother'] as const)
          if (['dead', 'missing', 'imprisoned', 'compulsoryTreatment'].includes(any[role].status as string))
            expect(calls.some((call) => call.role === role)).toBe(false)
        expect(
          calls
            .filter(({ role }) => role === 'delegate' || role === 'emergencyContact')
            .every(({ mayDecide }) => !mayDecide),
        ).toBe(true)
      }),
      { numRuns: 200 },
    )
  })
  it('begins with who is there, then guardians, then the parent who answered last', () => {
    const found = callOrder(
      file({
        delegate: { phone: '13800000001' },
        guardians: { g1: { phone: '13800000002' }, g0: { phone: '13800000009', until: '2026-01-01' } },
        father: { status: 'awayWorking', phone: '13800000003', answeredOn: '2026-08-01' },
        mother: { status: 'awayWorking', phone: '13800000004', otherPhones: ['13800000005'], answeredOn: '2026-09-01' },
        emergencyContacts: { b: { phone: '13800000007', order: 1 }, a: { phone: '13800000006', order: 2 } },
      }),
    )
    expect(found.map(({ phones }) => phones[0]?.slice(-1))).toEqual(['1', '2', '4', '3', '7', '6'])
    expect(found[2]?.phones).toEqual(['13800000004', '13800000005'])
  })
  it('keeps a guardian while the guardianship lasts', () => {
    const guarded = file({ guardians: { g: { phone: '13800000002', until: '2026-10-01' } } })
    expect(callOrder(guarded)).toHaveLength(0)
    expect(callOrder(guarded, '2026-09-30')).toHaveLength(1)
    expect(callOrder(guarded, '2026-10-01')).toHaveLength(0)
  })
})

describe('reachable', () => {
  const mother = (answeredOn: '2026-08-16' | '2026-08-15' | '2026-09-16' | 'none') =>
    file({ mother: { phone: '13800000004', answeredOn } })
  it('is yes for thirty days after somebody answered, and never for a call in the future', () => {
    expect(reachable(mother('2026-08-16'), asOf).reachable).toBe('yes')
    expect(reachable(mother('2026-08-15'), asOf).reachable).toBe('unknown')
    expect(reachable(mother('2026-09-16'), asOf).reachable).toBe('unknown')
    expect(reachable(mother('none'), asOf).reachable).toBe('unknown')
  })
  it('is no only if it is on record that nobody has a telephone', () => {
    const nobody = { phone: 'none' } as const
    const silent: Partial<FileDraft> = {
      delegate: nobody,
      father: nobody,
      mother: { status: 'dead' },
      guardians: 'none',
      emergencyContacts: 'none',
    }
    expect(reachable(file(silent), asOf).reachable).toBe('no')
    for (const part of ['delegate', 'father', 'guardians', 'emergencyContacts'] as const) {
      const rest = Object.fromEntries(Object.entries(silent).filter(([key]) => key !== part))
      expect(reachable(file(rest), asOf).reachable).toBe('unknown')
    }
  })
})

describe('emergencyCard', () => {
  it('shows what is grave first, leaves out what is over, and nothing of the sealed section', () => {
    const card = emergencyCard(
      file({
        health: {
          allergies: {
            a: { substance: 'egg', severity: 'mild' },
            b: { substance: 'pollen' },
            c: { substance: 'penicillin', severity: 'severe' },
          },
          illnesses: { i: { what: 'asthma', status: 'active' }, j: { what: 'fracture', status: 'resolved' } },
          medicines: { m: { name: 'x', to: '2026-09-15' }, n: { name: 'y', to: 'none' } },
          mind: { selfHarm: 'yes', note: 'CANARY' },
        },
      }),
      asOf,
    )
    expect(card.allergies).toMatchObject([{ substance: 'penicillin' }, { substance: 'pollen' }, { substance: 'egg' }])
    expect(card.illnesses).toMatchObject([{ what: 'asthma' }])
    expect(card.medicines).toMatchObject([{ name: 'y' }])
    expect(JSON.stringify(card)).not.toContain('CANARY')
  })
  it('keeps "none" and "nobody asked" apart', () => {
    expect(emergencyCard(file({ health: { allergies: 'none' } }), asOf)).toMatchObject({
      allergies: 'none',
      illnesses: 'notCollected',
    })
  })
})

describe('householdStructure', () => {
  const away = { father: { status: 'awayWorking' }, mother: { status: 'awayWorking' } } as const
  it.each([
    [{ father: { status: 'homeCapable' }, mother: { status: 'homeIncapable' } }, 'bothParents'],
    [{ father: { status: 'awayWorking' }, mother: { status: 'homeCapable' } }, 'oneParent'],
    [{ ...away, delegate: { relation: 'maternalGrandmother' } }, 'skippedGeneration'],
    [{ ...away, delegate: { relation: 'neighbour' } }, 'otherAdult'],
    [{ ...away, delegate: 'none', household: { members: 'none' } }, 'noAdult'],
    [{ ...away, delegate: 'none' }, 'unknown'],
    [{ father: { status: 'awayWorking' } }, 'unknown'],
    [{ ...away, household: { livesWithMother: 'yes' } }, 'oneParent'],
  ] as const)('%j is %s', (draft, kind) => {
    expect(householdStructure(file(draft), asOf).kind).toBe(kind)
  })
  it('looks at periods, half-open', () => {
    const until = (to: '2026-09-15' | '2026-09-16') =>
      householdStructure(
        file({
          ...away,
          delegate: 'none',
          household: {
            members: { g: { relation: 'paternalGrandfather', alive: 'yes', livesWith: [{ from: '2020-01-01', to }] } },
          },
        }),
        asOf,
      )
    expect(until('2026-09-16').withGrandparent).toBe('yes')
    expect(until('2026-09-15').withGrandparent).toBe('no')
  })
  it('never says noAdult of a file that knows nothing', () => {
    fc.assert(
      fc.property(anyChildFile(), (any) => {
        const { kind } = householdStructure({ ...any, delegate: 'notCollected' }, asOf)
        expect(kind).not.toBe('noAdult')
      }),
      { numRuns: 200 },
    )
  })
})
