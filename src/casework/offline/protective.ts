import { canonicalJson } from '../../canonical.ts'
import { isKnown } from '../../absent.ts'
import { type Pointer, parts } from '../../pointer.ts'
import { isTree, type Said } from './unit.ts'

const guardedSections: ReadonlySet<string> = new Set([
  'register',
  'guardians',
  'delegate',
  'delegation',
  'care',
  'consents',
  'incidents',
  'problems',
  'conduct',
  'paperRating',
  'servicePlan',
  'preferences',
])
const guardedFields: ReadonlySet<string> = new Set([
  '/household/custody',
  '/father/status',
  '/mother/status',
  '/health/mind',
])

/** Whether the child's safety hangs on it, so that only a supervisor or those appointed settle it. */
export const guarded = (at: Pointer): boolean => guardedFields.has(at) || guardedSections.has(parts(at)[0] ?? '')

const field = (value: unknown, name: string): unknown => (isTree(value) ? value[name] : undefined)
const day = (value: unknown): boolean => value !== undefined && isKnown(value) && value !== 'none'

const childNo: ReadonlySet<unknown> = new Set(['unwilling', 'noHelper'])
const ratings: readonly string[] = ['poor', 'fair', 'good']
/** Not known: after poor, before fair. */
const unrated = 1.5

/** Which of several holds meanwhile: the lowest. */
const ranks: Readonly<Record<string, (value: unknown) => number>> = {
  register: (value) => (field(value, 'registerState') === 'exited' ? 1 : 0),
  consents: (value) => (day(field(value, 'withdrawnOn')) ? 0 : childNo.has(field(value, 'childAnswer')) ? 1 : 2),
  incidents: (value) => (day(field(value, 'closedOn')) ? 1 : 0),
  problems: (value) => (day(field(value, 'closedOn')) ? 1 : 0),
  care: (value) => ratings.indexOf(String(field(value, 'guardianshipRating'))) + 1 || unrated,
  preferences: (value) => (field(value, 'says') === 'refuses' ? 0 : 1),
}

/**
 * Who may open the file hangs on these: a word that says that nobody knows would leave the child without anybody. A child has a name,
 * which is a plain text.
 */
const standing: ReadonlySet<string> = new Set(['workers', 'residenceDivision', 'hukouDivision', 'name'])

/** Texts that are no fields: there `contested` would be a text like any other. What they stand in is contested as a whole. */
const plainTexts: ReadonlySet<string> = new Set(['other', 'agency', 'instrument'])
const isPlain = (section: string, key: string): boolean =>
  plainTexts.has(key) || (section === 'notes' && key === 'words')

/** What two say alike, and `contested` where they do not. */
const blending =
  (section: string) =>
  (a: unknown, b: unknown): unknown => {
    if (canonicalJson(a) === canonicalJson(b)) return a
    if (!isTree(a) || !isTree(b)) return 'contested'
    const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])]
    if (keys.some((key) => isPlain(section, key) && canonicalJson(a[key] ?? null) !== canonicalJson(b[key] ?? null)))
      return 'contested'
    return Object.fromEntries(
      keys.map((key) => {
        const both = Object.hasOwn(a, key) && Object.hasOwn(b, key)
        return [key, both ? blending(section)(a[key], b[key]) : Object.hasOwn(a, key) ? a[key] : b[key]]
      }),
    )
  }

/**
 * What stands in a file while several things are said of a unit and nobody has settled it. It hangs on the set of what is said and
 * on nothing else, neither order nor clocks: an entry that was kept before one taken out; then the one that protects more (on the
 * register, a consent withdrawn, an incident open, a refusal); then what they say alike, with `contested` in place of the rest.
 * Where the schema has no such word, the first in order of bytes.
 */
export function holding(at: Pointer, said: readonly Said[], accepts: (said: Said) => boolean): Said {
  const there = said.flatMap((one) => ('said' in one ? [one.said] : []))
  const section = parts(at)[0] ?? ''
  const rank = ranks[section] ?? (() => 0)
  const least = Math.min(...there.map(rank))
  const best = there
    .filter((value) => rank(value) === least)
    .map((value) => ({ value, text: canonicalJson(value) }))
    .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
    .map(({ value }) => value)
  const [first, ...rest] = best
  if (best.length === 0) return { gone: true }
  const blended: Said = { said: rest.reduce(blending(section), first) }
  return !standing.has(section) && accepts(blended) ? blended : { said: first }
}
