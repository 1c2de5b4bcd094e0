import {
  type Code,
  type CodeList,
  isWholeCode,
  label,
  readAs,
  readCode,
  type Reading,
  tidy,
  unread,
} from '../records.ts'
import { type Filled, kind, type Kind, withoutNone } from './kind.ts'

/** How the cells of a column of codes are read. */
export interface CodeOptions {
  /** Whether words that are not in the list are kept as they are. */
  readonly words: boolean
  readonly none: boolean
  /** Whether other words are no cause for a remark. */
  readonly open?: boolean
  /** Words that say "none" in this column only. */
  readonly noneWords?: ReadonlySet<string>
}

/** A key of the list, or other words as they were written. */
export type CodeOrWords<L extends CodeList> = Code<L> | { readonly other: string }

function oneCode<L extends CodeList>(list: L, words: string, options: CodeOptions): Reading<CodeOrWords<L>> {
  const key = readCode(list, words)
  if (key !== undefined) return readAs(key, isWholeCode(list, words) ? undefined : 'extra-words')
  if (/^9{2,3}$/.test(words)) return unread('blank')
  if (!options.words) return unread('unreadable-code')
  const other = tidy(words) ?? ''
  if (other.length > 50) return unread('too-long')
  return readAs({ other }, options.open ? undefined : 'unknown-code')
}

const codeText = <L extends CodeList>(list: L, value: CodeOrWords<L>): string =>
  typeof value === 'string' ? label(list, value, 'zh') : value.other

const labels = (list: CodeList): readonly string[] => list.rows.map(({ zh }) => zh)

/** A code of a list. */
export const code = <L extends CodeList>(list: L, options: CodeOptions): Kind<Filled<CodeOrWords<L>>> =>
  kind({
    none: options.none,
    repeats: true,
    first: (squashed) => (isWholeCode(list, squashed) ? readCode(list, squashed) : undefined),
    options: { words: labels(list), open: options.words },
    read: (words) => oneCode(list, words, options),
    write: (value) => codeText(list, value),
  })

/** A code of a list that has neither "none" nor other words. */
export const codeOnly = <L extends CodeList>(list: L): Kind<Code<L> | 'notCollected'> =>
  withoutNone(
    kind<Code<L>>({
      none: false,
      repeats: true,
      options: { words: labels(list), open: false },
      first: (squashed) => (isWholeCode(list, squashed) ? readCode(list, squashed) : undefined),
      read(words) {
        const { value, code: remark } = oneCode(list, words, { words: false, none: false })
        return { value: typeof value === 'object' ? undefined : value, code: remark }
      },
      write: (value) => label(list, value, 'zh'),
    }),
  )

/** Parts of an enumeration as people separate them. */
export const partsOf = (words: string): readonly string[] =>
  words
    .split(/[、,，;；/|\n]|\s+(?=\S)/)
    .map((part) => part.trim())
    .filter((part) => part !== '')

/** Several codes of a list, in the order of the list, other words behind. */
export const codes = <L extends CodeList>(list: L, options: CodeOptions): Kind<Filled<readonly CodeOrWords<L>[]>> => {
  const compound = list.rows.filter(({ zh }) => partsOf(zh).length > 1)
  const order = new Map(list.rows.map((row, i) => [row.key, i]))
  const rank = (value: CodeOrWords<L>): number =>
    typeof value === 'string' ? (order.get(value) ?? 0) : list.rows.length
  return kind<readonly CodeOrWords<L>[]>({
    none: options.none,
    repeats: true,
    ...(options.noneWords === undefined ? {} : { noneWords: options.noneWords }),
    options: { words: labels(list), open: true },
    hint: '可填多项，用、隔开',
    first: (squashed) => (isWholeCode(list, squashed) ? [readCode(list, squashed) as Code<L>] : undefined),
    read(words) {
      // Labels that have a comma of their own are taken out before the rest is taken apart.
      const whole = compound.filter(({ zh }) => words.includes(zh))
      const rest = whole.reduce((text, { zh }) => text.replace(zh, '、'), words)
      const readings = [...whole.map(({ zh }) => zh), ...partsOf(rest)].map((part) => oneCode(list, part, options))
      const values = readings.flatMap(({ value }) => (value === undefined ? [] : [value]))
      const distinct = [...new Map(values.map((value) => [codeText(list, value), value])).values()]
      const remark = readings.find((reading) => reading.value === undefined) ?? readings.find((reading) => reading.code)
      if (distinct.length === 0) return unread(remark?.code ?? 'unreadable-code')
      return readAs(
        distinct.sort((a, b) => rank(a) - rank(b)),
        remark?.code,
      )
    },
    write: (values) => values.map((value) => codeText(list, value)).join('、'),
  })
}
