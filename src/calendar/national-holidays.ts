import { type EpochDay, daysFromCivil, plainDate } from '../date.ts'
import type { HolidayDay } from './layers.ts'

/** A yearly notice of the State Council on days off, as the data of this library holds it. */
export interface HolidayNotice {
  /** Year that the notice speaks about; its first days may lie in the last week of the year before. */
  readonly year: number
  /** Where the notice and its later changes were published. */
  readonly urls: readonly string[]
  /** Holiday by holiday: spans of days off as month.day, then working days with a plus sign. */
  readonly days: string
}

const gov = 'gov.cn/zhengce/zhengceku/'

/**
 * The notices from which `nationalHolidays` is made, 2018 to 2026; the one for 2027 is not published.
 * @source Notices of the General Office of the State Council on the arrangement of holidays (国务院办公厅关于部分节假日安排的通知),
 * each at its `urls`, as collected in NateScarlet/holiday-cn (MIT, copyright 2019 NateScarlet).
 */
export const holidayNotices: readonly HolidayNotice[] = [
  {
    year: 2018,
    urls: [`http://www.${gov}2017-11/30/content_5243579.htm`],
    days: '元旦 1.1; 春节 2.15-2.21 +2.11 +2.24; 清明节 4.5-4.7 +4.8; 劳动节 4.29-5.1 +4.28; 端午节 6.18; 中秋节 9.24; 国庆节 10.1-10.7 +9.29 +9.30',
  },
  {
    year: 2019,
    urls: [`http://www.${gov}2018-12/06/content_5346276.htm`, `http://www.${gov}2019-03/22/content_5375877.htm`],
    days: '元旦 12.30-1.1 +12.29; 春节 2.4-2.10 +2.2 +2.3; 清明节 4.5; 劳动节 5.1-5.4 +4.28 +5.5; 端午节 6.7; 中秋节 9.13; 国庆节 10.1-10.7 +9.29 +10.12',
  },
  {
    year: 2020,
    urls: [`http://www.${gov}2019-11/21/content_5454164.htm`, `http://www.${gov}2020-01/27/content_5472352.htm`],
    days: '元旦 1.1; 春节 1.24-2.2 +1.19 +2.3; 清明节 4.4-4.6; 劳动节 5.1-5.5 +4.26 +5.9; 端午节 6.25-6.27 +6.28; 国庆节、中秋节 10.1-10.8 +9.27 +10.10',
  },
  {
    year: 2021,
    urls: [`http://www.${gov}2020-11/25/content_5564127.htm`],
    days: '元旦 1.1-1.3; 春节 2.11-2.17 +2.7 +2.20; 清明节 4.3-4.5; 劳动节 5.1-5.5 +4.25 +5.8; 端午节 6.12-6.14; 中秋节 9.19-9.21 +9.18; 国庆节 10.1-10.7 +9.26 +10.9',
  },
  {
    year: 2022,
    urls: [`http://www.${gov}2021-10/25/content_5644835.htm`],
    days: '元旦 1.1-1.3; 春节 1.31-2.6 +1.29 +1.30; 清明节 4.3-4.5 +4.2; 劳动节 4.30-5.4 +4.24 +5.7; 端午节 6.3-6.5; 中秋节 9.10-9.12; 国庆节 10.1-10.7 +10.8 +10.9',
  },
  {
    year: 2023,
    urls: [`http://www.${gov}2022-12/08/content_5730844.htm`],
    days: '元旦 12.31-1.2; 春节 1.21-1.27 +1.28 +1.29; 清明节 4.5; 劳动节 4.29-5.3 +4.23 +5.6; 端午节 6.22-6.24 +6.25; 中秋节、国庆节 9.29-10.6 +10.7 +10.8',
  },
  {
    year: 2024,
    urls: [`https://www.${gov}202310/content_6911528.htm`],
    days: '元旦 1.1; 春节 2.10-2.17 +2.4 +2.18; 清明节 4.4-4.6 +4.7; 劳动节 5.1-5.5 +4.28 +5.11; 端午节 6.10; 中秋节 9.15-9.17 +9.14; 国庆节 10.1-10.7 +9.29 +10.12',
  },
  {
    year: 2025,
    urls: [`https://www.${gov}202411/content_6986383.htm`],
    days: '元旦 1.1; 春节 1.28-2.4 +1.26 +2.8; 清明节 4.4-4.6; 劳动节 5.1-5.5 +4.27; 端午节 5.31-6.2; 国庆节、中秋节 10.1-10.8 +9.28 +10.11',
  },
  {
    year: 2026,
    urls: [`https://www.${gov}202511/content_7047091.htm`],
    days: '元旦 1.1-1.3 +1.4; 春节 2.15-2.23 +2.14 +2.28; 清明节 4.4-4.6; 劳动节 5.1-5.5 +5.9; 端午节 6.19-6.21; 国庆节 10.1-10.7 +9.20 +10.10; 中秋节 9.25-9.27',
  },
]

/** The days of one notice, in order. December belongs to the year before: no notice arranges its own December. */
function daysOf({ year, days }: HolidayNotice): readonly HolidayDay[] {
  const day = (text: string): EpochDay => {
    const [month = 1, dayOfMonth = 1] = text.split('.').map(Number)
    return daysFromCivil(month === 12 ? year - 1 : year, month, dayOfMonth)
  }
  const found: [EpochDay, HolidayDay][] = []
  for (const holiday of days.split('; ')) {
    const [name = '', ...spans] = holiday.split(' ')
    for (const span of spans) {
      const off = !span.startsWith('+')
      const [first = '', last = first] = (off ? span : span.slice(1)).split('-')
      for (let at = day(first); at <= day(last); at = (at + 1) as EpochDay)
        found.push([at, { date: plainDate(at), name, off }])
    }
  }
  return found.sort(([a], [b]) => a - b).map(([, entry]) => entry)
}

/** Days off and make-up workdays of the whole country, 2018 to 2026, in order of date; from `holidayNotices`. */
export const nationalHolidays: readonly HolidayDay[] = /* @__PURE__ */ holidayNotices.flatMap(daysOf)
