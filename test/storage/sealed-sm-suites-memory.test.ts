import { afterAll, vi } from 'vitest'
import type * as Storage from '../../src/storage/index.ts'
import { destroyStores } from './sealed-suites.ts'

vi.mock('../../src/storage/index.ts', async (real) => {
  const { sealedRoom, smRoom } = await import('./sealed-suites.ts')
  return sealedRoom(smRoom(await real<typeof Storage>()), 'memory')
})
afterAll(destroyStores)

await import('./audit.test.ts')
await import('./collection.test.ts')
await import('./commit.test.ts')
await import('./compartment.test.ts')
