import { addDays, type ChildFile, isKnown, type PlainDate, WorkerId } from 'childfile'
import {
  type CareProgramme,
  careDue,
  type CounsellingProgramme,
  counsellingDue,
  type DrillStanding,
  surrogateDue,
  type SurrogateProgramme,
  type WorkLists,
  workItems,
  workList,
} from 'childfile/programmes'
import type { AidLedger } from 'childfile/aid'
import type { Flags } from '../flags.ts'
import { directorOf, supervisorOf, type World } from '../world.ts'
import type { Duties } from './duties.ts'

/** What the lists of a week are made from. */
export interface ListedFrom {
  readonly flags: Flags
  readonly duties: Duties
  readonly surrogate: SurrogateProgramme
  readonly counselling: CounsellingProgramme
  readonly plans: CareProgramme
  readonly drills: readonly DrillStanding[]
  readonly aid: AidLedger
}

/** The file with those in charge by the place where the child lives, where the paperwork names nobody. */
function withWorkers(file: ChildFile): ChildFile {
  const director = directorOf(file)
  if (director === 'none') return file
  const inCharge = (id: string) =>
    ({ id: WorkerId.parse(id), name: 'notCollected', phone: 'notCollected', since: 'notCollected' }) as const
  const { childDirector, supervisor } = file.workers
  return {
    ...file,
    workers: {
      ...file.workers,
      childDirector: typeof childDirector === 'object' ? childDirector : inCharge(director),
      supervisor: typeof supervisor === 'object' ? supervisor : inCharge(supervisorOf(director)),
    },
  }
}

/** Whether something of the file may rest on a matter: then its flags stand on no list, and the duty to report stands there by itself. */
const hasMatter = ({ incidents, visits }: ChildFile): boolean =>
  Object.keys(incidents).length > 0 ||
  Object.values(visits).some((visit) =>
    [...Object.values(visit.situations), ...Object.values(visit.emergencies)].includes('seen'),
  )

/** The birthdays that are known, by id of the child. */
export const birthDatesOf = (files: Iterable<ChildFile>): Readonly<Record<string, PlainDate>> =>
  Object.fromEntries([...files].flatMap(({ id, birthDate }) => (isKnown(birthDate) ? [[id, birthDate]] : [])))

/** Who must do what in the week from a day on. */
export function listsOf(world: World, from: ListedFrom, asOf: PlainDate): WorkLists {
  const { calendar, schools } = world.ground
  const files = [...world.files.values()].map(withWorkers)
  const open = files.flatMap((file) => (hasMatter(file) ? [] : [[file.id, from.flags.open(file.id)] as const]))
  const items = workItems({
    asOf,
    files,
    flags: Object.fromEntries(open),
    visits: from.duties.ahead(asOf, addDays(asOf, 7)),
    surrogate: surrogateDue(from.surrogate, { calendar, birthDates: birthDatesOf(files) }),
    counselling: { programme: from.counselling, due: counsellingDue(from.counselling, calendar) },
    drills: {
      standings: from.drills,
      persons: Object.fromEntries(schools.map(({ id }) => [id, `drills-${id}`])),
    },
    aid: from.aid.needs,
    care: careDue(from.plans, { files: Object.fromEntries(files.map((file) => [file.id, file])) }),
  })
  return workList(items, { asOf })
}

/** How many lines stand on lists, and how many of them are late; what nobody has is among them. */
export function linesOf({ lists, unowned }: WorkLists): { readonly listed: number; readonly late: number } {
  const lines = [
    ...unowned,
    ...lists.flatMap(({ atOnce, villages }) => [...atOnce, ...villages.flatMap((village) => village.lines)]),
  ]
  return { listed: lines.length, late: lines.filter(({ daysLate }) => daysLate > 0).length }
}
