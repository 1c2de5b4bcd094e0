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
