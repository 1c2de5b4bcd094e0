import { openCasework } from '../../src/casework/index.ts'
import * as room from '../../src/storage/index.ts'
import { audited, commit, openMemory, verify } from '../../src/storage/index.ts'
import { repair } from '../../src/storage/journal/repair.ts'
import { batch, at, erasure, write as writing } from '../../src/testing/driver-contract/scene.ts'
import { anyIn } from '../../test/bad-inputs/store.ts'
import { child, county, partition, session } from '../../test/casework/county.ts'
import { disk } from '../../test/storage/journal-disk.ts'
import { journal, openOn } from '../../test/storage/journal-scene.ts'
import { bodyAt, rowText, scene, tamper, visit, visitsIn, write } from '../../test/storage/sealed-scene.ts'
import type { FuzzClass } from './class.ts'
import { canary, mutatedBytes, mutatedText, mutatedValue } from './mutation.ts'

/** A query is at least an object; what stands in it may be anything. */
const asked = (query: unknown): object => (typeof query === 'object' && query !== null ? query : { partition })

/** Cursors of collections and of casework that were given, and then broken; other queries, too. */
export const cursors: FuzzClass = {
  name: 'cursors',
  share: 60_000,
  prepare: async () => {
    const ledger = audited(await openMemory())
    const files = anyIn(ledger)
    const writes = Array.from({ length: 4 }, (_, n) => files.put({ subject: `s${n}`, id: 'v', document: { canary } }))
    ;(await commit(ledger, { partition, id: 'c1', note: {}, writes }))._unsafeUnwrap()
    const here = await county(openCasework, [child('c1', { name: canary }), child('c2', { name: canary })])
    const worker = session(here, 'w3', 'worker', 'care', { to: 'ownCase' })
    const [first, byDue] = [
      (await files.page({ partition, limit: 1 }))._unsafeUnwrap().next ?? '',
      (await files.page({ partition, index: 'due', limit: 1 }))._unsafeUnwrap().next ?? '',
    ]
    const ofWorker = (await worker.page({ limit: 1 }))._unsafeUnwrap().next ?? ''
    return async (dice) => {
      if (dice.once(10)) {
        const found = await worker.page(asked(mutatedValue(dice, { after: ofWorker, limit: 1 })))
        return found.isErr() ? found.error : []
      }
      const query = dice.once(3)
        ? mutatedValue(dice, { partition, index: 'due', where: { from: '2026' }, after: byDue, limit: 1 })
        : { partition, limit: 1, after: mutatedText(dice, dice.pick([first, byDue, ofWorker])) }
      const found = await files.page(asked(query) as never)
      return found.isErr() ? found.error : []
    }
  },
}

/** Sealed bodies whose bytes were changed past the driver, and read as documents. */
export const sealedBytes: FuzzClass = {
  name: 'sealed bytes',
  share: 14_000,
  prepare: async () => {
    const here = await scene(room)
    await write(here, { document: visit(canary) })
    const good = bodyAt(here.state, rowText())
    const files = visitsIn(here)
    return async (dice) => {
      tamper(here.state, rowText(), mutatedBytes(dice, good))
      const one = await files.get(partition, { subject: 's1', id: 'v1' })
      const page = await files.page({ partition })
      const past = dice.once(10) ? await verify(here.driver, partition) : undefined
      return [
        one.isErr() ? one.error : [],
        page.isErr() ? page.error : page.value.unreadable,
        past?.match<unknown>(
          ({ faults }) => faults,
          (problems) => problems,
        ),
      ]
    }
  },
}

/** Journals whose bytes were changed, opened and repaired. */
export const journalBytes: FuzzClass = {
  name: 'journal bytes',
  share: 6_000,
  prepare: async () => {
    const whole = disk()
    const driver = await openOn(whole.machine())
    const body = canary
    await driver.commit(batch('c1', [writing(at('s1'), { body, keys: { due: ['d1'] } }), writing(at('s2'), { body })]))
    await driver.commit(batch('c2', [writing(at('s1'), { expect: 1, body: null })]))
    await driver.erase(erasure('e1', 's2'))
    await driver.close()
    const good = whole.bytes(journal)
    return async (dice) => {
      const place = disk(new Map([[journal, mutatedBytes(dice, good)]]))
      const machine = place.machine()
      const opened = await openOn(machine).catch((error: unknown) => refusal(error))
      if (typeof opened === 'string') {
        const mended = await repair(machine, journal, { folder: machine.folder, name: 'mended' }).catch(refusal)
        return [opened, mended]
      }
      const held = await verify(opened, '520526')
      await opened.close()
      return held.isErr() ? held.error : held.value.faults
    }
  },
}

/** What a driver rejects with is an Error with a code; anything else is thrown on. */
const refusal = (error: unknown): string => {
  if (!(error instanceof Error) || !('code' in error)) throw error
  return `${String(error.code)} ${error.message} ${String(error.stack)}`
}
