/**
 * A process that does act after act and says what becomes of each: `node writer.ts '<what is asked>'`. A failure is settled as the
 * library tells callers to: the same commit id is given again, to the same store or, where it says so, after opening it anew.
 */
import { writeSync } from 'node:fs'
import { audited } from '../../src/storage/audit/audited.ts'
import type { Driver } from '../../src/storage/driver.ts'
import { draftOf, idOf, partitionOf } from './acts.ts'
import { type Engine, openStore, type Sham } from './store.ts'

export interface Asked {
  readonly engine: Engine
  readonly folder: string
  readonly writer: string
  readonly from: number
  readonly to: number
  readonly sham?: Sham
  /** Says that an act is written before it is. */
  readonly isHasty?: boolean
  /** Closes and opens the store after so many acts. */
  readonly reopens?: number
  /** How long it waits after an act, in milliseconds. */
  readonly pause?: number
}

const asked = JSON.parse(process.argv[2] ?? '{}') as Asked
const { engine, folder, writer, from, to, sham, isHasty = false, reopens = Infinity, pause = 0 } = asked
const most = 6

const say = (text: string): void => {
  writeSync(1, `${text}\n`)
}
const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : `uncoded-${String(error).replaceAll(' ', '-')}`

/** Opens the store; a failure may have been of that moment. */
async function opened(): Promise<Driver> {
  for (let tries = 1; ; tries++)
    try {
      return await openStore(engine, folder, sham)
    } catch (error) {
      say(`unopened ${codeOf(error)}`)
      if (tries === most) process.exit(3)
    }
}

let driver = await opened()
say('open')

async function reopen(): Promise<void> {
  await driver.close().catch((error: unknown) => say(`unclosed ${codeOf(error)}`))
  driver = await opened()
}

/** A journal of which a commit failed neither reads nor writes until it is opened anew. */
async function isPoisoned(): Promise<boolean> {
  const code = await driver.partitions(undefined, 1).then(() => 'answered', codeOf)
  return code === 'reopen'
}

async function settle(n: number): Promise<boolean> {
  const act = { writer, n }
  const [id, partition] = [idOf(act), partitionOf(act)]
  for (let tries = 0; tries < most; ) {
    try {
      const draft = await draftOf(driver, act)
      if (isHasty) say(`written ${id} ${partition} 0 -`)
      const ledger = audited(driver)
      const answer = await ('writes' in draft ? ledger.commit(draft) : ledger.erase(draft))
      if (answer.outcome === 'written') {
        if (!isHasty)
          say(`written ${id} ${partition} ${answer.head.seq} ${answer.head.hash}${answer.repeated ? ' repeated' : ''}`)
        return true
      }
      if (answer.outcome === 'refused') {
        say(`refused ${id} ${answer.why}`)
        tries++
      }
      // Somebody was faster: read again.
    } catch (error) {
      tries++
      say(`unknown ${id} ${codeOf(error)}`)
      if (engine === 'journal' && id.startsWith('c') && !(await isPoisoned())) say(`unpoisoned ${id}`)
      if (engine === 'journal' || tries > 1) await reopen()
    }
  }
  return false
}

for (let n = from; n < to; n++) {
  if (!(await settle(n))) {
    say('stopped')
    break
  }
  if (n % reopens === reopens - 1) await reopen()
  if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause))
}
await driver.close().catch((error: unknown) => say(`unclosed ${codeOf(error)}`))
say('end')
