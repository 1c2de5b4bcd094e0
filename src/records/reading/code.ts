import type { Code, CodeList } from '../codes/code-list.ts'
import { squash } from './text.ts'
import { wordings } from './wordings.ts'

const indexes = new WeakMap<CodeList, ReadonlyMap<string, string>>()

/** Every wording of a list by its squashed form; labels win over other wordings, those over keys, English and numbers. */
function indexOf(list: CodeList): ReadonlyMap<string, string> {
  const known = indexes.get(list)
  if (known) return known
  const index = new Map<string, string>()
  const put = (words: string | undefined, key: string): void => {
    const form = words === undefined ? '' : formOf(words)
    if (form !== '' && !index.has(form)) index.set(form, key)
  }
  for (const row of list.rows) put(row.zh, row.key)
  for (const row of list.rows) for (const words of row.also ?? []) put(words, row.key)
  for (const [key, words] of Object.entries(wordings[list.id] ?? {})) for (const one of words.split(' ')) put(one, key)
  for (const row of list.rows) if (row.zh.endsWith('族')) put(row.zh.slice(0, -1), row.key)
  for (const row of list.rows) put(row.key, row.key)
  for (const row of list.rows) put(row.en, row.key)
  for (const row of list.rows) put(row.code, row.key)
  indexes.set(list, index)
  return index
}

const formOf = (words: string): string => (squash(words) ?? '').toLowerCase().replace(/[。.;；]$/, '')
const bracketed = /[(（［【[].*[)）］】\]]$/

/**
 * The code that the words stand for: the label, another wording in use, the key, the English label or the number of the national
 * standard; words in brackets behind it are ignored if the whole is not found. Undefined if the list has no such wording.
 * @example
 * ```ts
 * import { codeLists, readCode } from 'childfile'
 * readCode(codeLists.relations, '奶奶') // => 'paternalGrandmother'
 * ```
 */
export function readCode<L extends CodeList>(list: L, text: string): Code<L> | undefined {
  const index = indexOf(list)
  const form = formOf(text)
  return index.get(form) ?? index.get(form.replace(bracketed, ''))
}

/** Whether the words stand for the code without words in brackets left over. */
export const isWholeCode = (list: CodeList, text: string): boolean => indexOf(list).has(formOf(text))

/**
 * The label of a code for people; a key that the list does not have comes back as it is.
 * @example
 * ```ts
 * import { codeLists, label } from 'childfile'
 * label(codeLists.relations, 'paternalGrandmother', 'zh') // => '祖母'
 * ```
 */
export const label = <L extends CodeList>(list: L, key: Code<L>, language: 'zh' | 'en'): string =>
  list.rows.find((row) => row.key === key)?.[language] ?? key
