import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, type EpochDay, epochDay, type PlainDate, plainDate } from '../../src/date.ts'
import { ageOn, type FileDraft, reachesAgeOn } from '../../src/records/index.ts'
import { defaultRuleset } from '../../src/risk/defaults/document.ts'
import { viewOf } from '../../src/risk/evaluation.ts'
import { ageGate, bornBetween } from '../../src/risk/facts/birth.ts'
import { facts } from '../../src/risk/facts/catalogue.ts'
import { namesProtectedTrait } from '../../src/risk/language/protected-traits.ts'
import type { Reading } from '../../src/risk/reading/reading.ts'
import { asOf, dates, fileOf, files } from './drafts.ts'
import { fileFacts } from './rulesets.ts'

type Draft = Omit<FileDraft, 'id' | 'name'>

const read = (fact: string, draft: Draft, on: PlainDate = asOf): Reading =>
  facts[fact]!.read(viewOf(fileOf(draft), {}, epochDay(on), defaultRuleset))

/** What a fact says, in a word: the value, the bounds, or why there is none. */
const said = (fact: string, draft: Draft, on?: PlainDate): string => {
  const reading = read(fact, draft, on)
  switch (reading.kind) {
    case 'value':
      return reading.value
    case 'codes':
      return reading.codes.join()
    case 'quantity':
      return [reading.least, reading.most].map((bound) => (Number.isFinite(bound) ? String(bound) : '?')).join('..')
    case 'list':
      return `${reading.elements.length} entries`
    case 'unknown':
      return reading.wanted()[0]?.why ?? 'nothing'
  }
}

const days = (fact: string, draft: Draft): readonly string[] => {
  const reading = read(fact, draft)
  if (reading.kind !== 'quantity') return [reading.kind]
  return [reading.least, reading.most].map((bound) => (Number.isFinite(bound) ? plainDate(bound as EpochDay) : '?'))
}

const talkedAlone = { childSeen: 'yes', spokenAlone: 'yes' } as const

describe('the catalogue', () => {
  it('reads no protected trait, and no name, number, address or free text', () => {
    const forbidden =
      /\/(name|otherNames|sex|ethnicity|hukou|idNumber|idType|registered|workplace|workKind|workRange|custody|phone|address|words|note|by|reporter|what|school$|household|livelihood|paperRating|custom)/
    for (const { name, reads } of Object.values(facts)) {
      expect(namesProtectedTrait(name)).toBe(false)
      expect(reads.filter((path) => forbidden.test(path))).toEqual([])
    }
  })
  it('has a label in both languages and fields that stand in the file', () => {
    const file = JSON.stringify(fileOf({ delegate: {}, guardians: { a: {} }, health: { mind: {}, disability: {} } }))
    for (const [name, fact] of Object.entries(facts)) {
      expect(fact.name).toBe(name)
      expect(fact.label.zh.length * fact.label.en.length).toBeGreaterThan(0)
      for (const path of fact.reads) {
        const [, top = ''] = path.split('/')
        expect(file.includes(`"${top}"`)).toBe(true)
      }
    }
  })
  it('does not tell when a worker came: lateness of a visit can be no rule', () => {
    expect(Object.keys(facts['visits']?.fields ?? {})).not.toContain('on')
    expect(Object.keys(facts).filter((name) => /visit.*(on|date|days|last)/i.test(name))).toEqual([])
  })
  it('survives JSON but for the reading', () => {
    expect(Object.keys(JSON.parse(JSON.stringify(facts)) as object)).toEqual(Object.keys(facts))
  })
})

describe('a reading', () => {
  it('stays the same over its span', () => {
    const same = ({ kind, ...reading }: Reading): string =>
      JSON.stringify([
        kind,
        'value' in reading ? reading.value : '',
        'codes' in reading ? [reading.codes, reading.inWords] : '',
        'least' in reading ? [reading.least, reading.most] : '',
        'elements' in reading ? reading.elements.length : '',
      ])
    fc.assert(
      fc.property(files, fc.constantFrom(...fileFacts), fc.integer({ min: -500, max: 500 }), (file, name, offset) => {
        const day = epochDay(asOf)
        const now = facts[name]!.read(viewOf(file, {}, day, defaultRuleset))
        const { from, until } = now.span
        expect(from <= day && day < until).toBe(true)
        const other = Math.min(until - 1, Math.max(from, day + offset)) as EpochDay
        expect(same(facts[name]!.read(viewOf(file, {}, other, defaultRuleset)))).toBe(same(now))
      }),
      { numRuns: 1500 },
    )
  })
  it('names what it rests on, or what would have to be known', () => {
    fc.assert(
      fc.property(files, fc.constantFrom(...fileFacts), (file, name) => {
        const reading = facts[name]!.read(viewOf(file, {}, epochDay(asOf), defaultRuleset))
        const wanted = reading.wanted()
        expect(wanted.length > 0).toBe(
          reading.kind === 'unknown' ||
            (reading.kind === 'quantity' && reading.least !== reading.most) ||
            (reading.kind === 'codes' && reading.inWords),
        )
      }),
      { numRuns: 600 },
    )
  })
})

describe('a section', () => {
  const care = (recordedOn: PlainDate) => ({ care: { recordedOn, guardianshipRating: 'poor' } }) as const
  it('can be used from the day on which it was written down until its window is over', () => {
    expect(said('care.rating', care('2026-09-15'))).toBe('poor')
    expect(said('care.rating', care('2026-09-16'))).toBe('later')
    expect(said('care.rating', care('2025-09-15'))).toBe('poor')
    expect(said('care.rating', care('2025-09-14'))).toBe('stale')
  })
  it('is taken at its word where it does not say when it was written down', () => {
    expect(said('care.rating', { care: { guardianshipRating: 'poor' } })).toBe('poor')
  })
  it('never turns what is missing, contested or in words into an answer', () => {
    expect(said('care.rating', { care: {} })).toBe('notCollected')
    expect(said('care.rating', { care: { guardianshipRating: 'contested' } })).toBe('contested')
    expect(said('father.presence', { father: { status: { other: '在外地' } } })).toBe('inWords')
  })
})

describe('the checklist of a visit', () => {
  const visit = (more: object, on: PlainDate = '2026-09-01'): Draft => ({
    visits: {
      v1: {
        on,
        situations: { violence: 'notSeen', abandoned: 'notSeen' },
        emergencies: { familyCatastrophe: 'notSeen' },
        ...more,
      },
    },
  })
  it('gives a no only where the visit had what it takes', () => {
    const by = (more: object) =>
      ['situation.violence', 'situation.abandoned', 'emergency.familyCatastrophe'].map((fact) =>
        said(fact, visit(more)),
      )
    expect(by(talkedAlone)).toEqual(['no', 'no', 'no'])
    expect(by({ childSeen: 'yes', spokenAlone: 'carerPresent' })).toEqual(['notCollected', 'no', 'no'])
    expect(by({ childSeen: 'yes' })).toEqual(['notCollected', 'no', 'no'])
    expect(by({ childSeen: 'no', spokenAlone: 'childAway' })).toEqual(['notCollected', 'notCollected', 'no'])
    expect(by({})).toEqual(['notCollected', 'notCollected', 'no'])
  })
  it('lets "too young to talk" stand in for a talk alone below the age only', () => {
    const young = { childSeen: 'yes', spokenAlone: 'tooYoung' } as const
    expect(said('situation.violence', { ...visit(young), birthDate: '2022-09-02' })).toBe('no')
    expect(said('situation.violence', { ...visit(young), birthDate: '2022-09-01' })).toBe('notCollected')
    expect(said('situation.violence', visit(young))).toBe('notCollected')
  })
  it('keeps a no for its window, and a yes until somebody finds otherwise', () => {
    const last: PlainDate = addDays('2026-09-01', 100)
    expect(said('situation.violence', visit(talkedAlone), last)).toBe('no')
    expect(said('situation.violence', visit(talkedAlone), addDays(last, 1))).toBe('stale')
    const seen: Draft = { visits: { v1: { on: '2024-01-01', situations: { violence: 'seen' } } } }
    expect(said('situation.violence', seen)).toBe('yes')
  })
  it('goes by the latest visit that checked, and on one day by the one that saw it', () => {
    const two = (second: object): Draft => ({
      visits: {
        v1: { on: '2026-09-01', situations: { violence: 'seen' } },
        v2: { on: '2026-09-10', ...talkedAlone, situations: { violence: 'notSeen' }, ...second },
      },
    })
    expect(said('situation.violence', two({}))).toBe('no')
    expect(said('situation.violence', two({ situations: { violence: 'notChecked' } }))).toBe('yes')
    expect(said('situation.violence', two({ spokenAlone: 'carerPresent' }))).toBe('yes')
    expect(said('situation.violence', two({ on: '2026-09-01' }))).toBe('yes')
    expect(said('situation.violence', two({ on: '2026-09-20' }))).toBe('yes')
  })
})

describe('an incident', () => {
  const incident = (more: object): Draft => ({
    incidents: {
      i1: { observedOn: '2025-01-01', situations: ['violence'], emergencies: 'none', closedOn: 'none', ...more },
    },
    visits: { v1: { on: '2026-09-10', ...talkedAlone, situations: { violence: 'notSeen', privateInjury: 'notSeen' } } },
  })
  it('counts while it is open, whatever a visit did not see', () => {
    expect(said('situation.violence', incident({}))).toBe('yes')
    expect(said('situation.privateInjury', incident({}))).toBe('no')
  })
  it('is open until a closing is on record', () => {
    expect(said('situation.violence', incident({ closedOn: 'notCollected' }))).toBe('yes')
    expect(said('situation.violence', incident({ closedOn: '2026-09-14' }))).toBe('no')
    expect(said('situation.violence', incident({ closedOn: '2026-09-16' }))).toBe('yes')
  })
  it('counts from the day on which it was observed', () => {
    expect(said('situation.violence', incident({ observedOn: '2026-09-15' }))).toBe('yes')
    expect(said('situation.violence', incident({ observedOn: '2026-09-16' }))).toBe('no')
  })
  it('leaves every situation in doubt where nobody wrote down what it is about', () => {
    expect(said('situation.privateInjury', incident({ situations: 'notCollected' }))).toBe('notCollected')
    expect(said('situation.otherSevereHarm', incident({ situations: [{ other: '其他' }] }))).toBe('yes')
  })
  it('is a list of its own, empty where there is none', () => {
    expect(said('incidents', {})).toBe('0 entries')
    expect(said('incidents', incident({}))).toBe('1 entries')
  })
})

describe('living alone', () => {
  const both = (care: object, visit: object): Draft => ({ care, visits: { v1: { on: '2026-09-10', ...visit } } })
  it('goes by the later of what the register and a visit say', () => {
    const seen = { emergencies: { livingAlone: 'seen' } }
    const notSeen = { ...talkedAlone, emergencies: { livingAlone: 'notSeen' } }
    expect(said('emergency.livingAlone', both({ recordedOn: '2026-09-01', livesAlone: 'no' }, seen))).toBe('yes')
    expect(said('emergency.livingAlone', both({ recordedOn: '2026-09-12', livesAlone: 'no' }, seen))).toBe('no')
    expect(said('emergency.livingAlone', both({ recordedOn: '2026-09-01', livesAlone: 'yes' }, notSeen))).toBe('no')
    expect(said('emergency.livingAlone', both({ livesAlone: 'yes' }, notSeen))).toBe('yes')
  })
})

describe('the last contact', () => {
  const contacts = (...entries: readonly object[]): Draft => ({
    contacts: Object.fromEntries(entries.map((entry, i) => [`k${i}`, entry])),
  })
  it('is unknown where no contact is on record', () => {
    expect(said('contact.childLastOn', {})).toBe('notCollected')
    expect(said('contact.childLastOn', contacts({ on: '2026-09-16' }))).toBe('later')
  })
  it('is the latest one with the child', () => {
    const some = contacts(
      { on: '2026-09-14', withChild: 'no' },
      { on: '2026-09-10', withChild: 'yes' },
      { on: '2026-09-01', withChild: 'yes' },
    )
    expect(days('contact.childLastOn', some)).toEqual(['2026-09-10', '2026-09-10'])
  })
  it('is bounded from above by one of which nobody wrote down with whom: a date in a sheet answers half', () => {
    expect(days('contact.childLastOn', contacts({ on: '2026-09-10' }))).toEqual(['?', '2026-09-10'])
    expect(days('contact.childLastOn', contacts({ on: '2026-09-10' }, { on: '2026-09-03', withChild: 'yes' }))).toEqual(
      ['2026-09-03', '2026-09-10'],
    )
  })
  it('lies before the first on record where all were with somebody else', () => {
    const none = contacts({ on: '2026-09-10', withDelegate: 'no' }, { on: '2026-08-01', withDelegate: 'no' })
    expect(days('contact.delegateLastOn', none)).toEqual(['?', '2026-08-01'])
  })
  it('may be as late as today where a contact has no date', () => {
    expect(days('contact.childLastOn', contacts({ withChild: 'yes' }, { on: '2026-08-01', withChild: 'yes' }))).toEqual(
      ['2026-08-01', '?'],
    )
  })
})

describe('the parents', () => {
  it('are at home if one is, and not if neither is', () => {
    expect(said('parents.home', { father: { status: 'homeCapable' } })).toBe('yes')
    expect(said('parents.home', { father: { status: 'awayWorking' }, mother: { status: 'dead' } })).toBe('no')
    expect(said('parents.home', { father: { status: 'awayWorking' } })).toBe('notCollected')
  })
  it('owe no contact when dead, lost or held, and nothing else is read from it', () => {
    const status = (father: 'dead' | 'imprisoned' | 'lostContact' | 'divorcedAway') =>
      said('parents.away', { father: { status: father }, mother: { status: 'dead' } })
    expect([status('dead'), status('imprisoned'), status('lostContact'), status('divorcedAway')]).toEqual([
      'no',
      'no',
      'no',
      'yes',
    ])
    expect(facts['father.presence']?.codes).not.toContain('excused')
  })
  it('are never repeated in evidence', () => {
    const reading = read('parents.away', { father: { status: 'imprisoned' }, mother: { status: 'dead' } })
    expect(reading.seen('least').map(({ withheld }) => withheld)).toEqual([true, true])
  })
})

describe('who cares', () => {
  const both = { father: { status: 'awayWorking' }, mother: { status: 'awayWorking' } } as const
  it('is the delegated carer, else whom the register names, else nobody where there is no delegated carer', () => {
    expect(said('care.carer', { ...both, delegate: {} })).toBe('yes')
    expect(said('care.carer', { ...both, delegate: 'none', care: { actualCarer: 'grandparents' } })).toBe('yes')
    expect(said('care.carer', { ...both, delegate: 'none', care: { actualCarer: 'nobody' } })).toBe('no')
    expect(said('care.carer', { ...both, delegate: 'none' })).toBe('no')
    expect(said('care.carer', both)).toBe('notCollected')
  })
})

describe('the age of a carer', () => {
  it('written as years on a day leaves a year of doubt, no more', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100 }), dates, fc.integer({ min: 0, max: 36_000 }), (age, on, back) => {
        const { least, most } = bornBetween(age, on)
        const birth = addDays(on, -back)
        const inside = least <= epochDay(birth) && epochDay(birth) <= most
        expect(inside).toBe(ageOn(birth, on) === age)
      }),
      { numRuns: 3000 },
    )
  })
  it('needs the day on which it was written down', () => {
    expect(said('carer.birthDate', { delegate: { age: 15 } })).toBe('notCollected')
  })
})

describe('an age gate', () => {
  it('opens on the first day of the age, as records count it', () => {
    fc.assert(
      fc.property(fc.integer({ min: -9000, max: 25_000 }), fc.integer({ min: 0, max: 100 }), (birth, age) => {
        const born = plainDate(birth as EpochDay)
        expect(ageGate(birth, age, 'year', 0)).toBe(epochDay(reachesAgeOn(born, age)))
        expect(ageGate(birth, age, 'year', 1)).toBe(epochDay(reachesAgeOn(born, age, 'dayAfter')))
        expect(ageGate(birth, age * 12, 'month', 0)).toBe(ageGate(birth, age, 'year', 0))
      }),
      { numRuns: 3000 },
    )
  })
  it('takes those born on 29 February at 14 and 18 on 1 March of a common year', () => {
    const leap = epochDay('2008-02-29')
    expect(plainDate(ageGate(leap, 14, 'year', 0) as EpochDay)).toBe('2022-03-01')
    expect(plainDate(ageGate(leap, 18, 'year', 1) as EpochDay)).toBe('2026-03-02')
    expect(plainDate(ageGate(epochDay('2024-08-31'), 6, 'month', 0) as EpochDay)).toBe('2025-03-01')
  })
})

describe('a contested birth date', () => {
  const claims = (a: PlainDate, b: PlainDate): Draft => ({
    birthDate: 'contested',
    claims: {
      '/birthDate': [
        { value: a, source: 'idNumber', on: asOf },
        { value: b, source: 'birthDate', on: asOf },
      ],
    },
  })
  it('lies between the dates that stand against each other', () => {
    expect(days('child.birthDate', claims('2014-02-03', '2014-03-02'))).toEqual(['2014-02-03', '2014-03-02'])
    expect(said('child.birthDate', { birthDate: 'contested' })).toBe('contested')
  })
})

describe('screenings', () => {
  const screening = (more: object): Draft => ({
    screenings: { s1: { instrument: 'PHQ-A', on: '2026-09-01', ...more } },
  })
  it('count the latest of each instrument while it can be used', () => {
    expect(said('screenings', screening({}))).toBe('1 entries')
    expect(said('screenings', screening({ on: '2026-01-01' }))).toBe('stale')
    expect(said('screenings', {})).toBe('notCollected')
  })
  it('speak of self-harm in the child’s own answer', () => {
    expect(said('mind.selfHarm', screening({ answers: { '9': 2 } }))).toBe('yes')
    expect(said('mind.selfHarm', screening({ answers: { '9': 0 } }))).toBe('no')
    expect(said('mind.selfHarm', screening({ answers: { '9': 'notAnswered' } }))).toBe('notCollected')
    expect(said('mind.selfHarm', screening({ instrument: 'GAD-7', answers: { '9': 2 } }))).toBe('notCollected')
    expect(said('mind.selfHarm', screening({ total: 25 }))).toBe('yes')
    expect(said('mind.selfHarm', screening({ total: 24 }))).toBe('notCollected')
    expect(said('mind.selfHarm', screening({ total: 0 }))).toBe('no')
  })
  it('are scored as their instruments are', () => {
    const total = (more: object): readonly [string, number?, number?] => {
      const reading = read('screenings', screening(more))
      const found = reading.kind === 'list' ? reading.elements[0]?.['total'] : undefined
      return found?.kind === 'quantity' ? [found.kind, found.least, found.most] : [found?.kind ?? 'none']
    }
    const k6 = { instrument: 'K6' }
    expect(total({ ...k6, total: 19, coding: '1-5' })).toEqual(['quantity', 13, 13])
    expect(total({ ...k6, total: 13, coding: '0-4' })).toEqual(['quantity', 13, 13])
    expect(total({ ...k6, answers: { 1: 4, 2: 4, 3: 4 }, coding: '0-4' })).toEqual(['quantity', 12, 24])
    expect(total({ total: 28 })).toEqual(['unknown'])
    expect(total({ total: 12, answers: { 1: 3, 2: 3 } })).toEqual(['quantity', 12, 12])
    expect(total({ instrument: 'OWN-1', total: 77 })).toEqual(['quantity', 77, 77])
    expect(total({ instrument: 'OWN-1', answers: { 1: 3 } })).toEqual(['unknown'])
  })
})

describe('absence from school', () => {
  const absent = { session: 'none', state: 'unexcused' } as const
  it('is counted over the window, excuses left out', () => {
    const attendance = {
      a: { ...absent, on: '2026-09-10', days: 3 },
      b: { ...absent, on: '2026-08-20', days: 4 },
      c: { ...absent, on: '2026-08-16', days: 9 },
      d: { ...absent, on: '2026-09-01', days: 5, state: 'excused' },
    } as const
    expect(said('absence.longestDays', { attendance })).toBe('4..4')
    expect(said('absence.totalDays', { attendance })).toBe('7..7')
    expect(said('absence.totalDays', { attendance: { c: attendance.c } })).toBe('0..0')
    expect(said('absence.totalDays', {})).toBe('notCollected')
    expect(said('absence.totalDays', { attendance: { a: { ...absent, on: '2026-09-10' } } })).toBe('1..?')
  })
})
