import type { Gap, Missing } from '../assessment.ts'
import { openContacts } from '../facts/contact.ts'
import { facts } from '../facts/catalogue.ts'
import { lackingIn, readingOf } from '../language/program.ts'
import type { Fact } from '../reading/fact.ts'
import type { Why, Words } from '../reading/reading.ts'
import type { CompiledRule, Ruleset } from '../ruleset/ruleset.ts'
import { askReading, whyLimit } from '../scan/cell.ts'
import type { Case } from './case.ts'
import { inFile, openPlaces, type Place } from './home.ts'
import { truthsIn } from './question.ts'
import { askedWho, columnFact, isOfContact, openColumns, type Questions } from './recipe.ts'
import { gapOf, gapText, missingOf } from './wording.ts'

/** What keeps a rule open, by the truths of its leaves, with the gaps that were told already, by the numbers of their reasons. */
interface Opening {
  readonly columns: readonly number[]
  readonly gaps: Map<number, Gap>
}

const remembered = 256

/** Columns whose reasons make one whole number. */
const mostColumns = 8

/** A gap that is told of many children. */
function shared(gap: Gap): Gap {
  for (const one of gap.missing) Object.freeze(one)
  Object.freeze(gap.missing)
  Object.freeze(gap.text)
  return Object.freeze(gap)
}

const isSame = (a: Missing, b: Missing): boolean =>
  a === b || (a.fact === b.fact && a.path === b.path && a.document === b.document)

/** What is missing of the facts of which nobody knows, column by column, as far as their cells tell. */
export type MissingIn = (column: number, at: Case) => readonly Missing[]

/** For the rules of a desk, which may ask for the same in turn. */
export function missingFrom(ruleset: Ruleset): MissingIn {
  const { plan } = ruleset
  const read: ({ readonly at: Case; readonly missing: readonly Missing[] } | undefined)[] = []
  const factAt = (column: number): Fact | undefined => {
    const name = columnFact(plan, column)
    return name === undefined ? undefined : ruleset.facts[name]
  }
  const byReading = (fact: Fact, { desk, file, day }: Case): readonly Missing[] => {
    if (isOfContact(fact.name) && facts[fact.name] === fact)
      return openContacts(file, day, askedWho(fact.name)).map(({ path, why }) => missingAt(fact, inFile(path), why))
    return missingOf(lackingIn(readingOf(desk.view(), fact, ruleset.slot(fact.name)), fact.name, fact.label))
  }
  return (column, at) => {
    const fact = factAt(column)
    if (!fact) return []
    const number = at.desk.row.why[column] ?? askReading
    if (number !== askReading) return openPlaces(fact.name, number).map((place) => missingAt(fact, place, place.why))
    // A condition on the entries of a list says itself which of them keep it open.
    if (plan.columns[column]?.kind === 'truth') return []
    const last = read[column]
    if (last?.at === at) return last.missing
    const missing = byReading(fact, at)
    read[column] = { at, missing }
    return missing
  }
}

const missingAt = ({ name, label }: Fact, { document, path }: Place, why: Why): Missing => ({
  fact: name,
  document,
  path,
  why,
  zh: label.zh,
  en: label.en,
})

/** What the rules lack that are counted and open, each thing once. */
function lackingInCounted({ desk, truths, gapOf: gapAt }: Case): readonly Missing[] {
  const found: Missing[] = []
  for (const rule of desk.counted())
    if (truths[rule] === 1)
      for (const missing of gapAt(rule).missing) if (!found.some((other) => isSame(missing, other))) found.push(missing)
  return found
}

/** The words for what is missing; the last few are kept. */
function textsOf(): (missing: readonly Missing[]) => Words {
  const texts = new Map<string, Words>()
  return (missing) => {
    let key = ''
    for (const { fact } of missing) key += `${fact} `
    const known = texts.get(key)
    if (known) return known
    const text = gapText(missing)
    if (texts.size < remembered) texts.set(key, text)
    return text
  }
}

/** The gap of a rule by what a walk told of its leaves; the same as from readings. */
export function gapsOf(
  one: CompiledRule,
  questions: Questions,
  ruleset: Ruleset,
  missingIn: MissingIn,
): (at: Case, told: number) => Gap {
  const { plan } = ruleset
  const openings = new Map<number, Opening>()
  const textFor = textsOf()
  const byReadings = ({ desk }: Case): Gap => gapOf(one.rule, missingOf(one.fires.lacking(desk.view())))
  const openingOf = (told: number): Opening => {
    const known = openings.get(told)
    if (known) return known
    const columns = openColumns(questions, truthsIn(told, questions.leaves.length))
    const found = { columns, gaps: new Map<number, Gap>() }
    if (openings.size < remembered) openings.set(told, found)
    return found
  }
  const missingOfAll = (columns: readonly number[], at: Case): readonly Missing[] => {
    const missing: Missing[] = []
    for (const column of columns) {
      const found = missingIn(column, at)
      if (found.length === 0) return found
      // Two conditions on the entries of one list lack the same.
      for (const lacking of found) if (!missing.some((other) => isSame(lacking, other))) missing.push(lacking)
    }
    return missing
  }
  const byCounting = (columns: readonly number[], at: Case): Gap => {
    const missing = columns.every((column) => plan.columns[column]?.kind === 'round') ? lackingInCounted(at) : []
    return missing.length === 0 ? byReadings(at) : gapOf(one.rule, missing, textFor(missing))
  }
  return (at, told) => {
    const { columns, gaps } = openingOf(told)
    if (one.round === 2) return byCounting(columns, at)
    const { why } = at.desk.row
    let reasons = 0
    let isTold = columns.length <= mostColumns
    for (const column of columns) {
      const number = why[column] ?? askReading
      if (number === askReading) isTold = false
      reasons = reasons * whyLimit + number
    }
    const known = isTold ? gaps.get(reasons) : undefined
    if (known) return known
    const missing = missingOfAll(columns, at)
    if (missing.length === 0) return byReadings(at)
    if (!isTold) return gapOf(one.rule, missing, textFor(missing))
    const gap = shared(gapOf(one.rule, missing))
    if (gaps.size < remembered) gaps.set(reasons, gap)
    return gap
  }
}
