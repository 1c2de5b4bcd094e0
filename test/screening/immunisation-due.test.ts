import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, addMonths, codeLists, type PlainDate } from '../../src/index.ts'
import {
  china2021,
  type DueDose,
  type ImmunisationList,
  type Immunised,
  immunisationDue,
} from '../../src/screening/index.ts'
import { children, dose, faults, records } from './doses.ts'

const listed = (child: Immunised): ImmunisationList => immunisationDue(child)._unsafeUnwrap()
const of = (list: ImmunisationList, course: string): readonly DueDose[] =>
  list.doses.filter((one) => one.course === course)
const states = (list: ImmunisationList, course: string): readonly string[] =>
  of(list, course).map(({ status }) => status)
/** A child whose whole card was seen today. */
const carded = (birthDate: PlainDate, asOf: PlainDate, doses: Immunised['doses'] = {}): ImmunisationList =>
  listed({ birthDate, doses, asOf, cardSeenOn: asOf })

describe('immunisationDue', () => {
  it('agrees with the programme printed a second time, whatever is recorded', () => {
    fc.assert(
      fc.property(children(), (child) => {
        expect(faults(child, listed(child))).toEqual([])
      }),
      { numRuns: 400 },
    )
  })
  it('is told from lists that count an early dose, forget the card, or move a limit', () => {
    const child = {
      birthDate: '2025-03-01',
      doses: { a: dose('mmr', '2025-10-01') },
      asOf: '2026-04-01',
      cardSeenOn: '2026-04-01',
    } as const
    const right = listed(child)
    expect(faults(child, right)).toEqual([])
    const changed = (change: (one: DueDose) => Partial<DueDose>): ImmunisationList => ({
      ...right,
      doses: right.doses.map((one) => (one.course === 'mmr' && one.number === 1 ? { ...one, ...change(one) } : one)),
    })
    expect(
      faults(
        child,
        changed(() => ({ status: 'done', on: '2025-10-01', record: 'a' })),
      ),
    ).toEqual(['mmr 1 counts too early'])
    expect(
      faults(
        child,
        changed(() => ({ status: 'due' })),
      ),
    ).toEqual(['mmr 1 limit'])
    expect(
      faults(
        child,
        changed(() => ({ before: '2026-03-02' })),
      ),
    ).toEqual(['mmr 1 before'])
    expect(faults({ ...child, cardSeenOn: '2026-02-01' }, right).length).toBeGreaterThan(5)
    expect(faults({ ...child, asOf: '2025-04-01' }, right).length).toBeGreaterThan(0)
  })
  it('never says that a dose was not given without a card seen lately', () => {
    fc.assert(
      fc.property(children(), (child) => {
        const list = listed({ ...child, cardSeenOn: 'notCollected' })
        expect(list.doses.filter(({ status }) => status === 'due' || status === 'overdue')).toEqual([])
        if (list.doses.some(({ ifNotGiven }) => ifNotGiven === 'overdue')) expect(list.overdueDays).toBe('unknown')
      }),
    )
    const born = '2025-01-10'
    const seen = (cardSeenOn: PlainDate) => listed({ birthDate: born, doses: {}, asOf: '2026-02-10', cardSeenOn })
    expect(states(seen('2026-01-11'), 'mmr')[0]).toBe('overdue')
    expect(states(seen('2026-01-10'), 'mmr')[0]).toBe('unknown')
    expect(states(seen('2026-02-11'), 'mmr')[0]).toBe('unknown')
  })
  it('does not take a card for a dose that was scheduled only after the card was seen', () => {
    const mmr = (cardSeenOn: PlainDate) =>
      of(listed({ birthDate: '2025-02-10', doses: {}, asOf: '2025-10-20', cardSeenOn }), 'mmr')[0]!
    expect(mmr('2025-10-09')).toMatchObject({ status: 'unknown', because: 'cardNotSeen', ifNotGiven: 'due' })
    expect(mmr('2025-10-10')).toMatchObject({ status: 'due' })
  })
  it('counts a dose of the day asked', () => {
    expect(states(carded('2025-02-10', '2025-10-20', { a: dose('mmr', '2025-10-20') }), 'mmr')[0]).toBe('done')
  })
  it('does not depend on the order of the records, survives JSON, and leaves its input alone', () => {
    fc.assert(
      fc.property(children(), (child) => {
        const list = listed(Object.freeze(child))
        const turned = Object.fromEntries(Object.entries(child.doses).reverse())
        expect(JSON.stringify(listed({ ...child, doses: turned }))).toBe(JSON.stringify(list))
        expect(JSON.parse(JSON.stringify(list))).toEqual(list)
      }),
    )
  })
  it('never has more overdue after a dose more, course by course; where a choice of courses changes, never from none to some', () => {
    const late = (child: Immunised): ReadonlyMap<string, number> => {
      const out = new Map<string, number>()
      for (const one of listed(child).doses) {
        const group = china2021.courses.find(({ id }) => id === one.course)!.group
        out.set(group, (out.get(group) ?? 0) + (one.status === 'overdue' ? 1 : 0))
      }
      return out
    }
    fc.assert(
      fc.property(
        children(false).chain((child) => fc.tuple(fc.constant(child), records(child.birthDate, false))),
        ([child, more]) => {
          const card = { ...child, cardSeenOn: child.asOf }
          const extra = Object.fromEntries(Object.entries(more).map(([id, one]) => [`x${id}`, one]))
          const before = late(card)
          for (const [group, now] of late({ ...card, doses: { ...child.doses, ...extra } })) {
            if (group === 'je' || group === 'hepA') expect(now > 0 && before.get(group) === 0).toBe(false)
            else expect(now).toBeLessThanOrEqual(before.get(group)!)
          }
        },
      ),
      { numRuns: 300 },
    )
  })
  it('leaves out what was given after the day asked', () => {
    fc.assert(
      fc.property(children(), (child) => {
        const later = { ...child.doses, later: dose('mmr', addDays(child.asOf, 1)) }
        const { findings, ...rest } = listed({ ...child, doses: later })
        expect(findings).toContainEqual({ code: 'laterThanAsOf', record: 'later' })
        expect(rest).toEqual({ ...listed(child), findings: undefined })
      }),
    )
  })

  it('counts a dose on the day of its least age and not the day before', () => {
    const on = (day: PlainDate) => carded('2025-01-31', '2026-01-31', { a: dose('ipv', day) })
    expect(of(on('2025-03-31'), 'polio')[0]).toMatchObject({ status: 'done', record: 'a', on: '2025-03-31' })
    expect(of(on('2025-03-30'), 'polio')[0]).toMatchObject({ status: 'overdue' })
    expect(on('2025-03-30').findings).toEqual([{ code: 'tooYoung', record: 'a' }])
  })
  it('counts a dose after the least interval and not the day before, and says from when the next may be given', () => {
    const hepB = (second: PlainDate) => ({
      a: dose('hepB', '2025-01-01'),
      b: dose('hepB', '2025-02-20'),
      c: dose('hepB', second),
    })
    expect(states(carded('2025-01-01', '2025-09-01', hepB('2025-07-01')), 'hepB')).toEqual(['done', 'done', 'done'])
    const late = { a: dose('hepB', '2025-01-01'), b: dose('hepB', '2025-06-01') }
    const found = of(carded('2025-01-01', '2025-07-15', late), 'hepB')[2]
    expect(found).toMatchObject({
      status: 'tooEarly',
      because: 'interval',
      from: '2025-07-01',
      notBefore: '2025-07-31',
    })
    const soon = carded('2025-01-01', '2025-09-01', { ...late, c: dose('hepB', '2025-07-30') })
    expect(soon.findings).toEqual([{ code: 'intervalTooShort', record: 'c' }])
    expect(states(carded('2025-01-01', '2025-09-01', { ...late, c: dose('hepB', '2025-07-31') }), 'hepB')[2]).toBe(
      'done',
    )
  })

  it('goes from the old to the new DTaP schedule by the day on which a dose falls due', () => {
    const days = (birthDate: PlainDate) =>
      of(carded(birthDate, birthDate), 'dtp').map(({ from, give }) => `${from ?? ''} ${give.join()}`)
    expect(days('2024-10-15')).toEqual([
      '2025-01-01 dtap',
      '2025-02-15 dtap',
      '2025-04-15 dtap',
      '2026-04-15 dtap',
      '2030-10-15 dtap',
    ])
    expect(days('2024-08-15')).toEqual([
      '2024-11-15 dtap',
      '2024-12-15 dtap',
      '2025-02-15 dtap',
      '2026-02-15 dtap',
      '2030-08-15 dtap',
    ])
    expect(days('2018-12-31').at(-1)).toBe('2024-12-31 dt')
    expect(days('2019-01-01').at(-1)).toBe('2025-01-01 dtap')
  })
  it('marks what falls between the schedules', () => {
    const between = carded('2019-06-01', '2026-01-01')
    expect(of(between, 'dtp').every(({ transition }) => transition)).toBe(true)
    expect(of(carded('2025-06-01', '2026-01-01'), 'dtp').some(({ transition }) => transition)).toBe(false)
    expect(of(between, 'mmr').some(({ transition }) => transition)).toBe(false)
  })
  it('takes DT as the fifth of a child of six, before the change and after', () => {
    const four = {
      a: dose('dtap', '2019-06-01'),
      b: dose('dtap', '2019-07-01'),
      c: dose('dtap', '2019-08-01'),
      d: dose('dtap', '2020-09-01'),
    }
    for (const vaccine of ['dt', 'dtap'] as const)
      expect(
        states(carded('2019-03-01', '2026-02-01', { ...four, e: dose(vaccine, '2025-04-01') }), 'dtp').at(-1),
      ).toBe('done')
  })

  it('lists HPV for girls born after 2011-11-10 from 13 years on, not before 2025-11-10', () => {
    const hpv = (birthDate: PlainDate, sex: 'female' | 'male' | 'notCollected', asOf: PlainDate = '2026-06-01') =>
      of(listed({ birthDate, sex, doses: {}, asOf, cardSeenOn: asOf }), 'hpv')[0]!
    expect(hpv('2011-11-11', 'female')).toMatchObject({ status: 'due', from: '2025-11-10' })
    expect(hpv('2011-11-10', 'female')).toMatchObject({ status: 'notApplicable' })
    expect(hpv('2012-02-01', 'male')).toMatchObject({ status: 'notApplicable', because: 'notForThisChild' })
    expect(hpv('2012-02-01', 'notCollected')).toMatchObject({ status: 'unknown', because: 'sexUnknown' })
    expect(hpv('2013-07-01', 'female')).toMatchObject({ status: 'tooEarly', from: '2026-07-01' })
  })
  it('asks for BCG up to four years, from three months on with a test', () => {
    const bcg = (asOf: PlainDate) => of(carded('2024-01-10', asOf), 'bcg')[0]!
    expect(bcg('2024-04-09')).toMatchObject({ status: 'due' })
    expect(bcg('2024-04-09').clarify).toBeUndefined()
    expect(bcg('2024-04-10')).toMatchObject({ status: 'overdue', clarify: china2021.courses[1]!.clarifyFrom!.text })
    expect(bcg('2028-01-10')).toMatchObject({ status: 'notApplicable', because: 'tooOld' })
  })
  it('takes four doses of IPV as complete at 18 months, but not with a drop among them', () => {
    const polio = (third: 'ipv' | 'bopv') => ({
      a: dose('ipv', '2025-03-01'),
      b: dose('ipv', '2025-04-01'),
      c: dose(third, '2025-05-01'),
      d: dose('ipv', '2026-07-01'),
    })
    expect(states(carded('2025-01-01', '2026-08-01', polio('ipv')), 'polio')).toEqual(['done', 'done', 'done', 'done'])
    expect(states(carded('2025-01-01', '2026-08-01', polio('bopv')), 'polio')).toEqual([
      'done',
      'done',
      'done',
      'tooEarly',
    ])
  })
  it('follows the course of the first recorded dose, and does not decide where both are recorded', () => {
    const two = { a: dose('jeInactivated', '2025-09-02'), b: dose('jeInactivated', '2025-09-10') }
    const list = carded('2025-01-01', '2025-12-01', two)
    expect(states(list, 'jeInactivated')).toEqual(['done', 'done', 'tooEarly', 'tooEarly'])
    expect(of(list, 'jeLive')).toEqual([])
    const mixed = carded('2025-01-01', '2028-02-01', { ...two, c: dose('jeLive', '2027-02-01') })
    expect(of(mixed, 'jeInactivated')[2]).toMatchObject({ status: 'unknown', because: 'mixedCourses' })
  })

  it('keeps a gap unknown where a later dose is recorded by its number', () => {
    const found = of(carded('2025-01-01', '2026-01-15', { a: dose('hepB', '2025-07-05', 3) }), 'hepB')
    expect(found.map(({ status, because }) => `${status} ${because}`)).toEqual([
      'unknown laterDoseRecorded',
      'unknown laterDoseRecorded',
      'done recorded',
    ])
  })
  it('places a dose without a day by its number, and without either leaves the course open', () => {
    const numbered = carded('2025-01-01', '2026-01-15', { a: dose('mmr', 'notCollected', 1) })
    expect(of(numbered, 'mmr')[0]).toMatchObject({ status: 'done', because: 'recordedWithoutDate' })
    const open = carded('2025-01-01', '2026-01-15', { a: dose('mmr', 'notCollected') })
    expect(of(open, 'mmr')[0]).toMatchObject({ status: 'unknown', because: 'unclearRecord' })
    expect(of(open, 'bcg')[0]).toMatchObject({ status: 'overdue' })
    const unnamed = carded('2025-01-01', '2026-01-15', { a: dose('notCollected', '2025-09-01') })
    expect(unnamed.doses.filter(({ status }) => status === 'overdue')).toEqual([])
  })
  it('reads what people write for vaccines outside the list', () => {
    const five = { a: dose({ other: '五联疫苗' }, '2025-03-01'), b: dose({ other: '水痘疫苗' }, '2026-01-01') }
    const list = carded('2025-01-01', '2026-02-01', five)
    expect([states(list, 'polio')[0], states(list, 'dtp')[0]]).toEqual(['done', 'done'])
    expect(list.findings).toEqual([{ code: 'otherVaccine', record: 'b' }])
    const strange = carded('2025-01-01', '2026-02-01', { a: dose({ other: '？？' }, '2025-03-01') })
    expect(strange.findings).toEqual([{ code: 'vaccineUnknown', record: 'a' }])
    expect(of(strange, 'mmr')[0]).toMatchObject({ status: 'unknown', because: 'unclearRecord' })
  })
  it('finds what cannot be: before birth, twice on a day, one too many, live vaccines too close', () => {
    const list = carded('2025-01-01', '2026-03-01', {
      a: dose('hepB', '2024-12-31'),
      b: dose('bcg', '2025-01-01'),
      c: dose('bcg', '2025-01-01'),
      d: dose('bcg', '2025-03-01'),
      e: dose('mmr', '2025-09-01'),
      f: dose('jeLive', '2025-09-28'),
      g: dose('hpv2', '2025-09-28'),
    })
    expect(list.findings).toEqual([
      { code: 'beforeBirth', record: 'a' },
      { code: 'duplicate', record: 'c' },
      { code: 'surplus', record: 'd' },
      { code: 'liveTooClose', record: 'f' },
      { code: 'tooYoung', record: 'g' },
    ])
    expect(states(list, 'jeLive')[0]).toBe('done')
    expect(
      carded('2025-01-01', '2026-03-01', { e: dose('mmr', '2025-09-01'), f: dose('jeLive', '2025-09-29') }).findings,
    ).toEqual([])
    expect(
      carded('2025-01-01', '2026-03-01', { e: dose('mmr', '2025-09-01'), f: dose('jeLive', '2025-09-01') }).findings,
    ).toEqual([])
  })

  it('counts the days of the longest overdue dose, the fact that risk reads', () => {
    expect(carded('2025-01-01', '2025-01-02').overdueDays).toBe(0)
    expect(carded('2025-01-01', '2025-01-03').overdueDays).toBe(1)
    expect(listed({ birthDate: '2025-01-01', doses: {}, asOf: '2026-01-01' }).overdueDays).toBe('unknown')
  })
  it('knows nothing without a day of birth, and refuses a day before it', () => {
    const list = listed({ birthDate: 'notCollected', doses: { a: dose('mmr', '2025-09-01') }, asOf: '2026-01-01' })
    expect(new Set(list.doses.map(({ status, because }) => `${status} ${because}`))).toEqual(
      new Set(['unknown birthDateUnknown']),
    )
    expect(list.overdueDays).toBe('unknown')
    expect(
      immunisationDue({ birthDate: '2026-02-01', doses: {}, asOf: '2026-01-01' })._unsafeUnwrapErr(),
    ).toMatchObject([{ path: '/birthDate', code: 'inconsistent' }])
  })
  it('says that a child born before the programme began by an older schedule', () => {
    expect(carded('2015-01-01', '2026-01-01').earlierSchedule).toBe(true)
    expect(carded('2022-01-01', '2026-01-01').earlierSchedule).toBe(false)
  })
  it('takes another programme', () => {
    const programme = { ...china2021, id: 'province', courses: china2021.courses.filter(({ id }) => id === 'mmr') }
    const list = listed({ birthDate: '2025-01-01', doses: {}, asOf: '2025-10-01', programme })
    expect([list.programme, list.doses.map(({ course }) => course)]).toEqual(['province', ['mmr', 'mmr']])
  })
})

describe('china2021', () => {
  it('names vaccines of the code list, gives every one of them, and a source with its standing for every dose', () => {
    const keys = new Set<string>(codeLists.vaccines.rows.map(({ key }) => key))
    const given = new Set(
      china2021.courses.flatMap(({ versions }) => versions.flatMap(({ doses }) => doses.flatMap(({ give }) => give))),
    )
    expect(given).toEqual(keys)
    for (const { versions, source } of china2021.courses) {
      expect(source.kind).not.toBe('law')
      for (const { doses } of versions)
        for (const one of doses) {
          expect(['seen', 'known']).toContain(one.source.standing)
          expect(one.interval === undefined).toBe(one.intervalSource === undefined)
        }
    }
  })
  it('is in order: ages rise within a course, limits lie after ages', () => {
    const day = (span: { months?: number; days?: number }) =>
      addDays(addMonths('2021-01-01', span.months ?? 0), span.days ?? 0)
    for (const { versions } of china2021.courses)
      for (const { doses } of versions)
        doses.forEach((one, at) => {
          if (at > 0) expect(day(one.age) >= day(doses[at - 1]!.age)).toBe(true)
          if (one.before) expect(day(one.before) > day(one.age)).toBe(true)
        })
  })
})
