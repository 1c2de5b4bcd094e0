import type { Gap, Missing } from '../assessment.ts'
import type { Words } from '../reading/reading.ts'
import type { CompiledRule, Ruleset } from '../ruleset/ruleset.ts'
import { askReading, whys } from '../scan/cell.ts'
import type { Case } from './case.ts'
import { placeOf } from './home.ts'
import { truthsIn } from './question.ts'
import { columnFact, openColumns, type Questions } from './recipe.ts'
import { gapOf, gapText, missingOf } from './wording.ts'

/** What keeps a rule open, by the truths of its leaves, with the gaps that were told already, by the numbers of their reasons. */
interface Opening {
  readonly columns: readonly number[]
  readonly gaps: Map<number, Gap>
}

const remembered = 256

/** A gap that is told of many children. */
function shared(gap: Gap): Gap {
  for (const one of gap.missing) Object.freeze(one)
  Object.freeze(gap.missing)
  Object.freeze(gap.text)
  return Object.freeze(gap)
}

const isSame = (a: Missing, b: Missing): boolean =>
  a === b || (a.fact === b.fact && a.path === b.path && a.document === b.document)

/** The gap of a rule by what a walk told of its leaves; the same as from readings. */
export function gapsOf(one: CompiledRule, questions: Questions, ruleset: Ruleset): (at: Case, told: number) => Gap {
  const { plan } = ruleset
  const openings = new Map<number, Opening>()

  const openingOf = (told: number): Opening => {
    const known = openings.get(told)
    if (known) return known
    const columns = openColumns(questions, truthsIn(told, questions.leaves.length))
    const found = { columns, gaps: new Map<number, Gap>() }
    if (openings.size < remembered) openings.set(told, found)
    return found
  }
  const missingIn = (column: number, why: number): Missing | undefined => {
    const name = columnFact(plan, column)
    const fact = name === undefined ? undefined : ruleset.facts[name]
    const place = fact && placeOf(fact.name)
    const reason = whys[why]
    return place && reason && { fact: fact.name, ...place, why: reason, zh: fact.label.zh, en: fact.label.en }
  }
  /** What the rules lack that are counted and open, each thing once. */
  const lackingInCounted = ({ desk, truths, gapOf: gapAt }: Case): readonly Missing[] => {
    const found: Missing[] = []
    for (const rule of desk.counted())
      if (truths[rule] === 1)
        for (const missing of gapAt(rule).missing)
          if (!found.some((other) => isSame(missing, other))) found.push(missing)
    return found
  }
  const countsOthers = (column: number): boolean => plan.columns[column]?.kind === 'round'
  const texts = new Map<string, Words>()
  const textFor = (missing: readonly Missing[]): Words => {
    let key = ''
    for (const { fact } of missing) key += `${fact} `
    const known = texts.get(key)
    if (known) return known
    const text = gapText(missing)
    if (texts.size < remembered) texts.set(key, text)
    return text
  }
  const byReadings = ({ desk }: Case): Gap => gapOf(one.rule, missingOf(one.fires.lacking(desk.view())))

  return (at, told) => {
    const { columns, gaps } = openingOf(told)
    if (one.round === 2) {
      if (!columns.every(countsOthers)) return byReadings(at)
      const missing = lackingInCounted(at)
      return missing.length === 0 ? byReadings(at) : gapOf(one.rule, missing, textFor(missing))
    }
    const { why } = at.desk.row
    let reasons = 0
    for (const column of columns) {
      const number = why[column] ?? askReading
      if (number === askReading) return byReadings(at)
      reasons = reasons * whys.length + number
    }
    const known = gaps.get(reasons)
    if (known) return known
    const missing = columns.flatMap((column) => missingIn(column, why[column] ?? askReading) ?? [])
    if (missing.length < columns.length) return byReadings(at)
    // Two conditions on the entries of one list lack the same.
    const different = missing.filter(({ fact }, i) => missing.findIndex((other) => other.fact === fact) === i)
    const gap = shared(gapOf(one.rule, different))
    if (gaps.size < remembered) gaps.set(reasons, gap)
    return gap
  }
}
