import fc from 'fast-check'
import { addDays, addMonths, type Dose, daysBetween, type PlainDate } from '../../src/index.ts'
import type { ImmunisationList, Immunised, Vaccine } from '../../src/screening/index.ts'

/** The programme of 2021 written down a second time, in months: least age, limit, least days or months since the dose before. */
export const printed: Readonly<
  Record<string, readonly (readonly [age: number, limit: number, since?: `${number}${'d' | 'm'}`])[]>
> = {
  hepB: [
    [0, 0],
    [1, 12, '28d'],
    [6, 12, '60d'],
  ],
  bcg: [[0, 3]],
  polio: [
    [2, 12],
    [3, 12, '28d'],
    [4, 12, '28d'],
    [48, 60, '28d'],
  ],
  dtp: [
    [2, 12],
    [4, 12, '28d'],
    [6, 12, '28d'],
    [18, 24, '6m'],
    [72, 84],
  ],
  mmr: [
    [8, 12],
    [18, 24, '28d'],
  ],
  jeLive: [
    [8, 12],
    [24, 36, '12m'],
  ],
  jeInactivated: [
    [8, 12],
    [8, 12, '7d'],
    [24, 36],
    [72, 84],
  ],
  menA: [
    [6, 18],
    [9, 18, '3m'],
  ],
  menAC: [
    [36, 48],
    [72, 84, '36m'],
  ],
  hepALive: [[18, 24]],
  hepAInactivated: [
    [18, 24],
    [24, 36, '6m'],
  ],
}

const vaccines: readonly Vaccine[] = [
  'hepB',
  'bcg',
  'ipv',
  'bopv',
  'dtap',
  'dt',
  'mmr',
  'jeLive',
  'jeInactivated',
  'mpsvA',
  'mpsvAC',
  'hepALive',
  'hepAInactivated',
  'hpv2',
]

export const dose = (vaccine: Dose['vaccine'], on: Dose['on'], number: Dose['number'] = 'notCollected'): Dose => ({
  vaccine,
  on,
  number,
  place: 'notCollected',
})

/** Born under the new schedule, so that the printed table holds. */
export const birth: fc.Arbitrary<PlainDate> = fc.integer({ min: 0, max: 400 }).map((day) => addDays('2025-01-01', day))

/** Doses at any age, some early, some without a number. */
export const records = (born: PlainDate, numbered = true): fc.Arbitrary<Immunised['doses']> =>
  fc
    .array(
      fc.record({
        vaccine: fc.constantFrom(...vaccines),
        age: fc.integer({ min: 0, max: 2700 }),
        number: numbered
          ? fc.option(fc.integer({ min: 1, max: 5 }), { nil: 'notCollected' as const })
          : fc.constant('notCollected' as const),
      }),
      { maxLength: 14 },
    )
    .map((doses) =>
      Object.fromEntries(
        doses.map(({ vaccine, age, number }, i) => [`d${i}`, dose(vaccine, addDays(born, age), number)]),
      ),
    )

/** A child, its doses and a day; the card was seen or not. */
export const children = (numbered = true) =>
  birth.chain((birthDate) =>
    fc.record({
      birthDate: fc.constant(birthDate),
      sex: fc.constantFrom('male', 'female', 'notCollected'),
      doses: records(birthDate, numbered),
      asOf: fc.integer({ min: 0, max: 2900 }).map((days) => addDays(birthDate, days)),
      cardSeenOn: fc.option(
        fc.integer({ min: 0, max: 2900 }).map((days) => addDays(birthDate, days)),
        { nil: 'notCollected' as const },
      ),
    }),
  )

/** What is wrong with a list, held against the printed table and the records. */
export function faults(
  child: Immunised & { readonly birthDate: PlainDate },
  list: ImmunisationList,
): readonly string[] {
  const { birthDate, asOf, doses, cardSeenOn } = child
  const out: string[] = []
  const fault = (text: string) => out.push(text)
  const seen =
    cardSeenOn !== undefined && cardSeenOn !== 'notCollected' && cardSeenOn !== 'contested' ? cardSeenOn : undefined
  const used = new Set<string>()
  list.doses.forEach((one, i) => {
    const row = printed[one.course]?.[one.number - 1]
    const name = `${one.course} ${one.number}`
    if (!row) {
      if (one.course !== 'hpv') fault(`${name} is not printed`)
      return
    }
    const [age, limit, since] = row
    if (one.from !== addMonths(birthDate, age)) fault(`${name} from`)
    if (limit > 0 && one.before !== addMonths(birthDate, limit)) fault(`${name} before`)
    const previous = list.doses[i - 1]
    const on = previous?.course === one.course ? previous.on : undefined
    const wait = since === undefined ? undefined : Number(since.slice(0, -1))
    const least =
      on && wait !== undefined ? (since?.endsWith('d') ? addDays(on, wait) : addMonths(on, wait)) : undefined
    if (one.status === 'done') {
      const record = Object.hasOwn(doses, one.record ?? '') ? doses[one.record ?? ''] : undefined
      if (record?.on !== one.on || one.on === undefined || one.on > asOf) fault(`${name} has no such record`)
      if (used.has(one.record ?? '')) fault(`${name} uses a record twice`)
      used.add(one.record ?? '')
      const early = one.course === 'polio' && one.number === 4 ? 18 : age
      if (one.on !== undefined && one.on < addMonths(birthDate, early)) fault(`${name} counts too early`)
      if (one.on !== undefined && least !== undefined && one.on < least) fault(`${name} counts too soon after`)
    } else if (one.status === 'due' || one.status === 'overdue') {
      if (seen === undefined || seen > asOf || seen < one.from! || daysBetween(seen, asOf) > 30)
        fault(`${name} without a card`)
      if (asOf < one.from!) fault(`${name} before its age`)
      if ((one.status === 'overdue') !== (one.before !== undefined && asOf >= one.before)) fault(`${name} limit`)
    } else if (one.status === 'tooEarly') {
      const waits = least !== undefined && asOf < least
      if (asOf >= one.from! && !waits) fault(`${name} is not too early`)
    } else if (one.status === 'notApplicable' && !(one.course === 'bcg' && asOf >= addMonths(birthDate, 48)))
      fault(`${name} applies`)
  })
  for (const { record } of list.findings) if (!Object.hasOwn(doses, record)) fault('finding without a record')
  return out
}
