import type { ChildFile } from '../../src/index.ts'
import { type Duplicate, findDuplicates, type Register, writeChildren } from '../../src/register/index.ts'

/** What is true of one row of paperwork; `want` are the right words by heading, as `writeChildren` is to write them. */
export interface TruthRow {
  readonly kind: 'record' | 'heading' | 'title' | 'note' | 'blank'
  readonly verdict?: 'keep' | 'reject'
  /** Planted faults, `field:what` with the published field. */
  readonly faults: readonly string[]
  readonly contested: readonly ('birthDate' | 'sex' | 'idNumber')[]
  readonly want: Readonly<Record<string, string>>
}

export interface Truth {
  readonly rows: readonly TruthRow[]
  readonly duplicates: readonly (readonly [left: number, right: number, kind: string])[]
  readonly notDuplicates: readonly (readonly [left: number, right: number, kind: string])[]
}

/** How far a reading is from the truth, as shares of 0 to 1 and lists of what is wrong. */
export interface Measured {
  readonly wrongKinds: readonly string[]
  readonly faultsFound: number
  readonly missedFaults: readonly string[]
  readonly cleanErrors: number
  readonly cleanWarnings: number
  readonly mostInfos: number
  readonly cellsRight: number
  readonly wrongCells: readonly string[]
  readonly wrongContested: readonly string[]
}

const share = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole)

/** Rows are those of the truth in order, whatever sheets they stand in. */
export function measure(register: Register<ChildFile>, truth: Truth): Measured {
  const rows = register.rows.map((row, i) => ({ row, want: truth.rows[i]! }))
  const expected = ({ kind, verdict }: TruthRow) =>
    kind !== 'record' ? kind : verdict === 'keep' ? 'record' : 'reject'
  const wrongKinds = rows
    .filter(({ row, want }) => row.kind !== expected(want))
    .map(({ row, want }) => `${row.row}: ${expected(want)} read as ${row.kind}`)
  if (register.rows.length !== truth.rows.length)
    wrongKinds.push(`${register.rows.length} rows instead of ${truth.rows.length}`)

  const planted = rows.flatMap(({ row, want }) => want.faults.map((fault) => ({ row, fault })))
  const missedFaults = planted
    .filter(
      ({ row, fault }) =>
        !row.findings.some(({ field, severity }) => severity !== 'info' && field === fault.split(':')[0]),
    )
    .map(({ row, fault }) => `${row.row}: ${fault}`)

  const clean = rows.filter(({ want }) => want.kind === 'record' && want.faults.length === 0)
  const withSeverity = (severity: string) =>
    clean.filter(({ row }) => row.findings.some((finding) => finding.severity === severity)).length
  const infos = clean.map(({ row }) => row.findings.filter(({ severity }) => severity === 'info').length)

  const kept = rows.flatMap(({ row, want }) =>
    row.record && want.verdict === 'keep' ? [{ row: row.row, file: row.record, want }] : [],
  )
  const [heading = [], ...lines] = writeChildren(kept.map(({ file }) => file)).workbook.sheets[0]!.rows
  let cells = 0
  const wrongCells: string[] = []
  for (const [i, line] of lines.entries())
    for (const [column, words] of heading.entries()) {
      const right = kept[i]!.want.want[String(words)]
      if (right === undefined) continue
      cells++
      if (right !== line[column])
        wrongCells.push(`${kept[i]!.row} ${words}: ${String(line[column])} instead of ${right}`)
    }
  const fields = ['birthDate', 'sex', 'idNumber'] as const
  const wrongContested = kept.flatMap(({ row, file, want }) =>
    fields
      .filter((field) => (file[field] === 'contested') !== want.contested.includes(field))
      .map((field) => `${row}: ${field}`),
  )
  return {
    wrongKinds,
    faultsFound: share(planted.length - missedFaults.length, planted.length),
    missedFaults,
    cleanErrors: share(withSeverity('error'), clean.length),
    cleanWarnings: share(withSeverity('warning'), clean.length),
    mostInfos: Math.max(0, ...infos),
    cellsRight: share(cells - wrongCells.length, cells),
    wrongCells,
    wrongContested,
  }
}

/** The bars of the contract that a reading does not reach; empty if it reaches all. */
export function missedBars(measured: Measured): readonly string[] {
  const bars: readonly (readonly [string, boolean, readonly string[]])[] = [
    ['verdicts and kinds of rows', measured.wrongKinds.length === 0, measured.wrongKinds],
    ['planted faults', measured.faultsFound >= 0.98, measured.missedFaults],
    ['errors on clean rows', measured.cleanErrors <= 0.002, [String(measured.cleanErrors)]],
    ['warnings on clean rows', measured.cleanWarnings <= 0.03, [String(measured.cleanWarnings)]],
    ['infos on clean rows', measured.mostInfos <= 1, [String(measured.mostInfos)]],
    ['written columns', measured.cellsRight >= 0.999, measured.wrongCells],
    ['contested fields', measured.wrongContested.length === 0, measured.wrongContested],
  ]
  return bars.filter(([, reached]) => !reached).map(([name, , what]) => `${name}: ${what.slice(0, 8).join('; ')}`)
}

/** The bars for duplicates that an answer does not reach. */
export function missedDuplicateBars(
  register: Register<ChildFile>,
  truth: Truth,
  find: (files: readonly ChildFile[]) => readonly Pick<Duplicate, 'left' | 'right' | 'kind'>[] = findDuplicates,
): readonly string[] {
  const rowOf = new Map<string, number>()
  for (const [i, { record }] of register.rows.entries()) if (record) rowOf.set(record.id, i + 1)
  const key = (a: number, b: number) => (a < b ? `${a} ${b}` : `${b} ${a}`)
  const found = new Map(
    find(register.rows.flatMap(({ record }) => (record ? [record] : []))).map((pair) => [
      key(rowOf.get(pair.left)!, rowOf.get(pair.right)!),
      pair,
    ]),
  )
  const wanted = new Map(truth.duplicates.map(([a, b, kind]) => [key(a, b), kind]))
  const missed: string[] = []
  for (const kind of new Set(wanted.values())) {
    const pairs = [...wanted].filter(([, one]) => one === kind)
    const recall = share(pairs.filter(([pair]) => found.has(pair)).length, pairs.length)
    if (recall < 0.9)
      missed.push(
        `recall of ${kind}: ${recall}, ${pairs
          .filter(([pair]) => !found.has(pair))
          .map(([pair]) => pair)
          .slice(0, 5)
          .join('; ')}`,
      )
  }
  const wrong = [...found].filter(([pair]) => !wanted.has(pair))
  if (share(found.size - wrong.length, found.size) < 0.97)
    missed.push(
      `precision: ${wrong
        .map(([pair, { kind }]) => `${pair} ${kind}`)
        .slice(0, 5)
        .join('; ')}`,
    )
  for (const [a, b, kind] of truth.notDuplicates) if (found.has(key(a, b))) missed.push(`joined ${kind}: ${key(a, b)}`)
  return missed
}
