import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Attendance, type ChildFile, ChildFile as ChildFileSchema, Need, parse, Received } from '../../../src/index.ts'
import {
  attendanceSheet,
  deliverySheet,
  decodeCsv,
  encodeCsv,
  expertSheet,
  linkChildren,
  needSheet,
  needsOf,
  readChildren,
  readDeliveries,
  readNeeds,
  readSheet,
  recordsOf,
  type Sheet,
  venueSheet,
  withAttendance,
  withReceived,
  writeSheet,
} from '../../../src/register/index.ts'

const asOf = '2026-10-15'
const text = (lines: string) => decodeCsv(new TextEncoder().encode(lines))._unsafeUnwrap()
const read = <T>(sheet: Sheet<T>, lines: string) => readSheet(sheet, text(lines), { asOf })._unsafeUnwrap()
const codesOf = <T>(sheet: Sheet<T>, lines: string) =>
  read(sheet, lines).rows.flatMap(({ findings }) => findings.map(({ code, field }) => `${code} ${field}`))

/** Each form in the words of an office that no list of names was made from. */
const unseen: readonly (readonly [sheet: Sheet<unknown>, lines: string, records: readonly unknown[]])[] = [
  [
    attendanceSheet,
    '花名册序号,学生姓名,活动场次,（1）上课日期,到课情况\n3,李小花,L001,2026年10月8日,参加\n4,王明,/,2026.10.9,病假\n',
    [
      { child: { serial: '3', name: '李小花' }, entry: { on: '2026-10-08', session: 'L001', state: 'present' } },
      { child: { serial: '4', name: '王明' }, entry: { on: '2026-10-09', session: 'none', state: 'excused' } },
    ],
  ],
  [
    needSheet,
    '儿童序号,孩子姓名,所需物品名称,件数,鞋码,何时需要,收集日期\n3,李小花,书包,1个,无,2026/11/1,2026/10/2\n',
    [
      {
        child: { serial: '3', name: '李小花' },
        entry: { kind: 'schoolThings', item: '书包', quantity: 1, size: 'none', by: '2026-11-01', on: '2026-10-02' },
      },
    ],
  ],
  [
    deliverySheet,
    '序号,留守儿童姓名,领取时间,领取物品,发放数量,计量单位,折合金额,账目编号,领取人签字\n3,李小花,20261008,棉衣,1,件,¥120.5,D0001,张桂兰\n',
    [
      {
        child: { serial: '3', name: '李小花' },
        entry: {
          on: '2026-10-08',
          item: '棉衣',
          quantity: 1,
          unit: '件',
          value: 12050,
          from: 'D0001',
          signedBy: '张桂兰',
        },
      },
    ],
  ],
  [
    expertSheet,
    '专家组编号,专家类型,派出单位,负责人,手机号码,方便时间,除外日期\nE1,卫生院,龙街卫生院,马丽,13800000000,周三上午、周五,2026-10-08、2026年10月9日\n',
    [
      {
        id: 'E1',
        kind: 'hospital',
        unit: '龙街卫生院',
        contact: '马丽',
        phone: '13800000000',
        availability: ['wed-morning', 'fri-morning', 'fri-afternoon', 'fri-evening'],
        off: ['2026-10-08', '2026-10-09'],
      },
    ],
  ],
  [
    venueSheet,
    '教室编号,所属学校名称,教室,可容纳人数,适合活动\nR1,龙街镇中心小学,礼堂,200人,讲座、戏剧\nR2,龙街镇中心小学,操场,500,不限\n',
    [
      { id: 'R1', school: '龙街镇中心小学', name: '礼堂', places: 200, forms: ['lecture', 'drama'] },
      { id: 'R2', school: '龙街镇中心小学', name: '操场', places: 500, forms: 'none' },
    ],
  ],
]

describe('attendance, needs, deliveries, experts, venues', () => {
  it.each(unseen.map((one) => [one[0].id, ...one] as const))(
    '%s are read in words not seen before, and come back as they were',
    (_, sheet, lines, records) => {
      const found = recordsOf(read(sheet, lines))
      expect(found).toMatchObject(records as object[])
      const loud = read(sheet, lines).rows.flatMap(({ findings }) =>
        findings.filter(({ severity }) => severity !== 'info'),
      )
      expect(loud.map(({ code, field }) => `${code} ${field}`)).toEqual([])
      const { workbook, notWritten } = writeSheet(sheet, found)
      expect(notWritten).toEqual([])
      const back = decodeCsv(encodeCsv(workbook))._unsafeUnwrap()
      expect(recordsOf(readSheet(sheet, back, { asOf })._unsafeUnwrap())).toEqual(found)
    },
  )
  it('come back as they were, whatever is in them', () => {
    const word = fc.constantFrom(
      '',
      '未采集',
      '无',
      '2026-10-08',
      'L001',
      '3',
      '棉衣',
      '李小花',
      '到场',
      '资金',
      '周三上午',
      '140',
      'x y',
      '99',
    )
    for (const [sheet] of unseen) {
      const heading = Object.values(sheet.columns).map(({ zh }) => zh)
      fc.assert(
        fc.property(
          fc.array(fc.array(word, { minLength: heading.length, maxLength: heading.length }), { maxLength: 4 }),
          (rows) => {
            const workbook = { sheets: [{ name: 'a', hidden: false, rows: [heading, ...rows] }] }
            const records = recordsOf(readSheet(sheet, workbook, { asOf })._unsafeUnwrap())
            const written = writeSheet(sheet, records)
            expect(written.notWritten).toEqual([])
            expect(recordsOf(readSheet(sheet, written.workbook, { asOf })._unsafeUnwrap())).toEqual(records)
          },
        ),
        { numRuns: 60 },
      )
    }
  })
  it('say what is wrong, in which field', () => {
    expect(codesOf(attendanceSheet, '儿童姓名,日期,出勤情况\n李小花,2026-10-30,到场\n,2026-10-08,到场\n')).toEqual([
      'future-date on',
      'missing-name name',
    ])
    expect(
      codesOf(
        needSheet,
        '儿童姓名,需求物品,登记日期,需要日期,数量\n李小花,,2026-10-01,,1\n王明,书包,2026-10-10,2026-10-01,1\n',
      ),
    ).toEqual(['missing-value item', 'contradiction by'])
    expect(codesOf(deliverySheet, '儿童姓名,发放日期,发放物品,签收人\n李小花,2026-10-08,棉衣,\n')).toEqual([
      'not-stated signedBy',
    ])
    expect(
      codesOf(expertSheet, '专家编号,专家类别,单位名称,不可用日期\nE1,魔术师,某团,2026-02-30\n,公安,某所,\n'),
    ).toEqual(['unreadable-code kind', 'impossible-date off', 'missing-value id'])
    expect(codesOf(venueSheet, '场地编号,学校,容纳人数\nR1,龙街镇中心小学,0\n')).toEqual(['out-of-range places'])
  })
  const children = readChildren(text('序号,姓名,出生日期\n3,李小花,2016-03-26\n4,王明,2015-01-02\n'), {
    asOf,
  })._unsafeUnwrap()
  it('go into the files of the children whom number and name mean, once however often, and make records that schemas take', () => {
    const files = recordsOf(children)
    const attendance = linkChildren(
      children,
      read(
        attendanceSheet,
        '序号,儿童姓名,场次编号,日期,出勤情况\n3,李小花,L001,2026-10-08,到场\n3,王明,L001,2026-10-08,到场\n',
      ),
    )
    const deliveries = linkChildren(
      children,
      readDeliveries(text('儿童姓名,发放日期,发放物品\n王明,2026-10-08,棉衣\n'), { asOf })._unsafeUnwrap(),
    )
    const once = withReceived(withAttendance(files, attendance), deliveries)
    expect(withReceived(withAttendance(once, attendance), deliveries)).toEqual(once)
    const counts = (file: ChildFile) => [Object.keys(file.attendance).length, Object.keys(file.received).length]
    expect(once.map(counts)).toEqual([
      [1, 0],
      [0, 1],
    ])
    expect(attendance.rows.flatMap(({ findings }) => findings.map(({ code }) => code))).toEqual(['other-child'])
    for (const file of once) {
      expect(parse(ChildFileSchema, file).isOk()).toBe(true)
      for (const entry of Object.values(file.attendance)) expect(parse(Attendance, entry).isOk()).toBe(true)
      for (const entry of Object.values(file.received)) expect(parse(Received, entry).isOk()).toBe(true)
    }
    const lines = '儿童姓名,需求物品,尺码\n李小花,棉衣,140\n李小花,棉衣,140\n李小花,棉衣,150\n'
    const needs = needsOf(linkChildren(children, readNeeds(text(lines), { asOf })._unsafeUnwrap()))
    for (const need of needs) expect(parse(Need, need).isOk()).toBe(true)
    expect(new Set(needs.map(({ id }) => id)).size).toBe(2)
  })
})
