import { ChildFile, codeLists } from '../../records/index.ts'
import { concept } from '../engine/concept.ts'
import { date, text, whole } from '../engine/codec.ts'
import { type Line, line } from '../engine/line.ts'
import { read } from '../engine/reading.ts'
import { vaccineCodes } from '../system.ts'
import { entriesOut } from './entries.ts'
import { enterOnce, fieldsOf, identifier, inForce, keyOf, type Mapping, sectionOf, toChild } from './mapping.ts'

const lines: readonly Line[] = [
  line('vaccine', ['vaccineCode'], concept(codeLists.vaccines, { beside: vaccineCodes })),
  line('on', ['occurrenceDateTime'], date),
  line('number', ['protocolApplied', {}, 'doseNumberPositiveInt'], whole),
  line('place', ['location', 'display'], text),
]

/** Doses of vaccines. What was not done is no dose. */
export const dose: Mapping = {
  types: ['Immunization'],
  out: ({ file }, writing) =>
    entriesOut('doses', file['doses'], lines, writing, (key) => ({
      resourceType: 'Immunization',
      identifier: [identifier('dose', key)],
      status: 'completed',
      patient: toChild(writing),
    })),
  in: ({ node }, arriving) => {
    if (!inForce(node, arriving, ['completed'])) return false
    const key = keyOf(node, 'dose', arriving)
    const record = read(node, lines, fieldsOf(ChildFile.shape.doses), arriving)
    return enterOnce(sectionOf(arriving.into.file, 'doses'), key, record, node, arriving)
  },
}
