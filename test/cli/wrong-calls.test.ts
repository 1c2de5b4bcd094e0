import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { place, run, smallCounty } from './scene.ts'

const { at, folder, remove } = place()
smallCounty(at('county'))
writeFileSync(at('bare.csv'), '甲,乙\n1,2\n')
writeFileSync(at('empty.csv'), '')
writeFileSync(at('old.xls'), Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0))
writeFileSync(at('broken.xlsx'), Uint8Array.of(0x50, 0x4b, 3, 4, 1, 2, 3))
writeFileSync(at('sheet.csv'), '姓名,出生日期\n李小花,2016-03-26\n')
mkdirSync(at('nothing'))
afterAll(remove)

const sheet = at('sheet.csv')
const county = at('county')

/** A wrong call, and what its one line has to say. */
const wrong: readonly (readonly [call: readonly string[], says: RegExp])[] = [
  [['chek', sheet], /no such command: chek/],
  [['__proto__', sheet], /no such command: __proto__/],
  [['constructor', sheet], /no such command: constructor/],
  [['check'], /give one FILE/],
  [['check', sheet, sheet], /give one FILE/],
  [['check', sheet, '--colour'], /no such option: --colour; see childfile check --help/],
  [['check', sheet, '--toString'], /no such option: --toString/],
  [['check', sheet, '-x'], /no such option: -x/],
  [['check', sheet, '--json=yes'], /--json takes no value/],
  [['check', sheet, '--out'], /--out needs a value FILE/],
  [['check', sheet, '--out='], /--out needs a value FILE/],
  [['check', sheet, '--lang', 'fr'], /--lang must be zh or en/],
  [['check', sheet, '--as-of', '2026-02-30'], /--as-of must be a day that exists/],
  [['check', sheet, '--as-of', 'yesterday'], /--as-of must be a day that exists/],
  [['check', sheet, '--sheet', 'kittens'], /no such form: kittens/],
  [['check', sheet, '--out', at('out.txt')], /--out must end in \.xlsx or \.csv/],
  [['check', sheet, '--out', at('none/out.xlsx')], /the folder of .* does not exist/],
  [['check', sheet, '--out', sheet], /the sheet itself is not changed/],
  [['check', at('none.csv')], /no such file/],
  [['check', `${sheet}/inside.csv`], /no such file/],
  [['check', county], /is a folder, not a file/],
  [['check', at('bare.csv')], /no heading row was found/],
  [['check', at('empty.csv')], /is empty/],
  [['check', at('old.xls')], /an old \.xls file/],
  [['check', at('broken.xlsx')], /not a workbook/],
  [['report', at('none')], /no such file/],
  [['report', sheet], /is a file, not a folder/],
  [['report', at('nothing')], /there is no children\.csv or children\.xlsx/],
  [['report', county, '--out', at('nothing')], /is not a file: choose another --out/],
  [['pair', at('nothing')], /there is no children\.csv/],
  [['pair', county, '--out', at('plan.csv')], /--out must end in \.xlsx/],
  [['pair', county, '--concerns', 'a,,b'], /--concerns has an empty id/],
  [['pair', county, '--concerns', 'none', '--kin', 'nobody:V0001'], /no child of the folder has the id/],
  [['verify', at('none.db')], /no such file/],
  [['verify', county], /is a folder, not a file/],
  [['verify', sheet], /is not a store/],
  [['repair', at('none.journal')], /no such file/],
  [['repair', county], /is a folder, not a file/],
  [['repair', at('empty.csv')], /is empty/],
]

describe('a wrong call', () => {
  it.each(wrong)('is answered in one line, without a stack, and writes nothing: %j', async (call, says) => {
    const before = readdirSync(folder)
    const { code, out, err } = await run([...call])
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(/^childfile: [^\n]+\n$/)
    expect(err).toMatch(says)
    expect(readdirSync(folder)).toEqual(before)
    const chinese = await run([...call], { language: 'zh' })
    expect(chinese.err).toMatch(/^childfile: [^\n]+\n$/)
    if (!call.includes('--lang')) expect(chinese.err).toMatch(/[\u4e00-\u9fff]/)
  })
})

describe('help', () => {
  it('is there for the whole and for each command, in both languages', async () => {
    const whole = await run(['--help'])
    expect(whole.code).toBe(0)
    const commands = ['check', 'report', 'pair', 'verify', 'repair']
    for (const name of commands) {
      expect(whole.out).toContain(`childfile ${name} `)
      const { code, out } = await run([name, '--help'])
      expect([code, (await run(['help', name])).out]).toEqual([0, out])
      for (const part of ['--json', '--lang', '--as-of', 'Exit codes', '  0 ', '  1 ', '  2 ', '  3 ', '  70'])
        expect(out).toContain(part)
      expect((await run([name, '-h', '--lang', 'zh'])).out).toMatch(/退出码/)
    }
  })
  it('is what a call without a command gets, which is a wrong one', async () => {
    const { code, out } = await run([])
    expect([code, out]).toEqual([2, (await run(['--help'])).out])
  })
})
