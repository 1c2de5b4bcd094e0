import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import ICAL from 'ical.js'
import { describe, expect, it } from 'vitest'
import { Instant } from '../../src/date.ts'
import { ChildId, WorkerId } from '../../src/id.ts'
import { codeLists } from '../../src/records/index.ts'
import { type CalendarFiles, type CalendarInput, type CalendarOptions, toICalendar } from '../../src/schedule/ical.ts'
import { planTimetable, type VisitedChild, visitList } from '../../src/schedule/index.ts'
import type { Session } from '../../src/records/index.ts'
import { tierNames } from '../../src/policy.ts'
import { calendar, problem, problems, school, session } from './cases.ts'

const options: CalendarOptions = { language: 'zh', stamp: Instant.parse('2026-09-14T08:30:00+08:00'), sequence: 2 }
const files = async (input: CalendarInput, changes: Partial<CalendarOptions> = {}): Promise<CalendarFiles> =>
  (await toICalendar(input, { ...options, ...changes }))._unsafeUnwrap()

const sessions: readonly Session[] = [
  session('talk', { safetyTopic: 'drowning', form: 'lecture', repeats: 1 }),
  session('club', {
    kind: 'activity',
    safetyTopic: 'none',
    activity: 'modelAircraft',
    form: 'group',
    repeats: 3,
    to: '2026-10-23',
    school: 'School B',
  }),
]
const timetableOf = (list: readonly Session[], schools = [school('A'), school('B')]) => {
  const { placements } = planTimetable(problem({ sessions: list, schools }))._unsafeUnwrap()
  return { sessions: list, schools, placements }
}
const children: readonly VisitedChild[] = ['c1', 'c2', 'c3'].map((id, i) => ({
  id: ChildId.parse(id),
  tier: ([4, 0, 2] as const)[i] ?? 0,
  household: i < 2 ? 'home.a' : 'home.b',
  village: '520526100202',
  worker: WorkerId.parse(i < 2 ? 'w1' : 'w2'),
  startedOn: '2026-03-02',
  last: { homeVisit: '2026-09-10' },
}))
const duties = visitList({ children, calendar, asOf: '2026-09-14', from: '2026-09-14', to: '2026-10-26' })
  ._unsafeUnwrap()
  .weeks.flatMap((week) => week.duties)

interface Read {
  readonly uid: string
  readonly summary: string
  readonly start: string
  readonly end: string
  readonly location: string
}
/** What another program reads in a file. */
function read(text: string): readonly Read[] {
  const jcal = ICAL.parse(text) as unknown[]
  const parsed = new ICAL.Component(jcal)
  return parsed.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component)
    return {
      uid: event.uid,
      summary: event.summary,
      start: event.startDate.toString(),
      end: event.endDate.toString(),
      location: event.location,
    }
  })
}
const placed = {
  part: 1,
  number: 1,
  on: '2026-09-22',
  start: 480,
  minutes: 40,
  venue: 'none',
  team: 'none',
  groups: [],
  children: 0,
} as const
const bytes = (text: string): number => new TextEncoder().encode(text).length

describe('toICalendar', () => {
  it('is read back by another program as it was planned, in UTC eight hours earlier', () =>
    fc.assert(
      fc.asyncProperty(problems(4), async (one) => {
        const { placements } = planTimetable(one, { iterations: 200 })._unsafeUnwrap()
        const { schools } = await files({ timetable: { sessions: one.sessions, schools: one.schools, placements } })
        const found = schools.flatMap(({ text }) => read(text))
        const planned = placements.map(({ on, start, minutes }) => {
          const from = Date.parse(`${on}T00:00:00+08:00`) + start * 60_000
          const utc = (time: number): string => `${new Date(time).toISOString().slice(0, 19)}Z`
          return `${utc(from)} ${utc(from + minutes * 60_000)}`
        })
        const inOrder = (list: readonly string[]): readonly string[] => [...list].sort((a, b) => (a < b ? -1 : 1))
        expect(inOrder(found.map(({ start, end }) => `${start} ${end}`))).toEqual(inOrder(planned))
        expect(new Set(found.map(({ uid }) => uid)).size).toBe(found.length)
      }),
      { numRuns: 40 },
    ))
  it('has one file for each school and titles from the code lists, in Chinese and English', async () => {
    const timetable = timetableOf(sessions)
    const zh = await files({ timetable })
    expect(zh.schools.map(({ id, text }) => [id, read(text).length])).toEqual([
      ['A', 1],
      ['B', 3],
    ])
    expect(read(zh.schools[0]!.text)[0]).toMatchObject({ summary: '防溺水（讲座，1–2年级）', location: 'School A' })
    expect(read(zh.schools[1]!.text)[0]!.summary).toBe('航模（兴趣小组）')
    const en = await files({ timetable }, { language: 'en' })
    expect(read(en.schools[0]!.text)[0]!.summary).toBe('drowning (lecture, grades 1–2)')
    const inParts = await files({ timetable: timetableOf([session('talk', { capacity: 45 })]) })
    expect(read(inParts.schools[0]!.text).map(({ summary }) => summary)).toEqual([
      '交通安全（讲座，1年级，第1批）',
      '交通安全（讲座，2年级，第2批）',
    ])
  })
  it('has one file for each worker, with whole days and nothing but that there is a visit', async () => {
    const { workers } = await files({ duties })
    expect(workers.map(({ id }) => id)).toEqual(['w1', 'w2'])
    const mine = read(workers[0]!.text)
    expect(new Set(mine.map(({ summary }) => summary))).toEqual(new Set(['走访', '电话联系', '整理资料']))
    expect(
      mine
        .filter(({ summary }) => summary === '走访')
        .map(({ start, end }) => [start, end])
        .slice(0, 2),
    ).toEqual([
      ['2026-09-17', '2026-09-18'],
      ['2026-09-24', '2026-09-25'],
    ])
    expect(workers[0]!.text.match(/CLASS:PRIVATE/g)?.length).toBe(mine.length)
  })
  it('ends every line with CRLF, the last one too, and folds before 75 octets', async () => {
    const long = `${'威宁彝族回族苗族自治县'.repeat(4)}, 第一; 小学\\𬭎`
    const list = [session('talk', { school: long })]
    const { schools } = await files({ timetable: timetableOf(list, [school('A', { name: long }), school('B')]) })
    for (const { text } of schools) {
      expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true)
      expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
      for (const line of text.split('\r\n')) expect(bytes(line)).toBeLessThanOrEqual(75)
    }
    expect(read(schools[0]!.text)[0]!.location).toBe(long)
  })
  it('does not let the name of a school write lines of its own', async () => {
    const wild = 'School A\r\nEND:VCALENDAR\nBEGIN:VEVENT\u2028\u0000x'
    const { schools } = await files({
      timetable: timetableOf([session('talk', { school: wild })], [school('A', { name: wild })]),
    })
    const text = schools[0]!.text
    expect(text.match(/^BEGIN:VEVENT/gm)?.length).toBe(1)
    expect(text.match(/^END:VCALENDAR/gm)?.length).toBe(1)
    expect(read(text)).toHaveLength(1)
  })
  it('keeps the UID of what is moved and stamps entries with what it is given', async () => {
    const timetable = timetableOf(sessions)
    const moved = { ...timetable, placements: timetable.placements.map((one) => ({ ...one, start: one.start + 5 })) }
    const uids = async (input: CalendarInput) =>
      (await files(input)).schools.flatMap(({ text }) => read(text).map(({ uid }) => uid))
    expect(await uids({ timetable: moved })).toEqual(await uids({ timetable }))
    const later = duties.map((duty) => ({ ...duty, on: '2026-10-20' as const }))
    const ofWorkers = async (input: CalendarInput) =>
      (await files(input)).workers.flatMap(({ text }) => read(text).map(({ uid }) => uid))
    expect(new Set(await ofWorkers({ duties: later }))).toEqual(new Set(await ofWorkers({ duties })))
    const { text } = (await files({ timetable })).schools[0]!
    expect(text).toContain('DTSTAMP:20260914T003000Z')
    expect(text).toContain('SEQUENCE:2')
  })
  it('leaves out what is confidential and says so', async () => {
    const { placements } = timetableOf([session('talk')])
    const secret = [session('talk', { kind: 'counselling' })]
    const answer = await files({ timetable: { sessions: secret, schools: [school('A')], placements } })
    expect(answer.leftOut).toEqual([{ session: 'talk', part: 1, number: 1, why: 'confidential' }])
    expect(read(answer.schools[0]!.text)).toEqual([])
    const alone = await files({
      timetable: { sessions: [session('talk', { form: 'oneToOne' })], schools: [school('A')], placements },
    })
    expect(alone.leftOut[0]?.why).toBe('confidential')
    const lost = await files({ timetable: { sessions: [], schools: [school('A')], placements } })
    expect(lost.leftOut[0]?.why).toBe('unknownSession')
    expect(
      (await files({ timetable: { sessions: [session('talk')], schools: [school('B')], placements } })).leftOut[0]?.why,
    ).toBe('unknownSchool')
  })
  it('names no status, tier, hardship, child or village, whatever words were typed', async () => {
    const words = ['低保户', '孤儿', '留守儿童', '困难', 'canary']
    const typed = words.map((word, i) =>
      session(`s${i}`, { kind: 'activity', activity: { other: word }, form: { other: word }, expert: { other: word } }),
    )
    const other = session('s9', { safetyTopic: { other: 'canary' } })
    const list = [...typed, other]
    const placements = list.map((one, i) => ({
      session: one.id,
      part: 1,
      number: 1,
      on: '2026-09-22' as const,
      start: 480 + i,
      minutes: 40,
      venue: 'canary-room',
      team: 'canary-team',
      groups: [],
      children: 0,
    }))
    const answer = await files({ timetable: { sessions: list, schools: [school('A')], placements }, duties })
    const texts = [...answer.schools, ...answer.workers].map(({ text }) => text.replaceAll('\r\n ', ''))
    const forbidden = [
      ...words,
      ...tierNames.flatMap(({ zh, en }) => [zh, en]),
      ...codeLists.hardships.rows.flatMap(({ zh, en }) => [zh, en]),
      ...codeLists.riskColours.rows.map(({ zh }) => zh),
      ...codeLists.parentStatuses.rows.map(({ zh }) => zh),
      'left-behind',
      '520526',
      'home.a',
      '李',
      'c1',
    ].filter((word) => word.length > 1)
    for (const text of texts)
      for (const word of forbidden) expect(text.replaceAll(/^UID:.*$/gm, '')).not.toContain(word)
    expect(answer.schools.flatMap(({ text }) => read(text)).map(({ summary }) => summary)).toEqual([
      ...words.map(() => '活动'),
      '安全教育（讲座）',
    ])
  })
  it('is the same in every time zone, and says if the package is not there', async () => {
    const placement = { ...placed, session: session('talk').id }
    const input: CalendarInput = {
      timetable: { sessions: [session('talk')], schools: [school('A')], placements: [placement] },
      duties: [
        {
          kind: 'homeVisit',
          worker: WorkerId.parse('w1'),
          household: 'h',
          due: '2026-09-17',
          on: '2026-09-17',
          children: [],
        },
      ],
    }
    const program = `
      import { registerHooks } from 'node:module'
      let installed = false
      registerHooks({
        resolve: (name, context, next) => {
          if (name === 'ical-generator' && !installed) throw new Error('not installed')
          return next(name, context)
        },
      })
      const { toICalendar } = await import('./src/schedule/ical.ts')
      const tell = async () => (await toICalendar(${JSON.stringify(input)}, ${JSON.stringify(options)})).match((found) => found, (found) => found)
      const without = await tell()
      installed = true
      process.stdout.write(JSON.stringify([without, await tell()]))`
    const answer: unknown = JSON.parse(
      execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
        cwd: new URL('../../', import.meta.url),
        env: { TZ: 'America/New_York' },
        encoding: 'utf8',
      }),
    )
    const here = await files(input)
    expect(answer).toEqual([[expect.objectContaining({ kind: 'invalid', code: 'missing-package', path: '' })], here])
    expect(here.schools[0]!.text).toContain('DTSTART:20260922T000000Z')
    expect(here.workers[0]!.text).toContain('DTSTART;VALUE=DATE:20260917')
  })
  it('refuses what it cannot read and names the place', async () => {
    const refused = async (input: object, changes: object = {}) =>
      (await toICalendar(input, { ...options, ...changes }))._unsafeUnwrapErr()[0].path
    expect(await refused({ duties: [{ ...duties[0], on: '2026-02-30' }] })).toBe('/duties/0/on')
    expect(await refused({}, { stamp: '2026-09-14T08:30:00' })).toBe('/stamp')
    expect(await refused({}, { language: 'fr' })).toBe('/language')
    expect((await files({})).schools).toEqual([])
  })
})
