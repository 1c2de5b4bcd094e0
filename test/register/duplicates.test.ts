import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ChildFile, childFile, type FileDraft } from '../../src/index.ts'
import { compare, entryOf } from '../../src/register/duplicates/evidence.ts'
import { nameMatch, nameParts } from '../../src/register/duplicates/names.ts'
import { decodeCsv, findDuplicates, readChildren, recordsOf } from '../../src/register/index.ts'
import { asOf, countyFile } from './county.ts'

const files = recordsOf(readChildren(decodeCsv(countyFile('children.csv'))._unsafeUnwrap(), { asOf })._unsafeUnwrap())

const base: FileDraft = {
  id: 'a',
  name: '田伟天',
  sex: 'male',
  birthDate: '2013-07-05',
  residenceDivision: '520526108202',
  father: { name: '田涛辉', phone: '13800000000' },
  mother: { name: '武欣玲', phone: '13900000000' },
  delegate: { name: '沈欣艳', relation: 'paternalGrandmother' },
}
const kindOf = (change: Partial<FileDraft>, of: Partial<FileDraft> = {}) =>
  findDuplicates([childFile({ ...base, ...of }), childFile({ ...base, ...of, ...change, id: 'b' })]).map(
    ({ kind }) => kind,
  )[0]

describe('findDuplicates', () => {
  it('says in which way two files are one child', () => {
    expect(kindOf({}, { idNumber: '520526201307054316' })).toBe('same-id')
    expect(kindOf({ birthDate: '2010-01-01', mother: { name: '别人' } }, { idNumber: '520526201307054316' })).toBe(
      'same-id',
    )
    expect(kindOf({ name: '武伟天' }, { idNumber: '520526201307054316' })).toBe('surname-changed')
    expect(kindOf({ name: '武伟天' })).toBe('surname-changed')
    expect(kindOf({ name: '田玮天' })).toBe('homophone')
    expect(kindOf({ birthDate: '2013-05-07' })).toBe('day-month')
    expect(kindOf({ birthDate: '2014-07-05' })).toBe('digit-slip')
    expect(kindOf({ residenceDivision: '520526101201' })).toBe('two-villages')
    expect(kindOf({ idNumber: '520526201307054316' })).toBe('no-id')
    expect(kindOf({})).toBe('no-id')
  })
  it('does not join twins, siblings, cousins or namesakes', () => {
    expect(kindOf({ name: '田伟明' })).toBeUndefined()
    expect(kindOf({ name: '田晓', idNumber: '520526201307054316' })).toBeUndefined()
    // Homophone twins with two numbers are two children.
    expect(
      findDuplicates([
        childFile({ ...base, idNumber: '52052620130705139X' }),
        childFile({ ...base, id: 'b', name: '田玮天', idNumber: '520526201307054316' }),
      ]),
    ).toEqual([])
    expect(kindOf({ name: '田明', birthDate: '2015-01-01' })).toBeUndefined()
    expect(
      kindOf({
        father: { name: '李大军' },
        mother: { name: '王秀' },
        residenceDivision: '520526101201',
        delegate: { name: '王某' },
      }),
    ).toBeUndefined()
    expect(
      kindOf({ sex: 'female', idNumber: '520526201307054316' }, { father: {}, mother: {}, delegate: {} }),
    ).toBeUndefined()
  })
  it('does not join all who lack a parent', () => {
    const bare = (id: string, name: string) => childFile({ id, name, birthDate: '2016-01-01' })
    expect(findDuplicates([bare('1', '王芳'), bare('2', '李芳'), bare('3', '王丽')])).toEqual([])
    expect(findDuplicates([bare('1', '王芳'), bare('2', '王芳')])).toEqual([])
  })
  it('gives one answer for any order, with the smaller id on the left', () => {
    const answer = findDuplicates(files)
    fc.assert(
      fc.property(fc.shuffledSubarray([...files], { minLength: files.length }), (shuffled) => {
        expect(findDuplicates(shuffled)).toEqual(answer)
      }),
      { numRuns: 3 },
    )
    for (const { left, right, score, parts } of answer) {
      expect(left < right).toBe(true)
      expect(score).toBe(
        Math.min(
          100,
          parts.reduce((sum, { points }) => sum + points, 0),
        ),
      )
    }
  })
  it('leaves out no pair that comparing all with all would find', () => {
    const paired = new Set<string>(findDuplicates(files).flatMap(({ left, right }) => [left, right]))
    const some = [...files.slice(0, 500), ...files.filter(({ id }) => paired.has(id))]
    const entries = [...new Map(some.map((file) => [file.id, file])).values()]
      .map((file) => entryOf(file))
      .sort((a, b) => (a.id < b.id ? -1 : 1))
    const all: string[] = []
    for (const [i, a] of entries.entries())
      for (const b of entries.slice(i + 1)) {
        const parts = compare(a, b)
        if (parts && parts.reduce((sum, { points }) => sum + points, 0) >= 55) all.push(`${a.id} ${b.id}`)
      }
    const wanted = new Set(entries.map(({ id }) => id))
    expect(
      findDuplicates(files.filter(({ id }) => wanted.has(id))).map(({ left, right }) => `${left} ${right}`),
    ).toEqual(all)
  })
  it('compares new files with those on record, and none with itself', () => {
    const [half, rest] = [files.slice(0, 1500), files.slice(1500)]
    const across = findDuplicates(half, rest)
      .map(({ left, right }) => [left, right].sort().join(' '))
      .sort((a, b) => (a < b ? -1 : 1))
    const inHalf = new Set(half.map(({ id }) => id))
    const wanted = findDuplicates(files)
      .filter(({ left, right }) => inHalf.has(left as never) !== inHalf.has(right as never))
      .map(({ left, right }) => `${left} ${right}`)
      .sort((a, b) => (a < b ? -1 : 1))
    expect(across).toEqual(wanted)
    for (const { left, right } of findDuplicates(half, rest))
      expect([inHalf.has(left as never), inHalf.has(right as never)]).toEqual([true, false])
    expect(findDuplicates(files.slice(0, 50), files.slice(0, 50)).filter(({ left, right }) => left === right)).toEqual(
      [],
    )
  })
  it('stays quick where thousands share everything', () => {
    const same: ChildFile[] = Array.from({ length: 3000 }, (_, i) => childFile({ ...base, id: `x${i}` }))
    expect(findDuplicates(same).length).toBeLessThan(3000 * 60)
  })
})

describe('names', () => {
  const match = (a: string, b: string) => nameMatch(nameParts(a), nameParts(b))
  it('meet by sign, by sound, and by sound without tone', () => {
    expect([
      match('田伟天', '田伟天'),
      match('田伟天', '田玮天'),
      match('李雨', '李玉'),
      match('李雨', '李明'),
    ]).toEqual(['equal', 'homophone', 'nearHomophone', undefined])
    expect([match('欧阳娜', '李娜'), match('慕容心', '慕容欣'), match('田辉子', '董辉子'), match('田', '董')]).toEqual([
      'surnameChanged',
      'homophone',
      'surnameChanged',
      undefined,
    ])
    expect([match('阿依古丽·买买提', '阿依古丽买买提'), match('𬭎三', '𬭎三'), match('曾明', '增明')]).toEqual([
      'equal',
      'equal',
      'homophone',
    ])
  })
  it('meet both ways alike', () => {
    const name = fc.constantFrom(...files.slice(0, 300).map((file) => file.name))
    fc.assert(
      fc.property(name, name, (a, b) => {
        expect(match(a, b)).toBe(match(b, a))
      }),
    )
  })
})
