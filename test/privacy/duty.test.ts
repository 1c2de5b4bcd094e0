import { describe, expect, it } from 'vitest'
import { childFile, type Pointer } from '../../src/index.ts'
import {
  breachList,
  consentRenewals,
  type Hold,
  obstacles,
  retentionOf,
  retentionOfEntries,
  subjectExport,
} from '../../src/privacy/index.ts'

const asOf = '2026-09-15'
const child = (more: object = {}) => childFile({ id: 'c1', name: '李小花', ...more })
const gone = { registerState: 'exited', exitOn: '2020-03-01' }

describe('obstacles', () => {
  it('are incidents that no authority has closed by the day, in order of ids', () => {
    const closed = (closedOn: unknown) => ({
      observedOn: '2020-01-01',
      ...(closedOn === undefined ? {} : { closedOn }),
    })
    const incidents = {
      i5: closed('2026-09-15'),
      i4: closed('2026-09-16'),
      i3: closed('contested'),
      i2: closed('none'),
      i1: closed(undefined),
      i0: closed('2020-02-01'),
    }
    expect(obstacles(child({ register: gone, incidents }), [], asOf)).toEqual(
      ['i1', 'i2', 'i3', 'i4'].map((id) => ({ because: 'incident', path: `/incidents/${id}` })),
    )
  })
  it('are holds from their first day to the day before their last', () => {
    const held = (hold: Pick<Hold, 'from' | 'to'>) =>
      obstacles(child({ register: gone }), [{ ground: 'complaint', ...hold }], asOf)
    const stands = [{ because: 'hold', ground: 'complaint' }]
    expect(held({ from: '2026-09-15', to: 'none' })).toEqual(stands)
    expect(held({ from: '2026-09-16', to: 'none' })).toEqual([])
    expect(held({ from: '2026-01-01', to: '2026-09-16' })).toEqual(stands)
    expect(held({ from: '2026-01-01', to: '2026-09-15' })).toEqual([])
  })
  it('are the register as long as the child is on it, but for one entered in error', () => {
    const on = [{ because: 'onRegister', path: '/register/registerState' }]
    expect(obstacles(child({ register: { registerState: 'registered' } }), [], asOf)).toEqual(on)
    expect(obstacles(child(), [], asOf)).toEqual(on)
    const error = { registerState: 'registered', exitReason: 'registeredInError' }
    expect(obstacles(child({ register: error }), [], asOf)).toEqual([])
  })
})

describe('retentionOf', () => {
  const asked = (more: object, on: typeof asOf | '2026-02-28' | '2026-03-01' = asOf) =>
    retentionOf(child(more), { asOf: on, holds: [] })

  it('counts from leaving where the child is of age before', () => {
    const end = { what: 'file', on: '2026-03-01', months: 36, standing: 'proposal' }
    const file = { birthDate: '2000-01-01', register: { ...gone, exitOn: '2023-03-01' } }
    expect(asked(file, '2026-02-28')).toEqual({ answer: 'keep', obstacles: [], end })
    expect(asked(file, '2026-03-01')).toEqual({ answer: 'erase', end })
  })
  it('counts from coming of age where the child left before', () => {
    const answer = asked({ birthDate: '2010-05-01', register: gone })
    expect(answer).toEqual({
      answer: 'keep',
      obstacles: [],
      end: { what: 'file', on: '2031-05-01', months: 36, standing: 'proposal' },
    })
  })
  it('waits for the longest closed incident', () => {
    const incidents = { i1: { closedOn: '2010-01-01' }, i2: { closedOn: '2012-01-01' } }
    expect(asked({ birthDate: '2000-01-01', register: gone, incidents })).toMatchObject({
      answer: 'keep',
      end: { what: 'incident', on: '2032-01-01', months: 240 },
    })
  })
  it('says which days are missing', () => {
    expect(asked({ register: gone })).toEqual({ answer: 'unknown', missing: ['/birthDate'] })
    const noDay = { registerState: 'exited', exitOn: 'none' }
    expect(asked({ register: noDay })).toEqual({ answer: 'unknown', missing: ['/birthDate', '/register/exitOn'] })
    expect(asked({ birthDate: '2000-01-01', register: { registerState: 'exited' } })).toEqual({
      answer: 'unknown',
      missing: ['/register/exitOn'],
    })
  })
})

describe('retentionOfEntries', () => {
  it('names what has had its time, by its own day, in order of paths', () => {
    const file = child({
      incidents: { i1: { closedOn: '2006-09-15' }, i2: { closedOn: '2006-09-16' } },
      screenings: { s1: { on: '2021-09-15' }, s2: { on: '2021-09-16' }, s3: {} },
      consents: {
        k1: { until: '2023-09-15' },
        k2: { until: '2030-01-01', withdrawnOn: '2023-09-15' },
        k3: { until: '2023-09-15', withdrawnOn: '2026-01-01' },
        k4: { until: '2023-09-16' },
        k5: { until: 'none' },
        k6: {},
      },
    })
    const found = retentionOfEntries(file, { asOf, holds: [] })
    expect(found.map(({ path, end }) => [path, end.what, end.on, end.months])).toEqual([
      ['/consents/k1', 'consent', asOf, 36],
      ['/consents/k2', 'consent', asOf, 36],
      ['/consents/k3', 'consent', asOf, 36],
      ['/incidents/i1', 'incident', asOf, 240],
      ['/screenings/s1', 'screening', asOf, 60],
    ])
  })
  it('names nothing under a hold or an open matter', () => {
    const old = { screenings: { s1: { on: '2010-01-01' } } }
    const hold: Hold = { ground: 'proceedings', from: '2026-01-01', to: 'none' }
    expect(retentionOfEntries(child(old), { asOf, holds: [] })).toHaveLength(1)
    expect(retentionOfEntries(child(old), { asOf, holds: [hold] })).toEqual([])
    expect(retentionOfEntries(child({ ...old, incidents: { i1: {} } }), { asOf, holds: [] })).toEqual([])
  })
})

describe('breachList', () => {
  const told = (more: object) =>
    breachList([{ file: child(more), paths: ['/name'] }], asOf).affected.flatMap(({ tell }) => tell)

  it('tells parents who live and are known, until the child is of age', () => {
    expect(told({})).toEqual([{ who: 'father' }, { who: 'mother' }])
    expect(told({ father: { status: 'dead' }, mother: { status: 'missing' } })).toEqual([])
    expect(told({ father: { status: 'none' } })).toEqual([{ who: 'mother' }])
    expect(told({ birthDate: '2008-09-16' })).toEqual([{ who: 'child' }, { who: 'father' }, { who: 'mother' }])
    expect(told({ birthDate: '2008-09-15' })).toEqual([{ who: 'child' }])
  })
  it('tells the child from the fourteenth birthday on', () => {
    const parents = { father: { status: 'dead' }, mother: { status: 'dead' } }
    expect(told({ ...parents, birthDate: '2012-09-15' })).toEqual([{ who: 'child' }])
    expect(told({ ...parents, birthDate: '2012-09-16' })).toEqual([])
  })
  it('tells guardians in office', () => {
    const guardians = {
      g1: { until: 'none' },
      g2: { until: '2026-09-16' },
      g3: { until: '2026-09-15' },
      g4: {},
    }
    const parents = { father: { status: 'dead' }, mother: { status: 'dead' } }
    expect(told({ ...parents, guardians })).toEqual(['g1', 'g2', 'g4'].map((person) => ({ who: 'guardian', person })))
  })
  it('puts the exposures of a child together, children in order, and none of whom nothing got out', () => {
    const paths = (...list: readonly Pointer[]) => list
    const other = childFile({ id: 'c0', name: '王' })
    const { affected, ...terms } = breachList(
      [
        { file: child(), paths: paths('/name') },
        { file: other, paths: paths('/nowhere') },
        { file: child(), paths: paths('/father/phone') },
        { file: childFile({ id: 'c9', name: '张' }), paths: [] },
      ],
      asOf,
    )
    expect(
      affected.map(({ child: id, categories, strictest, subjects }) => ({
        child: id,
        categories,
        strictest,
        subjects,
      })),
    ).toEqual([
      { child: 'c0', categories: ['matter'], strictest: 'sealed', subjects: ['named'] },
      { child: 'c1', categories: ['contact', 'identity'], strictest: 'sensitive', subjects: ['child', 'father'] },
    ])
    expect(Object.keys(terms).sort((a, b) => (a < b ? -1 : 1))).toEqual([
      'authoritiesWithinHours',
      'personsWithinHours',
      'standing',
    ])
  })
})

describe('subjectExport', () => {
  const read = (at: string, role: string, purpose: string) => ({ at, role, purpose }) as never
  it('tells readings oldest first, without those for a matter', () => {
    const reads = [
      read('2026-09-02T08:00:00+08:00', 'worker', 'visit'),
      read('2026-09-02T08:00:00+08:00', 'worker', 'care'),
      read('2026-09-02T08:00:00+08:00', 'supervisor', 'care'),
      read('2026-09-01T08:00:00+08:00', 'worker', 'rescue'),
      read('2026-09-01T08:00:00+08:00', 'worker', 'protection'),
      read('2026-08-01T08:00:00+08:00', 'worker', 'care'),
    ]
    const copy = subjectExport(child(), { role: 'mother', relation: 'family', asOf, reads })._unsafeUnwrap()
    expect(copy.reads.map(({ at, role, purpose }) => `${at.slice(0, 10)} ${role} ${purpose}`)).toEqual([
      '2026-08-01 worker care',
      '2026-09-02 supervisor care',
      '2026-09-02 worker care',
      '2026-09-02 worker visit',
    ])
    expect([copy.format, copy.version, copy.asOf]).toEqual(['childfile/subject-export', 1, asOf])
  })
  it('names what no copy has: sections once, and fields of sections that are there', () => {
    const { leftOut } = subjectExport(child(), { role: 'mother', relation: 'family', asOf, reads: [] })._unsafeUnwrap()
    expect(leftOut).toContain('/incidents')
    expect(leftOut).not.toContain('/name')
    expect(new Set(leftOut).size).toBe(leftOut.length)
  })
  it('refuses who has no right of access, in words that name nobody', () => {
    const refused = subjectExport(child(), { role: 'delegate', relation: 'family', asOf, reads: [] })
    expect(refused._unsafeUnwrapErr()).toEqual([
      { kind: 'not-allowed', path: '', code: 'not-entitled', message: 'has no right of access to the file' },
    ])
  })
})

describe('consentRenewals', () => {
  const span = { from: '2026-09-01', to: '2026-11-01' } as const
  const renewals = (consents: object, more: object = { birthDate: '2012-10-02' }) =>
    consentRenewals(child({ consents, ...more }), span).map(({ consent, on, because }) => `${consent} ${on} ${because}`)

  it('are consents that run out or are asked for again, by day and id', () => {
    const consents = {
      k3: { on: '2026-01-01', until: '2026-09-20' },
      k2: { on: '2026-01-01', until: 'none' },
      k1: { on: '2026-01-01', until: '2026-12-01' },
    }
    expect(renewals(consents)).toEqual(['k3 2026-09-20 runsOut', 'k1 2026-10-02 ownWord', 'k2 2026-10-02 ownWord'])
    expect(renewals({ k1: { on: '2026-01-01', until: 'none' } }, { birthDate: '2008-10-02' })).toEqual([
      'k1 2026-10-02 alone',
    ])
  })
  it('lie in the span, its first day in and its last out', () => {
    const until = (day: string) => renewals({ k1: { on: '2026-01-01', until: day } }, {})
    expect(until('2026-08-31')).toEqual([])
    expect(until('2026-09-01')).toEqual(['k1 2026-09-01 runsOut'])
    expect(until('2026-10-31')).toEqual(['k1 2026-10-31 runsOut'])
    expect(until('2026-11-01')).toEqual([])
  })
  it('leave out what was withdrawn by then, and what was given on the birthday or without a day', () => {
    const until = '2026-09-20'
    const withdrawn = (withdrawnOn: string) => renewals({ k1: { on: '2026-01-01', until, withdrawnOn } })
    expect(withdrawn('2026-09-20')).toEqual([])
    expect(withdrawn('2026-09-21')).toEqual(['k1 2026-09-20 runsOut'])
    expect(withdrawn('none')).toEqual(['k1 2026-09-20 runsOut'])
    expect(renewals({ k1: { on: '2026-10-02', until: 'none' } })).toEqual([])
    expect(renewals({ k1: { until: 'none' } })).toEqual([])
    expect(renewals({ k1: { on: '2026-01-01', until: 'none' } }, {})).toEqual([])
  })
})
