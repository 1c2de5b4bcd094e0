import { z } from 'zod'
import { PlainDate } from '../../date.ts'
import type { Immutable } from '../../immutable.ts'
import { Name, Text } from '../child/text.ts'
import { coded, code, field, fieldOrNone, yesNo } from '../codes/code-list.ts'
import type { emergencies, situations } from '../codes/safety.ts'
import { sightings, spokenAloneAnswers } from '../codes/safety.ts'

const seen = code(sightings)

/** The nine situations of mandatory report, each seen, looked for and not seen, or not checked. */
export const SituationChecks = z.strictObject({
  privateInjury: seen,
  assaultUnder14: seen,
  pregnancyFrom14: seen,
  violence: seen,
  unnaturalHarm: seen,
  abandoned: seen,
  missingOrTrafficked: seen,
  organisedBegging: seen,
  otherSevereHarm: seen,
} satisfies Record<(typeof situations.rows)[number]['key'], z.ZodType>)

/** The emergency list of a visit. */
export const EmergencyChecks = z.strictObject({
  livingAlone: seen,
  unattended: seen,
  selfHarmTalk: seen,
  runaway: seen,
  illegalWork: seen,
  familyCatastrophe: seen,
} satisfies Record<(typeof emergencies.rows)[number]['key'], z.ZodType>)

/** A home visit with its checklist. `notSeen` is a dated negative fact; `notChecked` says nothing. */
export const Visit = z
  .strictObject({
    on: field(PlainDate),
    by: field(Name).describe('Who visited'),
    childSeen: yesNo.describe('Whether the child was seen'),
    spokenAlone: coded(spokenAloneAnswers).describe('Whether the child was spoken to alone, and if not, why not'),
    situations: SituationChecks.describe('The nine situations of mandatory report'),
    emergencies: EmergencyChecks.describe('The emergency list'),
    mood: field(z.int().min(1).max(5)).describe("Mood lately in the child's own word, 1 worst to 5 best"),
    words: fieldOrNone(Text).describe('What was seen and heard'),
    nextOn: fieldOrNone(PlainDate).describe('Day agreed for the next visit'),
  })
  .describe('A home visit')
export type Visit = Immutable<z.infer<typeof Visit>>
