import { besideFacts } from './beside.ts'
import { birthFacts } from './birth.ts'
import { carerFacts } from './carer.ts'
import { contactFacts } from './contact.ts'
import type { Catalogue, Fact } from '../reading/fact.ts'
import { familyFacts } from './family.ts'
import { healthFacts } from './health.ts'
import { mindFacts } from './mind.ts'
import { roundFacts } from './rounds.ts'
import { safetyFacts } from './safety.ts'
import { schoolFacts } from './school.ts'

/** A catalogue of the facts. */
export const catalogue = (list: readonly Fact[]): Catalogue => Object.fromEntries(list.map((fact) => [fact.name, fact]))

/**
 * Everything that a rule may ask, by name. Facts are the only place that reads a file; none of them reads a protected trait. A fact
 * that nobody wrote down, that was written down too long ago or only after the day asked, is unknown.
 */
export const facts: Catalogue = catalogue([
  ...birthFacts,
  ...familyFacts,
  ...carerFacts,
  ...contactFacts,
  ...safetyFacts,
  ...mindFacts,
  ...healthFacts,
  ...schoolFacts,
  ...besideFacts,
  ...roundFacts,
])
