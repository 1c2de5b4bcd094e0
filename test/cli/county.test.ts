import { readFileSync, rmSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { decodeXlsx } from '../../src/register/xlsx.ts'
import { place, run, smallCounty } from './scene.ts'

const { at, remove } = place()
const county = smallCounty(at('county'))
afterAll(remove)

const day = ['--as-of', '2026-09-15']
const told = ['--concerns', 'none', '--kin', 'none']

interface Plan {
  readonly pairs: readonly { readonly child: string; readonly volunteer: string }[]
  readonly waiting: readonly unknown[]
}
const planOf = async (...words: readonly string[]): Promise<Plan> =>
  (JSON.parse((await run(['pair', county, ...day, ...words, '--json'])).out) as { readonly plan: Plan }).plan

describe('pair', () => {
  it('proposes nobody while nobody said whether a concern is open, and says so', async () => {
    expect((await planOf()).pairs).toEqual([])
    expect((await planOf('--concerns', 'none')).pairs).toEqual([])
    const { out, code } = await run(['pair', county, ...day])
    expect(out).toContain('--concerns none')
    expect(out).toContain('--kin none')
    expect(code).toBe(1)
  })
  it('puts every child into the plan, once', async () => {
    const { pairs, waiting } = await planOf(...told)
    expect(pairs.length).toBeGreaterThan(0)
    const checked = JSON.parse((await run(['check', `${county}/children.csv`, ...day, '--json'])).out) as {
      readonly rows: { readonly records: number }
    }
    expect(pairs.length + waiting.length).toBe(checked.rows.records)
  })
  it('proposes no volunteer of whom a concern is open, and nobody to his or her kin', async () => {
    const [first] = (await planOf(...told)).pairs
    const { child = '', volunteer = '' } = first ?? {}
    const without = await planOf('--concerns', volunteer, '--kin', 'none')
    expect(without.pairs.map((one) => one.volunteer)).not.toContain(volunteer)
    const kin = await planOf('--concerns', 'none', '--kin', `${child}:${volunteer}`)
    expect(kin.pairs).not.toContainEqual(expect.objectContaining({ child, volunteer }))
    const unknown = await run(['pair', county, ...day, '--concerns', 'V9999'])
    expect([unknown.code, unknown.err]).toEqual([2, 'childfile: no volunteer of the folder has the id V9999\n'])
  })
  it('writes names into the workbook alone', async () => {
    const { out } = await run(['pair', county, ...day, ...told, '--lang', 'zh', '--out', at('plan.xlsx')])
    const workbook = (await decodeXlsx(readFileSync(at('plan.xlsx'))))._unsafeUnwrap()
    expect(workbook.sheets.map(({ name }) => name)).toEqual(['建议结对', '等候', '现有结对须复核', '须续办'])
    const names = workbook.sheets.slice(0, 2).flatMap(({ rows }) => rows.slice(1).map((row) => String(row[1])))
    expect(names.length).toBeGreaterThan(100)
    expect(names.filter((name) => name !== '' && out.includes(name))).toEqual([])
  })
  it('refuses a term that is none', async () => {
    for (const term of [
      ['--from', '2026-09-31'],
      ['--to', '2026-09-15'],
      ['--from', '2026-09-01'],
    ])
      expect((await run(['pair', county, ...day, ...term])).code).toBe(2)
  })
})

describe('report', () => {
  it('makes one page that counts every file, and its data as JSON', async () => {
    const { code, out, err } = await run([
      'report',
      county,
      ...day,
      ...told,
      '--out',
      at('page.html'),
      '--title',
      '某县',
      '--json',
    ])
    const { report, sheets } = JSON.parse(out) as {
      readonly report: { readonly total: number; readonly tiers: readonly number[] }
      readonly sheets: readonly { readonly file: string; readonly records: number }[]
    }
    expect(report.total).toBe(sheets.find(({ file }) => file === 'children.csv')?.records)
    expect(report.tiers.reduce((sum, count) => sum + count, 0)).toBe(report.total)
    expect(sheets.map(({ file }) => file)).not.toContain('pairs.csv')
    const page = readFileSync(at('page.html'), 'utf8')
    expect(page).toMatch(/^<!doctype html>/i)
    expect(page).toContain('某县')
    expect([code, err]).toEqual([(report.tiers[4] ?? 0) > 0 ? 1 : 0, ''])
  })
  it('makes the same bytes again', async () => {
    await run(['report', county, ...day, ...told, '--out', at('again.html'), '--title', '某县'])
    expect(readFileSync(at('again.html')).equals(readFileSync(at('page.html')))).toBe(true)
  })
  it('needs the children and nothing else', async () => {
    const alone = smallCounty(at('alone'))
    for (const name of ['volunteers', 'villages', 'sessions', 'aid', 'consents', 'visits'])
      rmSync(`${alone}/${name}.csv`)
    const { code } = await run(['report', alone, ...day, '--out', at('alone.html')])
    expect(code).toBeLessThan(2)
    rmSync(`${alone}/children.csv`)
    const { err } = await run(['report', alone, ...day, '--out', at('none.html')])
    expect(err).toBe(`childfile: there is no children.csv or children.xlsx in ${alone}\n`)
  })
  it('says on a terminal what it is doing, on standard error, and leaves no line of it', async () => {
    const { err, out } = await run(['report', county, ...day, '--out', at('page.html')], { isTTY: true })
    expect(err).toContain('… reading children.csv')
    expect(err.endsWith('\r\u001b[K')).toBe(true)
    expect(out).not.toContain('…')
  })
})
