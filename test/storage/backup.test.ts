import { existsSync } from 'node:fs'
import { join } from 'node:path'
import * as sqlite from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { verify } from '../../src/storage/index.ts'
import { openSqlite } from '../../src/storage/sqlite.ts'
import { at, batch, county, erasure, history, numbers, walk, write } from '../../src/testing/driver-contract/scene.ts'
import { folder } from './harness.ts'

const copyAll = (from: string, to: string): void => {
  const database = new sqlite.DatabaseSync(from)
  database.prepare('VACUUM INTO ?').run(to)
  database.close()
}

describe('a copy of a SQLite store that was made while others wrote', () => {
  it('is the store as it was at one moment: a beginning of the log, the rows that it makes, a chain that holds', async () => {
    const place = folder()
    const driver = await openSqlite(place.file)
    await driver.commit(batch('gone', [write(at('child-gone'), { body: 'ERASED-BODY' })]))
    await driver.erase(erasure('e1', 'child-gone'))
    const copies: string[] = []
    const writing = numbers(30).map(async (n) => {
      await driver.commit(
        batch(
          `c${n}`,
          numbers(5).map((id) => write(at('s', 'visit', `${id}`), { expect: n })),
        ),
      )
      if (n % 7 === 3) {
        const to = join(place.path, `copy-${n}.db`)
        copyAll(place.file, to)
        copies.push(to)
      }
    })
    await Promise.all(writing)
    const whole = await history(driver)
    await driver.close()
    expect(copies.filter((file) => existsSync(file))).toHaveLength(4)
    for (const file of copies) {
      const copy = await openSqlite(file)
      const log = await history(copy)
      expect(log).toEqual(whole.slice(0, log.length))
      expect(log.length).toBeGreaterThan(3)
      const rows = await walk(copy, { partition: county, index: null })
      expect(rows.map(({ revision }) => revision)).toEqual(numbers(5).map(() => log.length - 2))
      expect((await copy.commit(batch('late', [write(at('child-gone'))]))).outcome).toBe('refused')
      expect((await verify(copy, county)).isOk()).toBe(true)
      await copy.close()
    }
    place.remove()
  })
})
