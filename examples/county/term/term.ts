import { addDays, canonicalJson, type PlainDate } from 'childfile'
import {
  safetyModules,
  surrogateDue,
  type SurrogateProgramme,
  surrogateProgramme,
  type WorkLists,
} from 'childfile/programmes'
import type { TermMonthRow, TermTally } from 'childfile/report'
import { stopWith, valueOf } from '../walk/progress.ts'
import { type Books, booksOf } from './aid/books.ts'
import { giftsIn } from './aid/gifts.ts'
import { needsIn } from './aid/needs.ts'
import { sharingOf } from './aid/sharing.ts'
import { matchFaults } from './checks.ts'
import { flagsOf } from './flags.ts'
import { pairAnew } from './helpers/pairing.ts'
import { surrogates } from './helpers/surrogates.ts'
import { type KnownThen, measuredOn, measureRows, officeMeasured } from './measured.ts'
import { absencesOf } from './office/absences.ts'
import { contactsOf } from './office/contacts.ts'
import { dutiesOf } from './office/duties.ts'
import { firstActionsOf } from './office/first-actions.ts'
import { lettersOf } from './office/letters.ts'
import { birthDatesOf, linesOf, listsOf } from './office/lists.ts'
import { plansOf } from './office/plans.ts'
import { talksOf } from './office/talks.ts'
import { visitsOf } from './office/visits.ts'
import { disclosuresOf } from './school/disclosures.ts'
import { invitationsOf } from './school/invitations.ts'
import { lessonsOf, rights } from './school/lessons.ts'
import type { TermStory } from './story.ts'
import { later, monthOf, type TermGround, weekday, worldOf } from './world.ts'

/** Months after which the routine entries of all files are kept. */
const middle = 3

/** Days after which children who lost a helper, or said no to one, are paired anew. */
const pairedAnewAfter = 48

const isOnRights = (module: string): boolean =>
  safetyModules.some(({ id, topic }) => id === module && rights.has(topic))

/**
 * Runs a whole term day by day. Everything goes through the doors of the rooms; what a room refuses is counted with its reason. Every
 * evening the matches, the flags and the books are proved, and the run stops in words if one of them does not hold. What happened is kept
 * at the end of each week, files with more than routine entries at the end of each month, the others after three months and at the end.
 * The same ground and seed: the same story to the byte.
 */
export async function runTerm(ground: TermGround): Promise<TermStory> {
  const { calendar, from, to } = ground
  const last = addDays(to, -1)
  const world = worldOf(ground)
  const flags = await flagsOf(world)
  const absences = absencesOf(world)
  const contacts = contactsOf(world)
  const visits = visitsOf(world, flags, contacts)
  const duties = dutiesOf(world, flags, { absences, contacts, visits })
  const actions = firstActionsOf(world, flags, absences, visits)
  const helpers = surrogates(world, absences)
  const talks = talksOf(world, flags, helpers.circles)
  const plans = plansOf(world, flags)
  const disclosures = disclosuresOf(world)
  const lessons = lessonsOf(world, disclosures)
  const groups = invitationsOf(world)
  const books: Books = booksOf(world)
  giftsIn(world, books)
  needsIn(world, books)
  const sharing = sharingOf(world, books)
  const months: TermMonthRow[] = []
  let lists: WorkLists | undefined
  let lines = { listed: 0, late: 0 }

  const present = ground.agreements.filter(
    ({ state, from: since, to: until }) => state === 'active' && since <= from && (until === 'none' || until > from),
  )
  for (const { child, volunteer } of present) helpers.takeOver(child, volunteer, from)
  const taken = new Set<string>(present.map(({ child }) => child))
  for (const { child, volunteer } of ground.pairs) if (!taken.has(child)) helpers.propose(child, volunteer, from)

  const surrogateOn = (asOf: PlainDate): SurrogateProgramme =>
    valueOf(surrogateProgramme(helpers.circles.history, { asOf }), 'fold the whole programme')
  world.at(later(calendar, from, pairedAnewAfter), (on) =>
    pairAnew(world, flags, helpers, surrogateOn(addDays(on, -1))),
  )

  /** What is known of the children on an evening. */
  function knownOn(asOf: PlainDate, { matches }: SurrogateProgramme): KnownThen {
    const { courses } = talks.programme(asOf)
    return {
      asOf,
      files: [...world.files.values()],
      matches: Object.values(matches),
      moods: Object.values(courses).flatMap((course) =>
        course.of === 'counselling'
          ? course.sessions.flatMap(({ on, mood }) => (typeof mood === 'object' ? [{ child: course.child, on }] : []))
          : [],
      ),
      reaches: lessons.reaches(asOf).flatMap(({ module, reach }) => (isOnRights(module) ? [reach] : [])),
      classViews: groups.views(asOf),
    }
  }

  /** The first workday of a month: everybody gets the list of the week. */
  function handOut(on: PlainDate): void {
    const parts = {
      flags,
      duties,
      surrogate: surrogateOn(on),
      counselling: talks.programme(on),
      plans: plans.programme(on),
      drills: lessons.drills(on),
      aid: books.ledger(),
    }
    lists = listsOf(world, parts, on)
    lines = linesOf(lists)
  }

  /** The last evening of a month. */
  function closeMonth(on: PlainDate): void {
    books.intoFiles()
    const first = monthOf(on)
    const records = [...flags.records.values()].flat()
    months.push({
      from: first < from ? from : first,
      ...officeMeasured(world, flags, duties, on),
      flagsRaised: records.filter(({ raisedOn }) => raisedOn >= first && raisedOn > from && raisedOn <= on).length,
      flagsClosed: records.filter(({ closed }) => closed && closed.on >= first && closed.on <= on).length,
      ...lines,
    })
  }

  async function evening(on: PlainDate): Promise<void> {
    helpers.settle(on)
    const [fault] = matchFaults(helpers.circles.matches.values(), helpers.circles.volunteers, on)
    if (fault !== undefined) throw stopWith(`On ${on} the matches do not hold: ${fault}.`)
    books.evening(on)
    talks.evening(on)
    disclosures.evening(on)
    await flags.evening(on)
    plans.evening(on)
    actions.evening(on)
    if (weekday(on) === 4) actions.friday(on)
  }

  async function keep(on: PlainDate, of: 'week' | 'month' | 'all'): Promise<void> {
    if (of !== 'week') await ground.save(on, world.unsaved(of))
    await ground.keep(on, world.diary.pages(on, of === 'all' ? 'all' : 'week'))
  }

  let atFirst: readonly TermTally[] = []
  for (let on = from; on < to; on = addDays(on, 1)) {
    world.happen(on)
    if (on === from || on === later(calendar, monthOf(on), 0)) handOut(on)
    duties.day(on)
    contacts.day(on)
    lessons.day(on)
    groups.day(on)
    sharing.day(on)
    await evening(on)
    if (on === from) atFirst = measuredOn(ground, knownOn(on, surrogateOn(on)))
    const isMonthOver = addDays(on, 1).endsWith('-01') || on === last
    if (isMonthOver) closeMonth(on)
    if (on === last || (isMonthOver && months.length === middle)) await keep(on, 'all')
    else if (isMonthOver) await keep(on, 'month')
    else if (weekday(on) === 6) await keep(on, 'week')
  }

  const surrogate = surrogateOn(last)
  // Folded in circles, evening by evening, the programme has to come to what it comes to in one piece.
  for (const match of Object.values(surrogate.matches))
    if (canonicalJson(match) !== canonicalJson(helpers.circles.matches.get(match.id)))
      throw stopWith(`Match ${match.id} is another one when the programme is folded in one piece.`)
  const known = knownOn(last, surrogate)
  return {
    from,
    last,
    files: world.files,
    measures: measureRows(atFirst, measuredOn(ground, known)),
    months,
    pairsByPaper: taken.size,
    surrogate,
    due: surrogateDue(surrogate, { calendar, birthDates: birthDatesOf(world.files.values()) }),
    counselling: talks.programme(last),
    plans: plans.programme(last),
    flags: flags.records,
    ruleTexts: flags.texts,
    reaches: lessons.reaches(last),
    drills: lessons.drills(last),
    memberships: groups.memberships(),
    saidYes: known.classViews.reduce((sum, { counts }) => sum + counts.saidYes, 0),
    aid: books.ledger(),
    letters: lettersOf(world, last),
    lists,
    refused: world.refused(),
  }
}
