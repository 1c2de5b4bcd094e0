import { describe, expectTypeOf, it } from 'vitest'
import type { ChildFacts } from '../../src/pairing/facts/child-facts.ts'
import type { VolunteerFacts } from '../../src/pairing/facts/volunteer-facts.ts'
import type { SeenFile, SeenVolunteer } from '../../src/pairing/pairing-problem.ts'
import type { PairingWeights } from '../../src/pairing/index.ts'

describe('what pairing sees', () => {
  it('holds no political status, no note, and nothing protected', () => {
    expectTypeOf<SeenVolunteer>().not.toHaveProperty('politicalStatus')
    expectTypeOf<SeenVolunteer>().not.toHaveProperty('note')
    expectTypeOf<VolunteerFacts>().not.toHaveProperty('occupation')
    expectTypeOf<SeenFile>().not.toHaveProperty('ethnicity')
    expectTypeOf<SeenFile>().not.toHaveProperty('hukouNature')
    expectTypeOf<SeenFile>().not.toHaveProperty('livelihood')
    expectTypeOf<SeenFile>().not.toHaveProperty('health')
    expectTypeOf<SeenFile>().not.toHaveProperty('conduct')
    expectTypeOf<ChildFacts>().not.toHaveProperty('father')
    expectTypeOf<PairingWeights>().not.toHaveProperty('politicalStatus')
  })
})
