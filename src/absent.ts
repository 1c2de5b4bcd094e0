/**
 * Why there is no value. `notCollected`: nobody asked, or nobody wrote it down. `contested`: two believable values stand
 * against each other; both are kept in the file's `claims`. Neither ever means "no".
 */
export type Absent = 'notCollected' | 'contested'

/** A value, or the reason why there is none; never null, never a missing key, never a boolean. */
export type Field<T> = T | Absent

/** What somebody wrote where no code fits, 1 to 50 characters. */
export interface Other {
  readonly other: string
}

/** A code of a published list, `'none'` (asked: there is none), free words, or the reason why there is no value. */
export type Coded<K extends string> = Field<K | 'none' | Other>

/** Several codes at once; `'none'` excludes all others. */
export type CodedSet<K extends string> = Field<'none' | readonly (K | Other)[]>

/** A question answered yes or no, or not answered. */
export type YesNo = Field<'yes' | 'no'>

/** Whether there is a value: not `notCollected`, not `contested`. */
export const isKnown = <T>(value: T): value is Exclude<T, Absent> => value !== 'notCollected' && value !== 'contested'

/** The value, or undefined if there is none. */
export const known = <T>(value: T): Exclude<T, Absent> | undefined => (isKnown(value) ? value : undefined)

/** The value if there is one and it is not `none`. */
export const some = <T>(value: T): Exclude<T, Absent | 'none'> | undefined =>
  isKnown(value) && value !== 'none' ? (value as Exclude<T, Absent | 'none'>) : undefined
