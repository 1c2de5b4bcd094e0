import type { Outcome } from '../../problem.ts'
import { outcomeOf, readAs, type Reading, unread, type Written } from './reading.ts'
import { squash, wordsOf } from './text.ts'

/** A grade of 1 to 12, or none below school; the class where the same words name it. */
export interface GradeWords {
  readonly grade: number | 'none'
  readonly class?: string
}

const numerals = '〇一二三四五六七八九'
const stages: Readonly<Record<string, number>> = {
  小学: 0,
  初中: 6,
  初: 6,
  中学: 6,
  高中: 9,
  普高: 9,
  高: 9,
  中职: 9,
  职高: 9,
  中专: 9,
  技校: 9,
}
const form =
  /^(小学|初中|中学|高中|普高|中职|职高|中专|技校|初|高)?(?:第)?(十[一二]?|[一二三四五六七八九]|\d{1,2})(?:学?年级?|级)?(?:[上下](?:学期|册|半年)?)?(.*)$/
const number = '(?:\\d{1,2}|[一二三四五六七八九十]{1,3})'
const classForm = new RegExp(`^(?:[(（]${number}[)）]班?|\\.?${number}班|\\.\\d{1,2})$`)
const belowSchool = /^(?:幼儿园)?(?:托|小|中|大|学前)班?(?:[(（]?[\d一二三四五六]*[)）]?班?)?$/

const count = (text: string): number =>
  text.startsWith('十')
    ? 10 + Math.max(0, numerals.indexOf(text.charAt(1) || '〇'))
    : numerals.includes(text)
      ? numerals.indexOf(text)
      : Number(text)

/** A grade as it stands in a cell; see `readGrade`. */
export function gradeReading(written: Written): Reading<GradeWords> {
  const text = squash(wordsOf(written) ?? '')
  if (text === undefined) return unread('unreadable-text')
  if (text === '') return unread('blank')
  if (/^(?:幼儿园?|未[上入]学|未入园|学龄前|散居)$/.test(text)) return readAs({ grade: 'none' })
  if (belowSchool.test(text) && /[班前]/.test(text)) return readAs({ grade: 'none', class: text })
  const match = form.exec(text)
  if (!match) return unread('unreadable-code')
  const [, stage, digits = '', rest = ''] = match
  const grade = count(digits) + (stage === undefined ? 0 : (stages[stage] ?? 0))
  const last = stage === undefined || (stages[stage] ?? 0) === 9 ? 12 : stage === '小学' ? 6 : 9
  if (grade < 1 || grade > last) return unread('out-of-range')
  if (rest === '') return readAs({ grade })
  return classForm.test(rest) ? readAs({ grade, class: rest.replace(/^\./, '') }) : unread('unreadable-code')
}

/**
 * Reads a school grade: 四年级, 七年级, 初二, 高一, 小学三年级, 7.
 * @returns Ok: 1 to 12. Err `unknown-code`: not a grade; `invalid-value`: no such grade, or below school.
 * @example
 * ```ts
 * import { readGrade } from 'childfile'
 * readGrade('初二').unwrapOr(0) // => 8
 * ```
 */
export function readGrade(written: Written): Outcome<number> {
  const { value, code } = gradeReading(written)
  return outcomeOf(value?.grade === 'none' ? unread('out-of-range') : { value: value?.grade, code })
}

/** The grade in the words of paperwork: 一年级 to 九年级, 高一 to 高三. */
export const gradeText = (grade: number): string =>
  grade > 9 ? `高${numerals.charAt(grade - 9)}` : `${numerals.charAt(grade)}年级`
