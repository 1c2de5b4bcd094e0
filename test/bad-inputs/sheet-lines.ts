import { deflateRawSync } from 'node:zlib'
import { ChildFile, childFile, parse } from '../../src/index.ts'
import { decodeCsv, encodeCsv, readChildren } from '../../src/register/index.ts'
import { decodeXlsx, encodeXlsx } from '../../src/register/xlsx.ts'
import { compileRules, defaultRules } from '../../src/risk/index.ts'
import { archive, textCell, workbookParts, worksheet } from './archive.ts'
import { canary, type Line } from './line.ts'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const sheetOf = (rows: readonly (readonly string[])[]) => ({ sheets: [{ name: 'a', hidden: false, rows }] })
const sheet = (cell: string) =>
  sheetOf([
    ['备注', '电话'],
    ['x', cell],
  ])
const csvOf = (cell: string): readonly string[] => [
  new TextDecoder().decode(encodeCsv(sheet(cell))).split('\r\n')[1] ?? '',
]
const backFromXlsx = async (cell: string): Promise<readonly string[]> => {
  const bytes = (await encodeXlsx(sheet(cell)))._unsafeUnwrap()
  const cells = (await decodeXlsx(bytes))._unsafeUnwrap().sheets[0]?.rows[1] ?? []
  return [String(cells[1] === cell)]
}

/** A chain of files, each of which keeps what it was given as text. */
const harmless = (n: number, cell: string, says: string): readonly Line[] => [
  {
    n,
    input: JSON.stringify(cell),
    door: 'CSV, which writes it so that no program computes it',
    says: [says],
    run: () => csvOf(cell),
  },
  {
    n,
    input: JSON.stringify(cell),
    door: 'xlsx, which writes it as text',
    says: ['true'],
    run: () => backFromXlsx(cell),
  },
]

const entities = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'

/** 71 to 80: spreadsheets, archives, rules that could hang, pictures. */
export const sheetLines: readonly Line[] = [
  ...harmless(71, '=HYPERLINK("http://x","y")', `x,"'=HYPERLINK(""http://x"",""y"")"`),
  ...harmless(72, '+1', `x,'+1`),
  ...harmless(72, '-1', `x,'-1`),
  ...harmless(72, '@SUM(A1)', `x,'@SUM(A1)`),
  { n: 72, input: 'TAB', door: 'CSV', says: [`x,"'\t1"`], run: () => csvOf('\t1') },
  { n: 72, input: 'CR', door: 'CSV', says: [`x,"'\r1"`], run: () => csvOf('\r1') },
  {
    n: 73,
    input: 'GB18030 behind a UTF-8 mark',
    door: 'CSV',
    says: ['invalid unreadable-encoding'],
    run: () => decodeCsv(Uint8Array.from([0xef, 0xbb, 0xbf, 0xd0, 0xd5, 0xc3, 0xfb, ...utf8(`,${canary}\n`)])),
  },
  {
    n: 73,
    input: 'GB18030 without a mark',
    door: 'CSV, which reads it',
    says: ['姓名'],
    run: () => [
      String(decodeCsv(Uint8Array.from([0xd0, 0xd5, 0xc3, 0xfb, 0x0a]))._unsafeUnwrap().sheets[0]?.rows[0]?.[0]),
    ],
  },
  {
    n: 74,
    input: 'a quotation mark that is not closed',
    door: 'CSV',
    says: ['invalid unreadable-csv'],
    run: () => decodeCsv(utf8(`姓名,备注\n王小明,"${canary}\n`)),
  },
  {
    n: 74,
    input: 'a quotation mark out of place',
    door: 'CSV, which names the line',
    says: ['true'],
    run: () => [String(/line \d+$/.test(decodeCsv(utf8(`a,b\nx"${canary}",1\n`))._unsafeUnwrapErr()[0].message))],
  },
  ...harmless(75, `x",=1+1`, `x,"x"",=1+1"`),
  {
    n: 6,
    input: 'a heading of 32,000 characters, which could take hours to look through',
    door: 'register',
    says: ['finding unknown-column sheet'],
    run: () =>
      readChildren(
        sheetOf([
          ['姓名', '出生日期', '父亲（'.repeat(8000) + canary],
          ['李小花', '2016-03-26', 'x'],
        ]),
        {
          asOf: '2026-09-15',
        },
      ),
  },
  {
    n: 76,
    input: 'an archive that gets a thousand times larger',
    door: 'xlsx',
    says: ['invalid archive-too-large'],
    run: () =>
      decodeXlsx(archive(workbookParts({ packed: deflateRawSync(new Uint8Array(60_000_000)), size: 60_000_000 }))),
  },
  {
    n: 76,
    input: 'an archive that lies about its size',
    door: 'xlsx',
    says: ['invalid archive-too-large'],
    run: () => decodeXlsx(archive(workbookParts({ packed: deflateRawSync(new Uint8Array(60_000_000)), size: 2000 }))),
  },
  {
    n: 77,
    input: 'entities, also of files',
    door: 'xlsx',
    says: ['invalid archive-too-large'],
    run: () => decodeXlsx(archive(workbookParts(worksheet(textCell(`${canary}&b;&c;`), entities)))),
  },
  {
    n: 78,
    input: 'an archive in an archive',
    door: 'xlsx',
    says: ['invalid not-a-workbook'],
    run: () => {
      const inner = archive(workbookParts(worksheet(textCell(canary))))
      return decodeXlsx(archive({ [`${canary}.xlsx`]: { packed: deflateRawSync(inner), size: inner.length } }))
    },
  },
  {
    n: 79,
    input: 'a regular expression of a caller',
    door: 'rules, which have none',
    says: ['invalid unknown-op /rules/0/when/op'],
    run: () => {
      const [first] = defaultRules.rules
      const when = { op: 'matches', fact: 'child.name', pattern: `(\\w+\\s?)*${canary}` }
      return compileRules({ ...defaultRules, rules: [{ ...first, when }] })
    },
  },
  {
    n: 80,
    input: 'a photograph: bytes never live in a file, a file names them',
    door: 'records',
    says: ['invalid invalid-value /photo'],
    run: () => parse(ChildFile, { ...childFile({ id: 'c1', name: '李' }), photo: utf8(canary) }),
  },
]
