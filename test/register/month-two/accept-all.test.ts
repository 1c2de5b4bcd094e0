import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exitOn, october, octoberOf } from '../../../examples/county/month-two/october.ts'
import type { ChildFile } from '../../../src/index.ts'
import {
  accept,
  type Accepted,
  decodeCsv,
  readChildren,
  reconcile,
  type Reconciliation,
  recordsOf,
  type Register,
  writeChildren,
} from '../../../src/register/index.ts'
import { asOf, countyFile } from '../county.ts'
import { months } from '../second-month.ts'
import type { StyleName } from '../styles.ts'

/** A month: what is stored, and the sheet that comes in. */
interface Month {
  readonly stored: readonly ChildFile[]
  readonly register: Register<ChildFile>
}

/** Everything accepted; a question is answered with the first candidate, a second row of one child with a file of its own. */
const acceptAll = (found: Reconciliation): Accepted =>
  accept(found, {
    kinds: 'all',
    rows: found.children.flatMap((one) =>
      one.kind === 'perhaps'
        ? [
            {
              ...one.row,
              as: one.candidates[0]!.why === 'twice' ? ('new' as const) : one.candidates[0]!.child,
              fields: 'all' as const,
            },
          ]
        : [],
    ),
  })._unsafeUnwrap()

const blank = '未采集'
/** What a child or somebody else said on a day: a later sheet adds to it and takes nothing back. */
const growing: ReadonlySet<unknown> = new Set(['兴趣特长', '心愿', '备注'])
/** Whoever is back on the register has not left: that it had is kept as an earlier period. */
const leaving: ReadonlySet<unknown> = new Set(['退出日期', '退出原因'])
const said = (cell: unknown): readonly string[] => (cell === blank || cell === '' ? [] : String(cell).split(/[、；]/))

type Cells = ReadonlyMap<unknown, unknown>
/** The cells of each file by column, as the register writes them. */
function written(files: readonly ChildFile[]): readonly Cells[] {
  const [heading = [], ...rows] = writeChildren(files).workbook.sheets[0]!.rows
  return rows.map((row) => new Map(heading.map((name, at) => [name, row[at]])))
}

/**
 * Cells in which the accepted files, written, are not the sheet. A cell of the sheet that says something stands in the file. A blank cell,
 * and one that could not be read, shows what was stored; only the columns of leaving are as the sheet says, blank for whoever is back. In
 * columns that only grow both stand, the stored first. Of files without a row none is written. No change is looked at.
 */
function unequal(
  { stored, register }: Month,
  { files }: Accepted,
  found: Reconciliation,
): { readonly faults: readonly string[]; readonly cells: number } {
  const place = (row: { readonly sheet: string; readonly row: number }): string => `${row.sheet} ${row.row}`
  const byId = new Map<string, ChildFile>(stored.map((file) => [file.id, file]))
  const saved = new Map(files.map((one) => [place(one.source), one]))
  const fileOf = new Map<string, string>(
    found.children.flatMap((one) => ('row' in one ? [[place(one.row), one.child]] : [])),
  )
  const rows = register.rows.flatMap((row) => {
    if (row.record === undefined) return []
    const one = saved.get(place(row))
    const before = one ? one.before : byId.get(fileOf.get(place(row)) ?? '')
    const file = one ? one.file : before
    return file ? [{ record: row.record, before: before ?? row.record, file, isNew: before === undefined }] : []
  })
  const faults: string[] = []
  if (rows.length !== recordsOf(register).length) faults.push('a row has no file')
  if (saved.size !== files.length) faults.push('a file was saved without a row, or two for one')
  const [mine, theirs, old] = [
    rows.map(({ file }) => file),
    rows.map(({ record }) => record),
    rows.map((row) => row.before),
  ]
  const [now, sheet, was] = [written(mine), written(theirs), written(old)]
  let cells = 0
  for (const [n, { isNew }] of rows.entries())
    for (const name of new Set([...now[n]!.keys(), ...sheet[n]!.keys(), ...was[n]!.keys()])) {
      const [cell, wanted, stood] = [now, sheet, was].map((of) => of[n]!.get(name) ?? blank)
      cells += 1
      const union = isNew || stood === blank ? said(wanted) : [...said(stood), ...said(wanted)]
      const fits = growing.has(name)
        ? JSON.stringify([...new Set(said(cell))]) === JSON.stringify([...new Set(union)])
        : cell === (wanted === blank && !leaving.has(name) ? stood : wanted)
      if (!fits) faults.push(String(name))
    }
  return { faults, cells }
}

const paper = decodeCsv(countyFile('children.csv'))._unsafeUnwrap()
const september = readChildren(paper, { asOf })._unsafeUnwrap()
const made = octoberOf(paper, september)
const left = new Set(made.exits.map((row) => september.rows[row - 1]!.record!.id))
const example: Month = {
  register: readChildren(made.workbook, { asOf: october })._unsafeUnwrap(),
  stored: recordsOf(september).map(
    (file): ChildFile =>
      left.has(file.id)
        ? { ...file, register: { ...file.register, registerState: 'exited', exitOn, exitReason: 'parentReturned' } }
        : file,
  ),
}
const found = reconcile(example.stored, example.register)

const small: Month = months(3, 60, ['oneRow', 'office'])
const answer = reconcile(small.stored, small.register)

describe('accept of everything, written', () => {
  it('is the sheet of October, cell by cell', () => {
    const { faults, cells } = unequal(example, acceptAll(found), found)
    expect(faults).toEqual([])
    expect(cells).toBeGreaterThan(100_000)
  })
  it('is the sheet, in whatever wordings, orders and shapes two offices write', () => {
    const styles = ['oneRow', 'twoRows', 'numbers', 'office'] as const satisfies readonly StyleName[]
    const style = fc.constantFrom(...styles)
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), style, style, (seed, first, second) => {
        const month = months(seed, 60, [first, second])
        const told = reconcile(month.stored, month.register)
        const { faults, cells } = unequal(month, acceptAll(told), told)
        expect(faults).toEqual([])
        expect(cells).toBeGreaterThan(4000)
      }),
      { numRuns: 8, endOnFailure: true },
    )
  })
  it('leaves what it has answered: read again, no row changes anything and none is new', () => {
    const files = new Map<string, ChildFile>(example.stored.map((file) => [file.id, file]))
    for (const { file } of acceptAll(found).files) files.set(file.id, file)
    const again = reconcile([...files.values()], example.register).children
    expect(again.filter(({ kind }) => !['same', 'missing', 'left'].includes(kind))).toEqual([])
  })
  it.each<readonly [string, (all: Accepted) => Accepted]>([
    [
      'forgets moves',
      () => accept(answer, { kinds: ['filled', 'changed', 'added', 'settled', 'back', 'new'] })._unsafeUnwrap(),
    ],
    [
      'lets blanks overwrite',
      ({ files, ...rest }) => ({
        ...rest,
        files: files.map((one) => ({
          ...one,
          file: one.before
            ? small.register.rows.find(({ row, sheet }) => row === one.source.row && sheet === one.source.sheet)!
                .record!
            : one.file,
        })),
      }),
    ],
    [
      'takes back what was said before',
      ({ files, ...rest }) => ({
        ...rest,
        files: files.map((one) => ({ ...one, file: { ...one.file, preferences: {}, notes: {} } })),
      }),
    ],
    ['leaves out a row', ({ files, ...rest }) => ({ ...rest, files: files.slice(1) })],
    [
      'puts two rows the wrong way round',
      ({ files: [first, second, ...more], ...rest }) => ({
        ...rest,
        files: [{ ...first!, source: second!.source }, { ...second!, source: first!.source }, ...more],
      }),
    ],
  ])('is told from one that %s', (_, broken) => {
    expect(unequal(small, broken(acceptAll(answer)), answer).faults).not.toEqual([])
  })
})
