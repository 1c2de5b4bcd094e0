import type { Pointer } from '../../pointer.ts'
import { invalid, type Problem } from '../../problem.ts'
import type { Key } from '../driver.ts'

/** Every engine orders and compares these bytes alike; anything else stops here. */
const shape = /^[!-~]{1,200}$/

/** Whether a value can be a key: 1 to 200 characters of ASCII 0x21 to 0x7E. */
export const isKey = (value: unknown): value is Key => typeof value === 'string' && shape.test(value)

/** One problem for every value that cannot be a key, by its path. */
export const keyProblems = (values: readonly (readonly [Pointer, unknown])[]): readonly Problem[] =>
  values
    .filter(([, value]) => !isKey(value))
    .map(([path]) => invalid(path, 'bad-key', 'must be 1 to 200 characters of ASCII 0x21 to 0x7E'))

/** The problem of a revision that no row can have. */
export const revisionProblems = (path: Pointer, revision: number): readonly Problem[] =>
  Number.isSafeInteger(revision) && revision >= 0
    ? []
    : [invalid(path, 'invalid-value', 'must be a revision: a whole number from 0 on')]

const secret = 'secret.'

/** Whether the keys of an index are secret: its name, in the store too, begins with `secret.`. */
export const isSecretIndex = (name: string): boolean => name.startsWith(secret)

/** The name of an index in the store. Each kind has its own, and `secret.` stays in front for the layer that seals. */
export const indexName = (kind: Key, name: string): Key => `${name}:${kind}`
