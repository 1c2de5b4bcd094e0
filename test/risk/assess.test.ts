import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, compareDates, type EpochDay, epochDay, type PlainDate, plainDate } from '../../src/date.ts'
import { at } from '../../src/pointer.ts'
import { type ChildFile, ChildFile as FileSchema } from '../../src/records/index.ts'
import { assess as assessByRules, type Assessment, type Evidence, type Flag } from '../../src/risk/index.ts'
import { inForce, viewOf } from '../../src/risk/evaluation.ts'
import { restricted } from '../../src/risk/excerpt.ts'
import { defaultRules, defaultRuleset } from '../../src/risk/defaults/document.ts'
import { facts } from '../../src/risk/facts/catalogue.ts'
import type { Expression } from '../../src/risk/language/expression.ts'
import type { Catalogue } from '../../src/risk/reading/fact.ts'
import { valueReading } from '../../src/risk/reading/reading.ts'
import { windows } from '../../src/risk/reading/windows.ts'
import { linked, type Ruleset } from '../../src/risk/ruleset/ruleset.ts'
import { calendar } from './calendar.ts'
import { cutAt } from './cut.ts'
import { answeredPaths, completedFile, withoutAnswer } from './completion.ts'
import { anyChildFile } from '../../src/testing/arbitraries.ts'
import { asOf, dates, fileOf, files, fillings, protectedParts } from './drafts.ts'
import { type Law, law } from './laws.ts'
import { conditions, fileFacts, rulesetOf, today, truthOn } from './rulesets.ts'

type Assess = (file: ChildFile, on: PlainDate, rules?: Ruleset) => Assessment

const assess: Assess = (file, on, rules = defaultRuleset) => assessByRules(file, { asOf: on, calendar, rules })

/** Assessment by a catalogue in which something is broken. */
const byCatalogue =
  (broken: Catalogue): Assess =>
  (file, on) =>
    assess(file, on, linked(defaultRules, broken))

const changed = (change: (fact: Catalogue[string]) => Catalogue[string]): Catalogue =>
  Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, change(fact)]))

const bytes = (value: unknown): string => JSON.stringify(value)
/** Without the day of waking, and without saying that something was written down later. */
const asKnownThen = (found: Assessment): string =>
  bytes({ ...found, nextChangeOn: undefined }).replaceAll('"later"', '"notCollected"')

/** How each rule in force comes out, as text. */
const verdicts = (file: ChildFile, day: number, rules = defaultRuleset): string => {
  const view = viewOf(file, {}, day as EpochDay, rules)
  return rules.rules.map((one) => (inForce(one, day) ? one.fires.truth(view) : '-')).join('')
}

const fires = (flag: Flag, file: ChildFile, on: PlainDate): boolean => {
  const one = defaultRuleset.rules.find(({ rule }) => rule.id === flag.rule)
  return one?.fires.truth(viewOf(file, {}, epochDay(on), defaultRuleset)) === 2
}

/** A file that knows only what the evidence shows. */
const onlyWith = (file: ChildFile, shown: readonly Evidence[]): ChildFile =>
  restricted(
    file,
    shown.map(({ document, path, value }) => ({ document, path, ...(value === undefined ? { withheld: true } : {}) })),
  )

const deepFrozen = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) deepFrozen(inner)
  return Object.freeze(value)
}

const reversedEntries = (file: ChildFile): ChildFile => {
  const reverse = (record: unknown): unknown =>
    typeof record === 'object' && record !== null ? Object.fromEntries(Object.entries(record).reverse()) : record
  const { contacts, visits, incidents, measurements, screenings, attendance, guardians } = file
  const entries = { contacts, visits, incidents, measurements, screenings, attendance, guardians }
  const health = { ...file.health, illnesses: reverse(file.health.illnesses) }
  return {
    ...file,
    ...Object.fromEntries(Object.entries(entries).map(([kind, record]) => [kind, reverse(record)])),
    health,
  } as ChildFile
}

/** Files in which nothing is of a later day. */
const filesOfToday = files.map((file) => cutAt(file, asOf))

/** Laws of an assessment: each holds for the library and fails for something broken (below). */
const laws: Readonly<Record<string, (assess: Assess) => Law>> = {
  'is the same twice, for a frozen file too, and leaves the file as it is': (assess) =>
    law(files, (file) => {
      const before = bytes(file)
      const first = bytes(assess(file, asOf))
      return first === bytes(assess(deepFrozen(file), asOf)) && bytes(file) === before
    }),
  'survives JSON': (assess) =>
    law(files, (file) => {
      const found = assess(file, asOf)
      return (
        bytes(JSON.parse(bytes(found))) === bytes(found) &&
        bytes(assess(JSON.parse(bytes(file)) as ChildFile, asOf)) === bytes(found)
      )
    }),
  'does not depend on the order in which entries were written': (assess) =>
    law(files, (file) => bytes(assess(file, asOf)) === bytes(assess(reversedEntries(file), asOf))),
  'has the tier of its highest flag, and the upper tier of flags and gaps': (assess) =>
    law(files, (file) => {
      const { tier, tierUpper, flags, gaps } = assess(file, asOf)
      const most = Math.max(0, ...flags.map((flag) => flag.tier))
      return (
        tier === most &&
        tierUpper === Math.max(most, ...gaps.map((gap) => gap.wouldBe)) &&
        (gaps.length > 0 || tierUpper === tier)
      )
    }),
  'lists flags and gaps by tier downwards, then by rule': (assess) =>
    law(files, (file) => {
      const { flags, gaps } = assess(file, asOf)
      const inOrder = (list: readonly (readonly [number, string])[]): boolean =>
        list.every(([tier, rule], i) => {
          const before = list[i - 1]
          return !before || before[0] > tier || (before[0] === tier && before[1] < rule)
        })
      return inOrder(flags.map((flag) => [flag.tier, flag.rule])) && inOrder(gaps.map((gap) => [gap.wouldBe, gap.rule]))
    }),
  'keeps every flag, and brackets the tier, when open questions are answered': (assess) =>
    law(filesOfToday, fillings, (file, filling) => {
      const before = assess(file, asOf)
      const after = assess(completedFile(file, filling), asOf)
      const kept = before.flags.every((flag) => after.flags.some((other) => other.rule === flag.rule))
      return kept && before.tier <= after.tier && after.tier <= before.tierUpper && after.tierUpper <= before.tierUpper
    }),
  'raises no flag and settles no question when an answer is taken away': (assess) =>
    law(filesOfToday, fc.nat(), (file, pick) => {
      const paths = answeredPaths(file)
      const path = paths[pick % Math.max(1, paths.length)]
      if (!path) return true
      const before = assess(file, asOf)
      const after = assess(withoutAnswer(file, path), asOf)
      const open = ({ flags, gaps }: Assessment): readonly string[] => [...flags, ...gaps].map(({ rule }) => rule)
      return (
        after.tier <= before.tier &&
        after.tierUpper >= before.tierUpper &&
        after.flags.every((flag) => before.flags.some((other) => other.rule === flag.rule)) &&
        open(before).every((rule) => open(after).includes(rule))
      )
    }),
  'does not change by a byte when protected traits change': (assess) =>
    law(files, protectedParts, (file, parts) => {
      const swapped = { ...file, ...parts } as ChildFile
      return bytes(assess(file, asOf)) === bytes(assess(swapped, asOf))
    }),
  'does not tell apart why a parent is away or cannot come': (assess) =>
    law(files, (file) => {
      const same: Readonly<Record<string, string>> = {
        divorcedAway: 'awayWorking',
        divorcedNotRaising: 'awayWorking',
        imprisoned: 'compulsoryTreatment',
      }
      const swap = <P extends ChildFile['father']>(parent: P): P => ({
        ...parent,
        status: (typeof parent.status === 'string' && same[parent.status]) || parent.status,
      })
      return (
        bytes(assess({ ...file, father: swap(file.father), mother: swap(file.mother) }, asOf)) ===
        bytes(assess(file, asOf))
      )
    }),
  'does not look at what was written down after the day': (assess) =>
    law(files, fc.integer({ min: -60, max: 0 }), (file, days) => {
      const on = addDays(asOf, days)
      return asKnownThen(assess(file, on)) === asKnownThen(assess(cutAt(file, on), on))
    }),
  'says nothing of what is long past': (assess) =>
    law(files, (file) => {
      const much = addDays(asOf, 4000)
      const { gaps, flags } = assess({ ...file, visits: dated(file.visits) }, much)
      const open = new Set([...gaps.map(({ rule }) => rule), ...flags.map(({ rule }) => rule)])
      return ['safety.violence', 'safety.private-injury', 'safety.runaway'].every((rule) => open.has(rule))
    }),
  'shows evidence on which alone the rule fires, and of which nothing can be left out': (assess) =>
    law(files, (file) =>
      assess(file, asOf).flags.every((flag) => {
        const shown = flag.evidence
        return (
          fires(flag, onlyWith(file, shown), asOf) &&
          shown.every(
            (one) =>
              !fires(
                flag,
                restricted(
                  file,
                  shown.filter((other) => other !== one),
                ),
                asOf,
              ),
          )
        )
      }),
    ),
  'shows evidence that is in the file, and asks for what is not': (assess) =>
    law(files, (file) => {
      const { flags, gaps } = assess(file, asOf)
      const shown = flags.flatMap(({ evidence }) => evidence)
      return (
        shown.every(({ path, value }) => {
          const found = at(file, path)
          return found !== undefined && (value === undefined || bytes(found) === bytes(value))
        }) &&
        gaps.every(({ missing }) => missing.length > 0) &&
        gaps
          .flatMap(({ missing }) => missing)
          .every(({ path, why }) => {
            const found = at(file, path)
            return why === 'later' || (why === 'stale' || why === 'inWords' ? found !== undefined : !isAnswer(found))
          })
      )
    }),
  'comes out the same on every day before nextChangeOn': (assess) =>
    law(files, (file) => {
      const { nextChangeOn } = assess(file, asOf)
      const until: number = nextChangeOn ? Math.min(epochDay(nextChangeOn), today + 120) : today + 120
      const now = verdicts(file, today)
      for (let day = today + 1; day < until; day += 1) if (verdicts(file, day) !== now) return false
      return nextChangeOn === undefined || nextChangeOn > asOf
    }),
  'says since when each flag has stood': (assess) =>
    law(files, (file) =>
      assess(file, asOf).flags.every((flag) => {
        const since = epochDay(flag.since)
        if (since > today) return false
        for (let day: number = today; day >= Math.max(since, today - 60); day -= 1)
          if (!fires(flag, file, plainDate(day as EpochDay))) return false
        const one = defaultRuleset.rules.find(({ rule }) => rule.id === flag.rule)
        const before = one?.fires.truth(viewOf(file, {}, (since - 1) as EpochDay, defaultRuleset))
        return flag.sinceExact ? before === 0 : before !== 2 || since === today || since === one?.from
      }),
    ),
  'asks for the first action on or after the day': (assess) =>
    law(files, (file) =>
      assess(file, asOf).flags.every((flag) => {
        const days = epochDay(flag.deadline) - today
        return compareDates(flag.deadline, asOf) >= 0 && days <= [0, 17, 10, 3, 1][flag.tier]!
      }),
    ),
}

const isAnswer = (found: unknown): boolean =>
  found !== undefined &&
  found !== 'notCollected' &&
  found !== 'contested' &&
  found !== 'notChecked' &&
  typeof found !== 'object'

/** The visits that have a date and saw nothing. */
const dated = (visits: ChildFile['visits']): ChildFile['visits'] =>
  Object.fromEntries(Object.entries(visits).filter(([, { on }]) => on !== 'notCollected' && on !== 'contested'))

describe('an assessment', () => {
  it.each(Object.keys(laws))('%s', (name) => {
    laws[name]!(assess).holds(120)
  })
  it('can be made of every file that can be written down', () => {
    fc.assert(
      fc.property(files, (file) => {
        expect(FileSchema.safeParse(file).success).toBe(true)
        expect(assess(file, asOf).child).toBe(file.id)
      }),
      { numRuns: 100 },
    )
  })
})

describe('any file that the schema lets through', () => {
  it('is assessed without an exception, the same twice', () => {
    fc.assert(
      fc.property(anyChildFile(), dates, (file, on) => {
        const found = assess(file, on)
        expect(bytes(assess(file, on))).toBe(bytes(found))
        expect(found.tier <= found.tierUpper).toBe(true)
      }),
      { numRuns: 60 },
    )
  })
})

/** Ways to be broken, each with the laws that must find it. */
const faults: Readonly<Record<string, readonly [Assess, readonly string[]]>> = {
  'unknown counts as no': [
    byCatalogue(
      changed((fact) => ({
        ...fact,
        read: (view) => {
          const reading = fact.read(view)
          return reading.kind === 'unknown' && fact.type === 'yesNo'
            ? valueReading('no', reading.span, () => [])
            : reading
        },
      })),
    ),
    [
      'raises no flag and settles no question when an answer is taken away',
      'keeps every flag, and brackets the tier, when open questions are answered',
      'says nothing of what is long past',
    ],
  ],
  'what is stale still counts': [
    (file, on) =>
      assess(
        file,
        on,
        linked(
          {
            ...defaultRules,
            parameters: [
              ...defaultRules.parameters,
              ...windows.map(({ id, unit, zh, en, values: [first] }) => ({
                id,
                unit,
                zh,
                en,
                values: [{ ...first, value: id.startsWith('window.') ? 900_000 : first.value }],
              })),
            ],
          },
          facts,
        ),
      ),
    ['says nothing of what is long past'],
  ],
  'tomorrow is looked at today': [
    byCatalogue(
      changed((fact) => ({
        ...fact,
        read: (view) => ({
          ...fact.read({ ...view, day: (view.day + 45) as EpochDay, asOf: addDays(view.asOf, 45) }),
          span: fact.read(view).span,
        }),
      })),
    ),
    ['does not look at what was written down after the day'],
  ],
  'the first entry written is the one that counts': [
    byCatalogue(
      changed((fact) => ({
        ...fact,
        read: (view) => {
          const [first] = Object.entries(view.file.visits)
          return fact.read({ ...view, file: { ...view.file, visits: Object.fromEntries(first ? [first] : []) } })
        },
      })),
    ),
    ['does not depend on the order in which entries were written'],
  ],
  'sex is read': [
    byCatalogue(
      changed((fact) => ({
        ...fact,
        read: (view) =>
          view.file.sex === 'female' && fact.type === 'yesNo'
            ? valueReading('yes', { from: -Infinity, until: Infinity }, () => [])
            : fact.read(view),
      })),
    ),
    ['does not change by a byte when protected traits change'],
  ],
  'evidence is padded': [
    (file, on) => {
      const found = assess(file, on)
      const extra = { document: 'file', path: '/id', value: file.id, role: 'context' } as const
      return { ...found, flags: found.flags.map((flag) => ({ ...flag, evidence: [...flag.evidence, extra] })) }
    },
    ['shows evidence on which alone the rule fires, and of which nothing can be left out'],
  ],
  'evidence is cut short': [
    (file, on) => {
      const found = assess(file, on)
      return { ...found, flags: found.flags.map((flag) => ({ ...flag, evidence: flag.evidence.slice(1) })) }
    },
    ['shows evidence on which alone the rule fires, and of which nothing can be left out'],
  ],
  'evidence is a value of another place': [
    (file, on) => {
      const found = assess(file, on)
      return {
        ...found,
        flags: found.flags.map((flag) => ({
          ...flag,
          evidence: flag.evidence.map((one) => ({ ...one, value: 'seen!' })),
        })),
      }
    },
    ['shows evidence that is in the file, and asks for what is not'],
  ],
  'the next change comes a week late': [
    (file, on) => {
      const found = assess(file, on)
      return found.nextChangeOn ? { ...found, nextChangeOn: addDays(found.nextChangeOn, 7) } : found
    },
    ['comes out the same on every day before nextChangeOn'],
  ],
  'since is a day early': [
    (file, on) => {
      const found = assess(file, on)
      return { ...found, flags: found.flags.map((flag) => ({ ...flag, since: addDays(flag.since, -1) })) }
    },
    ['says since when each flag has stood'],
  ],
  'the tier is that of the first flag by name': [
    (file, on) => {
      const found = assess(file, on)
      return { ...found, flags: [...found.flags].sort((a, b) => (a.rule < b.rule ? -1 : 1)) }
    },
    ['lists flags and gaps by tier downwards, then by rule'],
  ],
  'the upper tier forgets the gaps': [
    (file, on) => {
      const found = assess(file, on)
      return { ...found, tierUpper: found.tier }
    },
    ['has the tier of its highest flag, and the upper tier of flags and gaps'],
  ],
  'the deadline has passed': [
    (file, on) => {
      const found = assess(file, on)
      return { ...found, flags: found.flags.map((flag) => ({ ...flag, deadline: flag.since })) }
    },
    ['asks for the first action on or after the day'],
  ],
  'the status of a parent is repeated': [
    (file, on) => {
      const found = assess(file, on)
      const repeat = (flag: Flag): Flag => ({
        ...flag,
        evidence: flag.evidence.map((one) =>
          one.path === '/father/status' ? { ...one, value: JSON.stringify(file.father.status) } : one,
        ),
      })
      return { ...found, flags: found.flags.map(repeat) }
    },
    ['does not tell apart why a parent is away or cannot come'],
  ],
}

describe('the laws of an assessment', () => {
  it.each(Object.keys(faults))('find out when %s', (name) => {
    const [broken, found] = faults[name]!
    for (const one of found) expect([one, laws[one]!(broken).breaks(400)]).toEqual([one, true])
  })
})

describe('any condition over the facts of a file', () => {
  const condition = conditions(facts, fileFacts)
  it('keeps a definite answer when open questions are answered', () => {
    law(condition, filesOfToday, fillings, (node, file, filling) => {
      const rules = rulesetOf(node)
      const before = truthOn(rules, file, today)
      return before === 1 || truthOn(rules, completedFile(file, filling), today) === before
    }).holds(400)
  })
  it('comes out the same on every day before its next change', () => {
    law(condition, files, (node, file) => {
      const rules = rulesetOf(node)
      const { nextChangeOn } = assess(file, asOf, rules)
      const until = nextChangeOn ? Math.min(epochDay(nextChangeOn), today + 90) : today + 90
      const now = truthOn(rules, file, today)
      for (let day = today + 1; day < until; day += 1) if (truthOn(rules, file, day as EpochDay) !== now) return false
      return true
    }).holds(250)
  })
  it('shows minimal evidence, and since when', () => {
    law(condition, files, (node, file) => {
      const rules = rulesetOf(node)
      const [flag] = assess(file, asOf, rules).flags
      if (!flag) return true
      const enough = (shown: typeof flag.evidence): boolean => truthOn(rules, onlyWith(file, shown), today) === 2
      const minimal =
        enough(flag.evidence) && flag.evidence.every((one) => !enough(flag.evidence.filter((other) => other !== one)))
      const since = epochDay(flag.since)
      for (let day: number = today; day >= Math.max(since, today - 60); day -= 1)
        if (truthOn(rules, file, day as EpochDay) !== 2) return false
      return minimal
    }).holds(400)
  })
})

describe('evidence', () => {
  it('shows more of an entry where two parts of a condition look at it', () => {
    const node: Expression = {
      op: 'and',
      of: [
        { op: 'cmp', fact: 'emergency.familyCatastrophe', rel: '==', value: 'no' },
        {
          op: 'count',
          in: 'incidents',
          where: { op: 'cmp', fact: 'each.open', rel: '==', value: 'yes' },
          rel: '==',
          value: 1,
        },
      ],
    }
    const file = fileOf({
      incidents: { i1: { observedOn: '2026-09-01', situations: ['violence'], emergencies: 'none', closedOn: 'none' } },
      visits: { v1: { on: '2026-09-10', emergencies: { familyCatastrophe: 'notSeen' } } },
    })
    const [flag] = assess(file, asOf, rulesetOf(node)).flags
    expect(flag?.evidence.map(({ path }) => path)).toEqual([
      '/visits/v1/emergencies/familyCatastrophe',
      '/visits/v1/on',
      '/incidents/i1/situations',
    ])
  })
})

describe('an added rule', () => {
  it('never takes a flag away and never lowers a tier', () => {
    law(files, fc.subarray([...defaultRules.rules]), (file, some) => {
      const fewer = assess(file, asOf, linked({ ...defaultRules, rules: some }, facts))
      const all = assess(file, asOf)
      return (
        fewer.tier <= all.tier &&
        fewer.flags.every(
          (flag) => flag.domain === 'combined' || all.flags.some((other) => bytes(other) === bytes(flag)),
        )
      )
    }).holds(150)
  })
  it('gives the same flags in whatever order the rules stand', () => {
    law(files, (file) => {
      const backwards = assess(file, asOf, linked({ ...defaultRules, rules: [...defaultRules.rules].reverse() }, facts))
      const all = assess(file, asOf)
      return (
        bytes([backwards.flags, backwards.gaps, backwards.nextChangeOn]) ===
        bytes([all.flags, all.gaps, all.nextChangeOn])
      )
    }).holds(100)
  })
})

describe('silence', () => {
  const away = { father: { status: 'awayWorking' }, mother: { status: 'awayWorking' }, delegate: 'none' } as const
  const file = fileOf({ ...away, contacts: { k1: { on: '2026-09-01', withChild: 'yes' } } })
  const flagged = (on: PlainDate): readonly string[] =>
    assess(file, on)
      .flags.map(({ rule }) => rule)
      .filter((rule) => rule.startsWith('contact.'))
  it('begins on the day after the bar, not on it', () => {
    expect(flagged('2026-09-08')).toEqual([])
    expect(flagged('2026-09-09')).toEqual(['contact.silent-week'])
    expect(flagged('2026-10-01')).toEqual(['contact.silent-week'])
    expect(flagged('2026-10-02')).toEqual(['contact.silent-month', 'contact.silent-week'])
  })
  it('goes on once it has begun', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 }), (days) => {
        const [today, tomorrow] = [flagged(addDays('2026-09-02', days)), flagged(addDays('2026-09-03', days))]
        expect(today.every((rule) => tomorrow.includes(rule))).toBe(true)
      }),
    )
  })
  it('is dated to the day', () => {
    const flag = assess(file, '2026-10-02').flags.find(({ rule }) => rule === 'contact.silent-week')
    expect([flag?.since, flag?.sinceExact]).toEqual(['2026-09-09', true])
  })
  it('wakes on the day on which the bar is passed', () => {
    expect(assess(file, '2026-09-02').nextChangeOn).toBe('2026-09-08')
  })
})

describe('a deadline', () => {
  it('of a report is the day itself, holiday or not; a lesser one moves to the next workday', () => {
    const file = fileOf({
      incidents: { i1: { observedOn: '2026-09-30', situations: ['violence'], closedOn: 'none' } },
      care: { guardianshipRating: 'poor' },
    })
    const due = (on: PlainDate): Readonly<Record<string, string>> =>
      Object.fromEntries(assess(file, on).flags.map(({ rule, deadline }) => [rule, deadline]))
    expect(due('2026-10-01')['safety.violence']).toBe('2026-10-01')
    expect(due('2026-09-24')['guardianship.rating-poor']).toBe('2026-10-05')
  })
})
