import fc from 'fast-check'
import { ChildId, pointer } from '../../src/index.ts'
import {
  type EnrolmentChild,
  type EnrolmentGroup,
  type EnrolmentPlan,
  type EnrolmentRequest,
} from '../../src/schedule/index.ts'

export const childId = (i: number) => ChildId.parse(`c${i}`)

/** A child who may have anything. */
export const child = (i: number, more: Partial<EnrolmentChild> = {}): EnrolmentChild => ({
  id: childId(i),
  consent: 'given',
  grade: 3,
  birthDate: '2017-05-01',
  tags: [],
  classes: [],
  enrolledBefore: 'yes',
  most: 2,
  ...more,
})

const mostly = <T>(usual: T, ...rare: T[]) =>
  fc.oneof({ weight: 5, arbitrary: fc.constant(usual) }, fc.constantFrom(...rare))

/** Requests with everything that occurs. */
export const requests = (most: {
  children: number
  groups: number
  twoSlots?: boolean
}): fc.Arbitrary<EnrolmentRequest> =>
  fc.integer({ min: 1, max: most.groups }).chain((count) => {
    const group = (g: number): fc.Arbitrary<EnrolmentGroup> =>
      fc
        .record({
          seats: fc.integer({ min: 0, max: 4 }),
          slots: fc.uniqueArray(fc.constantFrom('mon', 'tue', 'wed'), { maxLength: most.twoSlots === true ? 2 : 1 }),
          limits: mostly<Partial<EnrolmentGroup>>(
            {},
            { grades: [3, 4] },
            { ages: { from: 8, to: 10 } },
            { notFor: ['nuts'] },
            { grades: ['kindergarten'] },
          ),
          kept: fc.integer({ min: 0, max: 2 }),
        })
        .map(({ seats, slots, limits, kept }) => ({
          id: `g${g}`,
          seats,
          slots,
          ...limits,
          ...(kept > 0 ? { protectedSeats: { seats: Math.min(seats, kept), classes: ['p'] } } : {}),
        }))
    const one = (i: number) =>
      fc.record({
        child: fc
          .record({
            consent: mostly<EnrolmentChild['consent']>('given', 'refused', 'notCollected'),
            grade: mostly<EnrolmentChild['grade']>(3, 5, 'kindergarten', 'notCollected'),
            birthDate: mostly<EnrolmentChild['birthDate']>('2017-05-01', '2012-05-01', 'contested'),
            tags: mostly<EnrolmentChild['tags']>([], ['nuts'], 'notCollected'),
            classes: fc.constantFrom<readonly string[]>([], ['p'], ['q']),
            enrolledBefore: fc.constantFrom<EnrolmentChild['enrolledBefore'][]>('yes', 'no', 'notCollected'),
            most: fc.integer({ min: 0, max: 3 }),
          })
          .map((more) => child(i, more)),
        groups: fc.shuffledSubarray(Array.from({ length: count }, (_, g) => `g${g}`)),
      })
    return fc
      .record({
        groups: fc.tuple(...Array.from({ length: count }, (_, g) => group(g))),
        rows: fc
          .integer({ min: 0, max: most.children })
          .chain((rows) => fc.tuple(...Array.from({ length: rows }, (_, i) => one(i)))),
      })
      .map(({ groups, rows }) => ({
        asOf: '2026-09-15' as const,
        children: rows.map((row) => row.child),
        groups,
        wishes: rows.map((row) => ({ child: row.child.id, groups: row.groups })),
      }))
  })

const barred = (
  { consent, grade, birthDate, tags }: EnrolmentChild,
  { grades, ages, notFor }: EnrolmentGroup,
): boolean =>
  consent !== 'given' ||
  (grades !== undefined && !grades.some((other) => other === grade)) ||
  (ages !== undefined &&
    (birthDate.length !== 10 ||
      2026 - Number(birthDate.slice(0, 4)) < ages.from ||
      2026 - Number(birthDate.slice(0, 4)) > ages.to)) ||
  (notFor !== undefined && (typeof tags === 'string' || tags.some((tag) => notFor.includes(tag))))

/** Every rule that a plan breaks, worked out from the request alone. Birthdays of the cases lie before September. */
export function faults(request: EnrolmentRequest, plan: EnrolmentPlan): readonly string[] {
  const found: string[] = []
  const held = new Map<string, EnrolmentGroup[]>(request.children.map(({ id }) => [id, []]))
  for (const { group, children, free } of plan.groups) {
    const one = request.groups.find(({ id }) => id === group)
    if (one === undefined) return [`unknown ${group}`]
    if (children.length + free !== one.seats || free < 0) found.push(`seats ${group}`)
    for (const id of children) {
      const who = request.children.find((other) => other.id === id)
      const wished = request.wishes.find((wish) => wish.child === id)?.groups.includes(group)
      if (who === undefined || wished !== true || barred(who, one)) found.push(`barred ${pointer(group, id)}`)
      held.get(id)?.push(one)
    }
  }
  for (const { id, most } of request.children) {
    const mine = held.get(id) ?? []
    if (mine.length > most) found.push(`most ${id}`)
    if (mine.some((a, k) => mine.slice(k + 1).some((b) => a.slots.some((slot) => b.slots.includes(slot)))))
      found.push(`clash ${id}`)
  }
  return found
}

/** What a child's groups are worth to it, by ranks that it truly has. */
export const worthTo = (wished: readonly string[], groups: readonly string[]): number =>
  wished.reduce((sum, id, at) => sum + (groups.includes(id) ? 100 - 8 * at : 0), 0)

export const groupsOf = (plan: EnrolmentPlan, id: string): readonly string[] =>
  plan.groups.filter(({ children }) => children.some((other) => other === id)).map(({ group }) => group)
