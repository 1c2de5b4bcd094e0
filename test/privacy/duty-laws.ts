import fc from 'fast-check'
import { expect } from 'vitest'
import { childFile, type ChildFile, type Pointer, parts, pointer } from '../../src/index.ts'
import { disclosures } from '../../src/privacy/index.ts'
import type { LawOfPrivacy } from './laws.ts'
import { asOf, canaries, files, markedPaths } from './scene.ts'

const seed = 20260915
const law = (name: string, holds: LawOfPrivacy['holds']): LawOfPrivacy => ({ name, holds, generated: false })
const property = (name: string, holds: LawOfPrivacy['holds']): LawOfPrivacy => ({ name, holds, generated: true })
const bytes = (value: unknown): string => JSON.stringify(value)

const key = new Uint8Array(32).fill(7)
const study = { key, purpose: 'study', asOf, tells: ['sex'], about: ['schooling', 'health'] } as const
const child = (id: string, sex: string, schooling = 'preschool', health = 'healthy'): ChildFile =>
  childFile({ id, name: '李', sex, schooling: { status: schooling }, health: { status: health } } as never)
const some = (count: number, sex: string, from = 0): readonly ChildFile[] =>
  Array.from({ length: count }, (_, n) => child(`c${from + n}`, sex, n % 2 ? 'preschool' : 'primary'))

const group = fc
  .array(files(), { minLength: 1, maxLength: 24 })
  .map((all) => all.map((file, n) => ({ ...file, id: `c${n}` }) as unknown as ChildFile))

/** Exports, and what is owed of what is kept. */
export const dutyLaws: readonly LawOfPrivacy[] = [
  property('an export with a group of fewer than k is refused unless asked otherwise, and names the groups', (room) => {
    fc.assert(
      fc.property(group, fc.integer({ min: 2, max: 6 }), (all, k) => {
        const tells = ['sex', 'boarding'] as const
        const found = room.pseudonymised(all, { ...study, about: ['health'], tells, k })._unsafeUnwrap()
        const without = room
          .pseudonymised(all, { ...study, about: ['health'], tells, k: 2, by: 'suppress' })
          ._unsafeUnwrap()
        const groups = new Map<string, number>()
        for (const { sex, schooling } of all) {
          const values = bytes({ sex, boarding: schooling.boarding })
          groups.set(values, (groups.get(values) ?? 0) + 1)
        }
        const small = [...groups].filter(([, count]) => count < k)
        expect(found.tooSmall.map(({ values, count }) => `${bytes(values)} ${count}`).sort()).toEqual(
          small.map(([values, count]) => `${values} ${count}`).sort(),
        )
        expect(found.answer).toBe(small.length > 0 ? 'refused' : 'released')
        expect(found.rows.length).toBe(small.length > 0 ? 0 : all.length)
        expect(found.loss.suppressed + found.rows.length).toBe(all.length)
        expect(without.answer).toBe('released')
      }),
      { seed, numRuns: 20 },
    )
  }),
  law(
    'a group that is alike in anything the export is about is warned of, each field by itself',
    ({ pseudonymised }) => {
      const all = [
        ...['primary', 'preschool', 'primary', 'primary', 'primary'].map((one, n) =>
          child(`a${n}`, 'male', one, 'healthy'),
        ),
        ...['primary', 'preschool', 'primary', 'primary', 'primary'].map((one, n) =>
          child(`b${n}`, 'female', one, n === 0 ? 'ill' : 'healthy'),
        ),
      ]
      expect(pseudonymised(all, study)._unsafeUnwrap().answer).toBe('released')
      expect(pseudonymised(all, study)._unsafeUnwrap().alike).toEqual([
        { values: { sex: 'male' }, count: 5, about: ['health'] },
      ])
      const unasked = some(5, 'male').map((file) => ({ ...file, health: { ...file.health, status: 'notCollected' } }))
      expect(pseudonymised(unasked as unknown as readonly ChildFile[], study)._unsafeUnwrap().alike).toEqual([])
      expect(pseudonymised(all, { ...study, about: [] })._unsafeUnwrap().alike).toEqual([])
    },
  ),
  law('no child has one pseudonym in two exports, and the same export has the same again', ({ pseudonymised }) => {
    const all = some(6, 'male')
    const names = (given: readonly ChildFile[], more: object = {}): readonly string[] =>
      pseudonymised(given, { ...study, ...more })
        ._unsafeUnwrap()
        .rows.map((row) => row['pseudonym'] ?? '')
    const first = names(all)
    expect(new Set(first).size).toBe(6)
    expect(names([...all].reverse())).toEqual(first)
    for (const [given, more] of [
      [all, { asOf: '2026-09-16' }],
      [all, { about: ['health'] }],
      [all, { tells: [] }],
      [all, { by: 'suppress' }],
      [all, { k: 4 }],
      [all, { purpose: 'report' }],
      [all, { salt: 'another' }],
      [all, { key: new Uint8Array(32).fill(8) }],
      [[...all, child('c9', 'male')], {}],
      [all.map((file, n) => (n === 0 ? child('c0', 'male', 'secondary') : file)), {}],
    ] as const)
      for (const name of names(given, more)) expect(first).not.toContain(name)
    // One salt for two exports is how to follow children on purpose.
    expect(names([...all, child('c9', 'male')], { salt: 's' })).toEqual(
      expect.arrayContaining([...names(all, { salt: 's' })]),
    )
  }),
  law('no words of a file leave in an export, whatever stands in the fields', ({ pseudonymised }) => {
    const tells = ['age', 'division', 'sex', 'boarding', 'grade'] as const
    const about = ['schooling', 'health', 'father', 'mother', 'carer', 'guardianship'] as const
    const all = Array.from(
      { length: 6 },
      (_, n) => ({ ...canaries, id: `c${n}`, birthDate: '2016-03-26' }) as unknown as ChildFile,
    )
    const other = all.map((file) => ({ ...file, health: { ...file.health, status: { other: 'CANARY' } } }))
    for (const given of [all, other])
      for (const by of ['refuse', 'suppress', 'generalise'] as const) {
        const found = pseudonymised(given, { ...study, tells, about, by })._unsafeUnwrap()
        expect(found.rows.length).toBe(6)
        expect(bytes(found)).not.toContain('CANARY')
      }
    const wrong = pseudonymised(all, { ...study, about: ['notes'] as never })
    expect(wrong.isErr() && wrong.error.map(({ path, code }) => `${code} ${path}`)).toEqual(['unknown-code /about/0'])
  }),
  law('a child that is given twice does not make a group larger', ({ pseudonymised }) => {
    const all = some(4, 'male')
    const twice = pseudonymised([...all, child('c0', 'male')], study)
    expect(twice.isErr() && twice.error.map(({ path, code }) => `${code} ${path}`)).toEqual(['duplicate /4'])
    for (const suppressAtMost of [-1, 1001, Number.NaN])
      expect(pseudonymised(all, { ...study, by: 'generalise', suppressAtMost }).isErr()).toBe(true)
  }),
  law('a copy for a family names every field that it has not got', ({ subjectExport }) => {
    const copy = subjectExport(canaries, { role: 'child', relation: 'self', asOf, reads: [] })._unsafeUnwrap()
    const covers = (row: Pointer, path: Pointer): boolean => row === path || path.startsWith(`${row}/`)
    for (const path of markedPaths()) {
      const inRow = disclosures.access.some((row) => covers(row, path) || covers(path, row))
      expect(copy.leftOut.filter((left) => covers(left, path)).length).toBe(inRow ? 0 : 1)
    }
    expect(copy.leftOut).toContain('/incidents')
    expect(copy.leftOut).toContain('/visits/*/words')
    const empty = subjectExport(childFile({ id: 'c1', name: '李' }), {
      role: 'child',
      relation: 'self',
      asOf,
      reads: [],
    })
    expect(empty._unsafeUnwrap().leftOut).toEqual(copy.leftOut)
  }),
  law('a breach says whose data got out, not only of whom the file is', ({ breachList }) => {
    const file = childFile({ id: 'c1', name: '李', birthDate: '2016-03-26' })
    const subjects = (...paths: readonly Pointer[]) => breachList([{ file, paths }], asOf).affected[0]?.subjects
    expect(subjects('/delegate/phone', '/name')).toEqual(['child', 'delegate'])
    expect(subjects('/incidents/i1/reporter')).toEqual(['reporter'])
    expect(subjects('/workers/childDirector/phone')).toEqual(['worker'])
    expect(subjects('/emergencyContacts/p1/phone')).toEqual(['emergencyContact'])
    expect(subjects('/nowhere')).toEqual(['named'])
  }),
  law('a file is kept as long as its closed incidents are, and entries go when their own time is over', (room) => {
    const gone = { birthDate: '2000-01-01', register: { registerState: 'exited', exitOn: '2010-01-01' } } as const
    const old = (more: object): ChildFile => childFile({ id: 'c1', name: '李', ...gone, ...more })
    const answer = (more: object) => room.retentionOf(old(more), { asOf, holds: [] })
    expect(answer({ incidents: { i1: { closedOn: '2006-09-15' } } })).toMatchObject({ answer: 'erase' })
    expect(answer({ incidents: { i1: { closedOn: '2006-09-16' }, i2: { closedOn: '2001-01-01' } } })).toEqual({
      answer: 'keep',
      obstacles: [],
      end: { what: 'incident', on: '2026-09-16', months: 240, standing: 'proposal' },
    })
    const entries = {
      incidents: { i1: { closedOn: '2006-09-15' }, i2: { closedOn: '2006-09-16' } },
      screenings: { s1: { on: '2021-09-15' }, s2: { on: '2021-09-16' }, s3: {} },
      consents: {
        k1: { until: '2030-01-01', withdrawnOn: '2023-09-15' },
        k2: { until: '2023-09-16', withdrawnOn: 'none' },
        k3: { until: 'none', withdrawnOn: 'none' },
      },
    }
    const young = childFile({ id: 'c1', name: '李', register: { registerState: 'registered' }, ...entries } as never)
    const due = (file: ChildFile, holds: readonly object[] = []) =>
      room.retentionOfEntries(file, { asOf, holds: holds as never }).map(({ path }) => path)
    expect(due(young)).toEqual(['/consents/k1', '/incidents/i1', '/screenings/s1'])
    expect(due(young, [{ ground: 'complaint', from: '2026-01-01', to: 'none' }])).toEqual([])
    const open = { ...entries, incidents: { ...entries.incidents, i3: {} } }
    expect(due(childFile({ id: 'c1', name: '李', ...open } as never))).toEqual([])
    for (const { end } of room.retentionOfEntries(young, { asOf, holds: [] })) expect(end.standing).toBe('proposal')
    expect(parts(pointer('consents', 'k1'))).toHaveLength(2)
  }),
]
