import { z } from 'zod'
import type { CodedSet, Field, YesNo } from '../absent.ts'
import { PlainDate, Window } from '../date.ts'
import { ChildId, VolunteerId } from '../id.ts'
import { Tier } from '../policy.ts'
import { pointer } from '../pointer.ts'
import { invalid, type Outcome, parse, type Problem, settle } from '../problem.ts'
import { Agreement, ChildFile, Village, Volunteer } from '../records/index.ts'
import { WeekSlot } from '../week.ts'
import { PairingSettings, PairingWeights } from './settings.ts'

/** A child to be paired: the file, the tier as risk found it, and what the file has no field for. */
export interface ChildToPair {
  readonly file: ChildFile
  readonly tier: Tier
  /** Languages in which the child can talk; left out if not known. */
  readonly languages?: Volunteer['languages']
  /** Slots of the week in which the child is free; left out: after school and at weekends, weekends only for boarders. */
  readonly free?: readonly WeekSlot[]
  /** Since when the child has waited for a helper; left out: since the last agreement ended, if one did. */
  readonly waitingSince?: Field<PlainDate>
  /** Whether the guardian agrees in writing to a helper of the other sex. */
  readonly otherSexAgreed?: YesNo
}

/** A decision of a person about one pair, with who made it and why. */
export interface PairDecision {
  readonly child: ChildId
  readonly volunteer: VolunteerId
  readonly author: string
  readonly reason: string
}

/**
 * Who is to be paired with whom, for which term. Lists that say who is meant are complete if they are given: `concerns: []`
 * says that no safeguarding concern is open, no `concerns` says that nobody looked.
 */
export interface PairingProblem {
  /** First day of the term, and first day after it. */
  readonly term: Window
  readonly children: readonly ChildToPair[]
  readonly volunteers: readonly Volunteer[]
  readonly villages: readonly Village[]
  /** Agreements that exist or have ended, also of children who are not to be paired now: they hold seats. */
  readonly present?: readonly Agreement[]
  /** Pairs that are to stand if the hard rules allow them. */
  readonly locked?: readonly PairDecision[]
  /** Pairs that are not to be made. */
  readonly forbidden?: readonly PairDecision[]
  /** Children who are to have the same volunteer, or all of them none: each child in one group at most. */
  readonly siblings?: readonly (readonly ChildId[])[]
  /** All volunteers with an open safeguarding concern. */
  readonly concerns?: readonly VolunteerId[]
  /** All kinship between a child and a volunteer. */
  readonly kin?: readonly { readonly child: ChildId; readonly volunteer: VolunteerId }[]
  /** At which schools volunteers teach, by id or name of the school. */
  readonly teachers?: readonly { readonly volunteer: VolunteerId; readonly school: string }[]
  readonly settings?: PairingSettings
  readonly weights?: PairingWeights
}

const child = ChildFile.shape
const volunteer = Volunteer.shape
const words = z.string().min(1).max(100)
const pairOf = { child: ChildId, volunteer: VolunteerId }
const decision = z.strictObject({ ...pairOf, author: words, reason: words })

/** What pairing reads of a file. Whatever is not named here is dropped at the door: ethnicity, household registration ... */
const seenChild = z.object({
  id: child.id,
  sex: child.sex,
  birthDate: child.birthDate,
  residenceDivision: child.residenceDivision,
  father: child.father,
  mother: child.mother,
  guardians: child.guardians,
  delegate: child.delegate,
  delegation: child.delegation,
  household: child.household,
  schooling: child.schooling,
  workers: child.workers,
  preferences: child.preferences,
  consents: child.consents,
  incidents: child.incidents,
  register: child.register,
})

/** What pairing reads of a volunteer: no political status, no note. */
const seenVolunteer = z.object({
  id: volunteer.id,
  name: volunteer.name,
  sex: volunteer.sex,
  birthDate: volunteer.birthDate,
  idNumber: volunteer.idNumber,
  occupation: volunteer.occupation,
  division: volunteer.division,
  phone: volunteer.phone,
  capacity: volunteer.capacity,
  skills: volunteer.skills,
  languages: volunteer.languages,
  availability: volunteer.availability,
  check: volunteer.check,
  trainedOn: volunteer.trainedOn,
  agreementUntil: volunteer.agreementUntil,
  notWith: volunteer.notWith,
  kinOfChild: volunteer.kinOfChild,
  underConcern: volunteer.underConcern,
})

const seenVillage = z.object({
  code: Village.shape.code,
  longitude: Village.shape.longitude,
  latitude: Village.shape.latitude,
})

const seenProblem = z.strictObject({
  term: Window,
  children: z.array(
    z.strictObject({
      file: seenChild,
      tier: Tier,
      languages: volunteer.languages.exactOptional(),
      free: z.array(WeekSlot).exactOptional(),
      waitingSince: z.union([PlainDate, z.enum(['notCollected', 'contested'])]).exactOptional(),
      otherSexAgreed: z.enum(['yes', 'no', 'notCollected', 'contested']).exactOptional(),
    }),
  ),
  volunteers: z.array(seenVolunteer),
  villages: z.array(seenVillage),
  present: z.array(Agreement).exactOptional(),
  locked: z.array(decision).exactOptional(),
  forbidden: z.array(decision).exactOptional(),
  siblings: z.array(z.array(ChildId).min(2)).exactOptional(),
  concerns: z.array(VolunteerId).exactOptional(),
  kin: z.array(z.strictObject(pairOf)).exactOptional(),
  teachers: z.array(z.strictObject({ volunteer: VolunteerId, school: words })).exactOptional(),
  settings: PairingSettings.exactOptional(),
  weights: PairingWeights.exactOptional(),
})

/** A problem narrowed to what pairing may see. */
export type SeenProblem = z.output<typeof seenProblem>

/** A child with its tier and what stands beside its file. */
export type SeenChild = SeenProblem['children'][number]

/** The part of a file that pairing may see. */
export type SeenFile = SeenChild['file']

/** The part of a volunteer that pairing may see. */
export type SeenVolunteer = SeenProblem['volunteers'][number]

/** A set of codes of whatever list. */
export type CodeSet = CodedSet<string>

/**
 * The part of a problem that pairing may see, once it hangs together.
 * @returns Ok: the narrowed problem. Err `invalid`: a field of the wrong form, a term that ends before it begins, an id given
 * twice, a decision about somebody who is not in the problem, or two decisions that contradict each other.
 */
export function readProblem(problem: PairingProblem): Outcome<SeenProblem> {
  return parse(seenProblem, problem).andThen((seen) => settle(seen, contradictions(seen)))
}

function contradictions(seen: SeenProblem): readonly Problem[] {
  const problems: Problem[] = []
  if (seen.term.to <= seen.term.from) problems.push(invalid('/term/to', 'inconsistent', 'must be after from'))
  const unique = (list: string, at: string, ids: readonly string[]): ReadonlySet<string> => {
    const known = new Set<string>()
    ids.forEach((id, i) => {
      if (known.has(id)) problems.push(invalid(pointer(list, i, ...at.split('/')), 'duplicate', 'given twice'))
      known.add(id)
    })
    return known
  }
  const children = unique(
    'children',
    'file/id',
    seen.children.map((entry) => entry.file.id),
  )
  const grouped = new Set<string>()
  ;(seen.siblings ?? []).forEach((group, i) =>
    group.forEach((id, k) => {
      if (!children.has(id))
        problems.push(invalid(pointer('siblings', i, k), 'inconsistent', 'is not among the children'))
      if (grouped.has(id)) problems.push(invalid(pointer('siblings', i, k), 'duplicate', 'given twice'))
      grouped.add(id)
    }),
  )
  const volunteers = unique(
    'volunteers',
    'id',
    seen.volunteers.map((entry) => entry.id),
  )
  unique(
    'villages',
    'code',
    seen.villages.map((entry) => entry.code),
  )
  unique(
    'present',
    'id',
    (seen.present ?? []).map((entry) => entry.id),
  )
  unique(
    'locked',
    'child',
    (seen.locked ?? []).map((entry) => entry.child),
  )
  const forbidden = new Set((seen.forbidden ?? []).map((entry) => `${entry.child} ${entry.volunteer}`))
  ;(seen.locked ?? []).forEach((entry, i) => {
    if (!children.has(entry.child))
      problems.push(invalid(pointer('locked', i, 'child'), 'inconsistent', 'is not among the children'))
    if (!volunteers.has(entry.volunteer))
      problems.push(invalid(pointer('locked', i, 'volunteer'), 'inconsistent', 'is not among the volunteers'))
    if (forbidden.has(`${entry.child} ${entry.volunteer}`))
      problems.push(invalid(pointer('locked', i), 'inconsistent', 'is also forbidden'))
  })
  return problems
}
