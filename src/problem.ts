import type { Result, ResultAsync } from 'neverthrow'
import type { Pointer } from './pointer.ts'

/** Codes of input that cannot be read or is not allowed; published, so that programs can branch on them. */
export type InvalidCode =
  | 'invalid-type'
  | 'invalid-value'
  | 'invalid-format'
  | 'invalid-date'
  | 'invalid-id'
  | 'unknown-field'
  | 'missing-field'
  | 'too-small'
  | 'too-large'
  | 'not-finite'
  | 'duplicate'
  | 'inconsistent'
  | 'unknown-op'
  | 'unknown-fact'
  | 'unknown-code'
  | 'newer-format'
  | 'not-a-workbook'
  | 'legacy-workbook'
  | 'encrypted-workbook'
  | 'unreadable-encoding'
  | 'unreadable-csv'
  | 'archive-too-large'
  | 'no-heading'
  | 'missing-package'
  | 'bad-cursor'
  | 'bad-key'

/** Codes of acts that no record decides: somebody is not entitled, or a state does not allow it. */
export type NotAllowedCode = 'not-entitled' | 'wrong-state' | 'needs-missing' | 'under-hold' | 'protected-trait'

/** Codes of a store that refused. */
export type StorageCode =
  | 'unavailable'
  | 'busy'
  | 'full'
  | 'read-only'
  | 'too-large'
  | 'commit-id-reused'
  | 'subject-erased'
  | 'newer-format'
  | 'corrupt'
  | 'outcome-unknown'

/**
 * What went wrong, as data. `path` is a JSON Pointer to the field, `code` the rule, `message` a short English sentence for
 * developers. Neither holds a personal value or a key that somebody typed.
 */
export type Problem =
  | { readonly kind: 'invalid'; readonly path: Pointer; readonly code: InvalidCode; readonly message: string }
  | { readonly kind: 'not-found'; readonly path: Pointer; readonly code: 'not-found'; readonly message: string }
  | { readonly kind: 'not-allowed'; readonly path: Pointer; readonly code: NotAllowedCode; readonly message: string }
  | {
      readonly kind: 'conflict'
      readonly path: Pointer
      readonly code: 'conflict'
      readonly message: string
      readonly expected: number
      readonly found: number
    }
  | {
      readonly kind: 'storage'
      readonly path: Pointer
      readonly code: StorageCode
      readonly message: string
      readonly outcome: 'not-written' | 'unknown'
      readonly retry: boolean
      readonly engineCode: string
    }

export type ProblemCode = Problem['code']

/** At least one problem. */
export type Problems = readonly [Problem, ...Problem[]]

/** A value, or the problems that stood in its way. Nothing is thrown at callers. */
export type Outcome<T> = Result<T, Problems>

/** An outcome that has to be awaited. */
export type OutcomeAsync<T> = ResultAsync<T, Problems>
