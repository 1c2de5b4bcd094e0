import { coded } from '../backend/with-code.ts'
import { facts } from '../facts/catalogue.ts'
import { code } from '../generated/default-rules.ts'
import type { RuleDocument } from '../ruleset/rule.ts'
import { linked, type Ruleset } from '../ruleset/ruleset.ts'
import { combinedRules } from './combined.ts'
import { contactRules } from './contact.ts'
import { delegationRules } from './delegation.ts'
import { guardianshipRules } from './guardianship.ts'
import { healthRules } from './health.ts'
import { mindRules } from './mind.ts'
import { defaultParameters } from './parameters.ts'
import { safetyRules } from './safety.ts'
import { schoolRules } from './school.ts'

/**
 * The rules that hold unless others are given, as a document in JSON. What the law says is marked as such in each rule; tiers,
 * deadlines and most numbers are proposals, to be looked at by whoever answers for the programme.
 */
export const defaultRules: RuleDocument = {
  schemaVersion: 1,
  id: 'childfile.default',
  version: '1.0.0',
  parameters: defaultParameters,
  rules: [
    ...guardianshipRules,
    ...delegationRules,
    ...contactRules,
    ...safetyRules,
    ...mindRules,
    ...healthRules,
    ...schoolRules,
    ...combinedRules,
  ],
}

/** The default rules, compiled. */
export const defaultRuleset: Ruleset = /* @__PURE__ */ coded(linked(defaultRules, facts), code)
