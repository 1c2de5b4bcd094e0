import fc from 'fast-check'
import { addDays, type PlainDate } from '../../src/date.ts'
import { type ChildFile, childFile, codeLists } from '../../src/records/index.ts'

/** The day that the tests ask. */
export const asOf: PlainDate = '2026-09-15'

type Draft = Readonly<Record<string, unknown>>
type Fields = Readonly<Record<string, fc.Arbitrary<unknown>>>

/** Days around the day asked, close ones more often. */
export const dates: fc.Arbitrary<PlainDate> = fc
  .oneof(
    { weight: 3, arbitrary: fc.integer({ min: -40, max: 0 }) },
    { weight: 3, arbitrary: fc.integer({ min: -420, max: 40 }) },
    { weight: 1, arbitrary: fc.constantFrom(-366, -365, -101, -100, -31, -30, -8, -7, 0, 1) },
  )
  .map((days) => addDays(asOf, days))

/** Days up to the day asked: what fills an open question was not written down later. */
const pastDates = dates.map((date): PlainDate => (date > asOf ? asOf : date))

const births = fc.integer({ min: -18 * 366, max: -200 }).map((days) => addDays(asOf, days))
const adultBirths = fc.integer({ min: -85 * 365, max: -12 * 365 }).map((days) => addDays(asOf, days))

const keys = (list: { readonly rows: readonly { readonly key: string }[] }) => list.rows.map(({ key }) => key)
const codes = (list: { readonly rows: readonly { readonly key: string }[] }, ...more: readonly string[]) =>
  fc.constantFrom(...keys(list), ...more)
const sets = (list: { readonly rows: readonly { readonly key: string }[] }) =>
  fc.oneof(
    { weight: 1, arbitrary: fc.constant('none') },
    { weight: 3, arbitrary: fc.uniqueArray(codes(list), { minLength: 1, maxLength: 2 }) },
    { weight: 1, arbitrary: fc.constant([{ other: '其他' }]) },
  )
const yesNo = fc.constantFrom('yes', 'no')
const sighting = fc.oneof(
  { weight: 1, arbitrary: fc.constant('seen') },
  { weight: 24, arbitrary: fc.constant('notSeen') },
  { weight: 5, arbitrary: fc.constant('notChecked') },
)
const dateOrNone = fc.oneof({ weight: 2, arbitrary: dates }, { weight: 1, arbitrary: fc.constant('none') })

const family = {
  father: { recordedOn: dates, status: codes(codeLists.parentStatuses, 'none') },
  mother: { recordedOn: dates, status: codes(codeLists.parentStatuses, 'none') },
  delegation: {
    recordedOn: dates,
    agreement: yesNo,
    childHeard: yesNo,
    noticeToSchoolOn: dateOrNone,
    noticeToVillageOn: dateOrNone,
  },
  care: {
    recordedOn: dates,
    actualCarer: codes(codeLists.actualCarers),
    guardianshipType: codes(codeLists.guardianshipTypes),
    guardianshipRating: codes(codeLists.guardianshipRatings),
    improperCare: sets(codeLists.improperCares),
    livesAlone: yesNo,
  },
  schooling: { recordedOn: dates, status: codes(codeLists.schoolingStates) },
  conduct: { recordedOn: dates, behaviours: sets(codeLists.behaviours) },
} as const satisfies Record<string, Fields>

const delegate: Fields = {
  recordedOn: dates,
  relation: codes(codeLists.relations),
  birthDate: adultBirths,
  age: fc.integer({ min: 10, max: 90 }),
  health: codes(codeLists.healthStates),
  selfSupporting: yesNo,
  exclusions: sets(codeLists.delegateExclusions),
}
const condition: Fields = {
  what: codes(codeLists.illnesses),
  status: codes(codeLists.conditionStates),
  treated: yesNo,
}
const guardian: Fields = { since: dates, until: dateOrNone }

const events = {
  contacts: { on: dates, channel: codes(codeLists.contactChannels), withChild: yesNo, withDelegate: yesNo },
  visits: {
    on: dates,
    childSeen: yesNo,
    spokenAlone: codes(codeLists.spokenAloneAnswers),
    mood: fc.integer({ min: 1, max: 5 }),
  },
  incidents: {
    observedOn: dates,
    situations: sets(codeLists.situations),
    emergencies: sets(codeLists.emergencies),
    closedOn: dateOrNone,
  },
  measurements: { on: dates, armMm: fc.integer({ min: 100, max: 150 }), oedema: yesNo },
  screenings: {
    on: dates,
    total: fc.integer({ min: 0, max: 27 }),
    answers: fc.dictionary(
      fc.constantFrom('1', '2', '9'),
      fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constant('notAnswered')),
      {
        noNullPrototype: true,
      },
    ),
  },
  attendance: {
    on: dates,
    session: fc.constantFrom('none', 'none', 's1'),
    state: codes(codeLists.attendanceStates),
    days: fc.integer({ min: 1, max: 12 }),
  },
} as const satisfies Record<string, Fields>

/** An object of which any field may be missing or contested. */
const partly = (fields: Fields): fc.Arbitrary<Draft> =>
  fc.record(
    Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [
        name,
        fc.oneof({ weight: 9, arbitrary: value }, { weight: 1, arbitrary: fc.constant('contested') }),
      ]),
    ),
    { requiredKeys: [] },
  )

const whole = (fields: Fields): fc.Arbitrary<Draft> => fc.record(fields)

const records = (entry: fc.Arbitrary<unknown>, maxKeys = 3): fc.Arbitrary<Draft> =>
  fc.dictionary(fc.constantFrom('a', 'b', 'c', '10', '9'), entry, { maxKeys, noNullPrototype: true })

const checklist = fc.record(
  {
    situations: fc.record(Object.fromEntries(keys(codeLists.situations).map((key) => [key, sighting])), {
      requiredKeys: [],
    }),
    emergencies: fc.record(Object.fromEntries(keys(codeLists.emergencies).map((key) => [key, sighting])), {
      requiredKeys: [],
    }),
  },
  { requiredKeys: [] },
)

const orNone = (value: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 3, arbitrary: value }, { weight: 1, arbitrary: fc.constantFrom('none', 'contested') })

/** What no rule may read; changing it changes no byte. */
export const protectedParts: fc.Arbitrary<Draft> = fc.record(
  {
    name: fc.constantFrom('李小花', '王军', '阿依古丽'),
    sex: codes(codeLists.sexes),
    ethnicity: codes(codeLists.ethnicities),
    hukouNature: codes(codeLists.hukouNatures),
    hukouDivision: fc.constantFrom('52', '520526'),
    hukouAddress: fc.constant('某村3组'),
    idNumber: fc.constantFrom('none', '110101201603260018'),
    registered: yesNo,
  },
  { requiredKeys: [] },
)

const claims = fc
  .uniqueArray(births, { minLength: 2, maxLength: 2 })
  .map((days) => ({ '/birthDate': days.map((value) => ({ value, source: 'sheet', on: asOf })) }))

const health = (condition: fc.Arbitrary<unknown>): Fields => ({
  recordedOn: dates,
  status: codes(codeLists.healthStates),
  illnesses: orNone(records(condition, 2)),
  medicalInsurance: sets(codeLists.medicalInsurances),
  disability: orNone(partly({ level: codes(codeLists.disabilityLevels), certNo: fc.constant('none') })),
  mind: orNone(partly({ recordedOn: dates, selfHarm: yesNo, conditions: orNone(records(condition, 2)) })),
})

const withInstrument = (entry: fc.Arbitrary<Draft>) =>
  fc
    .tuple(entry, fc.constantFrom('PHQ-9', 'PHQ-A', 'GAD-7', 'K6', 'PSC-17'))
    .map(([rest, instrument]) => ({ ...rest, instrument }))

const withChecklist = (entry: fc.Arbitrary<Draft>) =>
  fc.tuple(entry, checklist).map(([rest, checks]) => ({ ...rest, ...checks }))

const parts: Fields = {
  birthDate: births,
  residenceDivision: fc.constantFrom('52', '520526', '520526113205', '510100'),
  ...Object.fromEntries(Object.entries(family).map(([name, fields]) => [name, partly(fields)])),
  delegate: orNone(partly(delegate)),
  guardians: orNone(records(partly(guardian), 2)),
  health: partly(health(partly(condition))),
  contacts: records(partly(events.contacts)),
  visits: records(withChecklist(partly(events.visits))),
  incidents: fc.oneof(
    { weight: 4, arbitrary: fc.constant({}) },
    { weight: 1, arbitrary: records(partly(events.incidents), 2) },
  ),
  measurements: records(partly(events.measurements), 2),
  screenings: records(withInstrument(partly(events.screenings)), 2),
  attendance: records(partly(events.attendance), 2),
}

const fileOf = (draft: Draft): ChildFile => childFile({ ...draft, id: 'c1', name: '李小花' })

/** Files in which anything may be missing, contested, stale, in words, or written down only after the day asked. */
export const files: fc.Arbitrary<ChildFile> = fc
  .tuple(fc.record(parts, { requiredKeys: [] }), fc.option(claims, { freq: 9 }))
  .map(([draft, claimed]) => fileOf(claimed ? { ...draft, birthDate: 'contested', claims: claimed } : draft))

/** One full value for every field, to fill up a file with. */
export const fillings: fc.Arbitrary<Draft> = fc.record({
  birthDate: births,
  residenceDivision: fc.constantFrom('520526113205', '510100101201'),
  ...Object.fromEntries(Object.entries(family).map(([name, fields]) => [name, whole(fields)])),
  delegate: whole(delegate),
  health: whole(health(whole(condition))),
  contacts: whole({ ...events.contacts, on: pastDates }),
  incidents: whole(events.incidents),
  screenings: whole(events.screenings),
  attendance: whole({ ...events.attendance, on: pastDates }),
})

export { fileOf }
