import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { countyRecords, sharedSubject } from '../../src/casework/index.ts'
import { audited, commit, type Driver } from '../../src/storage/index.ts'
import { openJournal } from '../../src/storage/journal.ts'
import { openSqlite } from '../../src/storage/sqlite.ts'
import { Village } from '../../src/index.ts'
import { place, run } from './scene.ts'

const { at, remove } = place()
afterAll(remove)

async function fill(driver: Driver, from: number, to: number): Promise<void> {
  const ledger = audited(driver)
  const { villages } = countyRecords(ledger)
  for (let n = from; n < to; n++) {
    const document = Village.parse({
      code: `52052610020${n}`,
      township: '龙街镇',
      name: '新坪社区',
      kind: 'community',
      longitude: 103.9931,
      latitude: 26.92703,
    })
    const write = villages.put({ subject: sharedSubject, id: document.code, document })
    const note = { actor: 'test', purpose: 'test' }
    expect((await commit(ledger, { partition: '520526', id: `act-${n}`, note, writes: [write] })).isOk()).toBe(true)
  }
  await driver.close()
}

beforeAll(async () => {
  await fill(await openSqlite(at('store.db')), 0, 4)
  await fill(await openJournal(at('store.journal')), 0, 4)
})

describe('verify', () => {
  it.each(['store.db', 'store.journal'])('answers 0 of a store that is whole: %s', async (name) => {
    const before = readFileSync(at(name))
    const { code, out, err } = await run(['verify', at(name), '--json'])
    expect([code, err]).toEqual([0, ''])
    expect(JSON.parse(out)).toMatchObject({ partitions: [{ partition: '520526', entries: 4, faults: [] }] })
    expect((await run(['verify', at(name)])).out).toContain('every chain holds')
    expect(readFileSync(at(name)).equals(before)).toBe(true)
  })
  it('answers 1 of a store in which a body was changed, and where', async () => {
    copyFileSync(at('store.db'), at('changed.db'))
    const database = new DatabaseSync(at('changed.db'))
    database.exec("UPDATE past SET body = CAST(replace(CAST(body AS TEXT), '新坪', '旧坪') AS BLOB) WHERE seq = 2")
    database.close()
    const { code, out } = await run(['verify', at('changed.db')])
    expect(code).toBe(1)
    expect(out).toMatch(/520526 {2}commit 2 {2}body-changed/)
    expect(out).not.toContain('旧坪')
  })
  it('finds a history that was cut short by an anchor from before, and writes none of a store with faults', async () => {
    expect((await run(['verify', at('store.journal'), '--out', at('anchor.json')])).code).toBe(0)
    await fill(await openJournal(at('short.journal')), 0, 3)
    expect((await run(['verify', at('short.journal')])).code).toBe(0)
    const cut = await run(['verify', at('short.journal'), '--anchor', at('anchor.json'), '--out', at('no.json')])
    expect([cut.code, /truncated/.test(cut.out), existsSync(at('no.json'))]).toEqual([1, true, false])
    expect((await run(['verify', at('store.journal'), '--anchor', at('anchor.json')])).code).toBe(0)
    writeFileSync(at('no-anchor.json'), '{"heads":[1]}')
    expect((await run(['verify', at('store.journal'), '--anchor', at('no-anchor.json')])).code).toBe(2)
  })
  it('says what is no store, and what is of a newer version', async () => {
    writeFileSync(at('text.db'), 'not a store at all')
    expect((await run(['verify', at('text.db')])).err).toBe(
      `childfile: ${at('text.db')} is not a store of this library\n`,
    )
    const other = new DatabaseSync(at('other.db'))
    other.exec('CREATE TABLE t (a)')
    other.close()
    expect((await run(['verify', at('other.db')])).err).toBe(
      `childfile: ${at('other.db')} is not a store of this library\n`,
    )
    copyFileSync(at('store.db'), at('newer.db'))
    const newer = new DatabaseSync(at('newer.db'))
    newer.exec('PRAGMA user_version = 99')
    newer.close()
    const { code, err } = await run(['verify', at('newer.db')])
    expect([code, err]).toEqual([3, `childfile: ${at('newer.db')} was written by a newer version\n`])
  })
})

describe('repair', () => {
  it('answers 0 of a journal that is whole, and makes one that verifies', async () => {
    const { code } = await run(['repair', at('store.journal')])
    expect(code).toBe(0)
    expect((await run(['verify', at('store.journal.repaired')])).code).toBe(0)
  })
  it('saves what it can of a damaged one, tells what is lost, and leaves the old one as it is', async () => {
    const bytes = Uint8Array.from(readFileSync(at('store.journal')))
    const middle = Math.floor(bytes.length / 2)
    bytes[middle] = (bytes[middle] ?? 0) ^ 1
    writeFileSync(at('damaged.journal'), bytes)
    const refused = await run(['verify', at('damaged.journal')])
    expect([refused.code, refused.err]).toEqual([
      3,
      `childfile: ${at('damaged.journal')} is damaged: childfile repair saves what can be saved\n`,
    ])
    const { code, out } = await run(['repair', at('damaged.journal'), '--out', at('saved.journal'), '--json'])
    expect(code).toBe(1)
    const saved = JSON.parse(out) as { readonly entries: number; readonly lost: readonly unknown[] }
    expect(saved.entries).toBeGreaterThan(0)
    expect(saved.lost.length).toBeGreaterThan(0)
    expect(readFileSync(at('damaged.journal')).equals(bytes)).toBe(true)
    expect((await run(['verify', at('saved.journal')])).code).toBe(1)
  })
  it('replaces no file, and does not touch a journal that is in use', async () => {
    writeFileSync(at('there'), 'kept')
    expect((await run(['repair', at('store.journal'), '--out', at('there')])).code).toBe(2)
    expect((await run(['repair', at('store.journal'), '--out', at('store.journal')])).code).toBe(2)
    expect(readFileSync(at('there'), 'utf8')).toBe('kept')
    const driver = await openJournal(at('store.journal'))
    const { code, err } = await run(['repair', at('store.journal'), '--out', at('busy')])
    expect([code, err]).toEqual([3, `childfile: ${at('store.journal')} is open elsewhere: close it first\n`])
    expect(existsSync(at('busy'))).toBe(false)
    await driver.close()
  })
})
