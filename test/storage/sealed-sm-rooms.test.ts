import { vi } from 'vitest'
import type * as FileKeys from '../../src/storage/file-keys.ts'
import type * as Storage from '../../src/storage/index.ts'

vi.mock('../../src/storage/index.ts', async (real) => {
  const { smRoom } = await import('./sealed-suites.ts')
  return smRoom(await real<typeof Storage>())
})
vi.mock('../../src/storage/file-keys.ts', async (real) => {
  const { smFileKeys } = await import('./sealed-suites.ts')
  return smFileKeys(await real<typeof FileKeys>())
})

await import('./sealed.test.ts')
await import('./sealed-keys.test.ts')
await import('./sealed-erasure.test.ts')
await import('./sealed-file-keys.test.ts')
