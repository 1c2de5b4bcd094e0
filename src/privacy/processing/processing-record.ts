import { z } from 'zod'
import type { PlainDate } from '../../date.ts'
import { type Pointer, parts, pointer } from '../../pointer.ts'
import { parameterOn } from '../../policy.ts'
import { recordNames } from '../../records/index.ts'
import type { Source, Standing } from '../../source.ts'
import type { ConsentPurpose } from '../consent/consent-question.ts'
import { retention, type Retained } from '../duty/retention.ts'
import { markedFields } from '../field/marked-paths.ts'
import type { DataClass, FieldCategory, FieldMark } from '../field/mark.ts'
import { disclosures, type Purpose, purposes } from '../view/disclosures.ts'
import { type PurposeTerms, purposeTerms } from '../view/purpose-terms.ts'
import { type Relation, type Role, staff } from '../view/viewer.ts'
import { type DataSubject, dataSubjects } from './data-subject.ts'
import { fieldWords, type Label } from './field-words.ts'
import { otherRecords } from './other-records.ts'
import { groundWords, purposeWords } from './words.ts'

/** What the caller says of a field of its own under `custom`. */
export interface CustomEntry {
  readonly words: Label
  readonly class: DataClass
  readonly category: FieldCategory
  readonly subjects: readonly DataSubject[]
  /** For what the application reads it; `disclose` shows it for no purpose. */
  readonly purposes: readonly Purpose[]
}

/** The schema of the fields under `custom`, as for `childFileWith`, and an entry for each of them: one without does not compile. */
export interface CustomFields<S extends z.ZodType = z.ZodType> {
  readonly schema: S
  readonly entries: { readonly [K in keyof z.output<S> & string]: CustomEntry }
}

/** A field of a file and what is to be known of it. */
export interface ProcessedField {
  readonly path: Pointer
  readonly words: Label
  readonly category: FieldCategory
  readonly class: DataClass
  readonly subjects: readonly DataSubject[]
  /** `under14`: sensitive because the child is below 14. */
  readonly sensitive: 'always' | 'under14' | 'no'
  readonly sealed: boolean
  readonly retained: Retained
}

/** Who receives what a purpose shows. `office`: people paid or appointed to work with children. */
export interface Recipients {
  readonly roles: readonly Role[]
  readonly relations: readonly Relation[]
  readonly office: boolean
  readonly writes: boolean
  /** What these never get. */
  readonly except: readonly Pointer[]
}

/** One processing activity: a purpose. */
export interface ProcessedPurpose {
  readonly purpose: Purpose
  readonly words: Label
  readonly ground: PurposeTerms['ground']
  readonly groundWords: Label
  /** The law of the ground, and where the purpose comes from. */
  readonly sources: readonly Source[]
  readonly consent?: ConsentPurpose
  /** Categories shown without a consent; the others wait for one. */
  readonly withoutConsent: readonly FieldCategory[]
  readonly fields: readonly ProcessedField[]
  readonly categories: readonly FieldCategory[]
  readonly subjects: readonly DataSubject[]
  readonly recipients: readonly Recipients[]
  readonly retained: readonly Retained[]
}

/** How long something is kept, and how the number was established. */
export interface RetentionLine {
  readonly what: Retained
  readonly months: number
  readonly after: Label
  readonly standing: Standing
  readonly source: Source
}

/** The record of processing activities, as data. */
export interface ProcessingRecord {
  readonly format: 'childfile/processing-record'
  readonly version: 1
  readonly asOf: PlainDate
  readonly source: Source
  readonly purposes: readonly ProcessedPurpose[]
  /** Fields of a file that are kept and shown for no purpose. */
  readonly shownForNone: readonly ProcessedField[]
  readonly custom: readonly ProcessedField[]
  /** Fields under `custom` of which nobody has said anything. */
  readonly unstated: readonly Pointer[]
  readonly otherRecords: readonly {
    readonly record: string
    readonly words: Label
    readonly subjects: readonly DataSubject[]
    readonly purposes: readonly Purpose[]
    readonly fields: readonly Omit<ProcessedField, 'retained' | 'subjects' | 'words'>[]
  }[]
  readonly retention: readonly RetentionLine[]
}

const pipl = (section: string): Source => ({ title: '个人信息保护法', section, kind: 'law', standing: 'statute' })

/** The law behind each ground. */
const grounds: Readonly<Record<PurposeTerms['ground'], readonly Source[]>> = {
  statute: [pipl('art. 13(3)')],
  emergency: [pipl('art. 13(4)')],
  right: [pipl('art. 45')],
  consent: [pipl('art. 14-15, 29, 31')],
  anonymous: [],
}

/**
 * For each purpose the categories and fields, whose data they are, the ground, who receives them, how long they are kept, and what is
 * sensitive or sealed. It is read off the tables that `disclose`, `fieldMark` and `retention` go by, so it cannot say anything else
 * than what they do. What they do not know, such as who the controller is, is asked in `impactAssessment`.
 * @source 个人信息保护法 art. 55: records of processing; art. 56: kept at least three years
 * @example
 * ```ts
 * import { processingRecord } from 'childfile/privacy'
 * const record = processingRecord({ asOf: '2026-09-15' })
 * const support = record.purposes.find(({ purpose }) => purpose === 'support')
 * support?.consent // => 'pairing'
 * support?.fields.some(({ path }) => path === '/idNumber') // => false
 * ```
 */
export function processingRecord<S extends z.ZodType = z.ZodType>({
  asOf,
  custom,
}: {
  readonly asOf: PlainDate
  readonly custom?: CustomFields<S>
}): ProcessingRecord {
  const own = customOf(custom)
  return {
    format: 'childfile/processing-record',
    version: 1,
    asOf,
    source: pipl('art. 55-56'),
    purposes: purposes.map((purpose) => purposeOf(purpose, processed, own.stated)),
    shownForNone: processed.filter(
      ({ path }) => path !== '/custom' && !purposes.some((purpose) => shows(purpose, path)),
    ),
    custom: own.stated.map(({ field }) => field),
    unstated: own.unstated,
    otherRecords: recordNames.flatMap((record) => {
      if (record === 'ChildFile' || record === 'Consent') return []
      const { words, subjects, purposes: of, fields } = otherRecords[record]
      return [
        {
          record,
          words,
          subjects,
          purposes: of,
          fields: Object.entries(fields).map(([key, mark]) => marked(pointer(key), mark)),
        },
      ]
    }),
    retention: Object.entries(retention).map(([what, parameter]) => {
      const { value, standing, source } = parameterOn(parameter, asOf)
      return { what: what as Retained, months: value, after: { zh: parameter.zh, en: parameter.en }, standing, source }
    }),
  }
}

/** @source 个人信息保护法 art. 28 */
const sensitivity = (kept: DataClass): ProcessedField['sensitive'] =>
  kept === 'sensitive' || kept === 'sealed' ? 'always' : kept === 'personal' ? 'under14' : 'no'

const marked = (path: Pointer, { category, class: kept }: FieldMark) => ({
  path,
  category,
  class: kept,
  sensitive: sensitivity(kept),
  sealed: kept === 'sealed',
})

const processed: readonly ProcessedField[] = markedFields.map(([path, mark]) => ({
  ...marked(path, mark),
  words: fieldWords(path),
  subjects: dataSubjects(path),
  retained: retainedOf(path),
}))

function retainedOf(path: Pointer): Retained {
  const [section] = parts(path)
  if (section === 'incidents') return 'incident'
  if (section === 'screenings') return 'screening'
  return section === 'consents' ? 'consent' : 'file'
}

const shows = (purpose: Purpose, path: Pointer): boolean =>
  disclosures[purpose].some((row) => row === path || path.startsWith(`${row}/`) || row.startsWith(`${path}/`))

interface Stated {
  readonly field: ProcessedField
  readonly purposes: readonly Purpose[]
}

function purposeOf(purpose: Purpose, all: readonly ProcessedField[], own: readonly Stated[]): ProcessedPurpose {
  const terms: PurposeTerms = purposeTerms[purpose]
  const fields = [
    ...all.filter(({ path }) => shows(purpose, path)),
    ...own.filter((one) => one.purposes.includes(purpose)).map(({ field }) => field),
  ]
  const log: readonly Retained[] = fields.length > 0 || purpose === 'audit' ? ['accessLog'] : []
  return {
    purpose,
    words: purposeWords[purpose],
    ground: terms.ground,
    groundWords: groundWords[terms.ground],
    sources: [...grounds[terms.ground], terms.source],
    ...(terms.consent ? { consent: terms.consent } : {}),
    withoutConsent: terms.without.filter((category) => fields.some((field) => field.category === category)),
    fields,
    categories: [...new Set(fields.map(({ category }) => category))],
    subjects: [...new Set(fields.flatMap(({ subjects }) => subjects))],
    recipients: terms.grants.map(({ roles, relations, writes = false, except = [] }) => ({
      roles,
      relations,
      office: roles.every((role) => staff.has(role)),
      writes,
      except,
    })),
    retained: [...new Set([...fields.map(({ retained }) => retained), ...log])],
  }
}

/** The names of the caller's fields are in its schema; one that has no named fields is unstated as a whole. */
function customOf(custom: CustomFields | undefined): {
  readonly stated: readonly Stated[]
  readonly unstated: readonly Pointer[]
} {
  if (!custom) return { stated: [], unstated: [] }
  const { properties, additionalProperties } = z.toJSONSchema(custom.schema, { unrepresentable: 'any', io: 'input' })
  const names = Object.keys(properties ?? {})
  const entries: Readonly<Record<string, CustomEntry>> = custom.entries
  const entryOf = (name: string): CustomEntry | undefined => (Object.hasOwn(entries, name) ? entries[name] : undefined)
  const others = names.length === 0 || typeof additionalProperties === 'object'
  return {
    stated: names.flatMap((name) => {
      const entry = entryOf(name)
      if (!entry) return []
      const { words, subjects, purposes: of, ...mark } = entry
      const path = pointer('custom', name)
      return [{ field: { ...marked(path, mark), words, subjects, retained: 'file' }, purposes: of }]
    }),
    unstated: [
      ...names.filter((name) => !entryOf(name)).map((name) => pointer('custom', name)),
      ...(others ? [pointer('custom', '*')] : []),
    ],
  }
}
