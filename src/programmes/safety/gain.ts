import { z } from 'zod'
import { PlainDate } from '../../date.ts'
import { ChildId } from '../../id.ts'
import type { Immutable } from '../../immutable.ts'
import { parameterOn } from '../../policy.ts'
import { pointer } from '../../pointer.ts'
import { invalid, type Outcome, parse, settle } from '../../problem.ts'
import { byText, Key } from '../keyed-history.ts'
import { type Gain, meanGain, shareGain } from './interval.ts'
import type { Ability } from './modules.ts'
import { safetyParameters } from './safety-parameters.ts'

const absent = ['notCollected', 'contested'] as const
const seen = z.enum(['yes', 'no', ...absent])
const nothing = z.enum(['none', ...absent])

/** What was seen of one child before or after a lesson. Whom a child names and which number stays with the child: only that it did. */
export const SafetyObservation = z
  .strictObject({
    child: ChildId,
    moment: z.enum(['before', 'after']),
    on: PlainDate,
    questions: z
      .union([z.strictObject({ asked: z.int().min(1).max(100), right: z.int().min(0).max(100) }), nothing])
      .describe('Awareness: questions asked and answered right'),
    seconds: z.union([z.int().min(1).max(3600), nothing]).describe('Time of the drill until the child was out'),
    abilities: z
      .strictObject({
        leavesInTime: seen,
        refuses: seen,
        leaves: seen,
        tells: seen,
        ownAddress: seen,
        emergencyNumbers: seen,
      })
      .describe('Ability: what an observer saw'),
    namesAdult: seen.describe('Help-seeking: names a trusted adult'),
    namesNumber: seen.describe('Help-seeking: names a number to call'),
  })
  .describe('What was seen of one child before or after a lesson')
export type SafetyObservation = Immutable<z.infer<typeof SafetyObservation>>

/** What the children of one lesson gained, together; no child is in it. */
export interface SafetyGain {
  /** Share of questions answered right. */
  readonly awareness: Gain
  /** Seconds of the drill; a gain below nought is faster. */
  readonly drillSeconds: Gain
  /** Share of children who can do it. */
  readonly abilities: Readonly<Record<Ability, Gain>>
  /** Share of children who name both a trusted adult and a number. */
  readonly helpSeeking: Gain
  /** Children seen on one side only; they are in no gain. */
  readonly onlyBefore: number
  readonly onlyAfter: number
}

interface Pair {
  readonly before: SafetyObservation
  readonly after: SafetyObservation
}

type Seen = SafetyObservation['namesAdult']
const both = (one: Seen, other: Seen): Seen =>
  one === 'no' || other === 'no' ? 'no' : one === 'yes' && other === 'yes' ? 'yes' : 'notCollected'

/** Pairs in which both sides are known. */
function yesNoPairs(
  pairs: readonly Pair[],
  of: (seen: SafetyObservation) => Seen,
): readonly { before: boolean; after: boolean }[] {
  return pairs.flatMap(({ before, after }) => {
    const [left, right] = [of(before), of(after)]
    return (left === 'yes' || left === 'no') && (right === 'yes' || right === 'no')
      ? [{ before: left === 'yes', after: right === 'yes' }]
      : []
  })
}

function numberPairs(
  pairs: readonly Pair[],
  of: (seen: SafetyObservation) => number | undefined,
): readonly { before: number; after: number }[] {
  return pairs.flatMap((pair) => {
    const [before, after] = [of(pair.before), of(pair.after)]
    return before === undefined || after === undefined ? [] : [{ before, after }]
  })
}

const shareRight = ({ questions }: SafetyObservation): number | undefined =>
  typeof questions === 'object' ? questions.right / questions.asked : undefined
const secondsOf = ({ seconds }: SafetyObservation): number | undefined =>
  typeof seconds === 'number' ? seconds : undefined

/**
 * What children gained from a lesson: awareness, observed skills, help-seeking, each before and after with a 95 % interval. A child's
 * first observation before and last one after make its pair; who was seen on one side only says nothing. Shares have Newcombe's
 * interval for pairs, numbers Student's; with fewer than two pairs, or where all changed alike, there is none, and the answer says so.
 * @returns Ok: the gains. Err `invalid`: an observation that cannot be read, or more right answers than questions.
 * @source Newcombe 1998, method 10; Student 1908
 * @example
 * ```ts
 * import { ChildId } from 'childfile'
 * import { safetyGain } from 'childfile/programmes'
 * const seen = (child: string, moment: 'before' | 'after', right: number) => ({
 *   child: ChildId.parse(child), moment, on: moment === 'before' ? '2026-10-12' : '2026-10-26',
 *   questions: { asked: 10, right }, seconds: 'none', namesAdult: 'notCollected', namesNumber: 'notCollected',
 *   abilities: {
 *     leavesInTime: 'notCollected', refuses: 'no', leaves: 'no', tells: 'no', ownAddress: 'no', emergencyNumbers: 'no',
 *   },
 * } as const)
 * const observations = {
 *   o1: seen('c1', 'before', 4), o2: seen('c1', 'after', 8), o3: seen('c2', 'before', 5), o4: seen('c2', 'after', 7),
 * }
 * const awareness = safetyGain(observations, '2026-11-01').map((gain) => gain.awareness)
 * awareness.map(({ pairs, gain, interval, small }) => [pairs, gain, interval, small]).unwrapOr([]) // => [2, 0.3, { from: -0.9706, to: 1.5706 }, true]
 * ```
 */
export function safetyGain(
  observations: Readonly<Record<string, SafetyObservation>>,
  asOf: PlainDate,
): Outcome<SafetyGain> {
  return parse(z.record(Key, SafetyObservation), observations)
    .andThen((read) =>
      settle(
        read,
        Object.values(read).some(({ questions }) => typeof questions === 'object' && questions.right > questions.asked)
          ? [invalid(pointer('*', 'questions', 'right'), 'inconsistent', 'must not be more than the questions asked')]
          : [],
      ),
    )
    .map((read) => {
      const children = new Map<string, { before?: SafetyObservation; after?: SafetyObservation }>()
      const dated = Object.entries(read)
        .filter(([, { on }]) => on <= asOf)
        .sort(([a, x], [b, y]) => byText(x.on, y.on) || byText(a, b))
      for (const [, seenThen] of dated) {
        const side = children.get(seenThen.child) ?? {}
        if (seenThen.moment === 'after') side.after = seenThen
        else side.before ??= seenThen
        children.set(seenThen.child, side)
      }
      const sides = [...children.values()]
      const pairs = sides.flatMap(({ before, after }) =>
        before && after && before.on <= after.on ? [{ before, after }] : [],
      )
      const small = parameterOn(safetyParameters.smallGroup, asOf).value
      const share = (of: (one: SafetyObservation) => Seen): Gain => shareGain(yesNoPairs(pairs, of), small)
      const ability = (key: Ability): Gain => share((one) => one.abilities[key])
      return {
        awareness: meanGain(numberPairs(pairs, shareRight), small),
        drillSeconds: meanGain(numberPairs(pairs, secondsOf), small),
        abilities: {
          leavesInTime: ability('leavesInTime'),
          refuses: ability('refuses'),
          leaves: ability('leaves'),
          tells: ability('tells'),
          ownAddress: ability('ownAddress'),
          emergencyNumbers: ability('emergencyNumbers'),
        },
        helpSeeking: share(({ namesAdult, namesNumber }) => both(namesAdult, namesNumber)),
        onlyBefore: sides.filter(({ before, after }) => before && !after).length,
        onlyAfter: sides.filter(({ before, after }) => after && !before).length,
      }
    })
}
