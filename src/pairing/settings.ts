import { z } from 'zod'
import type { PlainDate } from '../date.ts'
import { type Parameter, parameterOn } from '../policy.ts'
import type { Source } from '../source.ts'

const own: Source = { title: 'childfile defaults for pairing', kind: 'proposal', standing: 'proposal' }
const yearly: Source = {
  title: '未成年人保护法',
  section: 'art. 62: yearly for staff; taken over for volunteers as practice',
  kind: 'practice',
  standing: 'known',
}

const parameter = (id: string, unit: string, en: string, zh: string, value: number, source = own) =>
  ({
    id: `pairing.${id}`,
    unit,
    en,
    zh,
    values: [{ from: '2021-06-01', value, standing: source.standing, source }],
  }) as const satisfies Parameter<number>

/** The numbers of the hard rules, dated and with their standing. None of them is law for volunteers. */
export const pairingParameters = {
  checkMonths: parameter('checkMonths', 'months', 'how long a record check is good', '犯罪记录查询有效期', 12, yearly),
  ageFrom: parameter('ageFrom', 'years', 'least age of a volunteer', '志愿者最低年龄', 22),
  ageTo: parameter('ageTo', 'years', 'greatest age of a volunteer', '志愿者最高年龄', 65),
  sameSexFrom: parameter('sameSexFrom', 'years', 'age from which the sex must be the same', '须同性结对的起始年龄', 10),
  seats: parameter('seats', 'children', 'children for each volunteer', '每名志愿者结对人数', 2),
  hardCap: parameter('hardCap', 'children', 'most children for any volunteer', '每名志愿者结对人数上限', 3),
  distanceKm: parameter('distanceKm', 'km', 'greatest distance between the villages', '最远距离', 20),
} as const

/** The most that may be set for `seats`; a setting cannot lift it. */
const hardCap = pairingParameters.hardCap.values[0].value

const whole = (from: number, to: number, what: string) => z.int().min(from).max(to).describe(what).exactOptional()

/** Departures from the defaults. A record check may be asked for more often than yearly, never less. */
export const PairingSettings = z
  .strictObject({
    clearance: z
      .enum(['atStartThenRenew', 'wholeTerm'])
      .describe('Whether check and agreement hold at the start and are renewed, or hold for the whole term')
      .exactOptional(),
    present: z
      .enum(['prefer', 'hold'])
      .describe('Whether present pairs are preferred, or stand as long as the hard rules allow them')
      .exactOptional(),
    fairness: z
      .enum(['total', 'bottleneckThenTotal'])
      .describe('Whether the sum of the soft terms is made least at once, or the dearest pair first and then the sum')
      .exactOptional(),
    branches: whole(1, 100_000, 'Branches looked at to keep siblings together; beyond, the best found is taken'),
    checkMonths: whole(1, 12, 'Months for which a record check is good'),
    ageFrom: whole(18, 60, 'Least age of a volunteer'),
    ageTo: whole(40, 80, 'Greatest age of a volunteer, counted until the next birthday'),
    sameSexFrom: whole(0, 18, 'Age from which the sex must be the same'),
    seats: whole(1, hardCap, 'Children for each volunteer'),
    distanceKm: whole(1, 200, 'Greatest distance in kilometres between the villages'),
  })
  .describe('Settings of pairing')
export type PairingSettings = Readonly<z.infer<typeof PairingSettings>>

/** Settings in force: what was set, and the parameter of the first day of the term for the rest. */
export type SettingsInForce = { readonly [K in keyof PairingSettings]-?: Exclude<PairingSettings[K], undefined> }

/** The settings in force on a day. */
export function settingsOn(settings: PairingSettings | undefined, on: PlainDate): SettingsInForce {
  const number = (key: keyof typeof pairingParameters & keyof PairingSettings): number =>
    settings?.[key] ?? parameterOn<number>(pairingParameters[key], on).value
  return {
    clearance: settings?.clearance ?? 'atStartThenRenew',
    present: settings?.present ?? 'prefer',
    fairness: settings?.fairness ?? 'total',
    branches: settings?.branches ?? 300,
    checkMonths: number('checkMonths'),
    ageFrom: number('ageFrom'),
    ageTo: number('ageTo'),
    sameSexFrom: number('sameSexFrom'),
    seats: number('seats'),
    distanceKm: number('distanceKm'),
  }
}

const weight = z.int().min(0).max(100).exactOptional()

/** Weights of the soft terms, whole numbers from 0 to 100; left out: the default of the term. */
export const PairingWeights = z
  .strictObject({ distance: weight, interests: weight, availability: weight, language: weight, continuity: weight })
  .describe('Weights of the soft terms')
export type PairingWeights = Readonly<z.infer<typeof PairingWeights>>

/** The code of a soft term. */
export type TermCode = keyof PairingWeights
