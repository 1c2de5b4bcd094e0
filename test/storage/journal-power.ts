import { disk, type DiskOptions } from './journal-disk.ts'
import { check, emptyRun, groups, openOn, rolling, runOn } from './journal-scene.ts'

/** What a loss of power at some operation came to; `broken` says which law did not hold. */
export interface PowerLoss {
  readonly seed: number
  readonly acknowledged: number
  readonly healed: boolean
  readonly broken?: string
}

/**
 * Lets the power go at a random operation of a series of acts or of an opening, opens what is left, looks whether everything that was
 * acknowledged is there, and goes on with the same acts on the same disk, round after round.
 */
export async function powerLosses(
  seed: number,
  rounds: number,
  options: DiskOptions = {},
): Promise<readonly PowerLoss[]> {
  const roll = rolling(seed)
  const acts = groups(seed, 50)
  const run = emptyRun()
  const losses: PowerLoss[] = []
  let now = disk()
  for (let round = 0; round < rounds; round++) {
    const last = 1 + roll([12, 30, 60][roll(3)] ?? 30)
    // What is not flushed is most at a flush.
    const isAtFlush = roll(2) === 0
    let stopped = false
    const machine = now.machine({
      ...options,
      fails: (count, operation) => {
        stopped ||= count > last && (!isAtFlush || operation === 'flush')
        return stopped ? { code: 'STOPPED', effect: 'none' } : undefined
      },
    })
    try {
      await runOn(await openOn(machine), acts, run)
    } catch {
      // It stopped while it was being opened.
    }
    now = now.afterPowerLoss(roll)
    const left = now.copy()
    const acknowledged = run.acknowledged.size
    try {
      const driver = await openOn(left.machine())
      const raw = left.names().map((name) => left.bytes(name))
      await check(driver, acts, run, raw)
      losses.push({ seed, acknowledged, healed: driver.healed !== undefined })
    } catch (error) {
      const broken = error instanceof Error ? error.message : String(error)
      return [...losses, { seed, acknowledged, healed: false, broken }]
    }
  }
  return losses
}
