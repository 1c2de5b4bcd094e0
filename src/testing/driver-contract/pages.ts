import type { Position, Row } from '../../storage/index.ts'
import {
  at,
  batch,
  type ContractCase,
  county,
  dice,
  done,
  erasure,
  numbers,
  ordered,
  same,
  walk,
  write,
} from './scene.ts'

const ids = (rows: readonly Row[]) => rows.map(({ id }) => id)
const places = (rows: readonly Row[]) => rows.map(({ subject, kind, id }) => `${subject} ${kind} ${id}`)

/** Walks in order. */
export const pageCases: readonly ContractCase[] = [
  {
    id: 'C33',
    name: 'bounds are compared as whole keys: no folding, no wildcard, no prefix beyond what is asked',
    run: async (harness) => {
      const driver = await harness.open()
      const keys = ['4303', '43030', '430', 'A', 'a', 'a%', 'a_', 'ab', '%', '_']
      await done(
        driver,
        batch(
          'c1',
          keys.map((key, n) => write(at('child-1', 'visit', `v${n}`), { keys: { area: [key] } })),
        ),
      )
      for (const [n, key] of keys.entries()) {
        const only = await walk(driver, { partition: county, index: 'area', from: key, to: `${key}!` })
        same(ids(only), [`v${n}`], `asked for one key, one is found`)
        const subject = await walk(driver, { partition: county, index: null, from: key, to: `${key}!` })
        same(subject, [], 'no subject is called so')
      }
      const under = await walk(driver, { partition: county, index: 'area', from: '4303', to: '4304' })
      same(ids(under), ['v0', 'v1'], 'a range takes what begins so')
      return 'held'
    },
  },
  {
    id: 'C34',
    name: 'ranges are half-open; either end may be left open; an empty one is empty',
    run: async (harness) => {
      const driver = await harness.open()
      const days = ['d1', 'd2', 'd3', 'd4']
      await done(
        driver,
        batch(
          'c1',
          days.map((day) => write(at(`s-${day}`, 'visit', day), { keys: { due: [day] } })),
        ),
      )
      const range = async (from?: string, to?: string) => {
        const bounds = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
        const subjects = Object.fromEntries(Object.entries(bounds).map(([name, key]) => [name, `s-${key}`]))
        const byKey = ids(await walk(driver, { partition: county, index: 'due', ...bounds }, 2))
        same(
          ids(await walk(driver, { partition: county, index: null, ...subjects }, 2)),
          byKey,
          'subjects are bounded alike',
        )
        return byKey
      }
      same(await range('d2', 'd4'), ['d2', 'd3'], 'from is in, to is out')
      same(await range('d3'), ['d3', 'd4'], 'no upper end')
      same(await range(undefined, 'd2'), ['d1'], 'no lower end')
      same(await range(), days, 'no end')
      same(await range('d2', 'd2'), [], 'nothing between a key and itself')
      same(await range('d3', 'd1'), [], 'nothing backwards')
      return 'held'
    },
  },
  {
    id: 'C35',
    name: 'order is that of bytes: by subject, kind and id, in an index by key before them',
    run: async (harness) => {
      const driver = await harness.open()
      const names = ['Z', 'a', 'B', '10', '9', '~', '!', 'aa', 'a-', 'a!', '_', '2026-09-01']
      const rows = names.flatMap((name, n) =>
        ['visit', 'Visit'].map((kind) => at(names[(n * 5) % names.length] ?? '', kind, name)),
      )
      await done(
        driver,
        batch(
          'c1',
          rows.map((row, n) => write(row, { keys: { k: [names[(n * 7) % names.length] ?? ''] } })),
        ),
      )
      const all = rows.map(({ subject, kind, id }) => `${subject} ${kind} ${id}`)
      same(places(await walk(driver, { partition: county, index: null }, 5)), ordered(all), 'by subject, kind, id')
      const keyed = all.map((place, n) => `${names[(n * 7) % names.length] ?? ''} ${place}`)
      const found = await walk(driver, { partition: county, index: 'k' }, 5)
      same(
        found.map((row) => `${row.keys['k']?.[0] ?? ''} ${places([row])[0] ?? ''}`),
        ordered(keyed),
        'by key first',
      )
      return 'held'
    },
  },
  {
    id: 'C36',
    name: 'a walk skips nothing and shows nothing twice while others write, also when the row it stands on goes',
    run: async (harness) => {
      const driver = await harness.open()
      const name = (n: number) => `r${String(n).padStart(3, '0')}`
      const put = (id: string, expect = 0) => write(at(id), { expect, keys: { due: [`d-${id}`] } })
      await done(
        driver,
        batch(
          'c1',
          numbers(30).map((n) => put(name(n * 10))),
        ),
      )
      for (const [walkNumber, index] of ([null, 'due'] as const).entries()) {
        const seen: string[] = []
        let after: Position | undefined
        let step = 0
        do {
          const page = await driver.page({ partition: county, index, limit: 4, ...(after ? { after } : {}) })
          seen.push(...page.rows.map(({ subject }) => subject))
          after = page.next
          const standing = page.rows.at(-1)
          const changes = [put(`${name(step * 40 + 1)}-${walkNumber}`), put(`${name(295)}-${walkNumber}-${step}`)]
          if (standing && step % 2 === 0)
            changes.push(write(at(standing.subject), { expect: standing.revision, body: null }))
          await done(driver, batch(`w${walkNumber}-${step++}`, changes))
        } while (after && step < 100)
        const old = seen.filter((subject) => /^r\d\d0$/.test(subject))
        same(new Set(seen).size, seen.length, 'no row is shown twice')
        same(seen, ordered(seen), 'and all in order')
        const before = await driver.log({ partition: county, after: 0, limit: 1 })
        const gone = (
          await driver.get(
            county,
            (before[0]?.writes ?? []).map(({ subject }) => at(subject)),
          )
        )
          .filter((row) => row?.body === null)
          .map((row) => row?.subject)
        const expected = numbers(30).map((n) => name(n * 10))
        const stayed = expected.filter((subject) => !gone.includes(subject))
        same(
          stayed.filter((subject) => !old.includes(subject)),
          [],
          'every row that was there all along is shown',
        )
      }
      return 'held'
    },
  },
  {
    id: 'C38',
    name: 'a limit is held exactly; one below 1 gives nothing and no way on; the last page has no next',
    run: async (harness) => {
      const driver = await harness.open()
      await done(
        driver,
        batch(
          'c1',
          numbers(6).map((n) => write(at(`s${n}`), { keys: { due: [`d${n}`] } })),
        ),
      )
      for (const index of [null, 'due']) {
        const page = (limit: number) => driver.page({ partition: county, index, limit })
        for (const limit of [0, -1, -100]) same(await page(limit), { rows: [] }, 'an empty page')
        same([(await page(1)).rows.length, (await page(1)).next !== undefined], [1, true], 'one row and a way on')
        same([(await page(5)).rows.length, (await page(5)).next !== undefined], [5, true], 'five rows and a way on')
        for (const limit of [6, 7, 1000])
          same([(await page(limit)).rows.length, (await page(limit)).next], [6, undefined], 'the end')
      }
      same(await driver.log({ partition: county, after: 0, limit: 0 }), [], 'an empty log page')
      same(await driver.log({ partition: county, after: 0, limit: -1 }), [], 'an empty log page')
      same(await driver.partitions(undefined, 0), [], 'an empty list of partitions')
      same(await driver.partitions(undefined, -1), [], 'an empty list of partitions')
      return 'held'
    },
  },
  {
    id: 'C39',
    name: 'indexes follow every update, removal and return; a row is there once for each key',
    run: async (harness) => {
      const driver = await harness.open()
      const steps: readonly (readonly [string | null, readonly string[], readonly string[]])[] = [
        ['a', ['k1', 'k2'], []],
        ['b', ['k2', 'k3', 'k3', 'k2'], ['x1']],
        ['c', [], ['x1', 'x2']],
        [null, ['k9'], ['x9']],
        ['d', ['k1'], []],
        ['e', ['k1'], []],
      ]
      for (const [expect, [body, due, area]] of steps.entries()) {
        await done(driver, batch(`c${expect}`, [write(at('child-1'), { expect, body, keys: { due, area } })]))
        const keysIn = async (index: string) => {
          const found: string[] = []
          for (const key of ['k1', 'k2', 'k3', 'k9', 'x1', 'x2', 'x9'])
            for (const row of await walk(driver, { partition: county, index, from: key, to: `${key}!` }))
              found.push(`${key} ${row.revision}`)
          return found
        }
        const once = (keys: readonly string[]) => (body === null ? [] : ordered([...new Set(keys)]))
        same(
          await keysIn('due'),
          once(due).map((key) => `${key} ${expect + 1}`),
          'the index is that of this revision',
        )
        same(
          await keysIn('area'),
          once(area).map((key) => `${key} ${expect + 1}`),
          'the other one too',
        )
        same((await walk(driver, { partition: county, index: 'due' }, 1)).length, once(due).length, 'once for each key')
        same(
          (await walk(driver, { partition: county, index: null })).length,
          body === null ? 0 : 1,
          'and the walk over rows',
        )
      }
      return 'held'
    },
  },
  {
    id: 'C40',
    name: 'an index that nobody wrote is empty, and no index is the walk over rows',
    run: async (harness) => {
      const driver = await harness.open()
      await done(driver, batch('c1', [write(at('child-1'), { keys: { due: ['d1'] } })]))
      for (const index of ['du', 'due ', 'Due', 'subject', 'null', '*', 'due;--'])
        same(await driver.page({ partition: county, index, limit: 9 }), { rows: [] }, 'nothing is in there')
      return 'held'
    },
  },
  {
    id: 'C41',
    name: 'all pages of a walk are of one moment',
    needs: 'pages',
    run: async (harness) => {
      const driver = await harness.open()
      if (driver.guarantees.pages !== 'snapshot') return 'not promised'
      await done(
        driver,
        batch(
          'c1',
          numbers(9).map((n) => write(at(`s${n}`))),
        ),
      )
      const first = await driver.page({ partition: county, index: null, limit: 3 })
      await done(
        driver,
        batch('c2', [
          write(at('s4'), { expect: 1, body: 'changed' }),
          write(at('s5'), { expect: 1, body: null }),
          write(at('s6-new')),
        ]),
      )
      const rest: Row[] = []
      let { next } = first
      while (next) {
        const page = await driver.page({ partition: county, index: null, limit: 3, after: next })
        rest.push(...page.rows)
        next = page.next
      }
      same(
        rest.map(({ subject, revision }) => `${subject} ${revision}`),
        numbers(6).map((n) => `s${n + 3} 1`),
        'nothing newer shows',
      )
      return 'held'
    },
  },
  {
    id: 'C42',
    name: 'a walk that is left half way holds nothing up',
    run: async (harness) => {
      const driver = await harness.open()
      await done(
        driver,
        batch(
          'c1',
          numbers(20).map((n) => write(at(`s${n}`), { keys: { due: ['d1'] } })),
        ),
      )
      for (const n of numbers(100))
        await driver.page({ partition: county, index: n % 2 === 0 ? null : 'due', limit: 1 + (n % 5) })
      await done(driver, batch('c2', [write(at('s1'), { expect: 1 })]))
      await done(driver, erasure('e1', 's2'))
      await driver.close()
      return 'held'
    },
  },
  {
    id: 'C43',
    name: 'thousands of rows are walked in pages of any size, each row once',
    run: async (harness) => {
      const driver = await harness.open()
      const roll = dice(7)
      const rows = numbers(2000).map((n) =>
        write(at(`s${roll(300)}`, `k${roll(3)}`, `i${n}`), { body: '', keys: { due: [`d${roll(50)}`] } }),
      )
      for (const n of numbers(20)) await done(driver, batch(`c${n}`, rows.slice(n * 100, n * 100 + 100)))
      const expected = ordered(rows.map(({ subject, kind, id }) => `${subject} ${kind} ${id}`))
      for (const limit of [1, 7, 500, 2000]) {
        if (limit > 1)
          same(places(await walk(driver, { partition: county, index: null }, limit)), expected, 'by subject')
        const found = places(await walk(driver, { partition: county, index: 'due' }, limit))
        same(ordered(found), expected, 'by key')
      }
      return 'held'
    },
  },
]
