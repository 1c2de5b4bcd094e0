import type { PlainDate } from '../../date.ts'
import { parameterOn } from '../../policy.ts'
import { mayBeCause, type Viewer } from '../../privacy/index.ts'
import { type Answer, type Call, type ChildFile, callOrder, type Incident, reachable } from '../../records/index.ts'
import { careParameters } from './care-parameters.ts'

type Matter = Pick<Incident, 'possibleCauses'>

/** For what somebody is rung, and who asks. */
export interface RingOptions {
  readonly asOf: PlainDate
  /** What it is about: nobody who may be the cause is rung about it. */
  readonly about?: readonly Matter[]
  /** Who asks. What this person may be the cause of changes nothing in the answer. */
  readonly viewer?: Viewer
  /** `decision`: only those who can decide for the child. `help` if left out: anybody who can. */
  readonly wanted?: 'help' | 'decision'
}

/** Whom to ring now about a child. */
export interface RingNow {
  /** Whether one of these answered lately. */
  readonly reachable: Answer
  /** Those who answered lately first, then the others, both in call order. */
  readonly calls: readonly Call[]
  /** Numbers that can always be rung; they stand last, and first where there is nobody else. */
  readonly always: readonly string[]
}

/** The person behind a call, as a matter may name him or her. */
function viewerOf({ role, path }: Call): Viewer {
  const id = path.split('/').at(-1) ?? ''
  switch (role) {
    case 'father':
    case 'mother':
    case 'delegate':
      return { role, relation: 'family' }
    case 'guardian':
      return { role, relation: 'family', person: id }
    case 'emergencyContact':
      return { role: 'member', relation: 'family', person: id }
  }
}

/** An emergency contact may be somebody of the family by another name. */
const sameTelephone = ({ phones }: Call, barred: readonly Call[]): boolean =>
  barred.some((other) => other.phones.some((phone) => phones.includes(phone)))

/**
 * Whom to ring now about a child: who answered lately first, then the others of the call order. In a matter nobody who may be its cause is rung, nor
 * anybody at a telephone of such a person; where nobody has written down a cause, none of the family is.
 * @example
 * ```ts
 * import { childFile } from 'childfile'
 * import { ringNow } from 'childfile/programmes'
 * const file = childFile({
 *   id: 'c1', name: '李小花', delegate: { phone: '13800000000' },
 *   mother: { status: 'awayWorking', phone: '13700000000', answeredOn: '2026-09-10' },
 * })
 * const asOf = '2026-09-15'
 * ringNow(file, { asOf }).calls.map(({ role }) => role) // => ['mother', 'delegate']
 * ringNow(file, { asOf, about: [{ possibleCauses: [{ role: 'delegate', id: 'none' }] }] }).calls.map(({ role }) => role) // => ['mother']
 * ```
 */
export function ringNow(file: ChildFile, { asOf, about = [], viewer, wanted = 'help' }: RingOptions): RingNow {
  const matters = about.filter((matter) => viewer === undefined || !mayBeCause(matter, viewer))
  const all = callOrder(file, asOf)
  const barred = all.filter((call) => matters.some((matter) => mayBeCause(matter, viewerOf(call))))
  const may = (call: Call): boolean =>
    !barred.includes(call) && !sameTelephone(call, barred) && (wanted === 'help' || call.mayDecide)
  const lately = reachable(file, asOf)
  const recent = new Set<string>(lately.by.map(({ path }) => path))
  const calls = all.filter(may)
  const first = calls.filter(({ path }) => recent.has(path))
  return {
    reachable: first.length > 0 ? 'yes' : lately.reachable === 'no' ? 'no' : 'unknown',
    calls: [...first, ...calls.filter(({ path }) => !recent.has(path))],
    always: parameterOn(careParameters.emergencyNumbers, asOf).value,
  }
}
