import { pointer } from '../../pointer.ts'
import { ChildFile, codeLists } from '../../records/index.ts'
import { isAbsence } from '../engine/absence.ts'
import { concept, observationCategory } from '../engine/concept.ts'
import { type Codec, date, text } from '../engine/codec.ts'
import { extra, type Line, line } from '../engine/line.ts'
import { below, inOrder, isTree, items, type Node, paths, type Tree } from '../engine/node.ts'
import { quantity } from '../engine/quantity.ts'
import { read, takeSame } from '../engine/reading.ts'
import { isSaid, omit, write } from '../engine/writing.ts'
import { fhirSystems } from '../system.ts'
import { absentReason, readAbsentReason } from '../engine/absent-reason.ts'
import {
  type Arrived,
  type Arriving,
  type Emitted,
  enter,
  fieldsOf,
  identifier,
  inFile,
  inForce,
  keyOf,
  reference,
  sectionOf,
  toChild,
  type Writing,
} from './mapping.ts'

/** Instruments of which LOINC has a questionnaire and a total. */
const panels: Readonly<Record<string, { readonly panel: string; readonly total: string }>> = {
  'PHQ-9': { panel: '44249-1', total: '44261-6' },
}
const fields = fieldsOf(ChildFile.shape.screenings)
const totalSystem = `${fhirSystems.code}instrumentTotal`

const instrument: Codec = {
  shape: 'primitive',
  write: (value) => `${fhirSystems.instrument}${String(value)}`,
  read: (node) => {
    const [url = '', version] = String(node.value).split('|')
    // A version has no place, so that the leaf stays listed.
    const took = version === undefined ? paths(node) : []
    if (url.startsWith(fhirSystems.instrument)) return { value: url.slice(fhirSystems.instrument.length), took }
    const found = Object.keys(panels).find((id) => url.endsWith(`loinc.org/q/${panels[id]?.panel ?? ''}`))
    return found === undefined ? { rule: 'unknown-code' } : { value: found, took }
  },
}

const never: Codec = { shape: 'primitive', write: () => undefined, read: () => ({ rule: 'wrong-type' }) }

const lines: readonly Line[] = [
  line('instrument', ['questionnaire'], instrument),
  line('on', ['authored'], date),
  extra('informant', 'informant', 'valueCodeableConcept', concept(codeLists.speakers)),
  extra('coding', 'scoring-convention', 'valueString', text),
]
const noAnswers = extra('answers', 'answers', 'valueCode', never)
const totalLines: readonly Line[] = [
  line('on', ['effectiveDateTime'], date),
  line('total', ['valueQuantity'], quantity('{score}')),
]

const itemsOf = (answers: Tree): readonly Tree[] | undefined => {
  const all = inOrder(answers)
  if (all.some(([, value]) => typeof value === 'number' && Math.abs(value) > 2_147_483_647)) return undefined
  return all.map(([linkId, value]) =>
    value === 'notAnswered' ? { linkId } : { linkId, answer: [{ valueInteger: value }] },
  )
}

const totalCode = (id: unknown): Tree => {
  const loinc = panels[String(id)]?.total
  return {
    coding: [
      { system: totalSystem, code: id },
      ...(loinc === undefined ? [] : [{ system: fhirSystems.loinc, code: loinc }]),
    ],
  }
}

function outOf(key: string, record: Tree, writing: Writing): readonly Emitted[] {
  const at = inFile('screenings', key)
  const { answers, total } = record
  const given = isTree(answers) ? itemsOf(answers) : []
  if (!given) writing.notWritten.push({ path: `${at}${pointer('answers')}`, why: 'notText' })
  const head = { identifier: identifier('screening', key), status: 'completed', subject: toChild(writing) }
  const response = write(record, isAbsence(answers) ? [...lines, noAnswers] : lines, writing.notWritten, {
    at,
    fixed: {
      resourceType: 'QuestionnaireResponse',
      ...head,
      ...(given && given.length > 0 ? { item: given } : {}),
    },
    elsewhere: ['answers', 'total'],
  })
  const emitted = { kind: 'screenings', key, resource: response }
  if (!isSaid(total)) return [emitted]
  const fixed = {
    resourceType: 'Observation',
    ...head,
    identifier: [head.identifier],
    status: 'final',
    category: observationCategory('survey'),
    code: totalCode(record['instrument']),
    derivedFrom: [reference(writing.address('screenings', key))],
    ...absentReason(total),
  }
  const wanted = totalLines.filter(({ field }) => field !== 'total' || absentReason(total) === undefined)
  const observation = write(record, wanted, [], { at, fixed })
  return [emitted, { kind: 'screenings/total', key, resource: observation }]
}

/** Filled-in instruments: a QuestionnaireResponse for the answers, an Observation for a total. */
export function screeningsOut(file: Tree, writing: Writing): readonly Emitted[] {
  const entries = file['screenings']
  if (isTree(entries))
    return inOrder(entries).flatMap(([key, record]) => {
      if (isTree(record)) return outOf(key, record, writing)
      omit(writing.notWritten, inFile('screenings', key), record)
      return []
    })
  omit(writing.notWritten, inFile('screenings'), entries)
  return []
}

function answersIn(node: Node, arriving: Arriving, into: Record<string, unknown>): void {
  for (const item of items(below(node, 'item'))) {
    if (below(item, 'item')) answersIn(item, arriving, into)
    const linkId = below(item, 'linkId')
    const answers = items(below(item, 'answer'))
    if (below(item, 'item') && answers.length === 0) continue
    const value = answers[0] && below(answers[0], 'valueInteger')
    const id = String(linkId?.value)
    const fits = /^[A-Za-z0-9]{1,12}$/.test(id) && !Object.hasOwn(into, id)
    if (!linkId || !fits || answers.length > 1 || (answers.length === 1 && !Number.isSafeInteger(value?.value))) {
      arriving.remark(item.path, 'does-not-fit')
      continue
    }
    into[id] = value?.value ?? 'notAnswered'
    for (const path of paths(linkId, value)) arriving.taken.add(path)
  }
}

/** Reads a QuestionnaireResponse. */
export function screeningIn({ node }: Arrived, arriving: Arriving): boolean {
  if (!inForce(node, arriving, ['completed', 'amended'])) return false
  const key = keyOf(node, 'screening', arriving)
  const record: Record<string, unknown> = { ...read(node, [...lines, noAnswers], fields, arriving) }
  if (record['instrument'] === undefined) {
    if (!below(node, 'questionnaire')) arriving.remark(node.path, 'no-record')
    return false
  }
  if (record['answers'] === undefined) {
    const answers: Record<string, unknown> = {}
    answersIn(node, arriving, answers)
    if (Object.keys(answers).length > 0) record['answers'] = answers
  }
  return enter(sectionOf(arriving.into.file, 'screenings'), key, record, node, arriving)
}

const isInstrument = (value: unknown): value is string =>
  typeof value === 'string' && /^[A-Za-z0-9.-]{1,40}$/.test(value)

/** The instrument of which an Observation is the total. */
function instrumentOf(node: Node): string | undefined {
  const code = below(node, 'code')
  for (const coding of code ? items(below(code, 'coding')) : []) {
    const [system, value] = [below(coding, 'system')?.value, below(coding, 'code')?.value]
    if (system === totalSystem && isInstrument(value)) return value
    const found = Object.keys(panels).find((id) => system === fhirSystems.loinc && panels[id]?.total === value)
    if (found !== undefined) return found
  }
  return undefined
}

/** Whether an Observation is the total of an instrument, by its code. */
export const isTotal = (node: Node): boolean => instrumentOf(node) !== undefined

/** Reads the total of an instrument. */
export function totalIn({ node }: Arrived, arriving: Arriving): boolean {
  if (!inForce(node, arriving, ['final', 'amended', 'corrected'])) return false
  const id = instrumentOf(node)
  const key = keyOf(node, 'screening', arriving)
  const said = read(node, totalLines, fields, arriving)
  const record = { ...said, ...readAbsentReason(node, 'total', said, arriving), instrument: id }
  takeSame(node, { code: totalCode(id), category: observationCategory('survey') }, arriving)
  for (const from of items(below(node, 'derivedFrom')))
    if (arriving.meant(from)) for (const path of paths(below(from, 'reference'))) arriving.taken.add(path)
  return enter(sectionOf(arriving.into.file, 'screenings'), key, record, node, arriving)
}
