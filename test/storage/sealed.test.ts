import { describe, it } from 'vitest'
import * as room from '../../src/storage/index.ts'
import { laws } from './sealed-laws.ts'

describe('a sealed ledger', () => {
  it.each(laws.map((law) => [law.name, law] as const))('%s', async (_, law) => {
    await law.run(room)
  })
})
