import { codeLists, type FileDraft } from '../../src/records/index.ts'

type Part = Omit<FileDraft, 'id' | 'name'>

/** A short case, written from its source before any rule was run on it. */
export interface Vignette {
  readonly case: string
  readonly source: string
  /** What differs from the settled child. */
  readonly file: Part
  readonly tier: number
  readonly tierUpper: number
  readonly flags: readonly string[]
  readonly gaps: readonly string[]
}

const recordedOn = '2026-09-01'
const notSeen = (list: { readonly rows: readonly { readonly key: string }[] }) =>
  Object.fromEntries(list.rows.map(({ key }) => [key, 'notSeen']))

const visit = {
  on: '2026-09-10',
  childSeen: 'yes',
  spokenAlone: 'yes',
  mood: 4,
  situations: notSeen(codeLists.situations),
  emergencies: notSeen(codeLists.emergencies),
} as const

const delegate = {
  recordedOn,
  relation: 'paternalGrandmother',
  birthDate: '1962-03-01',
  health: 'healthy',
  exclusions: 'none',
} as const
const care = {
  recordedOn,
  guardianshipType: 'good',
  guardianshipRating: 'good',
  improperCare: 'none',
  livesAlone: 'no',
} as const
const delegation = {
  recordedOn,
  agreement: 'yes',
  childHeard: 'yes',
  noticeToSchoolOn: '2026-03-01',
  noticeToVillageOn: '2026-03-01',
} as const
const health = {
  recordedOn,
  status: 'healthy',
  illnesses: 'none',
  medicalInsurance: ['resident'],
  disability: 'none',
  mind: 'none',
} as const

/** A child of twelve with both parents unable to be there, cared for by a grandmother, of whom everything was asked. */
export const settled: Part = {
  birthDate: '2014-05-01',
  father: { recordedOn, status: 'awayWorking' },
  mother: { recordedOn, status: 'homeIncapable' },
  delegate,
  delegation,
  care,
  schooling: { recordedOn, status: 'primary' },
  conduct: { recordedOn, behaviours: 'none' },
  health,
  contacts: { k1: { on: '2026-09-12', channel: 'video', withChild: 'yes', withDelegate: 'yes' } },
  visits: { v1: visit },
  screenings: { s1: { instrument: 'PHQ-A', on: '2026-09-05', total: 3 } },
  attendance: { a1: { on: '2026-09-07', session: 'none', state: 'excused', days: 1 } },
}

const situations = (seen: string) => ({ v1: { ...visit, situations: { ...visit.situations, [seen]: 'seen' } } })
const emergencies = (seen: string) => ({ v1: { ...visit, emergencies: { ...visit.emergencies, [seen]: 'seen' } } })

const law = (article: number): string => `未成年人保护法 art. ${article}`
const opinion = (item: number): string => `强制报告制度的意见 art. 4 item ${item}`
const ours = 'childfile policy: tiers'

const one = (
  words: string,
  source: string,
  file: Part,
  tier: number,
  flags: readonly string[],
  gaps: readonly string[] = [],
  tierUpper = tier,
): Vignette => ({ case: words, source, file, tier, tierUpper, flags, gaps })

export const vignettes: readonly Vignette[] = [
  one('everything asked, nothing amiss', ours, {}, 0, []),
  one('a worker finds marks of beating while talking alone', opinion(4), { visits: situations('violence') }, 4, [
    'safety.violence',
  ]),
  one(
    'abandoned at the house of neighbours who do not answer for the child',
    opinion(6),
    { visits: situations('abandoned') },
    4,
    ['safety.abandoned'],
  ),
  one(
    'an incident of suspected trafficking is open; a later visit saw nothing of it',
    opinion(7),
    {
      incidents: {
        i1: { observedOn: '2026-08-20', situations: ['missingOrTrafficked'], emergencies: 'none', closedOn: 'none' },
      },
    },
    4,
    ['safety.missing-or-trafficked'],
  ),
  one(
    'an incident that an authority has closed no longer counts',
    opinion(4),
    {
      incidents: {
        i1: { observedOn: '2026-07-20', situations: ['violence'], emergencies: 'none', closedOn: '2026-08-30' },
      },
    },
    0,
    [],
  ),
  one(
    'a child of twelve lives alone',
    law(21),
    { care: { ...care, livesAlone: 'yes' }, visits: emergencies('livingAlone') },
    4,
    ['guardianship.alone-under-16'],
  ),
  one(
    'one of sixteen and a half lives alone',
    law(21),
    {
      birthDate: '2010-03-01',
      care: { ...care, livesAlone: 'yes' },
      visits: emergencies('livingAlone'),
      schooling: { recordedOn, status: 'seniorSecondary' },
    },
    0,
    [],
  ),
  one(
    'a child of six is found unattended',
    law(21),
    { birthDate: '2020-01-10', visits: emergencies('unattended') },
    4,
    ['guardianship.unattended-under-8'],
  ),
  one(
    'a child of nine is found unattended',
    law(21),
    { birthDate: '2017-01-10', visits: emergencies('unattended') },
    2,
    ['guardianship.unattended-from-8'],
  ),
  one('the delegated carer drinks and gambles', law(22), { delegate: { ...delegate, exclusions: ['vices'] } }, 4, [
    'guardianship.carer-excluded',
  ]),
  one(
    'nobody knows yet whether the law excludes the carer',
    law(22),
    { delegate: { ...delegate, exclusions: 'notCollected' } },
    0,
    [],
    ['guardianship.carer-excluded'],
    4,
  ),
  one(
    'a brother of fifteen is the carer',
    law(22),
    { delegate: { ...delegate, relation: 'elderBrother', birthDate: '2011-03-01' } },
    4,
    ['guardianship.carer-under-16'],
  ),
  one(
    'a sister of seventeen is the carer; nobody asked what she lives on',
    '民法典 art. 18',
    { delegate: { ...delegate, relation: 'elderSister', birthDate: '2009-03-01' } },
    0,
    [],
    ['guardianship.carer-16-17'],
    4,
  ),
  one(
    'a sister of seventeen who lives on her own work is the carer',
    '民法典 art. 18',
    { delegate: { ...delegate, relation: 'elderSister', birthDate: '2009-03-01', selfSupporting: 'yes' } },
    0,
    [],
  ),
  one(
    'no carer, no parent at home',
    law(22),
    {
      delegate: 'none',
      delegation: {},
      care: { ...care, actualCarer: 'nobody', guardianshipType: 'unguarded', guardianshipRating: 'poor' },
    },
    4,
    ['guardianship.no-carer', 'guardianship.rating-poor'],
  ),
  one(
    'the committee was never told in writing',
    law(23),
    { delegation: { ...delegation, noticeToVillageOn: 'none' } },
    2,
    ['guardianship.no-notice'],
  ),
  one(
    'the last call was nine days ago',
    law(23),
    { contacts: { k1: { on: '2026-09-06', channel: 'phone', withChild: 'yes', withDelegate: 'yes' } } },
    1,
    ['contact.silent-week'],
  ),
  one(
    'the last call was exactly seven days ago',
    law(23),
    { contacts: { k1: { on: '2026-09-08', channel: 'phone', withChild: 'yes', withDelegate: 'yes' } } },
    0,
    [],
  ),
  one(
    'the parents call the grandmother each week and have not spoken to the child for two months',
    law(23),
    {
      contacts: {
        k1: { on: '2026-07-10', channel: 'phone', withChild: 'yes', withDelegate: 'yes' },
        k2: { on: '2026-09-12', channel: 'phone', withChild: 'no', withDelegate: 'yes' },
      },
    },
    2,
    ['contact.silent-month', 'contact.silent-week'],
  ),
  one(
    'a father in prison owes no weekly call',
    'childfile policy: corrections 5',
    {
      father: { recordedOn, status: 'imprisoned' },
      contacts: { k1: { on: '2026-05-10', channel: 'letter', withChild: 'yes', withDelegate: 'yes' } },
    },
    0,
    [],
  ),
  one(
    'nobody knows where father and mother are',
    'childfile policy: corrections 2',
    { father: { recordedOn, status: 'lostContact' }, mother: { recordedOn, status: 'whereaboutsUnknown' } },
    3,
    ['contact.parents-lost', 'contact.one-parent-lost'],
  ),
  one('left school at twelve', law(28), { schooling: { recordedOn, status: 'droppedOut' } }, 3, [
    'school.not-in-school',
  ]),
  one(
    'fifteen and a half, left school',
    '义务教育法 art. 11; childfile policy: corrections 6',
    { birthDate: '2011-02-01', schooling: { recordedOn, status: 'droppedOut' } },
    3,
    ['school.not-in-school'],
  ),
  one('says on a visit that life is not worth it', ours, { visits: emergencies('selfHarmTalk') }, 4, [
    'mind.self-harm',
  ]),
  one(
    'answers the ninth question of the PHQ-A with 1 after the visit',
    'PHQ-A, item 9',
    { screenings: { s1: { instrument: 'PHQ-A', on: '2026-09-12', answers: { '9': 1 }, total: 6 } } },
    4,
    ['mind.self-harm'],
  ),
  one(
    'a PHQ-A of 12',
    'Richardson 2010: cut-off 11',
    { screenings: { s1: { instrument: 'PHQ-A', on: '2026-09-05', total: 12 } } },
    2,
    ['mind.screen-above'],
  ),
  one(
    'a PHQ-A of 17',
    'Kroenke 2001: moderately severe from 15',
    { screenings: { s1: { instrument: 'PHQ-A', on: '2026-09-05', total: 17 } } },
    3,
    ['mind.screen-severe', 'mind.screen-above'],
  ),
  one(
    'a toddler with an arm of 112 mm',
    'WHO and UNICEF 2009: severe below 115 mm',
    {
      birthDate: '2024-03-01',
      schooling: { recordedOn, status: 'notEntered' },
      measurements: { m1: { on: '2026-09-05', armMm: 112, oedema: 'no' } },
    },
    3,
    ['health.severe-malnutrition'],
  ),
  one(
    'poor care, untreated asthma, three weeks away from school without excuse',
    `${ours}: three moderate flags in two domains`,
    {
      care: { ...care, guardianshipRating: 'poor' },
      health: { ...health, illnesses: { e1: { what: 'asthma', status: 'active', treated: 'no' } } },
      attendance: { a1: { on: '2026-09-01', session: 'none', state: 'unexcused', days: 10 } },
    },
    3,
    ['combined.accumulation', 'guardianship.rating-poor', 'health.untreated', 'school.absence'],
  ),
  one(
    'the visit found the carer present all the time: nothing behind closed doors is known',
    'childfile policy: corrections 1',
    { visits: { v1: { ...visit, spokenAlone: 'carerPresent' } } },
    0,
    [],
    [
      'safety.assault-under-14',
      'safety.illegal-work',
      'safety.organised-begging',
      'safety.other-severe-harm',
      'safety.pregnancy-from-14',
      'safety.private-injury',
      'safety.unnatural-harm',
      'safety.violence',
    ],
    4,
  ),
  one(
    'the visit is a hundred and one days old: what it did not see is no longer known',
    'childfile policy: corrections 1',
    {
      visits: { v1: { ...visit, on: '2026-06-06', mood: 'notCollected' } },
      health: { ...health, mind: { recordedOn, selfHarm: 'no', conditions: 'none' } },
    },
    0,
    [],
    [
      'guardianship.unattended-from-8',
      'safety.abandoned',
      'safety.assault-under-14',
      'safety.family-catastrophe',
      'safety.illegal-work',
      'safety.missing-or-trafficked',
      'safety.organised-begging',
      'safety.other-severe-harm',
      'safety.pregnancy-from-14',
      'safety.private-injury',
      'safety.runaway',
      'safety.unnatural-harm',
      'safety.violence',
      'mind.low-mood',
    ],
    4,
  ),
]
