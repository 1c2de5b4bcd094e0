import { describe, expect, it } from 'vitest'
import { type ChildFile, ChildFile as ChildFileSchema, classify, parse } from '../../src/index.ts'
import {
  decodeCsv,
  encodeCsv,
  readChildren,
  recordsOf,
  type Register,
  type Workbook,
  writeChildren,
} from '../../src/register/index.ts'
import { decodeXlsx, encodeXlsx } from '../../src/register/xlsx.ts'
import { measure, missedBars, missedDuplicateBars } from './bars.ts'
import { asOf, countyFile, countyLeftBehind, countyTruth } from './county.ts'

const read = (workbook: Workbook): Register<ChildFile> => readChildren(workbook, { asOf })._unsafeUnwrap()
const csv = decodeCsv(countyFile('children.csv'))._unsafeUnwrap()
const xlsx = (await decodeXlsx(countyFile('children.xlsx')))._unsafeUnwrap()
const registers = { csv: read(csv), xlsx: read({ sheets: xlsx.sheets.slice(0, 1) }) }

describe.each(['csv', 'xlsx'] as const)('the register of the county as %s', (form) => {
  const register = registers[form]
  it('reaches every bar of the contract', () => {
    expect(missedBars(measure(register, countyTruth))).toEqual([])
  })
  it('finds the duplicates and joins no twins, namesakes, cousins or children with one number', () => {
    expect(missedDuplicateBars(register, countyTruth)).toEqual([])
  })
  it('says of each child whether it is left behind, by two definitions', () => {
    const wrong = register.rows.filter(({ record }, i) => {
      const want = countyLeftBehind[i]
      if (record === undefined || want === undefined) return false
      return (
        classify(record, 'mca2016', asOf).leftBehind !== want.mca2016 ||
        classify(record, 'oneParent', asOf).leftBehind !== want.oneParent
      )
    })
    expect(wrong.map(({ row }) => row)).toEqual([])
  })
  it('makes files that the schema takes', () => {
    const problems = recordsOf(register).flatMap((file) =>
      parse(ChildFileSchema, file).match(
        () => [],
        (found) => found,
      ),
    )
    expect(problems).toEqual([])
  })
})

describe('the register of the county', () => {
  it('gives the same files from both forms', () => {
    expect(recordsOf(registers.xlsx)).toEqual(recordsOf(registers.csv))
  })
  it('gives the same files after it is written and read again, in both forms', async () => {
    const files = recordsOf(registers.csv)
    const { workbook, notWritten } = writeChildren(files)
    expect(notWritten).toEqual([])
    expect(recordsOf(read(decodeCsv(encodeCsv(workbook))._unsafeUnwrap()))).toEqual(files)
    const bytes = (await encodeXlsx(workbook))._unsafeUnwrap()
    expect(recordsOf(read((await decodeXlsx(bytes))._unsafeUnwrap()))).toEqual(files)
  })
  it('survives JSON', () => {
    expect(JSON.parse(JSON.stringify(registers.csv))).toEqual(registers.csv)
  })
})

describe('the bars', () => {
  const spoilt = (change: (file: ChildFile, i: number) => ChildFile): Register<ChildFile> => ({
    rows: registers.csv.rows.map((row, i) => (row.record ? { ...row, record: change(row.record, i) } : row)),
  })
  const fails = (register: Register<ChildFile>) =>
    missedBars(measure(register, countyTruth)).map((bar) => bar.split(':')[0])
  it('reject a reader that turns what is missing into none', () => {
    expect(
      fails(
        spoilt((file) =>
          file.father.phone === 'notCollected' ? { ...file, father: { ...file.father, phone: 'none' } } : file,
        ),
      ),
    ).toContain('written columns')
  })
  it('reject a reader that chooses between two dates of birth', () => {
    expect(
      fails(
        spoilt((file) => (file.birthDate === 'contested' ? { ...file, birthDate: '2015-01-01', claims: {} } : file)),
      ),
    ).toContain('contested fields')
  })
  it('reject a reader that finds fault with everything, or with nothing', () => {
    const finding = {
      code: 'contradiction',
      severity: 'warning',
      field: 'note',
      sheet: 'csv',
      row: 1,
      message: '',
    } as const
    expect(
      fails({ rows: registers.csv.rows.map((row) => ({ ...row, findings: [...row.findings, finding] })) }),
    ).toEqual(['warnings on clean rows'])
    expect(fails({ rows: registers.csv.rows.map((row) => ({ ...row, findings: [] })) })).toEqual(['planted faults'])
  })
  it('reject a reader that takes a subtotal for a child', () => {
    expect(
      fails({ rows: registers.csv.rows.map((row) => (row.kind === 'note' ? { ...row, kind: 'reject' } : row)) }),
    ).toContain('verdicts and kinds of rows')
  })
  it('reject a finder that joins all who share parents, and one that asks for the same number', () => {
    const files = recordsOf(registers.csv)
    const families = (all: readonly ChildFile[]) => {
      const byParents = new Map<string, ChildFile[]>()
      for (const file of all) {
        const key = `${file.father.name} ${file.mother.name}`
        byParents.set(key, [...(byParents.get(key) ?? []), file])
      }
      return [...byParents.values()].flatMap(([first, ...others]) =>
        others.map((other) => ({ left: first!.id, right: other.id, kind: 'no-id' as const })),
      )
    }
    expect(missedDuplicateBars(registers.csv, countyTruth, families).some((bar) => bar.startsWith('joined twin'))).toBe(
      true,
    )
    const numbered = new Map(files.map((file) => [file.idNumber, file.id]))
    const sameNumber = (all: readonly ChildFile[]) =>
      all
        .filter((file) => numbered.get(file.idNumber) !== file.id && file.idNumber.length === 18)
        .map((file) => ({ left: file.id, right: numbered.get(file.idNumber)!, kind: 'same-id' as const }))
    expect(
      missedDuplicateBars(registers.csv, countyTruth, sameNumber).some((bar) => bar.startsWith('recall of homophone')),
    ).toBe(true)
  })
})
