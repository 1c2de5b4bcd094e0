import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { doors } from '../scripts/doors.ts'
import { compileCalendar, nationalHolidays } from '../src/calendar/index.ts'
import { childFile, codeLists, jsonSchema, recordNames, tierNames } from '../src/index.ts'
import { pair } from '../src/pairing/index.ts'
import { openCasework } from '../src/casework/index.ts'
import { disclose, purposes } from '../src/privacy/index.ts'
import { blankReport, type ChildRow, countyReport, publishable } from '../src/report/index.ts'
import { assess, compileRules, defaultRules, type Rule } from '../src/risk/index.ts'
import { planTimetable } from '../src/schedule/index.ts'
import { toICalendar } from '../src/schedule/ical.ts'
import { anyChildFile } from '../src/testing/arbitraries.ts'
import { child as countyChild, county, partition, session } from './casework/county.ts'
import { child, problemOf, volunteer } from './pairing/county.ts'
import { problem, school, session as sessionOf } from './schedule/cases.ts'

const asOf = '2026-09-15'
const calendar = compileCalendar({ national: nationalHolidays, from: '2025-01-01', to: '2027-01-01' })._unsafeUnwrap()
const src = new URL('../src/', import.meta.url)
const sources = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => ({ file, text: readFileSync(new URL(file, src), 'utf8') }))

/** Every name of a field in the schema of a record, at any depth. */
function fieldNames(schema: unknown): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return []
  const own =
    'properties' in schema && typeof schema.properties === 'object' ? Object.keys(schema.properties ?? {}) : []
  return [...own, ...Object.values(schema).flatMap(fieldNames)]
}

describe('childfile refuses', () => {
  it('1: to show a matter to somebody who may be its cause: every view is equal to the byte with and without it', () => {
    const workers = { childDirector: { id: 'w3', name: '张三' }, classTeacher: { id: 't1', name: '李四' } }
    const fileWith = (incidents: object) =>
      childFile({ id: 'c1', name: '王小明', birthDate: '2016-03-26', workers, incidents } as never)
    const matter = { observedOn: '2026-09-01', situations: ['violence'], words: 'CANARY', reporter: 'CANARY' }
    const causes = [{ role: 'worker', id: 'w3' }]
    const [plain, grave] = [fileWith({}), fileWith({ i1: { ...matter, possibleCauses: causes } })]
    const roles = [
      'worker',
      'supervisor',
      'teacher',
      'counsellor',
      'helper',
      'mother',
      'delegate',
      'protectionOfficer',
    ] as const
    let seen = 0
    for (const purpose of purposes)
      for (const role of roles)
        for (const relation of ['ownCase', 'area', 'helper', 'family', 'appointed', 'none'] as const) {
          const shown = (file: typeof plain, person: string) =>
            JSON.stringify(disclose(file, { purpose, role, relation, person, asOf }))
          expect(shown(grave, 'w3'), `${purpose} ${role} ${relation}`).toBe(shown(plain, 'w3'))
          if (shown(grave, 'w9') !== shown(plain, 'w9')) seen++
        }
    expect(seen).toBeGreaterThan(0)
  })
  it('1: to let a matter in which somebody may be the cause change who looks after a waiting child, or its plan', () => {
    const incident = (possibleCauses: unknown) => ({
      incidents: { i1: { possibleCauses } },
    })
    const workers = { classTeacher: { id: 't1' }, childDirector: { id: 'd1' } }
    const planFor = (change: object) => pair(problemOf([child('c1', 2, { workers, ...change })], []))._unsafeUnwrap()
    const [plain] = planFor({}).waiting
    const [suspected] = planFor(incident([{ role: 'worker', id: 't1' }])).waiting
    const [stranger] = planFor(incident([{ role: 'worker', id: 't9' }])).waiting
    expect(plain?.fallback).toEqual({ role: 'classTeacher', worker: 't1' })
    expect(suspected?.fallback).toEqual({ role: 'childDirector', worker: 'd1' })
    expect(stranger).toEqual(plain)
  })

  it('2: to erase under hold, or on one person’s word', async () => {
    const gone = { register: { registerState: 'exited', exitOn: '2020-01-01' } }
    const here = await county(openCasework, [countyChild('c1', gone)])
    const worker = session(here, 'w3', 'worker', 'care', { to: 'ownCase' })
    const supervisor = session(here, 's1', 'supervisor', 'care', { to: 'area', divisions: ['520526'] })
    const appointed = { to: 'appointed', children: ['c1'], by: 'boss' } as const
    const officer = session(here, 'p1', 'protectionOfficer', 'protection', appointed)
    const isThere = async () => (await here.casework.files.read(partition, 'c1')).isOk()
    expect((await officer.hold('c1', { ground: 'proceedings', to: 'none' })).isOk()).toBe(true)
    expect((await worker.erase('c1', 'withdrawn')).map(({ state }) => state).unwrapOr('accepted')).toBe('requested')
    expect(await isThere()).toBe(true)
    await supervisor.erase('c1', 'withdrawn')
    expect((await here.casework.settle(partition)).unwrapOr(1)).toBe(0)
    expect(await isThere()).toBe(true)
  })
  it('2: to erase on the word of one person who may approve, however often it is said', async () => {
    const gone = { register: { registerState: 'exited', exitOn: '2020-01-01' } }
    const here = await county(openCasework, [countyChild('c1', gone)])
    const area = { to: 'area', divisions: ['520526'] } as const
    const [one, other] = ['s1', 's2'].map((id) => session(here, id, 'supervisor', 'care', area))
    const answered = async (by = one) =>
      (await by?.erase('c1', 'withdrawn'))?.map(({ state }) => state).unwrapOr('requested')
    const isThere = async () => (await here.casework.files.read(partition, 'c1')).isOk()
    expect([await answered(), await answered(), await isThere()]).toEqual(['requested', 'requested', true])
    // The word of a second person does it.
    expect(await answered(other)).toBe('accepted')
    expect((await here.casework.settle(partition)).isOk()).toBe(true)
    expect(await isThere()).toBe(false)
  })

  it('3: to close a critical flag by itself, or to let one be put aside', () => {
    const broken: readonly Partial<Rule>[] = [{ autoClear: true }, { suppressible: { maxDays: 9, approvers: 2 } }]
    for (const change of broken)
      for (const [i, rule] of defaultRules.rules.entries()) {
        if (rule.tier !== 4) continue
        const rules = defaultRules.rules.with(i, { ...rule, ...change })
        const at = (found: readonly { readonly path: string }[]) => found.map(({ path }) => path)
        expect(compileRules({ ...defaultRules, rules }).match(() => [], at)).toEqual([
          `/rules/${i}/${Object.keys(change)[0]}`,
        ])
      }
  })

  it('4: to take unknown for no: what is not written down never lowers what could be', () => {
    fc.assert(
      fc.property(anyChildFile(), (file) => {
        const { tier, tierUpper } = assess(file, { asOf, calendar })
        const blank = assess(
          { ...file, visits: {}, incidents: {}, contacts: {}, delegate: 'notCollected' },
          { asOf, calendar },
        )
        return tier <= tierUpper && blank.tierUpper === 4
      }),
      { numRuns: 60 },
    )
  })
  it('4: to score an emergency away: the tier is that of the gravest flag, however many others there are', () => {
    fc.assert(
      fc.property(anyChildFile(), (file) => {
        const { tier, flags } = assess(file, { asOf, calendar })
        return tier === Math.max(0, ...flags.map((flag) => flag.tier))
      }),
      { numRuns: 60 },
    )
  })

  it('5: to compile a rule that reads a protected trait, of the child or of the parents', () => {
    const [rule] = defaultRules.rules
    for (const fact of [
      'child.ethnicity',
      'father.occupation',
      'mother.maritalStatus',
      'child.hukou',
      'father.politicalStatus',
    ])
      expect(
        compileRules({ ...defaultRules, rules: [{ ...rule, when: { op: 'known', fact } }] }).match(
          () => [],
          (problems) => problems.map(({ code }) => code),
        ),
        fact,
      ).toContain('protected-trait')
  })

  it('6: to rank or to set targets: no name at any door does, and the report has no list of givers', async () => {
    const names: string[] = []
    for (const { source } of doors) names.push(...Object.keys((await import(`../${source}`)) as object))
    expect(names.length).toBeGreaterThan(100)
    expect(
      names.filter((name) =>
        /ranking|rank(Child|Famil|Donor|Unit|Branch|Volunteer)|leaderboard|league|quota|donationTarget|bestDonor/i.test(
          name,
        ),
      ),
    ).toEqual([])
  })

  it('7: to pair against a child’s no, without a live clearance, with kin or staff of the case, whatever is set', () => {
    const paired = (c: object, v: object, change: object = {}) =>
      pair(
        problemOf([child('c1', 4, c)], [volunteer('v1', v)], {
          settings: {
            clearance: 'atStartThenRenew',
            checkMonths: 12,
            ageFrom: 18,
            ageTo: 80,
            distanceKm: 200,
            seats: 3,
          },
          ...change,
        }),
      )._unsafeUnwrap().totals.paired
    const said = (childAnswer: string) => ({
      consents: {
        k1: { capacity: 'mother', purposes: ['pairing'], on: '2026-03-01', until: '2027-09-01', childAnswer },
      },
    })
    const check = { outcome: 'clear', on: '2026-08-01', authority: 'notCollected', reference: 'notCollected' }
    expect(paired({}, {})).toBe(1)
    expect(paired(said('unwilling'), {})).toBe(0)
    for (const broken of ['none', 'notCollected', { ...check, outcome: 'hit' }, { ...check, on: '2024-01-01' }])
      expect(paired({}, { check: broken })).toBe(0)
    expect(paired({}, { kinOfChild: 'yes' }, { kin: [{ child: 'c1', volunteer: 'v1' }] })).toBe(0)
    expect(paired({}, { underConcern: 'yes' })).toBe(0)
    expect(paired({ workers: { counsellor: { id: 'v1', name: '甲' } } }, {})).toBe(0)
    expect(paired({ workers: { childDirector: { id: 'v1', name: '甲' } } }, {})).toBe(0)
  })

  it('8: to print a diagnosis, or to put counselling into a timetable or a calendar', async () => {
    const list = [sessionOf('talk', { kind: 'counselling', form: 'oneToOne' })]
    const plan = planTimetable(problem({ sessions: list, schools: [school('A')] }))._unsafeUnwrap()
    expect(plan.placements).toEqual([])
    const files = await toICalendar(
      { timetable: { sessions: list, schools: [school('A')], placements: plan.placements } },
      { language: 'zh', stamp: '2026-09-14T00:30:00Z' as never, sequence: 0 },
    )
    expect(
      files
        ._unsafeUnwrap()
        .schools.map(({ text }) => text)
        .join(''),
    ).not.toMatch(/心理|咨询|辅导|counsel/i)
    const texts = defaultRules.rules.flatMap(({ says, rationale }) => [says, rationale])
    for (const { zh, en } of texts) {
      expect(zh).not.toMatch(/确诊|抑郁症|焦虑症|精神病|自闭症|多动症/)
      expect(en).not.toMatch(/suffers from|is depressed|has depression|anxiety disorder|mentally ill/i)
    }
  })

  it('9: to name a status, a tier or a hardship in the calendar of a school', async () => {
    const typed = [
      sessionOf('s1', { kind: 'activity', activity: { other: '低保户 留守儿童 困难' }, form: { other: '孤儿' } }),
    ]
    const { placements } = planTimetable(problem({ sessions: typed, schools: [school('A')] }))._unsafeUnwrap()
    const files = await toICalendar(
      { timetable: { sessions: typed, schools: [school('A')], placements } },
      { language: 'zh', stamp: '2026-09-14T00:30:00Z' as never, sequence: 0 },
    )
    const words = [
      '留守',
      ...codeLists.hardships.rows.map(({ zh }) => zh),
      ...tierNames.map(({ zh }) => zh),
      '孤儿',
      '低保',
      '困难',
    ]
    const { schools } = files._unsafeUnwrap()
    expect(schools.flatMap(({ text }) => text.match(/BEGIN:VEVENT/g) ?? [])).toHaveLength(placements.length)
    expect(placements.length).toBeGreaterThan(0)
    for (const { id, text } of schools)
      for (const word of words) expect(`${id} ${text.replaceAll('\r\n ', '')}`).not.toContain(word)
  })

  it('10: to show a small group in a report', () => {
    const row: ChildRow = {
      township: '甲镇',
      age: 9,
      leftBehind: 'yes',
      tier: 4,
      tierUpper: 4,
      flags: [],
      visitDaysLate: 3,
      pair: 'waiting',
      topics: [],
    }
    const many = Array.from({ length: 40 }, (): ChildRow => ({ ...row, tier: 0, visitDaysLate: -5, pair: 'active' }))
    const report = countyReport({
      ...blankReport,
      county: { zh: '甲县', en: 'A' },
      asOf,
      children: [row, ...many, ...many.map((one) => ({ ...one, township: '乙镇' }))],
    })
    const shown = report.townships.flatMap(({ bands, visitsLate, waiting }) => [...bands, visitsLate, waiting])
    expect(new Set(report.townships.map(({ total }) => total))).toEqual(new Set([41, 40]))
    expect(shown.filter((count) => count === 1)).toEqual([])
    expect(shown).toContain(undefined)
  })

  it('10: to publish a change by which one child can be told', () => {
    const of = (count: number) => [{ values: { township: '甲镇' }, count }]
    const tables = [['township']]
    const first = publishable(of(11), { asOf: '2026-08-31', tables })._unsafeUnwrap()
    const next = publishable(of(12), { asOf, tables, before: [first] })._unsafeUnwrap()
    expect([first, next].map(({ counts }) => counts[0]?.count)).toEqual([10, 10])
    // One child more in the first of two townships shows in neither; rounded anew, it would.
    const both = (count: number) => [...of(count), { values: { township: '乙镇' }, count: 4 }]
    const [seven, eight] = [
      publishable(both(7), { asOf: '2026-08-31', tables }),
      publishable(both(8), { asOf, tables }),
    ]
    const after = seven.andThen((before) => publishable(both(8), { asOf, tables, before: [before] }))
    const printed = [seven, after, eight].map((one) => one._unsafeUnwrap().counts.map(({ count }) => count))
    expect(printed).toEqual([
      [5, 5],
      [5, 5],
      [5, 10],
    ])
  })

  it('11: to hold places of a device, biometrics, chats or photographs, or to send anything anywhere', () => {
    const fields = recordNames.flatMap((name) => fieldNames(jsonSchema(name)))
    expect(fields.length).toBeGreaterThan(300)
    const forbidden =
      /gps|geoloc|track(?!ed)|fingerprint|face|iris|voiceprint|biometr|chat|image|selfie|video(?!$)|^position$|bluetooth|imei/i
    expect(fields.filter((name) => forbidden.test(name))).toEqual([])
    const network =
      /\b(fetch|XMLHttpRequest|WebSocket|EventSource|sendBeacon|RTCPeerConnection)\s*\(|node:(http|https|net|tls|dgram|http2|dns)/
    expect(sources.filter(({ text }) => network.test(text)).map(({ file }) => file)).toEqual([])
    expect(childFile({ id: 'c1', name: '李小花' }).photo).toBe('notCollected')
  })
})
