import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileCalendar, nationalHolidays, schoolTerms } from '../../../src/calendar/index.ts'
import { canonicalJson, childFile, type ChildFile, type PlainDate } from '../../../src/index.ts'
import { disclose } from '../../../src/privacy/index.ts'
import { callPlan, parentDigest, parentDigestText, parentNeeds } from '../../../src/programmes/index.ts'
import { asOf, canaries, files, found, incidents, relations, withIncident } from '../../privacy/scene.ts'

const calendar = compileCalendar({
  national: nationalHolidays,
  terms: schoolTerms,
  from: '2026-01-01',
  to: '2027-01-01',
})._unsafeUnwrap()
const month = { from: '2026-09-01', to: '2026-10-01' } as const
const times = { parent: ['wed-evening', 'sun-morning'], child: ['wed-evening', 'sun-morning'] } as const
const parents = ['father', 'mother'] as const

/** Everything that is given out about a child to a parent, as bytes. */
type Telling = (file: ChildFile, parent: (typeof parents)[number]) => string

const told: Telling = (file, parent) => {
  const asked = { parent, relation: 'family', asOf } as const
  const digest = parentDigest(file, asked, { month, times }, calendar)._unsafeUnwrap()
  const plan = callPlan(
    file,
    asked,
    { ...times, parent: [...times.parent], child: [...times.child] },
    calendar,
  )._unsafeUnwrap()
  return JSON.stringify([digest, parentDigestText(digest, 'zh'), parentDigestText(digest, 'en'), plan])
}

/** The file as it would be had nobody ever seen or done anything about a matter: what parents are not shown is all gone. */
const withoutTraces = (file: ChildFile): ChildFile => ({
  ...file,
  incidents: {},
  notes: {},
  screenings: {},
  conduct: childFile({ id: 'c1', name: 'x' }).conduct,
  problems: 'none',
  servicePlan: 'none',
  paperRating: childFile({ id: 'c1', name: 'x' }).paperRating,
  care: childFile({ id: 'c1', name: 'x' }).care,
  delegate: 'none',
  emergencyContacts: 'none',
  workers: childFile({ id: 'c1', name: 'x' }).workers,
  helper: 'none',
})

const seed = 20260915
const fair = { seed, numRuns: 40 }

function neverDependsOnAMatter(telling: Telling): void {
  fc.assert(
    fc.property(files(), incidents(), fc.constantFrom(...parents), (file, incident, parent) => {
      expect(telling(withIncident(file, 'i9', incident), parent)).toBe(telling(file, parent))
      expect(telling(withoutTraces(file), parent)).toBe(telling(file, parent))
    }),
    fair,
  )
  const plain = childFile({
    id: 'c1',
    name: '李小花',
    father: { status: 'awayWorking' },
    delegate: { phone: '13800000000' },
  })
  for (const parent of parents)
    for (const possibleCauses of [[{ role: parent, id: 'none' }], 'notCollected', [{ role: 'delegate', id: 'p1' }]]) {
      const matter = {
        observedOn: '2026-09-02',
        situations: ['violence'],
        words: 'CANARY',
        reporter: 'CANARY',
        possibleCauses,
      }
      const seen = { on: '2026-09-03', situations: { violence: 'seen' }, words: 'CANARY', by: '张三' }
      const quiet = { ...seen, situations: { violence: 'notSeen' }, words: 'none' }
      const grave = { ...plain, ...pick({ incidents: { i1: matter }, visits: { v1: seen } }) }
      const calm = { ...plain, ...pick({ visits: { v1: quiet } }) }
      expect(telling(grave, parent)).toBe(telling(calm, parent))
      expect(telling(grave, parent)).not.toContain('CANARY')
    }
}

/** Sections of a file from a draft. */
const pick = (draft: object): Partial<ChildFile> => {
  const { incidents: matters, visits } = childFile({ id: 'c1', name: 'x', ...draft })
  return { incidents: matters, visits }
}

function saysNoMoreThanDisclose(telling: Telling): void {
  for (const parent of parents) {
    const view = disclose(canaries, { purpose: 'access', role: parent, relation: 'family', asOf })
    const allowed = found(JSON.stringify(view))
    for (const path of found(telling(canaries, parent))) expect(allowed).toContain(path)
  }
  fc.assert(
    fc.property(files(), files(), fc.constantFrom(...parents), (one, other, parent) => {
      // What decides is the view: two files that look the same to a parent are told the same.
      const looking = { purpose: 'access', role: parent, relation: 'family', asOf } as const
      const second: ChildFile = { ...other, ...seenSections(one, parent) }
      if (canonicalJson(disclose(one, looking)) === canonicalJson(disclose(second, looking)))
        expect(telling(second, parent)).toBe(telling(one, parent))
    }),
    fair,
  )
}

const unseen: ReadonlySet<string> = new Set([
  ...['incidents', 'notes', 'screenings', 'care', 'workers', 'problems', 'servicePlan', 'conduct', 'helper'],
  'emergencyContacts',
])

/** The sections of a file of which a parent sees something; the rest may be anybody's. */
function seenSections(file: ChildFile, parent: (typeof parents)[number]): Partial<ChildFile> {
  const rest = Object.fromEntries(Object.entries(file).filter(([section]) => !unseen.has(section)))
  const other = parent === 'father' ? 'mother' : 'father'
  return {
    ...rest,
    [other]: childFile({ id: 'c1', name: 'x', [other]: { phone: '13900000000', address: '某处' } })[other],
  }
}

describe('parentDigest', () => {
  it('is equal to the byte with and without a matter, for whoever may be its cause', () => neverDependsOnAMatter(told))
  it('says nothing that disclose does not let through', () => saysNoMoreThanDisclose(told))
  it('tells nobody anything who is not the family', () => {
    for (const relation of relations.filter((one) => one !== 'family'))
      for (const parent of parents) {
        const digest = parentDigest(canaries, { parent, relation, asOf }, { month }, calendar)._unsafeUnwrap()
        expect(found(JSON.stringify(digest))).toEqual([])
        expect(digest).toMatchObject({
          shown: 'no',
          happened: [],
          needed: [],
          contacts: 0,
          calls: { lines: [], owed: 'unknown' },
        })
        expect(parentDigestText(digest, 'en')).toBe('There is nothing that may be told.')
      }
  })
  const broken: Readonly<Record<string, Telling>> = {
    'counts visits, so that worry shows': (file, parent) =>
      told(file, parent) + `${Object.keys(file.visits).length + Object.keys(file.incidents).length}`,
    'names how a visit went': (file, parent) =>
      told(file, parent) +
      Object.values(file.visits)
        .flatMap(({ situations }) => Object.values(situations))
        .join(''),
    'tells that there are notes': (file, parent) => `${told(file, parent)}${Object.keys(file.notes).length}`,
    'is silent while a matter is open': (file, parent) =>
      Object.keys(file.incidents).length > 0 ? 'nothing' : told(file, parent),
  }
  it.each(Object.entries(broken))('law: one that %s is found', (_, telling) => {
    expect(() => neverDependsOnAMatter(telling)).toThrow()
  })
  const loose: Readonly<Record<string, Telling>> = {
    'names the other parent’s telephone': (file, parent) =>
      told(file, parent) + JSON.stringify(parent === 'mother' ? file.father.phone : file.mother.phone),
    'names where the child lives': (file, parent) => told(file, parent) + JSON.stringify(file.residenceAddress),
    'names the delegate’s number': (file, parent) =>
      told(file, parent) + (typeof file.delegate === 'object' ? JSON.stringify(file.delegate.phone) : ''),
  }
  it.each(Object.entries(loose))('law: one that %s is found', (_, telling) => {
    expect(() => saysNoMoreThanDisclose(telling)).toThrow()
  })

  const digestOf = (change: object, using: object = {}) =>
    parentDigest(
      childFile({
        id: 'c1',
        name: '李小花',
        mother: { status: 'awayWorking', phone: '13700000000', workplace: '广东东莞' },
        ...change,
      }),
      { parent: 'mother', relation: 'family', asOf: '2026-09-30' },
      { month, ...using },
      calendar,
    )._unsafeUnwrap()

  it('has what happened in the month and no later than today, by day; of visits the last one alone', () => {
    const digest = digestOf({
      visits: {
        v1: { on: '2026-09-03' },
        v2: { on: '2026-09-17' },
        v3: { on: '2026-08-31' },
        v4: { on: '2026-10-01' },
      },
      received: {
        r1: { on: '2026-09-05', item: '棉被', quantity: 1, unit: '床' },
        r2: { on: 'notCollected', item: '书包' },
      },
      attendance: {
        a1: { on: '2026-09-08', session: 's1', state: 'present', days: 1 },
        a2: { on: '2026-09-09', session: 's1', state: 'excused', days: 1 },
        a3: { on: '2026-09-10', session: 'none', state: 'excused', days: 3 },
      },
      contacts: { k1: { on: '2026-09-06', withChild: 'yes' }, k2: { on: '2026-08-06', withChild: 'yes' } },
      measurements: { m1: { on: '2026-09-20', heightCm: 131 } },
    })
    expect(digest.happened).toEqual([
      { kind: 'received', on: '2026-09-05', item: '棉被', quantity: 1, unit: '床' },
      { kind: 'visit', on: '2026-09-17' },
      { kind: 'measured', on: '2026-09-20', heightCm: 131 },
    ])
    expect([digest.tookPart, digest.daysAbsent, digest.contacts]).toEqual([1, 3, 1])
  })
  it('has the child’s own words only where the child allowed it', () => {
    const said = (mayBeToldTo: readonly string[], saidBy = 'child') =>
      digestOf({
        preferences: {
          p1: { about: 'wish', says: 'wishes', what: 'none', words: '想妈妈', saidBy, on: '2026-09-09', mayBeToldTo },
        },
      }).happened.length
    expect([said(['parent']), said(['teacher']), said(['parent'], 'teacher')]).toEqual([1, 0, 0])
  })
  it('asks for what is not known and never takes it for a no', () => {
    const codes = (delegation: object, change: object = {}) =>
      digestOf({ delegation, ...change }).needed.map(({ code }) => code)
    expect(codes({})).toEqual(['call', 'tellAgreement', 'tellNoticeToSchool', 'tellNoticeToVillage'])
    const all = {
      agreement: 'yes',
      agreementUntil: 'none',
      noticeToSchoolOn: '2026-03-01',
      noticeToVillageOn: '2026-03-01',
      childHeard: 'yes',
    }
    expect(codes(all)).toEqual(['call'])
    expect(codes({ ...all, agreement: 'no', noticeToSchoolOn: 'none', childHeard: 'no' })).toEqual([
      'call',
      'signAgreement',
      'hearChild',
      'giveNoticeToSchool',
    ])
    expect(codes({ ...all, agreementUntil: '2026-11-29' })).toContain('renewAgreement')
    expect(codes({ ...all, agreementUntil: '2026-11-30' })).not.toContain('renewAgreement')
    const consent = { capacity: 'mother', purposes: ['pairing'], on: '2026-01-01', until: '2026-10-15' }
    expect(codes(all, { consents: { k1: consent } })).toContain('renewConsent')
    expect(codes(all, { consents: { k1: { ...consent, withdrawnOn: '2026-09-01' } } })).not.toContain('renewConsent')
    expect(codes(all, { consents: { k1: { ...consent, capacity: 'father' } } })).not.toContain('renewConsent')
  })
  it('leaves the call out for who does not owe it', () => {
    const owed = (status: string) =>
      digestOf({ mother: { status, phone: '13700000000', workplace: 'x' } }).needed.some(({ code }) => code === 'call')
    expect(['imprisoned', 'dead', 'lostContact', 'awayWorking', 'notCollected'].map(owed)).toEqual([
      false,
      false,
      false,
      true,
      true,
    ])
  })
  it('does not tell of times with the other parent', () => {
    const reunion = (who: readonly string[]) => ({
      reunions: {
        r1: { child: 'c1', season: 'other', planned: { from: '2026-10-01', to: '2026-10-08' }, with: who, history: {} },
      },
    })
    expect(digestOf({}, reunion(['father']))).toEqual(digestOf({}))
    const digest = digestOf({}, reunion(['mother', 'father']))
    expect(digest.reunions).toEqual([{ from: '2026-10-01', to: '2026-10-08' }])
    expect(digest.needed.at(-1)).toEqual({ code: 'bringBack', path: '', by: '2026-10-08', standing: 'proposal' })
  })
  it('refuses a month that ends before it begins, and free times that are none', () => {
    const asked = { parent: 'mother', relation: 'family', asOf } as const
    const file = childFile({ id: 'c1', name: '李小花' })
    expect(parentDigest(file, asked, { month: { from: '2026-09-01', to: '2026-09-01' } }, calendar).isErr()).toBe(true)
    const wrong = { month, times: { parent: ['sometimes'], child: [] } } as never
    expect(parentDigest(file, asked, wrong, calendar).isErr()).toBe(true)
  })
})

describe('parentDigestText', () => {
  it('has the same lines in both languages, and no word of tiers, flags or files', () => {
    fc.assert(
      fc.property(files(), fc.constantFrom(...parents), (file, parent) => {
        const asked = { parent, relation: 'family', asOf } as const
        const office = { name: '龙街镇社会事务办', phone: '0857-1234567' }
        const digest = parentDigest(
          { ...file, preferences: 'none' },
          asked,
          { month, times, office },
          calendar,
        )._unsafeUnwrap()
        const [zh, en] = [parentDigestText(digest, 'zh'), parentDigestText(digest, 'en')]
        expect(zh.split('\n').length).toBe(en.split('\n').length)
        expect(en).not.toMatch(/\b(tier|risk|flag|critical)\b/)
        expect(zh).not.toMatch(/风险|等级|预警/)
        expect(zh).toContain(office.phone)
      }),
      fair,
    )
    for (const { zh, en } of Object.values(parentNeeds))
      expect(/[\u4e00-\u9fff]/.test(zh) && /[a-z]/.test(en)).toBe(true)
  })
  it('reads as a letter', () => {
    const file = childFile({
      id: 'c1',
      name: '李小花',
      mother: { status: 'awayWorking', phone: '13700000000', workplace: '广东东莞' },
      delegation: {
        agreement: 'yes',
        agreementSignedOn: '2026-03-01',
        agreementUntil: '2027-03-01',
        noticeToSchoolOn: '2026-03-01',
        noticeToVillageOn: '2026-03-01',
      },
      schooling: { school: '龙街镇中心小学', grade: 4 },
      contacts: { k1: { on: '2026-09-27', withChild: 'yes', withDelegate: 'yes' } },
      visits: { v1: { on: '2026-09-10' } },
    })
    const asked = { parent: 'mother', relation: 'family', asOf: '2026-09-30' as PlainDate } as const
    const digest = parentDigest(file, asked, { month, times }, calendar)._unsafeUnwrap()
    expect(parentDigestText(digest, 'zh').split('\n')).toEqual([
      '李小花的家长：',
      '【谁在照料】',
      '照料按委托照护协议安排，2026年3月1日签订，2027年3月1日到期。',
      '就读：龙街镇中心小学，4年级。',
      '【这个月】',
      '2026年9月10日，工作人员上门看望。',
      '有联系记录1次。',
      '【什么时候通话】',
      '与孩子：上次联系是2026年9月27日，下次不晚于2026年10月4日，合适的时间：2026年10月4日上午、2026年10月11日上午。',
      '与照料人：上次联系是2026年9月27日，下次不晚于2026年10月4日，合适的时间：2026年10月4日上午、2026年10月11日上午。',
      '【需要您做的】',
      '请与孩子和照料人通话（不晚于2026年10月4日）。',
    ])
  })
})
