import { describe, expect, it } from 'vitest'
import { disk, type DiskOptions, type Failure, type Operation } from './journal-disk.ts'
import { check, emptyRun, groups, openOn, rolling, type Run, runOn } from './journal-scene.ts'

const acts = groups(7, 14)

type Outcome = 'poisoned' | 'not opened' | 'went on'

/** Runs the acts on a disk of which one operation fails, then again on what is left, by the power or by the process that went. */
async function withFault(fails: DiskOptions['fails'], powerLoss: number | undefined): Promise<readonly [Outcome, Run]> {
  const run = emptyRun()
  const broken = disk()
  const machine = broken.machine(fails ? { fails } : {})
  let outcome: Outcome = 'went on'
  try {
    const driver = await openOn(machine)
    if (!(await runOn(driver, acts, run))) outcome = 'poisoned'
    await driver.close()
  } catch (error) {
    if (String(error).includes('Error: an error')) throw error
    if (outcome === 'went on') outcome = 'not opened'
  }
  machine.die()
  const left = powerLoss === undefined ? broken : broken.afterPowerLoss(rolling(powerLoss))
  const verified = async () => {
    const next = left.machine()
    const driver = await openOn(next)
    await check(
      driver,
      acts,
      run,
      left.names().map((name) => left.bytes(name)),
    )
    return { driver, next }
  }
  const { driver, next } = await verified()
  expect(await runOn(driver, acts, run), 'a store that is opened again takes acts').toBe(true)
  await driver.close()
  next.die()
  const last = await verified()
  await last.driver.close()
  return [outcome, run]
}

const failures: readonly Failure[] = [
  { code: 'EIO', effect: 'none' },
  { code: 'EIO', effect: 'half' },
  { code: 'EIO', effect: 'whole' },
  { code: 'ENOSPC', effect: 'none' },
  { code: 'ENOSPC', effect: 'half' },
  { code: 'EROFS', effect: 'none' },
  { code: 'short', effect: 'half' },
]

describe('a journal on a disk on which any one operation fails', () => {
  it.each(failures)(
    'loses nothing that was acknowledged and has every other act whole or not at all: $code, done $effect',
    async (failure) => {
      const whole = disk()
      const driver = await openOn(whole.machine())
      await runOn(driver, acts, emptyRun())
      await driver.close()
      const count = whole.count()
      let fired = 0
      const outcomes = new Map<string, number>()
      const isPart = failure.effect === 'half'
      for (let place = 1; place <= count; place++) {
        let operation: Operation | undefined
        const fails: DiskOptions['fails'] = (at, what) => {
          if (at !== place || (isPart && what !== 'write')) return undefined
          operation = what
          return failure
        }
        const [outcome] = await withFault(fails, place % 2 === 0 ? place : undefined)
        if (!operation) continue
        fired += 1
        const text = `${operation}: ${outcome}`
        outcomes.set(text, (outcomes.get(text) ?? 0) + 1)
      }
      expect(fired).toBeGreaterThan(isPart ? 15 : 70)
      if (failure.code === 'short') expect([...outcomes.keys()]).toEqual(['write: went on'])
      if (failure.code === 'EIO' && failure.effect === 'none')
        expect(outcomes.get('flush: poisoned')).toBeGreaterThan(5)
      if (failure.code === 'ENOSPC') expect(outcomes.get('write: poisoned')).toBeUndefined()
    },
  )
})
