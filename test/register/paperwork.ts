import type { Cell, Workbook } from '../../src/register/index.ts'
import type { Truth, TruthRow } from './bars.ts'
import {
  before,
  type Chance,
  chance,
  type Child,
  childOf,
  county,
  homophones,
  idFor,
  personName,
  surnameOf,
} from './people.ts'
import { headings, type StyleName, styles } from './styles.ts'

/** One row to be: a child, what is wrong with it on paper, and the words that it should come back as. */
interface Line {
  readonly child: Child
  readonly faults: string[]
  readonly contested: TruthRow['contested'][number][]
  reject: boolean
  /** Raw cells in place of what the style would write, by field. */
  readonly raw: Record<string, Cell>
  /** Words that come back otherwise than the child says, by heading. */
  readonly want: Record<string, string>
}

export interface Paperwork {
  readonly workbook: Workbook
  /** Cells merged downwards, for a real workbook: sheet, column, first and last row from 0. */
  readonly merges: readonly {
    readonly sheet: number
    readonly startRow: number
    readonly startCol: number
    readonly endRow: number
    readonly endCol: number
  }[]
  readonly truth: Truth
  readonly asOf: '2026-09-15'
}

const asOf = '2026-09-15'
const clone = (child: Child): Child => structuredClone(child)
const line = (child: Child): Line => ({ child, faults: [], contested: [], reject: false, raw: {}, want: {} })

/** Faults as they are planted: what the cell says, what comes of it. `{}` is put where the value is not kept. */
const plants: readonly ((c: Chance, one: Line) => void)[] = [
  (_, one) => fault(one, 'birthDate:impossible', { birthDate: '2017-02-30' }),
  (_, one) =>
    fault(one, 'birthDate:two-digit-year', {
      birthDate: `${one.child.born.slice(2, 4)}.${one.child.born.slice(5, 7)}.${one.child.born.slice(8)}`,
    }),
  (_, one) => fault(one, 'birthDate:missing', { birthDate: '' }),
  (_, one) => fault(one, 'birthDate:age', { birthDate: '9岁' }),
  (_, one) => fault(one, 'birthDate:lunar', { birthDate: '农历2016年正月初五' }),
  (_, one) => fault(one, 'birthDate:future', { birthDate: '2027-03-01' }),
  (_, one) => lost(one, 'birthDate:impossible', { birthDate: '2016-13-05', idNumber: '' }),
  (_, one) => lost(one, 'birthDate:two-digit-year', { birthDate: '16/3/5', idNumber: '' }),
  (_, one) => lost(one, 'birthDate:missing', { birthDate: '', idNumber: '' }),
  (_, one) => lost(one, 'birthDate:future', { birthDate: '2027.1.5', idNumber: '' }),
  (_, one) => lost(one, 'birthDate:lunar', { birthDate: '农历二〇一六年腊月', idNumber: '未采集' }),
  (_, one) => lost(one, 'name:missing', { name: '' }),
  (_, one) => lost(one, 'name:invisible', { name: `${one.child.name.slice(0, 1)}\u200b${one.child.name.slice(1)}` }),
  (c, one) => {
    one.child.id = ''
    const digits = idFor(c, '431225', one.child.born, one.child.sex)
    fault(one, 'idNumber:checksum', { idNumber: digits.slice(0, 17) + (digits.endsWith('1') ? '2' : '1') })
  },
  (_, one) => unnumbered(one, 'idNumber:length', (id) => id.slice(0, 17)),
  (_, one) => unnumbered(one, 'idNumber:precision-lost', () => '4.31225E+17'),
  (_, one) => unnumbered(one, 'idNumber:precision-lost', (id) => Number(id.slice(0, 15)) * 1000),
  (_, one) => unnumbered(one, 'idNumber:old-form', (id) => id.slice(0, 6) + id.slice(8, 17)),
  (_, one) => {
    const born = before(one.child.born, one.child.born > '2013' ? -40 : 40)
    fault(
      one,
      'birthDate:conflicts-with-id',
      { birthDate: born > asOf ? before(one.child.born, 40) : born },
      'birthDate',
    )
  },
  (_, one) => fault(one, 'sex:conflicts-with-id', { sex: one.child.sex === '男' ? '女' : '男' }, 'sex'),
  (_, one) => {
    one.child.health = '活蹦乱跳'
    fault(one, 'health:unknown-code', { health: '活蹦乱跳' })
  },
  (_, one) => {
    if (one.child.carer === undefined) return
    one.child.carer.phone = ''
    fault(one, 'delegate.phone:invalid', { 'delegate.phone': '12345' })
  },
  (c, one) => {
    if (one.child.carer === undefined) return
    one.child.carer.age = c.pick([9, 13, 15])
    fault(one, 'delegate.age:minor', {})
  },
  (c, one) => {
    if (one.child.carer === undefined) return
    one.child.carer.age = c.pick([16, 17])
    fault(one, 'delegate.age:sixteen-or-seventeen', {})
  },
  (_, one) => {
    if (one.child.grade === 0) return
    one.child.grade = one.child.grade > 4 ? 1 : 9
    fault(one, 'grade:conflicts-with-age', {})
  },
]

function fault(one: Line, name: string, raw: Record<string, Cell>, contested?: TruthRow['contested'][number]): void {
  one.faults.push(name)
  Object.assign(one.raw, raw)
  if (contested) one.contested.push(contested)
}
function lost(one: Line, name: string, raw: Record<string, Cell>): void {
  fault(one, name, raw)
  one.reject = true
}
function unnumbered(one: Line, name: string, of: (id: string) => Cell): void {
  const id = one.child.id
  one.child.id = ''
  fault(one, name, { idNumber: of(id) })
}

type Copy = (
  c: Chance,
  child: Child,
  villages: readonly { readonly code: string; readonly name: string }[],
) => Child | undefined
const changed = (child: Child, change: Partial<Child>): Child => ({ ...clone(child), ...change })
/** What differs between two filings of one child whatever the reason. */
const refiled = (c: Chance, child: Child): Child =>
  changed(child, {
    contact: before(asOf, c.below(40)),
    likes: [c.pick(['阅读', '手工'])],
    room: child.room === '' ? '' : '2班',
  })

/** The same child again, by the way in which it is not recognised at once. */
const copies: Readonly<Record<string, Copy>> = {
  'same-id': (c, child) => refiled(c, child),
  'no-id': (c, child) => changed(refiled(c, child), { id: '' }),
  homophone: (c, child) => {
    const pair = homophones
      .flatMap(
        ([a, b]) =>
          [
            [a, b],
            [b, a],
          ] as const,
      )
      .find(([a]) => child.name.slice(surnameOf(child.name).length).includes(a))
    if (!pair) return undefined
    const length = surnameOf(child.name).length
    return changed(refiled(c, child), {
      id: '',
      name: child.name.slice(0, length) + child.name.slice(length).replace(...pair),
    })
  },
  'day-month': (c, child) => {
    const [year, month, day] = child.born.split('-') as [string, string, string]
    if (Number(day) > 12 || day === month || `${year}-${day}-${month}` > asOf) return undefined
    return changed(refiled(c, child), { id: '', born: `${year}-${day}-${month}` })
  },
  'digit-slip': (c, child) => {
    const year = Number(child.born.slice(0, 4)) - 1
    if (c.holds(0.5) || child.born.endsWith('02-29') || child.born.slice(3, 4) === '0')
      return changed(refiled(c, child), { id: '' })
    return changed(refiled(c, child), { id: '', born: `${year}${child.born.slice(4)}` })
  },
  'two-villages': (c, child, villages) => {
    const other = c.pick(villages.filter(({ code }) => code !== child.village))
    return changed(refiled(c, child), { id: '', village: other.code, villageName: other.name })
  },
  'surname-changed': (c, child) => {
    const surname = surnameOf(child.mother.name)
    if (surname === surnameOf(child.name)) return undefined
    return changed(refiled(c, child), { name: surname + child.name.slice(surnameOf(child.name).length) })
  },
}

/** Others who look like the child and are not. */
const others: Readonly<Record<string, Copy>> = {
  twin: (c, child) => {
    const name = personName(c, child.sex, surnameOf(child.name))
    if (homophones.some(([a, b]) => (child.name + name).includes(a) || (child.name + name).includes(b)))
      return undefined
    const id = c.holds(0.5) ? '' : idFor(c, child.id.slice(0, 6), child.born, child.sex)
    return name === child.name || id === child.id ? undefined : changed(child, { name, id })
  },
  namesake: (c, child, villages) => {
    const other = childOf(
      c,
      {
        code: child.id.slice(0, 6),
        address: '某省某市某县',
        villages: villages.filter(({ code }) => code !== child.village).map((one) => ({ ...one, town: '白水乡' })),
      },
      asOf,
    )
    return changed(other, {
      name: child.name,
      sex: child.sex,
      born: child.born,
      grade: child.grade,
      school: child.school,
      room: child.room,
      id: c.holds(0.5) ? '' : idFor(c, child.id.slice(0, 6), child.born, child.sex),
    })
  },
  cousin: (c, child, villages) => {
    const other = childOf(
      c,
      {
        code: child.id.slice(0, 6),
        address: '某省某市某县',
        villages: villages.filter(({ code }) => code === child.village).map((one) => ({ ...one, town: '白水乡' })),
      },
      asOf,
    )
    const name = personName(c, other.sex, surnameOf(child.name))
    if (child.carer === undefined || name === child.name || other.father.name === child.father.name) return undefined
    return changed(other, {
      name,
      carer: structuredClone(child.carer),
      id: idFor(c, child.id.slice(0, 6), other.born, other.sex),
    })
  },
  sibling: (c, child) => {
    const born = before(child.born, 700 + c.below(400))
    if (born < before(asOf, 15 * 365)) return undefined
    const name = personName(c, child.sex, surnameOf(child.name))
    const grade = child.grade === 0 ? 0 : Math.min(9, child.grade + 2)
    return name === child.name
      ? undefined
      : changed(child, { name, born, grade, id: idFor(c, child.id.slice(0, 6), born, child.sex) })
  },
}

/** Unseen paperwork in a style, with everything that is true of it. */
export function paperwork(seed: number, count: number, style: StyleName): Paperwork {
  const c = chance(seed)
  const place = county(c)
  const lines: Line[] = Array.from({ length: count }, () => line(childOf(c, place, asOf)))
  const plain = lines.slice()
  let at = 0
  const next = (): Line => plain[at++]!
  for (const plant of plants) for (let i = 0; i < 4; i++) plant(c, next())
  const pairs: { left: Line; right: Line; kind: string; same: boolean }[] = []
  for (const [same, kinds] of [
    [true, copies],
    [false, others],
  ] as const)
    for (const [kind, make] of Object.entries(kinds))
      for (let made = 0; made < 10; ) {
        const left = next()
        const child = make(c, left.child, place.villages)
        if (!child) continue
        const right = line(child)
        lines.splice(c.below(lines.length), 0, right)
        pairs.push({ left, right, kind, same })
        made++
      }
  for (let i = 0; i < 3; i++) {
    const [left, right] = [next(), next()]
    if (surnameOf(left.child.name) === surnameOf(right.child.name)) continue
    Object.assign(right.child, {
      born: left.child.born,
      sex: left.child.sex,
      id: left.child.id,
      grade: left.child.grade,
      school: left.child.school,
    })
    for (const one of [left, right]) fault(one, 'idNumber:shared', {}, 'idNumber')
    pairs.push({ left, right, kind: 'shared-id', same: false })
  }
  return laidOut(c, lines, pairs, style)
}

function laidOut(
  c: Chance,
  lines: readonly Line[],
  pairs: readonly { left: Line; right: Line; kind: string; same: boolean }[],
  name: StyleName,
): Paperwork {
  const style = styles[name](c)
  const columns = style.columns
  const order = style.byVillage
    ? [...lines].sort((a, b) => (a.child.village < b.child.village ? -1 : a.child.village > b.child.village ? 1 : 0))
    : lines
  const parts =
    style.sheets === 1
      ? [order]
      : [order.slice(0, Math.floor(order.length / 2)), order.slice(Math.floor(order.length / 2))]
  const truth: TruthRow[] = []
  const rowOf = new Map<Line, number>()
  const merges: Paperwork['merges'][number][] = []
  const blank = (kind: TruthRow['kind']): TruthRow => ({ kind, faults: [], contested: [], want: {} })
  const sheets = parts.map((part, sheet) => {
    const rows: Cell[][] = []
    const hiddenRows: number[] = []
    const put = (cells: readonly Cell[], row: TruthRow): void => {
      rows.push([...cells])
      truth.push(row)
    }
    const heading = (): void => {
      for (const cells of headings(columns, style)) put(cells, blank('heading'))
    }
    put(['某县2026年留守儿童花名册'], blank('title'))
    put(['填报单位：某某镇人民政府', '', '', `填报日期：2026年9月15日`], blank('note'))
    heading()
    for (const [i, one] of part.entries()) {
      if (style.pageRows > 0 && i > 0 && i % style.pageRows === 0) {
        put([], blank('blank'))
        heading()
      }
      if (c.holds(0.01))
        put(
          columns.map((column) => (column.field === 'name' ? '白水乡小计' : column.field === 'grade' ? '23人' : '')),
          blank('note'),
        )
      if (c.holds(0.01))
        put(
          columns.map(() => ''),
          blank('blank'),
        )
      const cells = columns.map(
        (column): Cell => (column.field === 'serial' ? i + 1 : (one.raw[column.field] ?? column.cell(one.child))),
      )
      rowOf.set(one, truth.length + 1)
      put(cells, {
        kind: 'record',
        verdict: one.reject ? 'reject' : 'keep',
        faults: one.faults.filter((fault) => columns.some(({ field }) => field === fault.split(':')[0])),
        contested: one.contested,
        want: wantOf(one),
      })
      if (style.hidesRows && c.holds(0.05)) hiddenRows.push(rows.length)
    }
    put(['填表人：张三', '', '审核人：李四', '', '联系电话：0731-8888888'], blank('note'))
    if (style.merges)
      for (const merge of mergedVillages(
        rows,
        columns.findIndex(({ field }) => field === 'village'),
        style.top,
      ))
        merges.push({ sheet, ...merge })
    return {
      name: parts.length === 1 ? '花名册' : `第${sheet + 1}册`,
      hidden: false,
      rows,
      ...(hiddenRows.length > 0 ? { hiddenRows } : {}),
    }
  })
  const hidden = style.hidesRows ? [{ name: '去年', hidden: true, rows: sheets[0]!.rows.slice(0, 20) }] : []
  for (const [i, cells] of (hidden[0]?.rows ?? []).entries())
    truth.push(blank(cells.every((cell) => cell === '') ? 'blank' : i === 0 ? 'title' : 'note'))
  const pair = ({ left, right, kind }: { left: Line; right: Line; kind: string }) =>
    [rowOf.get(left)!, rowOf.get(right)!, kind] as const
  return {
    workbook: { sheets: [...sheets, ...hidden] },
    merges,
    truth: {
      rows: truth,
      duplicates: pairs.filter(({ same }) => same).map(pair),
      notDuplicates: pairs.filter(({ same }) => !same).map(pair),
    },
    asOf,
  }
}

/** Runs of equal village codes, to be merged. */
function mergedVillages(
  rows: readonly Cell[][],
  column: number,
  top: number,
): readonly { startRow: number; startCol: number; endRow: number; endCol: number }[] {
  const out: { startRow: number; startCol: number; endRow: number; endCol: number }[] = []
  for (let start = top; start < rows.length; ) {
    let end = start
    while (end + 1 < rows.length && rows[start]![column] !== '' && rows[end + 1]![column] === rows[start]![column])
      end++
    if (end > start && /^\d{12}$/.test(String(rows[start]![column])))
      out.push({ startRow: start, startCol: column, endRow: end, endCol: column })
    start = end + 1
  }
  return out
}

const grades = Array.from('一二三四五六七八九').map((numeral) => `${numeral}年级`)

/** The words that a row should come back as. */
function wantOf({ child, contested, faults, want }: Line): Readonly<Record<string, string>> {
  const or = (text: string): string => (text === '' ? '未采集' : text)
  const carer = child.carer
  const all: Record<string, string> = {
    姓名: child.name,
    民族: child.ethnicity,
    户籍性质: or(child.hukou),
    '村(社区)代码': child.village,
    就读学校: child.school,
    年级: child.grade === 0 ? '未采集' : grades[child.grade - 1]!,
    班级: or(child.room),
    是否寄宿: child.boarding ? '是' : '否',
    健康状况: child.health,
    既往病史: or(child.illness),
    过敏史: or(child.allergy),
    困难类别: child.hardship,
    父亲姓名: child.father.name,
    父亲状况: child.father.status,
    父亲务工地: or(child.father.place),
    父亲联系电话: or(child.father.phone),
    母亲姓名: child.mother.name,
    母亲状况: child.mother.status,
    母亲务工地: or(child.mother.place),
    母亲联系电话: or(child.mother.phone),
    受托人姓名: carer?.name ?? '无',
    与儿童关系: carer?.relation ?? '无',
    受托人年龄: carer ? String(carer.age) : '无',
    受托人健康状况: carer?.health ?? '无',
    受托人电话: carer ? or(carer.phone) : '无',
    是否签订: child.signed ? '是' : '否',
    签订日期: child.signedOn,
    监护评估: child.rating,
    最近联系日期: child.contact,
    联系方式: child.channel,
    最近返乡日期: child.home,
    兴趣特长: or(child.likes.join('、')),
    心愿: or(child.wish),
    备注: child.note,
    ...want,
  }
  if (!contested.includes('birthDate')) all['出生日期'] = child.born
  if (!contested.includes('sex')) all['性别'] = child.sex
  if (!contested.includes('idNumber') && !faults.includes('idNumber:shared')) all['公民身份号码'] = or(child.id)
  return all
}
