import { describe, it } from 'vitest'
import * as privacy from '../../src/privacy/index.ts'
import { laws } from './laws.ts'

describe('privacy', () => {
  it.each(laws.map((law) => [law.name, law] as const))('%s', (_, law) => {
    law.holds(privacy)
  })
})
