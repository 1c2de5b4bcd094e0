import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  attendanceSheet,
  consentSheet,
  decodeCsv,
  deliverySheet,
  encodeCsv,
  findingText,
  linkChildren,
  needSheet,
  pairSheet,
  readAttendance,
  readChildren,
  readExperts,
  readNeeds,
  readPairs,
  readSheet,
  readVenues,
  readVisits,
  recordsOf,
  type Referring,
  type Register,
  type Sheet,
  visitSheet,
  writeSheet,
} from '../../../src/register/index.ts'

const asOf = '2026-10-15'
const text = (lines: string) => decodeCsv(new TextEncoder().encode(lines))._unsafeUnwrap()
const codesOf = (register: Register<unknown>): readonly string[] =>
  register.rows.flatMap(({ findings }) => findings.map(({ code, field }) => `${code} ${field}`))

/** An identity number with its check digit. */
function numberFor(serial: number): string {
  const body = `52052620160326${String(serial).padStart(3, '0')}`
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = Array.from(body).reduce((total, digit, at) => total + Number(digit) * (weights[at] ?? 0), 0)
  return `${body}${'10X98765432'[sum % 11] ?? ''}`
}
const children = (rows: readonly string[]) =>
  readChildren(text(`序号,姓名,出生日期,公民身份号码\n${rows.join('\n')}\n`), { asOf })._unsafeUnwrap()
const visits = (rows: readonly string[]) =>
  readVisits(text(`序号,学生姓名,身份证号码,家访时间\n${rows.join('\n')}\n`), { asOf })._unsafeUnwrap()
const linked = (
  register: ReturnType<typeof children>,
  rows: ReturnType<typeof visits>,
): readonly (string | undefined)[] =>
  linkChildren(register, rows).rows.flatMap(({ kind, record, findings }) =>
    kind === 'record' || kind === 'reject' ? [record?.child ?? findings.at(-1)?.code] : [],
  )
const idsOf = (register: ReturnType<typeof children>): readonly string[] => recordsOf(register).map(({ id }) => id)

describe('a sheet that refers to children by identity number', () => {
  const [a, b, c] = [numberFor(1), numberFor(12), numberFor(23)]
  const register = children([`1,李小花,2016-03-26,${a}`, `2,李小花,2016-03-26,${b}`, '3,王小明,2015-01-02,无'])
  const [first, second, third] = idsOf(register)
  it('means the child with that number, whatever number the row itself has, and of two of one name the right one', () => {
    expect(linked(register, visits([`2,李小花,${a},2026-09-03`, `1,李小花,${b},2026-09-04`]))).toEqual([first, second])
  })
  it('means nobody where number and name are those of two children, or the register has another number', () => {
    expect(linked(register, visits([`1,王小明,${a},2026-09-03`, `3,李小花,${c},2026-09-03`]))).toEqual([
      'other-child',
      'other-child',
    ])
  })
  it('falls back to number on paper and name for a child whose number the register does not have', () => {
    expect(linked(register, visits([`3,王小明,${c},2026-09-03`, `9,王小明,${c},2026-09-03`]))).toEqual([
      third,
      'unknown-child',
    ])
  })
  it('links every row to its child and to no other, in any order, over generated registers', () => {
    const counts = fc.uniqueArray(fc.integer({ min: 1, max: 999 }), { minLength: 2, maxLength: 12 })
    fc.assert(
      fc.property(counts, fc.integer({ min: 0, max: 1000 }), (serials, turn) => {
        const names = ['李小花', '王小明', '赵一']
        const rows = serials.map((serial, n) => ({ name: names[(n + turn) % 3] ?? '', id: numberFor(serial) }))
        const all = children(rows.map(({ name, id }, n) => `${n + 1},${name},2016-03-26,${id}`))
        const shuffled = rows.map((_, n) => (n * 7 + turn) % rows.length)
        const order = [...new Set([...shuffled, ...rows.keys()])]
        const sheet = visits(order.map((at, n) => `${n + 1},${rows[at]?.name},${rows[at]?.id},2026-09-03`))
        expect(linked(all, sheet)).toEqual(order.map((at) => recordsOf(all)[at]?.id))
      }),
      { numRuns: 30, endOnFailure: true },
    )
  })
  it('writes the number back in every sheet that has one, and has no such column where nobody has', () => {
    const heads: readonly (readonly [Sheet<Referring<unknown>>, string, string])[] = [
      [visitSheet, '家访时间', '2026-09-03'],
      [attendanceSheet, '签到,活动日期', '√,2026-09-03'],
      [needSheet, '微心愿', '书包'],
      [deliverySheet, '慰问品,发放时间', '棉衣,2026-09-03'],
      [consentSheet, '同意事项', '建档'],
      [pairSheet, '志愿者编号,签约日期', 'V1,2026-09-03'],
    ]
    for (const [sheet, head, cells] of heads) {
      const found = recordsOf(
        readSheet(sheet, text(`学生,身份证,${head}\n李小花,${a},${cells}\n`), { asOf })._unsafeUnwrap(),
      )
      expect(found.map(({ child }) => child.idNumber)).toEqual([a])
      const { workbook, notWritten } = writeSheet(sheet, found)
      expect(notWritten).toEqual([])
      expect(
        recordsOf(readSheet(sheet, decodeCsv(encodeCsv(workbook))._unsafeUnwrap(), { asOf })._unsafeUnwrap()),
      ).toEqual(found)
      const without = recordsOf(readSheet(sheet, text(`学生,${head}\n李小花,${cells}\n`), { asOf })._unsafeUnwrap())
      expect(writeSheet(sheet, without).workbook.sheets[0]?.rows[0]).not.toContain('公民身份号码')
    }
  })
  it('says where a number is wrong, and takes it for none', () => {
    const wrong = visits([`3,王小明,${a.slice(0, 17)}${a.endsWith('0') ? '1' : '0'},2026-09-03`])
    expect(codesOf(wrong)).toContain('id-checksum idNumber')
    expect(linked(register, wrong)).toEqual([third])
  })
})

describe('readPairs', () => {
  const volunteers = [
    { id: 'V1', name: '张桂兰' },
    { id: 'V2', name: '李四' },
    { id: 'V3', name: '李四' },
  ]
  const read = (lines: string) => readPairs(text(lines), { asOf, volunteers })._unsafeUnwrap()
  it('reads a list that names the volunteers, in words not seen before', () => {
    const register = read('小井寨村爱心妈妈结对一览表\n留守儿童,爱心妈妈,签约日期,到期时间\n李小花,张桂兰,2026.3.1,\n')
    expect(recordsOf(register)).toMatchObject([
      { child: { name: '李小花' }, entry: { volunteer: 'V1', from: '2026-03-01', to: 'none', state: 'active' } },
    ])
    const { workbook, notWritten } = writeSheet(pairSheet, recordsOf(register))
    expect(notWritten).toEqual([])
    expect(recordsOf(readPairs(workbook, { asOf })._unsafeUnwrap())).toEqual(recordsOf(register))
  })
  it('guesses nobody: a name of two, of none, or without a list is a finding', () => {
    const lines = '儿童姓名,代理家长,结对时间\n李小花,李四,2026-03-01\n王小明,赵六,2026-03-01\n'
    for (const register of [read(lines), readPairs(text(lines), { asOf })._unsafeUnwrap()]) {
      expect(recordsOf(register)).toEqual([])
      expect(codesOf(register)).toEqual(['unreadable-code volunteerName', 'unreadable-code volunteerName'])
    }
  })
  it('goes by the number where there is one, and says where the name beside it is that of another', () => {
    const register = read('儿童姓名,志愿者编号,代理家长\n李小花,V2,李四\n王小明,V1,李四\n')
    expect(recordsOf(register).map(({ entry }) => entry.volunteer)).toEqual(['V2', 'V1'])
    expect(codesOf(register)).toEqual(['contradiction volunteerName'])
  })
})

describe('lists as offices keep them', () => {
  it('reads ticks and crosses of a sign-in sheet', () => {
    const register = readAttendance(
      text('姓名,活动日期,是否参加\n甲乙,2026-10-08,√\n丙丁,2026-10-08,×\n戊己,2026-10-08,请假\n'),
      {
        asOf,
      },
    )._unsafeUnwrap()
    expect(recordsOf(register).map(({ entry }) => entry.state)).toEqual(['present', 'unexcused', 'excused'])
  })
  it('reads numbers with the units that goods come in', () => {
    const register = readNeeds(text('姓名,需求物资,数量\n甲乙,棉衣,2件\n丙丁,鞋,1双\n戊己,书,三本\n'), {
      asOf,
    })._unsafeUnwrap()
    expect(recordsOf(register).map(({ entry }) => entry.quantity)).toEqual([2, 1, 'notCollected'])
    expect(codesOf(register)).toEqual(['not-a-number quantity'])
  })
  it('says what is wrong in the words of the form that was read', () => {
    const register = readNeeds(text('姓名,微心愿,希望时间\n甲乙,棉衣,明年春天\n'), { asOf })._unsafeUnwrap()
    const [finding] = register.rows.flatMap(({ findings }) => findings)
    expect(findingText(finding!, 'zh', needSheet)).toMatch(/^需要日期：/)
  })
  it('tells a pair without an end from one of which nobody knows', () => {
    const pairs = (lines: string) =>
      recordsOf(readPairs(text(`儿童姓名,志愿者编号,结束日期\n${lines}`), { asOf })._unsafeUnwrap())
    const found = pairs('甲乙,V1,\n丙丁,V2,未采集\n戊己,V3,2026-01-31\n')
    expect(found.map(({ entry }) => [entry.state, entry.to])).toEqual([
      ['active', 'none'],
      ['notCollected', 'notCollected'],
      ['ended', '2026-02-01'],
    ])
    expect(recordsOf(readPairs(writeSheet(pairSheet, found).workbook, { asOf })._unsafeUnwrap())).toEqual(found)
  })
  it('knows experts and rooms without a number by who and where they are, the same on every reading', () => {
    const experts = () =>
      recordsOf(
        readExperts(text('姓名,单位,电话,可授课时间\n陈丽,县医院,13912345678,周三下午\n'), { asOf })._unsafeUnwrap(),
      )
    expect(experts()).toMatchObject([{ unit: '县医院', contact: '陈丽', availability: ['wed-afternoon'] }])
    expect(experts()).toEqual(experts())
    const rooms = recordsOf(
      readVenues(text('学校名称,教室,容纳人数\n中水小学,礼堂,120\n中水小学,操场,300\n'), { asOf })._unsafeUnwrap(),
    )
    expect(new Set(rooms.map(({ id }) => id)).size).toBe(2)
  })
})
