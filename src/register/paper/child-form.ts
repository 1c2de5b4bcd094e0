import { childSheet } from '../sheets/child/child-sheet.ts'
import { careColumns } from '../sheets/child/columns/care.ts'
import { carerColumns } from '../sheets/child/columns/carer.ts'
import { contactColumns } from '../sheets/child/columns/contact.ts'
import { healthColumns } from '../sheets/child/columns/health.ts'
import { identityColumns } from '../sheets/child/columns/identity.ts'
import { livelihoodColumns } from '../sheets/child/columns/livelihood.ts'
import { parentsColumns } from '../sheets/child/columns/parents.ts'
import { schoolColumns } from '../sheets/child/columns/school.ts'
import { stateColumns } from '../sheets/child/columns/state.ts'
import { writeSheet } from '../engine/write-sheet.ts'
import type { Columns } from '../engine/sheet.ts'
import type { ChildFile } from '../records.ts'
import type { Cell, Workbook, WorkbookSheet } from '../workbook/workbook.ts'

const title = '农村留守儿童基本情况登记表'
const pages: readonly (readonly [heading: string, columns: Columns])[] = [
  ['一、儿童基本情况', identityColumns],
  ['二、就学情况', schoolColumns],
  ['三、健康情况', healthColumns],
  ['四、家庭经济情况', livelihoodColumns],
  ['五、父母情况', parentsColumns],
  ['六、受委托人情况', carerColumns],
  ['七、委托照护与监护评估', careColumns],
  ['八、与父母联系情况', contactColumns],
  ['九、意愿与在册情况', stateColumns],
]
/** Blanks in one row: name and value side by side. */
const across = 2
const unknown = '未采集'

/**
 * The form of one child with all its blanks, what is known of the child filled in and the rest left empty for a pen; without a file the
 * empty form. Values are those of the register; what the form has no blank for is not on it. `childForms` reads it back.
 * @example
 * ```ts
 * import { childFile } from 'childfile'
 * import { childForm } from 'childfile/register'
 * const form = childForm(childFile({ id: 'c1', name: '李小花', birthDate: '2016-03-26' }))
 * form.rows.slice(1, 3) // => [["一、儿童基本情况"], ["儿童编号", "", "姓名", "李小花"]]
 * ```
 */
export function childForm(file?: ChildFile): WorkbookSheet {
  const values = file === undefined ? new Map<string, Cell>() : valuesOf(file)
  const rows = pages.flatMap(([heading, columns]): readonly (readonly Cell[])[] => {
    const blanks = Object.values(columns).map(({ zh }) => [zh, values.get(zh) ?? ''] as const)
    return [[heading], ...inRows(blanks)]
  })
  return {
    name: '登记表',
    hidden: false,
    rows: [[title], ...rows, ['填表人签字', '', '填表日期', ''], ['审核人签字', '', '审核日期', '']],
    form: { frozen: [1, 0], textColumns: [0, 1, 2, 3], widths: [26, 34, 26, 34] },
  }
}

function valuesOf(file: ChildFile): ReadonlyMap<string, Cell> {
  const [heading = [], row = []] = writeSheet(childSheet, [file]).workbook.sheets[0]?.rows ?? []
  return new Map(heading.flatMap((zh, at) => (row[at] === unknown ? [] : [[String(zh), row[at] ?? ''] as const])))
}

const inRows = (blanks: readonly (readonly [string, Cell])[]): readonly (readonly Cell[])[] =>
  Array.from({ length: Math.ceil(blanks.length / across) }, (_, row) =>
    blanks.slice(row * across, (row + 1) * across).flat(),
  )

/**
 * Forms of single children, one on each sheet, as a register of children that `readChildren` reads: names of blanks become headings, what
 * was written behind them the row. Sheets without such blanks are left out.
 * @example
 * ```ts
 * import { childFile } from 'childfile'
 * import { childForm, childForms, readChildren, recordsOf } from 'childfile/register'
 * const form = childForm(childFile({ id: 'c1', name: '李小花', birthDate: '2016-03-26' }))
 * const register = readChildren(childForms({ sheets: [form] }), { asOf: '2026-09-15' })
 * register.map((read) => recordsOf(read).map(({ name }) => name)).unwrapOr([]) // => ["李小花"]
 * ```
 */
export function childForms(workbook: Workbook): Workbook {
  const headings = pages.flatMap(([, columns]) => Object.values(columns).map(({ zh }) => zh))
  const known = new Set(headings)
  const rows = workbook.sheets.flatMap(({ rows: cells, hidden }): readonly (readonly Cell[])[] => {
    const said = new Map<string, Cell>()
    for (const row of cells)
      for (let at = 0; at < row.length; at += 2) {
        const label = String(row[at] ?? '').trim()
        if (known.has(label)) said.set(label, row[at + 1] ?? '')
      }
    return hidden || said.size === 0 ? [] : [headings.map((label) => said.get(label) ?? '')]
  })
  return { sheets: [{ name: childSheet.name, hidden: false, rows: [headings, ...rows] }] }
}
