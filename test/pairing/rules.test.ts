import { describe, expect, it } from 'vitest'
import { hardRules, pair, type PairingProblem, type RuleCode, verify } from '../../src/pairing/index.ts'
import { agreement, child, problemOf, villageCode, villagesOnLine, volunteer } from './county.ts'

type Child = Parameters<typeof child>
interface Case {
  readonly what: string
  readonly tier?: Child[1]
  readonly child?: NonNullable<Child[2]>
  readonly extras?: NonNullable<Child[3]>
  readonly volunteer?: NonNullable<Parameters<typeof volunteer>[1]>
  readonly problem?: Partial<PairingProblem>
}
type Refused = Case & { readonly rule: RuleCode; readonly verdict: 'no' | 'unknown' }

const problemFor = ({ tier, child: file, extras, volunteer: change, problem }: Case): PairingProblem =>
  problemOf([child('c1', tier ?? 2, file, extras)], [volunteer('V1', change)], problem)

const good = problemFor({ what: 'nothing stands against it' })
const goodPlan = pair(good)._unsafeUnwrap()

const consent = (change: object) => ({
  consents: {
    k1: { capacity: 'mother', purposes: ['pairing'], on: '2026-03-01', until: '2027-09-01', ...change },
  } as never,
})
const helper = (says: string, saidBy: string, on = '2026-05-01') => ({
  preferences: { p1: { about: 'helper', says, saidBy, on } } as never,
})
const check = (change: object) => ({
  check: { outcome: 'clear', on: '2026-08-01', authority: 'none', reference: 'none', ...change },
})
const ten = { birthDate: '2016-09-15' } as const
const boy = { sex: 'male' } as const
const decision = [{ child: 'c1', volunteer: 'V1', author: 'w1', reason: 'x' }] as never
const kin = [{ child: 'c1', volunteer: 'V1' }] as never
const worker = (as: string, who: object) => ({ workers: { [as]: who } }) as never
const phone = '13912345678'
const adult = '110105194912310025'
const other = '110101199003078515'
const ended = (endReason: string) => ({ present: [agreement('a1', 'c1', 'V1', { state: 'ended', endReason })] })
const incident = (closedOn: string, id = 'V1') =>
  ({ incidents: { i1: { closedOn, possibleCauses: [{ role: 'volunteer', id }] } } }) as never

const refused: readonly Refused[] = [
  {
    rule: 'on-register',
    verdict: 'no',
    what: 'has left the register',
    child: { register: { registerState: 'exited' } },
  },
  {
    rule: 'on-register',
    verdict: 'no',
    what: 'leaves it on the first day',
    child: { register: { registerState: 'registered', exitOn: '2026-09-15' } },
  },
  { rule: 'on-register', verdict: 'unknown', what: 'is not known to be on it', child: { register: {} } },

  { rule: 'child-refuses', verdict: 'no', what: 'refuses', child: helper('refuses', 'child') },
  { rule: 'child-refuses', verdict: 'no', what: 'does not like it', child: helper('dislikes', 'child') },
  { rule: 'child-refuses', verdict: 'no', what: 'a teacher reports a no', child: helper('refuses', 'teacher') },
  {
    rule: 'child-refuses',
    verdict: 'no',
    what: 'nobody says who reports it',
    child: helper('refuses', 'notCollected'),
  },
  {
    rule: 'child-refuses',
    verdict: 'no',
    what: 'a no without a day',
    child: helper('refuses', 'child', 'notCollected'),
  },
  { rule: 'child-refuses', verdict: 'no', what: 'wants no helper', child: consent({ childAnswer: 'noHelper' }) },
  { rule: 'child-refuses', verdict: 'no', what: 'is not willing', child: consent({ childAnswer: 'unwilling' }) },
  {
    rule: 'child-refuses',
    verdict: 'no',
    what: 'a no and a yes on one day',
    child: { ...consent({ childAnswer: 'willing', on: '2026-05-01' }), ...helper('refuses', 'child') },
  },
  {
    rule: 'child-refuses',
    verdict: 'no',
    what: 'a teacher cannot take back what the child said',
    child: {
      preferences: {
        p1: { about: 'helper', says: 'refuses', saidBy: 'child', on: '2026-05-01' },
        p2: { about: 'helper', says: 'wishes', saidBy: 'teacher', on: '2026-06-01' },
      },
    } as never,
  },
  {
    rule: 'child-refuses',
    verdict: 'no',
    what: 'said no to a helper on a consent for something else',
    child: {
      consents: {
        k1: { capacity: 'mother', purposes: ['pairing'], on: '2026-03-01', until: '2027-09-01' },
        k2: { capacity: 'mother', purposes: ['photo'], on: '2026-04-01', until: '2027-09-01', childAnswer: 'noHelper' },
      },
    },
  },
  { rule: 'parent-refuses', verdict: 'no', what: 'a parent refuses later', child: helper('refuses', 'parent') },

  { rule: 'consent', verdict: 'no', what: 'none was given', child: { consents: 'none' } },
  { rule: 'consent', verdict: 'unknown', what: 'nobody asked for one', child: { consents: 'notCollected' } },
  { rule: 'consent', verdict: 'no', what: 'is for something else', child: consent({ purposes: ['photo'] }) },
  { rule: 'consent', verdict: 'unknown', what: 'for what is not known', child: consent({ purposes: 'notCollected' }) },
  { rule: 'consent', verdict: 'no', what: 'runs out on the first day', child: consent({ until: '2026-09-15' }) },
  { rule: 'consent', verdict: 'unknown', what: 'until when is not known', child: consent({ until: 'notCollected' }) },
  { rule: 'consent', verdict: 'no', what: 'begins after the first day', child: consent({ on: '2026-09-16' }) },
  { rule: 'consent', verdict: 'unknown', what: 'since when is not known', child: consent({ on: 'contested' }) },
  { rule: 'consent', verdict: 'no', what: 'was withdrawn', child: consent({ withdrawnOn: '2026-07-01' }) },
  {
    rule: 'consent',
    verdict: 'no',
    what: 'is withdrawn on the first day',
    child: consent({ withdrawnOn: '2026-09-15' }),
  },
  {
    rule: 'consent',
    verdict: 'unknown',
    what: 'whether it was withdrawn is contested',
    child: consent({ withdrawnOn: 'contested' }),
  },
  { rule: 'consent', verdict: 'unknown', what: 'by whom is not known', child: consent({ capacity: 'notCollected' }) },
  { rule: 'consent', verdict: 'no', what: 'the child cannot give it', child: consent({ capacity: 'child' }) },
  {
    rule: 'consent',
    verdict: 'no',
    what: 'by somebody without a capacity',
    child: consent({ capacity: { other: '邻居' } }),
  },
  {
    rule: 'consent',
    verdict: 'no',
    what: 'by a mother who has died',
    child: { ...consent({}), mother: { status: 'dead' } },
  },
  {
    rule: 'consent',
    verdict: 'no',
    what: 'by a guardian where there is none',
    child: { ...consent({ capacity: 'guardian' }), guardians: 'none' },
  },
  {
    rule: 'consent',
    verdict: 'no',
    what: 'by a delegate without a mandate for it',
    child: { ...consent({ capacity: 'delegate' }), delegation: { mandate: ['file'] } },
  },
  {
    rule: 'consent',
    verdict: 'unknown',
    what: 'by a delegate whose mandate is not known',
    child: consent({ capacity: 'delegate' }),
  },
  {
    rule: 'consent',
    verdict: 'no',
    what: 'by a delegate whose delegation has ended',
    child: { ...consent({ capacity: 'delegate' }), delegation: { mandate: ['pairing'], agreementUntil: '2026-09-15' } },
  },
  {
    rule: 'child-place',
    verdict: 'unknown',
    what: 'the village is not known',
    child: { residenceDivision: 'notCollected' },
  },
  {
    rule: 'child-place',
    verdict: 'unknown',
    what: 'only the township is known',
    child: { residenceDivision: villageCode(0).slice(0, 9) },
  },

  { rule: 'check-clear', verdict: 'no', what: 'something was found', volunteer: check({ outcome: 'hit' }) },
  {
    rule: 'check-clear',
    verdict: 'unknown',
    what: 'the outcome is not known',
    volunteer: check({ outcome: 'contested' }),
  },
  { rule: 'check-live', verdict: 'no', what: 'is a year old on the first day', volunteer: check({ on: '2025-09-15' }) },
  { rule: 'check-live', verdict: 'no', what: 'is made after the first day', volunteer: check({ on: '2026-09-16' }) },
  { rule: 'check-live', verdict: 'unknown', what: 'the day is not known', volunteer: check({ on: 'notCollected' }) },
  {
    rule: 'check-live',
    verdict: 'no',
    what: 'ends one day before the term, where the whole term is asked for',
    volunteer: check({ on: '2026-07-14' }),
    problem: { settings: { clearance: 'wholeTerm' } },
  },
  {
    rule: 'check-live',
    verdict: 'no',
    what: 'is older than a stricter setting allows',
    volunteer: check({ on: '2026-03-15' }),
    problem: { settings: { checkMonths: 6 } },
  },
  { rule: 'trained', verdict: 'no', what: 'was never trained', volunteer: { trainedOn: 'none' } },
  { rule: 'trained', verdict: 'no', what: 'is trained after the first day', volunteer: { trainedOn: '2026-09-16' } },
  { rule: 'trained', verdict: 'unknown', what: 'nobody wrote it down', volunteer: { trainedOn: 'notCollected' } },
  { rule: 'age', verdict: 'no', what: 'is 21', volunteer: { birthDate: '2004-09-16' } },
  { rule: 'age', verdict: 'no', what: 'is 66', volunteer: { birthDate: '1960-09-15' } },
  { rule: 'age', verdict: 'unknown', what: 'the age is not known', volunteer: { birthDate: 'notCollected' } },
  { rule: 'agreement', verdict: 'no', what: 'ended the day before', volunteer: { agreementUntil: '2026-09-14' } },
  { rule: 'agreement', verdict: 'no', what: 'there is none', volunteer: { agreementUntil: 'none' } },
  {
    rule: 'agreement',
    verdict: 'unknown',
    what: 'its end is not known',
    volunteer: { agreementUntil: 'notCollected' },
  },
  {
    rule: 'agreement',
    verdict: 'no',
    what: 'ends a day before the term, where the whole term is asked for',
    volunteer: { agreementUntil: '2027-07-13', ...check({ on: '2026-08-01' }) },
    problem: { settings: { clearance: 'wholeTerm' } },
  },
  { rule: 'safeguarding', verdict: 'no', what: 'a concern is open', volunteer: { underConcern: 'yes' } },
  { rule: 'safeguarding', verdict: 'no', what: 'is on the list of concerns', problem: { concerns: ['V1' as never] } },
  {
    rule: 'safeguarding',
    verdict: 'no',
    what: 'a match with another child ended for safeguarding',
    problem: { present: [agreement('a1', 'c9', 'V1', { state: 'ended', endReason: 'safeguarding' })] },
  },
  { rule: 'safeguarding', verdict: 'unknown', what: 'is contested', volunteer: { underConcern: 'contested' } },
  {
    rule: 'safeguarding',
    verdict: 'unknown',
    what: 'nobody looked',
    volunteer: { underConcern: 'notCollected' },
    problem: { concerns: undefined as never },
  },
  { rule: 'kin-known', verdict: 'unknown', what: 'is kin of somebody', volunteer: { kinOfChild: 'yes' } },
  { rule: 'kin-known', verdict: 'unknown', what: 'is contested', volunteer: { kinOfChild: 'contested' } },
  {
    rule: 'kin-known',
    verdict: 'unknown',
    what: 'nobody asked',
    volunteer: { kinOfChild: 'notCollected' },
    problem: { kin: undefined as never },
  },
  { rule: 'occupation-known', verdict: 'unknown', what: 'is not known', volunteer: { occupation: 'notCollected' } },
  { rule: 'capacity', verdict: 'no', what: 'offers no seat', volunteer: { capacity: 0 } },
  { rule: 'capacity', verdict: 'unknown', what: 'is not known', volunteer: { capacity: 'notCollected' } },
  { rule: 'capacity', verdict: 'no', what: 'is taken', problem: { present: [agreement('a1', 'c9', 'V1')] } },
  {
    rule: 'volunteer-place',
    verdict: 'unknown',
    what: 'the village is not known',
    volunteer: { division: 'notCollected' },
  },
  {
    rule: 'volunteer-place',
    verdict: 'unknown',
    what: 'the village is on no map',
    volunteer: { division: '520526199200' },
  },

  { rule: 'distance', verdict: 'no', what: 'is too far', volunteer: { division: villageCode(5) } },
  {
    rule: 'distance',
    verdict: 'no',
    what: 'is farther than set',
    volunteer: { division: villageCode(1) },
    problem: { settings: { distanceKm: 4 } },
  },
  { rule: 'same-sex', verdict: 'no', what: 'the child turns ten on the first day', child: ten, volunteer: boy },
  { rule: 'same-sex', verdict: 'unknown', what: 'sex of the child not known', child: { ...ten, sex: 'unspecified' } },
  {
    rule: 'same-sex',
    verdict: 'unknown',
    what: 'sex of the volunteer not known',
    child: ten,
    volunteer: { sex: 'notCollected' },
  },
  {
    rule: 'same-sex',
    verdict: 'unknown',
    what: 'neither sex is known',
    child: { ...ten, sex: 'unknown' },
    volunteer: { sex: 'unknown' },
  },
  { rule: 'same-sex', verdict: 'unknown', what: 'age not known', child: { birthDate: 'notCollected' }, volunteer: boy },
  {
    rule: 'same-sex',
    verdict: 'no',
    what: 'the guardian does not agree',
    child: ten,
    volunteer: boy,
    extras: { otherSexAgreed: 'no' },
  },
  { rule: 'kin', verdict: 'no', what: 'are kin', volunteer: { kinOfChild: 'yes' }, problem: { kin } },
  {
    rule: 'kin',
    verdict: 'no',
    what: 'is the delegate, by number',
    child: { delegate: { idNumber: adult } },
    volunteer: { idNumber: adult },
  },
  {
    rule: 'kin',
    verdict: 'no',
    what: 'is the father, by telephone',
    child: { father: { phone } },
    volunteer: { phone },
  },
  {
    rule: 'kin',
    verdict: 'no',
    what: 'is the delegate, by another telephone',
    child: { delegate: { otherPhones: [phone] } },
    volunteer: { phone },
  },
  {
    rule: 'kin',
    verdict: 'unknown',
    what: 'a namesake in the family',
    child: { household: { members: { m1: { name: 'volunteer V1' } } } },
  },
  {
    rule: 'kin',
    verdict: 'unknown',
    what: 'a namesake among the guardians',
    child: { guardians: { g1: { name: 'volunteer V1' } } },
  },
  {
    rule: 'conflict-of-interest',
    verdict: 'unknown',
    what: 'teaches, not known where',
    volunteer: { occupation: '小学教师' },
  },
  {
    rule: 'conflict-of-interest',
    verdict: 'no',
    what: "teaches at the child's school",
    volunteer: { occupation: '教师' },
    problem: { teachers: [{ volunteer: 'V1' as never, school: 'school A' }] },
  },
  {
    rule: 'conflict-of-interest',
    verdict: 'unknown',
    what: "teaches, and the child's school is not known",
    child: { schooling: { status: 'primary' } },
    volunteer: { occupation: '教师' },
    problem: { teachers: [{ volunteer: 'V1' as never, school: 'school A' }] },
  },
  {
    rule: 'conflict-of-interest',
    verdict: 'no',
    what: 'is the counsellor, by id',
    child: worker('counsellor', { id: 'V1' }),
  },
  {
    rule: 'conflict-of-interest',
    verdict: 'no',
    what: 'is the class teacher, by telephone',
    child: worker('classTeacher', { phone }),
    volunteer: { phone },
  },
  {
    rule: 'conflict-of-interest',
    verdict: 'unknown',
    what: 'a namesake directs the case',
    child: worker('childDirector', { name: 'volunteer V1' }),
  },
  {
    rule: 'conflict-of-interest',
    verdict: 'unknown',
    what: 'a village worker, director not known',
    volunteer: { occupation: '村干部' },
  },
  {
    rule: 'conflict-of-interest',
    verdict: 'unknown',
    what: 'a township worker, supervisor not known',
    volunteer: { occupation: '儿童督导员' },
  },
  {
    rule: 'conflict-of-interest',
    verdict: 'unknown',
    what: 'counsels, counsellor not known',
    volunteer: { occupation: '心理咨询师' },
  },
  { rule: 'language', verdict: 'no', what: 'speaks another language', extras: { languages: ['yi'] } },
  {
    rule: 'language',
    verdict: 'unknown',
    what: 'languages not known',
    extras: { languages: ['yi'] },
    volunteer: { languages: 'notCollected' },
  },
  { rule: 'language', verdict: 'no', what: 'a language in words', extras: { languages: [{ other: '水语' }] } },
  { rule: 'not-with', verdict: 'no', what: 'is excluded', volunteer: { notWith: ['c1'] } },
  { rule: 'not-with', verdict: 'unknown', what: 'is contested', volunteer: { notWith: 'contested' } },
  { rule: 'forbidden', verdict: 'no', what: 'somebody decided so', problem: { forbidden: decision } },
  ...['childWithdrew', 'guardianWithdrew', 'volunteerWithdrew'].map(
    (reason): Refused => ({ rule: 'ended-before', verdict: 'no', what: reason, problem: ended(reason) }),
  ),
  { rule: 'ended-before', verdict: 'unknown', what: 'nobody wrote down why', problem: ended('notCollected') },
  { rule: 'possible-cause', verdict: 'no', what: 'of an incident that is closed', child: incident('2026-05-01') },
]

const allowed: readonly Case[] = [
  {
    what: 'leaves the register after the first day',
    child: { register: { registerState: 'registered', exitOn: '2026-09-16' } },
  },
  {
    what: 'a yes of the child a day after its no',
    child: { ...consent({ childAnswer: 'willing', on: '2026-05-02' }), ...helper('refuses', 'child') },
  },
  { what: 'a child that was not asked', child: consent({ childAnswer: 'notAsked' }) },
  {
    what: 'not willing for something else',
    child: {
      consents: {
        k1: { capacity: 'mother', purposes: ['pairing'], on: '2026-03-01', until: '2027-09-01' },
        k2: { capacity: 'mother', purposes: ['photo'], on: '2026-04-01', childAnswer: 'unwilling' },
      },
    },
  },
  {
    what: "a parent's consent after the refusal",
    child: { ...consent({ on: '2026-06-01' }), ...helper('refuses', 'parent') },
  },
  { what: 'a consent that ends a day later', child: consent({ until: '2026-09-16' }) },
  { what: 'a consent without an end', child: consent({ until: 'none' }) },
  { what: 'a consent given on the first day', child: consent({ on: '2026-09-15' }) },
  {
    what: 'a delegate with a mandate',
    child: { ...consent({ capacity: 'delegate' }), delegation: { mandate: ['pairing'] } },
  },
  {
    what: 'one consent of two',
    child: {
      consents: {
        k1: { capacity: 'child', purposes: ['pairing'] },
        k2: { capacity: 'father', purposes: ['pairing'], on: '2026-01-01', until: 'none' },
      },
    },
  },
  { what: 'a check one day less than a year old', volunteer: check({ on: '2025-09-16' }) },
  {
    what: 'a check for the whole term',
    volunteer: check({ on: '2026-07-15' }),
    problem: { settings: { clearance: 'wholeTerm' } },
  },
  { what: 'trained on the first day', volunteer: { trainedOn: '2026-09-15' } },
  { what: '22 on the first day', volunteer: { birthDate: '2004-09-15' } },
  { what: '65 on the last day of being so', volunteer: { birthDate: '1960-09-16' } },
  { what: 'an agreement that ends on the first day', volunteer: { agreementUntil: '2026-09-15' } },
  {
    what: 'an agreement until the last day',
    volunteer: { agreementUntil: '2027-07-14' },
    problem: { settings: { clearance: 'wholeTerm' } },
  },
  { what: 'not on the list of concerns', volunteer: { underConcern: 'notCollected' } },
  { what: 'not on the list of kin', volunteer: { kinOfChild: 'notCollected' } },
  {
    what: 'kin of another child',
    volunteer: { kinOfChild: 'yes' },
    problem: { kin: [{ child: 'c9', volunteer: 'V1' }] as never },
  },
  { what: 'no occupation', volunteer: { occupation: 'none' } },
  { what: 'just near enough', volunteer: { division: villageCode(4) }, problem: { villages: villagesOnLine(8, 4.99) } },
  { what: 'nine years old, other sex', child: { birthDate: '2016-09-16' }, volunteer: boy },
  { what: 'ten, other sex, and the guardian agrees', child: ten, volunteer: boy, extras: { otherSexAgreed: 'yes' } },
  { what: 'age not known, same sex', child: { birthDate: 'notCollected' } },
  { what: 'nine, sexes not known', child: { sex: 'notCollected' }, volunteer: { sex: 'notCollected' } },
  {
    what: 'a namesake with another number',
    child: { father: { name: 'volunteer V1', idNumber: adult } },
    volunteer: { idNumber: other },
  },
  { what: 'a retired teacher', volunteer: { occupation: '退休教师' } },
  {
    what: 'a teacher of another school',
    volunteer: { occupation: '教师' },
    problem: { teachers: [{ volunteer: 'V1' as never, school: 'school B' }] },
  },
  {
    what: 'a teacher, and a child at no school',
    child: { schooling: { status: 'notEntered' } },
    volunteer: { occupation: '教师' },
  },
  {
    what: 'a village worker who is known not to direct the case',
    child: { workers: { childDirector: { name: 'somebody else' }, villageContact: 'none' } },
    volunteer: { occupation: '村干部' },
  },
  { what: 'a worker of another village', volunteer: { occupation: '村干部', division: villageCode(1) } },
  {
    what: 'a worker of another township',
    volunteer: { occupation: '儿童督导员', division: villageCode(4) },
    problem: { villages: villagesOnLine(8, 3) },
  },
  { what: 'the only language in common', extras: { languages: ['mandarin'] } },
  { what: 'two languages, none in common', extras: { languages: ['yi', 'miao'] } },
  { what: 'languages not collected', extras: { languages: 'notCollected' } },
  { what: 'another child is excluded', volunteer: { notWith: ['c9'] } },
  { what: 'an earlier match that ran its term', problem: ended('term') },
  { what: 'an incident that names another volunteer', child: incident('2026-05-01', 'V9') },
  { what: 'the highest tier', tier: 4 },
]

describe('a hard rule', () => {
  it.each(refused.map((one) => [`${one.rule} ${one.verdict}: ${one.what}`, one] as const))('%s', (_, one) => {
    const made = problemFor(one)
    const problem = Object.fromEntries(
      Object.entries(made).filter(([, value]) => value !== undefined),
    ) as unknown as PairingProblem
    const plan = pair(problem)._unsafeUnwrap()
    expect(plan.pairs).toEqual([])
    const failing = plan.rules.filter(({ no, unknown }) => no + unknown > 0)
    expect(failing.map((entry) => `${entry.rule} ${entry.no} ${entry.unknown}`)).toEqual([
      one.verdict === 'no' ? `${one.rule} 1 0` : `${one.rule} 0 1`,
    ])
    expect(verify(problem, plan)).toEqual([])
    // The checker judges for itself: it does not let the pair pass either.
    expect(verify(problem, goodPlan)).not.toEqual([])
  })

  it.each(allowed.map((one) => [one.what, one] as const))('does not object: %s', (_, one) => {
    const problem = problemFor(one)
    const plan = pair(problem)._unsafeUnwrap()
    expect(plan.pairs).toMatchObject([{ child: 'c1', volunteer: 'V1' }])
    expect(verify(problem, plan)).toEqual([])
  })

  it('has a case for each code, a source, and words in two languages', () => {
    expect([...new Set(refused.map((one) => one.rule))].sort((a, b) => (a < b ? -1 : 1))).toEqual(
      hardRules.map((one) => one.code).sort((a, b) => (a < b ? -1 : 1)),
    )
    for (const { zh, en, ask, sources } of hardRules) {
      for (const words of [zh, en, ask.zh, ask.en]) expect(words.length).toBeGreaterThan(3)
      expect(sources.length).toBeGreaterThan(0)
    }
  })

  it('keeps out, for every child, a volunteer named by an incident that is open', () => {
    const two = problemOf([child('c1'), child('c2', 2, incident('none'))], [volunteer('V1', { capacity: 2 })])
    const plan = pair(two)._unsafeUnwrap()
    expect(plan.pairs).toEqual([])
    expect(verify(two, plan)).toEqual([])
  })

  it('caps the seats whatever is offered', () => {
    const kids = ['c1', 'c2', 'c3', 'c4'].map((id) => child(id))
    const seats = (settings: PairingProblem['settings']) =>
      pair(problemOf(kids, [volunteer('V1', { capacity: 20 })], settings ? { settings } : {}))._unsafeUnwrap().pairs
        .length
    expect([seats(undefined), seats({ seats: 1 }), seats({ seats: 3 })]).toEqual([2, 1, 3])
  })
})

describe('what has to be renewed', () => {
  const renewals = (one: Omit<Case, 'what'>) => {
    const problem = problemFor({ what: '', ...one })
    const plan = pair(problem)._unsafeUnwrap()
    expect(verify(problem, plan)).toEqual([])
    return plan.renewals.map(({ what, before, who }) => `${what} ${who} ${before}`)
  }
  const long = check({ on: '2026-09-01' })

  it('is a record check that lapses within the term, with the seats that hang on it', () => {
    expect(renewals({ volunteer: check({ on: '2026-07-14' }) })).toEqual(['check V1 2027-07-14'])
    expect(renewals({ volunteer: check({ on: '2026-07-15' }) })).toEqual([])
    const two = pair(
      problemOf([child('c1'), child('c2')], [volunteer('V1', { capacity: 2, ...check({ on: '2026-01-31' }) })]),
    )
    expect(two._unsafeUnwrap().renewals).toEqual([
      {
        what: 'check',
        before: '2027-01-31',
        who: 'V1',
        keeps: [
          { child: 'c1', volunteer: 'V1' },
          { child: 'c2', volunteer: 'V1' },
        ],
      },
    ])
  })

  it('is an agreement, a consent, and the word of the guardian when the child comes of the age', () => {
    expect(renewals({ volunteer: { ...long, agreementUntil: '2027-02-28' } })).toEqual(['agreement V1 2027-03-01'])
    expect(renewals({ volunteer: long, child: consent({ until: '2027-01-01' }) })).toEqual(['consent c1 2027-01-01'])
    expect(renewals({ volunteer: { ...long, sex: 'male' }, child: { birthDate: '2017-02-10' } })).toEqual([
      'otherSex c1 2027-02-10',
    ])
    expect(renewals({ volunteer: long, child: { birthDate: '2017-02-10' } })).toEqual([])
  })
})

describe('what has to come first', () => {
  const first = (tier: 2 | 4, childAnswer: string) =>
    pair(problemFor({ what: '', tier, child: consent({ childAnswer }) }))._unsafeUnwrap().pairs[0]?.first

  it('is to hear the child, and protective action for the highest tier', () => {
    expect(first(2, 'willing')).toEqual([])
    expect(first(2, 'notAsked')).toEqual(['hear-child'])
    expect(first(4, 'willing')).toEqual(['protect'])
    expect(first(4, 'notCollected')).toEqual(['hear-child', 'protect'])
  })
})
