import { describe, expect, it } from 'vitest'
import { exitOn, type Planted, october, octoberOf } from '../../../examples/county/month-two/october.ts'
import type { ChildFile } from '../../../src/index.ts'
import {
  accept,
  decodeCsv,
  findDuplicates,
  readChildren,
  type Reconciled,
  reconcile,
  recordsOf,
  type Register,
  writeChildren,
} from '../../../src/register/index.ts'
import { asOf, countyFile } from '../county.ts'

const paper = decodeCsv(countyFile('children.csv'))._unsafeUnwrap()
const september = readChildren(paper, { asOf })._unsafeUnwrap()
const { workbook, planted, rejects, exits, filedTwice } = octoberOf(paper, september)
const register = readChildren(workbook, { asOf: october })._unsafeUnwrap()

const fileAt = (of: Register<ChildFile>, row: number): ChildFile => of.rows[row - 1]!.record!
const left = new Set(exits.map((row) => fileAt(september, row).id))
/** The files of September, and what the office wrote down in between. */
const stored = recordsOf(september).map(
  (file): ChildFile =>
    left.has(file.id)
      ? { ...file, register: { ...file.register, registerState: 'exited', exitOn, exitReason: 'parentReturned' } }
      : file,
)
const found = reconcile(stored, register)
const rowOf = (one: Reconciled): number | undefined => ('row' in one ? one.row.row : undefined)
const byRow = new Map(found.children.flatMap((one) => (rowOf(one) === undefined ? [] : [[rowOf(one)!, one] as const])))
const withoutRow = new Map(found.children.flatMap((one) => ('row' in one ? [] : [[one.child, one] as const])))

/** A change in the words of the truth: what is added under an id of its own is added to its section. */
const named = ({ kind, pointer }: { readonly kind: string; readonly pointer: string }): string =>
  `${kind} ${kind === 'added' ? pointer.split('/').slice(0, 2).join('/') : pointer}`

/** What was found of a planted change, in the words of the truth. */
function seen({ september: before, october: now, why }: Planted, changed = (one: Reconciled) => one): Partial<Planted> {
  const there = now === undefined ? withoutRow.get(fileAt(september, before!).id) : byRow.get(now)
  if (there === undefined) return { kind: 'nothing' }
  const one = changed(there)
  if (one.kind === 'perhaps') {
    const [candidate] = one.candidates
    const meant = before === undefined ? undefined : fileAt(september, before).id
    const fits = one.candidates.length === 1 && candidate!.child === meant && candidate!.why === why
    return { kind: fits ? 'perhaps' : 'perhaps another', changes: [], blanks: [] }
  }
  const told = 'changes' in one ? one : { changes: [], blanks: [] }
  return {
    kind: one.kind,
    changes: told.changes.map(named),
    blanks: told.blanks.map(({ pointer }) => pointer),
    ...('scope' in one ? { scope: one.scope } : {}),
  }
}
const truth = ({ kind, changes, blanks, scope }: Planted): Partial<Planted> => ({
  kind,
  changes,
  blanks,
  ...(scope === undefined ? {} : { scope }),
})

describe('October beside the store of September', () => {
  it('has at least forty planted changes of at least thirty kinds', () => {
    expect(planted.length).toBeGreaterThanOrEqual(40)
    expect(new Set(planted.map(({ plant }) => plant)).size).toBeGreaterThanOrEqual(30)
  })
  it('is made of September alone: the same again', () => {
    expect(octoberOf(paper, september)).toEqual({ workbook, planted, rejects, exits, filedTwice })
  })
  it.each([...new Set(planted.map(({ plant }) => plant))])('%s is found as what it is', (plant) => {
    const those = planted.filter((one) => one.plant === plant)
    const inOrder = (of: readonly Partial<Planted>[]) =>
      of.map((one) => JSON.stringify(one)).toSorted((a, b) => (a < b ? -1 : 1))
    // Of two rows that are the same to the letter either may be the child.
    if (plant === 'twice') expect(inOrder(those.map(kindOnly))).toEqual(inOrder(those.map(({ kind }) => ({ kind }))))
    else expect(those.map((one) => seen(one))).toEqual(those.map(truth))
  })
  it('has changed nowhere else', () => {
    const rows = new Set(planted.flatMap(({ october: row }) => (row === undefined ? [] : [row])))
    const gone = new Set(
      planted.flatMap(({ september: row, october: now }) =>
        row === undefined || now !== undefined ? [] : [fileAt(september, row).id],
      ),
    )
    const others = found.children.filter((one) => {
      const row = rowOf(one)
      return row === undefined ? !gone.has(one.child) : !rows.has(row)
    })
    const changed = others.filter((one) => one.kind !== 'same' || one.changes.length > 0 || one.blanks.length > 0)
    expect(changed.map((one) => [one.kind, rowOf(one), 'changes' in one ? [one.changes, one.blanks] : []])).toEqual([])
    expect(others.length).toBeGreaterThan(2000)
  })
  it('names the rows that became unreadable, and no other that was readable before', () => {
    const before = september.rows.filter(({ kind }) => kind === 'reject').length
    expect(found.rejects.length).toBe(before + rejects.length)
    for (const row of rejects) expect(found.rejects.some((one) => one.row === row)).toBe(true)
  })
  it('has children filed a second time, which duplicates over time find', () => {
    const fresh = found.children.flatMap((one) => (one.kind === 'new' ? [{ ...one.read, id: one.child }] : []))
    const pairs = findDuplicates(fresh, stored)
    const idAt = (row: number) => byRow.get(row)!.child
    const expected = filedTwice.map(({ october: row, september: old }) => `${idAt(row)} ${fileAt(september, old).id}`)
    expect(pairs.map(({ left: a, right: b }) => `${a} ${b}`).toSorted((a, b) => (a < b ? -1 : 1))).toEqual(
      expected.toSorted((a, b) => (a < b ? -1 : 1)),
    )
  })
  it('leaves nothing to ask once everything is answered and accepted', () => {
    const rows = found.children.flatMap((one) =>
      one.kind === 'perhaps' && one.candidates[0]!.why !== 'twice'
        ? [{ ...one.row, as: one.candidates[0]!.child, fields: 'all' as const }]
        : [],
    )
    const accepted = accept(found, { kinds: 'all', rows })._unsafeUnwrap()
    const files = new Map(stored.map((file) => [file.id, file]))
    for (const { file } of accepted.files) files.set(file.id, file)
    const again = reconcile([...files.values()], register)
    const open = again.children.filter(({ kind }) => !['same', 'missing', 'left'].includes(kind))
    expect(open.map((one) => [one.kind, one.kind === 'perhaps' ? one.candidates[0]!.why : ''])).toEqual(
      Array.from({ length: 3 }, () => ['perhaps', 'twice']),
    )
    // What was accepted says what the sheet says: written and read again it is the same as the files.
    const written = writeChildren(accepted.files.map(({ file }) => file)).workbook
    const sheet = readChildren(written, { asOf: october })._unsafeUnwrap()
    const same = reconcile(
      accepted.files.map(({ file }) => file),
      sheet,
    )
    expect(same.children.filter(({ kind }) => kind !== 'same').map(({ kind }) => kind)).toEqual([])
  })
  it('says the same of the same rows in another order', () => {
    const [sheet] = workbook.sheets
    const records = register.rows.flatMap(({ kind, row }) => (kind === 'record' ? [sheet!.rows[row - 1]!] : []))
    const read = (rows: typeof records) =>
      reconcile(
        stored,
        readChildren(
          { sheets: [{ ...sheet!, rows: [...sheet!.rows.slice(0, 4), ...rows] }] },
          { asOf: october },
        )._unsafeUnwrap(),
      ).children.map((one) => [one.child, one.kind, 'changes' in one ? one.changes.map(named) : []])
    expect(read(records.toReversed())).toEqual(read(records))
  })
  it('is a truth that ways of doing it wrong miss', () => {
    const wrong = (changed: (one: Reconciled) => Reconciled): number =>
      planted.filter((one) => JSON.stringify(seen(one, changed)) !== JSON.stringify({ ...seen(one), ...truth(one) }))
        .length
    const blind = (kind: string) => (one: Reconciled) =>
      'changes' in one ? { ...one, changes: one.changes.filter((change) => change.kind !== kind) } : one
    for (const kind of ['changed', 'moved', 'identity', 'contested', 'settled', 'filled', 'added', 'removed', 'back'])
      expect(wrong(blind(kind)), kind).toBeGreaterThan(wrong((one) => one))
    expect(wrong((one) => (one.kind === 'missing' ? { ...one, kind: 'left' } : one))).toBeGreaterThanOrEqual(6)
    expect(wrong((one) => ('blanks' in one ? { ...one, blanks: [] } : one))).toBeGreaterThanOrEqual(12)
  })
})

const kindOnly = (one: Planted): Partial<Planted> => {
  const kind = byRow.get(one.october!)?.kind
  return { kind: kind ?? 'nothing' }
}
