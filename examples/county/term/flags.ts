import type { ChildFile, Outcome, PlainDate, Tier } from 'childfile'
import {
  assess,
  compileRules,
  defaultRules,
  type FlagEvent,
  flagEvents,
  type FlagRecord,
  foldFlags,
  namedIn,
  sweep,
  sweepAgain,
  type SweptBits,
} from 'childfile/risk'
import type { Words } from 'childfile/report'
import { stopWith, valueOf } from '../walk/progress.ts'
import { flagFaults } from './checks.ts'
import { byText, type World } from './world.ts'

/** The flags of all children through the term: everything that happened to them, and how they stand. */
export interface Flags {
  /** Looks again at the files that changed and at those whose day has come; at no other. */
  readonly evening: (on: PlainDate) => Promise<void>
  /** Something that a person did about a flag; what the flag does not allow is refused and counted. */
  readonly person: (child: string, event: FlagEvent) => void
  readonly open: (child: string) => readonly FlagRecord[]
  readonly tierOf: (child: string) => Tier
  /** Children with an open flag of tier 3 or 4, by id. */
  readonly grave: () => readonly string[]
  /** All flags that there ever were, by child. */
  readonly records: ReadonlyMap<string, readonly FlagRecord[]>
  /** What each rule said when it raised a flag, with its numbers. */
  readonly texts: ReadonlyMap<string, Words>
}

const ruleset = valueOf(compileRules(defaultRules), 'read the rules')
const room = { zh: '风险提示', en: 'flags' }

const isOpen = ({ state }: FlagRecord): boolean => state !== 'cleared' && state !== 'superseded'

/** The flags as they stand on the first evening. */
export async function flagsOf(world: World): Promise<Flags> {
  const { calendar, from } = world.ground
  const bits = new Map<string, SweptBits>()
  const history = new Map<string, FlagEvent[]>()
  const standing = new Map<string, readonly FlagRecord[]>()
  const grave = new Set<string>()
  const texts = new Map<string, Words>()

  function stand(child: string, events: readonly FlagEvent[], records: readonly FlagRecord[]): void {
    history.set(child, [...(history.get(child) ?? []), ...events])
    standing.set(child, records)
    for (const event of events) world.diary.note('flags', child, { ...event })
    if (records.some((one) => isOpen(one) && one.tier >= 3)) grave.add(child)
    else grave.delete(child)
  }

  function append(child: string, events: readonly FlagEvent[], on: PlainDate): void {
    const records = valueOf(foldFlags([...(history.get(child) ?? []), ...events], on), 'fold the flags')
    const [fault] = flagFaults(records)
    if (fault !== undefined) throw stopWith(`On ${on} the flags of a child do not hold: ${fault}.`)
    stand(child, events, records)
  }

  /** Whether a flag may stand otherwise: a rule fires or no longer does, or somebody now knows about one whose flag is open. */
  function isMoved(before: SweptBits, now: SweptBits): boolean {
    if (before.fired.some((word, n) => word !== now.fired[n])) return true
    const known = before.unknown.map((word, n) => word ^ (now.unknown[n] ?? 0))
    if (known.every((word) => word === 0)) return false
    const open = new Set((standing.get(now.child) ?? []).filter(isOpen).map(({ rule }) => rule))
    return open.size > 0 && namedIn(ruleset, known).some((rule) => open.has(rule))
  }

  function look(file: ChildFile, on: PlainDate, found = assess(file, { asOf: on, calendar })): void {
    for (const { rule, text } of found.flags) if (!texts.has(rule)) texts.set(rule, text)
    const events = flagEvents(standing.get(file.id) ?? [], found)
    if (events.length > 0) append(file.id, events, on)
  }

  async function take(swept: AsyncIterable<Outcome<SweptBits>>, on: PlainDate): Promise<void> {
    for await (const one of swept) {
      const found = valueOf(one, 'look at a file again')
      const file = world.files.get(found.child)
      const before = bits.get(found.child)
      if (file && before && isMoved(before, found)) look(file, on)
      bits.set(found.child, found)
    }
  }

  await take(sweep([...world.files.values()], { asOf: from, calendar, mode: 'bits' }), from)
  for (const { file, assessment } of world.ground.children)
    look(file, from, assessment.asOf === from ? assessment : undefined)

  return {
    records: standing,
    texts,
    async evening(on) {
      const changed = world.touched().flatMap((id) => world.files.get(id) ?? [])
      const fileOf = (child: string): ChildFile | undefined => world.files.get(child)
      await take(sweepAgain({ before: [...bits.values()], changed, fileOf }, { asOf: on, calendar, mode: 'bits' }), on)
    },
    person(child, event) {
      foldFlags([...(history.get(child) ?? []), event], event.on).match(
        (records) => stand(child, [event], records),
        ([problem]) =>
          world.refuse(room, problem.code, { zh: '当前状态或岗位不允许', en: `${event.kind}: ${problem.message}` }),
      )
    },
    open: (child) => (standing.get(child) ?? []).filter(isOpen),
    tierOf: (child) => bits.get(child)?.tier ?? 0,
    grave: () => [...grave].sort(byText),
  }
}
