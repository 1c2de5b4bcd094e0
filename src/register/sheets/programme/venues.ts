import { digestText } from '../../../digest.ts'
import type { Outcome } from '../../../problem.ts'
import { codes } from '../../engine/code-kind.ts'
import { idText, integer, line } from '../../engine/kind.ts'
import { readSheet, type ReadOptions } from '../../engine/read-sheet.ts'
import type { Register } from '../../engine/register.ts'
import { type RowReader, type Sheet, sheetOf, type Values } from '../../engine/sheet.ts'
import { type Code, codeLists } from '../../records.ts'
import type { Workbook } from '../../workbook/workbook.ts'

/** A hall, a classroom, a playground of a school. */
export interface Venue {
  readonly id: string
  readonly school: string
  readonly name: string
  readonly places: number | 'notCollected'
  /** Forms of session that it suits; none: all. */
  readonly forms: readonly Code<typeof codeLists.sessionForms>[] | 'none' | 'notCollected'
}

const columns = {
  id: { zh: '场地编号', en: 'id', also: ['编号', '教室编号', '场所编号'], kind: idText },
  school: {
    zh: '学校',
    en: 'school',
    also: ['学校名称', '所属学校', '所在学校', '学校(幼儿园)'],
    kind: line({ none: false, repeats: true }),
  },
  name: {
    zh: '场地名称',
    en: 'name',
    also: ['场地', '教室', '场所', '场所名称', '地点', '教室名称', '名称'],
    kind: line({ none: false }),
  },
  places: {
    zh: '容纳人数',
    en: 'places',
    also: ['座位数', '可容纳人数', '容量', '人数', '最多人数'],
    kind: integer({ from: 1, to: 20_000, none: false }),
  },
  forms: {
    zh: '适用形式',
    en: 'suits',
    also: ['用途', '适合活动', '适用活动', '适用活动形式', '活动形式'],
    kind: codes(codeLists.sessionForms, { words: false, none: true, noneWords: new Set(['不限', '均可', '都可以']) }),
  },
} as const

const absent = 'notCollected'

/** A room without a number is known by school and name. */
const idOf = (school: string, name: string): string =>
  `r-${digestText(`childfile/venue/1 ${JSON.stringify([school, name])}`).slice(0, 24)}`

function read(values: Values<typeof columns>, row: RowReader<keyof typeof columns>): Venue | undefined {
  const { id, school, name, places, forms } = values
  const missing = id === absent || id === 'none'
  if (missing && row.has('id') && !row.faulty('id')) row.report('missing-value', 'id')
  if (school === absent && !row.faulty('school')) row.report('missing-value', 'school')
  if (school === absent || (missing && row.has('id'))) return undefined
  if (places === absent && !row.faulty('places')) row.report('not-stated', 'places')
  const suits = typeof forms === 'string' ? forms : forms.flatMap((form) => (typeof form === 'string' ? [form] : []))
  const number = missing ? idOf(school, name) : id
  return { id: number, school, name, places: places === 'none' ? absent : places, forms: suits }
}

const venues = (needs: 'id' | 'name'): Sheet<Venue> =>
  sheetOf({
    id: 'venues',
    name: '场地名册',
    columns,
    needs: ['school', needs],
    marks: [needs],
    read,
    write: (venue) => ({ ...venue }),
    carried: (_, ok) =>
      (['id', 'school', 'name', 'places', 'forms'] as const).flatMap((field) =>
        ok(field) ? [`/${field}` as const] : [],
      ),
    spare: (venue) => Object.fromEntries(Object.entries(venue).filter(([, value]) => value !== absent)),
    recordedOn: () => undefined,
  })

/** Rooms of schools in which sessions can be held (场地名册), one row for each. */
export const venueSheet: Sheet<Venue> = venues('id')

/**
 * Reads the rooms of schools in which sessions can be held. A list without a column of numbers gives ids made of school
 * and name.
 * @returns Ok: every row with what became of it. Err: as `readSheet`.
 * @example
 * ```ts
 * import { decodeCsv, readVenues, recordsOf } from 'childfile/register'
 * const text = '场地编号,学校,场地名称,容纳人数,适用形式\nR1,龙街镇中心小学,礼堂,200,讲座、情景剧\n'
 * const register = decodeCsv(new TextEncoder().encode(text)).andThen((workbook) => readVenues(workbook, { asOf: '2026-10-15' }))
 * register.map((read) => recordsOf(read).map(({ places, forms }) => [places, forms])).unwrapOr([]) // => [[200, ["lecture", "drama"]]]
 * ```
 */
export function readVenues(workbook: Workbook, options: ReadOptions): Outcome<Register<Venue>> {
  const numbered = readSheet(venueSheet, workbook, options)
  if (numbered.isOk() || numbered.error[0].code !== 'no-heading') return numbered
  return readSheet(venues('name'), workbook, options)
}
