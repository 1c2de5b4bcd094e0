import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isDate, plainDate, EpochDay } from '../../src/index.ts'
import { dateReading, readDate, serialDate } from '../../src/records/reading/calendar-date.ts'

const day = fc.integer({ min: -18262, max: 47481 }).map((n) => plainDate(EpochDay.parse(n))) // 1920 to 2099
const value = (written: string | number) => dateReading(written).value
const code = (written: string | number) => dateReading(written).code
const numerals = '〇一二三四五六七八九'
const inChinese = (n: number): string =>
  n < 10
    ? numerals.charAt(n)
    : `${n < 20 ? '' : numerals.charAt(Math.floor(n / 10))}十${n % 10 === 0 ? '' : numerals.charAt(n % 10)}`

describe('readDate', () => {
  it('reads every form in which a day is written', () => {
    fc.assert(
      fc.property(day, (date) => {
        const [y, m, d] = date.split('-').map(Number) as [number, number, number]
        const year = Array.from(String(y))
          .map((digit) => numerals.charAt(Number(digit)))
          .join('')
        const forms = [
          date,
          `${y}/${m}/${d}`,
          `${y}.${m}.${d}`,
          `${y}年${m}月${d}日`,
          `${y} 年 ${m} 月 ${d} 日`,
          date.replaceAll('-', ''),
          `${y}-${m}-${d}号`,
          `${y}、${m}、${d}`,
          `${y}．${m}．${d}`,
          `${date} 00:00:00`,
          `${date}T08:30:00Z`,
          `${year}年${inChinese(m)}月${inChinese(d)}日`,
          date.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
        ]
        expect(forms.map(value)).toEqual(forms.map(() => date))
        expect(value(Number(date.replaceAll('-', '')))).toBe(date)
      }),
      { numRuns: 300 },
    )
  })
  it('counts a spreadsheet’s days from 1900', () => {
    expect([serialDate(46261), serialDate(42006), serialDate(61), serialDate(42006.9)]).toEqual([
      '2026-08-27',
      '2015-01-02',
      '1900-03-01',
      '2015-01-02',
    ])
    expect(value(46261)).toBe('2026-08-27')
  })
  it('guesses nothing', () => {
    expect(['18.06.05', '18/6/5', "'18-6-5", '180605'].map(code)).toEqual(
      Array.from({ length: 4 }, () => 'two-digit-year'),
    )
    expect(['2017-02-30', '2023-02-29', '20171301', '0000-00-00', '2016年13月1日', '2016-00-10'].map(code)).toEqual(
      Array.from({ length: 6 }, () => 'impossible-date'),
    )
    expect(['2016', '2016年', '2016年3月', '201603', '2016-3', '2016.12'].map(code)).toEqual(
      Array.from({ length: 6 }, () => 'partial-date'),
    )
    expect(['8岁', '8周岁', '12', '9岁半', '3个月', 8, 0].map(code)).toEqual(
      Array.from({ length: 7 }, () => 'age-instead-of-date'),
    )
    expect(
      ['农历2016年正月初五', '2016年腊月初八', '丙申年三月', '阴历2016-1-5', '二〇一六年冬月廿三'].map(code),
    ).toEqual(Array.from({ length: 5 }, () => 'lunar-date'))
    expect(['3/5/2016', '05.03.2016'].map(code)).toEqual(['ambiguous-date', 'ambiguous-date'])
    expect(
      ['去年', 'abc', '275761-01-01', '5-Mar-16', 99999999, -5, Number.NaN, Number.POSITIVE_INFINITY, -0.5].map(code),
    ).toEqual(Array.from({ length: 9 }, () => 'not-a-date'))
    expect(code(2016)).toBe('partial-date')
    expect(code('2016-03\u202e-05')).toBe('unreadable-text')
    expect(code('')).toBe('blank')
  })
  it('gives only days that exist, whatever is written', () => {
    const written = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.double(),
      fc.integer(),
      fc.stringMatching(/^[0-9年月日./ 岁初-]{1,14}$/),
    )
    fc.assert(
      fc.property(written, (one) => {
        const { value: date, code: why } = dateReading(one)
        if (date === undefined) expect(why).toBeDefined()
        else expect(isDate(date)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })
  it('refuses what lies after a day, where asked', () => {
    expect(readDate('2026-09-16', { notAfter: '2026-09-15' }).isErr()).toBe(true)
    expect(readDate('2026-09-15', { notAfter: '2026-09-15' }).isOk()).toBe(true)
    expect(readDate('2027-01-01').isOk()).toBe(true)
  })
})
