import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { driverContract, type Harness } from '../../src/testing/index.ts'
import { keeps, memoryHarness, sqliteHarness, withoutArrays } from './harness.ts'
import { snapshots } from './snapshots.ts'

const drivers: readonly (readonly [string, () => Harness, readonly string[]])[] = [
  ['memory', () => memoryHarness(), ['C2', 'C6', 'C21', 'C22', 'C41', 'C52']],
  ['memory that outlives its driver', () => memoryHarness(keeps), ['C41']],
  ['memory with pages of one moment', () => memoryHarness(snapshots), ['C2', 'C6', 'C21', 'C22', 'C52']],
  ['SQLite', () => sqliteHarness(), ['C41']],
  ['SQLite that gives rows as objects', () => sqliteHarness(withoutArrays), ['C41']],
]

describe.each(drivers)('the driver contract over %s', (_, harness, notPromised) => {
  it.each(driverContract.map((one) => [one.id, one.name, one] as const))('%s: %s', async (id, _name, one) => {
    const tested = harness()
    try {
      expect(await one.run(tested)).toBe(notPromised.includes(id) ? 'not promised' : 'held')
    } finally {
      await tested.destroy()
    }
  })
})

describe('the driver contract', () => {
  it('gives each case a number of its own', () => {
    expect(new Set(driverContract.map(({ id }) => id)).size).toBe(driverContract.length)
  })
  it('says which guarantee a case needs wherever one may not be promised', () => {
    const needing = driverContract.filter(({ needs }) => needs !== undefined).map(({ id }) => id)
    const answered = drivers.flatMap(([, , ids]) => ids)
    expect(needing.sort()).toEqual([...new Set(answered)].sort())
  })
})

/** The table of promises: number and who holds it. */
const promises = [
  ...readFileSync(new URL('../../docs/storage.md', import.meta.url), 'utf8').matchAll(
    /^\| (C\d+) \| [^|]+ \| ([^|]+) \|$/gm,
  ),
].map(([, id = '', holder = '']) => ({ id, holder }))

/** What is wrong with the holders of promises: a number without one, a case or a test that there is not. */
function unheld(table: typeof promises, cases: readonly string[]): readonly string[] {
  const numbers = Array.from({ length: 56 }, (_, n) => `C${n + 1}`)
  const missing = numbers.filter((id) => table.filter((one) => one.id === id).length !== 1)
  const empty = table.filter(({ id, holder }) => {
    const links = [...holder.matchAll(/\]\(\.\.\/([^)]+)\)/g)].map(([, path = '']) => path)
    const isThere = links.every((path) => existsSync(new URL(`../../${path}`, import.meta.url)))
    return (
      !isThere || holder.startsWith('case') !== cases.includes(id) || (!holder.startsWith('case') && links.length === 0)
    )
  })
  return [...missing, ...empty.map(({ id }) => id)]
}

describe('the table of promises in docs/storage.md', () => {
  const cases = driverContract.map(({ id }) => id)
  it('names for each number, C1 to C56, the case or the test that holds it', () => {
    expect(unheld(promises, cases)).toEqual([])
  })
  it('would be found wanting if a number, a case or a test went missing', () => {
    expect(unheld(promises.slice(1), cases)).toEqual(['C1'])
    expect(
      unheld(
        promises,
        cases.filter((id) => id !== 'C9'),
      ),
    ).toEqual(['C9'])
    expect(unheld([...promises.slice(1), { id: 'C1', holder: '[x](../test/storage/nothing.test.ts)' }], cases)).toEqual(
      ['C1'],
    )
  })
})
