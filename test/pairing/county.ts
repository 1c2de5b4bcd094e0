import type { PairingProblem } from '../../src/pairing/index.ts'
import { childFile, type FileDraft } from '../../src/records/index.ts'
import { Agreement, Village, Volunteer } from '../../src/records/index.ts'
import { type EpochDay, type PlainDate, plainDate } from '../../src/date.ts'
import { stream } from '../solver/assignment/instances.ts'

export const term = { from: '2026-09-15', to: '2027-07-15' } as const

type ChildExtras = Omit<PairingProblem['children'][number], 'file'>
type Loose<T> = { readonly [K in keyof T]?: unknown }

/** A village by its number: 12 digits; villages of one township share the first 9. */
export const villageCode = (number: number): string =>
  `5205261${String(Math.floor(number / 4)).padStart(2, '0')}${String(200 + (number % 4))}`

/** Villages on a line that runs east, so many kilometres apart, near latitude 27. */
export const villagesOnLine = (count: number, km: number): PairingProblem['villages'] =>
  Array.from({ length: count }, (_, i) =>
    Village.parse({
      code: villageCode(i),
      township: 'township',
      name: 'village',
      kind: 'village',
      longitude: 104 + (i * km) / 99.08,
      latitude: 27,
    }),
  )

/** A child to whom no rule objects, with what is changed. */
export function child(
  id: string,
  tier: ChildExtras['tier'] = 2,
  change: Partial<FileDraft> = {},
  extras: Partial<ChildExtras> = {},
) {
  const draft: FileDraft = {
    id,
    name: `child ${id}`,
    sex: 'female',
    birthDate: '2018-05-01',
    residenceDivision: villageCode(0),
    register: { registerState: 'registered' },
    schooling: { status: 'primary', school: 'school A', boarding: 'no' },
    consents: {
      k1: { capacity: 'mother', purposes: ['pairing'], on: '2026-03-01', until: '2027-09-01', childAnswer: 'willing' },
    },
    ...change,
  }
  return { file: childFile(draft), tier, ...extras }
}

const clear = { outcome: 'clear', on: '2026-08-01', authority: 'notCollected', reference: 'notCollected' }

/** A volunteer to whom no rule objects, with what is changed. */
export const volunteer = (id: string, change: Loose<Volunteer> = {}): Volunteer =>
  Volunteer.parse({
    id,
    recordedOn: 'notCollected',
    name: `volunteer ${id}`,
    sex: 'female',
    birthDate: '1985-06-01',
    idNumber: 'notCollected',
    politicalStatus: 'notCollected',
    occupation: '农民',
    division: villageCode(0),
    phone: 'notCollected',
    capacity: 1,
    skills: ['reading'],
    languages: ['mandarin'],
    availability: ['sat-morning', 'sun-morning'],
    check: clear,
    trainedOn: '2026-01-10',
    agreementUntil: '2027-12-31',
    notWith: 'none',
    kinOfChild: 'no',
    underConcern: 'no',
    note: 'notCollected',
    ...change,
  })

/** An agreement of the two. */
export const agreement = (id: string, who: string, whom: string, change: Loose<Agreement> = {}): Agreement =>
  Agreement.parse({
    id,
    child: who,
    volunteer: whom,
    role: 'primary',
    state: 'active',
    from: '2026-01-01',
    to: 'none',
    endReason: 'none',
    supportedBy: 'notCollected',
    note: 'notCollected',
    ...change,
  })

/** A problem with villages 5 km apart and complete lists. */
export const problemOf = (
  children: PairingProblem['children'],
  volunteers: PairingProblem['volunteers'],
  change: Partial<PairingProblem> = {},
): PairingProblem => ({
  term,
  children,
  volunteers,
  villages: villagesOnLine(8, 5),
  concerns: [],
  kin: [],
  ...change,
})

/**
 * A made-up county with everything that occurs in paperwork: gaps, lapsed checks, refusals, teachers, kin, present pairs.
 * `trouble` multiplies how often a thing is missing or wrong; at 1 about one in twelve fields is.
 */
export function county(
  children: number,
  volunteers: number,
  seed: number,
  villages = 12,
  km = 7,
  trouble = 1,
): PairingProblem {
  const draw = stream(seed)
  const below = (n: number): number => Math.floor(draw() * n)
  const pick = <const L extends readonly unknown[]>(...list: L): L[number] => list[below(list.length)]
  const mostly = <A, const B extends readonly unknown[]>(good: A, ...bad: B): A | B[number] =>
    draw() < trouble / 12 ? bad[below(bad.length)] : good
  const sometimes = (chance: number): boolean => draw() < chance
  const day = (from: number, to: number): PlainDate => plainDate((20_000 + from + below(to - from)) as EpochDay)
  const dayIn2026 = () => day(454, 819)
  const village = () => villageCode(below(villages))
  const activity = () => pick('reading', 'painting', 'basketball', 'planting', 'singing', 'chess', { other: '二胡' })
  const skill = () => pick('reading', 'painting', 'sports', 'planting', 'music', 'tutoring', { other: '二胡' })
  const language = () => pick('mandarin', 'localDialect', 'yi', 'miao')
  const kid = (i: number) => {
    const consent = {
      capacity: mostly(pick('father', 'mother', 'mother', 'guardian'), 'delegate', 'child', 'notCollected'),
      purposes: mostly(['file', 'pairing'], ['file'], 'none', 'notCollected'),
      on: mostly(day(300, 700), 'notCollected', '2026-10-01'),
      until: mostly(day(740, 1300), 'none', 'notCollected', '2026-09-15'),
      withdrawnOn: mostly('none', '2026-06-01', 'contested'),
      childAnswer: mostly(pick('willing', 'willing', 'willing', 'notAsked'), 'noHelper', 'unwilling', 'notCollected'),
    }
    const preferences = {
      p1: { about: 'activity', says: 'likes', what: activity(), saidBy: 'child', on: '2026-05-01' },
      p2: { about: 'activity', says: pick('wishes', 'dislikes'), what: activity(), saidBy: 'child', on: '2026-06-01' },
      p3: {
        about: mostly('food', 'helper'),
        says: pick('refuses', 'wishes'),
        saidBy: pick('child', 'parent', 'teacher'),
        on: mostly(dayIn2026(), 'notCollected'),
      },
    }
    const draft = {
      sex: mostly(pick('male', 'female'), 'unknown', 'notCollected'),
      birthDate: mostly(day(-5300, -500), 'notCollected'),
      residenceDivision: mostly(village(), 'notCollected'),
      register: {
        registerState: mostly('registered', 'exited', 'notCollected'),
        exitOn: mostly('none', '2026-08-01', '2027-01-01'),
      },
      schooling: {
        status: mostly(pick('primary', 'primary', 'juniorSecondary', 'notEntered'), 'notCollected'),
        school: mostly(`school ${below(4)}`, 'notCollected', 'none'),
        boarding: mostly(pick('yes', 'no'), 'notCollected'),
      },
      father: { status: mostly('awayWorking', 'dead') },
      consents: mostly({ k1: consent }, 'none', 'notCollected'),
      delegate: { name: sometimes(0.02) ? 'volunteer 3' : `carer ${i}`, phone: '13800000001' },
      delegation: { mandate: pick(['pairing'], ['file'], 'none', 'notCollected') },
      preferences: sometimes(0.6) ? preferences : 'notCollected',
      workers: {
        childDirector: mostly(
          { id: `w${i % 9}`, name: sometimes(0.02) ? 'volunteer 5' : `director ${i % 9}` },
          'notCollected',
        ),
        villageContact: mostly('none', 'notCollected'),
        counsellor: mostly('none', 'notCollected'),
      },
      incidents: sometimes(0.01)
        ? {
            i1: {
              closedOn: pick('none', '2026-05-01'),
              possibleCauses: [{ role: 'volunteer', id: `V${1 + below(volunteers)}` }],
            },
          }
        : {},
      ethnicity: pick('han', 'yi', 'miao', 'notCollected'),
      hukouNature: pick('rural', 'urban', 'notCollected'),
    }
    return child(`c${i + 1}`, pick(0, 0, 0, 1, 1, 2, 2, 3, 4), draft as Partial<FileDraft>, {
      ...(sometimes(0.4) && {
        languages: pick(['yi'], ['mandarin', 'yi'], ['mandarin', 'localDialect'], 'notCollected') as never,
      }),
      ...(sometimes(0.5) && { waitingSince: dayIn2026() }),
      ...(sometimes(0.1) && { otherSexAgreed: 'yes' as const }),
      ...(sometimes(0.1) && { free: ['sat-morning'] as const }),
    })
  }
  const adult = (i: number) =>
    volunteer(`V${i + 1}`, {
      name: `volunteer ${i % 40}`,
      sex: mostly(pick('male', 'female', 'female'), 'notCollected'),
      birthDate: mostly(day(-24_000, -9000), 'notCollected', '1950-01-01', '2008-01-01'),
      politicalStatus: pick('partyMember', 'masses', 'notCollected'),
      occupation: mostly(
        pick('农民', '医生', '企业主', '学生', '退休教师', '教师', '村干部', '社工', '心理老师'),
        'none',
        'notCollected',
      ),
      division: mostly(village(), 'notCollected'),
      phone: sometimes(0.01) ? '13800000001' : 'notCollected',
      capacity: mostly(pick(1, 1, 1, 2, 2, 3, 5), 'notCollected', 0),
      skills: mostly([...new Set([skill(), skill()])], 'none', 'notCollected'),
      languages: mostly([...new Set([language(), language()])], 'none', 'notCollected'),
      availability: mostly(
        [pick('sat-morning', 'sun-afternoon', 'wed-evening', 'mon-morning'), pick('sun-morning', 'fri-evening')],
        'none',
        'notCollected',
      ),
      check: mostly(
        {
          ...clear,
          outcome: mostly('clear', 'hit', 'notCollected'),
          on: mostly(day(347, 711), '2025-01-01', 'notCollected'),
        },
        'none',
        'notCollected',
      ),
      trainedOn: mostly(day(400, 700), 'none', 'notCollected', '2026-12-01'),
      agreementUntil: mostly(day(720, 1300), 'none', 'notCollected', '2026-09-01'),
      notWith: mostly('notCollected', 'contested', [`c${1 + below(children)}`]),
      kinOfChild: mostly(pick('no', 'notCollected'), 'yes', 'contested'),
      underConcern: mostly(pick('no', 'notCollected'), 'yes', 'contested'),
    })
  const kids = Array.from({ length: children }, (_, i) => kid(i))
  const adults = Array.from({ length: volunteers }, (_, i) => adult(i))
  const present = Array.from({ length: Math.floor(volunteers / 3) }, (_, i) =>
    agreement(`a${i + 1}`, `c${1 + below(Math.ceil(children * 1.2))}`, `V${1 + below(Math.ceil(volunteers * 1.1))}`, {
      role: sometimes(0.9) ? 'primary' : 'substitute',
      state: pick('active', 'active', 'paused', 'proposed', 'ended', 'ended', 'notCollected'),
      to: sometimes(0.8) ? 'none' : dayIn2026(),
      endReason: mostly(
        pick('term', 'volunteerWithdrew', 'childWithdrew', 'contactLapsed'),
        'notCollected',
        'safeguarding',
      ),
    }),
  )
  const decisions = (from: number, count: number) =>
    Array.from({ length: Math.max(0, Math.min(count, children - from)) }, (_, i) => ({
      child: kids[from + i]!.file.id,
      volunteer: adults[(i * 7) % volunteers]!.id,
      author: 'w1',
      reason: 'known to each other',
    }))
  return {
    term,
    children: kids,
    volunteers: adults,
    villages: villagesOnLine(villages, km),
    present,
    locked: decisions(0, 3),
    forbidden: decisions(3, 5),
    concerns: sometimes(0.5) ? [adults[0]!.id] : [],
    kin: decisions(9, 1).map(({ child: who, volunteer: whom }) => ({ child: who, volunteer: whom })),
    teachers: adults.filter((_, i) => i % 2 === 0).map(({ id }, i) => ({ volunteer: id, school: `school ${i % 4}` })),
  }
}

const without = (problem: PairingProblem, ...keys: readonly (keyof PairingProblem)[]): PairingProblem => {
  const rest = { ...problem }
  for (const key of keys) Reflect.deleteProperty(rest, key)
  return rest
}

/** The same problem without locked pairs. */
export const unlocked = (problem: PairingProblem): PairingProblem => without(problem, 'locked')

/** The same problem where nobody looked for concerns and kin. */
export const unlisted = (problem: PairingProblem): PairingProblem => without(problem, 'concerns', 'kin')
