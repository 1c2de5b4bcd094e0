import { z } from 'zod'
import { PlainDate } from '../../date.ts'
import type { Immutable } from '../../immutable.ts'
import { DivisionCode, type FileDraft } from '../../records/index.ts'
import { Source, Standing } from '../../source.ts'
import { actionCodes, domainCodes } from './vocabulary.ts'
import type { Expression } from '../language/expression.ts'
import type { Beside } from '../reading/fact.ts'

const Sentence = z
  .strictObject({ zh: z.string().min(1).max(400), en: z.string().min(1).max(400) })
  .describe('A sentence in both languages; a parameter in braces, {contact.watchDays}, is put in by its value')

const Version = z
  .string()
  .regex(/^\d{1,4}\.\d{1,4}\.\d{1,4}$/)
  .describe('Version, as in semantic versioning')

/** A made-up child on which a rule is tried out. */
const Example = z.strictObject({
  asOf: PlainDate.describe('The day asked'),
  file: z.unknown().describe('What is known of the child; the rest is not collected'),
  beside: z.unknown().exactOptional().describe('What stands beside the file'),
})

/** Everything of a rule but its conditions, which have a grammar of their own. */
const RuleFields = z
  .strictObject({
    id: z
      .string()
      .regex(/^[a-z][a-z\d-]{0,39}\.[a-z\d][a-z\d-]{0,39}$/)
      .describe('Domain and name, `contact.silent-week`; the same in every version'),
    version: Version,
    domain: z.enum(domainCodes),
    tier: z
      .union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)])
      .describe('Tier of a child for whom it fires'),
    when: z.unknown().describe('The condition that raises the flag; what it rests on is shown as trigger'),
    appliesTo: z.unknown().exactOptional().describe('Whom the rule is about; what that rests on is shown as context'),
    effective: z
      .strictObject({ from: PlainDate, to: PlainDate.exactOptional().describe('First day after the end') })
      .describe('Days on which this version is in force'),
    regions: z
      .array(DivisionCode)
      .min(1)
      .max(100)
      .exactOptional()
      .describe('Divisions where the rule holds, by where the child lives; everywhere if left out'),
    deadline: z.strictObject({
      days: z.int().min(0).max(366).describe('Days for the first action'),
      from: z.enum(['raised', 'since']).describe('Counted from the day asked, or from the day since which it is so'),
      kind: z
        .enum(['elapsed', 'calendar', 'working'])
        .describe('Days as they pass; the same, then on to the next workday; workdays only'),
    }),
    actions: z.array(z.enum(actionCodes)).min(1).max(8).describe('What to do, in order'),
    source: z.array(Source).min(1).max(8),
    autoClear: z.boolean().describe('Whether the flag goes out when the condition is definitely false'),
    suppressible: z
      .union([
        z.literal(false),
        z.strictObject({ maxDays: z.int().min(1).max(366), approvers: z.union([z.literal(1), z.literal(2)]) }),
      ])
      .describe('For how long the flag may be put aside, and by how many'),
    dataGap: z.enum(['ask', 'ignore']).describe('Whether what is missing is asked for'),
    says: Sentence.describe('What the flag says: the fact, without blame and without a label for the child'),
    rationale: Sentence.describe('Why the rule is there'),
    examples: z.strictObject({
      fires: z.array(Example).max(20),
      not: z.array(Example).max(20),
      unknown: z.array(Example).max(20),
    }),
  })
  .describe('A rule')

const NumericParameter = z
  .strictObject({
    id: z.string().regex(/^[a-z][A-Za-z\d]{0,39}(?:\.[A-Za-z\d]{1,40}){1,3}$/),
    unit: z.string().min(1).max(30),
    zh: z.string().min(1).max(100),
    en: z.string().min(1).max(100),
    values: z
      .array(
        z.strictObject({
          from: PlainDate,
          value: z.int().min(-1_000_000).max(1_000_000),
          standing: Standing,
          source: Source,
        }),
      )
      .min(1)
      .max(100)
      .describe('In order of from'),
  })
  .describe('A number that may change with time')

/** The form of a rule document of version 1, conditions and examples aside. */
export const RuleDocumentFields = z.strictObject({
  schemaVersion: z.literal(1),
  id: z
    .string()
    .regex(/^[a-z][a-z\d.-]{0,63}$/)
    .describe('Name of the ruleset'),
  version: Version,
  parameters: z.array(NumericParameter).max(500),
  rules: z.array(RuleFields).max(1000),
})

/** What is known of the made-up child of an example: any part of a file but id and name. */
export type ExampleFile = Omit<FileDraft, 'id' | 'name'>

/** A made-up child on which a rule is tried out, and the day asked. */
export interface RuleExample {
  readonly asOf: PlainDate
  readonly file: ExampleFile
  readonly beside?: Beside
}

/** A rule: a condition with everything that has to be known about it before anybody acts on it. */
export type Rule = Omit<Immutable<z.infer<typeof RuleFields>>, 'when' | 'appliesTo' | 'examples' | 'regions'> & {
  /** Codes of the divisions where the rule holds, by where the child lives; everywhere if left out. */
  readonly regions?: readonly string[]
  readonly when: Expression
  readonly appliesTo?: Expression
  readonly examples: Readonly<Record<'fires' | 'not' | 'unknown', readonly RuleExample[]>>
}

/** A ruleset as JSON: parameters and rules. */
export type RuleDocument = Omit<Immutable<z.infer<typeof RuleDocumentFields>>, 'rules'> & {
  readonly rules: readonly Rule[]
}
