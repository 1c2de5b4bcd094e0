import fc from 'fast-check'
import { ChildId, childFile, VisitId, type Visit, WorkerId } from '../../../src/index.ts'
import { type VisitLack, visitCredit, visitSeriesFindings, type WrittenVisit } from '../../../src/programmes/index.ts'
import { describe, expect, it } from 'vitest'
import { everywhere, type Law, lawSuite, type Mutant } from '../law-suite.ts'
import { day } from './plan-model.ts'

/** A visit as the file keeps it. */
const visitOf = (input: object): Visit => {
  const [visit] = Object.values(childFile({ id: 'c1', name: '李小花', visits: { v1: input } }).visits)
  if (!visit) throw new Error('a file without its visit')
  return visit
}

const asked = {
  childSeen: ['yes', 'no', 'notCollected', 'contested'],
  spokenAlone: [
    'yes',
    'no',
    'carerPresent',
    'childAway',
    'childUnwilling',
    'tooYoung',
    'none',
    'notCollected',
    'contested',
    { other: '睡着了' },
  ],
  words: ['在院子里写作业', ' ', 'none', 'notCollected'],
  situations: [{}, { violence: 'notSeen' }, { violence: 'seen' }],
  on: [day(0), 'notCollected'],
  // Fourth birthday on the day of the visit, on the day after it, or not known.
  birthDate: ['2022-03-02', '2022-03-03', undefined],
} as const
const all = asked.childSeen.flatMap((childSeen) =>
  asked.spokenAlone.flatMap((spokenAlone) =>
    asked.words.flatMap((words) =>
      asked.situations.flatMap((situations) =>
        asked.on.flatMap((on) =>
          asked.birthDate.map((birthDate) => ({ childSeen, spokenAlone, words, situations, on, birthDate })),
        ),
      ),
    ),
  ),
)

/** What a visit of the table comes to, said as somebody would say it. */
function plainCredit({ childSeen, spokenAlone, words, situations, on, birthDate }: (typeof all)[number]) {
  const no: VisitLack[] = []
  const unknown: VisitLack[] = []
  if (on === 'notCollected') unknown.push('noDay')
  if (childSeen === 'no') no.push('childNotSeen')
  else if (childSeen !== 'yes') unknown.push('childSeenUnknown')
  if (spokenAlone === 'no') no.push('notAloneWithoutReason')
  else if (spokenAlone === 'childAway') no.push(childSeen === 'yes' ? 'contradiction' : 'childNotSeen')
  else if (spokenAlone === 'yes' && childSeen === 'no') no.push('contradiction')
  else if (spokenAlone === 'none' || spokenAlone === 'notCollected' || spokenAlone === 'contested')
    unknown.push('aloneUnknown')
  else if (spokenAlone === 'tooYoung' && on !== 'notCollected' && birthDate === '2022-03-02') no.push('notTooYoung')
  const looked = Object.keys(situations).length > 0
  if (!looked && words === 'notCollected') unknown.push('nothingObserved')
  if (!looked && (words === ' ' || words === 'none')) no.push('nothingObserved')
  return { counts: no.length > 0 ? 'no' : unknown.length > 0 ? 'unknown' : 'yes', because: [...no, ...unknown].sort() }
}

type Credit = typeof visitCredit
const creditLaws: readonly Law<Credit>[] = [
  {
    name: 'counts as seen, spoken to alone or why not, and something observed: every case of the table',
    holds: (credit) => {
      for (const { birthDate, ...input } of all) {
        const { counts, because } = credit(visitOf(input), birthDate === undefined ? {} : { birthDate })
        const lacks = because.map(({ lack }) => lack).sort()
        expect([input, birthDate, { counts, because: lacks }]).toEqual([
          input,
          birthDate,
          plainCredit({ ...input, birthDate }),
        ])
      }
    },
  },
  {
    name: 'never counts more for knowing less, and names the field of each lack',
    holds: (credit) => {
      for (const { birthDate, ...input } of all) {
        const known = birthDate === undefined ? {} : { birthDate }
        const answer = credit(visitOf(input), known)
        for (const { path } of answer.because) expect(['/on', '/childSeen', '/spokenAlone', '/words']).toContain(path)
        for (const field of ['childSeen', 'spokenAlone', 'on'] as const) {
          const less = credit(visitOf({ ...input, [field]: 'notCollected' }), known)
          expect([input, field, less.counts]).not.toEqual([input, field, 'yes'])
        }
      }
    },
  },
]
const creditTable = creditLaws[0]?.name ?? ''
const credited =
  (change: (visit: Visit) => Partial<Visit>): Credit =>
  (visit, known) =>
    visitCredit({ ...visit, ...change(visit) }, known)
const creditMutants: readonly Mutant<Credit>[] = [
  {
    name: 'does not ask whether the child was seen',
    killedBy: creditTable,
    broken: credited(() => ({ childSeen: 'yes' })),
  },
  {
    name: 'does not ask for a talk alone',
    killedBy: creditTable,
    broken: credited(() => ({ spokenAlone: 'carerPresent' })),
  },
  {
    name: 'takes a photograph at the door for a visit',
    killedBy: creditTable,
    broken: credited(() => ({ words: '到访' })),
  },
  { name: 'takes too young from anybody', killedBy: creditTable, broken: (visit) => visitCredit(visit) },
  {
    name: 'takes unknown for yes',
    killedBy: creditLaws[1]?.name ?? '',
    broken: (visit, known) => {
      const found = visitCredit(visit, known)
      return found.counts === 'unknown' ? { ...found, counts: 'yes' } : found
    },
  },
  {
    name: 'takes unknown for no',
    killedBy: creditTable,
    broken: (visit, known) => {
      const found = visitCredit(visit, known)
      return found.counts === 'unknown' ? { ...found, counts: 'no' } : found
    },
  },
]
lawSuite('visitCredit', visitCredit, creditLaws, creditMutants)

/** The same words however they are typed, by the group in which they stand. */
const wordings = [['一切正常。', '一切 正常', '一切正常！'], ['牙疼，已约挂号'], ['none'], ['notCollected']] as const
interface Made {
  readonly n: number
  readonly worker: 'w1' | 'w2'
  readonly home: number
  readonly minute: number
  readonly group: number
  readonly typed: number
  readonly looked: 'nothing' | 'fine' | 'seen'
  readonly alone: 'yes' | 'tooYoung' | 'carerPresent' | 'no' | 'notCollected'
  readonly readable: boolean
}
const made: fc.Arbitrary<Made> = fc.record({
  n: fc.oneof({ weight: 3, arbitrary: fc.constant(1) }, fc.nat(6)),
  worker: fc.constantFrom('w1' as const, 'w1' as const, 'w1' as const, 'w2' as const),
  home: fc.nat(13),
  minute: fc.oneof(fc.constant(-1), fc.constantFrom(540, 541, 600, 660, 720)),
  group: fc.nat(3),
  typed: fc.nat(2),
  looked: fc.constantFrom(
    'fine' as const,
    'fine' as const,
    'fine' as const,
    'fine' as const,
    'fine' as const,
    'fine' as const,
    'nothing' as const,
    'seen' as const,
  ),
  alone: fc.constantFrom(
    'carerPresent' as const,
    'carerPresent' as const,
    'no' as const,
    'yes' as const,
    'tooYoung' as const,
    'notCollected' as const,
  ),
  readable: fc.oneof(fc.constant(true), fc.constant(true), fc.boolean()),
})
const series = fc.array(made, { maxLength: 45, size: 'max' })
const idOf = (i: number): string => `v${String(i).padStart(2, '0')}`
const writtenVisits = (those: readonly Made[]): readonly WrittenVisit[] =>
  those.map(({ n, worker, home, minute, group, typed, looked, alone, readable }, i) => {
    const texts = wordings[group] ?? ['none']
    const situations = looked === 'nothing' ? {} : { violence: looked === 'fine' ? 'notSeen' : 'seen' }
    return {
      id: VisitId.parse(idOf(i)),
      child: ChildId.parse(`c${Math.floor(home / 2)}-${home}`),
      household: `h${Math.floor(home / 2) === 0 ? 0 : home}`,
      worker: WorkerId.parse(worker),
      visit: visitOf({ on: day(n), spokenAlone: alone, words: texts[typed % texts.length], situations }),
      ...(minute < 0 ? {} : { minute }),
      ...(readable ? {} : { readable: false }),
    }
  })

/** What strikes a supervisor who lays the visits of one worker side by side. */
function plainFindings(those: readonly Made[], until: number): readonly string[] {
  const home = (one: Made): number => (Math.floor(one.home / 2) === 0 ? 0 : one.home)
  const found: string[] = []
  for (const worker of ['w1', 'w2']) {
    const own = those
      .map((one, i) => ({ ...one, id: idOf(i) }))
      .filter((one) => one.worker === worker && one.n <= until)
    const inTime = own.toSorted((a, b) => a.n - b.n || (a.id < b.id ? -1 : 1))
    const read = inTime.filter(({ readable }) => readable)
    const tell = (code: string, visits: readonly { readonly id: string }[], count: number, limit: number): number =>
      found.push([worker, code, count, limit, ...visits.map(({ id }) => id).sort()].join(' '))
    for (const group of [0, 1]) {
      const same = read.filter((one) => one.group === group)
      const talks = new Set(same.map((one) => `${home(one)} ${one.n}`)).size
      if (talks >= 3) tell('sameWords', same, talks, 3)
    }
    for (let n = 0; n <= 6; n++) {
      const today = inTime.filter((one) => one.n === n)
      const homes = new Set(today.map(home)).size
      if (homes > 8) tell('tooManyADay', today, homes, 8)
      for (const minute of [540, 541, 600, 660, 720]) {
        const at = today.filter((one) => one.minute === minute)
        const places = new Set(at.map(home)).size
        if (places > 1) tell('sameMinute', at, places, 1)
      }
    }
    const lastSeen = read.map(({ looked }) => looked).lastIndexOf('seen')
    const calm = read.slice(lastSeen + 1).filter(({ looked }) => looked === 'fine')
    if (calm.length >= 12) tell('alwaysFine', calm, calm.length, 12)
    for (let child = 0; child <= 13; child++) {
      const visits = read.filter((one) => one.home === child)
      let missed: typeof visits = []
      for (const one of visits)
        missed =
          one.alone === 'yes' || one.alone === 'tooYoung'
            ? []
            : one.alone === 'notCollected'
              ? missed
              : [...missed, one]
      if (missed.length >= 3) tell('neverAlone', missed, missed.length, 3)
    }
  }
  return found.sort()
}

type Series = typeof visitSeriesFindings
const told = (findings: ReturnType<Series>): readonly string[] =>
  findings.map(({ worker, code, count, limit, visits }) => [worker, code, count, limit, ...visits].join(' ')).sort()
const seriesLaws: readonly Law<Series>[] = [
  {
    name: 'finds what strikes somebody who lays the visits side by side',
    holds: (findings) => {
      const codes = new Set<string>()
      everywhere(
        fc.tuple(series, fc.nat(6)),
        ([those, n]) => {
          const found = findings(writtenVisits(those), day(n))
          expect(told(found)).toEqual(plainFindings(those, n))
          for (const { code } of found) codes.add(code)
        },
        250,
      )
      // Every code occurs, so that the law says something of each.
      expect([...codes].sort()).toEqual(['alwaysFine', 'neverAlone', 'sameMinute', 'sameWords', 'tooManyADay'])
    },
  },
  {
    name: 'comes to the same in any order, and never looks into what the supervisor may not read',
    holds: (findings) => {
      everywhere(
        series.chain((those) =>
          fc.tuple(fc.constant(those), fc.shuffledSubarray([...those.keys()], { minLength: those.length })),
        ),
        ([those, places]) => {
          const visits = writtenVisits(those)
          const plain = JSON.stringify(findings(visits, day(6)))
          expect(
            JSON.stringify(
              findings(
                places.flatMap((i) => visits[i] ?? []),
                day(6),
              ),
            ),
          ).toBe(plain)
          const hidden = visitOf({ on: day(0), words: '一切正常', spokenAlone: 'no', situations: { violence: 'seen' } })
          const other = visits.map((one) =>
            one.readable === false ? { ...one, visit: { ...hidden, on: one.visit.on } } : one,
          )
          expect(JSON.stringify(findings(other, day(6)))).toBe(plain)
        },
        60,
      )
    },
  },
]
const byHand = seriesLaws[0]?.name ?? ''
const looking =
  (change: (one: WrittenVisit, i: number) => Partial<WrittenVisit>): Series =>
  (visits, asOf) =>
    visitSeriesFindings(
      visits.map((one, i) => ({ ...one, ...change(one, i) })),
      asOf,
    )
const seriesMutants: readonly Mutant<Series>[] = [
  {
    name: 'looks at words to the letter',
    killedBy: byHand,
    broken: looking(({ visit }, i) => ({
      visit: {
        ...visit,
        words: typeof visit.words === 'string' && visit.words.includes('！') ? `${visit.words}${i}` : visit.words,
      },
    })),
  },
  {
    name: 'counts brothers and sisters as households',
    killedBy: byHand,
    broken: looking(({ child }) => ({ household: child })),
  },
  { name: 'mixes workers', killedBy: byHand, broken: looking(() => ({ worker: WorkerId.parse('w1') })) },
  {
    name: 'takes an unknown talk for a missed one',
    killedBy: byHand,
    broken: looking(({ visit }) => ({
      visit: visit.spokenAlone === 'notCollected' ? { ...visit, spokenAlone: 'no' } : visit,
    })),
  },
  {
    name: 'takes a checklist that nobody filled for nothing seen',
    killedBy: byHand,
    broken: looking(({ visit }) => ({
      visit: { ...visit, situations: { ...visit.situations, abandoned: 'notSeen' } },
    })),
  },
  { name: 'looks ahead', killedBy: byHand, broken: (visits) => visitSeriesFindings(visits, day(9)) },
  {
    name: 'does not look at minutes',
    killedBy: byHand,
    broken: looking((_, i) => ({ minute: i })),
  },
  { name: 'reads what it may not', killedBy: seriesLaws[1]?.name ?? '', broken: looking(() => ({ readable: true })) },
]
lawSuite('visitSeriesFindings', visitSeriesFindings, seriesLaws, seriesMutants)

describe('visitSeriesFindings', () => {
  it('has no consequence: a visit counts the same whatever the series looks like', () => {
    everywhere(
      series,
      (those) => {
        const visits = writtenVisits(those)
        const before = visits.map(({ visit }) => visitCredit(visit))
        visitSeriesFindings(visits, day(6))
        expect(visits.map(({ visit }) => visitCredit(visit))).toEqual(before)
      },
      20,
    )
  })
  it('shows every number with its standing, and none as law', () => {
    const same = [0, 1, 2].map(
      (home): Made => ({
        n: 0,
        worker: 'w1',
        home: home + 3,
        minute: 540,
        group: 0,
        typed: home,
        looked: 'fine',
        alone: 'yes',
        readable: true,
      }),
    )
    expect(visitSeriesFindings(writtenVisits(same), day(0)).map(({ code, standing }) => [code, standing])).toEqual([
      ['sameMinute', 'proposal'],
      ['sameWords', 'proposal'],
    ])
  })
})
