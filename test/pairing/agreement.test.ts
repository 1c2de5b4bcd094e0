import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fold, step } from '../../src/index.ts'
import {
  matchActor,
  type MatchEvent,
  matchLifecycle,
  type MatchRecord,
  readPairingRules,
} from '../../src/pairing/index.ts'

const full: MatchRecord = {
  proposedBy: 'w1',
  guardianConsents: true,
  childHeard: true,
  childRefuses: false,
  volunteerAgrees: true,
  checkLive: true,
}
const worker = (id: string, record: MatchRecord = full) => matchActor({ id, role: 'worker' }, record)

describe('matchLifecycle', () => {
  it('leads from staged to active by consent, another hand and a start', () => {
    const history = [
      { on: 'consent', by: worker('w1') },
      { on: 'approve', by: worker('w2') },
      { on: 'start', by: worker('w1') },
    ] as const
    expect(fold(matchLifecycle, history).unwrapOr('staged')).toBe('active')
  })

  it('is not approved by who proposed it', () => {
    expect(step(matchLifecycle, 'consented', 'approve', worker('w1')).isErr()).toBe(true)
    expect(step(matchLifecycle, 'consented', 'approve', worker('w2')).unwrapOr('staged')).toBe('approved')
  })

  it.each(['guardianConsents', 'childHeard', 'volunteerAgrees'] as const)('needs %s before it is consented', (what) => {
    const record = { ...full, [what]: false }
    expect(step(matchLifecycle, 'staged', 'consent', worker('w1', record)).isErr()).toBe(true)
  })

  it('never reaches active against the no of the child, whatever happens', () => {
    const events = ['consent', 'approve', 'reject', 'start', 'pause', 'resume', 'end', 'withdraw'] as const
    const roles = fc.constantFrom('worker', 'supervisor', 'guardian', 'child', 'clearance')
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom<MatchEvent>(...events), roles, fc.nat(2)), { maxLength: 12 }),
        (acts) => {
          let state = matchLifecycle.first
          for (const [on, role, id] of acts) {
            const by = matchActor({ id: `w${id}`, role }, { ...full, childRefuses: true })
            state = step(matchLifecycle, state, on, by).unwrapOr(state)
            expect(['active', 'approved', 'consented']).not.toContain(state)
          }
        },
      ),
    )
  })

  it('does not come back once it has ended, and the child may end it at any time', () => {
    const child = matchActor({ id: 'c1', role: 'child' }, full)
    for (const state of ['staged', 'consented', 'approved', 'active', 'paused'] as const)
      expect(step(matchLifecycle, state, 'withdraw', child).unwrapOr(state)).toBe('ended')
    for (const { on } of matchLifecycle.moves)
      expect(step(matchLifecycle, 'ended', on, matchActor({ id: 'w2', role: 'worker' }, full)).isErr()).toBe(true)
  })
})

describe('readPairingRules', () => {
  const code = (document: unknown): string =>
    readPairingRules(document).match(
      () => 'fine',
      ([problem]) => problem.code,
    )

  it('reads settings and weights', () => {
    expect(code({})).toBe('fine')
    expect(code({ settings: { seats: 3, fairness: 'bottleneckThenTotal' }, weights: { distance: 9 } })).toBe('fine')
    expect(code({ settings: { seats: 4 } })).toBe('too-large')
    expect(code({ weights: { colour: 1 } })).toBe('unknown-field')
    expect(code(undefined)).toBe('missing-field')
  })

  it.each([
    'politicalStatus',
    'partyMember',
    '政治面貌',
    '党员',
    'workUnit',
    'unit',
    '工作单位',
    'donations',
    '捐款',
    'donor',
    '民族',
  ])('refuses a document that names %s, as a field or a value, however deep, and repeats none of it', (word) => {
    for (const document of [{ [word]: 1 }, { weights: { [word]: 5 } }, { settings: { order: [{ by: word }] } }]) {
      expect(code(document)).toBe('protected-trait')
      expect(
        JSON.stringify(
          readPairingRules(document).match(
            () => [],
            (problems) => problems,
          ),
        ),
      ).not.toContain(word)
    }
  })

  it('never throws', () => {
    fc.assert(fc.property(fc.anything(), (document) => void readPairingRules(document)))
    const ring: Record<string, unknown> = {}
    ring['again'] = ring
    expect(code(ring)).toBe('too-large')
  })
})
