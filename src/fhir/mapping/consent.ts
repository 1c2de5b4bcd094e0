import { isDate } from '../../date.ts'
import { ChildFile, codeLists } from '../../records/index.ts'
import { codings, concept } from '../engine/concept.ts'
import { date, dayAfter, text } from '../engine/codec.ts'
import { extra, type Line, line } from '../engine/line.ts'
import { below, type Node, type Tree } from '../engine/node.ts'
import { read, takeSame } from '../engine/reading.ts'
import { fhirSystems } from '../system.ts'
import { entriesOut } from './entries.ts'
import {
  type Arriving,
  enterOnce,
  fieldsOf,
  identifier,
  inForce,
  keyOf,
  type Mapping,
  sectionOf,
  toChild,
} from './mapping.ts'

const lines: readonly Line[] = [
  line('giver', ['performer', {}, 'display'], text),
  extra('capacity', 'consent-capacity', 'valueCodeableConcept', concept(codeLists.consentCapacities)),
  extra('form', 'consent-form', 'valueCodeableConcept', concept(codeLists.consentForms)),
  extra('childAnswer', 'child-answer', 'valueCodeableConcept', concept(codeLists.childAnswers)),
  extra('withdrawnOn', 'withdrawn-on', 'valueDate', date),
  line('purposes', ['provision', 'purpose'], codings(codeLists.consentPurposes)),
  line('categories', ['provision', 'class'], codings(codeLists.dataCategories)),
  line('noticeVersion', ['policyRule', 'text'], text),
  line('on', ['dateTime'], date),
  line('until', ['provision', 'period', 'end'], dayAfter),
  line('evidence', ['sourceAttachment', 'url'], text),
]

const fixed = (): Record<string, unknown> => ({
  scope: { coding: [{ system: fhirSystems.consentScope, code: 'patient-privacy' }] },
  category: [{ coding: [{ system: fhirSystems.loinc, code: '59284-0' }] }],
  policyRule: { coding: [{ system: `${fhirSystems.code}consentRule`, code: 'personal-information-protection' }] },
  provision: { type: 'permit' },
})

/** A withdrawal on record, or one that is in dispute, is not in force any more. */
const statusOf = ({ withdrawnOn }: Tree): string =>
  withdrawnOn === 'contested' || (typeof withdrawnOn === 'string' && isDate(withdrawnOn)) ? 'inactive' : 'active'

/** Whether a resource permits, without exceptions that no record could hold, and says of an end when it was. */
function permits(node: Node, arriving: Arriving): boolean {
  const provision = below(node, 'provision')
  const type = provision && below(provision, 'type')
  if (provision && ((type && type.value !== 'permit') || below(provision, 'provision'))) {
    arriving.remark(provision.path, 'not-in-force')
    return false
  }
  return inForce(node, arriving, ['active', 'inactive'])
}

/** Consents. */
export const consent: Mapping = {
  types: ['Consent'],
  out: ({ file }, writing) =>
    entriesOut('consents', file['consents'], lines, writing, (key, record) => ({
      resourceType: 'Consent',
      identifier: [identifier('consent', key)],
      status: statusOf(record),
      patient: toChild(writing),
      ...fixed(),
    })),
  in: ({ node }, arriving) => {
    if (!permits(node, arriving)) return false
    const key = keyOf(node, 'consent', arriving)
    const record = read(node, lines, fieldsOf(ChildFile.shape.consents), arriving)
    if (below(node, 'status')?.value === 'inactive' && record['withdrawnOn'] === undefined) {
      arriving.remark(`${node.path}/status`, 'not-in-force')
      return false
    }
    takeSame(node, fixed(), arriving)
    return enterOnce(sectionOf(arriving.into.file, 'consents'), key, record, node, arriving)
  },
}
