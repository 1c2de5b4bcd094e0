import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findHeading, headingWords } from '../../src/register/engine/heading.ts'
import {
  aidSheet,
  type Cell,
  childSheet,
  consentSheet,
  pairSheet,
  readChildren,
  sessionSheet,
  type Sheet,
  villageSheet,
  visitSheet,
  volunteerSheet,
} from '../../src/register/index.ts'

const words = headingWords(childSheet)
const columnOf = (...path: readonly string[]) => words.columnOf(path)
const sheets: readonly Pick<Sheet<unknown>, 'id' | 'columns' | 'needs' | 'groups'>[] = [
  aidSheet,
  childSheet,
  consentSheet,
  pairSheet,
  sessionSheet,
  villageSheet,
  visitSheet,
  volunteerSheet,
]

describe('a heading', () => {
  it('is known by every name that its column has, and by no other column', () => {
    for (const sheet of sheets) {
      const { columnOf: column } = headingWords(sheet)
      for (const [name, { zh, en, also = [], group, alone }] of Object.entries(sheet.columns)) {
        for (const heading of [zh, en, name]) expect(column([heading]), `${sheet.id} ${heading}`).toBe(name)
        for (const heading of also)
          if (group === undefined || (alone && heading.length >= 4))
            expect(
              [name, undefined, 'serial'].includes(column([heading])) ? name : column([heading]),
              `${sheet.id} ${heading}`,
            ).toBe(name)
      }
    }
  })
  it('may have spaces, line breaks, stars, numbers and remarks in brackets', () => {
    for (const heading of [
      '姓 名',
      '姓\n名',
      '姓名*',
      '★姓名',
      '1.姓名',
      '（一）姓名',
      '姓名（必填）',
      '儿童姓名',
      '留守儿童姓名',
      '学生姓名：',
    ])
      expect(columnOf(heading), heading).toBe('name')
    for (const heading of ['出生日期(年/月/日)', '出生\r\n年月日', '出生年月'])
      expect(columnOf(heading), heading).toBe('birthDate')
    for (const heading of ['是否寄宿（是/否）', '是否住校', '寄宿情况'])
      expect(columnOf(heading), heading).toBe('boarding')
  })
  it('belongs to whoever stands over it, before it or behind it', () => {
    const forms: readonly (readonly [string, readonly (readonly string[])[]])[] = [
      [
        'father.phone',
        [
          ['父亲情况', '联系电话'],
          ['父亲', '电话'],
          ['父亲联系电话'],
          ['父亲手机号码'],
          ['联系电话（父亲）'],
          ['父 亲', '手机号'],
        ],
      ],
      ['mother.status', [['母亲信息', '状况'], ['母亲现状'], ['母亲外出情况'], ['妈妈', '情况']]],
      [
        'delegate.name',
        [
          ['受委托监护人', '姓名'],
          ['受委托照护人情况', '姓名'],
          ['实际照料人姓名'],
          ['监护人姓名'],
          ['委托监护责任人', '姓 名'],
          ['姓名（受委托人）'],
        ],
      ],
      ['delegate.relation', [['受委托监护人', '与儿童关系'], ['监护人', '关系'], ['与儿童关系'], ['监护人与孩子关系']]],
      [
        'agreement',
        [
          ['委托监护责任确认书', '是否签订'],
          ['是否签订委托监护责任确认书'],
          ['是否签订'],
          ['委托照护协议', '是否签署'],
          ['是否签订协议'],
          ['是否签订委托协议'],
          ['是否有委托协议'],
          ['协议签订'],
        ],
      ],
      ['agreementSignedOn', [['委托监护责任确认书', '签订日期'], ['确认书签订日期'], ['协议签订时间']]],
      ['lastParentContact', [['与父母联系', '最近联系日期'], ['最近一次联系时间'], ['与父母最近联系日期']]],
    ]
    for (const [name, paths] of forms) for (const path of paths) expect(columnOf(...path), path.join(' / ')).toBe(name)
    expect(columnOf('父亲情况', '是否签订协议')).not.toBe('father.name')
  })
  it('of somebody who is not in the form is not known, however alike', () => {
    for (const path of [
      ['祖父情况', '姓名'],
      ['祖父姓名'],
      ['紧急联系人', '姓名'],
      ['紧急联系人', '联系电话'],
      ['班主任', '姓名'],
      ['班主任电话'],
      ['户主姓名'],
      ['村干部联系电话'],
      ['帮扶责任人', '姓名'],
      ['外祖母情况', '健康状况'],
      ['哥哥', '出生日期'],
      ['儿童主任', '姓名'],
      ['联系电话'],
    ])
      expect(columnOf(...path), path.join(' / ')).toBeUndefined()
  })
  it('of the child stays the child’s under headings that speak of the child', () => {
    for (const over of ['儿童基本情况', '基本信息', '留守儿童信息', '学生个人情况', '身份信息'])
      expect(columnOf(over, '姓名'), over).toBe('name')
    expect(columnOf('健康情况', '健康状况')).toBe('health')
    expect(columnOf('父母情况', '姓名')).toBeUndefined()
    expect(columnOf('就学情况', '年级')).toBe('grade')
  })
  it('can be given by the caller, who goes first', () => {
    const own = headingWords(childSheet, { 娃娃: 'name', 备注: 'wish', '家里情况/困难': 'hardship' })
    expect([own.columnOf(['娃 娃']), own.columnOf(['备注']), own.columnOf(['家里情况', '困难'])]).toEqual([
      'name',
      'wish',
      'hardship',
    ])
  })
})

describe('a table', () => {
  const heading = ['序号', '姓名', '性别', '出生日期', '父亲情况', '', '备注']
  const under = ['', '', '', '', '姓名', '联系电话', '']
  const child = ['1', '李小花', '女', '2016-03-26', '李大军', '13800000000', '']
  const find = (rows: readonly (readonly Cell[])[]) => findHeading(rows, words)
  it('is found wherever it begins, under one, two or three rows of headings', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(['某县留守儿童花名册'], [], ['填报单位：某镇', '', '填报日期：2026年9月'], ['', '', '']),
          { maxLength: 12 },
        ),
        (above) => {
          const one = find([...above, ['姓名', '性别', '出生日期'], ['李小花', '女', '2016-03-26']])
          expect([one?.first, one?.height, one?.at.size]).toEqual([above.length, 1, 3])
          const two = find([...above, heading, under, child, child])
          expect([two?.first, two?.height, two?.at.size]).toEqual([above.length, 2, 7])
          const three = find([...above, ['', '儿童基本情况', '', '', '家庭情况'], heading, under, child])
          expect([three?.first, three?.height, three?.at.get('father.phone')]).toEqual([above.length, 3, 5])
        },
      ),
    )
  })
  it('is not found in rows of children, nor without a name', () => {
    expect(find([child, child, child])).toBeUndefined()
    expect(
      find([
        ['性别', '出生日期', '民族'],
        ['女', '2016-03-26', '汉族'],
      ]),
    ).toBeUndefined()
    const refusal = readChildren(
      { sheets: [{ name: 'a', hidden: false, rows: [child, child] }] },
      { asOf: '2026-09-15' },
    )
    expect(refusal._unsafeUnwrapErr().map(({ code }) => code)).toEqual(['no-heading'])
  })
  it('says which columns are not known, and which are there twice', () => {
    const found = find([['姓名', '性别', '班主任', '姓名', '出生日期'], child])
    expect([found?.unknown, found?.repeated]).toEqual([[2], [3]])
    const carers = find([['姓名', '出生日期', '监护人姓名', '受委托人姓名'], child])
    expect([carers?.at.get('delegate.name'), carers?.repeated]).toEqual([3, [2]])
  })
})
