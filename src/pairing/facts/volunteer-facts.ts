import { isKnown, known, some } from '../../absent.ts'
import { addDays, addMonths, type PlainDate } from '../../date.ts'
import type { VolunteerId } from '../../id.ts'
import { type Answer, ageOn, answer } from '../../records/index.ts'
import { slotMask } from '../../week.ts'
import type { SeenProblem, SeenVolunteer } from '../pairing-problem.ts'
import type { SettingsInForce } from '../settings.ts'
import { codesOf } from './child-facts.ts'

/** What an occupation can mean for a case. Read for conflicts of interest, for nothing else. */
export type Post = 'teacher' | 'villageWorker' | 'townshipWorker' | 'counsellor' | 'other'

/** What pairing knows of a volunteer: nothing but what a rule or a term reads. */
export interface VolunteerFacts {
  readonly id: VolunteerId
  readonly sex: 'male' | 'female' | undefined
  readonly division: string | undefined
  readonly name: string
  readonly idNumber: string | undefined
  readonly phone: string | undefined
  readonly checkClear: Answer
  readonly checkLive: Answer
  /** First day on which the record check is too old. */
  readonly checkLapsesOn: PlainDate | undefined
  readonly trained: Answer
  readonly ageFits: Answer
  readonly agreementRuns: Answer
  /** First day after the volunteer agreement. */
  readonly agreementEndsOn: PlainDate | undefined
  readonly noConcern: Answer
  readonly kinKnown: Answer
  readonly post: Post | undefined
  readonly schools: readonly string[]
  /** Children he or she offers to take, if known. */
  readonly offers: number | undefined
  readonly notWith: ReadonlySet<string> | 'contested'
  readonly languages: readonly string[] | undefined
  readonly skills: readonly string[] | undefined
  /** Slots in which he or she can come, as a mask, if known. */
  readonly free: number | undefined
}

/** What is said of volunteers outside their own records. */
export interface Lists {
  readonly concerns: ReadonlySet<string> | undefined
  readonly kin: ReadonlySet<string> | undefined
  /** Volunteers with a match that ended for safeguarding, or with an open incident that names them. */
  readonly blocked: ReadonlySet<string>
  readonly schools: ReadonlyMap<string, readonly string[]>
}

/** The lists of a problem, by volunteer. */
export function listsOf(seen: SeenProblem): Lists {
  const ended = (seen.present ?? []).filter((entry) => entry.endReason === 'safeguarding')
  const named = seen.children.flatMap(({ file }) =>
    Object.values(file.incidents)
      .filter(({ closedOn }) => closedOn === 'none' || !isKnown(closedOn))
      .flatMap(({ possibleCauses }) => some(possibleCauses) ?? [])
      .flatMap(({ role, id }) => (role === 'volunteer' ? [id] : [])),
  )
  const schools = new Map<string, readonly string[]>()
  for (const { volunteer, school } of seen.teachers ?? [])
    schools.set(volunteer, [...(schools.get(volunteer) ?? []), school])
  return {
    concerns: seen.concerns && new Set(seen.concerns),
    kin: seen.kin && new Set(seen.kin.map((entry) => entry.volunteer)),
    blocked: new Set([...ended.map((entry) => entry.volunteer), ...named]),
    schools,
  }
}

/** The facts on the first day of a term. */
export function volunteerFacts(
  volunteer: SeenVolunteer,
  lists: Lists,
  settings: SettingsInForce,
  term: SeenProblem['term'],
): VolunteerFacts {
  const { id, check, birthDate, agreementUntil, trainedOn } = volunteer
  const checkedOn = typeof check === 'string' ? undefined : known(check.on)
  const checkLapsesOn = checkedOn && addMonths(checkedOn, settings.checkMonths)
  const agreementEndsOn = isKnown(agreementUntil) && agreementUntil !== 'none' ? addDays(agreementUntil, 1) : undefined
  const holds = (lapsesOn: PlainDate): Answer =>
    answer(settings.clearance === 'wholeTerm' ? lapsesOn >= term.to : lapsesOn > term.from)
  return {
    id,
    sex: volunteer.sex === 'male' || volunteer.sex === 'female' ? volunteer.sex : undefined,
    division: known(volunteer.division),
    name: volunteer.name,
    idNumber: some(volunteer.idNumber),
    phone: some(volunteer.phone),
    checkClear: typeof check === 'string' || !isKnown(check.outcome) ? 'unknown' : answer(check.outcome === 'clear'),
    checkLive:
      check === 'none'
        ? 'no'
        : checkedOn && checkLapsesOn
          ? checkedOn <= term.from
            ? holds(checkLapsesOn)
            : 'no'
          : 'unknown',
    checkLapsesOn,
    trained: trainedOn === 'none' ? 'no' : isKnown(trainedOn) ? answer(trainedOn <= term.from) : 'unknown',
    ageFits: isKnown(birthDate) ? within(ageOn(birthDate, term.from), settings) : 'unknown',
    agreementRuns: agreementUntil === 'none' ? 'no' : agreementEndsOn ? holds(agreementEndsOn) : 'unknown',
    agreementEndsOn,
    noConcern: noConcern(volunteer, lists),
    kinKnown: kinKnown(volunteer, lists),
    post: postOf(volunteer.occupation),
    schools: lists.schools.get(id) ?? [],
    offers: known(volunteer.capacity),
    notWith: volunteer.notWith === 'contested' ? 'contested' : new Set<string>(some(volunteer.notWith) ?? []),
    languages: codesOf(volunteer.languages),
    skills: codesOf(volunteer.skills),
    free:
      volunteer.availability === 'none'
        ? 0
        : isKnown(volunteer.availability)
          ? slotMask(volunteer.availability)
          : undefined,
  }
}

const within = (age: number, { ageFrom, ageTo }: SettingsInForce): Answer => answer(age >= ageFrom && age <= ageTo)

function noConcern({ id, underConcern }: SeenVolunteer, { concerns, blocked }: Lists): Answer {
  if (underConcern === 'yes' || blocked.has(id) || concerns?.has(id)) return 'no'
  if (underConcern === 'contested') return 'unknown'
  return answer(underConcern === 'no' || concerns !== undefined) === 'yes' ? 'yes' : 'unknown'
}

function kinKnown({ id, kinOfChild }: SeenVolunteer, { kin }: Lists): Answer {
  if (kinOfChild === 'contested') return 'unknown'
  if (kinOfChild === 'yes') return kin?.has(id) ? 'yes' : 'unknown'
  return kinOfChild === 'no' || kin ? 'yes' : 'unknown'
}

const posts: readonly (readonly [Post, RegExp])[] = [
  ['other', /退休|离休|retired/i],
  ['counsellor', /心理|counsellor|psychologist/i],
  ['teacher', /教师|老师|教员|校长|班主任|teacher/i],
  ['townshipWorker', /督导员|民政/],
  ['villageWorker', /村干部|村委|村支书|村主任|支部书记|儿童主任|妇女主任|village/i],
]

/** What an occupation can mean, told from its words. Undefined if it is not known. */
function postOf(occupation: SeenVolunteer['occupation']): Post | undefined {
  if (!isKnown(occupation)) return undefined
  return posts.find(([, words]) => words.test(occupation))?.[0] ?? 'other'
}
