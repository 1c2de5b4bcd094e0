import { afterAll, vi } from 'vitest'
import type * as Storage from '../../src/storage/index.ts'
import { destroyStores } from './sealed-suites.ts'

vi.mock('../../src/storage/index.ts', async (real) => {
  const { sealedRoom } = await import('./sealed-suites.ts')
  return sealedRoom(await real<typeof Storage>(), 'SQLite')
})
afterAll(destroyStores)

await import('./collection.test.ts')
