import { describe, expect, it } from 'vitest'
import {
  Agreement,
  AidEntry,
  type ChildFile,
  ChildFile as ChildFileSchema,
  parse,
  Session,
  Village,
  Volunteer,
} from '../../src/index.ts'
import {
  agreementsOf,
  aidSheet,
  consentSheet,
  decodeCsv,
  linkChildren,
  linkVolunteers,
  pairSheet,
  readAid,
  readChildren,
  readConsents,
  readPairs,
  readSessions,
  readSheet,
  readVillages,
  readVisits,
  readVolunteers,
  recordsOf,
  type Register,
  rowsOf,
  sessionSheet,
  type Sheet,
  villageSheet,
  visitSheet,
  volunteerSheet,
  withConsents,
  withVisits,
  type Workbook,
  writeSheet,
} from '../../src/register/index.ts'
import { asOf, countyFile } from './county.ts'

const options = { asOf }
const table = (name: string): Workbook => decodeCsv(countyFile(name))._unsafeUnwrap()
const text = (lines: string): Workbook => decodeCsv(new TextEncoder().encode(lines))._unsafeUnwrap()
const kinds = (register: Register<unknown>) =>
  Object.entries(Object.groupBy(register.rows, ({ kind }) => kind)).map(([kind, rows]) => `${kind} ${rows.length}`)
const codes = (register: Register<unknown>) => {
  const counts = new Map<string, number>()
  for (const { code, field } of register.rows.flatMap(({ findings }) => findings))
    counts.set(`${code} ${field}`, (counts.get(`${code} ${field}`) ?? 0) + 1)
  return Object.fromEntries(counts)
}

const children = readChildren(table('children.csv'), options)._unsafeUnwrap()
const villages = readVillages(table('villages.csv'), options)._unsafeUnwrap()
const volunteers = readVolunteers(table('volunteers.csv'), options)._unsafeUnwrap()
const sessions = readSessions(table('sessions.csv'), options)._unsafeUnwrap()
const aid = readAid(table('aid.csv'), options)._unsafeUnwrap()
const consents = readConsents(table('consents.csv'), options)._unsafeUnwrap()
const pairs = readPairs(table('pairs.csv'), options)._unsafeUnwrap()
const visits = readVisits(table('visits.csv'), options)._unsafeUnwrap()

describe('the other sheets of the county', () => {
  it('are read to the last row', () => {
    expect([villages, volunteers, sessions, aid, consents, pairs, visits].map(kinds)).toEqual([
      ['heading 1', 'record 93'],
      ['heading 1', 'record 640'],
      ['heading 1', 'record 413'],
      ['heading 1', 'record 300'],
      ['heading 1', 'record 1762'],
      ['heading 1', 'record 160'],
      ['heading 1', 'record 3427'],
    ])
  })
  it('have nothing wrong but what is wrong', () => {
    expect([villages, volunteers, sessions, aid, pairs].map(codes)).toEqual([{}, {}, {}, {}, {}])
    // Ten consents have no giver; 209 visitors spoke alone to a child whom they say they did not see.
    expect(codes(consents)).toEqual({ 'not-stated giver': 10 })
    expect(codes(visits)).toEqual({ 'contradiction spokenAlone': expect.any(Number) as number })
  })
  it('make records that the schemas take', () => {
    for (const [schema, records] of [
      [Village, recordsOf(villages)],
      [Volunteer, recordsOf(volunteers)],
      [Session, recordsOf(sessions)],
      [AidEntry, recordsOf(aid)],
    ] as const)
      for (const record of records)
        expect(
          parse(schema, record).match(
            () => [],
            (problems) => problems,
          ),
        ).toEqual([])
  })
  it('come back as they were after writing', () => {
    const back = <T>(sheet: Sheet<T>, register: Register<T>): void => {
      const { workbook, notWritten } = writeSheet(sheet, recordsOf(register))
      expect(recordsOf(readSheet(sheet, workbook, options)._unsafeUnwrap())).toEqual(recordsOf(register))
      expect(notWritten).toEqual([])
    }
    back(villageSheet, villages)
    back(volunteerSheet, volunteers)
    back(sessionSheet, sessions)
    back(aidSheet, aid)
    back(consentSheet, consents)
    back(pairSheet, pairs)
    back(visitSheet, visits)
  })
})

describe('volunteers', () => {
  it('say what the row says', () => {
    expect(recordsOf(volunteers)[52]).toMatchObject({
      id: 'V0053',
      name: '龙秀',
      sex: 'female',
      birthDate: '1973-10-12',
      idNumber: '520526197310127846',
      politicalStatus: 'partyMember',
      occupation: '教师',
      division: '520526101201',
      phone: '19080105004',
      capacity: 1,
      skills: ['healthCare', 'planting'],
      languages: ['yi'],
      availability: ['mon-afternoon', 'wed-evening', 'sat-morning'],
      check: { outcome: 'clear', on: '2025-05-06' },
      trainedOn: '2026-02-26',
      agreementUntil: '2027-08-10',
      notWith: ['2383', '138'],
      kinOfChild: 'notCollected',
      note: 'notCollected',
    })
    expect(recordsOf(volunteers).filter(({ kinOfChild }) => kinOfChild === 'yes')).toHaveLength(11)
    expect(recordsOf(volunteers).filter(({ check }) => check === 'notCollected')).toHaveLength(19)
  })
  it('get files in place of the numbers of children, and lose none that is not found', () => {
    const linked = linkVolunteers(children, volunteers)
    const byId = new Map(recordsOf(children).map((file) => [file.id, file]))
    const serials = new Map(
      children.rows.flatMap(({ serial, record }) => (serial && record ? [[record.id, serial]] : [])),
    )
    for (const [i, volunteer] of recordsOf(linked).entries()) {
      const before = recordsOf(volunteers)[i]!
      if (typeof before.notWith === 'string') expect(volunteer).toEqual(before)
      else
        expect(
          (volunteer.notWith as readonly string[]).map((id) => (byId.has(id as never) ? serials.get(id as never) : id)),
        ).toEqual(before.notWith)
    }
    const lost = linkVolunteers(
      { rows: [] },
      readVolunteers(text('编号,姓名,不宜结对儿童编号\nV1,甲,7、8\n'), options)._unsafeUnwrap(),
    )
    expect(recordsOf(lost)[0]!.notWith).toEqual(['7', '8'])
    expect(codes(lost)).toEqual({ 'unknown-child notWith': 1 })
  })
  it('without a number get one from who they are', () => {
    const ids = (lines: string) => recordsOf(readVolunteers(text(lines), options)._unsafeUnwrap()).map(({ id }) => id)
    const [a, b] = ids(
      '姓名,公民身份号码,联系电话\n袁心慧,52052619650717334X,13800000000\n袁心慧,52052619650717334x,13900000000\n',
    )
    expect([a === b, a!.startsWith('v-')]).toEqual([true, true])
  })
  it('say when they can come, in many words', () => {
    const slots = (words: string) =>
      recordsOf(readVolunteers(text(`编号,姓名,可用时间\nV1,甲,${words}\n`), options)._unsafeUnwrap())[0]!.availability
    expect(slots('周三上午、周二晚上')).toEqual(['tue-evening', 'wed-morning'])
    expect(slots('星期天全天')).toEqual(['sun-morning', 'sun-afternoon', 'sun-evening'])
    expect(slots('周末下午')).toEqual(['sat-afternoon', 'sun-afternoon'])
    expect(slots('周一至周三晚上')).toEqual(['mon-evening', 'tue-evening', 'wed-evening'])
    expect(slots('无')).toBe('none')
    expect(slots('看情况')).toBe('notCollected')
  })
})

describe('sessions and aid', () => {
  it('say what the rows say', () => {
    expect(recordsOf(sessions)[1]).toMatchObject({
      id: 'L002',
      kind: 'safety',
      safetyTopic: 'sexualAbuse',
      activity: 'none',
      form: 'drama',
      grades: { from: 4, to: 6 },
      minutes: 40,
      capacity: 60,
      expert: 'dramaTroupe',
      expertDays: ['tue', 'wed', 'thu'],
      from: '2026-09-21',
      to: '2027-01-15',
      repeats: 1,
    })
    expect(recordsOf(sessions)[6]).toMatchObject({
      id: 'A007',
      safetyTopic: 'none',
      activity: 'reading',
      grades: 'notCollected',
      expert: 'notCollected',
    })
    expect(recordsOf(sessions).filter(({ grades }) => grades === 'kindergarten')).toHaveLength(28)
    expect(recordsOf(aid)[3]).toMatchObject({
      id: 'D0004',
      on: '2026-08-27',
      direction: 'received',
      donor: '校友会',
      kind: 'goods',
      item: '棉衣',
      quantity: 10,
      unit: '件',
      value: 120000,
      restriction: '仅限低保',
    })
    expect(recordsOf(aid).filter(({ donor }) => donor === 'none')).toHaveLength(55)
  })
  it('turn yuan into whole fen and refuse fractions of a fen', () => {
    const values = (yuan: string) =>
      recordsOf(readAid(text(`编号,物品,金额(元)\nD1,棉衣,"${yuan}"\n`), options)._unsafeUnwrap())[0]!.value
    expect(['2400.50', '0.07', '1,234.5', '￥12元', '0.29'].map(values)).toEqual([240050, 7, 123450, 1200, 29])
    expect(['1.005', '很多', '-3'].map(values)).toEqual(['notCollected', 'notCollected', 'notCollected'])
  })
})

describe('visits', () => {
  it('say seen, not seen and not checked apart, and both where one column means two', () => {
    const row = (cells: string) =>
      recordsOf(
        readVisits(
          text(
            `序号,儿童姓名,走访日期,疑似性侵或怀孕(女童),独自居住或无人照看,多处损伤或疑似家暴欺凌\n1,甲,2026-08-08,${cells}\n`,
          ),
          options,
        )._unsafeUnwrap(),
      )[0]!.entry
    const all = row('有,无,未查')
    expect([
      all.situations.assaultUnder14,
      all.situations.pregnancyFrom14,
      all.emergencies.livingAlone,
      all.emergencies.unattended,
      all.situations.violence,
      all.situations.abandoned,
    ]).toEqual(['seen', 'seen', 'notSeen', 'notSeen', 'notChecked', 'notChecked'])
    expect(row(',,').situations.violence).toBe('notChecked')
  })
  it('are counted as they stand in the sheet', () => {
    const seen = (key: 'violence' | 'missingOrTrafficked' | 'assaultUnder14') =>
      recordsOf(visits).filter(({ entry }) => entry.situations[key] === 'seen').length
    expect([seen('violence'), seen('missingOrTrafficked'), seen('assaultUnder14')]).toEqual([3, 3, 1])
    expect(recordsOf(visits).filter(({ entry }) => entry.mood === 'notCollected')).toHaveLength(465)
    expect(recordsOf(visits).filter(({ entry }) => entry.spokenAlone === 'carerPresent')).toHaveLength(753)
  })
  it('come back as they were where the two differ', () => {
    const record = recordsOf(visits)[0]!
    const differing = {
      ...record,
      entry: {
        ...record.entry,
        situations: {
          ...record.entry.situations,
          assaultUnder14: 'seen' as const,
          pregnancyFrom14: 'notSeen' as const,
        },
        emergencies: { ...record.entry.emergencies, runaway: 'seen' as const },
      },
    }
    const { workbook, notWritten } = writeSheet(visitSheet, [differing])
    expect(notWritten).toEqual([])
    expect(recordsOf(readVisits(workbook, options)._unsafeUnwrap())).toEqual([differing])
  })
})

describe('consents and pairs', () => {
  it('end on the day after their last day', () => {
    expect(recordsOf(consents)[0]!.entry).toMatchObject({
      giver: '唐宇勇',
      capacity: 'father',
      form: 'phoneTwoWorkers',
      on: '2026-08-19',
      until: '2027-08-20',
      childAnswer: 'willing',
    })
    expect(recordsOf(pairs)[1]!.entry).toMatchObject({
      volunteer: 'V0565',
      role: 'primary',
      state: 'ended',
      from: '2025-10-17',
      to: '2025-11-28',
      endReason: 'volunteerWithdrew',
    })
    expect(recordsOf(pairs)[0]!.entry).toMatchObject({ state: 'active', to: 'none' })
  })
})

describe('linkChildren', () => {
  it('finds the files that the county’s sheets mean', () => {
    const linked = linkChildren(children, consents)
    const names = new Map(recordsOf(children).map(({ id, name }) => [id, name]))
    for (const [i, row] of linked.rows.entries()) {
      if (row.record === undefined) continue
      expect(names.get(row.record.child)).toBe(consents.rows[i]!.record!.child.name)
    }
    const rejected = linked.rows.filter(({ kind }) => kind === 'reject')
    const unkept = new Set(children.rows.filter(({ kind }) => kind === 'reject').map(({ serial }) => serial))
    expect(rejected.every((row) => unkept.has(row.serial))).toBe(true)
  })
  it('guesses nothing', () => {
    const register = readChildren(
      text('序号,姓名,出生日期\n1,甲,2016-01-01\n2,乙,2016-01-02\n3,乙,2016-01-03\n4,丙,2016-02-30\n'),
      options,
    )._unsafeUnwrap()
    const answer = (line: string) => {
      const { record, findings } = linkChildren(
        register,
        readPairs(text(`序号,儿童姓名,志愿者编号\n${line},V1\n`), options)._unsafeUnwrap(),
      ).rows[1]!
      return record ? recordsOf(register).findIndex(({ id }) => id === record.child) : findings.at(-1)!.code
    }
    expect(['1,甲', '001,甲', '2,乙', '3,乙', ',甲', '1, 甲 '].map(answer)).toEqual([0, 0, 1, 2, 0, 0])
    expect(['1,乙', '9,甲', ',乙', ',丁', '4,丙'].map(answer)).toEqual([
      'other-child',
      'unknown-child',
      'ambiguous-child',
      'unknown-child',
      'unknown-child',
    ])
    const rejects = linkChildren(
      register,
      readPairs(text('序号,儿童姓名,志愿者编号\n1,乙,V1\n'), options)._unsafeUnwrap(),
    )
    expect(rowsOf(text('序号,儿童姓名,志愿者编号\n1,乙,V1\n').sheets[0]!, rejects.rows).rows).toEqual([
      ['序号', '儿童姓名', '志愿者编号', '问题说明'],
      ['1', '乙', 'V1', '姓名：号码与姓名不是同一名儿童，请核对'],
    ])
  })
  it('puts visits and consents into the files, once however often', () => {
    const linkedVisits = linkChildren(children, visits)
    const linkedConsents = linkChildren(children, consents)
    const files = withConsents(withVisits(recordsOf(children), linkedVisits), linkedConsents)
    const count = (all: readonly ChildFile[]) => all.reduce((sum, { visits: own }) => sum + Object.keys(own).length, 0)
    expect(count(files)).toBe(linkedVisits.rows.filter(({ record }) => record).length)
    expect(withConsents(withVisits(files, linkedVisits), linkedConsents)).toEqual(files)
    for (const file of files.slice(0, 300)) expect(parse(ChildFileSchema, file).isOk()).toBe(true)
    expect(files.filter(({ consents: own }) => own !== 'notCollected')).toHaveLength(
      linkedConsents.rows.filter(({ record }) => record).length,
    )
  })
  it('makes agreements of pairs', () => {
    const agreements = agreementsOf(linkChildren(children, pairs))
    expect(agreements.length).toBeGreaterThan(150)
    for (const agreement of agreements)
      expect(
        parse(Agreement, agreement).match(
          () => [],
          (problems) => problems,
        ),
      ).toEqual([])
    expect(new Set(agreements.map(({ id }) => id)).size).toBe(agreements.length)
  })
})
