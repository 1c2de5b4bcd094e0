import { isKnown } from '../../../absent.ts'
import type { PlainDate } from '../../../date.ts'
import type { ChildId } from '../../../id.ts'
import type { Outcome } from '../../../problem.ts'
import { isSameChild } from '../../duplicates/same-child.ts'
import { readSheet, type ReadOptions } from '../../engine/read-sheet.ts'
import type { Register } from '../../engine/register.ts'
import { type Settled, type Sheet, sheetOf } from '../../engine/sheet.ts'
import { writeSheet, type WrittenSheet } from '../../engine/write-sheet.ts'
import { ChildFile, shapeOf } from '../../records.ts'
import type { Workbook } from '../../workbook/workbook.ts'
import { childColumns } from './columns/child-columns.ts'
import { childGroups } from './columns/groups.ts'
import { readChild } from './read-child.ts'
import { childCarried, childRow } from './write-child.ts'

const shape = shapeOf(ChildFile)

/** The register of children (留守儿童信息登记表), one row for each child. */
export const childSheet: Sheet<ChildFile> = sheetOf({
  id: 'children',
  name: '留守儿童',
  columns: childColumns,
  groups: childGroups,
  needs: ['name'],
  marks: ['idNumber', 'birthDate'],
  read: readChild,
  settle: (records, asOf) => contestShared(records, asOf),
  ids: {
    identity: (file) =>
      isKnown(file.idNumber) && file.idNumber !== 'none'
        ? { by: 'idNumber', idNumber: file.idNumber }
        : isKnown(file.childNo) && file.childNo !== 'none'
          ? { by: 'number', number: file.childNo }
          : {
              by: 'person',
              name: file.name,
              birthDate: file.birthDate,
              sex: file.sex,
              village: file.residenceDivision,
            },
    named: (file, id) => ({ ...file, id: id as ChildId }),
    idOf: (file) => file.id,
  },
  write: childRow,
  carried: childCarried,
  spare: (file) => shape.spare(file),
  recordedOn: (file) => (isKnown(file.recordedOn) ? file.recordedOn : undefined),
})

/** Contests a number that stands on children who are not the same. */
function contestShared(files: readonly ChildFile[], asOf: PlainDate): readonly Settled<ChildFile>[] {
  const first = new Map<string, number>()
  const shared = new Map<string, number[]>()
  for (const [i, { idNumber }] of files.entries()) {
    if (!isKnown(idNumber) || idNumber === 'none') continue
    const before = first.get(idNumber)
    if (before === undefined) first.set(idNumber, i)
    else shared.set(idNumber, [...(shared.get(idNumber) ?? [before]), i])
  }
  return [...shared].flatMap(([idNumber, holders]) => {
    const [one, ...others] = holders.flatMap((at) => files[at] ?? [])
    if (one === undefined || others.every((other) => isSameChild(one, other))) return []
    const claims = ['idNumber', 'otherRow'].map((source) => ({ value: idNumber, source, on: asOf }))
    return holders.flatMap((at): readonly Settled<ChildFile>[] => {
      const file = files[at]
      if (file === undefined) return []
      const record: ChildFile = { ...file, idNumber: 'contested', claims: { ...file.claims, '/idNumber': claims } }
      return [{ at, record, findings: [{ code: 'id-shared', column: 'idNumber' }] }]
    })
  })
}

/**
 * Reads the register of children. Each row that has a name, and a date of birth or an identity number that can be trusted, becomes
 * a file; what a row says twice and differently is contested, never chosen.
 *
 * The id of a file is `c-` and a digest of what identifies the child best: the identity number if it is valid and stands on one
 * child only, else the child number, else name, date of birth, sex and village code; rows equal in all of these are numbered in the
 * order of their contents. So the id stays the same when the sheet is read again, sorted otherwise or with its columns moved. It is
 * a pseudonym, not a secret: `childId` puts ids of your own in its place.
 * @returns Ok: every row with what became of it. Err: as `readSheet`.
 * @example
 * ```ts
 * import { decodeCsv, readChildren } from 'childfile/register'
 * const bytes = new TextEncoder().encode('姓名,性别,公民身份号码,出生日期\n唐桂莹,女,520526201703267347,\n薛宇明,男,,8岁\n')
 * const register = decodeCsv(bytes).andThen((workbook) => readChildren(workbook, { asOf: '2026-09-15' }))
 * register.map(({ rows }) => rows.map((row) => row.kind)).unwrapOr([]) // => ["heading", "record", "reject"]
 * register.map(({ rows }) => rows.flatMap((row) => row.findings.map((finding) => finding.code))).unwrapOr([]) // => ["taken-from-id", "age-instead-of-date", "missing-identity"]
 * ```
 */
export const readChildren = (workbook: Workbook, options: ReadOptions): Outcome<Register<ChildFile>> =>
  readSheet(childSheet, workbook, options)

/**
 * Writes files as the register of children, in the words of the paperwork.
 * @example
 * ```ts
 * import { childFile } from 'childfile'
 * import { readChildren, recordsOf, writeChildren } from 'childfile/register'
 * const file = childFile({ id: 'c1', name: '李小花', birthDate: '2016-03-26', delegate: { relation: 'paternalGrandmother' } })
 * const again = readChildren(writeChildren([file]).workbook, { asOf: '2026-09-15' })
 * again.map((register) => recordsOf(register).map((read) => read.birthDate)).unwrapOr([]) // => ["2016-03-26"]
 * ```
 */
export const writeChildren = (files: readonly ChildFile[]): WrittenSheet => writeSheet(childSheet, files)
