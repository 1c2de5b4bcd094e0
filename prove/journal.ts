import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { verify } from '../src/storage/index.ts'
import { openJournal } from '../src/storage/journal.ts'
import { history } from '../src/testing/driver-contract/scene.ts'
import type { DiskOptions } from '../test/storage/journal-disk.ts'
import { powerLosses } from '../test/storage/journal-power.ts'
import { rolling } from '../test/storage/journal-scene.ts'
import type { Answer, Proof } from './proof.ts'

const writer = join(import.meta.dirname, '..', 'test', 'storage', 'journal-writer.ts')
const partition = '520526'

interface Killed {
  readonly said: readonly string[]
  readonly wrong: string
}

/** Starts a writer, lets it work for so long after it has opened, and kills it. */
function kill(file: string, from: number, milliseconds: number, mode: string): Promise<Killed> {
  return new Promise((resolve) => {
    const flags = process.versions.node.startsWith('22.') ? ['--experimental-strip-types'] : []
    const child = spawn(process.execPath, [...flags, '--no-warnings', writer, file, String(from), mode])
    let said = ''
    let wrong = ''
    child.stdout.on('data', (data) => {
      if (said === '') setTimeout(() => child.kill('SIGKILL'), milliseconds)
      said += String(data)
    })
    child.stderr.on('data', (data) => (wrong += String(data)))
    child.on('close', () => resolve({ said: said.split('\n').slice(0, -1), wrong }))
  })
}

/** Kills writers of one journal again and again; after each everything that was said to be written has to be there. */
async function kills(seed: number, times: number, mode: 'honest' | 'hasty'): Promise<Answer> {
  const roll = rolling(seed)
  const folder = mkdtempSync(join(tmpdir(), 'childfile-kills-'))
  const file = join(folder, 'county.journal')
  const acknowledged = new Set<string>()
  let [next, lost, healed, unknown, faults] = [0, 0, 0, 0, 0]
  let lastSeen = -1
  try {
    for (let time = 0; time < times; time++) {
      const { said, wrong } = await kill(file, next, roll(250), mode)
      if (wrong !== '') throw new Error(wrong.slice(0, 300))
      for (const one of said.filter((text) => text !== 'open')) acknowledged.add(one.startsWith('e') ? one : `c${one}`)
      const driver = await openJournal(file)
      if (driver.healed) healed++
      const entries = await history(driver, partition, 1000)
      const ids = new Set(entries.map(({ id }) => id))
      lost = [...acknowledged].filter((id) => !ids.has(id)).length
      unknown += [...ids].filter((id) => !acknowledged.has(id)).length
      for (const id of ids) acknowledged.add(id)
      const state = await verify(driver, partition)
      faults += state.isOk() ? state.value.faults.length : 1
      lastSeen = Math.max(lastSeen, ...[...ids].filter((id) => id.startsWith('c')).map((id) => Number(id.slice(1))))
      next = Math.ceil((lastSeen + 1) / 4) * 4
      await driver.close()
      if (lost > 0) break
    }
    const size = readFileSync(file).length
    return {
      held: lost === 0 && faults === 0,
      says: `seed ${seed}, ${acknowledged.size} acts in ${size} bytes, ${lost} lost, ${unknown} written without an answer, ${healed} cut ends, ${faults} faults in the chain`,
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function killed(): Promise<Answer> {
  const honest = [await kills(1, 40, 'honest'), await kills(2, 40, 'honest')]
  return { held: honest.every(({ held }) => held), says: `80 kills; ${honest.map(({ says }) => says).join('; ')}` }
}

/** A writer that speaks too early has to be found out by the same proof. */
async function found(): Promise<Answer> {
  const { held, says } = await kills(3, 40, 'hasty')
  return { held: !held, says }
}

async function power(options: DiskOptions, seeds: number) {
  let [losses, broken, healed, acknowledged] = [0, 0, 0, 0]
  for (let seed = 1000; seed < 1000 + seeds; seed++)
    for (const loss of await powerLosses(seed, 10, options)) {
      losses++
      acknowledged += loss.acknowledged
      if (loss.broken !== undefined) broken++
      if (loss.healed) healed++
    }
  return { losses, broken, healed, acknowledged, says: `seeds 1000 to ${999 + seeds}` }
}

async function powerLost(): Promise<Answer> {
  const { losses, broken, healed, acknowledged, says } = await power({}, 1000)
  return {
    held: broken === 0,
    says: `${losses} losses of power, ${acknowledged} times an acknowledged act was looked for, ${broken} broken, ${healed} cut ends; ${says}`,
  }
}

async function powerShams(): Promise<Answer> {
  const data = await power({ flushes: false }, 40)
  const names = await power({ flushesNames: false }, 40)
  return {
    held: data.broken > 0 && names.broken > 0,
    says: `broken ${data.broken} of ${data.losses} without a flush of data, ${names.broken} of ${names.losses} without one of names`,
  }
}

export const proofs: readonly Proof[] = [
  { name: 'a journal whose writer is killed loses nothing that was acknowledged, and its chain verifies', run: killed },
  { name: 'a writer that acknowledges too early is found out by killing it', run: found },
  { name: 'a journal whose machine loses power loses nothing that was acknowledged', run: powerLost },
  { name: 'a disk that does not flush is found out by losing power', run: powerShams },
]
