import { isKnown } from '../../absent.ts'
import { dayOfDate } from '../reading/date-text.ts'
import type { Incident, Visit } from '../../records/index.ts'
import { surelyUnder } from '../facts/birth.ts'
import { type ChecklistItem, checklistProof, dayOf, type Proof, speaksOf } from '../facts/checklist.ts'
import { mindRecordedOn } from '../facts/mind.ts'
import { askReading, type Asked, cellAs, CodeCell, notCollected, stale } from './cell.ts'
import type { Now } from './now.ts'
import { hasEntries } from './part.ts'
import type { Scanner } from './scanner.ts'

/** What a visit says of each item of the checklist. */
const sightings: Readonly<Record<ChecklistItem, (visit: Visit) => string>> = {
  privateInjury: ({ situations }) => situations.privateInjury,
  assaultUnder14: ({ situations }) => situations.assaultUnder14,
  pregnancyFrom14: ({ situations }) => situations.pregnancyFrom14,
  violence: ({ situations }) => situations.violence,
  unnaturalHarm: ({ situations }) => situations.unnaturalHarm,
  abandoned: ({ situations }) => situations.abandoned,
  missingOrTrafficked: ({ situations }) => situations.missingOrTrafficked,
  organisedBegging: ({ situations }) => situations.organisedBegging,
  otherSevereHarm: ({ situations }) => situations.otherSevereHarm,
  livingAlone: ({ emergencies }) => emergencies.livingAlone,
  unattended: ({ emergencies }) => emergencies.unattended,
  selfHarmTalk: ({ emergencies }) => emergencies.selfHarmTalk,
  runaway: ({ emergencies }) => emergencies.runaway,
  illegalWork: ({ emergencies }) => emergencies.illegalWork,
  familyCatastrophe: ({ emergencies }) => emergencies.familyCatastrophe,
}

const levels: Readonly<Record<Proof, number>> = { home: 0, childSeen: 1, spokenAlone: 2 }

const isItem = (text: string): text is ChecklistItem => Object.hasOwn(sightings, text)

/** The item that a fact asks for. */
function itemOf(fact: string): ChecklistItem {
  if (fact === 'mind.selfHarm') return 'selfHarmTalk'
  const item = fact.slice(fact.indexOf('.') + 1)
  if (isItem(item)) return item
  throw new Error('a fact asked for an item that is not on the checklist')
}

const none: readonly Incident[] = []

/** The visits and incidents of the file that is being read, each looked at once for all items. */
class Walked {
  readonly visits: Visit[] = []
  /** Days of the visits; infinitely long ago where nobody wrote down when. */
  readonly days: number[] = []
  /** What was proved by each visit, as the level of a proof; -1 where it has no day and can deny nothing. */
  readonly proved: number[] = []
  /** How many visits there are; what stands behind them is of other files. */
  count = 0
  /** Open incidents. */
  open: readonly Incident[] = none
  from = -Infinity
  until = Infinity

  read(now: Now): void {
    this.from = -Infinity
    this.until = Infinity
    this.count = 0
    this.open = none
    for (const visit of Object.values(now.file.visits)) {
      const dated = isKnown(visit.on)
      this.visits[this.count] = visit
      this.days[this.count] = isKnown(visit.on) ? dayOfDate(visit.on) : -Infinity
      this.proved[this.count] = dated ? this.#level(visit, now) : -1
      this.count += 1
    }
    if (!hasEntries(now.file.incidents)) return
    for (const incident of Object.values(now.file.incidents)) {
      const [observed, closed] = [dayOf(incident.observedOn) ?? -Infinity, dayOf(incident.closedOn)]
      this.#turn(observed, now.day)
      if (closed !== undefined) this.#turn(closed, now.day)
      if (observed <= now.day && (closed === undefined || closed > now.day)) this.open = [...this.open, incident]
    }
  }

  #turn(turn: number, day: number): void {
    if (turn <= day) {
      if (turn > this.from) this.from = turn
    } else if (turn < this.until) this.until = turn
  }

  #level({ childSeen, spokenAlone, on }: Visit, { file, tooYoungToTalk }: Now): number {
    if (spokenAlone === 'yes') return levels.spokenAlone
    if (childSeen !== 'yes') return levels.home
    return spokenAlone === 'tooYoung' && isKnown(on) && surelyUnder(file, tooYoungToTalk, dayOfDate(on))
      ? levels.spokenAlone
      : levels.childSeen
  }
}

/** What else says that something is so, or is not so. */
interface Further {
  says: 'yes' | 'no' | undefined
  /** Infinitely long ago where nobody wrote down when. */
  day: number
  /** Days for which a "no" can be used. */
  window: number
}

/** What the walk says of an item, with what else speaks of it; the same as `statementReading`. */
function judge(
  cell: CodeCell,
  item: ChecklistItem,
  sightingOf: (visit: Visit) => string,
  needed: number,
  walked: Walked,
  now: Now,
  further: Further,
): void {
  const { visits, days, proved, open, count } = walked
  const today = now.day
  let { from, until } = walked
  let latest = -Infinity
  let [affirmed, denied, undated] = [false, false, false]
  let window = now.notSeen
  for (let i = 0; i < count; i += 1) {
    const visit = visits[i]
    if (!visit) continue
    const sighting = sightingOf(visit)
    const isSeen = sighting === 'seen'
    if (!isSeen && (sighting !== 'notSeen' || (proved[i] ?? -1) < needed)) continue
    const day = days[i] ?? -Infinity
    if (day > today) {
      if (day < until) until = day
      continue
    }
    if (day > from) from = day
    if (day > latest) {
      latest = day
      affirmed = denied = false
    }
    if (day === -Infinity) undated = true
    else if (day === latest) {
      if (isSeen) affirmed = true
      else denied = true
    }
  }
  if (further.says !== undefined) {
    const { day, says } = further
    if (day > today) {
      if (day < until) until = day
    } else {
      if (day > from) from = day
      if (day > latest) {
        latest = day
        affirmed = denied = false
      }
      if (day === latest || (says === 'yes' && day === -Infinity)) {
        if (says === 'yes') {
          if (day === -Infinity) undated = true
          else affirmed = true
        } else {
          denied = true
          window = further.window
        }
      }
    }
  }
  const lapse = denied && latest !== -Infinity ? latest + window + 1 : Infinity
  if (lapse <= today) {
    if (lapse > from) from = lapse
  } else if (lapse < until) until = lapse
  let [alarm, perhaps] = [false, false]
  for (const incident of open) {
    const speaks = speaksOf(incident, item)
    if (speaks === 'yes') alarm = true
    else if (speaks === 'perhaps') perhaps = true
  }
  if (alarm || affirmed || undated) cell.set(2, from, until)
  else if (perhaps) cell.unknown(from, until, askReading)
  else if (!denied) cell.unknown(from, until, notCollected)
  else if (today >= lapse) cell.unknown(from, until, stale)
  else cell.set(1, from, until)
}

/** Items of the checklist of visits: the nine situations, the emergency list, and what else speaks of living alone and of self-harm. */
export const checklistScanner: Scanner = (asked, now) => {
  const walked = new Walked()
  const nothing: Further = { says: undefined, day: -Infinity, window: 0 }
  const further: Further = { says: undefined, day: -Infinity, window: 0 }
  const say = (says: string, recordedOn: Parameters<typeof dayOf>[0], window: number): Further => {
    further.says = says === 'yes' || says === 'no' ? says : undefined
    further.day = dayOf(recordedOn) ?? -Infinity
    further.window = window
    return further
  }
  const sources: Readonly<Partial<Record<ChecklistItem, () => Further>>> = {
    livingAlone: () => say(now.file.care.livesAlone, now.file.care.recordedOn, now.family),
    selfHarmTalk: () => {
      const { mind } = now.file.health
      const says = typeof mind === 'object' ? mind.selfHarm : mind === 'none' ? 'no' : mind
      return say(says, mindRecordedOn(now), now.health)
    },
  }
  const items = asked.map((one: Asked) => {
    const item = itemOf(one.fact)
    const needed = levels[checklistProof.values[0].value[item]]
    return {
      item,
      sightingOf: sightings[item],
      needed,
      cell: cellAs(CodeCell, one),
      source: sources[item],
      fact: one.fact,
    }
  })
  return () => {
    walked.read(now)
    for (const { item, sightingOf, needed, cell, source, fact } of items) {
      // What screenings say of self-harm hangs on how their instruments are scored.
      if (item === 'selfHarmTalk' && hasEntries(now.file.screenings)) cell.readIn(now.read(fact))
      else judge(cell, item, sightingOf, needed, walked, now, source ? source() : nothing)
    }
  }
}
