/** What went wrong, without anything from a row: `code` is the name of the engine's error, or one of the driver's own. */
export class EngineFailure extends Error {
  readonly code: string
  constructor(code: string, message = `IndexedDB failed with ${code}`) {
    super(message)
    this.code = code
  }
}

/** The names that IndexedDB gives to its errors; whatever else is thrown may carry a value in its name. */
const engineNames = new Set([
  'AbortError',
  'ConstraintError',
  'DataCloneError',
  'DataError',
  'InvalidAccessError',
  'InvalidStateError',
  'NotAllowedError',
  'NotFoundError',
  'NotReadableError',
  'OperationError',
  'QuotaExceededError',
  'ReadOnlyError',
  'SecurityError',
  'SyntaxError',
  'TimeoutError',
  'TransactionInactiveError',
  'UnknownError',
  'VersionError',
])

/** The failure that an error of the engine, or of anybody else, stands for. */
export function failureOf(error: unknown): EngineFailure {
  if (error instanceof EngineFailure) return error
  const name = typeof error === 'object' && error !== null && 'name' in error ? error.name : undefined
  return typeof name === 'string' && engineNames.has(name)
    ? new EngineFailure(name)
    : new EngineFailure('failed', 'the store failed')
}

/**
 * What a failed commit says when surely nothing was written: the engine has undone a transaction for which there was no room
 * (`full`), or ended one that it did not want to wait for (`busy`). After any other failure the outcome is `unknown`.
 */
export function meaningOf({ code }: EngineFailure): 'full' | 'busy' | 'unknown' {
  if (code === 'QuotaExceededError') return 'full'
  return code === 'AbortError' || code === 'TimeoutError' ? 'busy' : 'unknown'
}
