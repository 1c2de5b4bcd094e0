import { weekSlots } from '../../week.ts'
import type { ChildToPair, PairingProblem } from '../pairing-problem.ts'
import type { SettingsInForce } from '../settings.ts'
import { absent, among, entries, isDate } from './child-again.ts'

type Volunteer = PairingProblem['volunteers'][number]
type Codes = Volunteer['skills'] | Volunteer['languages']

/** The first day on which the sex has to be the same. */
export function sameSexDay({ file }: ChildToPair, age: number): string | undefined {
  if (!isDate(file.birthDate)) return undefined
  const year = Number(file.birthDate.slice(0, 4)) + age
  const common = new Set([1, 2, 3]).has(year % 4) || (year % 100 === 0 && year % 400 !== 0)
  const day = file.birthDate.slice(4) === '-02-29' && common ? '-03-01' : file.birthDate.slice(4)
  return `${String(year).padStart(4, '0')}${day}`
}

/** What a volunteer brings to any pair, read once from the raw record. */
export function helperSide(problem: PairingProblem, volunteer: Volunteer) {
  const work = volunteer.occupation
  const words = [
    /退休|离休|retired/i,
    /心理|counsellor|psychologist/i,
    /教师|老师|教员|校长|班主任|teacher/i,
    /督导员|民政/,
  ]
  const kind = [...words, /村干部|村委|村支书|村主任|支部书记|儿童主任|妇女主任|village/i].findIndex((word) =>
    word.test(work),
  )
  const { availability } = volunteer
  return {
    volunteer,
    work: (['retired', 'minds', 'teaches', 'township', 'village'] as const)[kind] ?? 'other',
    posts: (problem.teachers ?? []).filter((post) => post.volunteer === volunteer.id).map((post) => post.school),
    skills: listOf(volunteer.skills),
    talks: listOf(volunteer.languages),
    slots: availability === 'none' ? [] : typeof availability === 'string' ? undefined : availability,
  }
}

/** What `helperSide` reads. */
export type HelperSide = ReturnType<typeof helperSide>

/** What a child brings to any pair, read once from the raw file. */
export function pairJudge(problem: PairingProblem, entry: ChildToPair, settings: SettingsInForce) {
  const { file } = entry
  const { from } = problem.term
  const barred = barredFor(problem, entry)
  const sexDay = sameSexDay(entry, settings.sameSexFrom)
  const anySex = entry.otherSexAgreed === 'yes' || (sexDay !== undefined && from < sexDay)
  const persons = personsOf(file)
  const school = [file.schooling.schoolId, file.schooling.school].filter((name) => !absent(name) && name !== 'none')
  const { status } = file.schooling
  const atHome = absent(status)
    ? file.schooling.school === 'none'
    : among(status, 'notEntered', 'droppedOut', 'notAtSchool', 'none')
  const spoken = entry.languages === undefined ? undefined : listOf(entry.languages)
  const liked = likedSkills(file)
  const free = new Set<string>(entry.free ?? usualSlots(file, atHome))
  const matches = (problem.present ?? []).filter(
    (match) =>
      match.child === file.id &&
      match.role === 'primary' &&
      among(match.state, 'consented', 'approved', 'active', 'paused') &&
      !(isDate(match.to) && match.to <= from),
  )

  return {
    /** Volunteers with whom there is a present match. */
    matches,
    allows(helper: HelperSide): boolean {
      const { volunteer } = helper
      if (barred.has(volunteer.id) || volunteer.notWith === 'contested') return false
      if (typeof volunteer.notWith !== 'string' && volunteer.notWith.includes(file.id)) return false
      if (persons.some((person) => isOrMayBe(person, volunteer))) return false
      const sexes = [file.sex, volunteer.sex]
      const same = sexes.every((sex) => sex === 'male') || sexes.every((sex) => sex === 'female')
      if (!anySex && !same) return false
      if (spoken?.length === 1 && !helper.talks?.some((language) => language === spoken[0])) return false
      return !conflicts(file, helper, school, atHome)
    },
    cost({ volunteer, skills, talks, slots }: HelperSide, metres: number, weights: readonly number[]): number {
      const steps = [9999, 3333, 1111]
      const values = [
        Math.min(9999, Math.floor((metres * 9999) / (settings.distanceKm * 1000))),
        !liked ? 0 : !skills ? 5000 : (steps[liked.filter((skill) => skills.includes(skill)).length] ?? 0),
        !slots ? 5000 : (steps[[...slots].filter((slot) => free.has(slot)).length] ?? 0),
        !spoken ? 0 : !talks ? 5000 : spoken.some((language) => talks.includes(language)) ? 0 : 9999,
        matches.length === 0 || matches.some((match) => match.volunteer === volunteer.id) ? 0 : 9999,
      ]
      return values.reduce((sum, value, k) => sum + value * (weights[k] ?? 0), 0)
    },
  }
}

const listOf = (set: Codes): readonly string[] | undefined =>
  set === 'none'
    ? []
    : typeof set === 'string'
      ? undefined
      : set.map((code) => (typeof code === 'string' ? code : `=${code.other}`))

/** Volunteers barred from this child by decisions, kinship, earlier matches and incidents. */
function barredFor(problem: PairingProblem, { file }: ChildToPair): ReadonlySet<string> {
  const ended = (problem.present ?? []).filter(
    ({ state, endReason }) =>
      state === 'ended' &&
      (absent(endReason) || among(endReason, 'volunteerWithdrew', 'childWithdrew', 'guardianWithdrew', 'safeguarding')),
  )
  const pairs = [...(problem.kin ?? []), ...(problem.forbidden ?? []), ...ended]
  const causes = entries(file.incidents).flatMap(({ possibleCauses }) =>
    typeof possibleCauses === 'string'
      ? []
      : possibleCauses.filter(({ role }) => role === 'volunteer').map(({ id }) => id),
  )
  return new Set([...pairs.filter((pair) => pair.child === file.id).map((pair) => pair.volunteer), ...causes])
}

interface Person {
  readonly id?: string
  readonly name: string
  readonly idNumber?: string
  readonly phone?: string
  readonly otherPhones?: string | readonly string[]
}

function personsOf(file: ChildToPair['file']): readonly Person[] {
  const { father, mother, delegate, guardians, household, workers } = file
  return [
    father,
    mother,
    ...(typeof delegate === 'string' ? [] : [delegate]),
    ...entries(guardians),
    ...entries(household.members),
    ...Object.values(workers).flatMap((worker) => (typeof worker === 'string' ? [] : [worker])),
  ]
}

const given = (value: string | undefined): boolean => value !== undefined && value !== 'none' && !absent(value)

/** Whether somebody named in the file is the volunteer, or may be: a namesake whose identity number is not known to differ. */
function isOrMayBe(person: Person, volunteer: Volunteer): boolean {
  if (given(person.id) && person.id === volunteer.id) return true
  if (given(person.idNumber) && given(volunteer.idNumber)) {
    if (person.idNumber === volunteer.idNumber) return true
  }
  const phones = [person.phone, ...(typeof person.otherPhones === 'object' ? person.otherPhones : [])]
  if (given(volunteer.phone) && phones.includes(volunteer.phone)) return true
  const differ = given(person.idNumber) && given(volunteer.idNumber)
  return given(person.name) && person.name === volunteer.name && !differ
}

function conflicts(
  file: ChildToPair['file'],
  { volunteer, work, posts }: HelperSide,
  school: readonly string[],
  atHome: boolean,
): boolean {
  if ((work === 'teaches' || posts.length > 0) && !atHome) {
    if (posts.length === 0 || school.length === 0 || posts.some((post) => school.includes(post))) return true
  }
  const { childDirector, villageContact, supervisor, counsellor } = file.workers
  const here = String(file.residenceDivision)
  const there = String(volunteer.division)
  if (work === 'minds' && absent(counsellor)) return true
  if (work === 'township' && absent(supervisor) && here.slice(0, 9) === there.slice(0, 9)) return true
  return work === 'village' && here === there && (absent(childDirector) || absent(villageContact))
}

function usualSlots(file: ChildToPair['file'], atHome: boolean): readonly string[] {
  const dayAtSchool = file.schooling.boarding === 'no'
  return weekSlots.filter((slot) => atHome || /^s(at|un)/.test(slot) || (dayAtSchool && slot.endsWith('evening')))
}

const answering: Readonly<Record<string, string>> = {
  campusGreening: 'planting',
  calligraphyPainting: 'calligraphy painting',
  singing: 'music',
  singingContest: 'music',
  literaryEvening: 'music dancing',
  basketball: 'sports',
  football: 'sports',
}

/** Skills that answer to activities whose latest word is a liking. */
function likedSkills(file: ChildToPair['file']): readonly string[] | undefined {
  const words = new Map<string, { readonly on: string; readonly likes: boolean }[]>()
  for (const { about, what, says, on } of entries(file.preferences)) {
    if (about !== 'activity' || what === 'none' || absent(what) || absent(says)) continue
    const key = typeof what === 'string' ? what : `=${what.other}`
    const likes = says === 'likes' || says === 'wishes'
    const said = { on: isDate(on) ? on : likes ? '' : '9999', likes }
    words.set(key, [...(words.get(key) ?? []), said])
  }
  const skills = new Set<string>()
  for (const [key, said] of words) {
    const last = said.reduce((latest, { on }) => (on > latest ? on : latest), '')
    if (said.some(({ on, likes }) => on === last && !likes)) continue
    for (const skill of key.startsWith('=') ? [key] : (answering[key] ?? key).split(' ')) skills.add(skill)
  }
  return skills.size > 0 ? [...skills] : undefined
}
