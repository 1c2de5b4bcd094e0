import type { Pointer } from '../../pointer.ts'
import type { Unopened } from '../ledger.ts'
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
    retry = worthRetrying.has(code),
  }: { path?: Pointer; engineCode?: string; message?: string; retry?: boolean } = {},
): Problem => ({
  kind: 'storage',
  path,
  code,
  message,
  outcome: code === 'outcome-unknown' ? 'unknown' : 'not-written',
  retry,
  engineCode,
})

const unopenedMessages: Readonly<Record<Unopened, readonly [StorageCode, string?]>> = {
  changed: ['corrupt', 'what is stored was changed or moved, and does not open'],
  'key-missing': ['corrupt', 'the key that it is sealed with is not in the keyring'],
  'key-destroyed': ['subject-erased', 'its key was destroyed: the subject was erased'],
  'not-sealed': ['corrupt', 'it is not sealed, though the store is'],
  'unknown-seal': ['newer-format', 'sealed in a format or with a cipher that is not known here'],
}

/** The problem of sealed bytes that do not open. */
export const unopenedProblem = (why: Unopened, path: Pointer = ''): Problem => {
  const [code, message = messages[code]] = unopenedMessages[why]
  return storeProblem(code, { path, message })
}

/** What a layer above the driver rejects with when it knows what is wrong, and that nothing was written. */
class StoreFault extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.message)
    this.problem = problem
  }
}

/** An error that comes out as this problem, wherever the store is called. */
export const storeFault = (code: StorageCode, about: Parameters<typeof storeProblem>[1] = {}): Error =>
  new StoreFault(storeProblem(code, about))

/** The problem of an error: its own if it knows what is wrong, else one of this code with the engine's code. */
export const problemOf = (error: unknown, code: StorageCode): Problem =>
  error instanceof StoreFault ? error.problem : storeProblem(code, { engineCode: engineCodeOf(error) })

/** Work before anything is written: whatever fails in it, nothing was. */
export async function preparing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw new StoreFault(problemOf(error, 'unavailable'))
  }
}

/** The `code` of an engine's error if it is a code and nothing else; its message is never shown. */
const engineCodeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && /^[A-Za-z0-9_-]{1,40}$/.test(String(error.code))
    ? String(error.code)
    : ''

/** The answer for what never was, was removed or was erased: always the same. */
export const missing: Outcome<never> = err([
  { kind: 'not-found', path: '', code: 'not-found', message: 'there is no such document' },
])

/** What is read, or what the error says, or `unavailable`. */
export const reading = <T>(work: () => Promise<T>): OutcomeAsync<T> =>
  new ResultAsync(
    (async () => {
      try {
        return ok(await work())
      } catch (error) {
        return err([problemOf(error, 'unavailable')] as const)
      }
    })(),
  )
