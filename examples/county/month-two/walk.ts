import type { ChildFile, PlainDate } from 'childfile'
import { assess } from 'childfile/risk'
import {
  accept,
  type Change,
  childSheet,
  decodeCsv,
  findDuplicates,
  officialSheet,
  officialTable,
  readChildren,
  type Reconciled,
  type Reconciliation,
  reconcile,
  rejectsByVillage,
} from 'childfile/register'
import { type Risk } from '../walk/assess.ts'
import type { Store } from '../walk/keep.ts'
import type { Output } from '../walk/output.ts'
import { type Line, progress, stopWith, valueOf } from '../walk/progress.ts'
import type { County } from '../walk/read.ts'
import { mergeTwice } from './merge.ts'
import { exitOn, october, octoberOf } from './october.ts'
import { changeWords, fieldWords, kindWords, reasonWords, say } from './words.ts'

interface MonthTwo {
  readonly county: County
  readonly store: Store
  readonly risk: Risk
  readonly output: Output
  readonly language: 'zh' | 'en'
  readonly september: Uint8Array
}

/** Kinds that an office would take over as the sheet says them; all others are for a person to look at. */
const takenOver = ['filled', 'changed', 'added', 'moved', 'settled', 'back', 'new'] as const

/** The second month: October against the store of September. */
export async function monthTwo({
  county,
  store,
  risk,
  output,
  language,
  september,
}: MonthTwo): Promise<readonly Line[]> {
  const paper = valueOf(decodeCsv(september), 'read the register of September')
  const before = valueOf(readChildren(paper, { asOf: county.asOf }), 'read the register of September')
  const { workbook, exits, ...truth } = octoberOf(paper, before)
  const [sheet] = workbook.sheets
  const paperOut = await output.csv('children-2026-10.csv', sheet?.rows ?? [])
  await output.write('children-2026-10-truth.json', `${JSON.stringify({ ...truth, exits }, null, 1)}\n`)

  const left = new Set(exits.flatMap((row) => before.rows[row - 1]?.record?.id ?? []))
  await progress('write down who left in between', () => exited(store, left))
  const register = await progress('read the sheet of October', () =>
    valueOf(readChildren(workbook, { asOf: october }), 'read the register of October'),
  )
  const stored: ChildFile[] = []
  for await (const file of store.files()) stored.push(file)
  const found = await progress('compare it with the store of September', () => reconcile(stored, register))
  const accepted = valueOf(accept(found, { kinds: takenOver }), 'accept changes by kind')
  const seq = await progress('store what was accepted', () => store.change('october', october, accepted.files))

  const fresh = accepted.files.flatMap(({ file, before: old }) => (old === undefined ? [file] : []))
  const twice = findDuplicates(fresh, stored)
  const one = await progress('merge what was filed twice, and take the last one back', () =>
    mergeTwice(
      twice.map(({ left: other, right: kept }) => ({ kept, other })),
      output,
    ),
  )
  const flags = newFlags(
    risk,
    accepted.files.map(({ file }) => file),
  )
  const questions = await output.sheets('month-two.xlsx', pages(found, accepted.open, twice, language))
  const rejects = await output.workbook(
    'month-two-rejects.xlsx',
    rejectsByVillage(childSheet, workbook, register, { villages: county.villages }),
  )
  const after: ChildFile[] = []
  for await (const file of store.files()) after.push(file)
  const table = valueOf(
    officialTable(after, { asOf: october, from: '2026-09-16', villages: county.villages }),
    'make the official table',
  )
  const official = await output.workbook('official-table.xlsx', { sheets: [officialSheet(table)] })
  print(found, language)
  return [
    [say('rows of October', '十月表行数', language), register.rows.length, paperOut],
    [say('files saved, one commit', '存入档案数（一次提交）', language), accepted.files.length, String(seq)],
    [say('rows that wait for a person', '待人工确认的行', language), accepted.open.length, questions],
    [
      say('not in this sheet: a question', '本表未列（待问，不等于退出）', language),
      count(found, 'missing'),
      questions,
    ],
    [say('new children filed a second time, perhaps', '新建档案疑似重复', language), twice.length, questions],
    [
      say('merged by two people, everything follows', '两人核准合并（关联随之转移）', language),
      one.merged,
      output.pathOf('county.db'),
    ],
    [
      say('of these taken back, to the byte', '其中已撤销合并（逐字节还原）', language),
      one.exact,
      output.pathOf('county.db'),
    ],
    [say('merges that wait', '合并待办', language), one.waiting, output.pathOf('county.db')],
    [say('rows that cannot be kept, by village', '不能入档的行（按村退回）', language), found.rejects.length, rejects],
    [say('new flags after October', '十月新增提示', language), flags],
    [say('on the register, official table', '期末在册（统计表）', language), table.rows[0]?.total ?? 0, official],
  ]
}

async function exited(store: Store, left: ReadonlySet<string>): Promise<void> {
  const changes: { readonly file: ChildFile; readonly before: ChildFile }[] = []
  for await (const before of store.files())
    if (left.has(before.id)) changes.push({ file: leaving(before, exitOn), before })
  await store.change('exits', exitOn, changes)
}

const leaving = (file: ChildFile, on: PlainDate): ChildFile => ({
  ...file,
  register: { ...file.register, recordedOn: on, registerState: 'exited', exitOn: on, exitReason: 'parentReturned' },
})

const count = ({ children }: Reconciliation, kind: Reconciled['kind']): number =>
  children.filter((one) => one.kind === kind).length

/** Flags that the changed files have now and did not have in September. */
function newFlags({ children, calendar }: Risk, files: readonly ChildFile[]): number {
  const before = new Map(
    children.map(({ file, assessment }) => [file.id, new Set(assessment.flags.map(({ rule }) => rule))]),
  )
  return files.reduce((sum, file) => {
    const known = before.get(file.id)
    const now = assess(file, { asOf: october, calendar }).flags
    return sum + now.filter(({ rule }) => known?.has(rule) !== true).length
  }, 0)
}

type Rows = readonly (readonly (string | number)[])[]

const nameOf = (one: Reconciled): string => ('stored' in one ? one.stored.name : one.read.name)

function pages(
  found: Reconciliation,
  open: readonly { readonly row: { readonly row: number }; readonly changes: readonly Change[] }[],
  twice: readonly { readonly left: string; readonly right: string; readonly score: number }[],
  language: 'zh' | 'en',
): Readonly<Record<string, Rows>> {
  const changed = found.children.flatMap((one) => ('changes' in one ? [one] : []))
  const waiting = new Set(open.map(({ row }) => row.row))
  return {
    变更: [
      ['行', '儿童', '类别', '变更', '项目', '待确认'],
      ...changed.flatMap((one) =>
        one.changes.map((change) => [
          one.row.row,
          nameOf(one),
          kindWords(one, language),
          changeWords(change.kind, language),
          fieldWords(change.pointer, language),
          waiting.has(one.row.row) ? '是' : '',
        ]),
      ),
    ],
    待问: [
      ['行', '儿童', '问题', '可能是哪份档案', '原因', '分数'],
      ...found.children.flatMap(
        (one): Rows =>
          one.kind === 'perhaps'
            ? one.candidates.map(({ child, why, score }) => [
                one.row.row,
                nameOf(one),
                kindWords(one, language),
                child,
                reasonWords(why, language),
                score,
              ])
            : one.kind === 'missing'
              ? [['', nameOf(one), kindWords(one, language), one.child, '', '']]
              : [],
      ),
    ],
    已空: [
      ['行', '儿童', '项目', '原因'],
      ...changed.flatMap((one) =>
        one.blanks.map(({ pointer, because }) => [
          one.row.row,
          nameOf(one),
          fieldWords(pointer, language),
          reasonWords(because, language),
        ]),
      ),
    ],
    新建疑似重复: [['新档案', '已有档案', '分数'], ...twice.map(({ left, right, score }) => [left, right, score])],
  }
}

/** How many children of each kind, and how many changes; no name is printed. */
function print(found: Reconciliation, language: 'zh' | 'en'): void {
  const kinds = new Map<string, number>()
  const changes = new Map<string, number>()
  for (const one of found.children) {
    const kind = kindWords(one, language)
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
    if ('changes' in one)
      for (const { kind: what, pointer } of one.changes) {
        const name = `${changeWords(what, language)}  ${fieldWords(pointer, language)}`
        changes.set(name, (changes.get(name) ?? 0) + 1)
      }
  }
  const lines = (of: ReadonlyMap<string, number>): string =>
    [...of]
      .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
      .map(([what, n]) => `  ${String(n).padStart(5)}  ${what}`)
      .join('\n')
  if (found.children.length === 0) throw stopWith('The sheet of October has no children.')
  console.log(`\n${say('Children', '儿童', language)}\n${lines(kinds)}`)
  console.log(`\n${say('Changes', '变更', language)}\n${lines(changes)}\n`)
}
