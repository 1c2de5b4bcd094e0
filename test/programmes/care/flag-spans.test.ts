import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { flagSpans } from '../../../src/programmes/index.ts'
import { durations } from '../../../src/report/index.ts'
import { type FlagEvent, foldFlags } from '../../../src/risk/index.ts'
import { everywhere, type Law, lawSuite, type Mutant } from '../law-suite.ts'
import { day } from './plan-model.ts'

const span = 40
const rules = ['contact.silent-month', 'health.untreated'] as const
const person = { by: 's1', role: 'supervisor' } as const
const step = fc.record({
  n: fc.nat(span),
  rule: fc.constantFrom(...rules),
  kind: fc.constantFrom('fired', 'fired', 'acted', 'acknowledged', 'cleared', 'notFired', 'retired', 'unknown'),
})
/** Histories that foldFlags takes: what may not follow is left out. */
const histories: fc.Arbitrary<readonly FlagEvent[]> = fc.array(step, { maxLength: 16, size: 'max' }).map((steps) => {
  const kept: FlagEvent[] = []
  for (const { n, rule, kind } of steps.toSorted((a, b) => a.n - b.n)) {
    const head = { rule, on: day(n) }
    const fired = {
      evidence: 'x',
      ruleset: 'x',
      since: day(n),
      deadline: day(n + 7),
      autoClear: rule === 'contact.silent-month',
      suppressible: false,
      tier: 2,
    } as const
    const event = {
      kind,
      ...head,
      ...(kind === 'fired' ? fired : person),
      ...(kind === 'cleared' ? { reason: '已解决' } : {}),
    } as FlagEvent
    if (foldFlags([...kept, event], event.on).isOk()) kept.push(event)
  }
  return kept
})

/** Event by event: what each flag looked like when it was first acted on and when it was over. */
function plainSpans(history: readonly FlagEvent[], n: number, until: 'action' | 'cleared') {
  const flags = new Map<string, { from: string; acted?: string; over?: string; isGone: boolean }>()
  for (const [at, { on }] of history.entries()) {
    if (on > day(n)) continue
    for (const { rule, episode, state, raisedOn } of foldFlags(history.slice(0, at + 1), on)._unsafeUnwrap()) {
      const flag = flags.get(`${rule} ${episode}`) ?? { from: raisedOn, isGone: false }
      flags.set(`${rule} ${episode}`, flag)
      if (state === 'inAction') flag.acted ??= on
      if (state === 'cleared') flag.over ??= on
      if (state === 'superseded') flag.isGone = true
    }
  }
  return [...flags]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, { from, acted, over, isGone }]) =>
      isGone ? [] : [{ from, to: (until === 'action' ? (acted ?? over) : over) ?? 'none' }],
    )
}

type Answers = typeof flagSpans
const asked = fc.tuple(histories, fc.nat(span), fc.constantFrom('action' as const, 'cleared' as const))
const spansOf = (answers: Answers, history: readonly FlagEvent[], n: number, until: 'action' | 'cleared') =>
  answers([history], { asOf: day(n), until })._unsafeUnwrap()
const laws: readonly Law<Answers>[] = [
  {
    name: 'is what following each flag event by event says',
    holds: (answers) => {
      let [ended, open] = [0, 0]
      everywhere(
        asked,
        ([history, n, until]) => {
          const found = spansOf(answers, history, n, until)
          expect(found.map(({ from, to }) => ({ from, to }))).toEqual(plainSpans(history, n, until))
          for (const { to } of found) to === 'none' ? (open += 1) : (ended += 1)
        },
        250,
      )
      expect(Math.min(ended, open)).toBeGreaterThan(40)
    },
  },
  {
    name: 'acts no later than it clears, begins before it ends, and adds up to all in durations',
    holds: (answers) => {
      everywhere(asked, ([history, n]) => {
        const [acted, cleared] = [spansOf(answers, history, n, 'action'), spansOf(answers, history, n, 'cleared')]
        expect(acted.map(({ from }) => from)).toEqual(cleared.map(({ from }) => from))
        for (const [i, { from, to }] of acted.entries()) {
          const end = cleared[i]?.to ?? 'none'
          if (to !== 'none') expect(to >= from).toBe(true)
          if (end !== 'none') expect(to !== 'none' && to <= end).toBe(true)
        }
        const { all, ended, open, unknown } = durations(acted, { asOf: day(n), bands: [3, 7] })
        expect([all, ended + open, unknown]).toEqual([acted.length, acted.length, 0])
        expect(JSON.stringify(acted)).not.toContain('silent')
      })
    },
  },
]
const [byHand, ordered] = laws.map(({ name }) => name)
const seeing =
  (change: (event: FlagEvent) => FlagEvent | undefined): Answers =>
  (all, settings) =>
    flagSpans(
      all.map((history) => history.flatMap((event) => change(event) ?? [])),
      settings,
    )
const mutants: readonly Mutant<Answers>[] = [
  {
    name: 'takes a glance for an action',
    killedBy: byHand ?? '',
    broken: seeing((event) => (event.kind === 'acknowledged' ? { ...event, kind: 'acted' } : event)),
  },
  {
    name: 'does not know of actions',
    killedBy: byHand ?? '',
    broken: (all, { asOf }) => flagSpans(all, { asOf, until: 'cleared' }),
  },
  {
    name: 'looks ahead',
    killedBy: byHand ?? '',
    broken: (all, { until }) => flagSpans(all, { asOf: day(span), until }),
  },
  {
    name: 'forgets what goes on',
    killedBy: byHand ?? '',
    broken: (all, settings) => flagSpans(all, settings).map((spans) => spans.filter(({ to }) => to !== 'none')),
  },
  {
    name: 'ends what goes on today',
    killedBy: byHand ?? '',
    broken: (all, settings) =>
      flagSpans(all, settings).map((spans) =>
        spans.map((one) => ({ ...one, to: one.to === 'none' ? settings.asOf : one.to })),
      ),
  },
  {
    name: 'takes the last action for the first',
    killedBy: ordered ?? '',
    broken: (all, settings) =>
      flagSpans(all, settings).map((spans) =>
        spans.map((one) => (settings.until === 'action' && one.to !== 'none' ? { ...one, to: day(span + 1) } : one)),
      ),
  },
]
lawSuite('flagSpans', flagSpans, laws, mutants)

describe('flagSpans, worked', () => {
  it('gives durations the time to action of a month: half were acted on within three days, one goes on', () => {
    const fired = (n: number): FlagEvent => ({
      kind: 'fired',
      rule: rules[0],
      on: day(n),
      tier: 2,
      evidence: 'x',
      ruleset: 'x',
      since: day(n),
      deadline: day(n + 7),
      autoClear: false,
      suppressible: false,
    })
    const acted = (n: number): FlagEvent => ({ kind: 'acted', rule: rules[0], on: day(n), by: 'w1', role: 'worker' })
    const all = [[fired(0), acted(2)], [fired(1), acted(4)], [fired(5)], [fired(2), acted(12)]]
    const spans = flagSpans(all, { asOf: day(30), until: 'action' })._unsafeUnwrap()
    expect(durations(spans, { asOf: day(30), bands: [7] })).toMatchObject({
      all: 4,
      ended: 3,
      open: 1,
      medianDays: 3,
      bands: [
        { from: 0, to: 7, ended: 2, open: 0 },
        { from: 7, to: 'none', ended: 1, open: 1 },
      ],
    })
    expect(spans.filter(({ to, deadline }) => to === 'none' || to > deadline).length).toBe(2)
  })
  it('refuses a history that could not have happened', () => {
    expect(
      flagSpans([[{ kind: 'acted', rule: rules[0], on: day(0), by: 'w1', role: 'worker' }]], {
        asOf: day(1),
        until: 'action',
      }).isErr(),
    ).toBe(true)
  })
})
