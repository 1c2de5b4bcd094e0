import fc from 'fast-check'
import { expect } from 'vitest'
import { compileCalendar, nationalHolidays } from '../../src/calendar/index.ts'
import { addDays, type ChildFile, childFile, codeLists, type PlainDate } from '../../src/index.ts'
import { assess, type Assessment } from '../../src/risk/index.ts'
import { anyChildFile } from '../../src/testing/arbitraries.ts'
import { everywhere, type Law, lawSuite, type Mutant } from './law-suite.ts'

const calendar = compileCalendar({ national: nationalHolidays, from: '2026-01-01', to: '2027-12-31' })._unsafeUnwrap()
const asOf: PlainDate = '2026-09-15'
type Answers = (file: ChildFile, on: PlainDate) => Assessment
const real: Answers = (file, on) => assess(file, { asOf: on, calendar })

type Input = Parameters<typeof childFile>[0]
/** Any file at all, with these sections in place of its own. */
const withParts = (file: ChildFile, parts: Omit<Input, 'id' | 'name'>): ChildFile => {
  const made = childFile({ ...parts, id: 'c1', name: '李小花' })
  return { ...file, ...Object.fromEntries(Object.keys(parts).map((key) => [key, made[key as keyof ChildFile]])) }
}
const rulesOf = ({ flags }: Assessment): readonly string[] => flags.map(({ rule }) => rule)

/** Years and days of age, with the birthday on and around the day. */
const births = fc.tuple(
  fc.oneof(fc.constantFrom(8, 16), fc.integer({ min: 0, max: 17 })),
  fc.oneof(fc.constantFrom(-1, 0, 1), fc.integer({ min: 2, max: 360 })),
)
const born = (years: number, days: number): PlainDate => addDays(`${2026 - years}-09-15` as PlainDate, -days)
/** Full years, those of a birthday from the day after it on: the side that protects. */
const ageOf = (birthDate: PlainDate): number =>
  2026 - Number(birthDate.slice(0, 4)) - (birthDate.slice(5) >= '09-15' ? 1 : 0)
const grounds = codeLists.delegateExclusions.rows.map(({ key }) => key)

const laws: readonly Law<Answers>[] = [
  {
    name: 'a carer whom the law excludes is critical, whatever else is good; one more ground never makes it better',
    holds: (answers) => {
      everywhere(
        fc.tuple(anyChildFile(), fc.subarray(grounds, { minLength: 1 }), fc.constantFrom(...grounds)),
        ([file, some, more]) => {
          for (const exclusions of [some, [...new Set([...some, more])]]) {
            const found = answers(
              withParts(file, { delegate: { relation: 'neighbour', birthDate: '1970-01-01', exclusions } }),
              asOf,
            )
            expect(rulesOf(found)).toContain('guardianship.carer-excluded')
            expect(found.tier).toBe(4)
          }
        },
        60,
      )
    },
  },
  {
    name: 'a carer under sixteen is critical to the day, and one of whom nobody wrote down an age stays in doubt',
    holds: (answers) => {
      everywhere(
        fc.tuple(anyChildFile(), births),
        ([file, [years, days]]) => {
          const birthDate = born(years, days)
          const found = answers(withParts(file, { delegate: { relation: 'elderBrother', birthDate } }), asOf)
          expect([birthDate, rulesOf(found).includes('guardianship.carer-under-16')]).toEqual([
            birthDate,
            ageOf(birthDate) < 16,
          ])
          expect(answers(withParts(file, { delegate: { relation: 'elderBrother' } }), asOf).tierUpper).toBe(4)
        },
        60,
      )
    },
  },
  {
    name: 'a child under sixteen who lives alone and one under eight found unattended are critical to the day, whatever else is good',
    holds: (answers) => {
      everywhere(
        fc.tuple(anyChildFile(), births),
        ([file, [years, days]]) => {
          const birthDate = born(years, days)
          const alone = withParts(file, { birthDate, idNumber: 'none', care: { livesAlone: 'yes' } })
          const found = answers(alone, asOf)
          expect([birthDate, rulesOf(found).includes('guardianship.alone-under-16')]).toEqual([
            birthDate,
            ageOf(birthDate) < 16,
          ])
          if (ageOf(birthDate) < 16) expect(found.tier).toBe(4)
          const visits = {
            v1: { on: '2026-09-10', childSeen: 'yes', spokenAlone: 'yes', emergencies: { unattended: 'seen' } },
          } as const
          const left = answers(withParts(file, { birthDate, idNumber: 'none', incidents: {}, visits }), asOf)
          expect([birthDate, rulesOf(left).includes('guardianship.unattended-under-8')]).toEqual([
            birthDate,
            ageOf(birthDate) < 8,
          ])
        },
        80,
      )
    },
  },
  {
    name: 'the weekly contact is late from the eighth day on, by whichever parent, with child and carer alike, and no holiday stops it',
    holds: (answers) => {
      const gap = fc.integer({ min: 0, max: 45 })
      everywhere(
        fc.tuple(gap, gap, fc.integer({ min: 0, max: 60 }), fc.constantFrom('father', 'mother')),
        ([child, carer, ahead, by]) => {
          // Into the National Day holiday.
          const on = addDays(asOf, ahead)
          const contact = (days: number, withChild: 'yes' | 'no', withDelegate: 'yes' | 'no') => ({
            on: addDays(on, -days),
            by: [by],
            withChild,
            withDelegate,
          })
          const file = childFile({
            id: 'c1',
            name: '李小花',
            father: { status: 'awayWorking' },
            mother: { status: 'awayWorking' },
            delegate: { relation: 'paternalGrandmother' },
            contacts: { k1: contact(child, 'yes', 'no'), k2: contact(carer, 'no', 'yes') },
          })
          const late = Math.max(child, carer)
          const found = rulesOf(answers(file, on)).filter((rule) => rule.startsWith('contact.silent'))
          expect([late, ...found]).toEqual([
            late,
            ...(late > 30 ? ['contact.silent-month'] : []),
            ...(late > 7 ? ['contact.silent-week'] : []),
          ])
        },
        120,
      )
    },
  },
]
const [excluded, young, alone, weekly] = laws.map(({ name }) => name)
const seeing =
  (change: (file: ChildFile) => Partial<ChildFile>): Answers =>
  (file, on) =>
    real({ ...file, ...change(file) }, on)
const saying =
  (change: (found: Assessment) => Partial<Assessment>): Answers =>
  (file, on) => {
    const found = real(file, on)
    return { ...found, ...change(found) }
  }
const without = (name: string): Answers => saying(({ flags }) => ({ flags: flags.filter(({ rule }) => rule !== name) }))
const mutants: readonly Mutant<Answers>[] = [
  {
    name: 'lets two grounds make one good',
    killedBy: excluded ?? '',
    broken: seeing(({ delegate }) =>
      typeof delegate === 'object' && typeof delegate.exclusions === 'object' && delegate.exclusions.length > 1
        ? { delegate: { ...delegate, exclusions: 'none' } }
        : {},
    ),
  },
  {
    name: 'scores a ground away',
    killedBy: excluded ?? '',
    broken: saying(({ flags, tier }) => ({ tier: flags.length > 3 ? 3 : tier })),
  },
  { name: 'takes a brother for an adult', killedBy: young ?? '', broken: without('guardianship.carer-under-16') },
  {
    name: 'takes an age that nobody knows for an adult’s',
    killedBy: young ?? '',
    broken: saying(({ tier }) => ({ tierUpper: tier })),
  },
  { name: 'counts age a day late', killedBy: alone ?? '', broken: (file, on) => real(file, addDays(on, -1)) },
  { name: 'does not see who lives alone', killedBy: alone ?? '', broken: without('guardianship.alone-under-16') },
  {
    name: 'does not see who is left unattended',
    killedBy: alone ?? '',
    broken: without('guardianship.unattended-under-8'),
  },
  {
    name: 'takes a talk with the carer for one with the child',
    killedBy: weekly ?? '',
    broken: seeing(({ contacts }) => ({
      contacts: Object.fromEntries(
        Object.entries(contacts).map(([id, one]) => [id, { ...one, withChild: 'yes' as const }]),
      ),
    })),
  },
  { name: 'gives a day of grace', killedBy: weekly ?? '', broken: (file, on) => real(file, addDays(on, -1)) },
]
lawSuite('the default rules', real, laws, mutants)
