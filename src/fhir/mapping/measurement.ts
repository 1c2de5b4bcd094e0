import { canonicalJson } from '../../canonical.ts'
import { digestText } from '../../digest.ts'
import { ChildFile, codeLists } from '../../records/index.ts'
import { concept, observationCategory } from '../engine/concept.ts'
import { date } from '../engine/codec.ts'
import { type Line, line } from '../engine/line.ts'
import { below, inOrder, isTree, items, type Node, type Tree } from '../engine/node.ts'
import { quantity, yesOrNo } from '../engine/quantity.ts'
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
  identifierOf,
  inFile,
  inForce,
  keyOf,
  sectionOf,
  toChild,
  type Writing,
} from './mapping.ts'

/** A measure of the body: its codes, and its unit where it has one. */
interface Measure {
  readonly field: string
  readonly loinc?: string
  readonly as: Line
}

const measures: readonly Measure[] = [
  { field: 'heightCm', loinc: '8302-2', as: line('heightCm', ['valueQuantity'], quantity('cm')) },
  { field: 'weightKg', loinc: '29463-7', as: line('weightKg', ['valueQuantity'], quantity('kg')) },
  { field: 'headCm', loinc: '9843-4', as: line('headCm', ['valueQuantity'], quantity('cm')) },
  { field: 'armMm', loinc: '56072-2', as: line('armMm', ['valueQuantity'], quantity('mm')) },
  { field: 'oedema', as: line('oedema', ['valueBoolean'], yesOrNo) },
]
const heights: Readonly<Record<string, string>> = { lying: '8306-3', standing: '8308-9' }
const system = `${fhirSystems.code}measurement`
const on = line('on', ['effectiveDateTime'], date)
const posture = line('posture', ['method'], concept(codeLists.postures, { only: true }))
const linesOf = ({ field, as }: Measure): readonly Line[] => [on, as, ...(field === 'heightCm' ? [posture] : [])]

const codeOf = ({ field, loinc }: Measure, how: unknown): Tree => ({
  coding: [
    { system, code: field },
    ...(loinc === undefined ? [] : [{ system: fhirSystems.loinc, code: loinc }]),
    ...(field === 'heightCm' && heights[String(how)]
      ? [{ system: fhirSystems.loinc, code: heights[String(how)] }]
      : []),
  ],
})

/** Which measures are written: those of which something is said; the weight where there is none, so that the entry is not lost. */
function writtenOf(record: Tree): readonly Measure[] {
  const said = measures.filter(
    ({ field }) => isSaid(record[field]) || (field === 'heightCm' && isSaid(record['posture'])),
  )
  return said.length > 0 ? said : measures.filter(({ field }) => field === 'weightKg')
}

/** Measurements of the body, one Observation for each measure, held together by the identifier. */
export function measurementsOut(file: Tree, writing: Writing): readonly Emitted[] {
  const entries = file['measurements']
  if (!isTree(entries)) {
    omit(writing.notWritten, inFile('measurements'), entries)
    return []
  }
  return inOrder(entries).flatMap(([key, record]) => {
    const at = inFile('measurements', key)
    if (!isTree(record)) {
      omit(writing.notWritten, at, record)
      return []
    }
    const written = writtenOf(record)
    return written.map((measure, n) => {
      const { field } = measure
      const value = record[field]
      const lines = linesOf(measure).filter((one) => one.field !== field || absentReason(value) === undefined)
      const fixed = {
        resourceType: 'Observation',
        identifier: [identifier('measurement', key)],
        status: 'final',
        category: observationCategory('vital-signs'),
        code: codeOf(measure, record['posture']),
        subject: toChild(writing),
        ...absentReason(value),
      }
      // What is said once for all is noted once.
      const notWritten = n === 0 ? writing.notWritten : []
      const rest = n === 0 ? [...measures.map((one) => one.field), 'posture'] : Object.keys(record)
      return {
        kind: `measurements/${field}`,
        key,
        resource: write(record, lines, notWritten, { at, fixed, elsewhere: rest }),
      }
    })
  })
}

const codingsOf = (node: Node): readonly (readonly [unknown, unknown])[] => {
  const code = below(node, 'code')
  return code ? items(below(code, 'coding')).map((one) => [below(one, 'system')?.value, below(one, 'code')?.value]) : []
}

/** The measure that an Observation is of, and the posture that its code says. */
function measureOf(node: Node): { readonly measure: Measure; readonly how: string | undefined } | undefined {
  const codings = codingsOf(node)
  const has = (of: string, code: string | undefined): boolean =>
    codings.some(([one, other]) => one === of && other === code)
  const how = Object.keys(heights).find((key) => has(fhirSystems.loinc, heights[key]))
  const measure = measures.find(
    ({ field, loinc }) =>
      has(system, field) ||
      (loinc !== undefined && has(fhirSystems.loinc, loinc)) ||
      (field === 'heightCm' && how !== undefined),
  )
  return measure && { measure, how }
}

/** Whether an Observation is of the body, by its code. */
export const isMeasurement = (node: Node): boolean => measureOf(node) !== undefined

/** Reads an Observation of the body. Those of one day belong together where no identifier says otherwise. */
export function measurementIn({ node }: Arrived, arriving: Arriving): boolean {
  const found = measureOf(node)
  if (!found || !inForce(node, arriving, ['final', 'amended', 'corrected'])) return false
  const { measure, how } = found
  const fields = fieldsOf(ChildFile.shape.measurements)
  const said = read(node, linesOf(measure), fields, arriving)
  const record: Record<string, unknown> = { ...said, ...readAbsentReason(node, measure.field, said, arriving) }
  if (how !== undefined && record['posture'] === undefined) record['posture'] = how
  takeSame(node, { code: codeOf(measure, how), category: observationCategory('vital-signs') }, arriving)
  const day = record['on']
  const key =
    identifierOf(node, 'measurement') || day === undefined
      ? keyOf(node, 'measurement', arriving)
      : `fhir-${digestText(canonicalJson(['measurement', day])).slice(0, 24)}`
  return enter(sectionOf(arriving.into.file, 'measurements'), key, record, node, arriving)
}
