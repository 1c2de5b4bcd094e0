import { isKnown, some } from '../../absent.ts'
import { daysBetween, type PlainDate } from '../../date.ts'
import { type Pointer, pointer } from '../../pointer.ts'
import type { Parameter } from '../../policy.ts'
import { parameterOn } from '../../policy.ts'
import type { ChildFile } from '../child/child-file.ts'
import type { Phone } from '../child/text.ts'
import type { Answer } from './truth.ts'

/** In what role somebody is called. Only parents and guardians can decide for the child; a delegate can only help. */
export type CallRole = 'delegate' | 'guardian' | 'father' | 'mother' | 'emergencyContact'

/** Somebody to call, with all telephones, and what one should know before calling. */
export interface Call {
  readonly role: CallRole
  readonly path: Pointer
  readonly phones: readonly Phone[]
  readonly name: ChildFile['father']['name']
  readonly language: ChildFile['father']['language']
  readonly bestTime: ChildFile['father']['bestTime']
  readonly answeredOn: ChildFile['father']['answeredOn']
  /** Whether this person can decide for the child. */
  readonly mayDecide: boolean
}

type Reach = Pick<ChildFile['father'], 'phone' | 'otherPhones' | 'language' | 'bestTime' | 'answeredOn' | 'name'>

const unreachable = new Set(['dead', 'missing', 'imprisoned', 'compulsoryTreatment'])

const isUnreachable = ({ status }: ChildFile['father']): boolean =>
  typeof status === 'string' && unreachable.has(status)

const phonesOf = (adult: Pick<Reach, 'phone' | 'otherPhones'>): readonly Phone[] => {
  const first = some(adult.phone)
  return [...new Set([...(first ? [first] : []), ...(some(adult.otherPhones) ?? [])])]
}

/**
 * Whom to call about a child, in order: the delegated carer, who is there; guardians; the parents, the one who answered last
 * first; emergency contacts in their order. Nobody without a telephone, and no parent who is dead, missing or locked up. A
 * guardian with a known end is left out, unless a day is given on which the guardianship still holds.
 * @example
 * ```ts
 * import { callOrder, childFile, Phone } from 'childfile'
 * const file = childFile({
 *   id: 'c1', name: '李小花', delegate: { phone: '13800000000' },
 *   father: { status: 'dead', phone: '13900000000' }, mother: { status: 'awayWorking', phone: '13700000000' },
 * })
 * callOrder(file).map((call) => call.role) // => ['delegate', 'mother']
 * ```
 */
export function callOrder(file: ChildFile, asOf?: PlainDate): readonly Call[] {
  const call = (role: CallRole, path: Pointer, adult: Reach, mayDecide: boolean): Call => ({
    role,
    path,
    phones: phonesOf(adult),
    name: adult.name,
    language: adult.language,
    bestTime: adult.bestTime,
    answeredOn: adult.answeredOn,
    mayDecide,
  })
  const delegate = some(file.delegate)
  const guardians = Object.entries(some(file.guardians) ?? {}).filter(([, { until }]) => {
    const end = some(until)
    return end === undefined || (asOf !== undefined && end > asOf)
  })
  const parents = (['father', 'mother'] as const)
    .filter((role) => !isUnreachable(file[role]))
    .map((role) => call(role, pointer(role), file[role], true))
    .sort((a, b) => (answered(b) > answered(a) ? 1 : answered(b) < answered(a) ? -1 : 0))
  const emergency = Object.entries(some(file.emergencyContacts) ?? {}).sort(
    ([a, x], [b, y]) => place(x.order) - place(y.order) || (a < b ? -1 : 1),
  )
  return [
    ...(delegate ? [call('delegate', '/delegate', delegate, false)] : []),
    ...guardians.map(([id, guardian]) => call('guardian', pointer('guardians', id), guardian, true)),
    ...parents,
    ...emergency.map(([id, { name, phone }]) =>
      call('emergencyContact', pointer('emergencyContacts', id), { ...silent, name, phone }, false),
    ),
  ].filter(({ phones }) => phones.length > 0)
}

const silent = {
  otherPhones: 'notCollected',
  language: 'notCollected',
  bestTime: 'notCollected',
  answeredOn: 'notCollected',
} as const
const answered = ({ answeredOn }: Call): string => some(answeredOn) ?? ''
const place = (order: number | string): number => (typeof order === 'number' ? order : 10)

/** After how many days an answered call no longer shows that somebody can be reached. */
export const answeredWithinDays: Parameter<number> = {
  id: 'reach.answeredWithinDays',
  unit: 'days',
  en: 'an answered call counts for so long',
  zh: '接通电话的有效天数',
  values: [
    {
      from: '2021-06-01',
      value: 30,
      standing: 'proposal',
      source: { title: 'our own default', kind: 'proposal', standing: 'proposal' },
    },
  ],
}

/** Whether somebody can be reached, and who. */
export interface Reachability {
  readonly reachable: Answer
  /** Those who answered lately, in call order. */
  readonly by: readonly Call[]
}

/**
 * Whether somebody can be reached about this child. `yes`: somebody answered lately; `no`: it is on record that nobody has a
 * telephone; else `unknown`, for a number on paper is not yet an answer.
 * @example
 * ```ts
 * import { childFile, reachable } from 'childfile'
 * const file = childFile({ id: 'c1', name: '李小花', mother: { phone: '13700000000', answeredOn: '2026-09-10' } })
 * reachable(file, '2026-09-15').reachable // => 'yes'
 * reachable(file, '2026-12-15').reachable // => 'unknown'
 * ```
 */
export function reachable(file: ChildFile, asOf: PlainDate): Reachability {
  const within = parameterOn(answeredWithinDays, asOf).value
  const by = callOrder(file, asOf).filter(({ answeredOn }) => {
    const on = some(answeredOn)
    return on !== undefined && on <= asOf && daysBetween(on, asOf) <= within
  })
  return { reachable: by.length > 0 ? 'yes' : nobodyHasPhone(file) ? 'no' : 'unknown', by }
}

function nobodyHasPhone(file: ChildFile): boolean {
  const delegate = file.delegate === 'none' || (typeof file.delegate === 'object' && file.delegate.phone === 'none')
  const parents = [file.father, file.mother].every(
    ({ phone, status }) => phone === 'none' || unreachable.has(typeof status === 'string' ? status : ''),
  )
  const others = [file.guardians, file.emergencyContacts].every(
    (people) => isKnown(people) && (people === 'none' || Object.values(people).every(({ phone }) => phone === 'none')),
  )
  return delegate && parents && others
}
