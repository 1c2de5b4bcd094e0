import { isKnown, known, some } from '../../absent.ts'
import type { PlainDate } from '../../date.ts'
import type { ChildId } from '../../id.ts'
import type { Tier } from '../../policy.ts'
import { type Answer, answer, reachesAgeOn } from '../../records/index.ts'
import { slotMask, type WeekSlot, weekSlots } from '../../week.ts'
import type { CodeSet, SeenChild, SeenFile } from '../pairing-problem.ts'
import { type ConsentInForce, consentOn, type Said, saidOf } from './consent-facts.ts'

/** Somebody named in a file, as far as a volunteer can be told to be the same person. */
export interface NamedPerson {
  readonly as: 'family' | 'worker'
  readonly id?: string
  readonly name?: string
  readonly idNumber?: string
  readonly phones: readonly string[]
}

/** What pairing knows of a child: nothing but what a rule or a term reads. */
export interface ChildFacts {
  readonly id: ChildId
  readonly tier: Tier
  readonly onRegister: Answer
  readonly said: Said
  readonly consent: ConsentInForce
  readonly division: string | undefined
  readonly sex: 'male' | 'female' | undefined
  /** First day on which the sex must be the same; undefined if the birth date is not known. */
  readonly sameSexOn: PlainDate | undefined
  readonly otherSexAgreed: boolean
  readonly people: readonly NamedPerson[]
  /** Which of the workers who can be a volunteer's occupation are not known. */
  readonly unknownWorkers: { readonly village: boolean; readonly township: boolean; readonly counsellor: boolean }
  readonly school: { readonly attends: Answer; readonly id: string | undefined; readonly name: string | undefined }
  /** Languages in which the child can talk, if known. */
  readonly languages: readonly string[] | undefined
  /** Skills that answer to what the child likes; undefined if nothing is known of it. */
  readonly wanted: readonly string[] | undefined
  /** Free slots of the week as a mask. */
  readonly free: number
  readonly waitingSince: PlainDate | undefined
  readonly fallback: { readonly role: 'classTeacher' | 'childDirector'; readonly worker: string | undefined }
}

/** Codes of a set as plain text, free words marked as such; undefined if it is not known. */
export function codesOf(set: CodeSet): readonly string[] | undefined {
  if (!isKnown(set)) return undefined
  return set === 'none' ? [] : set.map((code) => (typeof code === 'string' ? code : `other:${code.other}`))
}

/** The facts on the first day of a term. `lastEnd`: when the last agreement of the child ended, if one did. */
export function childFacts(
  entry: SeenChild,
  on: PlainDate,
  sameSexFrom: number,
  lastEnd: PlainDate | undefined,
): ChildFacts {
  const { file } = entry
  const birthDate = known(file.birthDate)
  return {
    id: file.id,
    tier: entry.tier,
    onRegister: onRegister(file, on),
    said: saidOf(file),
    consent: consentOn(file, on),
    division: known(file.residenceDivision),
    sex: file.sex === 'male' || file.sex === 'female' ? file.sex : undefined,
    sameSexOn: birthDate && reachesAgeOn(birthDate, sameSexFrom),
    otherSexAgreed: entry.otherSexAgreed === 'yes',
    people: [...family(file), ...workers(file)],
    unknownWorkers: {
      village: !isKnown(file.workers.childDirector) || !isKnown(file.workers.villageContact),
      township: !isKnown(file.workers.supervisor),
      counsellor: !isKnown(file.workers.counsellor),
    },
    school: {
      attends: attends(file),
      id: known(file.schooling.schoolId),
      name: some(file.schooling.school),
    },
    languages: entry.languages && codesOf(entry.languages),
    wanted: wantedSkills(file),
    free: slotMask(entry.free ?? usuallyFree(file)),
    waitingSince: entry.waitingSince ? known(entry.waitingSince) : lastEnd,
    fallback: fallback(file),
  }
}

function onRegister({ register }: SeenFile, on: PlainDate): Answer {
  if (register.registerState === 'exited') return 'no'
  if (isKnown(register.exitOn) && register.exitOn !== 'none' && register.exitOn <= on) return 'no'
  return register.registerState === 'registered' && register.exitOn !== 'contested' ? 'yes' : 'unknown'
}

type Fielded = {
  readonly name?: string
  readonly idNumber?: string
  readonly phone?: string
  readonly otherPhones?: unknown
}

const person = (as: NamedPerson['as'], fields: Fielded, id?: string): NamedPerson => {
  const name = some(fields.name)
  const idNumber = some(fields.idNumber)
  const others: readonly unknown[] = Array.isArray(fields.otherPhones) ? fields.otherPhones : []
  const phones = [some(fields.phone), ...others].filter((phone) => typeof phone === 'string')
  return { as, ...(id && { id }), ...(name && { name }), ...(idNumber && { idNumber }), phones }
}

const family = (file: SeenFile): readonly NamedPerson[] => [
  person('family', file.father),
  person('family', file.mother),
  ...(typeof file.delegate === 'string' ? [] : [person('family', file.delegate)]),
  ...Object.values(some(file.guardians) ?? {}).map((guardian) => person('family', guardian)),
  ...Object.values(some(file.household.members) ?? {}).map((member) => person('family', member)),
]

const workers = ({ workers: all }: SeenFile): readonly NamedPerson[] =>
  [all.villageContact, all.childDirector, all.supervisor, all.classTeacher, all.counsellor].flatMap((worker) =>
    typeof worker === 'string' ? [] : [person('worker', worker, known(worker.id))],
  )

function attends({ schooling }: SeenFile): Answer {
  const { status } = schooling
  if (!isKnown(status)) return schooling.school === 'none' ? 'no' : 'unknown'
  return answer(status !== 'notEntered' && status !== 'droppedOut' && status !== 'notAtSchool' && status !== 'none')
}

const weekend: readonly WeekSlot[] = weekSlots.filter((slot) => slot.startsWith('sat') || slot.startsWith('sun'))
const afterSchool: readonly WeekSlot[] = weekSlots.filter((slot) => slot.endsWith('evening'))

/** When children are free as a rule, where nothing is known of this child. [our own default] */
function usuallyFree(file: SeenFile): readonly WeekSlot[] {
  if (attends(file) === 'no') return weekSlots
  return file.schooling.boarding === 'no' ? [...new Set([...weekend, ...afterSchool])] : weekend
}

/** Which skills of a volunteer answer to an activity that a child likes. */
const skillsFor: Readonly<Record<string, readonly string[]>> = {
  modelAircraft: ['modelAircraft'],
  planting: ['planting'],
  campusGreening: ['planting'],
  reading: ['reading'],
  calligraphy: ['calligraphy'],
  painting: ['painting'],
  calligraphyPainting: ['calligraphy', 'painting'],
  singing: ['music'],
  singingContest: ['music'],
  literaryEvening: ['music', 'dancing'],
  dancing: ['dancing'],
  handicraft: ['handicraft'],
  science: ['science'],
  basketball: ['sports'],
  football: ['sports'],
  sports: ['sports'],
}

/** The latest word on each activity counts; on one day a dislike wins, and so does a dislike without a date. */
function wantedSkills(file: SeenFile): readonly string[] | undefined {
  const liked = new Map<string, { readonly on: string; readonly likes: boolean }>()
  for (const { about, says, what, on } of Object.values(some(file.preferences) ?? {})) {
    const activity = some(what)
    if (about !== 'activity' || activity === undefined || !isKnown(says)) continue
    const key = typeof activity === 'string' ? activity : `other:${activity.other}`
    const likes = says === 'likes' || says === 'wishes'
    const day = known(on) ?? (likes ? '' : '9999')
    const before = liked.get(key)
    if (!before || day > before.on || (day === before.on && !likes)) liked.set(key, { on: day, likes })
  }
  const wanted = [...liked].flatMap(([key, { likes }]) => (likes ? (skillsFor[key] ?? [key]) : []))
  return wanted.length > 0 ? [...new Set(wanted)].sort((a, b) => (a < b ? -1 : 1)) : undefined
}

/** Who looks after a child that has no helper: the class teacher if one is known, else the child director of the village. */
function fallback({ workers: all, incidents }: SeenFile): ChildFacts['fallback'] {
  const named = new Set(
    Object.values(incidents).flatMap(({ possibleCauses }) =>
      (some(possibleCauses) ?? []).flatMap(({ role, id }) => (role === 'worker' ? [some(id)] : [])),
    ),
  )
  const of = (worker: typeof all.classTeacher): string | undefined => {
    const id = typeof worker === 'string' ? undefined : known(worker.id)
    return id !== undefined && named.has(id) ? undefined : id
  }
  const teacher = of(all.classTeacher)
  return teacher === undefined
    ? { role: 'childDirector', worker: of(all.childDirector) }
    : { role: 'classTeacher', worker: teacher }
}
