import { isKnown } from '../../../absent.ts'
import type { PlainDate } from '../../../date.ts'
import { type Pointer, pointer } from '../../../pointer.ts'
import { parameterOn } from '../../../policy.ts'
import { ageOn, type Answer, both, either, type Visit } from '../../../records/index.ts'
import { windows } from '../../../risk/index.ts'

/** What a visit lacks, or what nobody wrote down. */
export type VisitLack =
  | 'noDay'
  | 'childNotSeen'
  | 'childSeenUnknown'
  | 'notAloneWithoutReason'
  | 'aloneUnknown'
  | 'contradiction'
  | 'notTooYoung'
  | 'nothingObserved'

/** Whether a visit counts, and why not. */
export interface VisitCredit {
  /** `unknown`: something was not written down; it can still be added. */
  readonly counts: Answer
  readonly because: readonly { readonly lack: VisitLack; readonly path: Pointer }[]
}

type Judged = readonly [Answer, VisitLack, Pointer]

const tooYoungYears = windows.find(({ id }) => id === 'visit.tooYoungToTalk')

function alone({ spokenAlone, on, childSeen }: Visit, birthDate: PlainDate | undefined): Judged {
  const path = pointer('spokenAlone')
  if (!isKnown(spokenAlone) || spokenAlone === 'none') return ['unknown', 'aloneUnknown', path]
  if (typeof spokenAlone === 'object') return ['yes', 'aloneUnknown', path]
  if (spokenAlone === 'no') return ['no', 'notAloneWithoutReason', path]
  if (spokenAlone === 'childAway') return ['no', childSeen === 'yes' ? 'contradiction' : 'childNotSeen', path]
  if (spokenAlone === 'yes' && childSeen === 'no') return ['no', 'contradiction', path]
  if (spokenAlone === 'tooYoung' && birthDate !== undefined && isKnown(on) && tooYoungYears)
    return ageOn(birthDate, on) < parameterOn(tooYoungYears, on).value
      ? ['yes', 'notTooYoung', path]
      : ['no', 'notTooYoung', path]
  return ['yes', 'aloneUnknown', path]
}

function observed({ words, situations, emergencies }: Visit): Judged {
  const looked = [...Object.values(situations), ...Object.values(emergencies)].some(
    (sighting) => sighting !== 'notChecked',
  )
  const wrote: Answer = !isKnown(words) ? 'unknown' : words !== 'none' && words.trim() !== '' ? 'yes' : 'no'
  return [either(looked ? 'yes' : 'no', wrote), 'nothingObserved', pointer('words')]
}

/**
 * Whether a visit counts: the child was seen, was spoken to alone or there is a reason why not, and something was observed, in words or on the
 * checklist. It hangs on the visit alone, never on what other visits look like. With a birth date "too young to talk" is a reason only below
 * the age of `visit.tooYoungToTalk`.
 * @source Practice of visits (proposal): a photograph at the door is no visit
 * @example
 * ```ts
 * import { childFile } from 'childfile'
 * import { visitCredit } from 'childfile/programmes'
 * const visits = { v1: { on: '2026-09-15', childSeen: 'yes', spokenAlone: 'carerPresent', words: '在院子里写作业' }, v2: { on: '2026-09-15', childSeen: 'no' } } as const
 * Object.values(childFile({ id: 'c1', name: '李小花', visits }).visits).map((visit) => visitCredit(visit).counts) // => ['yes', 'no']
 * ```
 */
export function visitCredit(visit: Visit, { birthDate }: { readonly birthDate?: PlainDate } = {}): VisitCredit {
  const { childSeen, on } = visit
  const seen: Answer = isKnown(childSeen) ? childSeen : 'unknown'
  const judged: readonly Judged[] = [
    [isKnown(on) ? 'yes' : 'unknown', 'noDay', pointer('on')],
    [seen, seen === 'no' ? 'childNotSeen' : 'childSeenUnknown', pointer('childSeen')],
    alone(visit, birthDate),
    observed(visit),
  ]
  return {
    counts: both(...judged.map(([answer]) => answer)),
    because: judged.flatMap(([answer, lack, path]) => (answer === 'yes' ? [] : [{ lack, path }])),
  }
}
