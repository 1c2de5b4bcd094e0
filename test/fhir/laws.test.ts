import { describe, it } from 'vitest'
import { fromFhir, toFhir } from '../../src/fhir/index.ts'
import { laws } from './laws.ts'

describe('FHIR', () => {
  it.each(laws.map((law) => [law.name, law] as const))('%s', (_, law) => {
    law.holds({ toFhir, fromFhir })
  })
})
