// Proposes a helper for each of three children, proves that no better plan exists, and says why: why this pair, why somebody waits, what one
// more seat would do. The plan decides nothing; guardian, child and volunteer are asked next.
import { ChildId, childFile, Village, Volunteer } from 'childfile'
import { bottlenecks, explainPair, explainUnpaired, type PairingProblem, pair, verify } from 'childfile/pairing'

const village = (code: string, name: string, longitude: number, latitude: number): Village =>
  Village.parse({ code, township: '龙街镇', name, kind: 'village', longitude, latitude })

const child = (id: string, name: string, sex: 'female' | 'male', residenceDivision: string) =>
  childFile({
    id,
    name,
    sex,
    birthDate: '2015-03-26',
    residenceDivision,
    register: { registerState: 'registered' },
    schooling: { status: 'primary', school: '龙街镇中心小学', boarding: 'no' },
    consents: { k1: { capacity: 'mother', purposes: ['pairing'], on: '2026-08-20', until: 'none' } },
    preferences: { p1: { about: 'helper', says: 'wishes', saidBy: 'child', on: '2026-08-20' } },
  })

const volunteer = (id: string, name: string, sex: 'female' | 'male', division: string, more: object = {}): Volunteer =>
  Volunteer.parse({
    id,
    name,
    sex,
    division,
    recordedOn: '2026-09-01',
    birthDate: '1985-06-01',
    idNumber: 'notCollected',
    politicalStatus: 'notCollected',
    occupation: '村医',
    phone: 'notCollected',
    capacity: 1,
    skills: ['reading'],
    languages: ['mandarin'],
    availability: ['sat-morning'],
    check: { outcome: 'clear', on: '2026-06-01', authority: 'none', reference: 'none' },
    trainedOn: '2026-07-01',
    agreementUntil: '2027-08-31',
    notWith: 'none',
    kinOfChild: 'no',
    underConcern: 'no',
    note: 'none',
    ...more,
  })

const problem: PairingProblem = {
  term: { from: '2026-09-21', to: '2027-07-11' },
  // The tier comes in as data: `assess` of 'childfile/risk' says it.
  children: [
    { file: child('c1', '李小花', 'female', '520526100200'), tier: 1 },
    { file: child('c2', '王小明', 'male', '520526100200'), tier: 2 },
    { file: child('c3', '陈小雨', 'female', '520526100201'), tier: 3 },
  ],
  volunteers: [
    volunteer('v1', '袁文慧', 'female', '520526100200'),
    volunteer('v2', '马明', 'male', '520526100201'),
    // Her record check is too old: nobody is paired with her until it is renewed.
    volunteer('v3', '赵丽', 'female', '520526100201', {
      check: { outcome: 'clear', on: '2025-03-01', authority: 'none', reference: 'none' },
    }),
  ],
  villages: [
    village('520526100200', '新坪村', 103.9931, 26.92703),
    village('520526100201', '上石村', 103.99532, 26.8809),
  ],
}

const plan = pair(problem)._unsafeUnwrap()
console.log('faults that an independent check finds:', verify(problem, plan).length)
for (const { child, volunteer } of plan.pairs) console.log(child, 'with', volunteer)
for (const { child, because } of plan.waiting) console.log(child, 'waits:', because.kind)

const why = explainPair(problem, plan, ChildId.parse('c3'))._unsafeUnwrap()
for (const line of why.en) console.log('c3:', line)
const waits = explainUnpaired(problem, plan, ChildId.parse('c1'))._unsafeUnwrap()
for (const line of waits.en) console.log('c1:', line)
for (const { rule, of, no, unknown } of plan.rules)
  if (no + unknown > 0) console.log(`${rule} excludes ${no + unknown} (${of})`)
const { seats, villages } = bottlenecks(problem, plan)._unsafeUnwrap()
for (const { volunteer, gains } of seats)
  console.log('one more seat with', volunteer, 'would place a child of tier', gains)
for (const { village, sex, gains } of villages)
  console.log('a new volunteer', village, sex, 'would place a child of tier', gains)

// Prints:
//   faults that an independent check finds: 0
//   c2 with v2
//   c3 with v1
//   c1 waits: outPrioritised
//   c3: child c3 with volunteer v1: 16930 in all
//   c3: distance: 5134, 2566 x 4 = 10264
//   c3: shared interests: not known, 0 x 2 = 0
//   c3: time in common: 1, 3333 x 2 = 6666
//   c3: language in common: not known, 0 x 2 = 0
//   c3: goes on with the present match: none, 0 x 20 = 0
//   c1: child c1 has no pair
//   c1: 2 children can only be with 1 volunteers, who have 1 seats
//   c1: high: 1
//   c1: watch: 1
//   c1: children of higher tiers come first (up to high)
//   c1: to give this child a seat: child c1 would be with v1, child c3 would go without, soft terms cost 10264 less
//   check-live excludes 1 (volunteer)
//   same-sex excludes 3 (pair)
//   one more seat with v1 would place a child of tier 1
//   a new volunteer 520526100200 female would place a child of tier 1
//   a new volunteer 520526100201 female would place a child of tier 1
