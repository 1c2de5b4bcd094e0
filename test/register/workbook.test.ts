import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { writeXlsx } from 'hucre/xlsx'
import { describe, expect, it } from 'vitest'
import { type Cell, columnLetters, decodeCsv, encodeCsv, type Workbook } from '../../src/register/index.ts'
import { decodeXlsx, encodeXlsx } from '../../src/register/xlsx.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
const utf16 = (text: string, big: boolean) => {
  const bytes = new Uint8Array(text.length * 2 + 2)
  const view = new DataView(bytes.buffer)
  view.setUint16(0, 0xfeff, !big)
  for (let i = 0; i < text.length; i++) view.setUint16(i * 2 + 2, text.charCodeAt(i), !big)
  return bytes
}
/** 姓名,性别 and 李小花,女 in GB18030. */
const gb18030 = Uint8Array.from([
  0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xd0, 0xd4, 0xb1, 0xf0, 0x0d, 0x0a, 0xc0, 0xee, 0xd0, 0xa1, 0xbb, 0xa8, 0x2c, 0xc5,
  0xae, 0x0d, 0x0a,
])
const rows = (bytes: Uint8Array) =>
  decodeCsv(bytes)
    .map((workbook) => workbook.sheets[0]!.rows)
    ._unsafeUnwrap()
const codes = (bytes: Uint8Array, limits = {}) =>
  decodeCsv(bytes, limits).match(
    () => [],
    (problems) => problems.map(({ code }) => code),
  )
const sheet = (cells: readonly (readonly Cell[])[]): Workbook => ({
  sheets: [{ name: '甲村', hidden: false, rows: cells }],
})

describe('decodeCsv', () => {
  const table = [
    ['姓名', '性别'],
    ['李小花', '女'],
  ]
  it('reads UTF-8 and UTF-16 with and without mark, and GB18030', () => {
    const text = '姓名,性别\r\n李小花,女\r\n'
    for (const bytes of [utf8(text), utf8(`\ufeff${text}`), utf16(text, false), utf16(text, true), gb18030])
      expect(rows(bytes)).toEqual(table)
  })
  it('reads lines that end in any way, also in one file, and rows of any length', () => {
    for (const end of ['\r\n', '\n', '\r'])
      expect(rows(utf8(['a,b', '"x\ny",2', '', 'c'].join(end)))).toEqual([['a', 'b'], ['x\ny', '2'], [''], ['c']])
    expect(rows(utf8('a,b\r\nc,d\ne,f'))).toEqual([
      ['a', 'b'],
      ['c', 'd'],
      ['e', 'f'],
    ])
  })
  it('reads what is divided by tabs or semicolons', () => {
    for (const mark of ['\t', ';'])
      expect(rows(utf8(`a${mark}b,c\nd${mark}e`))).toEqual([
        ['a', 'b,c'],
        ['d', 'e'],
      ])
  })
  it('names broken quotation marks, by line and without the cell', () => {
    for (const text of ['a,b\n"CANARY,1\n', 'a,b\nx"CANARY,1\n', '"CANARY"x,1\n']) {
      const problem = decodeCsv(utf8(text))._unsafeUnwrapErr()[0]
      expect(problem.code).toBe('unreadable-csv')
      expect(JSON.stringify(problem)).not.toContain('CANARY')
    }
  })
  it('names bytes that are no text, or another kind of file', () => {
    expect(codes(Uint8Array.from([0xef, 0xbb, 0xbf, 0xd0, 0xd5]))).toEqual(['unreadable-encoding'])
    expect(codes(Uint8Array.from([0, 1, 0, 2, 0, 3]))).toEqual(['unreadable-encoding'])
    expect(codes(Uint8Array.from([0x50, 0x4b, 3, 4, 9]))).toEqual(['unreadable-encoding'])
    expect(codes(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]))).toEqual(['legacy-workbook'])
    const damaged = utf8('姓名,性别\n李小花,女\n王小明,男\n'.repeat(20))
    damaged[40] = 0xff
    expect(codes(damaged)).toEqual(['unreadable-encoding'])
  })
  it('keeps its limits', () => {
    expect(codes(utf8('abc'), { fileBytes: 2 })).toEqual(['too-large'])
    expect(codes(utf8(`a,${'花'.repeat(40_000)}`))).toEqual(['too-large'])
    expect(codes(utf8(`a,"${'x'.repeat(10_000_000)}"`))).toEqual(['too-large'])
    expect(codes(utf8(`a,"${'x'.repeat(10_000_000)}`))).toEqual(['unreadable-csv'])
  })
  it('answers any bytes without throwing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(decodeCsv(bytes).isOk() || decodeCsv(bytes).isErr()).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
})

describe('encodeCsv', () => {
  const cell = fc.oneof(
    fc.string({ unit: fc.constantFrom(...Array.from('=+-@\t\r\n",;\' 　花A1＝｜|')), maxLength: 8 }),
    fc.string({ unit: 'grapheme', maxLength: 8 }),
    fc.integer().map(String),
  )
  // A single empty cell and no cell are one line of CSV; a table has at least two columns.
  const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 8 })
  it('comes back as it was', () => {
    fc.assert(
      fc.property(table, (cells) => {
        fc.pre(cells.every((row) => row.every((one) => one.isWellFormed())))
        expect(rows(encodeCsv(sheet(cells)))).toEqual(cells)
      }),
      { numRuns: 500 },
    )
  })
  it('writes no cell that a spreadsheet program would compute', () => {
    fc.assert(
      fc.property(table, (cells) => {
        const text = new TextDecoder().decode(encodeCsv(sheet(cells)))
        const fields = decodeFields(text)
        for (const field of fields) expect(field).not.toMatch(/^[=+\-@\t\r＝＋－＠]/)
      }),
      { numRuns: 500 },
    )
    for (const risky of ['=HYPERLINK("http://x")', '+1', '-1', '@SUM(1)', '\t=1', '\r=1'])
      expect(decodeFields(new TextDecoder().decode(encodeCsv(sheet([[risky, 'x']]))))[0]).toBe(`'${risky}`)
  })
  it('writes the first sheet that is not hidden', () => {
    const two = {
      sheets: [
        { name: 'a', hidden: true, rows: [['x', 'y']] },
        { name: 'b', hidden: false, rows: [['z', 1]] },
      ],
    }
    expect(rows(encodeCsv(two))).toEqual([['z', '1']])
    expect(rows(encodeCsv({ sheets: [] }))).toEqual([])
  })
})

/** Fields of CSV, by a reader of its own: quotes doubled inside quotes, nothing else. */
function decodeFields(text: string): readonly string[] {
  const fields: string[] = []
  let field = ''
  let inside = false
  for (let i = 0; i < text.length; i++) {
    const one = text.charAt(i)
    if (inside) {
      if (one !== '"') field += one
      else if (text.charAt(i + 1) === '"') {
        field += '"'
        i++
      } else inside = false
    } else if (one === '"') inside = true
    else if (one === ',' || one === '\n') {
      fields.push(field)
      field = ''
    } else if (one !== '\r' || text.charAt(i + 1) !== '\n') field += one
  }
  return fields
}

/** A zip archive with deflated parts, and with any size in its directory. */
function archive(
  parts: Readonly<Record<string, string | { readonly packed: Uint8Array; readonly says: number }>>,
): Uint8Array {
  const chunks: Uint8Array[] = []
  const directory: Uint8Array[] = []
  let offset = 0
  for (const [name, part] of Object.entries(parts)) {
    const raw = typeof part === 'string' ? utf8(part) : undefined
    const packed = raw ? new Uint8Array(deflateRawSync(raw)) : (part as { packed: Uint8Array }).packed
    const size = raw ? raw.length : (part as { says: number }).says
    const label = utf8(name)
    const header = (length: number, signature: number, at: number): { bytes: Uint8Array; view: DataView } => {
      const bytes = new Uint8Array(length + label.length)
      const view = new DataView(bytes.buffer)
      view.setUint32(0, signature, true)
      view.setUint16(at, 8, true)
      view.setUint32(at + 10, packed.length, true)
      view.setUint32(at + 14, size, true)
      view.setUint16(at + 18, label.length, true)
      bytes.set(label, length)
      return { bytes, view }
    }
    const local = header(30, 0x04034b50, 8)
    const entry = header(46, 0x02014b50, 10)
    entry.view.setUint32(42, offset, true)
    chunks.push(local.bytes, packed)
    directory.push(entry.bytes)
    offset += local.bytes.length + packed.length
  }
  const end = new Uint8Array(22)
  const view = new DataView(end.buffer)
  view.setUint32(0, 0x06054b50, true)
  view.setUint16(10, directory.length, true)
  view.setUint32(
    12,
    directory.reduce((sum, one) => sum + one.length, 0),
    true,
  )
  view.setUint32(16, offset, true)
  return new Uint8Array(Buffer.concat([...chunks, ...directory, end]))
}

const namespaces = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const workbookParts = (sheetXml: string | { packed: Uint8Array; says: number }, prolog = '<?xml version="1.0"?>') => ({
  '[Content_Types].xml':
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
  '_rels/.rels': `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `${prolog}<workbook ${namespaces} xmlns:r="${relations}"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
  'xl/worksheets/sheet1.xml': sheetXml,
})
const worksheet = (cells: string, prolog = '<?xml version="1.0"?>') =>
  `${prolog}<worksheet ${namespaces}><sheetData><row r="1">${cells}</row></sheetData></worksheet>`
const refusals = async (bytes: Uint8Array, limits = {}) =>
  (await decodeXlsx(bytes, limits)).match(
    () => [],
    (problems) => problems.map(({ code }) => code),
  )

describe('decodeXlsx', () => {
  it('reads text, numbers, dates, formulas and what is merged, hidden or wrong', async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: '甲村',
          rows: [
            ['姓名', '村', '生日', '是'],
            ['李小花', '520526113205', new Date(Date.UTC(2016, 2, 26)), true],
            ['王小明', '', new Date(Date.UTC(2026, 0, 2, 8, 30)), null],
            ['赵小军', '', 42006, '=1+1'],
          ],
          merges: [{ startRow: 1, startCol: 1, endRow: 3, endCol: 1 }],
          rowDefs: new Map([[2, { hidden: true }]]),
          columns: [{}, {}, { numFmt: 'yyyy-mm-dd' }, {}],
        },
        { name: '说明', rows: [['x']], hidden: true },
        { name: '很隐蔽', rows: [['x']], veryHidden: true },
      ],
    })
    const workbook = (await decodeXlsx(bytes))._unsafeUnwrap()
    const [first, second, third] = workbook.sheets
    expect(first).toEqual({
      name: '甲村',
      hidden: false,
      rows: [
        ['姓名', '村', '生日', '是'],
        ['李小花', '520526113205', '2016-03-26', 'TRUE'],
        ['王小明', '520526113205', '2026-01-02 08:30', ''],
        ['赵小军', '520526113205', '2015-01-02', '=1+1'],
      ],
      hiddenRows: [3],
    })
    expect([second!.hidden, third!.hidden]).toEqual([true, true])
  })
  it('reads the last value of a formula, and the error in place of one', async () => {
    const cells =
      '<c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>"x"</f><v>李小花</v></c><c r="C1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="D1" t="b"><v>0</v></c>'
    const workbook = (await decodeXlsx(archive(workbookParts(worksheet(cells)))))._unsafeUnwrap()
    expect(workbook.sheets[0]!.rows).toEqual([[2, '李小花', '#DIV/0!', 'FALSE']])
  })
  it('names old and protected workbooks and other files', async () => {
    const ole2 = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
    const name = Array.from('EncryptedPackage', (letter) => [letter.charCodeAt(0), 0]).flat()
    expect(await refusals(Uint8Array.from([...ole2, 0, 0, 0]))).toEqual(['legacy-workbook'])
    expect(await refusals(Uint8Array.from([...ole2, 0, 0, ...name, 0, 0]))).toEqual(['encrypted-workbook'])
    const locked = await writeXlsx({
      sheets: [{ name: 'a', rows: [['x']] }],
      encryption: { password: 'secret', spinCount: 1 },
    })
    expect(await refusals(locked)).toEqual(['encrypted-workbook'])
    for (const bytes of [
      utf8('姓名,性别'),
      new Uint8Array(),
      archive({ 'a.txt': 'x' }),
      archive({ 'inner.xlsx': 'PK' }),
      Uint8Array.from([0x50, 0x4b, 3, 4]),
    ])
      expect(await refusals(bytes)).toEqual(['not-a-workbook'])
  })
  it('refuses what gets too large by unpacking, whether it says so or not', async () => {
    const zeros = new Uint8Array(deflateRawSync(new Uint8Array(60_000_000)))
    expect(zeros.length).toBeLessThan(100_000)
    expect(await refusals(archive(workbookParts({ packed: zeros, says: 60_000_000 })))).toEqual(['archive-too-large'])
    expect(await refusals(archive(workbookParts({ packed: zeros, says: 2_000 })))).toEqual(['archive-too-large'])
    expect(await refusals(archive(workbookParts({ packed: zeros, says: 0 })))).toEqual(['archive-too-large'])
    expect(await refusals(archive(workbookParts({ packed: zeros, says: 0xffffffff })))).toEqual(['archive-too-large'])
    const honest = worksheet(`<c r="A1" t="inlineStr"><is><t>${'a b'.repeat(2000)}</t></is></c>`)
    expect(await refusals(archive(workbookParts(honest)), { unpackedBytes: 4000 })).toEqual(['archive-too-large'])
    expect(await refusals(archive(workbookParts(honest)), { fileBytes: 400 })).toEqual(['archive-too-large'])
    expect(
      await refusals(archive(workbookParts(worksheet('<c r="XFD1048576"><v>1</v></c><c r="A1"><v>1</v></c>')))),
    ).toEqual(['archive-too-large'])
  })
  it('refuses a cell longer than cells are', async () => {
    const long = worksheet(`<c r="A1" t="inlineStr"><is><t>${'花'.repeat(40_000)}</t></is></c>`)
    expect(await refusals(archive(workbookParts(long)))).toEqual(['too-large'])
  })
  it('refuses entities before they are expanded, in any part and behind any comment', async () => {
    const laughs = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    const cell = '<c r="A1" t="inlineStr"><is><t>&b;</t></is></c>'
    expect(await refusals(archive(workbookParts(worksheet(cell, laughs))))).toEqual(['archive-too-large'])
    expect(await refusals(archive(workbookParts(worksheet(cell), laughs)))).toEqual(['archive-too-large'])
    const hidden = `<?xml version="1.0"?><!-- ${'x y z '.repeat(60_000)} -->${laughs.slice(21)}`
    expect(await refusals(archive(workbookParts(worksheet(cell, hidden))))).toEqual(['archive-too-large'])
  })
  it('answers broken workbooks without throwing or repeating what is in them', async () => {
    const good = archive(workbookParts(worksheet('<c r="A1" t="inlineStr"><is><t>CANARY</t></is></c>')))
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(good.length - 1), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 12 }),
        async (flips) => {
          const bytes = good.slice()
          for (const [at, byte] of flips) bytes[at] = byte
          const read = await decodeXlsx(bytes)
          if (read.isErr()) expect(JSON.stringify(read.error)).not.toContain('CANARY')
        },
      ),
      { numRuns: 200 },
    )
    for (let length = 0; length < good.length; length += 37) await decodeXlsx(good.slice(0, length))
  })
})

describe('encodeXlsx', () => {
  it('comes back as it was, long numbers and formulas as text', async () => {
    const cells: Cell[][] = [
      ['520526201703267347', '=HYPERLINK("x")', '+86', '-1', '@a', ' 两 端 '],
      [1, 0.5, -3, '行\n行', '<&>"', '𬭎'],
    ]
    const bytes = (await encodeXlsx(sheet(cells)))._unsafeUnwrap()
    expect((await decodeXlsx(bytes))._unsafeUnwrap()).toEqual(sheet(cells))
  })
  it('keeps hidden sheets and rows, and gives names that programs take', async () => {
    const workbook = {
      sheets: [
        { name: 'a/b:c', hidden: false, rows: [['x'], ['y']], hiddenRows: [2] },
        { name: '旧', hidden: true, rows: [['z']] },
      ],
    }
    const read = (await decodeXlsx((await encodeXlsx(workbook))._unsafeUnwrap()))._unsafeUnwrap()
    expect(read.sheets).toEqual([{ ...workbook.sheets[0]!, name: 'a b c' }, workbook.sheets[1]!])
  })
  it('refuses a text longer than cells are', async () => {
    expect((await encodeXlsx(sheet([['x'.repeat(40_000)]]))).isErr()).toBe(true)
  })
})

describe('columnLetters', () => {
  it('counts as spreadsheet programs do', () => {
    expect([0, 25, 26, 40, 701, 702].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'AO', 'ZZ', 'AAA'])
  })
})
