import { expect } from 'vitest'
import type { Outcome } from '../../src/index.ts'
import type { Driver } from '../../src/storage/index.ts'
import { child, type County, county, partition, session } from '../casework/county.ts'
import { laws as sealedLaws } from '../storage/sealed-laws.ts'
import { law } from './rooms.ts'

const code = (outcome: Outcome<unknown>): string =>
  outcome.match(
    () => 'ok',
    ([problem]) => problem.code,
  )
const gone = { register: { registerState: 'exited', exitOn: '2020-01-01' } }
const supervisor = (here: County, id = 's1') =>
  session(here, id, 'supervisor', 'care', { to: 'area', divisions: ['520526'] })
const officer = (here: County, id = 'p1') =>
  session(here, id, 'protectionOfficer', 'protection', { to: 'appointed', children: ['c1'], by: 'boss' })
const isThere = async (here: County, id = 'c1') => code(await here.casework.files.read(partition, id)) === 'ok'

export const caseworkLaws = [
  law('nothing is erased or merged on the word of one', 'casework', async ({ openCasework }) => {
    const here = await county(openCasework, [child('c1', gone), child('c2', gone)])
    const one = supervisor(here)
    for (let time = 0; time < 2; time++) {
      expect((await one.erase('c1', 'withdrawn')).map(({ state }) => state).unwrapOr('accepted')).toBe('requested')
      const merge = await one.mergeFiles('c2', { with: 'c1', keep: 'c2', reason: 'one child' })
      expect(merge.map(({ state }) => state).unwrapOr('approved')).toBe('requested')
    }
    expect(await isThere(here)).toBe(true)
  }),
  law('what stands under a hold is not erased', 'casework', async ({ openCasework }) => {
    const here = await county(openCasework, [child('c1', gone)])
    expect(code(await officer(here).hold('c1', { ground: 'proceedings', to: 'none' }))).toBe('ok')
    await supervisor(here).erase('c1', 'withdrawn')
    await supervisor(here, 's2').erase('c1', 'withdrawn')
    expect(await isThere(here)).toBe(true)
  }),
  law('what two persons erased is gone', 'casework', async ({ openCasework }) => {
    const here = await county(openCasework, [child('c1', gone)])
    await supervisor(here).erase('c1', 'withdrawn')
    await supervisor(here, 's2').erase('c1', 'withdrawn')
    expect(await isThere(here)).toBe(false)
    expect(code(await officer(here).file('c1'))).toBe('not-found')
  }),
  law(
    'no file opens to a stranger but the one whose glass was broken, until its time is over',
    'casework',
    async ({ openCasework }) => {
      const here = await county(openCasework, [child('c1'), child('c2')])
      const doctor = session(here, 'd1', 'doctor', 'rescue', { to: 'emergency' })
      const opens = async () => [code(await doctor.file('c1')), code(await doctor.file('c2'))]
      expect(await opens()).toEqual(['not-found', 'not-found'])
      expect(code(await doctor.breakGlass('c1', { reason: 'found without breath', told: 's1' }))).toBe('ok')
      expect(await opens()).toEqual(['ok', 'not-found'])
      here.on('2026-09-17')
      expect(await opens()).toEqual(['not-found', 'not-found'])
    },
  ),
  law('nothing is read that could not be noted', 'casework', async ({ accessPartition, openCasework }) => {
    const full = (driver: Driver): Driver => ({
      ...driver,
      commit: (batch) =>
        batch.partition === accessPartition(partition)
          ? Promise.resolve({ outcome: 'refused', why: 'full' })
          : driver.commit(batch),
    })
    const here = await county(openCasework, [child('c1')], full)
    expect(code(await session(here, 'w3', 'worker', 'care', { to: 'ownCase' }).file('c1'))).toBe('full')
  }),
  law('a change of what has changed meanwhile is refused', 'storage', async ({ openMemory }) => {
    const driver = await openMemory()
    const at = { subject: 'c1', kind: 'file', id: 'c1' }
    const commit = (id: string, expected: number) =>
      driver.commit({
        partition,
        id,
        note: new Uint8Array(),
        fingerprint: id,
        link: () => id,
        checks: [],
        writes: [{ ...at, expect: expected, body: new Uint8Array([expected]), digest: id, keys: {} }],
      })
    const outcomes = [await commit('a', 0), await commit('b', 0), await commit('c', 1)].map(({ outcome }) => outcome)
    expect(outcomes).toEqual(['written', 'conflict', 'written'])
  }),
  ...sealedLaws.map((one) => law(one.name, 'storage', (room) => one.run(room))),
]
