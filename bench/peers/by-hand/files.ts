import { addDays, type PlainDate } from '../../../src/date.ts'
import { type ChildFile, childFile, codeLists, type FileDraft, parseFile } from '../../../src/records/index.ts'

const situationKeys = codeLists.situations.rows.map(({ key }) => key)
const emergencyKeys = codeLists.emergencies.rows.map(({ key }) => key)
const improperKeys = codeLists.improperCares.rows.map(({ key }) => key)
const behaviourKeys = codeLists.behaviours.rows.map(({ key }) => key)
const statuses = codeLists.parentStatuses.rows.map(({ key }) => key)

/**
 * Made-up files of children, the same for the same seed: each as it comes from a store, that is from JSON and checked. Every field that the
 * rules by hand read is there, unknown in 3 to 25 of 100 files.
 */
export function madeUpFiles(count: number, asOf: PlainDate, seed: number): readonly ChildFile[] {
  const draw = drawing(seed)
  return Array.from({ length: count }, (_, i) => {
    const made = childFile(draft(`c${i}`, asOf, draw))
    return parseFile(JSON.parse(JSON.stringify(made)))._unsafeUnwrap()
  })
}

interface Draw {
  readonly below: (bound: number) => number
  /** True in so many of 100 cases. */
  readonly chance: (percent: number) => boolean
  readonly pick: <T>(...values: readonly T[]) => T
  /** The value, but unknown in so many of 100 cases; a tenth of these because two values stand against each other. */
  readonly maybe: <T>(percent: number, value: T) => T | 'notCollected' | 'contested'
}

function drawing(seed: number): Draw {
  let state = seed
  const below = (bound: number): number => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % bound
  }
  const chance = (percent: number): boolean => below(100) < percent
  return {
    below,
    chance,
    pick: (...values) => values[below(values.length)]!,
    maybe: (percent, value) => (chance(percent) ? (below(10) === 0 ? 'contested' : 'notCollected') : value),
  }
}

const words = { other: '另有说明' } as const

type Part = Record<string, unknown>

function draft(id: string, asOf: PlainDate, draw: Draw): FileDraft {
  const { below, chance, maybe } = draw
  const day = (back: number): PlainDate => addDays(asOf, -below(back))
  const usual = day(300)
  // Most sections are of one visit to the family; some of another day, too old, undated, or of a day that is still to come.
  const recordedOn = (): PlainDate | 'notCollected' | 'contested' => {
    const kind = below(100)
    if (kind < 60) return usual
    if (kind < 85) return day(350)
    if (kind < 91) return addDays(asOf, -366 - below(300))
    if (kind < 98) return kind < 97 ? 'notCollected' : 'contested'
    return addDays(asOf, 1 + below(40))
  }
  const old = chance(50)
  const entries = (kind: string, least: number, more: number, entry: () => Part): Part =>
    Object.fromEntries(Array.from({ length: least + below(more + 1) }, (_, i) => [`${kind}${i + 1}`, entry()]))
  return {
    id,
    name: '李小花',
    ...birth(asOf, draw),
    ...family(recordedOn, day, draw),
    schooling: { recordedOn: chance(70) ? day(150) : recordedOn(), status: maybe(8, schoolState(old, draw)) },
    conduct: { recordedOn: recordedOn(), behaviours: maybe(20, codes(behaviourKeys, 10, draw)) },
    health: health(recordedOn, draw),
    contacts: entries('k', chance(8) ? 0 : 1, 5, () => ({
      on: chance(4) ? 'notCollected' : chance(2) ? addDays(asOf, 1 + below(9)) : chance(60) ? day(12) : day(90),
      channel: maybe(10, 'phone'),
      withChild: maybe(20, chance(85) ? 'yes' : 'no'),
      withDelegate: maybe(25, chance(70) ? 'yes' : 'no'),
    })),
    visits: entries('v', 1, 3, () => visit(asOf, draw)),
    incidents: chance(5) ? entries('i', 1, 1, () => incident(asOf, draw)) : {},
    attendance: chance(85) ? entries('a', 1, chance(6) ? 7 : 2, () => absence(asOf, draw)) : {},
  } as FileDraft
}

function birth(asOf: PlainDate, { below, chance, maybe }: Draw): Part {
  const born = addDays(asOf, -700 - below(5400))
  if (!chance(3)) return { birthDate: maybe(3, born) }
  const claim = (value: unknown): Part => ({ value, source: 'register', on: 'notCollected' })
  const other = chance(15) ? '二〇一六年' : addDays(born, below(800) - 400)
  return { birthDate: 'contested', claims: { '/birthDate': [claim(born), claim(other)] } }
}

function family(
  recordedOn: () => PlainDate | 'notCollected' | 'contested',
  day: (back: number) => PlainDate,
  draw: Draw,
): Part {
  const { below, chance, maybe, pick } = draw
  const parent = (): Part => ({
    recordedOn: recordedOn(),
    status: maybe(5, chance(3) ? words : chance(75) ? 'awayWorking' : chance(5) ? 'none' : pick(...statuses)),
  })
  const carerAge = chance(3) ? 14 + below(5) : 35 + below(50)
  const written = recordedOn()
  const carer = (): Part => ({
    recordedOn: written,
    relation: 'paternalGrandmother',
    ...(chance(60)
      ? { birthDate: addDays(day(1), -365 * carerAge - below(365) - 5) }
      : { age: maybe(12, carerAge), birthDate: chance(5) ? 'contested' : 'notCollected' }),
    health: maybe(
      12,
      chance(3) ? words : pick('healthy', 'healthy', 'healthy', 'weak', 'chronic', 'grave', 'disabled'),
    ),
    selfSupporting: maybe(25, pick('yes', 'no')),
    exclusions: maybe(15, chance(94) ? 'none' : pick(['vices'], ['pastNeglect', 'vices'], [words])),
  })
  const notice = (): unknown => maybe(15, chance(20) ? 'none' : chance(3) ? day(-30) : day(400))
  const guardian = (): Part => ({
    recordedOn: recordedOn(),
    since: maybe(10, day(900)),
    until: maybe(10, chance(80) ? 'none' : day(200)),
  })
  return {
    father: parent(),
    mother: parent(),
    delegate: chance(6) ? 'none' : maybe(5, carer()),
    delegation: {
      recordedOn: chance(70) ? written : recordedOn(),
      agreement: maybe(15, chance(85) ? 'yes' : 'no'),
      noticeToVillageOn: notice(),
      noticeToSchoolOn: notice(),
      childHeard: maybe(25, chance(85) ? 'yes' : 'no'),
    },
    care: {
      recordedOn: recordedOn(),
      actualCarer: maybe(
        20,
        chance(4) ? words : pick('grandparents', 'grandparents', 'relativesOrFriends', 'nobody', 'none'),
      ),
      guardianshipType: maybe(
        20,
        chance(3) ? words : chance(2) ? 'unguarded' : pick('good', 'fair', 'delegateWeak', 'none'),
      ),
      guardianshipRating: maybe(10, chance(7) ? 'poor' : pick('good', 'fair')),
      improperCare: maybe(15, codes(improperKeys, 8, draw)),
    },
    guardians: chance(80) ? 'none' : maybe(50, { g1: guardian(), ...(chance(20) ? { g2: guardian() } : {}) }),
  }
}

const codes = (keys: readonly string[], percent: number, { chance, pick }: Draw): unknown =>
  !chance(percent)
    ? 'none'
    : chance(15)
      ? chance(50)
        ? [words]
        : [words, pick(...keys)]
      : chance(70)
        ? [pick(...keys)]
        : [keys[0], pick(...keys)]

const schoolState = (old: boolean, { chance, pick }: Draw): unknown =>
  chance(3)
    ? words
    : chance(8)
      ? pick('notEntered', 'droppedOut', 'notAtSchool', 'none')
      : old
        ? pick('juniorSecondary', 'primary')
        : pick('primary', 'kindergarten')

function health(recordedOn: () => PlainDate | 'notCollected' | 'contested', draw: Draw): Part {
  const { chance, maybe, pick } = draw
  const conditions = (): Part => {
    const one = (): Part => ({
      what: 'asthma',
      status: maybe(12, chance(4) ? words : pick('active', 'active', 'remission', 'resolved')),
      treated: maybe(15, chance(75) ? 'yes' : 'no'),
    })
    return chance(25) ? { e2: one(), e1: one() } : { e1: one() }
  }
  return {
    recordedOn: recordedOn(),
    status: maybe(8, chance(3) ? words : pick('healthy', 'healthy', 'healthy', 'weak', 'chronic', 'grave')),
    illnesses: maybe(15, chance(75) ? 'none' : conditions()),
    disability: maybe(
      12,
      chance(92)
        ? 'none'
        : { level: maybe(15, pick('1', '2', '3', '4')), certNo: maybe(15, pick('none', '12345678901234567890')) },
    ),
    medicalInsurance: maybe(12, chance(88) ? ['resident'] : chance(15) ? [words] : 'none'),
    mind: maybe(
      20,
      chance(80)
        ? 'none'
        : {
            recordedOn: chance(60) ? 'notCollected' : recordedOn(),
            conditions: maybe(20, chance(40) ? 'none' : conditions()),
          },
    ),
  }
}

function visit(asOf: PlainDate, { below, chance, maybe, pick }: Draw): Part {
  const sighting = (): string => (below(150) === 0 ? 'seen' : chance(12) ? 'notChecked' : 'notSeen')
  const kind = below(100)
  return {
    on: kind < 3 ? 'notCollected' : kind < 5 ? addDays(asOf, 1 + below(30)) : addDays(asOf, -below(200)),
    childSeen: maybe(6, chance(85) ? 'yes' : 'no'),
    spokenAlone: maybe(
      6,
      chance(65) ? 'yes' : pick<unknown>('no', 'carerPresent', 'childAway', 'childUnwilling', 'tooYoung', words),
    ),
    situations: Object.fromEntries(situationKeys.map((key) => [key, sighting()])),
    emergencies: Object.fromEntries(emergencyKeys.map((key) => [key, sighting()])),
    mood: maybe(25, chance(8) ? 1 : 2 + below(4)),
  }
}

function incident(asOf: PlainDate, { below, chance, maybe, pick }: Draw): Part {
  const observed = addDays(asOf, 5 - below(500))
  const of = (keys: readonly string[]): unknown => (chance(30) ? 'none' : chance(10) ? [words] : [pick(...keys)])
  return {
    observedOn: maybe(5, observed),
    situations: maybe(12, of(['violence', 'abandoned', 'privateInjury', 'otherSevereHarm'])),
    emergencies: maybe(12, of(['runaway', 'unattended'])),
    closedOn: maybe(8, chance(50) ? 'none' : addDays(observed, below(300))),
  }
}

function absence(asOf: PlainDate, { below, chance, maybe, pick }: Draw): Part {
  return {
    on: maybe(4, addDays(asOf, 2 - below(chance(70) ? 30 : 90))),
    session: maybe(5, chance(90) ? 'none' : 's1'),
    state: maybe(5, chance(3) ? words : pick('excused', 'excused', 'late', 'unexcused', 'unexcused')),
    days: maybe(10, chance(80) ? 1 + below(2) : 1 + below(6)),
  }
}
