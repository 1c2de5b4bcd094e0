import type { Pointer } from '../../pointer.ts'
import { err, type Outcome, type OutcomeAsync, ok, type Problem, ResultAsync, type StorageCode } from '../../problem.ts'

const messages: Readonly<Record<StorageCode, string>> = {
  unavailable: 'the store could not be read',
  busy: 'others kept writing; nothing was written',
  full: 'no room is left; nothing was written',
  'read-only': 'the store is open for reading only; nothing was written',
  'too-large': 'more than the store takes at once; nothing was written',
  'commit-id-reused': 'the commit id stands for another commit; nothing was written',
  'subject-erased': 'the subject was erased and takes no more writes',
  'newer-format': 'written by a newer version, which this one does not know',
  corrupt: 'what is stored cannot be understood',
  'outcome-unknown': 'the answer was lost: try again with the same commit id',
}

/** Whether trying the same again may go better without anybody doing anything. */
const worthRetrying: ReadonlySet<StorageCode> = new Set(['unavailable', 'busy', 'outcome-unknown'])

/** A problem of kind `storage`. */
export const storeProblem = (
  code: StorageCode,
  {
    path = '',
    engineCode = '',
    message = messages[code],
  }: { path?: Pointer; engineCode?: string; message?: string } = {},
): Problem => ({
  kind: 'storage',
  path,
  code,
  message,
  outcome: code === 'outcome-unknown' ? 'unknown' : 'not-written',
  retry: worthRetrying.has(code),
  engineCode,
})

/** The `code` of an engine's error if it is a code and nothing else; its message is never shown. */
export const engineCodeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && /^[A-Za-z0-9_-]{1,40}$/.test(String(error.code))
    ? String(error.code)
    : ''

/** The answer for what never was, was removed or was erased: always the same. */
export const missing: Outcome<never> = err([
  { kind: 'not-found', path: '', code: 'not-found', message: 'there is no such document' },
])

/** What is read, or `unavailable` when the reading fails. */
export const reading = <T>(work: () => Promise<T>): OutcomeAsync<T> =>
  new ResultAsync(
    (async () => {
      try {
        return ok(await work())
      } catch (error) {
        return err([storeProblem('unavailable', { engineCode: engineCodeOf(error) })] as const)
      }
    })(),
  )
