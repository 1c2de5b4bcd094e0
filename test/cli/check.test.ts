import { lstatSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { decodeCsv, readChildren } from '../../src/register/index.ts'
import { decodeXlsx } from '../../src/register/xlsx.ts'
import { place, run, smallCounty } from './scene.ts'

const { at, folder, remove } = place()
smallCounty(at('county'))
const sheet = at('county/children.csv')
afterAll(remove)

const day = ['--as-of', '2026-09-15']
const register = readChildren(decodeCsv(readFileSync(sheet))._unsafeUnwrap(), { asOf: '2026-09-15' })._unsafeUnwrap()
const findings = register.rows.flatMap((row) => row.findings)
const names = register.rows.flatMap(({ record }) => (record ? [record.name] : []))

describe('check', () => {
  it('answers the findings of the register as JSON, and 1 because there are errors', async () => {
    const { code, out, err } = await run(['check', sheet, ...day, '--json'])
    const answer = JSON.parse(out) as { findings: unknown; rows: unknown; counts: { error: number } }
    expect(answer.findings).toEqual(findings)
    expect(answer.rows).toEqual({
      records: register.rows.filter(({ kind }) => kind === 'record').length,
      rejects: register.rows.filter(({ kind }) => kind === 'reject').length,
    })
    expect(answer.counts.error).toBe(findings.filter(({ severity }) => severity === 'error').length)
    expect([code, err]).toEqual([1, ''])
  })
  it('shows a line for each error and warning, the notes when asked, and no name of a child', async () => {
    const { out } = await run(['check', sheet, ...day])
    const shown = findings.filter(({ severity, code }) => severity !== 'info' || code === 'unknown-column')
    expect(out.trim().split('\n')).toHaveLength(shown.length + 3)
    const all = await run(['check', sheet, ...day, '--all'])
    expect(all.out.trim().split('\n')).toHaveLength(findings.length + 3)
    expect(names.filter((name) => all.out.includes(name))).toEqual([])
  })
  it('speaks the language that is asked for', async () => {
    const { out } = await run(['check', sheet, ...day, '--lang', 'zh'])
    expect(out).toMatch(/\d+ 条记录，\d+ 行须补正/)
    expect((await run(['check', sheet, ...day], { language: 'zh' })).out).toBe(out)
    expect((await run(['check', sheet, ...day, '--lang=en'], { language: 'zh' })).out).toMatch(/\d+ records/)
  })
  it('answers 0 of a sheet without errors, told by its name or by --sheet', async () => {
    expect((await run(['check', at('county/volunteers.csv'), ...day])).code).toBe(0)
    expect((await run(['check', at('county/villages.csv'), ...day])).code).toBe(0)
    writeFileSync(at('other.csv'), readFileSync(at('county/villages.csv')))
    expect((await run(['check', at('other.csv'), ...day])).code).toBe(2)
    expect((await run(['check', at('other.csv'), ...day, '--sheet', 'villages'])).code).toBe(0)
  })
  it('writes a corrected sheet that keeps every record and every row to correct, with fewer findings', async () => {
    const { code, out } = await run(['check', sheet, ...day, '--out', at('corrected.xlsx')])
    expect([code, out.includes(`written: ${at('corrected.xlsx')}`)]).toEqual([1, true])
    const workbook = (await decodeXlsx(readFileSync(at('corrected.xlsx'))))._unsafeUnwrap()
    const again = readChildren(workbook, { asOf: '2026-09-15' })._unsafeUnwrap()
    const of = (rows: typeof register.rows, kind: string) => rows.filter((row) => row.kind === kind).length
    expect(again.rows.flatMap(({ record }) => (record ? [record.name] : []))).toEqual(names)
    expect(of(again.rows, 'reject')).toBe(of(register.rows, 'reject'))
    expect(of(again.rows, 'reject')).toBeGreaterThan(0)
    expect(again.rows.flatMap((row) => row.findings).length).toBeLessThan(findings.length)
  })
  it('writes CSV where no row has to be corrected, and says why it does not elsewhere', async () => {
    const fine = await run(['check', at('county/volunteers.csv'), ...day, '--out', at('fine.csv')])
    expect([fine.code, (await run(['check', at('fine.csv'), '--sheet', 'volunteers', ...day])).code]).toEqual([0, 0])
    const refused = await run(['check', sheet, ...day, '--out', at('rejects.csv')])
    expect([refused.code, refused.err]).toEqual([
      2,
      'childfile: rows to correct need a second sheet: let --out end in .xlsx\n',
    ])
    expect(readdirSync(folder)).not.toContain('rejects.csv')
  })
  it('never changes the sheet itself, by whatever way it is named', async () => {
    const before = readFileSync(sheet)
    for (const way of [sheet, at('county/../county/children.csv')])
      expect((await run(['check', sheet, ...day, '--out', way])).code).toBe(2)
    expect(readFileSync(sheet).equals(before)).toBe(true)
  })
  it('follows a link: what it leads to is replaced, the link stays', async () => {
    writeFileSync(at('target.xlsx'), 'old')
    symlinkSync(at('target.xlsx'), at('link.xlsx'))
    await run(['check', sheet, ...day, '--out', at('link.xlsx')])
    expect(lstatSync(at('link.xlsx')).isSymbolicLink()).toBe(true)
    expect(readFileSync(at('target.xlsx')).subarray(0, 2).toString()).toBe('PK')
  })
  it('makes a name harmless that would command a terminal', async () => {
    writeFileSync(at('odd.csv'), '姓名,出生日期,\u001b[31m红\n李小花,2016-03-26,x\n')
    const { out } = await run(['check', at('odd.csv'), ...day, '--all'])
    // eslint-disable-next-line no-control-regex
    expect(out).not.toMatch(/\u001b/)
  })
})
