import { isKnown } from '../src/absent.ts'
import { compileCalendar, nationalHolidays } from '../src/calendar/index.ts'
import { addDays, daysBetween, type PlainDate } from '../src/date.ts'
import { type ChildFile, childFile, codeLists, type FileDraft, parseFile, reachesAgeOn } from '../src/records/index.ts'
import { LogicEngine } from 'json-logic-engine'
import { Engine, type TopLevelCondition } from 'json-rules-engine'
import { type Assessment, assess, compileRules, defaultRules, factColumns } from '../src/risk/index.ts'
import { swept } from '../src/risk/sweep/sweep.ts'

// What it costs to assess a file: ten of the default rules against the same ten written by hand with their reasons, and against two rules
// engines; bits, columns, and all of the default rules. The ways are checked to fire and to miss the same, path by path, before anything is
// measured. The rules by hand were written before the code was made faster, and are not changed. By hand nothing is said about since when, about the deadline, the next change or the parameters, and evidence is what
// the author picked, not what a filter proved to be minimal.
// Run: node bench/risk.ts

const count = 2000
const asOf: PlainDate = '2026-09-15'
const calendar = compileCalendar({ national: nationalHolidays, from: '2026-01-01', to: '2027-01-01' })._unsafeUnwrap()

const chosen = [
  'guardianship.carer-excluded',
  'safety.violence',
  'school.not-in-school',
  'guardianship.no-notice',
  'guardianship.rating-poor',
  'guardianship.improper-care',
  'health.untreated',
  'conduct.serious',
  'guardianship.no-agreement',
  'entitlement.no-insurance',
]
const few = compileRules({
  ...defaultRules,
  id: 'bench',
  rules: defaultRules.rules.filter(({ id }) => chosen.includes(id)),
})._unsafeUnwrap()

let seed = 4711
const random = (below: number): number => {
  seed ^= seed << 13
  seed ^= seed >>> 17
  seed ^= seed << 5
  return (seed >>> 0) % below
}
const pick = (...values: readonly unknown[]): unknown => values[random(values.length)]
const maybe = <T>(value: T): T | 'notCollected' => (random(5) === 0 ? 'notCollected' : value)
const day = (back: number): PlainDate => addDays(asOf, -random(back))

function draft(id: string): FileDraft {
  const recordedOn = day(300)
  const sighting = () =>
    pick('notSeen', 'notSeen', 'notSeen', 'notSeen', 'notChecked', random(60) === 0 ? 'seen' : 'notSeen')
  const situations = () => Object.fromEntries(codeLists.situations.rows.map(({ key }) => [key, sighting()]))
  const visit = () => ({
    on: day(200),
    childSeen: pick('yes', 'yes', 'no'),
    spokenAlone: pick('yes', 'yes', 'carerPresent'),
    situations: situations(),
  })
  return {
    id,
    name: '李小花',
    birthDate: maybe(addDays(asOf, -1000 - random(4500))),
    father: { recordedOn, status: maybe('awayWorking') },
    mother: { recordedOn, status: maybe(pick('awayWorking', 'homeIncapable', 'homeCapable')) },
    delegate:
      random(40) === 0
        ? 'none'
        : { recordedOn, health: maybe('healthy'), exclusions: maybe(pick('none', 'none', 'none', ['vices'])) },
    delegation: {
      recordedOn,
      agreement: maybe(pick('yes', 'yes', 'no')),
      noticeToVillageOn: maybe(pick('none', day(400))),
      noticeToSchoolOn: maybe(pick('none', day(400))),
    },
    care: {
      recordedOn,
      guardianshipRating: maybe(pick('good', 'good', 'fair', 'poor')),
      improperCare: maybe(pick('none', 'none', ['internet'])),
    },
    schooling: {
      recordedOn: day(150),
      status: maybe(pick('primary', 'primary', 'juniorSecondary', 'notEntered', 'droppedOut')),
    },
    conduct: { recordedOn, behaviours: maybe(pick('none', 'none', ['theft'], ['internet'])) },
    health: {
      recordedOn,
      illnesses: maybe(pick('none', 'none', { e1: { status: 'active', treated: maybe(pick('yes', 'no')) } })),
      medicalInsurance: maybe(pick(['resident'], ['resident'], 'none')),
    },
    contacts: { k1: { on: day(40), channel: 'phone' } },
    visits: { v1: visit(), ...(random(2) === 0 ? { v2: visit() } : {}) },
  } as FileDraft
}
const files = Array.from({ length: count }, (_, i) => childFile(draft(`c${i}`)))

/** What both ways say: rules that fire with the paths of their evidence, rules in doubt with the paths that are missing. */
interface Said {
  tier: number
  readonly flags: {
    readonly rule: string
    readonly evidence: readonly { path: string; value: unknown }[]
    readonly text: string
  }[]
  readonly gaps: { readonly rule: string; readonly missing: readonly string[]; readonly text: string }[]
}

const serious = new Set([
  'brawling',
  'weapons',
  'assault',
  'theft',
  'obscenity',
  'prostitution',
  'drugs',
  'heavyGambling',
  'otherSerious',
])
const improper = new Set(codeLists.improperCares.rows.map(({ key }) => key as string).filter((key) => key !== 'abuse'))
const notAtSchool = new Set(['notEntered', 'droppedOut', 'notAtSchool', 'none'])

/** The ten rules as a careful author would write them for this shape of file: dated sections and visits, no words, no incidents. */
function byHand(file: ChildFile): Said {
  const said: Said = { tier: 0, flags: [], gaps: [] }
  const fire = (rule: string, tier: number, text: string, ...evidence: { path: string; value: unknown }[]): void => {
    said.flags.push({ rule, evidence, text })
    if (tier > said.tier) said.tier = tier
  }
  const ask = (rule: string, text: string, ...missing: string[]): void => {
    said.gaps.push({ rule, missing, text })
  }
  const { delegate, delegation, care, schooling, health, conduct, visits, birthDate } = file

  let last: readonly [id: string, on: PlainDate, seen: boolean] | undefined
  for (const [id, visit] of Object.entries(visits)) {
    if (!isKnown(visit.on)) continue
    const seen = visit.situations.violence === 'seen'
    const proved = visit.situations.violence === 'notSeen' && visit.spokenAlone === 'yes'
    if (!seen && !proved) continue
    if (!last || visit.on > last[1] || (visit.on === last[1] && seen && !last[2])) last = [id, visit.on, seen]
  }
  if (last?.[2])
    fire('safety.violence', 4, 'violence was seen', { path: `/visits/${last[0]}/situations/violence`, value: 'seen' })
  else if (!last || daysBetween(last[1], asOf) > 100) ask('safety.violence', 'violence: not looked for', '/visits')

  if (typeof delegate === 'object') {
    if (!isKnown(delegate.exclusions))
      ask('guardianship.carer-excluded', 'exclusions: not asked', '/delegate/exclusions')
    else if (delegate.exclusions !== 'none')
      fire('guardianship.carer-excluded', 4, 'the carer is excluded', {
        path: '/delegate/exclusions',
        value: delegate.exclusions,
      })
    const state = schooling.status
    const school = delegation.noticeToSchoolOn
    const village = delegation.noticeToVillageOn
    const outside = typeof state === 'string' && isKnown(state) ? notAtSchool.has(state) : undefined
    if (village === 'none')
      fire(
        'guardianship.no-notice',
        2,
        'no notice',
        { path: '/delegation/noticeToVillageOn', value: village },
        { path: '/delegate', value: undefined },
      )
    else if (school === 'none' && outside === false)
      fire(
        'guardianship.no-notice',
        2,
        'no notice',
        { path: '/delegation/noticeToSchoolOn', value: school },
        { path: '/schooling/status', value: state },
        { path: '/delegate', value: undefined },
      )
    else {
      const missing: string[] = []
      if (!isKnown(village)) missing.push('/delegation/noticeToVillageOn')
      if ((school === 'none' && outside === undefined) || (!isKnown(school) && outside !== true)) {
        if (!isKnown(school)) missing.push('/delegation/noticeToSchoolOn')
        if (outside === undefined) missing.push('/schooling/status')
      }
      if (missing.length > 0) ask('guardianship.no-notice', 'notice: not known', ...missing)
    }
    if (!isKnown(delegation.agreement))
      ask('guardianship.no-agreement', 'agreement: not known', '/delegation/agreement')
    else if (delegation.agreement === 'no')
      fire(
        'guardianship.no-agreement',
        1,
        'no agreement',
        { path: '/delegation/agreement', value: 'no' },
        { path: '/delegate', value: undefined },
      )
  }

  if (!isKnown(care.guardianshipRating))
    ask('guardianship.rating-poor', 'rating: not known', '/care/guardianshipRating')
  else if (care.guardianshipRating === 'poor')
    fire('guardianship.rating-poor', 2, 'rated as poor', { path: '/care/guardianshipRating', value: 'poor' })
  const wrong = care.improperCare
  if (!isKnown(wrong)) ask('guardianship.improper-care', 'improper care: not known', '/care/improperCare')
  else if (wrong !== 'none' && wrong.some((one) => typeof one === 'string' && improper.has(one)))
    fire('guardianship.improper-care', 2, 'improper care', { path: '/care/improperCare', value: wrong })

  const state = schooling.status
  if (!isKnown(state)) {
    if (!isKnown(birthDate)) ask('school.not-in-school', 'school: not known', '/schooling/status', '/birthDate')
    else if (asOf <= reachesAgeOn(birthDate, 16)) ask('school.not-in-school', 'school: not known', '/schooling/status')
  } else if (state === 'droppedOut' || state === 'notEntered' || state === 'notAtSchool') {
    if (!isKnown(birthDate)) ask('school.not-in-school', 'birth date: not known', '/birthDate')
    else if (
      state === 'droppedOut'
        ? asOf <= reachesAgeOn(birthDate, 16)
        : asOf >= reachesAgeOn(birthDate, 7) && asOf <= reachesAgeOn(birthDate, 15)
    )
      fire(
        'school.not-in-school',
        3,
        'not at school',
        { path: '/schooling/status', value: state },
        { path: '/birthDate', value: birthDate },
      )
  }

  if (!isKnown(health.illnesses)) ask('health.untreated', 'illnesses: not known', '/health/illnesses')
  else if (health.illnesses !== 'none')
    for (const [id, { status, treated }] of Object.entries(health.illnesses)) {
      if (status !== 'active') continue
      if (!isKnown(treated)) ask('health.untreated', 'treatment: not known', `/health/illnesses/${id}/treated`)
      else if (treated === 'no')
        fire(
          'health.untreated',
          2,
          'not treated',
          { path: `/health/illnesses/${id}/status`, value: status },
          { path: `/health/illnesses/${id}/treated`, value: treated },
        )
    }
  if (!isKnown(health.medicalInsurance))
    ask('entitlement.no-insurance', 'insurance: not known', '/health/medicalInsurance')
  else if (health.medicalInsurance === 'none')
    fire('entitlement.no-insurance', 1, 'no insurance', { path: '/health/medicalInsurance', value: 'none' })

  const { behaviours } = conduct
  if (!isKnown(behaviours)) ask('conduct.serious', 'behaviour: not known', '/conduct/behaviours')
  else if (behaviours !== 'none' && behaviours.some((one) => typeof one === 'string' && serious.has(one)))
    fire('conduct.serious', 2, 'behaviour', { path: '/conduct/behaviours', value: behaviours })
  return said
}

type Paths = readonly (readonly [rule: string, ...paths: string[]])[]
const sorted = (list: Paths): string => JSON.stringify([...list].sort((a, b) => (a[0] < b[0] ? -1 : 1)))
const outcome = (flags: Paths, gaps: Paths): string => `${sorted(flags)} ${sorted(gaps)}`
const ofHand = (said: Said): string =>
  outcome(
    said.flags.map(({ rule, evidence }) => [
      rule,
      ...evidence.map(({ path }) => path).sort((a, b) => (a < b ? -1 : 1)),
    ]),
    said.gaps.map(({ rule, missing }) => [rule, ...[...missing].sort((a, b) => (a < b ? -1 : 1))]),
  )
const ofRules = (found: Assessment): string =>
  outcome(
    found.flags.map(({ rule, evidence }) => [
      rule,
      ...evidence.map(({ path }) => path).sort((a, b) => (a < b ? -1 : 1)),
    ]),
    found.gaps.map(({ rule, missing }) => [rule, ...missing.map(({ path }) => path).sort((a, b) => (a < b ? -1 : 1))]),
  )
let flags = 0
for (const file of files) {
  const [hand, rules] = [byHand(file), assess(file, { asOf, calendar, rules: few })]
  flags += hand.flags.length
  if (ofHand(hand) !== ofRules(rules) || hand.tier !== rules.tier)
    throw new Error(`the two ways differ on ${file.id}:\n${ofHand(hand)}\n${ofRules(rules)}`)
}

/** Microseconds of processor time per file: the least of several passes, the two ways in turn. */
function measure(...ways: readonly ((file: ChildFile) => unknown)[]): readonly number[] {
  const least = ways.map(() => Infinity)
  for (let pass = 0; pass < 9; pass++)
    ways.forEach((way, i) => {
      const before = process.cpuUsage()
      for (const file of files) way(file)
      const { user, system } = process.cpuUsage(before)
      least[i] = Math.min(least[i]!, (user + system) / files.length)
    })
  return least
}

/** What the ten rules ask, laid out flat, as a caller of a rules engine would have to do first; that time is not counted. */
const flat = files.map((file) => {
  const { delegate, delegation, care, schooling, health, conduct, birthDate } = file
  const orNull = <T>(value: T): T | null => (isKnown(value) ? value : null)
  const codes = (value: unknown): readonly unknown[] | null =>
    Array.isArray(value) ? value : value === 'none' ? [] : null
  const said = byHand(file)
  const fired = (rule: string): boolean => said.flags.some((flag) => flag.rule === rule)
  return {
    delegated: typeof delegate === 'object',
    exclusions: typeof delegate === 'object' ? orNull(delegate.exclusions) : null,
    violence: fired('safety.violence') ? 'seen' : null,
    state: orNull(schooling.status),
    school: orNull(delegation.noticeToSchoolOn),
    village: orNull(delegation.noticeToVillageOn),
    agreement: orNull(delegation.agreement),
    rating: orNull(care.guardianshipRating),
    improper: codes(care.improperCare),
    behaviours: codes(conduct.behaviours),
    insurance: orNull(health.medicalInsurance),
    untreated:
      typeof health.illnesses === 'object' &&
      Object.values(health.illnesses).some(({ status, treated }) => status === 'active' && treated === 'no'),
    from7: isKnown(birthDate) ? asOf >= reachesAgeOn(birthDate, 7) : null,
    past15: isKnown(birthDate) ? asOf > reachesAgeOn(birthDate, 15) : null,
    past16: isKnown(birthDate) ? asOf > reachesAgeOn(birthDate, 16) : null,
  }
})
type Flat = (typeof flat)[number]

const is = (name: string, value: unknown) => ({ '===': [{ var: name }, value] })
const given = (name: string) => ({ '!==': [{ var: name }, null] })
const among = (name: string, values: readonly string[]) => ({ in: [{ var: name }, values] })
const has = (name: string, values: readonly string[]) => ({ some: [{ var: name }, { in: [{ var: '' }, values] }] })
const outside = ['notEntered', 'droppedOut', 'notAtSchool', 'none']

/** The ten rules for json-logic-engine, with guards against null written by hand, as it takes null for 0 and unknown for no. */
const logic: Readonly<Record<string, object>> = {
  'guardianship.carer-excluded': {
    and: [is('delegated', true), given('exclusions'), { '!==': [{ var: 'exclusions' }, 'none'] }],
  },
  'safety.violence': is('violence', 'seen'),
  'school.not-in-school': {
    or: [
      { and: [is('state', 'droppedOut'), is('past16', false)] },
      { and: [among('state', ['notEntered', 'notAtSchool']), is('from7', true), is('past15', false)] },
    ],
  },
  'guardianship.no-notice': {
    and: [
      is('delegated', true),
      {
        or: [
          is('village', 'none'),
          { and: [is('school', 'none'), given('state'), { '!': [among('state', outside)] }] },
        ],
      },
    ],
  },
  'guardianship.rating-poor': is('rating', 'poor'),
  'guardianship.improper-care': { and: [given('improper'), has('improper', [...improper])] },
  'health.untreated': is('untreated', true),
  'conduct.serious': { and: [given('behaviours'), has('behaviours', [...serious])] },
  'guardianship.no-agreement': { and: [is('delegated', true), is('agreement', 'no')] },
  'entitlement.no-insurance': is('insurance', 'none'),
}
const engine = new LogicEngine()
const compiled = Object.entries(logic).map(
  ([rule, tree]) => [rule, engine.build(tree) as (data: Flat) => unknown] as const,
)
const byLogic = (data: Flat): readonly string[] => compiled.flatMap(([rule, run]) => (run(data) ? [rule] : []))
files.forEach((file, i) => {
  const wanted = new Set(byHand(file).flags.map(({ rule }) => rule))
  const found = byLogic(flat[i]!)
  if (found.length !== wanted.size || !found.every((rule) => wanted.has(rule)))
    throw new Error(`json-logic-engine differs on ${file.id}: ${[...wanted].join()} and ${found.join()}`)
})

const equal = (fact: string, value: unknown) => ({ fact, operator: 'equal', value })
const anyOf = (fact: string, values: readonly string[]) => ({ fact, operator: 'anyOf', value: [...values] })

/** The same rules once more for json-rules-engine, which answers later and in the order of its own queue. */
const conditionsOf: Readonly<Record<string, TopLevelCondition>> = {
  'guardianship.carer-excluded': {
    all: [
      equal('delegated', true),
      { fact: 'exclusions', operator: 'notEqual', value: null },
      { fact: 'exclusions', operator: 'notEqual', value: 'none' },
    ],
  },
  'safety.violence': { all: [equal('violence', 'seen')] },
  'school.not-in-school': {
    any: [
      { all: [equal('state', 'droppedOut'), equal('past16', false)] },
      { all: [anyOf('state', ['notEntered', 'notAtSchool']), equal('from7', true), equal('past15', false)] },
    ],
  },
  'guardianship.no-notice': {
    all: [
      equal('delegated', true),
      {
        any: [
          equal('village', 'none'),
          {
            all: [
              equal('school', 'none'),
              { fact: 'state', operator: 'notEqual', value: null },
              { not: anyOf('state', outside) },
            ],
          },
        ],
      },
    ],
  },
  'guardianship.rating-poor': { all: [equal('rating', 'poor')] },
  'guardianship.improper-care': { all: [anyOf('improper', [...improper])] },
  'health.untreated': { all: [equal('untreated', true)] },
  'conduct.serious': { all: [anyOf('behaviours', [...serious])] },
  'guardianship.no-agreement': { all: [equal('delegated', true), equal('agreement', 'no')] },
  'entitlement.no-insurance': { all: [equal('insurance', 'none')] },
}
const queued = new Engine(Object.entries(conditionsOf).map(([type, conditions]) => ({ conditions, event: { type } })))
queued.addOperator('anyOf', (found: unknown, values: readonly string[]) =>
  (Array.isArray(found) ? found : [found]).some((one) => values.includes(one as string)),
)
const byQueue = async (data: Flat): Promise<readonly string[]> =>
  (await queued.run(data)).events.map(({ type }) => type)
async function measureQueue(): Promise<number> {
  let least = Infinity
  for (let pass = 0; pass < 3; pass++) {
    const before = process.cpuUsage()
    for (const data of flat) await byQueue(data)
    const { user, system } = process.cpuUsage(before)
    least = Math.min(least, (user + system) / flat.length)
  }
  return least
}

const flatOf = new Map(files.map((file, i) => [file, flat[i]!]))
const bits = swept({ asOf, calendar, rules: few, mode: 'bits' })
const allBits = swept({ asOf, calendar, mode: 'bits' })
const [hand = 0, json = 0, ten = 0, tenBits = 0, all = 0, everyBit = 0, read = 0] = measure(
  byHand,
  (file) => byLogic(flatOf.get(file)!),
  (file) => assess(file, { asOf, calendar, rules: few }),
  (file) => bits(file),
  (file) => assess(file, { asOf, calendar }),
  (file) => allBits(file),
  parseFile,
)

const columnsOf = (rules?: typeof few): number => {
  const columns = factColumns(rules)
  for (const file of files) columns.put(file, asOf)
  let least = Infinity
  for (let pass = 0; pass < 40; pass++) {
    const before = process.cpuUsage()
    for (let again = 0; again < 5; again++) columns.verdicts(asOf)
    const { user, system } = process.cpuUsage(before)
    least = Math.min(least, (user + system) / files.length / 5)
  }
  return least
}
const [tenColumns, allColumns] = [columnsOf(few), columnsOf()]

// Last, as it leaves much to be swept up.
for (const [i, file] of files.entries()) {
  const wanted = new Set(byHand(file).flags.map(({ rule }) => rule))
  const found = await byQueue(flat[i]!)
  if (found.length !== wanted.size || !found.every((rule) => wanted.has(rule)))
    throw new Error(`json-rules-engine differs on ${file.id}: ${[...wanted].join()} and ${found.join()}`)
}
const queue = await measureQueue()

const row = (way: string, us: number, bar = '') => ({
  way,
  'us per file': us.toFixed(2),
  'of by hand': (us / hand).toFixed(2),
  bar,
})
console.table([
  row('ten rules by hand, with reasons', hand),
  row('ten rules, json-logic-engine, no reasons', json, 'by hand 2.4 times as fast'),
  row('ten rules, json-rules-engine, no reasons', queue),
  row('ten rules, assess, all reasons', ten, '1.30'),
  row('ten rules, bits, reading the file checked', tenBits - read, '0.90'),
  row('ten rules, asked again in columns', tenColumns, '0.60'),
  row(`all ${defaultRules.rules.length} rules, assess`, all),
  row(`all ${defaultRules.rules.length} rules, bits, reading the file checked`, everyBit - read),
  row(`all ${defaultRules.rules.length} rules, asked again in columns`, allColumns),
  row('checking a file', read),
])
const times = (other: number, own: number): string => (other / own).toFixed(1)
console.log(`${count} files, ${flags} flags of the ten rules, equal on every file path by path`)
console.log(
  `json-logic-engine takes ${times(json, tenBits - read)} times as long as bits (bar 2), ${times(json, tenColumns)} times as long as columns`,
)
console.log(
  `json-rules-engine takes ${times(queue, tenBits - read)} times as long as bits (bar 100), ${times(queue, ten)} times as long as assess`,
)
