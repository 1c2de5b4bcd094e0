import { readFileSync } from 'node:fs'
import type { PlainDate } from '../../src/index.ts'
import type { Truth, TruthRow } from './bars.ts'

const county = new URL('../../examples/county/', import.meta.url)

/** Bytes of a sheet of the county. */
export const countyFile = (name: string): Uint8Array => new Uint8Array(readFileSync(new URL(name, county)))

interface PaperRow {
  readonly kind: TruthRow['kind']
  readonly faults?: readonly string[]
  readonly verdict?: 'keep' | 'reject'
  readonly contested?: readonly string[]
  readonly missing?: Readonly<Record<string, 'none' | 'notCollected'>>
  readonly leftBehind?: { readonly mca2016: string; readonly oneParent: string } | null
  readonly want?: Readonly<Record<string, string | boolean | null>>
  readonly row?: Readonly<Record<string, string | number | null>>
}

const paper = JSON.parse(readFileSync(new URL('../data/county-a-truth.json', import.meta.url), 'utf8')) as {
  readonly asOf: PlainDate
  readonly rows: readonly PaperRow[]
  readonly duplicates: Truth['duplicates']
  readonly notDuplicates: Truth['notDuplicates']
}

/** The day as of which the county's sheets are read. */
export const asOf = paper.asOf

const fields: Readonly<Record<string, string>> = {
  id: 'idNumber',
  born: 'birthDate',
  age: 'birthDate',
  'guardian.phone': 'delegate.phone',
  'guardian.age': 'delegate.age',
}
const published = (field: string): string => fields[field] ?? field

const absence = { none: '无', notCollected: '未采集' } as const

/** The right words of a row, heading by heading. */
function wantOf({ want = {}, row = {}, missing = {}, faults = [] }: PaperRow): Readonly<Record<string, string>> {
  const text = (
    value: string | number | boolean | null | undefined,
    name: string,
    blank: 'none' | 'notCollected' = 'notCollected',
  ): string => (value === '' || value === null || value === undefined ? absence[missing[name] ?? blank] : String(value))
  const noCarer = missing['gname'] === 'none' ? 'none' : 'notCollected'
  const all: Record<string, string> = {
    姓名: text(want['name'], 'name'),
    民族: text(row['eth'], 'eth'),
    户籍性质: text(row['hukou'], 'hukou'),
    '村(社区)代码': text(want['village'], 'village'),
    就读学校: text(row['school'], 'school'),
    年级: text(row['grade'], 'grade'),
    班级: text(row['cls'], 'cls'),
    是否寄宿: text(row['board'], 'board'),
    健康状况: text(row['health'], 'health'),
    既往病史: text(row['ill'], 'ill'),
    过敏史: text(row['allergy'], 'allergy'),
    困难类别: text(row['hard'], 'hard'),
    父亲姓名: text(row['fname'], 'fname'),
    父亲状况: text(want['father'], 'father'),
    父亲务工地: text(row['fwork'], 'fwork'),
    父亲联系电话: text(row['ftel'], 'ftel'),
    母亲姓名: text(row['mname'], 'mname'),
    母亲状况: text(want['mother'], 'mother'),
    母亲务工地: text(row['mwork'], 'mwork'),
    母亲联系电话: text(row['mtel'], 'mtel'),
    受托人姓名: text(row['gname'], 'gname', noCarer),
    与儿童关系: text(want['guardianRelation'], 'guardianRelation', noCarer),
    受托人年龄: text(row['gage'], 'gage', noCarer),
    受托人健康状况: text(row['ghealth'], 'ghealth', noCarer),
    受托人电话: faults.includes('guardian.phone:invalid') ? '未采集' : text(row['gtel'], 'gtel', noCarer),
    是否签订: want['agreement'] === true ? '是' : '否',
    签订日期: text(row['agreementOn'], 'agreementOn'),
    监护评估: text(row['rating'], 'rating'),
    最近联系日期: text(want['lastContact'], 'lastContact'),
    联系方式: text(row['chan'], 'chan'),
    最近返乡日期: text(row['home'], 'home'),
    兴趣特长: text(row['likes'], 'likes'),
    心愿: text(row['wish'], 'wish'),
    备注: String(row['note'] ?? ''),
  }
  if (want['born'] !== null) all['出生日期'] = text(want['born'], 'born')
  if (want['sex'] !== null) all['性别'] = text(want['sex'], 'sex')
  if (!faults.includes('id:shared')) all['公民身份号码'] = text(want['id'], 'id')
  return all
}

/** The truth of the county's children. */
export const countyTruth: Truth = {
  duplicates: paper.duplicates,
  notDuplicates: paper.notDuplicates,
  rows: paper.rows.map((row) => ({
    kind: row.kind,
    ...(row.verdict === undefined ? {} : { verdict: row.verdict }),
    faults: (row.faults ?? [])
      .filter((fault) => !fault.startsWith('duplicate:'))
      .map((fault) => fault.replace(/^[^:]+/, published)),
    contested: (row.contested ?? []).map(published) as TruthRow['contested'],
    want: row.kind === 'record' ? wantOf(row) : {},
  })),
}

/** Whether a child is left behind, by definition, row by row; undefined where the row is no file or has two birth dates. */
export const countyLeftBehind = paper.rows.map((row) => row.leftBehind ?? undefined)
