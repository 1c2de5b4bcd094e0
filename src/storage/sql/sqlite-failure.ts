/** SQLite's primary result codes that have an answer of their own. */
export const busy = 5
const locked = 6
const readOnly = 8
const full = 13
const readOnlyRollback = 776

const extendedCode = (error: unknown): number =>
  error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode : 0

/** What a failure says when surely nothing was written. `unknown` where that is not sure. */
export function meaningOf(error: unknown): 'busy' | 'full' | 'read-only' | 'unknown' {
  const code = extendedCode(error) & 0xff
  if (code === busy || code === locked) return 'busy'
  if (code === full) return 'full'
  return code === readOnly ? 'read-only' : 'unknown'
}

/** Whether a file cannot be read before a transaction that was cut off is undone. */
export const needsRollback = (error: unknown): boolean => extendedCode(error) === readOnlyRollback

const nodeCode = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && /^[A-Z_]{1,40}$/.test(error.code)
    ? error.code
    : 'failed'

/** An error without anything from a row: the engine's own message may quote what it was given. */
export const failure = (error: unknown): Error => {
  const code = extendedCode(error)
  return code === 0
    ? Object.assign(new Error('the store failed'), { code: nodeCode(error) })
    : Object.assign(new Error(`SQLite failed with result code ${code}`), { code: `SQLITE_${code}` })
}
