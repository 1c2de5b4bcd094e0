import { some } from '../../absent.ts'
import type { PlainDate } from '../../date.ts'
import type { ChildFile } from '../child/child-file.ts'
import { type Call, callOrder } from './call-order.ts'

type Health = ChildFile['health']
type Entry<F> = Exclude<F, string>[keyof Exclude<F, string>]

/** What a rescuer or a doctor needs at once, and nothing else. Mental health is not on it. */
export interface EmergencyCard {
  readonly name: ChildFile['name']
  readonly birthDate: ChildFile['birthDate']
  readonly sex: ChildFile['sex']
  readonly bloodType: Health['bloodType']
  /** `none`: asked, there is none; `notCollected`: nobody asked. Severe ones first. */
  readonly allergies: 'none' | 'notCollected' | 'contested' | readonly Entry<Health['allergies']>[]
  readonly illnesses: 'none' | 'notCollected' | 'contested' | readonly Entry<Health['illnesses']>[]
  readonly medicines: 'none' | 'notCollected' | 'contested' | readonly Entry<Health['medicines']>[]
  readonly disability: Health['disability']
  readonly medicalInsurance: Health['medicalInsurance']
  readonly recordedOn: Health['recordedOn']
  readonly call: readonly Call[]
}

const grave = { severe: 0, moderate: 1, mild: 3 } as const

/**
 * The card for an emergency on a day: allergies, illnesses that are not over, medicines being taken, whom to call.
 * @example
 * ```ts
 * import { childFile, emergencyCard } from 'childfile'
 * const file = childFile({ id: 'c1', name: '李小花', health: { allergies: { a1: { substance: 'penicillin', severity: 'severe' } } } })
 * emergencyCard(file, '2026-09-15').medicines // => 'notCollected'
 * ```
 */
export function emergencyCard(file: ChildFile, asOf: PlainDate): EmergencyCard {
  const { health } = file
  return {
    name: file.name,
    birthDate: file.birthDate,
    sex: file.sex,
    bloodType: health.bloodType,
    allergies:
      typeof health.allergies === 'string'
        ? health.allergies
        : ordered(health.allergies, ({ severity }) =>
            typeof severity === 'string' && severity in grave ? grave[severity as keyof typeof grave] : 2,
          ),
    illnesses:
      typeof health.illnesses === 'string'
        ? health.illnesses
        : ordered(health.illnesses, () => 0).filter(({ status }) => status !== 'resolved'),
    medicines:
      typeof health.medicines === 'string'
        ? health.medicines
        : ordered(health.medicines, () => 0).filter(({ to }) => (some(to) ?? '9999-12-31') > asOf),
    disability: health.disability,
    medicalInsurance: health.medicalInsurance,
    recordedOn: health.recordedOn,
    call: callOrder(file, asOf),
  }
}

const ordered = <T>(entries: Readonly<Record<string, T>>, rank: (entry: T) => number): readonly T[] =>
  Object.entries(entries)
    .sort(([a, x], [b, y]) => rank(x) - rank(y) || (a < b ? -1 : 1))
    .map(([, entry]) => entry)
