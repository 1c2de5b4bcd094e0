import { describe, expectTypeOf, it } from 'vitest'
import { disclose, type FieldPath, type Purpose, type View } from '../../src/privacy/index.ts'
import type { ChildFile } from '../../src/records/index.ts'

declare const file: ChildFile
declare const purpose: Purpose
const looking = { role: 'worker', relation: 'ownCase', asOf: '2026-09-15' } as const

describe('a field path', () => {
  it('is a field of the file, with * for ids', () => {
    expectTypeOf<'/health/allergies'>().toExtend<FieldPath>()
    expectTypeOf<'/visits/*/situations/violence'>().toExtend<FieldPath>()
    expectTypeOf<'/helth'>().not.toExtend<FieldPath>()
    expectTypeOf<'/visits/v1/on'>().not.toExtend<FieldPath>()
    expectTypeOf<'/health/hivStatus'>().not.toExtend<FieldPath>()
  })
})

describe('a view', () => {
  it('has the fields of its purpose, each as in the file or withheld', () => {
    expectTypeOf<View<'support'>['birthDate']>().toEqualTypeOf<ChildFile['birthDate'] | 'withheld'>()
    const health = disclose(file, { ...looking, purpose: 'care' }).health
    if (health !== 'withheld')
      expectTypeOf(health.allergies).toEqualTypeOf<ChildFile['health']['allergies'] | 'withheld'>()
  })
  it('lacks every other field', () => {
    expectTypeOf<View<'support'>>().not.toHaveProperty('idNumber')
    expectTypeOf<View<'support'>>().not.toHaveProperty('residenceAddress')
    expectTypeOf<View<'support'>>().not.toHaveProperty('incidents')
    expectTypeOf<View<'care'>>().not.toHaveProperty('incidents')
    expectTypeOf<Extract<View<'care'>['health'], object>>().not.toHaveProperty('mind')
    expectTypeOf<View<'statistics'>>().not.toHaveProperty('id')
    expectTypeOf<View<'donation'>>().not.toHaveProperty('id')
    // @ts-expect-error a helper has nothing to do with the identity number
    expectTypeOf(disclose(file, { ...looking, purpose: 'support' }).idNumber).toBeNever()
  })
  it('has no reporter, whatever the purpose', () => {
    const { incidents } = disclose(file, { ...looking, purpose: 'protection' })
    const [entry] = incidents === 'withheld' ? [] : Object.values(incidents)
    if (entry !== undefined && entry !== 'withheld') {
      expectTypeOf(entry).toHaveProperty('situations')
      expectTypeOf(entry).not.toHaveProperty('reporter')
    }
  })
  it('of a purpose that is not known has nothing that only some purposes have', () => {
    // @ts-expect-error only some purposes know a name
    expectTypeOf(disclose(file, { ...looking, purpose }).name).toBeNever()
  })
})
