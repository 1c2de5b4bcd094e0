import { type Field, isKnown, some } from '../../absent.ts'
import type { PlainDate } from '../../date.ts'
import type { ChildFile, Code, codeLists, DivisionCode } from '../../records/index.ts'

/** Why a stay ended; none: it lasts, or went on somewhere else. */
export type StayEnd = Code<typeof codeLists.exitReasons> | 'other' | 'none' | 'notCollected'

/** A half-open span on the register of one division. */
export interface RegisterStay {
  readonly division: Field<DivisionCode>
  /** Not collected: it was there before anything that is known. */
  readonly from: PlainDate | 'notCollected'
  /** First day on which it is not there any more. Not collected: it is over, and nobody wrote down since when. */
  readonly to: PlainDate | 'none' | 'notCollected'
  readonly reason: StayEnd
}

/** A child as it is counted: where it was registered when. No name and no id. */
export interface RegisteredChild {
  readonly stays: readonly RegisterStay[]
  readonly classes: Readonly<Record<string, string>>
}

/** A stay whose days are known; before all days if nobody wrote down since when. */
export interface DatedStay {
  readonly division: Field<DivisionCode>
  readonly from: PlainDate
  readonly to: PlainDate | 'none'
  readonly reason: StayEnd
}

const beforeAll: PlainDate = '0000-01-01'

/**
 * Stays in order, never two at once: where two overlap, the later one counts from its first day. Stays without a day, and those whose
 * last day nobody knows, are none.
 */
export function datedStays(stays: readonly RegisterStay[]): readonly DatedStay[] {
  const dated = stays
    .flatMap(({ division, from, to, reason }): readonly DatedStay[] =>
      to === 'notCollected' ? [] : [{ division, from: from === 'notCollected' ? beforeAll : from, to, reason }],
    )
    .filter(({ from, to }) => to === 'none' || from < to)
    .sort((a, b) => compare(a.from, b.from) || compare(ending(a), ending(b)) || compare(a.division, b.division))
  return dated
    .map((stay, i): DatedStay => {
      const next = dated[i + 1]
      return next && ending(stay) > next.from ? { ...stay, to: next.from, reason: 'none' } : stay
    })
    .filter(({ from, to }) => to === 'none' || from < to)
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const ending = ({ to }: DatedStay): string => (to === 'none' ? '9999-99-99' : to)

/**
 * Where a child is registered at the end of a day; undefined if nowhere.
 * @example
 * ```ts
 * import { DivisionCode } from 'childfile'
 * import { registeredIn } from 'childfile/report'
 * const stays = [{ division: DivisionCode.parse('520526'), from: '2026-09-01', to: '2026-10-08', reason: 'parentReturned' }] as const
 * registeredIn(stays, '2026-10-07') // => '520526'
 * registeredIn(stays, '2026-10-08') // => undefined
 * ```
 */
export const registeredIn = (stays: readonly RegisterStay[], on: PlainDate): RegisterStay['division'] | undefined =>
  datedStays(stays).find(({ from, to }) => from <= on && (to === 'none' || on < to))?.division

/**
 * Where a child was registered when, as its file says it: earlier periods, then the present one, which is where the child lives now.
 * @example
 * ```ts
 * import { childFile } from 'childfile'
 * import { staysOf } from 'childfile/report'
 * const register = { registerState: 'registered', reportedOn: '2026-09-01' } as const
 * staysOf(childFile({ id: 'c1', name: '李小花', residenceDivision: '520526113205', register })) // => [{ division: '520526113205', from: '2026-09-01', to: 'none', reason: 'none' }]
 * ```
 */
export function staysOf({ register, residenceDivision }: ChildFile): readonly RegisterStay[] {
  const { registerState, periods, reportedOn, exitOn, exitReason } = register
  const over =
    registerState === 'exited' ||
    (registerState !== 'registered' && (some(exitOn) !== undefined || some(exitReason) !== undefined))
  const earlier = (some(periods) ?? []).map(
    (one): RegisterStay => ({
      division: one.division,
      from: isKnown(one.enteredOn) ? one.enteredOn : 'notCollected',
      to: some(one.exitOn) ?? 'notCollected',
      reason: endOf(one.exitReason),
    }),
  )
  return [
    ...earlier,
    {
      division: residenceDivision,
      from: isKnown(reportedOn) ? reportedOn : 'notCollected',
      to: over ? (some(exitOn) ?? 'notCollected') : 'none',
      reason: over ? endOf(exitReason) : 'none',
    },
  ]
}

const endOf = (reason: ChildFile['register']['exitReason']): StayEnd =>
  !isKnown(reason) || reason === 'none' ? 'notCollected' : typeof reason === 'object' ? 'other' : reason
