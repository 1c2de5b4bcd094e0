import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { doors } from '../../scripts/doors.ts'
import { bundle, root } from './bundle.ts'

/** The table of docs/size.md: what is imported, whether zod is in it, and the most that it may weigh in kB of gzip, with all that it needs. */
const rows = readFileSync(`${root}docs/size.md`, 'utf8').matchAll(/^\| (`.+?) \| (yes|no) \| ([\d.]+) \| (\d+) \|$/gm)
const budgets = [...rows].map(([, what = '', zod, stated, most]) => ({
  what,
  imports: [...what.matchAll(/`(\w+)` of `([\w/-]+)`/g)].map(([, name = '', door = '']) => ({ name, door })),
  zod: zod === 'yes',
  stated: Number(stated),
  most: Number(most),
}))

describe('the weight of an import', () => {
  it('is stated for every room that a page may want, and within its budget', () => {
    expect(budgets.length).toBeGreaterThan(20)
    for (const { stated, most } of budgets) expect(stated).toBeLessThan(most)
  })

  it.each(budgets)('$what: at most $most kB', async ({ imports, zod, most }) => {
    const names = imports.map(({ name, door }) => `export { ${name} } from '${door}'`)
    const { kilobytes, modules } = await bundle(names.join('\n'))
    expect(kilobytes).toBeLessThan(most)
    expect(modules.includes('zod')).toBe(zod)
  })

  it('is nothing where nothing is used: no door has side effects', async () => {
    const all = doors.map(({ specifier }) => `import '${specifier}'`).join('\n')
    expect((await bundle(all)).text).toBe('')
  })

  it('is nothing where only types are used or a name is taken and not called upon', async () => {
    const names = doors.map(({ specifier }, i) => `import * as door${i} from '${specifier}'`).join('\n')
    expect((await bundle(names)).text).toBe('')
  })
})

/** One name of a door, and the rooms whose code it may bring along. */
const alone: readonly (readonly [name: string, door: string, rooms: readonly string[]])[] = [
  ['classify', 'childfile', ['records']],
  ['assignSparse', 'childfile/solver', ['solver']],
  ['compileCalendar', 'childfile/calendar', ['calendar']],
  ['decodeCsv', 'childfile/register', ['register']],
  ['nextDue', 'childfile/cadence', ['cadence']],
  ['openMemory', 'childfile/storage', ['storage']],
  ['countyReport', 'childfile/report', ['report']],
]

describe('one name of a door', () => {
  it.each(alone)('%s of %s brings no code of another room', async (name, door, rooms) => {
    const { modules } = await bundle(`export { ${name} } from '${door}'`)
    const used = modules.filter((file) => file.includes('/')).map((file) => file.split('/')[0] ?? '')
    expect([...new Set(used)].sort((a, b) => (a < b ? -1 : 1))).toEqual(rooms)
  })

  it('brings the table of sounds only where names are compared', async () => {
    const sounds = 'register/duplicates/pinyin-table'
    const without = "export { readVolunteers, writeVolunteers, decodeCsv, encodeCsv } from 'childfile/register'"
    const within = "export { findDuplicates } from 'childfile/register'"
    expect((await bundle(without)).modules).not.toContain(sounds)
    expect((await bundle(within)).modules).toContain(sounds)
  })

  it('brings the reader of division codes only where they are read', async () => {
    const reader = 'records/reading/division'
    expect((await bundle("export { classify, childFile } from 'childfile'")).modules).not.toContain(reader)
    expect((await bundle("export { readDivision } from 'childfile'")).modules).toContain(reader)
  })

  it('needs nothing of Node in a browser, but for the doors that say so', async () => {
    const server = /\/(?:sqlite|journal|file-keys|node)$/
    const other = doors.filter(({ specifier }) => !server.test(specifier))
    expect(other.length).toBe(doors.length - 4)
    const { text } = await bundle(
      other.map(({ specifier }, i) => `export * as door${i} from '${specifier}'`).join('\n'),
    )
    expect([...text.matchAll(/["'](node:[\w/]+)["']/g)].map(([, name]) => name)).toEqual([])
    expect(text).not.toMatch(/\beval\s*\(|\bnew\s+Function\b/)
  })
})
