import { describe, it } from 'vitest'
import { openCasework } from '../../src/casework/index.ts'
import { type Driver, type Keyring, memoryKeyring, memoryMasterKeys } from '../../src/storage/index.ts'
import type { Open } from './county.ts'
import { laws } from './session-laws.ts'

/** Casework over sealed documents; a store that is opened again has the keys that it had. */
const keyrings = new WeakMap<Driver, Keyring>()
const sealedCasework: Open = (options) => {
  const known = keyrings.get(options.driver)
  if (known) return openCasework({ ...options, keys: known })
  return memoryMasterKeys()
    .andThen(memoryKeyring)
    .andThen((keys) => {
      keyrings.set(options.driver, keys)
      return openCasework({ ...options, keys })
    })
}

describe('a session', () => {
  it.each(laws.map((law) => [law.name, law] as const))('%s', (_, law) => law.holds(openCasework))
})
describe('a session over sealed documents', () => {
  it.each(laws.map((law) => [law.name, law] as const))('%s', (_, law) => law.holds(sealedCasework))
})
