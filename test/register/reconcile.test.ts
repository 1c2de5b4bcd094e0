import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { at, type ChildFile, childFile, ChildFile as ChildFileSchema, parse, type Pointer } from '../../src/index.ts'
import {
  accept,
  type Change,
  changeKinds,
  decodeCsv,
  readChildren,
  reconcile,
  type Reconciliation,
  recordsOf,
  type Register,
  writeChildren,
} from '../../src/register/index.ts'
import { asOf, countyFile } from './county.ts'
import { paperwork } from './paperwork.ts'
import { chance } from './people.ts'
import { missed, type Months, months, october, shuffled } from './second-month.ts'
import type { StyleName } from './styles.ts'

const read = (text: string, day: string = asOf): Register<ChildFile> =>
  decodeCsv(new TextEncoder().encode(text))
    .andThen((workbook) => readChildren(workbook, { asOf: day as typeof asOf }))
    ._unsafeUnwrap()

const month = months(1, 150)
const answer = reconcile(month.stored, month.register)
const everyFirstCandidate = (found: Reconciliation) =>
  found.children.flatMap((one) => (one.kind === 'perhaps' ? [{ ...one.row, as: one.candidates[0]!.child }] : []))
const all = accept(answer, { kinds: 'all', rows: everyFirstCandidate(answer) })._unsafeUnwrap()
const saved = (stored: readonly ChildFile[], accepted: typeof all): readonly ChildFile[] => [
  ...new Map([...stored, ...accepted.files.map(({ file }) => file)].map((file) => [file.id, file])).values(),
]

/** Pointers at which two pieces of plain data differ; lists are one value. */
function differences(a: unknown, b: unknown, path = ''): readonly string[] {
  const keyed = (value: unknown): value is Record<string, unknown> =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
  if (!keyed(a) || !keyed(b)) return JSON.stringify(a) === JSON.stringify(b) ? [] : [path]
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((key) =>
    differences(a[key], b[key], `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`),
  )
}

describe('reconcile', () => {
  it.each([
    [1, 'oneRow', 'twoRows'],
    [2, 'twoRows', 'office'],
    [3, 'office', 'numbers'],
    [4, 'numbers', 'oneRow'],
    [5, 'oneRow', 'oneRow'],
  ] as const)(
    'finds everything that happened between two months, and nothing else (%s, %s, %s)',
    (seed, first, second) => {
      const truth = months(seed, 100, [first, second])
      expect(truth.planted).toBeGreaterThanOrEqual(90)
      expect(missed(reconcile(truth.stored, truth.register), truth)).toEqual([])
    },
  )

  it.each<readonly [string, (truth: Months) => Reconciliation]>([
    [
      'takes a missing row for an exit',
      ({ stored, register }) => {
        const found = reconcile(stored, register)
        const children = found.children.map((one) => (one.kind === 'missing' ? { ...one, kind: 'left' as const } : one))
        return { ...found, children }
      },
    ],
    [
      'overwrites by a blank',
      ({ stored, register }) => {
        const found = reconcile(stored, register)
        const overwritten = (one: (typeof found.children)[number]) =>
          'blanks' in one
            ? {
                ...one,
                blanks: [],
                changes: [
                  ...one.changes,
                  ...one.blanks.map(
                    ({ pointer, known, source }): Change => ({
                      kind: 'changed',
                      pointer,
                      old: known,
                      new: 'notCollected',
                      source,
                      also: [],
                    }),
                  ),
                ],
              }
            : one
        return { ...found, children: found.children.map(overwritten) }
      },
    ],
    [
      'matches by the number of the row',
      ({ stored, register }) => {
        let next = 0
        const rows = register.rows.map((row) =>
          row.record === undefined
            ? row
            : {
                ...row,
                record: {
                  ...row.record,
                  idNumber: stored[next]?.idNumber ?? 'none',
                  name: stored[next++]?.name ?? row.record.name,
                },
              },
        )
        return reconcile(stored, { rows })
      },
    ],
    ['forgets what is stored', ({ register }) => reconcile([], register)],
    [
      'does not see that a number was corrected',
      ({ stored, register }) => reconcile(stored, register, { likely: 101 }),
    ],
  ])('is told from one that %s', (_, broken) => {
    expect(missed(broken(month), month)).not.toEqual([])
  })

  it.each(['oneRow', 'twoRows', 'numbers', 'office'] as const satisfies readonly StyleName[])(
    'finds a sheet the same as itself, with twins, copies and shared numbers in it (%s)',
    (style) => {
      const register = readChildren(paperwork(7, 900, style).workbook, { asOf })._unsafeUnwrap()
      const { children } = reconcile(recordsOf(register), register)
      expect(children.filter(({ kind }) => kind !== 'same')).toEqual([])
      expect(children.length).toBe(recordsOf(register).length)
      expect(children.flatMap((one) => ('blanks' in one ? one.blanks : []))).toEqual([])
    },
  )
  it('finds the county of the example the same as itself, read a month later', () => {
    const workbook = decodeCsv(countyFile('children.csv'))._unsafeUnwrap()
    const files = recordsOf(readChildren(workbook, { asOf })._unsafeUnwrap())
    const { children } = reconcile(files, readChildren(workbook, { asOf: october })._unsafeUnwrap())
    expect(children.filter(({ kind }) => kind !== 'same')).toEqual([])
    expect(children.length).toBe(files.length)
  })
  it('gives the same answer for rows and files in any order', () => {
    const plain = ({ children }: Reconciliation) =>
      children.map(
        (one) =>
          JSON.parse(
            JSON.stringify(one, (key, value: unknown) => (key === 'row' || key === 'source' ? 0 : value)),
          ) as unknown,
      )
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const c = chance(seed)
        const rows = shuffled(c, month.register.rows)
        expect(plain(reconcile(shuffled(c, month.stored), { rows }))).toEqual(plain(answer))
      }),
      { numRuns: 10 },
    )
  })
  it('puts each row in one entry and each file in one entry or among candidates', () => {
    const rows = answer.children.flatMap((one) => ('row' in one ? [one.row.row] : []))
    expect(rows.toSorted((a, b) => a - b)).toEqual(
      month.register.rows.filter(({ record }) => record).map(({ row }) => row),
    )
    const ids = answer.children.flatMap((one) =>
      one.kind === 'new' ? [] : one.kind === 'perhaps' ? one.candidates.map(({ child }) => child) : [one.child],
    )
    expect(ids.toSorted((a, b) => (a < b ? -1 : 1))).toEqual(
      month.stored.map(({ id }) => id).toSorted((a, b) => (a < b ? -1 : 1)),
    )
  })
  it('survives JSON', () => {
    expect(JSON.parse(JSON.stringify(answer))).toEqual(answer)
  })
  it('says that a child is outside what the sheet covers, and does not miss it', () => {
    const stored = ['520526100200', '520526100201', 'notCollected'].map((residenceDivision, i) =>
      childFile({ id: `c${i}`, name: `李小${'花草树'.charAt(i)}`, birthDate: '2016-03-26', residenceDivision }),
    )
    const kinds = reconcile(stored, { rows: [] }, { covers: ['520526100200'] }).children.map(({ kind }) => kind)
    expect(kinds).toEqual(['missing', 'outside', 'missing'])
  })
  it('says that a child is back that was missing before', () => {
    const register = read('姓名,出生日期\n李小花,2016-03-26\n')
    const stored = recordsOf(register)
    const [found] = reconcile(stored, register, { missingBefore: [stored[0]!.id] }).children
    expect(found).toMatchObject({ kind: 'back', changes: [] })
  })
  it('names the rows that could not be read, among which a missing child may be', () => {
    const register = read('姓名,出生日期\n李小花,8岁\n')
    expect(reconcile([], register)).toEqual({ children: [], rejects: [{ sheet: register.rows[1]!.sheet, row: 2 }] })
  })
  it('tells a blank cell from one that cannot be read, and neither from a missing column', () => {
    const [file] = recordsOf(read('姓名,出生日期,班级,父亲联系电话,民族\n李小花,2016-03-26,1班,13800000000,汉族\n'))
    const register = read(
      '姓名,出生日期,班级,父亲联系电话\n李小花,2016-03-26,,12345\n王小明,2015-01-02,2班,13900000000\n',
    )
    const found = reconcile([file!], register).children.find(({ child }) => child === file!.id)
    expect(found).toMatchObject({ kind: 'same', changes: [] })
    expect(found && 'blanks' in found && found.blanks.map(({ pointer, because }) => [pointer, because])).toEqual([
      ['/father/phone', 'unreadable'],
      ['/schooling/class', 'blank'],
    ])
  })
  it('sees a column that came back empty for all where the caller says that it is there', () => {
    const [file] = recordsOf(read('姓名,出生日期,班级\n李小花,2016-03-26,1班\n'))
    const register = read('姓名,出生日期,班级\n李小花,2016-03-26,\n')
    const blanks = (columns?: readonly Pointer[]) =>
      reconcile([file!], register, columns === undefined ? {} : { columns }).children.flatMap((one) =>
        'blanks' in one ? one.blanks.map(({ pointer }) => pointer) : [],
      )
    expect(blanks()).toEqual([])
    expect(blanks(['/schooling/class'])).toEqual(['/schooling/class'])
  })
  it('asks where one number stands on a child of another name, and joins nothing', () => {
    const [file] = recordsOf(read('姓名,公民身份号码\n唐桂莹,520526201703267347\n'))
    const [found, ...rest] = reconcile([file!], read('姓名,公民身份号码\n薛宇明,520526201703267347\n')).children
    expect(rest).toEqual([])
    expect(found).toMatchObject({ kind: 'perhaps', candidates: [{ child: file!.id, why: 'otherName' }] })
    expect(found!.child).not.toBe(file!.id)
  })
})

describe('accept', () => {
  it('makes the files say what the sheet says, and keeps what it does not speak of', () => {
    const files = new Map(saved(month.stored, all).map((file) => [file.id, file]))
    const rows = answer.children.flatMap((one) => {
      if (!('row' in one)) return []
      const id = one.kind === 'perhaps' ? one.candidates[0]!.child : one.child
      const record = month.register.rows.find(({ row }) => row === one.row.row)!.record!
      const blanks = one.kind === 'perhaps' ? one.candidates[0]!.blanks : 'blanks' in one ? one.blanks : []
      return [{ file: files.get(id)!, record, blanks: blanks.map(({ pointer }) => pointer) }]
    })
    const sheet = (of: readonly ChildFile[]) => writeChildren(of).workbook.sheets[0]!.rows
    const [heading, ...mine] = sheet(rows.map(({ file }) => file))
    const [other, ...theirs] = sheet(rows.map(({ record }) => record))
    // What was written down when the child left is kept as an earlier period and not as columns of its own.
    expect(heading).toEqual(other)
    // What the child or somebody else said on a day is not taken back because a later sheet does not say it again.
    const grows = new Set(['兴趣特长', '心愿', '备注'])
    const blankOf: Readonly<Record<string, string>> = {
      公民身份号码: '/idNumber',
      父亲联系电话: '/father/phone',
      班级: '/schooling/class',
    }
    let compared = 0
    for (const [i, { blanks }] of rows.entries())
      for (const [at, name] of heading!.entries()) {
        if (blanks.includes((blankOf[String(name)] ?? '-') as Pointer)) continue
        const [left, right] = [mine[i]![at], theirs[i]![at]]
        if (grows.has(String(name))) {
          if (right !== '未采集') for (const part of String(right).split(/[、；]/)) expect(String(left)).toContain(part)
        } else expect([name, left]).toEqual([name, right])
        compared++
      }
    expect(compared).toBeGreaterThan(9000)
    expect(rows.filter(({ blanks }) => blanks.length > 0).length).toBeGreaterThanOrEqual(12)
  })
  it('changes nothing but what its changes name, and each as they say', () => {
    for (const { file, before, changes } of all.files) {
      if (before === undefined) continue
      const named = changes.flatMap((change) => [change, ...change.also])
      for (const path of differences(before, file))
        expect(
          named.some(({ pointer }) => path === pointer || path.startsWith(`${pointer}/`)),
          path,
        ).toBe(true)
      for (const { pointer, old } of changes) expect(at(before, pointer) ?? 'notCollected').toEqual(old)
    }
  })
  it('gives files that the schema accepts', () => {
    for (const { file } of all.files) expect(parse(ChildFileSchema, file).isOk()).toBe(true)
  })
  it('leaves nothing to ask the second time', () => {
    const again = reconcile(saved(month.stored, all), month.register)
    expect(again.children.filter(({ kind }) => !['same', 'missing', 'left'].includes(kind))).toEqual([])
    expect(all.open).toEqual([])
  })
  it('accepts by kind, and leaves the rest open', () => {
    const { files, open } = accept(answer, { kinds: ['moved'] })._unsafeUnwrap()
    expect(files.length).toBe(9)
    expect(new Set(files.flatMap(({ changes }) => changes.map(({ kind }) => kind)))).toEqual(new Set(['moved']))
    const changes = (kind: Change['kind']) =>
      answer.children.flatMap((one) => ('changes' in one ? one.changes.filter((change) => change.kind === kind) : []))
        .length
    for (const kind of changeKinds)
      expect(open.flatMap((one) => one.changes).filter((change) => change.kind === kind).length).toBe(
        kind === 'moved' ? 0 : changes(kind),
      )
  })
  it('accepts nothing unless it is told to', () => {
    expect(accept(answer, {})._unsafeUnwrap().files).toEqual([])
  })
  it('accepts by row and field, and lets a row go before the kinds', () => {
    const [file] = recordsOf(read('姓名,出生日期,班级,年级\n李小花,2016-03-26,1班,四年级\n'))
    const register = read('姓名,出生日期,班级,年级\n李小花,2016-03-26,3班,五年级\n', october)
    const found = reconcile([file!], register)
    const place = { sheet: register.rows[1]!.sheet, row: 2 }
    const by = (fields: 'all' | 'none' | readonly Pointer[]) =>
      accept(found, { kinds: 'all', rows: [{ ...place, fields }] })
        ._unsafeUnwrap()
        .files.map(({ file: { schooling }, source }) => [schooling.class, schooling.grade, source.row])
    expect(by('all')).toEqual([['3班', 5, 2]])
    expect(by('none')).toEqual([])
    expect(by(['/schooling/class'])).toEqual([['3班', 4, 2]])
  })
  it('answers a question with the child, or with a new file that overwrites none', () => {
    const [file] = recordsOf(read('姓名,公民身份号码\n唐桂莹,520526201703267347\n'))
    const register = read('姓名,公民身份号码\n薛宇明,520526201703267347\n', october)
    const found = reconcile([file!], register)
    const place = { sheet: register.rows[1]!.sheet, row: 2 }
    const as = (who: string, kinds: 'all' | readonly [] = 'all') =>
      accept(found, { kinds, rows: [{ ...place, as: who }] })
    const joined = as(file!.id)._unsafeUnwrap().files
    expect(joined.map(({ file: { id, name }, before }) => [id, name, before?.name])).toEqual([
      [file!.id, '薛宇明', '唐桂莹'],
    ])
    const fresh = as('new', [])._unsafeUnwrap().files
    expect(fresh.map(({ before }) => before)).toEqual([undefined])
    expect(fresh[0]!.file.id).not.toBe(file!.id)
    expect(accept(found, { kinds: 'all' })._unsafeUnwrap()).toMatchObject({ files: [], open: [{ row: place }] })
    expect(as('c-nobody').isErr()).toBe(true)
  })
  it('lets a person say that a new row is a child that is missing', () => {
    const stored = recordsOf(read('姓名,出生日期\n李小花,2016-03-26\n'))
    const register = read('姓名,出生日期\n赵一一,2017-05-06\n', october)
    const place = { sheet: register.rows[1]!.sheet, row: 2 }
    const accepted = accept(reconcile(stored, register), { kinds: 'all', rows: [{ ...place, as: stored[0]!.id }] })
    expect(accepted._unsafeUnwrap().files.map(({ file }) => [file.id, file.name])).toEqual([[stored[0]!.id, '赵一一']])
  })
  it('refuses choices that make no sense, and names no value', () => {
    const rows = everyFirstCandidate(answer)
    const codes = (choices: unknown) =>
      accept(answer, choices as Parameters<typeof accept>[1]).match(
        () => [],
        (problems) => problems.map(({ code, path }) => `${code} ${path}`),
      )
    expect(codes({ kinds: ['everything'] })).toEqual(['unknown-field /kinds/0'])
    expect(codes({ rows: [{ sheet: '花名册', row: 99999 }] })).toEqual(['invalid-value /rows/0'])
    expect(codes({ rows: [rows[0], rows[0]] })).toEqual(['duplicate /rows/1'])
    expect(codes({ rows: [rows[0], { ...rows[1], as: rows[0]!.as }] })).toEqual([
      'duplicate /rows/0/as',
      'duplicate /rows/1/as',
    ])
    const [matched] = answer.children.flatMap((one) => (one.kind === 'same' ? [one] : []))
    expect(codes({ rows: [{ ...matched!.row, as: 'new' }] })).toEqual(['invalid-value /rows/0/as'])
  })
  it('keeps that a child had left as an earlier period', () => {
    const back = all.files.filter(({ changes }) => changes.some(({ kind }) => kind === 'back'))
    expect(back.length).toBe(3)
    for (const { file, before } of back) {
      expect(file.register).toMatchObject({
        registerState: 'registered',
        exitOn: 'notCollected',
        exitReason: 'notCollected',
      })
      expect(file.register.periods).toEqual([
        {
          enteredOn: before!.register.reportedOn,
          exitOn: '2026-09-20',
          exitReason: 'parentReturned',
          division: before!.residenceDivision,
        },
      ])
    }
  })
  it('lets nothing that was found out about an old carer or number stand beside a new one', () => {
    const of = (pointer: Pointer) =>
      all.files.filter(({ changes }) => changes.some((change) => change.pointer === pointer))
    for (const { file } of of('/delegate'))
      if (typeof file.delegate !== 'string') expect(file.delegate.exclusions).toBe('notCollected')
    for (const { file } of of('/father/phone')) expect(file.father.verifiedOn).toBe('notCollected')
    expect(of('/delegate').length).toBe(6)
    expect(of('/father/phone').length).toBe(3)
    for (const { file } of of('/care/guardianshipRating')) expect(file.father.verifiedOn).toBe('2026-09-01')
  })
  it('moves the day from which the age of a carer is counted only with the age', () => {
    const heading = '姓名,出生日期,受托人姓名,受托人电话'
    const stored = recordsOf(read(`${heading},受托人年龄\n李小花,2016-03-26,王秀,13800000000,60\n`))
    const aged = (text: string) =>
      accept(reconcile(stored, read(text, october)), { kinds: 'all' })
        ._unsafeUnwrap()
        .files.map(({ file: { delegate } }) =>
          typeof delegate === 'string' ? [] : [delegate.phone, delegate.age, delegate.recordedOn],
        )
    expect(aged(`${heading}\n李小花,2016-03-26,王秀,13900000000\n`)).toEqual([['13900000000', 60, asOf]])
    expect(aged(`${heading},受托人年龄\n李小花,2016-03-26,王秀,13800000000,61\n`)).toEqual([
      ['13800000000', 61, october],
    ])
  })
  it("keeps a child's refusal that a later sheet does not repeat", () => {
    const refusals = (file: ChildFile) =>
      typeof file.preferences === 'string'
        ? 0
        : Object.values(file.preferences).filter(({ says }) => says === 'refuses').length
    const before = all.files.filter((one) => one.before !== undefined && refusals(one.before) > 0)
    expect(before.length).toBeGreaterThanOrEqual(3)
    for (const { file, before: first } of before) expect(refusals(file)).toBeGreaterThanOrEqual(refusals(first!))
  })
})
