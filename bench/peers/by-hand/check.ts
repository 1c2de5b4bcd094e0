import { isDeepStrictEqual } from 'node:util'
import { compileCalendar, nationalHolidays } from '../../../src/calendar/index.ts'
import { addDays, type PlainDate } from '../../../src/date.ts'
import { type Assessment, assess, compileRules, defaultRules } from '../../../src/risk/index.ts'
import { type ChildFile, childFile, type FileDraft } from '../../../src/records/index.ts'
import { madeUpFiles } from './files.ts'
import { byHand, rulesByHand } from './peer.ts'

// Whether the rules by hand say the same as `assess`, field by field, on many made-up files and over several days.
// Run: node bench/peers/by-hand/check.ts [files]

const asOf: PlainDate = '2026-09-15'
const days: readonly PlainDate[] = [-200, -31, -1, 0, 1, 40, 170].map((by) => addDays(asOf, by))
const count = Number(process.argv[2] ?? 20_000)
const perDay = Math.ceil(count / 1000)

const calendar = compileCalendar({ national: nationalHolidays, from: '2025-01-01', to: '2028-01-01' })._unsafeUnwrap()
const rules = compileRules({
  ...defaultRules,
  id: 'bench',
  rules: defaultRules.rules.filter(({ id }) => rulesByHand.includes(id)),
})._unsafeUnwrap()
const peers = days.map((day) => byHand(rules, calendar, day))

/** The first place at which two answers differ. */
function difference(found: unknown, wanted: unknown, path = ''): string | undefined {
  if (isDeepStrictEqual(found, wanted)) return undefined
  if (typeof found !== 'object' || typeof wanted !== 'object' || found === null || wanted === null)
    return `${path}: by hand ${JSON.stringify(found)}, by assess ${JSON.stringify(wanted)}`
  const [a, b] = [found as Record<string, unknown>, wanted as Record<string, unknown>]
  for (const key of new Set([...Object.keys(b), ...Object.keys(a)])) {
    const told = difference(a[key], b[key], `${path}/${key}`)
    if (told) return told
  }
  return `${path}: differs`
}

const ruleAt = (list: readonly { readonly rule: string }[], other: readonly { readonly rule: string }[]): string => {
  const rule = (one: { readonly rule: string } | undefined): string => one?.rule ?? 'none'
  const at = Array.from({ length: Math.max(list.length, other.length) }, (_, i) => i).find(
    (i) => !isDeepStrictEqual(list[i], other[i]),
  )
  return at === undefined ? '' : `${rule(list[at])} by hand, ${rule(other[at])} by assess`
}

function told(found: Assessment, wanted: Assessment): string {
  const where = ruleAt(found.flags, wanted.flags) || ruleAt(found.gaps, wanted.gaps)
  return `${where}\n${difference(found, wanted)}`
}

/** The file with only some of its sections, and some of them without a date: then one rule alone tells when the next change is. */
function thinned(file: ChildFile, at: number): ChildFile {
  const sections = Object.entries(file).filter(([, value]) => typeof value === 'object')
  const kept = sections.filter((_, i) => ((at * 2654435761 + i * 40503) >>> 7) % 10 < 2)
  const drafts = kept.map(([name, value], i) => {
    const draft = { ...(value as Record<string, unknown>) }
    if ((at + i) % 3 === 0 && 'recordedOn' in draft) draft['recordedOn'] = 'notCollected'
    return [name, draft]
  })
  const { id, name, birthDate } = file
  const draft = { id, name, ...(at % 2 === 0 ? { birthDate } : {}), ...Object.fromEntries(drafts) } as FileDraft
  return childFile(draft)
}

let [flags, gaps] = [0, 0]
const fired = new Map<string, number>()
for (let block = 0; block < perDay; block += 1)
  for (const [place, made] of madeUpFiles(1000, asOf, 4711 + block * 7919).entries()) {
    // One of three without most of its sections.
    const file = place % 3 === 2 ? thinned(made, block * 1000 + place) : made
    const at = block === 0 ? days.keys() : [3, (block + place) % days.length]
    for (const i of at) {
      const wanted = assess(file, { asOf: days[i]!, calendar, rules })
      const found = peers[i]!(file)
      flags += found.flags.length
      gaps += found.gaps.length
      for (const { rule } of found.flags) fired.set(rule, (fired.get(rule) ?? 0) + 1)
      if (!isDeepStrictEqual(found, wanted))
        throw new Error(
          `block ${block}, file ${file.id}, ${days[i]}: ${told(found, wanted)}\n${JSON.stringify(wanted)}\n${JSON.stringify(file)}`,
        )
    }
  }
const seldom = rulesByHand.filter((rule) => (fired.get(rule) ?? 0) < 10)
if (count >= 20_000 && seldom.length > 0) throw new Error(`hardly ever fired: ${seldom.join(', ')}`)
console.log(`${perDay * 1000} files, ${flags} flags and ${gaps} gaps, equal in every field`)
