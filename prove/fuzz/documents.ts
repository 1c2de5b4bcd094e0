import fc from 'fast-check'
import type { z } from 'zod'
import { doors } from '../../scripts/doors.ts'
import { compileCadence } from '../../src/cadence/index.ts'
import { compileCalendar } from '../../src/calendar/index.ts'
import { parse } from '../../src/index.ts'
import type { Outcome } from '../../src/problem.ts'
import { pair, readPairingRules } from '../../src/pairing/index.ts'
import { compileRules, defaultRules } from '../../src/risk/index.ts'
import { planTimetable } from '../../src/schedule/index.ts'
import { valuesOf } from '../../src/testing/arbitraries.ts'
import type { FuzzClass } from './class.ts'
import type { Dice } from './dice.ts'
import { anyIn, putAny } from '../../test/bad-inputs/store.ts'
import { audited, openMemory } from '../../src/storage/index.ts'
import { canary, mutatedBytes, mutatedValue } from './mutation.ts'

const isSchema = (value: unknown): value is z.ZodType =>
  typeof value === 'object' && value !== null && '_zod' in value && 'safeParse' in value

/** Every schema at every door, with some documents that it takes. */
async function schemas(): Promise<readonly (readonly [z.ZodType, readonly unknown[]])[]> {
  const found = new Map<z.ZodType, readonly unknown[]>()
  for (const { source } of doors) {
    const names = (await import(new URL(`../../${source}`, import.meta.url).href)) as object
    for (const value of Object.values(names)) if (isSchema(value)) found.set(value, samplesOf(value))
  }
  return [...found]
}

/** Some schemas are wider than what can be made up for them; those begin with nothing. */
function samplesOf(schema: z.ZodType): readonly unknown[] {
  try {
    return fc.sample(valuesOf(schema), { numRuns: 6, seed: 1 })
  } catch {
    return [{}]
  }
}

const several = (dice: Dice, value: unknown): unknown => {
  let out = value
  for (let left = 1 + dice.below(3); left > 0; left--) out = mutatedValue(dice, out)
  return out
}

/** Documents, through `parse` of every public schema, through compilers of documents, into a store and out of its bytes. */
export const documents: FuzzClass = {
  name: 'JSON documents',
  share: 160_000,
  prepare: async () => {
    const known = await schemas()
    const files = anyIn(audited(await openMemory()))
    const bodies = known
      .flatMap(([, samples]) => samples.slice(0, 1))
      .map((value) => Buffer.from(`[1,${JSON.stringify(value)}]`))
    const compilers: readonly ((input: never) => Outcome<unknown>)[] = [
      compileCalendar,
      compileCadence,
      readPairingRules,
      pair,
      planTimetable,
    ]
    const layers = { national: [], from: '2026-01-01', to: '2027-01-01', [canary]: canary }
    return (dice) => {
      const [schema, samples] = dice.pick(known)
      switch (dice.below(8)) {
        case 0: {
          const put = putAny(several(dice, dice.pick(samples)))
          return put.isErr() ? put.error : []
        }
        case 1: {
          const body = mutatedBytes(dice, dice.pick(bodies))
          const read = files.read({ subject: 's', kind: 'any', id: 'v', revision: 1, body })
          return read.isErr() ? read.error : []
        }
        case 2: {
          const input = several(dice, dice.once(2) ? layers : dice.pick(samples)) as never
          const compiled = dice.pick(compilers)(input)
          return compiled.isErr() ? compiled.error : []
        }
        default: {
          const read = parse(schema, several(dice, dice.pick(samples)))
          return read.isErr() ? read.error : []
        }
      }
    }
  },
}

/** Documents of rules, mutated from the default ones, two rules at a time. */
export const rules: FuzzClass = {
  name: 'rules',
  share: 20_000,
  prepare: () => {
    const documents = defaultRules.rules.map((_, at) =>
      JSON.stringify({ ...defaultRules, rules: defaultRules.rules.slice(at, at + 2) }),
    )
    return Promise.resolve((dice) => {
      const compiled = compileRules(several(dice, JSON.parse(dice.pick(documents))))
      return compiled.isErr() ? compiled.error : []
    })
  },
}
