import type { MaskKind } from '../field/mark.ts'

/** What each kind leaves of a text. `words` and `date` leave nothing but the year of a date. */
const rules: Readonly<Record<MaskKind, (text: string) => string>> = {
  name: (text) => {
    const [first = '', second] = Array.from(text)
    return second === undefined ? '*' : `${first}*`
  },
  idNumber: (text) => (text.length >= 15 ? `${text.slice(0, 6)}**********${text.slice(-2)}` : '*'),
  phone: (text) => (text.length >= 10 ? `${text.slice(0, 3)}****${text.slice(-4)}` : '*'),
  address: (text) => {
    const township = /^.*?(?:街道|乡|镇|苏木)/u.exec(text)?.[0] ?? /^.*(?:县|区|旗|市)/u.exec(text)?.[0]
    return township === undefined || township === text ? '*' : `${township}*`
  },
  division: (text) => text.slice(0, 9),
  date: (text) => (/^\d{4}(?:-|$)/.test(text) ? text.slice(0, 4) : '*'),
  words: () => '*',
}

const kept: ReadonlySet<string> = new Set(['none', 'notCollected', 'contested', 'withheld'])

/**
 * A text shortened for a screen or a list: a name to its first character, an identity number to division and last two, a telephone
 * number to its first three and last four, an address and a division to the township, a date to its year, free words to nothing.
 * Words for absence stay. Masking what is masked changes nothing.
 * @example
 * ```ts
 * import { mask } from 'childfile/privacy'
 * mask('name', '张小明') // => '张*'
 * mask('phone', '13812340000') // => '138****0000'
 * mask('idNumber', '11010519491231002X') // => '110105**********2X'
 * mask('address', '贵州省威宁县中水镇小井寨村2组') // => '贵州省威宁县中水镇*'
 * ```
 */
export const mask = (kind: MaskKind, text: string): string => (kept.has(text) ? text : rules[kind](text))
