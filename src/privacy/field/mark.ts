import type { Code, codeLists } from '../../records/index.ts'

/** How closely a field is kept, mildest first. */
export const dataClasses = ['public', 'internal', 'personal', 'sensitive', 'sealed'] as const

/**
 * How closely a field is kept. `public`: may stand on a wall. `internal`: the work of the office. `personal`: about a person.
 * `sensitive`: harm is likely if it gets out. `sealed`: matters of protection, mental health and free words.
 */
export type DataClass = (typeof dataClasses)[number]

/** The categories that a notice may list, and two that no consent speaks of: the work itself, and matters of protection. */
export type FieldCategory = Code<typeof codeLists.dataCategories> | 'work' | 'matter'

/** How a value is shortened for a screen or a list. */
export type MaskKind = 'name' | 'idNumber' | 'phone' | 'address' | 'division' | 'date' | 'words'

/** What is said of a field: its class, its category, and how it is masked; fields without `mask` are shown as they are. */
export interface FieldMark {
  readonly class: DataClass
  readonly category: FieldCategory
  readonly mask?: MaskKind
}

const mark =
  (category: FieldCategory, usual: DataClass) =>
  (mask?: MaskKind, dataClass: DataClass = usual): FieldMark => ({
    class: dataClass,
    category,
    ...(mask ? { mask } : {}),
  })

export const identity = mark('identity', 'personal')
export const family = mark('family', 'personal')
export const contact = mark('contact', 'personal')
export const schooling = mark('schooling', 'personal')
export const health = mark('health', 'sensitive')
export const mind = mark('mind', 'sealed')
export const livelihood = mark('livelihood', 'sensitive')
export const preferences = mark('preferences', 'personal')
export const image = mark('image', 'sensitive')
export const work = mark('work', 'internal')
export const matter = mark('matter', 'sealed')
