import { addDays, type PlainDate } from '../../date.ts'
import {
  absenceOf,
  dateReading,
  divisionReading,
  type DivisionCode,
  hasLetter,
  isFormulaError,
  nameText,
  type NationalIdParts,
  nationalIdReading,
  type Phone,
  phonesReading,
  readAs,
  type Reading,
  readYesNo,
  squash,
  tidy,
  unread,
  wordsOf,
} from '../records.ts'
import type { Cell } from '../workbook/workbook.ts'

/** A reading that has a value in any case. */
export interface CellReading<V> extends Reading<V> {
  readonly value: V
}

/** Words that whoever fills in a column can choose from. */
export interface Options {
  readonly words: readonly string[]
  /** Whether other words can be written, too: several at once, or words of one's own. */
  readonly open: boolean
}

/**
 * How the cells of a column are read and written. Reading always gives a value, `notCollected` where there is none, and a code
 * where something stands out. `repeats`: the same words come again and again, so that readings are worth remembering.
 */
export interface Kind<V> {
  readonly read: (cell: Cell, asOf: PlainDate) => CellReading<V>
  write(value: V): string
  readonly repeats: boolean
  /** What empty forms offer to choose from. */
  readonly options?: Options
  /** What empty forms say of how to fill it in, in Chinese. */
  readonly hint?: string
  /** Whether its cells are numbers; all others are text in empty forms. */
  readonly numeric?: true
}

type Blank = 'none' | 'notCollected'

/** A value of the sheet: none and not collected are values of their own. */
export type Filled<V> = V | Blank

const blank: CellReading<'notCollected'> = { value: 'notCollected', code: undefined }
const none: CellReading<'none'> = { value: 'none', code: undefined }
const broken: CellReading<'notCollected'> = { value: 'notCollected', code: 'unreadable-text' }

interface Recipe<V> {
  /** Meaning of the words that are no absence. */
  readonly read: (words: string, cell: Cell, asOf: PlainDate) => Reading<V>
  readonly write: (value: V) => string
  /** Whether "none" is an answer here; where it is not, it counts as not collected. */
  readonly none: boolean
  readonly repeats?: boolean
  /** What goes before the words of absence: labels that look like them. */
  readonly first?: (squashed: string) => V | undefined
  /** Words that say "none" in this column only. */
  readonly noneWords?: ReadonlySet<string>
  /** What empty forms offer; the words for none and not collected are added. */
  readonly options?: Options
  readonly hint?: string
  readonly numeric?: true
}

/** No word of absence is longer, spaces around it included. */
const longestAbsence = 24

const withAbsence = ({ words, open }: Options, none: boolean): Options => ({
  words: [...new Set([...words, ...(none ? ['无'] : []), '未采集'])],
  open,
})

/** A kind that knows the words for "none" and "not collected", and keeps nothing that cannot be read. */
export function kind<V>(recipe: Recipe<V>): Kind<Filled<V>> {
  const noneHere = recipe.none ? none : blank
  return {
    repeats: recipe.repeats ?? false,
    ...(recipe.options === undefined ? {} : { options: withAbsence(recipe.options, recipe.none) }),
    ...(recipe.hint === undefined ? {} : { hint: recipe.hint }),
    ...(recipe.numeric === undefined ? {} : { numeric: recipe.numeric }),
    write: (value) => (value === 'none' ? '无' : value === 'notCollected' ? '未采集' : recipe.write(value)),
    read(cell, asOf) {
      if (cell === '') return blank
      const words = wordsOf(cell)
      if (words === undefined) return broken
      if (words.length <= longestAbsence) {
        const squashed = squash(words)
        if (squashed === undefined) return broken
        const first = recipe.first?.(squashed)
        if (first !== undefined) return { value: first, code: undefined }
        if (recipe.noneWords?.has(squashed)) return noneHere
        const absent = absenceOf(squashed)
        if (absent !== undefined) return absent === 'none' ? noneHere : blank
        if (isFormulaError(squashed)) return { value: 'notCollected', code: 'formula-error' }
      }
      const { value, code } = recipe.read(words, cell, asOf)
      return { value: value ?? 'notCollected', code: code === 'blank' ? undefined : code }
    },
  }
}

/** A kind for which "none" is no answer says so in its type. */
export function withoutNone<V>(inner: Kind<Filled<V>>): Kind<V | 'notCollected'> {
  return {
    ...inner,
    read: (cell, asOf) => {
      const { value, code } = inner.read(cell, asOf)
      return { value: value === 'none' ? 'notCollected' : value, code }
    },
  }
}

const same = (text: string): string => text

const limited = (text: string | undefined, limit: number): Reading<string> =>
  text === undefined ? unread('unreadable-text') : text.length > limit ? unread('too-long') : readAs(text)

/** A line of words. */
export const line = (options: {
  readonly none: boolean
  readonly limit?: number
  readonly repeats?: boolean
}): Kind<Filled<string>> =>
  kind({
    none: options.none,
    repeats: options.repeats ?? false,
    read: (words) => limited(tidy(words), options.limit ?? 100),
    write: same,
  })

/** A person's name. */
export const personName = (options: { readonly none: boolean }): Kind<Filled<string>> =>
  kind({
    none: options.none,
    read(words) {
      const name = nameText(words)
      if (name !== undefined && !hasLetter(name)) return unread('not-a-name')
      const reading = limited(name, 72)
      return reading.value === undefined || reading.value === words ? reading : readAs(reading.value, 'normalised')
    },
    write: same,
  })

/** A day; `past`: not after the day of the sheet. */
export const date = (options: { readonly none: boolean; readonly past: boolean }): Kind<Filled<PlainDate>> =>
  kind({
    none: options.none,
    repeats: true,
    hint: '按年-月-日填写公历日期，如 2016-03-05',
    read(_, cell, asOf) {
      const reading = dateReading(cell)
      return options.past && reading.value !== undefined && reading.value > asOf ? unread('future-date') : reading
    },
    write: same,
  })

/** The first day after a last day: sheets name the one, records the other. */
export function lastDay(options: { readonly none: boolean; readonly past: boolean }): Kind<Filled<PlainDate>> {
  const inner = date(options)
  return {
    ...inner,
    read(cell, asOf) {
      const { value, code: remark } = inner.read(cell, asOf)
      return { value: value === 'none' || value === 'notCollected' ? value : addDays(value, 1), code: remark }
    },
    write: (value) => inner.write(value === 'none' || value === 'notCollected' ? value : addDays(value, -1)),
  }
}

/** An amount of whole numbers; a unit behind the number is dropped. */
export const integer = (options: {
  readonly from: number
  readonly to: number
  readonly none: boolean
}): Kind<Filled<number>> =>
  number(options, /^(-?\d+)(?:\.0+)?(?:周?岁|人|名|次|分钟|分|天|日|[个件套双本份盒袋包支床箱只台辆块张条副把桶瓶])?$/)

/** A number with decimals. */
export const decimal = (options: {
  readonly from: number
  readonly to: number
  readonly none: boolean
}): Kind<Filled<number>> => number(options, /^(-?\d+(?:\.\d+)?)(?:°|度|厘米|cm|CM|公斤|千克|kg|KG|元)?$/)

const number = (
  options: { readonly from: number; readonly to: number; readonly none: boolean },
  form: RegExp,
): Kind<Filled<number>> =>
  kind({
    none: options.none,
    repeats: true,
    numeric: true,
    hint: `只写数字，${options.from} 至 ${options.to === Number.MAX_SAFE_INTEGER ? '任意大' : options.to}`,
    read(words) {
      const match = form.exec((squash(words) ?? '').replace(/(?<=\d),(?=\d{3})/g, ''))
      if (!match) return unread('not-a-number')
      const value = Number(match[1])
      return value < options.from || value > options.to ? unread('out-of-range') : readAs(value)
    },
    write: String,
  })

/** An id as registers give them: letters, digits and . _ ~ - */
export const idText: Kind<Filled<string>> = kind<string>({
  none: false,
  read(words) {
    const id = squash(words)
    return id !== undefined && /^[A-Za-z0-9][A-Za-z0-9._~-]{0,63}$/.test(id) ? readAs(id) : unread('unreadable-code')
  },
  write: same,
})

/** Telephone numbers, the main one first. */
export const phones: Kind<Filled<readonly [Phone, ...Phone[]]>> = kind({
  none: true,
  hint: '十一位手机号，或区号加号码；多个号码用、隔开，常用的在前',
  read: (_, cell) => phonesReading(cell),
  write: (value) => value.join('、'),
})

/** A division code. */
export const division: Kind<Filled<DivisionCode>> = kind({
  none: false,
  repeats: true,
  hint: '十二位村（社区）代码',
  read: (_, cell) => divisionReading(cell),
  write: same,
})

/** An identity number with what it says. */
export const nationalId: Kind<Filled<NationalIdParts>> = kind({
  none: true,
  hint: '十八位，末位可为 X，照户口簿抄写',
  read: (_, cell) => nationalIdReading(cell),
  write: (value) => value.idNumber,
})

/** Yes or no; 无 and / are no answer. */
export const yesNo = withoutNone(
  kind<'yes' | 'no'>({
    none: false,
    repeats: true,
    first: readYesNo,
    options: { words: ['是', '否'], open: false },
    read(words) {
      const answer = readYesNo(words)
      return answer === undefined ? unread('unreadable-code') : readAs(answer)
    },
    write: (value) => (value === 'yes' ? '是' : '否'),
  }),
)
