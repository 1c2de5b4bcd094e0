import { commitCases } from './commits.ts'
import { erasureCases } from './erasure.ts'
import { lifecycleCases } from './lifecycle.ts'
import { logCases } from './log.ts'
import { pageCases } from './pages.ts'
import { raceCases } from './races.ts'
import { rowCases } from './rows.ts'
import type { ContractCase } from './scene.ts'

/**
 * What a storage driver promises, case by case, for any test runner: open a harness, run the case, destroy the harness. There is
 * no list of cases to skip: a guarantee that a driver does not claim is answered with `not promised`, a claim that does not hold
 * with an Error. The numbers are stable; gaps in them belong to promises that are kept above the driver.
 * @example
 * ```ts
 * import { openMemory } from 'childfile/storage'
 * import { driverContract } from 'childfile/testing'
 * const harness = {
 *   open: openMemory,
 *   reopen: openMemory,
 *   raw: () => Promise.resolve([]),
 *   destroy: () => Promise.resolve(),
 * }
 * const unknownRow = driverContract.find(({ id }) => id === 'C9')
 * await unknownRow?.run(harness) // => 'held'
 * ```
 */
export const driverContract: readonly ContractCase[] = [
  ...lifecycleCases,
  ...rowCases,
  ...raceCases,
  ...commitCases,
  ...pageCases,
  ...logCases,
  ...erasureCases,
]
