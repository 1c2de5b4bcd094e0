import type { Clock } from '../calendar/index.ts'
import { type Parameter, type Tier, tierNames } from '../policy.ts'
import type { Source } from '../source.ts'
import { type CadenceRule, type CareKind, careKinds } from './cadence-rule.ts'

const proposal: Source = { title: 'Proposed table of tiers and cadence', kind: 'proposal', standing: 'proposal' }
const from = '2026-01-01'

type Row = readonly [ordinary: Terms, watch: Terms, moderate: Terms, high: Terms, critical: Terms]
type Terms = Partial<CadenceRule> & Pick<CadenceRule, 'every' | 'grace' | 'breachAfterDays'>

const around = (before: number, after: number, breachAfterDays: number) => ({
  grace: { before, after },
  breachAfterDays,
})
const waits = (returnWithinDays: number): Pick<CadenceRule, 'pause'> => ({ pause: { returnWithinDays } })
const earlier: Pick<CadenceRule, 'adjust'> = { adjust: 'preceding' }
const marchAndSeptember: Terms = {
  every: { months: 6 },
  anchor: 'schedule',
  origin: '2018-03-01',
  ...around(14, 30, 30),
}
const renewal: Terms = { every: { months: 12 }, ...around(30, 0, 0), ...earlier }

/**
 * How often each kind of care is owed at each tier, mildest first. Critical care moves earlier for a holiday; so does a renewal,
 * which must come before the lapse. Visits wait while the child is with the parents, except where the child is in danger.
 */
const rows: Readonly<Record<CareKind, Row>> = {
  homeVisit: [
    { every: { months: 3 }, ...around(14, 14, 30), ...waits(14) },
    { every: { months: 2 }, ...around(14, 14, 30), ...waits(7) },
    { every: { months: 1 }, ...around(7, 7, 14), ...waits(7) },
    { every: { days: 14 }, ...around(3, 3, 7), ...waits(3) },
    { every: { weeks: 1 }, ...around(2, 0, 1), ...earlier },
  ],
  parentContact: [
    { every: { months: 1 }, ...around(7, 7, 30) },
    { every: { months: 1 }, ...around(7, 7, 14) },
    { every: { weeks: 2 }, ...around(3, 3, 14) },
    { every: { weeks: 1 }, ...around(2, 2, 7) },
    // Twice a week: never more than four days apart.
    { every: { days: 3 }, ...around(1, 1, 2), dayRule: 'any', adjust: 'none' },
  ],
  review: [
    { every: { months: 12 }, ...around(30, 30, 60) },
    marchAndSeptember,
    marchAndSeptember,
    { every: { months: 3 }, ...around(14, 14, 30) },
    { every: { months: 1 }, ...around(7, 0, 7), ...earlier },
  ],
  counselling: [
    { every: { months: 1 }, ...around(7, 7, 30) },
    { every: { months: 1 }, ...around(7, 7, 30) },
    { every: { weeks: 2 }, ...around(3, 3, 14) },
    { every: { weeks: 1 }, ...around(2, 2, 7) },
    { every: { weeks: 1 }, ...around(2, 0, 2), ...earlier },
  ],
  healthCheck: [
    { every: { months: 12 }, ...around(60, 30, 90) },
    { every: { months: 12 }, ...around(60, 30, 90) },
    { every: { months: 12 }, ...around(60, 30, 60) },
    { every: { months: 6 }, ...around(30, 14, 30) },
    { every: { months: 6 }, ...around(30, 0, 14), ...earlier },
  ],
  agreementRenewal: [renewal, renewal, renewal, renewal, renewal],
}

const parameter = (kind: (typeof careKinds)[number], tier: Tier): Parameter<CadenceRule> => {
  const value: CadenceRule = {
    kind: kind.key,
    tier,
    anchor: 'completion',
    dayRule: 'workday',
    adjust: 'following',
    monthEnd: 'clamp',
    pause: 'never',
    ...rows[kind.key][tier],
  }
  return {
    id: `cadence.${kind.key}.${tier}`,
    unit: 'rule',
    en: `${kind.en}, ${tierNames[tier].en}`,
    zh: `${kind.zh}（${tierNames[tier].zh}）`,
    values: [{ from, value, standing: 'proposal', source: proposal }],
  }
}

/** A rule with its values in time for each kind of care and each tier. */
export type CadenceRules = Readonly<Record<CareKind, Readonly<Record<Tier, Parameter<CadenceRule>>>>>

/** The proposed rules as dated parameters; ids are `cadence.homeVisit.4` and so on. */
export const proposedRules: CadenceRules = /* @__PURE__ */ (() => {
  const byTier = (key: CareKind): CadenceRules[CareKind] => {
    const kind = careKinds.find((found) => found.key === key) ?? careKinds[0]
    const of = (tier: Tier): Parameter<CadenceRule> => parameter(kind, tier)
    return { 0: of(0), 1: of(1), 2: of(2), 3: of(3), 4: of(4) }
  }
  return {
    homeVisit: byTier('homeVisit'),
    parentContact: byTier('parentContact'),
    review: byTier('review'),
    counselling: byTier('counselling'),
    healthCheck: byTier('healthCheck'),
    agreementRenewal: byTier('agreementRenewal'),
  }
})()

/**
 * How soon somebody must act when a tier is raised, by tier, for `deadline`. The clocks of high and critical run on through
 * nights and holidays, and no pause stops them. Where the law asks for a report it says "immediately": no clock stands for that.
 */
export const firstActions: Parameter<Readonly<Record<Tier, Clock | 'none'>>> = {
  id: 'cadence.firstAction',
  unit: 'clock',
  en: 'first action',
  zh: '首次行动时限',
  values: [
    {
      from,
      value: {
        0: 'none',
        1: { clock: 'elapsed', days: 14 },
        2: { clock: 'elapsed', days: 7 },
        3: { clock: 'elapsed', hours: 72, pausable: false },
        4: { clock: 'elapsed', hours: 24, pausable: false },
      },
      standing: 'proposal',
      source: proposal,
    },
  ],
}

/**
 * The weekly contact that parents owe to the child and to the delegated carer, each for itself; a duty of the parents, at every
 * tier, in holidays too. The dead, the imprisoned and the lost do not owe it.
 */
export const weeklyContact: Parameter<CadenceRule> = {
  id: 'cadence.weeklyContact',
  unit: 'rule',
  en: 'weekly contact of the parents with child and carer',
  zh: '父母每周联系',
  values: [
    {
      from: '2021-06-01',
      value: {
        kind: 'weeklyContact',
        tier: 0,
        every: { weeks: 1 },
        anchor: 'completion',
        grace: { before: 6, after: 0 },
        breachAfterDays: 0,
        dayRule: 'any',
        adjust: 'none',
        monthEnd: 'clamp',
        pause: 'never',
      },
      standing: 'statute',
      source: {
        title: '中华人民共和国未成年人保护法 (Law on the Protection of Minors, 2020 revision)',
        section: '23',
        kind: 'law',
        standing: 'statute',
      },
    },
  ],
}
