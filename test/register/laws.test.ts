import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  at,
  type ChildFile,
  childFile,
  findingCodes,
  parse,
  ChildFile as ChildFileSchema,
  type PlainDate,
  text,
} from '../../src/index.ts'
import {
  type Cell,
  childSheet,
  decodeCsv,
  findDuplicates,
  findingText,
  readChildren,
  recordsOf,
  type Register,
  rowsOf,
  kinds,
  ownColumns,
  readSheet,
  writeSheet,
  writeChildren,
  type Workbook,
} from '../../src/register/index.ts'
import { asOf, countyFile } from './county.ts'

const county = decodeCsv(countyFile('children.csv'))._unsafeUnwrap().sheets[0]!
/** The heading and the first rows of the county. */
const rows = county.rows.slice(0, 400)
const workbook = (cells: readonly (readonly Cell[])[]): Workbook => ({
  sheets: [{ name: '花名册', hidden: false, rows: cells }],
})
const read = (cells: readonly (readonly Cell[])[], options = {}): Register<ChildFile> =>
  readChildren(workbook(cells), { asOf, ...options })._unsafeUnwrap()
const files = recordsOf(read(rows))
const byId = (all: readonly ChildFile[]) => new Map(all.map((file) => [file.id, file]))

describe('reading', () => {
  it('gives the same files, under the same ids, for rows in any order', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(rows.slice(4), { minLength: rows.length - 4 }), (shuffled) => {
        expect(byId(recordsOf(read([...rows.slice(0, 4), ...shuffled])))).toEqual(byId(files))
      }),
      { numRuns: 5 },
    )
  })
  it('gives the same files for columns in any order', () => {
    // Each column gets its full heading, so that it can stand anywhere.
    const names = Object.entries(childSheet.columns).map(([, { zh }]) => zh)
    const { workbook: written } = writeChildren(files)
    const [heading, ...lines] = written.sheets[0]!.rows
    expect(heading!.every((one) => names.includes(String(one)))).toBe(true)
    fc.assert(
      fc.property(
        fc.shuffledSubarray(
          heading!.map((_, i) => i),
          { minLength: heading!.length },
        ),
        (order) => {
          const moved = [heading!, ...lines].map((line) => order.map((i) => line[i]!))
          expect(recordsOf(read(moved))).toEqual(files)
        },
      ),
      { numRuns: 5 },
    )
  })
  it('gives every row back, numbered as on screen', () => {
    expect(read(rows).rows.map(({ row }) => row)).toEqual(rows.map((_, i) => i + 1))
  })
  it('reads twice what it read once', () => {
    expect(read(rows)).toEqual(read(rows))
  })
  it('takes what the title says from defaults, where a cell is empty or the column is missing', () => {
    const [file, other] = recordsOf(
      read(
        [
          ['姓名', '出生日期', '民族'],
          ['甲', '2016-01-01', ''],
          ['乙', '2016-01-02', '未采集'],
        ],
        { defaults: { village: '520526113205', ethnicity: '苗族' } },
      ),
    )
    expect([file!.residenceDivision, file!.ethnicity, other!.ethnicity]).toEqual([
      '520526113205',
      'miao',
      'notCollected',
    ])
  })
  it('takes whoever stands on the register for registered, unless something else is said', () => {
    const states = (heading: string, cell: string, options = {}) =>
      recordsOf(
        read(
          [
            ['姓名', '出生日期', heading],
            ['甲', '2016-01-01', cell],
          ],
          options,
        ),
      ).map(({ register }) => register.registerState)
    expect(states('民族', '苗族')).toEqual(['registered'])
    expect(states('在册状态', '')).toEqual(['notCollected'])
    expect(states('在册状态', '退出')).toEqual(['exited'])
    expect(states('退出日期', '2026-03-01')).toEqual(['notCollected'])
    expect(states('民族', '苗族', { defaults: { registerState: '未采集' } })).toEqual(['notCollected'])
  })
  it('refuses options that make no sense, without repeating them', () => {
    const refusals = (options: object, cells: readonly (readonly Cell[])[] = rows) =>
      readChildren(workbook(cells), { asOf, ...options }).match(
        () => [],
        (problems) => problems.map(({ code, path }) => `${path} ${code}`),
      )
    expect(refusals({ asOf: '2026-02-30' })).toEqual(['/asOf invalid-date'])
    expect(refusals({ headings: { CANARY: 'nose' } })).toEqual(['/headings unknown-field'])
    expect(refusals({ defaults: { nose: 'x' } })).toEqual(['/defaults unknown-field'])
    expect(refusals({ defaults: { village: 'x' } })).toEqual(['/defaults/village invalid-value'])
    expect(refusals({ childId: () => '李小花' })).toEqual(['/childId invalid-id'])
    expect(readChildren({ sheets: [{ name: 'a' }] } as never, { asOf }).isErr()).toBe(true)
    expect(readChildren({} as never, { asOf }).isErr()).toBe(true)
  })
  it('passes hidden sheets over and says so, and reads hidden rows', () => {
    const table = [
      ['姓名', '出生日期'],
      ['甲', '2016-01-01'],
      ['乙', '2016-01-02'],
    ]
    const both: Workbook = {
      sheets: [
        { name: '今年', hidden: false, rows: table, hiddenRows: [3] },
        { name: '去年', hidden: true, rows: table },
      ],
    }
    const register = readChildren(both, { asOf })._unsafeUnwrap()
    expect(recordsOf(register)).toHaveLength(2)
    expect(
      register.rows.map(
        ({ kind, hidden, findings }) => `${kind} ${hidden ?? ''} ${findings.map(({ code }) => code).join()}`,
      ),
    ).toEqual(['heading  ', 'record  ', 'record true hidden-row', 'title  hidden-sheet', 'note  ', 'note  '])
    expect(recordsOf(readChildren(both, { asOf, hiddenSheets: 'read' })._unsafeUnwrap())).toHaveLength(4)
  })
})

describe('the id of a child', () => {
  const child = (name: string, born: string, more: readonly Cell[] = []) => [name, born, '女', ...more]
  const heading = ['姓名', '出生日期', '性别', '公民身份号码', '儿童编号', '村(社区)代码', '备注']
  const ids = (...lines: readonly (readonly Cell[])[]) => recordsOf(read([heading, ...lines])).map(({ id }) => id)
  it('is that of the identity number, whatever else changes', () => {
    const [a] = ids(child('唐桂莹', '2017-03-26', ['520526201703267347', 'N1', '520526113205']))
    const [b] = ids(child('唐桂英', '', ['520526 20170326 7347', 'N2', '520526113200']))
    expect(a).toBe(b)
    expect(a).toMatch(/^c-[0-9a-f]{24}$/)
    expect(a).not.toContain('520526')
  })
  it('is else that of the child number, and else of name, birth, sex and village', () => {
    const [byNumber] = ids(child('甲', '2017-03-26', ['', 'N1', '520526113205']))
    expect(ids(child('甲乙', '2017-03-27', ['', 'N1', '520526113200']))).toEqual([byNumber])
    const [person] = ids(child('甲', '2017-03-26', ['', '', '520526113205']))
    expect(person).not.toBe(byNumber)
    expect(ids(child('甲', '2017-03-26', ['', '', '520526113205', '搬家了']))).toEqual([person])
    for (const other of [
      child('乙', '2017-03-26', ['', '', '520526113205']),
      child('甲', '2017-03-27', ['', '', '520526113205']),
      child('甲', '2017-03-26', ['', '', '520526113200']),
    ])
      expect(ids(other)).not.toEqual([person])
  })
  it('is numbered where nothing tells two rows apart, by their contents and not by their order', () => {
    const [one, two] = [
      child('甲', '2017-03-26', ['', '', '', '与奶奶同住']),
      child('甲', '2017-03-26', ['', '', '', '与外公同住']),
    ]
    const forth = byId(recordsOf(read([heading, one, two])))
    expect(byId(recordsOf(read([heading, two, one])))).toEqual(forth)
    expect([...forth.keys()].sort((a, b) => a.length - b.length)[1]).toBe(
      `${[...forth.keys()].sort((a, b) => a.length - b.length)[0]!}-2`,
    )
  })
  it('does not come from a number that stands on two children', () => {
    const [one, two] = ids(
      child('姚诗静', '2022-11-01', ['520526202211014268']),
      child('戴欣莹', '2022-11-01', ['520526202211014268']),
    )
    expect(one).not.toBe(two)
    expect([one, two].some((id) => id!.endsWith('-2'))).toBe(false)
  })
  it('can be the caller’s own', () => {
    const own = recordsOf(
      read([heading, child('甲', '2017-03-26', ['', 'N1'])], { childId: (who: { by: string }) => `own-${who.by}` }),
    )
    expect(own.map(({ id }) => id)).toEqual(['own-number'])
  })
})

describe('what a row says twice and differently', () => {
  const heading = ['姓名', '性别', '公民身份号码', '出生日期']
  it('is contested, keeps both claims, and comes back so', () => {
    const register = read([heading, ['唐桂莹', '男', '520526201703267347', '2016-05-01']])
    const [file] = recordsOf(register)
    expect([file!.birthDate, file!.sex, file!.idNumber]).toEqual(['contested', 'contested', '520526201703267347'])
    expect(file!.claims).toEqual({
      '/birthDate': [
        { value: '2017-03-26', source: 'idNumber', on: asOf },
        { value: '2016-05-01', source: 'birthDate', on: asOf },
      ],
      '/sex': [
        { value: 'female', source: 'idNumber', on: asOf },
        { value: 'male', source: 'sex', on: asOf },
      ],
    })
    const { workbook: written, notWritten } = writeChildren([file!])
    expect(notWritten).toEqual([])
    expect(written.sheets[0]!.rows[1]!.slice(0, 5)).toEqual([
      '唐桂莹',
      '男',
      '未采集',
      '520526201703267347',
      '2016-05-01',
    ])
    expect(recordsOf(readChildren(written, { asOf })._unsafeUnwrap())).toEqual([file])
  })
  it('is an error on both rows for a number of two children, and comes back so', () => {
    const register = read([
      heading,
      ['姚诗静', '女', '520526202211014268', '2022-11-01'],
      ['戴欣莹', '女', '520526202211014268', '2022-11-01'],
    ])
    expect(
      register.rows
        .slice(1)
        .map(({ findings }) => findings.map(({ code, field, column }) => `${code} ${field} ${column ?? ''}`)),
    ).toEqual([['id-shared idNumber C'], ['id-shared idNumber C']])
    const shared = recordsOf(register)
    expect(shared.map(({ idNumber }) => idNumber)).toEqual(['contested', 'contested'])
    expect(findDuplicates(shared)).toEqual([])
    expect(recordsOf(readChildren(writeChildren(shared).workbook, { asOf })._unsafeUnwrap())).toEqual(shared)
  })
  it('is not made of the number of an adult, nor of an adult’s date', () => {
    const [file] = recordsOf(read([heading, ['李小花', '女', '52052619650717334X', '2016-05-01']]))
    expect([file!.birthDate, file!.idNumber]).toEqual(['2016-05-01', 'notCollected'])
    expect(recordsOf(read([heading, ['李大军', '男', '', '1985-05-01']]))).toEqual([])
  })
})

describe('writing', () => {
  const oneOf = <T>(...values: readonly T[]) => fc.constantFrom(...values)
  const draft = fc.record(
    {
      childNo: oneOf('N-1', '007'),
      sex: oneOf('male', 'female', 'unspecified'),
      birthDate: oneOf<PlainDate>('2016-03-26', '2012-02-29'),
      ethnicity: oneOf<ChildFile['ethnicity']>('miao', { other: '穿青' }, 'notCollected'),
      hukouNature: oneOf<ChildFile['hukouNature']>('rural', { other: '蓝印户口' }),
      hukouAddress: oneOf('某县某村1组', '同上'),
      residenceAddress: oneOf('某县某村1组', '另一处'),
      father: fc.record(
        {
          name: oneOf('李大军', 'none'),
          status: oneOf<ChildFile['father']['status']>('awayWorking', 'whereaboutsUnknown', { other: '云游' }),
          workplace: oneOf('浙江', 'none'),
          phone: oneOf('13800000000', 'none', 'notCollected'),
          otherPhones: oneOf<'notCollected' | string[]>('notCollected', ['13900000000']),
          workKind: oneOf('factory', 'notCollected'),
          birthDate: oneOf<PlainDate>('1988-02-01'),
        },
        { requiredKeys: [] },
      ),
      delegate: fc.oneof(
        fc.constant('none' as const),
        fc.record(
          {
            name: oneOf('戴莹桐'),
            relation: oneOf<never>('paternalGrandmother' as never),
            age: oneOf(55, 17),
            health: oneOf<never>('weak' as never),
            phone: oneOf('13700000000', 'none'),
            division: oneOf('520526'),
          },
          { requiredKeys: [] },
        ),
      ),
      schooling: fc.record(
        {
          status: oneOf('primary', 'notEntered', 'vocational', 'droppedOut', 'kindergarten'),
          school: oneOf('中水镇中心小学', 'none', 'notCollected', '希望学校'),
          grade: oneOf<number | 'none'>(3, 12, 'none'),
          class: oneOf('1班', '大班'),
        },
        { requiredKeys: [] },
      ),
      health: fc.record(
        {
          status: oneOf('healthy', 'disabled'),
          illnesses: oneOf<never>(
            'none' as never,
            { asthma: { what: 'asthma' } } as never,
            { i1: { what: 'asthma', treated: 'yes' } } as never,
          ),
          allergies: oneOf<never>({ penicillin: { substance: 'penicillin', reaction: '皮疹' } } as never),
          bloodType: oneOf('A', 'AB'),
          vision: oneOf('5.0'),
        },
        { requiredKeys: [] },
      ),
      livelihood: fc.record({
        hardship: oneOf<never>(
          'none' as never,
          ['dibao', 'severeDisability'] as never,
          ['dibao', { other: '丧偶' }] as never,
        ),
      }),
      contacts: oneOf<never>(
        {} as never,
        { '2026-09-11-video': { on: '2026-09-11', channel: 'video' } } as never,
        { k1: { on: '2026-09-11', channel: 'phone', withChild: 'yes' } } as never,
      ),
      preferences: oneOf<never>(
        { 'likes-reading': { about: 'activity', says: 'likes', what: 'reading', on: asOf } } as never,
        { p1: { about: 'fear', says: 'dislikes', words: '怕黑' } } as never,
      ),
      notes: oneOf<never>({} as never, { n1: { on: '2026-01-01', words: '与奶奶同住' } } as never),
      visits: oneOf<never>({} as never, { v1: { on: '2026-09-01' } } as never),
    },
    { requiredKeys: ['birthDate', 'sex'] },
  )
  it('gives back everything that it does not say it left out', () => {
    fc.assert(
      fc.property(draft, (given) => {
        const file = parse(
          ChildFileSchema,
          childFile({ id: 'x', name: '李小花', recordedOn: asOf, ...given } as never),
        )._unsafeUnwrap()
        const { workbook: written, notWritten } = writeChildren([file])
        const [back] = recordsOf(readChildren(written, { asOf })._unsafeUnwrap())
        const lost = new Set(notWritten.map((path) => path.slice(2)))
        for (const path of leaves(file)) {
          if (/\/recordedOn$/.test(path)) continue
          const same = JSON.stringify(at(back, path as never)) === JSON.stringify(at(file, path as never))
          if (!lost.has(path)) expect(same, `${path} is not named as left out`).toBe(true)
        }
      }),
      { numRuns: 400 },
    )
  })
  it('names what it has no column for', () => {
    const file = childFile({
      id: 'c1',
      name: '甲',
      birthDate: '2016-01-01',
      visits: { v1: { on: '2026-09-01', childSeen: 'yes' } },
      health: { vision: '5.0' },
      custom: { house: 7 },
    } as never)
    expect(writeChildren([file]).notWritten).toEqual([
      '/0/id',
      '/0/health/vision',
      '/0/visits/v1/on',
      '/0/visits/v1/childSeen',
      '/0/custom/house',
    ])
  })
  it('adds a column that is not always written only if some file needs it', () => {
    const headingOf = (file: ChildFile) => writeChildren([file]).workbook.sheets[0]!.rows[0]!
    const plain = childFile({ id: 'c1', name: '甲', birthDate: '2016-01-01' })
    expect(headingOf(plain).join(' ')).toBe(
      '姓名 性别 民族 公民身份号码 出生日期 户籍性质 户籍所在地 现住址 村(社区)代码 就读学校 年级 班级 是否寄宿 健康状况 既往病史 过敏史 困难类别 父亲姓名 父亲状况 父亲务工地 父亲联系电话 母亲姓名 母亲状况 母亲务工地 母亲联系电话 受托人姓名 与儿童关系 受托人年龄 受托人健康状况 受托人电话 受托人住址 是否签订 签订日期 监护评估 最近联系日期 联系方式 最近返乡日期 兴趣特长 心愿 备注',
    )
    const more = childFile({
      id: 'c1',
      name: '甲',
      birthDate: '2016-01-01',
      schooling: { studentNo: 'G1' },
      measurements: { 'm-2026-09-01': { on: '2026-09-01', heightCm: 121.5 } },
    })
    expect(headingOf(more).filter((one) => !headingOf(plain).includes(one))).toEqual([
      '学籍号',
      '身高(厘米)',
      '测量日期',
    ])
    expect(recordsOf(readChildren(writeChildren([more]).workbook, { asOf })._unsafeUnwrap())[0]!.measurements).toEqual(
      more.measurements,
    )
  })
})

/** Pointers of everything known in a file. */
function leaves(value: unknown, path = ''): readonly string[] {
  if (value === 'notCollected' || value === 'notChecked') return []
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return path === '/id' ? [] : [path]
  return Object.entries(value).flatMap(([key, inner]) =>
    leaves(inner, `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`),
  )
}

describe('rowsOf', () => {
  it('gives rejects back so that, corrected, they become files', () => {
    const register = readChildren({ sheets: [county] }, { asOf })._unsafeUnwrap()
    const rejects = register.rows.filter(({ kind }) => kind === 'reject')
    const back = rowsOf(county, rejects)
    expect(back.rows.length).toBe(rejects.length + 2)
    expect(back.rows[0]!.at(-1)).toBe('问题说明')
    expect(back.rows.slice(2).every((row) => String(row.at(-1)).includes('：'))).toBe(true)
    const again = readChildren({ sheets: [back] }, { asOf })._unsafeUnwrap()
    expect(again.rows.map(({ kind }) => kind)).toEqual(['heading', 'heading', ...rejects.map(() => 'reject')])
    const corrected = back.rows.map((row, i) =>
      i < 2
        ? row
        : row.map((cell, column) => (column === 5 ? '2016-05-06' : column === 1 && cell === '' ? '李小花' : cell)),
    )
    const fixed = readChildren({ sheets: [{ ...back, rows: corrected }] }, { asOf })._unsafeUnwrap()
    expect(recordsOf(fixed)).toHaveLength(rejects.length)
    expect(
      rowsOf(
        { ...back, name: county.name },
        again.rows.filter(({ kind }) => kind === 'reject'),
      ).rows,
    ).toEqual(back.rows)
  })
})

describe('findings', () => {
  it('have a text in two languages that says what to write, for every code', () => {
    for (const [code, { severity }] of Object.entries(findingCodes)) {
      const finding = {
        code: code as keyof typeof findingCodes,
        severity,
        field: 'birthDate',
        sheet: 'a',
        row: 1,
        message: '',
      }
      expect(text(finding, 'zh')).toMatch(/^birthDate: .*[\u4e00-\u9fff]/)
      expect(findingText(finding, 'zh')).toMatch(/^出生日期：.+/)
      expect(findingText(finding, 'en')).toMatch(/^date of birth: .+/)
    }
  })
  it('speak of published fields only', () => {
    const published = new Set([
      'sheet',
      ...Object.values(childSheet.columns).map(({ field }) => field),
      ...Object.keys(childSheet.columns),
    ])
    for (const { findings } of read(rows).rows)
      for (const { field } of findings) expect(published.has(field)).toBe(true)
  })
  it('hold nothing that stood in a cell, whatever stood there', () => {
    const canary = '廿卅CANARY42'
    const noise = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.double(),
      fc.constantFrom('', '无', '2016-02-30', '520526201703267347', '13800000000', '=1', '\0', '\ud800'),
    )
    const cell = fc.oneof(
      noise,
      fc.string({ unit: 'grapheme', maxLength: 6 }).map((text) => text + canary),
    )
    const heading = [...Object.values(childSheet.columns).map(({ zh }) => zh), canary]
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: heading.length, maxLength: heading.length }), { maxLength: 6 }),
        (lines) => {
          const register = read([[canary], heading, ...lines])
          const shown = register.rows
            .map(({ findings }) =>
              findings
                .map((finding) => JSON.stringify(finding) + findingText(finding, 'zh') + findingText(finding, 'en'))
                .join(),
            )
            .join()
          expect(shown).not.toContain('CANARY')
          for (const file of recordsOf(register))
            expect(
              parse(ChildFileSchema, file).match(
                () => '',
                (problems) => JSON.stringify(problems),
              ),
            ).toBe('')
        },
      ),
      { numRuns: 300 },
    )
  })
  it('come from cells that have no words', () => {
    const lines = [[{ toString: false }, null, Symbol('x')]] as unknown as Cell[][]
    expect(readChildren(workbook([['姓名', '性别', '出生日期'], ...lines]), { asOf }).isOk()).toBe(true)
  })
  it('come from any workbook without a throw', () => {
    const anything = fc.array(fc.array(fc.anything(), { maxLength: 6 }), { maxLength: 6 })
    fc.assert(
      fc.property(anything, (lines) => {
        const register = readChildren(
          workbook([['姓名', '性别', '出生日期', '公民身份号码', '父亲电话', '备注'], ...(lines as Cell[][])]),
          { asOf },
        )
        expect(register.isOk()).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})

describe('columns of one’s own', () => {
  it('are read into the file and written again', () => {
    const own = ownColumns(childSheet, {
      house: { zh: '门牌号', en: 'house number', kind: kinds.line({ none: false }) },
      rooms: { zh: '房间数', en: 'rooms', also: ['几间房'], kind: kinds.integer({ from: 0, to: 50, none: false }) },
    })
    const cells = [
      ['姓名', '出生日期', '门牌号', '几间房'],
      ['甲', '2016-01-01', '12甲', 3],
      ['乙', '2016-01-02', '', '很多'],
    ]
    const register = readSheet(own, workbook(cells), { asOf })._unsafeUnwrap()
    expect(recordsOf(register).map(({ custom }) => custom)).toEqual([{ house: '12甲', rooms: 3 }, undefined])
    expect(register.rows[2]!.findings.map(({ code, field, column }) => [code, field, column])).toEqual([
      ['not-a-number', 'rooms', 'D'],
    ])
    const written = writeSheet(own, recordsOf(register))
    expect(written.notWritten).toEqual([])
    expect(recordsOf(readSheet(own, written.workbook, { asOf })._unsafeUnwrap())).toEqual(recordsOf(register))
  })
})
