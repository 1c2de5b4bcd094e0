import fc from 'fast-check'
import { compileCalendar, nationalHolidays } from '../../src/calendar/index.ts'
import type { FhirOptions } from '../../src/fhir/index.ts'
import { at, CarePlan, type ChildFile, childFile, type Pointer, parts, pointer, Session } from '../../src/index.ts'
import { fieldMark, grantOf, type Looking } from '../../src/privacy/index.ts'
import { assess } from '../../src/risk/index.ts'
import { Placement } from '../../src/schedule/index.ts'
import { valuesOf } from '../../src/testing/arbitraries.ts'
import { files, lookings } from '../privacy/scene.ts'

export { canaries, found, incidents, withIncident } from '../privacy/scene.ts'

export type Tree = Record<string, unknown>
export const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const calendar = compileCalendar({
  national: nationalHolidays,
  from: '2026-01-01',
  to: '2027-01-01',
})._unsafeUnwrap()

/** Everybody who may look for some purpose. */
export const entitled: readonly Looking[] = lookings.filter(({ purpose, role, relation }) =>
  grantOf(purpose, role, relation),
)
export const worker: Looking = {
  purpose: 'care',
  role: 'worker',
  relation: 'ownCase',
  person: 'w3',
  asOf: '2026-09-15',
}
export const officer: Looking = { ...worker, purpose: 'protection', role: 'protectionOfficer', relation: 'appointed' }

const unique = <T extends { readonly id: string }>(one: fc.Arbitrary<T>): fc.Arbitrary<readonly T[]> =>
  fc.uniqueArray(one, { selector: ({ id }) => id, maxLength: 3 })

/** A file and what stands beside it, with somebody who looks. */
export interface Case {
  readonly file: ChildFile
  readonly options: FhirOptions
}

const beside = (file: ChildFile): fc.Arbitrary<Omit<FhirOptions, keyof Looking>> =>
  fc
    .record({
      plans: unique(valuesOf(CarePlan)),
      sessions: unique(valuesOf(Session)),
      placements: fc.array(valuesOf(Placement), { maxLength: 4 }),
      pick: fc.array(fc.nat(3), { minLength: 4, maxLength: 4 }),
      mine: fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
    })
    .map(({ plans, sessions, placements, pick, mine }) => ({
      plans: plans.map((plan, n) => (mine[n] ? { ...plan, child: file.id } : plan)),
      sessions,
      placements: uniqueBy(
        placements.flatMap((one, n) => {
          const session = sessions[pick[n] ?? 0]
          return session ? [{ ...one, session: session.id }] : []
        }),
      ),
      risk: { calendar },
    }))

const uniqueBy = (placements: readonly Placement[]): readonly Placement[] => [
  ...new Map(placements.map((one) => [keyOf(one), one])).values(),
]
export const keyOf = ({ session, part, number }: Placement): string => `${session}.${String(part)}.${String(number)}`

/** Files with everything beside them, and everybody who may look at some of it; workers and officers, who see most, more often. */
export const cases: fc.Arbitrary<Case> = files().chain((file) =>
  fc
    .tuple(fc.oneof(fc.constantFrom(worker, officer), fc.constantFrom(...entitled)), beside(file))
    .map(([looking, also]) => ({ file, options: { ...looking, ...also } })),
)

/** What is seen of a file and beside it, in the terms of `FhirDocument`: what a Bundle is made of. */
export function seen(view: unknown, { file, options }: Case): Tree {
  const { plans = [], sessions = [], placements = [] } = options
  const open = openPart(view, '') as object
  const known = childFile({ ...open, id: file.id, name: file.name })
  const { flags, ...rest } = assess(known, { asOf: options.asOf, calendar })
  return {
    file: view,
    plans: Object.fromEntries(plans.map((plan) => [plan.id, without(plan, 'child')])),
    sessions: Object.fromEntries(sessions.map((one) => [one.id, one])),
    meetings: Object.fromEntries(placements.map((one) => [keyOf(one), one])),
    assessment: {
      ...without(rest, 'child'),
      flags: Object.fromEntries(flags.map(({ rule, ...flag }) => [rule, flag])),
    },
  }
}

const without = (tree: object, key: string): Tree =>
  Object.fromEntries(Object.entries(tree).filter(([name]) => name !== key))

/** What is open of a view: nothing withheld, nothing sealed. */
function openPart(value: unknown, path: Pointer): unknown {
  if (value === 'withheld' || fieldMark(path)?.class === 'sealed') return undefined
  return isTree(value)
    ? Object.fromEntries(
        Object.entries(value)
          .map(([key, item]) => [key, openPart(item, `${path}${pointer(key)}`)] as const)
          .filter(([, item]) => item !== undefined),
      )
    : value
}

/** The document without what the pointers name. */
export function cutOut(document: unknown, paths: readonly Pointer[]): unknown {
  return paths.reduce((rest, path) => dropped(rest, parts(path)), document)
}
function dropped(value: unknown, way: readonly string[]): unknown {
  const [first, ...rest] = way
  if (first === undefined) return undefined
  if (!isTree(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, key === first ? dropped(item, rest) : item]),
  )
}

/** The document without what says nothing. */
export function spoken(value: unknown): unknown {
  if (value === 'notCollected' || value === 'notChecked' || value === undefined) return undefined
  if (Array.isArray(value) && value.length === 0) return undefined
  if (!isTree(value)) return value
  const kept = Object.entries(value)
    .map(([key, item]) => [key, spoken(item)] as const)
    .filter(([, item]) => item !== undefined)
  return kept.length === 0 ? undefined : Object.fromEntries(kept)
}

/** Every leaf of a document by its pointer. */
export function leaves(value: unknown, path: Pointer = ''): readonly (readonly [Pointer, unknown])[] {
  const inner = Array.isArray(value) ? [...value.entries()] : isTree(value) ? Object.entries(value) : []
  if (inner.length === 0) return [[path, value]]
  return inner.flatMap(([key, item]) => leaves(item, `${path}${pointer(key)}`))
}

/** A copy with one leaf replaced. */
export function replaced(document: unknown, path: Pointer, value: unknown): unknown {
  const copy: unknown = structuredClone(document)
  const way = parts(path)
  const last = way.at(-1)
  const holder = at(copy, pointer(...way.slice(0, -1)))
  if (last === undefined || typeof holder !== 'object' || holder === null) return value
  ;(holder as Tree)[last] = value
  return copy
}

/** The object in which a leaf stands. */
export function nearest(document: unknown, path: Pointer): Pointer {
  const way = parts(path).slice(0, -1)
  const here = pointer(...way)
  return way.length === 0 || isTree(at(document, here)) ? here : nearest(document, here)
}

/** A copy with a field that nobody knows beside a leaf. */
export function added(document: unknown, path: Pointer, name: string): unknown {
  const copy: unknown = structuredClone(document)
  const holder = at(copy, nearest(document, path))
  if (isTree(holder)) holder[name] = name
  return copy
}
