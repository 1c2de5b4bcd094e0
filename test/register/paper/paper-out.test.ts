import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, childFile, type ChildFile, type Finding, type PlainDate } from '../../../src/index.ts'
import {
  aidSheet,
  attendanceSheet,
  type Cell,
  childForm,
  childForms,
  childSheet,
  classRoster,
  consentSheet,
  decodeCsv,
  deliverySheet,
  encodeCsv,
  expertSheet,
  needSheet,
  officialSheet,
  officialTable,
  officialTableFaults,
  pairSheet,
  readChildren,
  readSheet,
  readVillages,
  recordsOf,
  rejectsByVillage,
  sessionSheet,
  type Sheet,
  venueSheet,
  villageSheet,
  visitSheet,
  volunteerSheet,
  type Workbook,
  writeChildren,
  writeTemplate,
} from '../../../src/register/index.ts'
import { decodeXlsx, encodeXlsx } from '../../../src/register/xlsx.ts'
import { asOf, countyFile } from '../county.ts'

const all = [
  childSheet,
  volunteerSheet,
  villageSheet,
  sessionSheet,
  aidSheet,
  consentSheet,
  pairSheet,
  visitSheet,
  attendanceSheet,
  needSheet,
  deliverySheet,
  expertSheet,
  venueSheet,
] as readonly Sheet<unknown>[]

const throughXlsx = async (workbook: Workbook): Promise<Workbook> =>
  (await decodeXlsx((await encodeXlsx(workbook))._unsafeUnwrap()))._unsafeUnwrap()
const paper = decodeCsv(countyFile('children.csv'))._unsafeUnwrap()
const county = readChildren(paper, { asOf })._unsafeUnwrap()
const villages = recordsOf(
  readVillages(decodeCsv(countyFile('villages.csv'))._unsafeUnwrap(), { asOf })._unsafeUnwrap(),
)
const loud = (findings: readonly Finding[]) => findings.filter(({ severity }) => severity !== 'info')

describe('writeTemplate', () => {
  it.each(all.map((sheet) => [sheet.id, sheet] as const))(
    '%s: reads back empty, as .xlsx and as CSV',
    async (_, sheet) => {
      for (const columns of ['usual', 'all'] as const) {
        const form = writeTemplate(sheet, { columns })._unsafeUnwrap()
        const passed = columns === 'all' ? await throughXlsx(form) : decodeCsv(encodeCsv(form))._unsafeUnwrap()
        for (const workbook of [form, passed]) {
          const { rows } = readSheet(sheet, workbook, { asOf })._unsafeUnwrap()
          const visible = rows.filter((row) => row.sheet === rows[0]!.sheet)
          expect(visible.map(({ kind }) => kind).filter((kind) => kind !== 'blank')).toEqual([
            'title',
            'note',
            'heading',
          ])
          expect(rows.flatMap(({ findings }) => findings)).toEqual([])
        }
      }
    },
  )
  it.each(all.map((sheet) => [sheet.id, sheet] as const))(
    '%s: knows every heading and reads every word that it offers',
    (_, sheet) => {
      for (const column of Object.values(sheet.columns))
        for (const word of column.kind.options?.words ?? []) {
          const { value, code } = column.kind.read(word, asOf)
          expect([word, code]).toEqual([word, undefined])
          if (word !== '未采集') expect([word, value]).not.toEqual([word, 'notCollected'])
        }
    },
  )
  it('filled in by a person is read without findings, and says what was written', async () => {
    const quiet = county.rows
      .flatMap(({ record, findings }) => (record && findings.length === 0 ? [record] : []))
      .slice(0, 40)
    const [heading, ...lines] = writeChildren(quiet).workbook.sheets[0]!.rows
    const form = writeTemplate(childSheet)._unsafeUnwrap()
    const [empty, ...lists] = form.sheets
    const blanks = empty!.rows.at(-1)!
    const filled = lines.map((line, i) =>
      blanks.map((zh): Cell => (zh === '序号' ? i + 1 : (line[heading!.indexOf(zh)] ?? ''))),
    )
    const workbook = await throughXlsx({ sheets: [{ ...empty!, rows: [...empty!.rows, ...filled] }, ...lists] })
    const read = readChildren(workbook, { asOf })._unsafeUnwrap()
    expect(recordsOf(read).length).toBe(40)
    expect(read.rows.flatMap(({ findings }) => findings)).toEqual([])
    expect(recordsOf(read)).toEqual(recordsOf(readChildren(writeChildren(quiet).workbook, { asOf })._unsafeUnwrap()))
  })
  it('has drop-downs out of a hidden sheet, text columns, and headings that stay', async () => {
    const bytes = (await encodeXlsx(writeTemplate(childSheet)._unsafeUnwrap()))._unsafeUnwrap()
    const { readXlsx } = await import('hucre/xlsx')
    const raw = await readXlsx(bytes, { readStyles: true })
    const [form, lists] = raw.sheets
    expect(lists!.hidden).toBe(true)
    expect(form!.freezePane).toMatchObject({ rows: 3, columns: 2 })
    const sex = form!.dataValidations?.find(({ range }) => range.startsWith('C4:'))
    expect(sex).toMatchObject({ type: 'list', range: 'C4:C503' })
    expect(sex!.formula1).toContain('选项（请勿改动）')
    const heading = form!.rows[2]!
    const formatOf = (zh: string) => form!.cells?.get(`3,${heading.indexOf(zh)}`)?.style?.numFmt
    for (const zh of ['公民身份号码', '父亲联系电话', '村(社区)代码', '班级'])
      expect([zh, formatOf(zh)]).toEqual([zh, '@'])
    expect(formatOf('受托人年龄')).not.toBe('@')
  })
  it('refuses columns that do not exist, and numbers of rows that make no sense', () => {
    expect(writeTemplate(childSheet, { columns: ['nope'] }).isErr()).toBe(true)
    expect(writeTemplate(childSheet, { rows: 0 }).isErr()).toBe(true)
    expect(writeTemplate(childSheet, { columns: ['sex'], notes: false })._unsafeUnwrap().sheets[0]!.rows).toEqual([
      ['序号', '姓名', '性别'],
    ])
  })
})

describe('childForm', () => {
  it('has at least the forty-three blanks, and without a child all of them empty', () => {
    const { rows } = childForm()
    const values = rows.flatMap((row) => (row.length > 1 ? row.filter((_, i) => i % 2 === 1) : []))
    expect(values.length).toBeGreaterThanOrEqual(43)
    expect(new Set(values)).toEqual(new Set(['']))
  })
  it('comes back as the register would, through a workbook', async () => {
    const files = recordsOf(county).slice(0, 25)
    const sheets = files.map((file, i) => ({ ...childForm(file), name: `登记表${i + 1}` }))
    const back = readChildren(childForms(await throughXlsx({ sheets })), { asOf })._unsafeUnwrap()
    const register = readChildren(writeChildren(files).workbook, { asOf })._unsafeUnwrap()
    expect(recordsOf(back)).toEqual(recordsOf(register))
  })
  it('says nothing of what is no form', () => {
    expect(childForms({ sheets: [{ name: 'x', hidden: false, rows: [['甲'], ['乙']] }] }).sheets[0]!.rows.length).toBe(
      1,
    )
  })
})

describe('classRoster', () => {
  const where = { school: '龙街镇中心小学', grade: 4, class: '1班' }
  const schooling = { school: where.school, grade: where.grade, class: where.class }
  const name = fc.constantFrom('李小花', '王明', '赵云', '陈静', '马超')
  it('does not change with anything but names and class', () => {
    fc.assert(
      fc.property(fc.array(name), fc.array(name, { minLength: 9, maxLength: 12 }), (filed, others) => {
        const plain = filed.map((one, i) => childFile({ id: `c${i}`, name: one, schooling }))
        const told = plain.map(
          (file): ChildFile => ({
            ...file,
            livelihood: { ...file.livelihood, hardship: ['minimumLivingAllowance'] as never },
            paperRating: { ...file.paperRating, riskLevel: 'red' },
            register: { ...file.register, registerState: 'registered' },
            health: { ...file.health, status: 'grave' },
          }),
        )
        expect(classRoster(told, where, others)).toEqual(classRoster(plain, where, others))
      }),
    )
  })
  it('does not show who has a file: the same whole class with other files is the same list', () => {
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 3, maxLength: 5 }), fc.nat(), (names, seed) => {
        const some = names.filter((_, i) => (seed >> i) % 2 === 1).slice(1)
        const files = some.map((one, i) => childFile({ id: `c${i}`, name: one, schooling }))
        expect(classRoster(files, where, names)._unsafeUnwrap()).toEqual(classRoster([], where, names)._unsafeUnwrap())
      }),
    )
  })
  it('refuses to be a list of children who have a file, and keeps namesakes', () => {
    const files = [1, 2].map((n) => childFile({ id: `c${n}`, name: '李小花', schooling }))
    expect(classRoster(files, where, []).isErr()).toBe(true)
    expect(classRoster(files, where, ['李小花']).isErr()).toBe(true)
    expect(
      classRoster(files, where, ['王明'])
        ._unsafeUnwrap()
        .rows.slice(2)
        .map((row) => row[1]),
    ).toEqual(['李小花', '李小花', '王明'])
    expect(classRoster(files, { ...where, class: '2班' }, ['王明'])._unsafeUnwrap().rows.length).toBe(3)
  })
})

describe('officialTable', () => {
  const day = fc.integer({ min: 1, max: 28 }).map((n): PlainDate => addDays('2026-09-30', n))
  const field = <T>(value: fc.Arbitrary<T>) => fc.oneof(value, fc.constant('notCollected' as const))
  const file = fc
    .record({
      code: fc.constantFrom('520526113205', '520526113206', '520526100200', '520526113', '520526', 'notCollected'),
      reportedOn: field(day),
      exitOn: field(day),
      exited: fc.boolean(),
      sex: fc.constantFrom('male', 'female', 'notCollected', 'contested'),
      birthDate: field(fc.constantFrom('2012-02-29', '2020-05-05', '2011-10-15', '2009-01-01')),
      periods: fc.array(fc.record({ enteredOn: field(day), exitOn: field(day) }), { maxLength: 2 }),
    })
    .map(({ code, reportedOn, exitOn, exited, sex, birthDate, periods }, i = 0) =>
      childFile({
        id: `c${String(i)}`,
        name: '李小花',
        residenceDivision: code,
        sex,
        birthDate,
        register: {
          registerState: exited ? 'exited' : 'registered',
          reportedOn,
          ...(exited ? { exitOn } : {}),
          ...(periods.length === 0
            ? {}
            : { periods: periods.map((one) => ({ ...one, exitReason: 'other' as never, division: '520526113205' })) }),
        },
      }),
    )
  it('adds up: axes, villages, townships, opening + in - out = closing, whatever is known', () => {
    fc.assert(
      fc.property(fc.array(file, { maxLength: 12 }), day, day, (files, a, b) => {
        const [from, to] = a < b ? [a, b] : [b, a]
        const table = officialTable(files, { asOf: to, from, villages })._unsafeUnwrap()
        expect(officialTableFaults(table)).toEqual([])
        expect(officialTable(files.toReversed(), { asOf: to, from, villages })._unsafeUnwrap()).toEqual(table)
      }),
      { numRuns: 60 },
    )
  })
  it('closes one period where the next opens', () => {
    fc.assert(
      fc.property(fc.array(file, { maxLength: 12 }), (files) => {
        const first = officialTable(files, { asOf: '2026-10-14', from: '2026-10-01' })._unsafeUnwrap()
        const second = officialTable(files, { asOf: '2026-10-31', from: '2026-10-15' })._unsafeUnwrap()
        expect(first.rows[0]!.flow.closing).toBe(second.rows[0]!.flow.opening)
      }),
      { numRuns: 60 },
    )
  })
  it('counts the county: every file once', () => {
    const table = officialTable(recordsOf(county), { asOf, villages })._unsafeUnwrap()
    expect(table.rows[0]!.total).toBe(recordsOf(county).length)
    expect(officialTableFaults(table)).toEqual([])
    expect(table.rows.filter(({ level }) => level === 'village').length).toBeGreaterThanOrEqual(villages.length)
    const sheet = officialSheet(table)
    expect(new Set(sheet.rows.slice(1).map((row) => row.length)).size).toBe(1)
    expect(sheet.rows[3]!.slice(0, 4)).toEqual(['合计', '', '', recordsOf(county).length])
  })
  it('is found out when it does not add up', () => {
    const table = officialTable(recordsOf(county).slice(0, 50), { asOf, villages })._unsafeUnwrap()
    const broken = (change: (row: (typeof table.rows)[number]) => Partial<(typeof table.rows)[number]>) =>
      officialTableFaults({ ...table, rows: table.rows.map((row, i) => (i === 1 ? { ...row, ...change(row) } : row)) })
    expect(broken(({ total }) => ({ total: total + 1 })).length).toBeGreaterThan(0)
    expect(broken(({ flow }) => ({ flow: { ...flow, entered: flow.entered + 1 } })).length).toBeGreaterThan(0)
    expect(
      broken(({ counts }) => ({ counts: counts.map((one, i) => (i === 0 ? one.map((n) => n + 1) : one)) })).length,
    ).toBeGreaterThan(0)
  })
  it('refuses days and definitions that do not exist', () => {
    expect(officialTable([], { asOf: '2026-02-30' }).isErr()).toBe(true)
    expect(officialTable([], { asOf, from: '2026-12-01' }).isErr()).toBe(true)
    expect(officialTable([], { asOf, definition: 'mine' as never }).isErr()).toBe(true)
  })
})

describe('rejectsByVillage', () => {
  const sheets = rejectsByVillage(childSheet, paper, county, { villages })
  it('gives each reject to its village once, with reasons', () => {
    const rejected = county.rows.filter(({ kind }) => kind === 'reject')
    const again = readChildren(sheets, { asOf })._unsafeUnwrap()
    expect(again.rows.filter(({ kind }) => kind === 'reject').length).toBe(rejected.length)
    expect(again.rows.filter(({ kind }) => kind === 'record')).toEqual([])
    const names = new Set(villages.map(({ township, name }) => `${township}${name}`.slice(0, 31)))
    expect(sheets.sheets.filter(({ name }) => names.has(name)).length).toBeGreaterThan(5)
    expect(new Set(sheets.sheets.map(({ name }) => name)).size).toBe(sheets.sheets.length)
  })
  it('corrected by the village and sent back, becomes files without a remark on the reasons', async () => {
    const corrected = {
      sheets: sheets.sheets.map((sheet) => {
        const heading = sheet.rows[2]!
        const [name, born] = [heading.indexOf('姓名'), heading.indexOf('出生日期')]
        return {
          ...sheet,
          rows: sheet.rows.map((row, i) =>
            i < 4
              ? row
              : row.map((cell, at) => (at === born ? '2016-03-05' : at === name && cell === '' ? '补全名' : cell)),
          ),
        }
      }),
    }
    const back = readChildren(await throughXlsx(corrected), { asOf })._unsafeUnwrap()
    const rejected = county.rows.filter(({ kind }) => kind === 'reject').length
    expect(recordsOf(back).length).toBe(rejected)
    expect(back.rows.flatMap(({ findings }) => loud(findings)).filter(({ code }) => code === 'unknown-column')).toEqual(
      [],
    )
  })
})
