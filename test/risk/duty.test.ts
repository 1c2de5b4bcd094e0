import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ChildFile, childFile, codeLists, type FileDraft } from '../../src/records/index.ts'
import { reportDuties } from '../../src/risk/index.ts'
import { asOf, files, protectedParts } from './drafts.ts'

type Part = Omit<FileDraft, 'id' | 'name'>
const file = (part: Part): ChildFile => childFile({ ...part, id: 'c1', name: '李小花' })
const duties = (part: Part, on = asOf) =>
  reportDuties(file(part), { asOf: on }).map(({ about, state, missing, situations, sightings }) => ({
    about: about.id,
    state,
    missing,
    situations,
    sent: sightings.map(({ sent }) => sent),
  }))

const seen = (on: '2026-08-20' | '2026-09-08' | '2026-09-10', ...items: readonly string[]) => ({
  on,
  childSeen: 'yes' as const,
  situations: Object.fromEntries(items.map((item) => [item, 'seen' as const])),
})
const report = (day: string, reference: string = 'A-17') => ({
  agency: '派出所',
  at: `${day}T09:00:00+08:00`,
  reference,
})
const incident = { observedOn: '2026-09-01', situations: ['violence'], closedOn: 'none' } as const

describe('the duty to report', () => {
  it('is one for each incident, not for each situation', () => {
    const found = duties({
      incidents: { i1: { ...incident, situations: codeLists.situations.rows.map(({ key }) => key) } },
    })
    expect(found).toHaveLength(1)
    expect(found[0]?.situations).toHaveLength(9)
    expect(duties({ incidents: { i1: incident, i2: { ...incident, observedOn: '2026-09-02' } } })).toHaveLength(2)
  })
  it('arises from each of the nine situations, seen on a visit or written down', () => {
    for (const { key } of codeLists.situations.rows) {
      expect(duties({ visits: { v1: seen('2026-09-10', key) } })).toMatchObject([
        { about: 'v1', state: 'open', missing: ['incident', 'report'] },
      ])
      expect(duties({ incidents: { i1: { ...incident, situations: [key] } } })).toMatchObject([
        { about: 'i1', state: 'open' },
      ])
    }
    expect(duties({ incidents: { i1: { ...incident, situations: 'none' } } })).toEqual([])
    expect(duties({ incidents: { i1: { observedOn: '2026-09-01' } } })).toMatchObject([{ situations: ['inWords'] }])
  })
  it('is due on the day of the observation', () => {
    expect(reportDuties(file({ incidents: { i1: incident } }), { asOf })[0]?.due).toBe('2026-09-01')
  })
  it('is done by a report with agency, time and reference, and by nothing else', () => {
    const after = (more: object) => duties({ incidents: { i1: { ...incident, ...more } } })[0]
    expect(after({})?.state).toBe('open')
    expect(after({ closedOn: '2026-09-05' })?.state).toBe('open')
    expect(after({ reports: { r1: report('2026-09-01', 'notCollected') } })).toMatchObject({
      state: 'open',
      missing: ['reference'],
    })
    expect(after({ reports: { r1: report('2026-08-31') } })?.state).toBe('sendAgain')
    expect(after({ reports: { r1: report('2026-09-01') } })).toMatchObject({ state: 'reported', missing: [] })
  })
  it('takes in later sightings, which are sent again', () => {
    const later = (reports: object) =>
      duties({
        incidents: { i1: { ...incident, reports } },
        visits: {
          v0: seen('2026-08-20', 'abandoned'),
          v1: seen('2026-09-08', 'violence', 'abandoned'),
          v2: seen('2026-09-10', 'abandoned'),
        },
      })
    expect(later({ r1: report('2026-09-02') })).toEqual([
      {
        about: 'i1',
        state: 'sendAgain',
        missing: ['report'],
        situations: ['violence', 'abandoned'],
        sent: [true, false, false],
      },
      { about: 'v0', state: 'open', missing: ['incident', 'report'], situations: ['abandoned'], sent: [false] },
    ])
    expect(later({ r1: report('2026-09-02'), r2: report('2026-09-10') })[0]?.state).toBe('reported')
  })
  it('knows the visit on which the incident was seen', () => {
    const visits = { v1: seen('2026-09-08', 'violence') }
    const reports = { r1: report('2026-09-08') }
    expect(
      duties({ visits, incidents: { i1: { ...incident, observedOn: '2026-09-08', fromVisit: 'v1', reports } } }),
    ).toMatchObject([{ about: 'i1', state: 'reported' }])
  })
  it('counts days as they are in China', () => {
    const at = (moment: string) =>
      duties({ incidents: { i1: { ...incident, reports: { r1: { ...report('2026-09-01'), at: moment } } } } })[0]?.state
    expect(at('2026-08-31T17:00:00Z')).toBe('reported')
    expect(at('2026-08-31T15:00:00Z')).toBe('sendAgain')
  })
  it('does not look at what was written down later', () => {
    const part = { incidents: { i1: { ...incident, reports: { r1: report('2026-09-14') } } } }
    expect(duties(part, '2026-09-13')[0]?.state).toBe('open')
    expect(duties(part, '2026-08-30')).toEqual([])
  })
})

/** Parts of a file in which there may be matters. */
const matters = fc.record({
  incidents: fc.dictionary(
    fc.constantFrom('i1', 'i2'),
    fc.record({
      observedOn: fc.constantFrom('2026-08-01', '2026-09-05', 'notCollected'),
      situations: fc.constantFrom(['violence'], ['abandoned', 'violence'], 'none', 'notCollected'),
      closedOn: fc.constantFrom('none', '2026-09-07'),
      reports: fc.constantFrom('none', { r1: report('2026-09-06') }),
    }),
    { noNullPrototype: true },
  ),
  visits: fc.dictionary(
    fc.constantFrom('v1', 'v2', 'v3'),
    fc
      .tuple(fc.constantFrom('2026-08-20', '2026-09-08', '2026-09-10'), fc.subarray(['violence', 'abandoned']))
      .map(([on, items]) => seen(on as '2026-09-08', ...items)),
    { noNullPrototype: true },
  ),
})

describe('duties', () => {
  it('do not change by a byte with consent, age, exit, a move, or anything else of the file', () => {
    fc.assert(
      fc.property(matters, files, protectedParts, (part, other, more) => {
        const plain = file(part as Part)
        const changed = {
          ...other,
          ...more,
          id: plain.id,
          incidents: plain.incidents,
          visits: plain.visits,
        } as ChildFile
        const gone = {
          ...changed,
          register: { ...changed.register, registerState: 'exited', exitOn: '2026-09-01' },
          consents: 'none',
          birthDate: '2001-01-01',
        } as unknown as ChildFile
        const wanted = JSON.stringify(reportDuties(plain, { asOf }))
        expect(JSON.stringify(reportDuties(changed, { asOf }))).toBe(wanted)
        expect(JSON.stringify(reportDuties(gone, { asOf }))).toBe(wanted)
      }),
      { numRuns: 200 },
    )
  })
  it('name no reporter, no words and nobody who may be the cause', () => {
    const sealed = (more: object) =>
      JSON.stringify(
        reportDuties(
          file({ incidents: { i1: { ...incident, ...more } }, visits: { v1: seen('2026-09-10', 'violence') } }),
          { asOf },
        ),
      )
    expect(sealed({ reporter: '王军', words: '邻居说的', possibleCauses: [{ role: 'delegate', id: 'none' }] })).toBe(
      sealed({}),
    )
  })
  it('hold every sighting once, whatever the order of entries', () => {
    const reversed = <T extends object>(record: T): T => Object.fromEntries(Object.entries(record).reverse()) as T
    fc.assert(
      fc.property(matters, (part) => {
        const plain = file(part as Part)
        const found = reportDuties(plain, { asOf })
        const again = reportDuties(
          { ...plain, incidents: reversed(plain.incidents), visits: reversed(plain.visits) },
          { asOf },
        )
        expect(JSON.stringify(again)).toBe(JSON.stringify(found))
        const paths = found.flatMap(({ sightings }) => sightings.map(({ path }) => path))
        expect(new Set(paths).size).toBe(paths.length)
        const visits = Object.entries(plain.visits).filter(([, { situations }]) =>
          Object.values(situations).includes('seen'),
        )
        for (const [id] of visits) expect(paths).toContain(`/visits/${id}`)
      }),
      { numRuns: 200 },
    )
  })
  it('never end by time: what is open today is open in ten years', () => {
    fc.assert(
      fc.property(matters, (part) => {
        const open = (on: typeof asOf) =>
          reportDuties(file(part as Part), { asOf: on })
            .filter(({ state }) => state !== 'reported')
            .map(({ about }) => about.id)
        expect(open('2036-09-15')).toEqual(open(asOf))
      }),
      { numRuns: 100 },
    )
  })
})
