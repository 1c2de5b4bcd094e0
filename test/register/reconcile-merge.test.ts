import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  canonicalJson,
  type ChildFile,
  childFile,
  ChildFile as ChildFileSchema,
  eventKinds,
  type FileDraft,
  parse,
} from '../../src/index.ts'
import { mergeFiles, type MergeChoices, unmerge } from '../../src/register/index.ts'
import { anyChildFile } from '../../src/testing/arbitraries.ts'

const two = { approvedBy: ['w1', 'w2'] } as const
const one: FileDraft = { id: 'c1', name: '李小花', birthDate: '2016-03-26' }
const merged = (left: object, right: object, choices: Partial<MergeChoices> = {}) =>
  mergeFiles(childFile({ ...one, ...left }), childFile({ ...one, id: 'c2', ...right }), {
    keep: 'c1',
    ...two,
    ...choices,
  })
const pairs = fc.tuple(anyChildFile(), anyChildFile()).map(
  ([a, b]) =>
    [
      { ...a, id: 'c1' },
      { ...b, id: 'c2' },
    ] as unknown as readonly [ChildFile, ChildFile],
)
const lists = [...eventKinds, 'preferences', 'consents', 'problems', 'guardians', 'emergencyContacts'] as const
const codes = (outcome: ReturnType<typeof mergeFiles>) =>
  outcome.match(
    () => [],
    (problems) => problems.map(({ code, path }) => `${code} ${path}`),
  )

describe('mergeFiles', () => {
  it('loses no entry of either file, whatever the files hold', () => {
    fc.assert(
      fc.property(pairs, ([left, right]) => {
        const { file } = mergeFiles(left, right, { keep: 'c1', ...two })._unsafeUnwrap()
        for (const list of lists) {
          const entries = (from: ChildFile) => {
            const found = from[list]
            return typeof found === 'string' ? [] : Object.values(found).map((entry) => canonicalJson(entry))
          }
          if (typeof file[list] === 'string')
            expect([left, right].some((from) => from[list] === file[list] || typeof from[list] === 'object')).toBe(true)
          else for (const entry of [...entries(left), ...entries(right)]) expect(entries(file)).toContain(entry)
        }
      }),
      { numRuns: 40, endOnFailure: true },
    )
  })
  it('gives a file that the schema accepts, and takes it apart to the byte', () => {
    fc.assert(
      fc.property(pairs, ([left, right]) => {
        const bytes = JSON.stringify([left, right])
        const merge = mergeFiles(left, right, { keep: 'c1', ...two })._unsafeUnwrap()
        expect(parse(ChildFileSchema, merge.file).isOk()).toBe(true)
        const stored = JSON.parse(JSON.stringify(merge)) as typeof merge
        const { files, since } = unmerge(stored)._unsafeUnwrap()
        expect(JSON.stringify(files)).toBe(bytes)
        expect(since).toEqual([])
      }),
      { numRuns: 40, endOnFailure: true },
    )
  })
  it('gives the same file for the two in any order', () => {
    fc.assert(
      fc.property(pairs, ([left, right]) => {
        const choices = { keep: 'c1', ...two }
        expect(canonicalJson(mergeFiles(right, left, choices)._unsafeUnwrap())).toBe(
          canonicalJson(mergeFiles(left, right, choices)._unsafeUnwrap()),
        )
      }),
      { numRuns: 20, endOnFailure: true },
    )
  })
  it('puts no value in place of another without a choice', () => {
    fc.assert(
      fc.property(pairs, ([left, right]) => {
        const { file } = mergeFiles(left, right, { keep: 'c1', ...two })._unsafeUnwrap()
        for (const section of ['father', 'mother', 'schooling', 'care', 'livelihood'] as const)
          for (const key of Object.keys(left[section])) {
            if (key === 'recordedOn') continue
            const [a, b, got] = [left, right, file].map((from) => canonicalJson(Reflect.get(from[section], key)))
            const blank = '"notCollected"'
            const want = a === b ? a : a === blank ? b : b === blank ? a : '"contested"'
            expect([key, got]).toEqual([key, want])
          }
      }),
      { numRuns: 40, endOnFailure: true },
    )
  })
  it('keeps both ids, one of them as an alias', () => {
    const merge = merged({}, {}, { keep: 'c2' })._unsafeUnwrap()
    expect([merge.file.id, merge.alias]).toEqual(['c2', ['c1']])
  })
  it('takes a slow field by choice, of the field or of its section, or contests it with both claims', () => {
    const left = { schooling: { class: '1班', school: '甲小学' } }
    const right = { schooling: { class: '2班', school: '乙小学' } }
    const open = merged(left, right)._unsafeUnwrap()
    expect(open.contested).toEqual(['/schooling/school', '/schooling/class'])
    expect(open.file.claims).toEqual({
      '/schooling/class': [
        { value: '1班', source: 'c1', on: 'notCollected' },
        { value: '2班', source: 'c2', on: 'notCollected' },
      ],
      '/schooling/school': [
        { value: '甲小学', source: 'c1', on: 'notCollected' },
        { value: '乙小学', source: 'c2', on: 'notCollected' },
      ],
    })
    const chosen = merged(left, right, { choices: { '/schooling': 'c2', '/schooling/class': 'c1' } })._unsafeUnwrap()
    expect([chosen.file.schooling.class, chosen.file.schooling.school, chosen.contested]).toEqual(['1班', '乙小学', []])
  })
  it('keeps the name that gives way among the other names', () => {
    const { file } = merged({}, { name: '李晓花', otherNames: ['花花'] })._unsafeUnwrap()
    expect([file.name, file.otherNames]).toEqual(['李小花', ['李晓花', '花花'].sort((a, b) => (a < b ? -1 : 1))])
    expect(merged({}, { name: '李晓花' }, { choices: { '/name': 'c2' } })._unsafeUnwrap().file.name).toBe('李晓花')
  })
  it('keeps two entries that have one id and different contents, and says under which', () => {
    const contact = (channel: 'phone' | 'video') => ({ contacts: { k1: { on: '2026-09-01', channel } } })
    const { file, renamed } = merged(contact('phone'), contact('video'))._unsafeUnwrap()
    expect(Object.values(file.contacts).map(({ channel }) => channel)).toEqual(['phone', 'video'])
    expect(renamed.map(({ old }) => old)).toEqual(['/contacts/k1'])
    expect(merged(contact('phone'), contact('phone'))._unsafeUnwrap().renamed).toEqual([])
  })
  it('counts the age of a carer from the day on which it was written down', () => {
    const aged = (recordedOn: string, age: number) => ({ delegate: { name: '王秀', recordedOn, age } })
    const { file, contested } = merged(aged('2024-09-01', 60), aged('2026-09-01', 62))._unsafeUnwrap()
    expect(file.delegate).toMatchObject({ recordedOn: '2026-09-01', age: 62 })
    expect([contested, file.claims]).toEqual([[], {}])
  })
  it('keeps the claims of fields that are contested already', () => {
    const claims = ['2016-03-26', '2016-03-27'].map((value) => ({ value, source: 'idNumber', on: '2026-09-01' }))
    const contested = { birthDate: 'contested', claims: { '/birthDate': claims } } as const
    expect(merged(contested, { birthDate: 'notCollected' })._unsafeUnwrap().file.claims).toEqual({
      '/birthDate': claims,
    })
    const { file } = merged(contested, { birthDate: '2016-04-01' })._unsafeUnwrap()
    expect(Object.values(file.claims).flatMap((those) => those.map(({ value }) => value))).toEqual([
      '2016-03-26',
      '2016-03-27',
      '2016-04-01',
    ])
  })
  it('keeps an entry whose id has a meaning of its own', () => {
    const named = Object.fromEntries(['constructor', 'toString'].map((id) => [id, { on: '2026-09-02' } as const]))
    const { file } = merged({ visits: { v1: { on: '2026-09-01' } } }, { visits: named })._unsafeUnwrap()
    expect(Object.keys(file.visits)).toEqual(['v1', 'constructor', 'toString'])
  })
  it('refuses under hold, on one person’s word, with a stranger, with itself', () => {
    expect(codes(merged({}, {}, { holds: [{ child: 'c2' }] }))).toEqual(['under-hold /holds'])
    expect(codes(merged({}, {}, { holds: [{ child: 'c2', released: true }, { child: 'c9' }] }))).toEqual([])
    expect(codes(merged({}, {}, { approvedBy: ['w1', 'w1'] }))).toEqual(['needs-missing /approvedBy'])
    expect(codes(merged({}, {}, { keep: 'c9' }))).toEqual(['invalid-value /keep'])
    expect(codes(merged({}, {}, { choices: { '/sex': 'c9' } }))).toEqual(['invalid-value /choices'])
    expect(codes(merged({}, { id: 'c1' }))).toEqual(['duplicate '])
  })
})

describe('unmerge', () => {
  const merge = merged(
    { visits: { v1: { on: '2026-09-01' } } },
    { visits: { v2: { on: '2026-09-02' } } },
  )._unsafeUnwrap()
  it('names what was written since the merge, so that it is not lost', () => {
    const visits = { ...merge.file.visits, ...childFile({ ...one, visits: { v3: { on: '2026-10-01' } } }).visits }
    const { files, since } = unmerge(merge, { ...merge.file, sex: 'female', visits })._unsafeUnwrap()
    expect(since).toEqual(['/sex', '/visits/v3'])
    expect(files).toEqual(merge.before)
  })
  it('refuses a file that the merge did not make', () => {
    expect(unmerge(merge, childFile({ id: 'c9', name: '王小明' })).isErr()).toBe(true)
  })
})
