import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addDays, canonicalJson, type ChildFile, isKnown, type PlainDate } from 'childfile'
import { aidLedger, readAidEvents } from 'childfile/aid'
import { consentFor } from 'childfile/privacy'
import {
  Asking,
  CounsellingEvent,
  counsellingProgramme,
  safetyModules,
  SeatEvent,
  SurrogateEvent,
  surrogateProgramme,
} from 'childfile/programmes'
import { blankReport, countyReport, reportPage, termMeasures } from 'childfile/report'
import { type FlagEvent, foldFlags } from 'childfile/risk'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bookFaults, flagFaults, matchFaults } from '../examples/county/term/checks.ts'
import type { DiaryPage, Room } from '../examples/county/term/diary.ts'
import { disclosuresOf } from '../examples/county/term/school/disclosures.ts'
import type { TermStory } from '../examples/county/term/story.ts'
import { told } from '../examples/county/term/told.ts'
import { liveTerm } from '../examples/county/term/walk.ts'
import { worldOf } from '../examples/county/term/world.ts'
import { assessCounty, type Risk } from '../examples/county/walk/assess.ts'
import { keepCounty } from '../examples/county/walk/keep.ts'
import { Output } from '../examples/county/walk/output.ts'
import { pairCounty } from '../examples/county/walk/pair.ts'
import { planTerm } from '../examples/county/walk/plan.ts'
import { type County, readCounty } from '../examples/county/walk/read.ts'

const asOf = '2026-09-15'

/** One township of the county, with its schools, and some of the gifts and volunteers. */
function partOf(county: County): County {
  const isHere = (division: string): boolean => division.startsWith('520526100')
  const files = county.files.filter(({ residenceDivision }) => isHere(residenceDivision))
  const ids = new Set<string>(files.map(({ id }) => id))
  const schools = new Set<string>(files.map(({ schooling }) => schooling.school))
  const agreements = county.agreements.filter(({ child }) => ids.has(child))
  const helping = new Set<string>(agreements.map(({ volunteer }) => volunteer))
  return {
    ...county,
    files,
    agreements,
    volunteers: county.volunteers.filter(({ id }, n) => helping.has(id) || n % 2 === 0),
    villages: county.villages.filter(({ code }) => isHere(code)),
    sessions: county.sessions.filter(({ school }) => schools.has(school)),
    aid: county.aid.slice(0, 60),
  }
}

interface Lived {
  readonly story: TermStory
  readonly risk: Risk
  readonly county: County
  readonly pages: readonly DiaryPage[]
  readonly stored: readonly ChildFile[]
}

async function live(county: County, folder: string): Promise<Lived> {
  const output = await Output.open(folder)
  const store = await keepCounty(county, output)
  const risk = await assessCounty(store, asOf)
  const pairs = await pairCounty(county, risk, output, 'zh')
  const plan = await planTerm(county, risk, output, 'zh')
  const story = await liveTerm({ county, store, risk, pairs, plan })
  const pages: DiaryPage[] = []
  for await (const page of store.pages()) pages.push(page)
  const stored: ChildFile[] = []
  for await (const file of store.files()) stored.push(file)
  await store.proved()
  await store.close()
  return { story, risk, county, pages, stored }
}

describe('the term of the county', () => {
  const folder = mkdtempSync(join(tmpdir(), 'county-term-'))
  let lived: Lived
  beforeAll(async () => {
    const whole = await readCounty('examples/county', asOf, await Output.open(join(folder, 'paper')), 'zh')
    lived = await live(partOf(whole), join(folder, 'first'))
  }, 240_000)
  afterAll(() => rmSync(folder, { recursive: true }))

  type Entry = DiaryPage['events'][number]
  const events = (room: Room): readonly Entry[] =>
    lived.pages.filter((page) => page.room === room).flatMap((page) => page.events)
  const surrogateEvents = (): readonly SurrogateEvent[] =>
    events('surrogate').map((event) => SurrogateEvent.parse(event))
  const onRegister = (): readonly ChildFile[] =>
    [...lived.story.files.values()].filter(({ register }) => register.registerState !== 'exited')
  const measure = (id: string): number =>
    lived.story.measures.find((one) => one.id === id)?.last.numerator ?? Number.NaN
  const inTerm = (on: unknown): boolean =>
    typeof on === 'string' && isKnown(on) && on >= lived.story.from && on <= lived.story.last

  it('comes to the same bytes each time', async () => {
    const again = await live(lived.county, join(folder, 'second'))
    expect(canonicalJson(told(again.story))).toBe(canonicalJson(told(lived.story)))
    expect(canonicalJson(again.pages)).toBe(canonicalJson(lived.pages))
    expect(canonicalJson(again.stored)).toBe(canonicalJson(lived.stored))
  }, 240_000)

  it('keeps in the store the files that it tells of', () => {
    const byId = new Map(lived.stored.map((file) => [file.id as string, file]))
    for (const [id, file] of lived.story.files) expect(canonicalJson(byId.get(id))).toBe(canonicalJson(file))
  })

  it('keeps the whole surrogate-parent programme: folded anew from the store it is the same', () => {
    const history = surrogateEvents()
    const anew = surrogateProgramme(history, { asOf: lived.story.last })._unsafeUnwrap()
    expect(canonicalJson(anew)).toBe(canonicalJson(lived.story.surrogate))
    expect(measure('namedAdult')).toBeGreaterThan(5)
    const without = surrogateProgramme(history.slice(1), { asOf: lived.story.last })._unsafeUnwrap()
    expect(canonicalJson(without)).not.toBe(canonicalJson(lived.story.surrogate))
  })

  it('begins no match before the child said yes, the guardian consented, the check was clear and somebody else approved', () => {
    const history = surrogateEvents()
    type Of<K extends SurrogateEvent['kind']> = Extract<SurrogateEvent, { kind: K; match: unknown }>
    const of = <K extends SurrogateEvent['kind']>(match: string, kind: K, before: PlainDate): readonly Of<K>[] =>
      history.filter(
        (event): event is Of<K> =>
          'match' in event && event.match === match && event.kind === kind && event.on <= before,
      )
    const begun = Object.values(lived.story.surrogate.matches).filter(({ periods }) => periods.length > 0)
    expect(begun.length).toBeGreaterThan(5)
    for (const { id, child, volunteer, periods } of begun) {
      const on = periods[0]?.from ?? lived.story.from
      const [proposed] = of(id, 'proposed', on)
      expect(of(id, 'childAnswered', on).map(({ says }) => says)).toContain('willing')
      expect(of(id, 'approved', on).some(({ by }) => by.id !== proposed?.by.id)).toBe(true)
      expect(of(id, 'firstMeeting', on).some(({ workerPresent }) => workerPresent !== 'nobody')).toBe(true)
      const papers = of(id, 'guardianConsented', on).flatMap(({ consent }) => consent ?? [])
      const consents = lived.story.files.get(child)?.consents
      expect(papers.some((paper) => typeof consents === 'object' && Object.hasOwn(consents, paper))).toBe(true)
      const isClear = (event: SurrogateEvent): boolean =>
        event.kind === 'checked' && event.volunteer === volunteer && event.outcome === 'clear' && event.on <= on
      expect(history.some(isClear)).toBe(true)
    }
  })

  it('screens each volunteer once, and tells who withdrew by their own word', () => {
    const history = surrogateEvents()
    const applied = history.flatMap((event) => (event.kind === 'applied' ? [event.volunteer] : []))
    expect(new Set(applied).size).toBe(applied.length)
    for (const event of history) if (event.kind === 'withdrawn') expect(event.by.role).toBe(event.who)
  })

  it('credits calls and meetings to nobody outside the days of a match', () => {
    const { contacts, matches } = lived.story.surrogate
    for (const { match, on } of contacts.filter((one) => one.match !== undefined))
      expect(matches[match ?? '']?.periods.some(({ from, to }) => from <= on && (to === 'none' || on < to))).toBe(true)
  })

  it('shows each measure of the founding text, as plain counting finds it', () => {
    expect(lived.story.measures.map(({ id }) => id)).toEqual(termMeasures.map(({ id }) => id))
    const files = onRegister()
    const ids = new Set<string>(files.map(({ id }) => id))
    const distinct = (children: readonly string[]): number => new Set(children.filter((child) => ids.has(child))).size
    const active = Object.values(lived.story.surrogate.matches).filter(({ state }) => state === 'active')
    expect(measure('namedAdult')).toBe(distinct(active.map(({ child }) => child)))
    const asked = events('askings').map(({ asking }) => Asking.parse(asking))
    expect(measure('askedToJoin')).toBe(distinct(asked.map(({ child }) => child)))
    const rights = new Set(
      safetyModules.filter(({ topic }) => topic === 'sexualAbuse' || topic === 'rights').map(({ id }) => id),
    )
    const there = lived.pages
      .filter(({ room }) => room === 'lessons')
      .flatMap(({ subject, events: those }) =>
        those.some(({ module, state }) => rights.has(String(module)) && (state === 'present' || state === 'late'))
          ? [subject]
          : [],
      )
    expect(measure('rightsReached')).toBe(distinct(there))
    const moods = new Map<string, Set<string>>(files.map(({ id }) => [id, new Set()]))
    const refused = new Set<string>(lived.story.counselling.refused.map(({ event }) => event))
    for (const { room, subject, events: those } of lived.pages)
      if (room === 'counselling')
        for (const event of those.map((one) => CounsellingEvent.parse(one)))
          if (event.kind === 'held' && typeof event.mood === 'object' && !refused.has(event.id))
            moods.get(subject)?.add(event.on)
    for (const { id, visits } of files)
      for (const { on, mood } of Object.values(visits)) if (isKnown(mood) && inTerm(on)) moods.get(id)?.add(on)
    expect(measure('moodTwice')).toBe([...moods.values()].filter(({ size }) => size >= 2).length)
    const own = files.filter(
      ({ id, preferences }) =>
        (moods.get(id)?.size ?? 0) > 0 ||
        (typeof preferences === 'object' &&
          Object.values(preferences).some(({ saidBy, on }) => saidBy === 'child' && inTerm(on))),
    )
    expect(measure('askedOwnWord')).toBe(own.length)
    const since = addDays(lived.story.last, -90)
    const rung = files.filter(({ father, mother }) =>
      [father, mother].some(
        ({ answeredOn }) => isKnown(answeredOn) && answeredOn >= since && answeredOn <= lived.story.last,
      ),
    )
    expect(measure('answeredNumber')).toBeGreaterThanOrEqual(rung.length)
    for (const { first, last } of lived.story.measures) {
      expect(last.denominator + last.notApplicable).toBe(files.length)
      expect(first.numerator).toBeLessThanOrEqual(first.denominator)
    }
  })

  it('loses no fen and no thing, and meets no need twice', () => {
    const history = readAidEvents(events('aid'))._unsafeUnwrap()
    const { refused, needs, lots } = aidLedger(history, { asOf: lived.story.last })._unsafeUnwrap()
    const out = new Set<string>(refused.map(({ entry }) => entry))
    const counted = history.filter(({ id }) => !out.has(id))
    const sum = (kind: 'delivery' | 'return'): number =>
      counted.reduce((all, event) => all + (event.kind === kind ? event.quantity : 0), 0)
    const rows = told(lived.story).aid
    expect(sum('delivery')).toBeGreaterThan(10)
    expect(rows.reduce((all, { delivered }) => all + delivered, 0)).toBe(sum('delivery') - sum('return'))
    for (const { received, delivered, waiting, otherwise, rest } of rows)
      expect(delivered + waiting + otherwise + rest).toBe(received)
    const given = new Map<string, number>()
    const needOf = new Map(
      counted.flatMap((event) => (event.kind === 'allocation' ? [[event.id as string, event.need as string]] : [])),
    )
    for (const event of counted)
      if (event.kind === 'delivery') {
        const need = needOf.get(event.allocation) ?? ''
        given.set(need, (given.get(need) ?? 0) + event.quantity)
      }
    const back = new Set(counted.flatMap((event) => (event.kind === 'return' ? [event.delivery as string] : [])))
    for (const { need, quantity } of needs)
      if (back.size === 0) expect(given.get(need) ?? 0).toBeLessThanOrEqual(quantity)
    expect(bookFaults({ lots, needs })).toEqual([])
    const [lot] = lots
    expect(lot && bookFaults({ lots: [{ ...lot, remaining: lot.remaining + 1 }], needs: [] }).length).toBe(1)
  })

  it('writes into the files of children what was handed over to them', () => {
    const history = readAidEvents(events('aid'))._unsafeUnwrap()
    const { allocations } = aidLedger(history, { asOf: lived.story.last })._unsafeUnwrap()
    const handed = new Map<string, number>()
    for (const { child, delivered } of allocations) handed.set(child, (handed.get(child) ?? 0) + delivered)
    expect(handed.size).toBeGreaterThan(5)
    for (const [child, count] of handed) {
      const received = Object.values(lived.story.files.get(child)?.received ?? {})
      expect(received.reduce((all, { quantity }) => all + (typeof quantity === 'number' ? quantity : 0), 0)).toBe(count)
    }
  })

  it('seats nobody without a consent that holds on the day', () => {
    const joined = events('seats')
      .map(({ seat }) => SeatEvent.parse(seat))
      .filter(({ kind }) => kind === 'joined')
    expect(joined.length).toBeGreaterThan(5)
    for (const { child, on } of joined) {
      const file = lived.story.files.get(child)
      expect(file && consentFor(file, { purpose: 'activity', asOf: on }).answer).toBe('yes')
    }
  })

  it('books talks for courses that live, and holds none without proof, consent and the child’s word', () => {
    const history = events('counselling').map((event) => CounsellingEvent.parse(event))
    const agreements = Object.values(lived.story.surrogate.matches)
    const { courses, refused } = counsellingProgramme(history, { asOf: lived.story.last, agreements })._unsafeUnwrap()
    const booked = new Set<string>(history.filter(({ kind }) => kind === 'booked').map(({ id }) => id))
    expect(booked.size).toBeGreaterThan(3)
    expect(refused.filter(({ event, code }) => booked.has(event) && code === 'wrong-state')).toEqual([])
    for (const course of Object.values(courses)) {
      if (course.of !== 'counselling' || course.sessions.length === 0) continue
      expect(course.childHeard).toBe(true)
      expect(course.consents.length).toBeGreaterThan(0)
      for (const { on } of course.sessions) expect(course.booked.some((one) => one.for === on)).toBe(true)
    }
  })

  it('opens and closes flags so that they add up, by rule and by month', () => {
    const { flags, months } = told(lived.story)
    const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)
    for (const { before, raised, closed, open } of flags) expect(before + raised).toBe(closed + open)
    expect(sum(months.map(({ flagsRaised }) => flagsRaised))).toBe(sum(flags.map(({ raised }) => raised)))
    expect(sum(months.map(({ flagsClosed }) => flagsClosed))).toBe(sum(flags.map(({ closed }) => closed)))
    const history = Map.groupBy(
      lived.pages.filter(({ room }) => room === 'flags').sort((a, b) => (a.kept < b.kept ? -1 : 1)),
      ({ subject }) => subject,
    )
    for (const [child, pages] of history) {
      const anew = foldFlags(
        pages.flatMap((page) => page.events as unknown as readonly FlagEvent[]),
        lived.story.last,
      )
      expect(canonicalJson(anew._unsafeUnwrap())).toBe(canonicalJson(lived.story.flags.get(child)))
      expect(flagFaults(lived.story.flags.get(child) ?? [])).toEqual([])
    }
  })

  it('has a report without script, with each measure, and without anybody in it', () => {
    const input = { ...blankReport, county: { zh: '某县', en: 'A county' }, asOf, term: told(lived.story) } as const
    const page = reportPage(countyReport(input))
    expect(page).not.toMatch(/<script/)
    for (const { zh, en } of termMeasures) {
      expect(page).toContain(zh)
      expect(page).toContain(en.replaceAll("'", '’').split('’')[0])
    }
    const [, section = ''] = /(<section id="term">.*?<\/section>)/s.exec(page) ?? []
    const people = [...lived.story.files.values()].flatMap(({ id, name, mother }) => [id, name, mother.phone])
    expect(people.filter((text) => isKnown(text) && text !== 'none' && section.includes(text))).toEqual([])
    expect(section).not.toMatch(/\{[a-zA-Z.]+\}/)
    expect(reportPage(countyReport({ ...blankReport, county: input.county, asOf }))).not.toContain('id="term"')
  })

  it('stops where a match, a book or a flag does not hold', () => {
    const active = Object.values(lived.story.surrogate.matches).filter(({ state }) => state === 'active')
    const people = new Map(Object.entries(lived.story.surrogate.volunteers))
    expect(matchFaults(active, people, lived.story.last)).toEqual([])
    const [one] = active
    expect(one && matchFaults([one, { ...one }], people, lived.story.last).length).toBe(1)
    expect(matchFaults(active, new Map(), lived.story.last).length).toBeGreaterThan(0)
    expect(matchFaults(active, people, addDays(lived.story.last, 900)).length).toBeGreaterThan(0)
    const critical = [...lived.story.flags.values()].flat().find(({ tier }) => tier === 4)
    const closed = { on: lived.story.last, by: 'rules', reason: 'none' }
    expect(critical && flagFaults([{ ...critical, state: 'cleared', closed }]).length).toBe(1)
  })

  it('follows what children tell after a lesson: an incident and a first action, on the day or as soon as the watch says it is late', () => {
    const { risk, county, story } = lived
    const ground = {
      ...county,
      seed: 7,
      from: story.from,
      to: addDays(story.last, 1),
      calendar: risk.calendar,
      children: risk.children,
    }
    const nothing = { pairs: [], schools: [], placements: [], duties: { weeks: [], open: [], planned: [] } }
    const world = worldOf({
      ...ground,
      ...nothing,
      save: () => Promise.resolve(),
      keep: () => Promise.resolve(),
    })
    const watch = disclosuresOf(world)
    const ids = risk.children.map(({ file }) => file.id)
    for (let n = 0; n < 40; n += 1) watch.held(`lesson-${n}`, ids, story.from)
    for (let on = story.from; on < addDays(story.from, 20); on = addDays(on, 1)) {
      world.happen(on)
      watch.evening(on)
    }
    const told = watch.sessions().flatMap(({ disclosures }) => Object.values(disclosures))
    expect(told.length).toBeGreaterThan(3)
    for (const { child, incident, firstAction, on } of told) {
      expect(Object.keys(world.files.get(child)?.incidents ?? {})).toContain(incident)
      expect(typeof firstAction === 'object' && firstAction.on >= on && firstAction.on <= addDays(on, 1)).toBe(true)
    }
  })
})
