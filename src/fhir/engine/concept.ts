import { type CodeList, isWholeCode, readCode } from '../../records/index.ts'
import { fhirSystems, nationalSystems, type PublicCodes, systemOf } from '../system.ts'
import type { Codec, Reading } from './codec.ts'
import { isFhirText } from './codec.ts'
import { below, isTree, items, type Node, paths, pathsOf, sameLeaves, textBelow, type Tree } from './node.ts'

/** Stands where no code of a list fits; the words are the text. */
const inWords = 'otherInWords'

interface Options {
  readonly beside?: PublicCodes
  /** No free words. */
  readonly only?: boolean
}

const wordsOf = (value: unknown): unknown => (isTree(value) ? value['other'] : undefined)

function codingsOf(list: CodeList, value: unknown, { beside }: Options): readonly Tree[] | undefined {
  const words = wordsOf(value)
  if (words !== undefined)
    return isFhirText(words) ? [{ system: systemOf(list), code: inWords, display: words }] : undefined
  const row = list.rows.find(({ key }) => key === value)
  if (!row) return undefined
  const national = nationalSystems[list.id]
  const other = beside?.codes[row.key]
  return [
    { system: systemOf(list), code: row.key, display: row.en },
    ...(national && row.code ? [{ system: national, code: row.code, display: row.zh }] : []),
    ...(beside && other !== undefined ? [{ system: beside.system, code: other }] : []),
  ]
}

const writeConcept = (list: CodeList, value: unknown, options: Options): Tree | undefined => {
  const coding = codingsOf(list, value, options)
  const zh = list.rows.find(({ key }) => key === value)?.zh ?? wordsOf(value)
  return coding && { coding, text: zh }
}

/** The key that one Coding stands for; undefined if it is in none of the systems of the list. */
function keyOf(list: CodeList, coding: Node, { beside }: Options): string | undefined {
  const system = below(coding, 'system')?.value
  const code = below(coding, 'code')?.value
  if (typeof code !== 'string') return undefined
  if (system === systemOf(list)) return list.rows.find(({ key }) => key === code)?.key
  if (system !== undefined && system === nationalSystems[list.id])
    return list.rows.find((row) => row.code === code)?.key
  if (!beside || system !== beside.system) return undefined
  if (beside.also && Object.hasOwn(beside.also, code)) return beside.also[code]
  const keys = Object.keys(beside.codes).filter((key) => beside.codes[key] === code)
  return keys.length === 1 ? keys[0] : undefined
}

/** Reads codings, then words; what agrees with how the answer would be written is the reader's, the rest is left. */
function readCodings(list: CodeList, node: Node, codings: readonly Node[], options: Options): Reading {
  const own = codings.find(
    (one) => below(one, 'system')?.value === systemOf(list) && below(one, 'code')?.value === inWords,
  )
  const words = own && textBelow(own, 'display')
  if (own && words !== undefined && !options.only)
    return {
      value: { other: words },
      took: [...pathsOf(own, 'system', 'code', 'display'), ...sameLeaves(node, { text: words })],
    }
  const found = ['own', 'others'].flatMap((which) =>
    codings.flatMap((coding) => {
      const isOwn = below(coding, 'system')?.value === systemOf(list)
      const key = isOwn === (which === 'own') ? keyOf(list, coding, options) : undefined
      return key === undefined ? [] : [{ key, coding }]
    }),
  )
  const [first] = found
  if (first) {
    const row = list.rows.find(({ key }) => key === first.key)
    const labels = new Set<unknown>([row?.zh, row?.en])
    const same = found.filter(({ key, coding }) => key === first.key || isCoarser(coding, first.key, options))
    const coarse = codings.filter((coding) => isCoarser(coding, first.key, options))
    const agreeing = [...same.map(({ coding }) => coding), ...coarse]
    const spoken = [below(node, 'text'), ...agreeing.map((coding) => below(coding, 'display'))]
    const took = [
      ...agreeing.flatMap((coding) => pathsOf(coding, 'system', 'code')),
      ...paths(...spoken.filter((one) => labels.has(one?.value))),
    ]
    return { value: first.key, took: [...new Set(took)] }
  }
  for (const spoken of [below(node, 'text'), ...codings.map((coding) => below(coding, 'display'))]) {
    if (!spoken || !isFhirText(spoken.value)) continue
    const key = readCode(list, spoken.value)
    // Words in brackets behind the label are not understood; they stay listed.
    if (key !== undefined) return { value: key, took: isWholeCode(list, spoken.value) ? paths(spoken) : [] }
  }
  const said = [below(node, 'text'), ...codings.map((coding) => below(coding, 'display'))].find(
    (one) => one && isFhirText(one.value) && one.value.length <= 50,
  )
  if (said && !options.only) return { value: { other: said.value }, took: paths(said), remarks: ['kept-in-words'] }
  return { rule: 'unknown-code' }
}

/** Whether a Coding is the public code that this key is written with, though several keys have it. */
const isCoarser = (coding: Node, key: string, { beside }: Options): boolean =>
  beside !== undefined &&
  below(coding, 'system')?.value === beside.system &&
  below(coding, 'code')?.value === beside.codes[key]

/** A CodeableConcept of a list. */
export const concept = (list: CodeList, options: Options = {}): Codec => ({
  shape: 'complex',
  write: (value) => writeConcept(list, value, options),
  read: (node) =>
    isTree(node.value) ? readCodings(list, node, items(below(node, 'coding')), options) : { rule: 'wrong-type' },
})

/** A list of one CodeableConcept; of several the first that can be read. */
export const firstConcept = (list: CodeList, options: Options = {}): Codec => {
  const one = concept(list, options)
  return {
    shape: 'list',
    write: (value) => {
      const written = one.write(value)
      return written === undefined ? undefined : [written]
    },
    read: (node) => {
      const read = items(node).flatMap((item) => one.read(item) ?? [])
      return (
        read.find((answer) => 'value' in answer && !answer.remarks) ??
        read.find((answer) => 'value' in answer) ?? { rule: 'unknown-code' }
      )
    },
  }
}

/** A set of codes as a list of Codings. */
export const codings = (list: CodeList): Codec => ({
  shape: 'list',
  write: (value) => {
    if (!Array.isArray(value)) return undefined
    const all = value.map((one: unknown) => codingsOf(list, one, {})?.[0])
    return all.includes(undefined) ? undefined : all
  },
  read: (node) => {
    const all = items(node).map((item) => readCodings(list, item, [item], {}))
    const failed = all.find((one) => 'rule' in one)
    if (failed) return failed
    const read = all.flatMap((one) => ('value' in one ? [one] : []))
    return {
      value: read.map(({ value }) => value),
      took: read.flatMap(({ took }) => took),
      remarks: read.flatMap(({ remarks = [] }) => remarks),
    }
  },
})

/** A value of an own list that is made of fixed keys, as a CodeableConcept without labels. */
export const keyed = (system: string): Codec => ({
  shape: 'complex',
  write: (value) => (isFhirText(value) ? { coding: [{ system, code: value }] } : undefined),
  read: (node) => {
    const coding = items(below(node, 'coding')).find((one) => below(one, 'system')?.value === system)
    const code = coding && textBelow(coding, 'code')
    return coding && code !== undefined
      ? { value: code, took: pathsOf(coding, 'system', 'code') }
      : { rule: 'unknown-code' }
  },
})

/** The category that an Observation has. */
export const observationCategory = (code: 'vital-signs' | 'survey'): readonly Tree[] => [
  { coding: [{ system: fhirSystems.observationCategory, code }] },
]
