import type { Key, Keys } from '../driver.ts'

/** Index keys with each key once. */
export const distinct = (keys: Keys): Keys =>
  Object.fromEntries(Object.entries(keys).map(([name, list]) => [name, [...new Set(list)]]))

/** What the column `keys` of a row holds. */
export const keysOf = (text: string): Keys => JSON.parse(text) as Keys

/** Every index name with every key in it. */
export const keyPairs = (keys: Keys): readonly (readonly [Key, Key])[] =>
  Object.entries(keys).flatMap(([name, list]) => list.map((key) => [name, key] as const))
