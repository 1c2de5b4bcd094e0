import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { doors } from '../scripts/doors.ts'
import type * as calendarRoom from '../src/calendar/index.ts'
import type * as records from '../src/index.ts'
import type * as risk from '../src/risk/index.ts'

const root = new URL('../', import.meta.url)
const urlOf = (path: string): string => new URL(path, root).href
const namesAt = async (path: string): Promise<readonly string[]> =>
  Object.keys((await import(urlOf(path))) as object).sort((a, b) => (a < b ? -1 : 1))

interface PackageJson {
  readonly name: string
  readonly dependencies: Readonly<Record<string, string>>
  readonly peerDependencies: Readonly<Record<string, string>>
}
const { name, dependencies, peerDependencies } = JSON.parse(
  readFileSync(new URL('package.json', root), 'utf8'),
) as PackageJson

describe('the built package', () => {
  it.each(doors)('has the names of its source behind $specifier', async ({ built, source }) => {
    expect(existsSync(new URL(`dist/${built}.d.ts`, root))).toBe(true)
    const names = await namesAt(`dist/${built}.js`)
    expect(names).toEqual(await namesAt(source))
    expect(names.length).toBeGreaterThan(0)
  })

  it('lets no name out by two doors, but for `verify` of pairing and of storage', async () => {
    const seen = new Map<string, string>()
    const twice: string[] = []
    for (const { specifier, built } of doors)
      for (const name of await namesAt(`dist/${built}.js`)) {
        const other = seen.get(name)
        if (other !== undefined) twice.push(`${name}: ${other} and ${specifier}`)
        seen.set(name, specifier)
      }
    expect(twice).toEqual(['verify: childfile/pairing and childfile/storage'])
  })

  it('imports nothing but what it depends on', () => {
    const dist = new URL('dist/', root)
    const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js'))
    const statement = /^(?:import|export)\b[^;'"]*?["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']\)/gm
    const specifiers = files
      .flatMap((file) => [...readFileSync(new URL(file, dist), 'utf8').matchAll(statement)])
      .map(([, from, dynamic]) => from ?? dynamic ?? '')
      .filter((specifier) => !specifier.startsWith('.'))
    // The command enters the library by its doors.
    const known = [name, ...Object.keys(dependencies), ...Object.keys(peerDependencies)]
    const strange = specifiers.filter(
      (specifier) =>
        !specifier.startsWith('node:') && !known.some((name) => specifier === name || specifier.startsWith(`${name}/`)),
    )
    expect(new Set(specifiers).size).toBeGreaterThan(4)
    expect([...new Set(strange)]).toEqual([])
  })

  it('does its first work: a file, an assessment', async () => {
    const { childFile } = (await import(urlOf('dist/index.js'))) as Pick<typeof records, 'childFile'>
    const { assess } = (await import(urlOf('dist/risk/index.js'))) as Pick<typeof risk, 'assess'>
    const calendars = (await import(urlOf('dist/calendar/index.js'))) as typeof calendarRoom
    const { compileCalendar, nationalHolidays } = calendars
    const calendar = compileCalendar({ national: nationalHolidays, from: '2026-01-01', to: '2027-01-01' })
    const file = childFile({ id: 'c1', name: '李小花', birthDate: '2016-03-26', care: { livesAlone: 'yes' } })
    expect(assess(file, { asOf: '2026-09-15', calendar: calendar._unsafeUnwrap() }).tier).toBe(4)
  })
})
