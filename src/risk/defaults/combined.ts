import type { Rule } from '../ruleset/rule.ts'
import { all, example, number, parameter, rule } from './build.ts'
import { ours } from './sources.ts'

const three = {
  delegate: {},
  delegation: { noticeToVillageOn: 'none' },
  care: { guardianshipRating: 'poor' },
  health: { illnesses: { e1: { status: 'active', treated: 'no' } } },
} as const

const settled = {
  birthDate: '2020-01-10',
  father: { status: 'homeCapable' },
  delegate: 'none',
  care: { guardianshipRating: 'poor', improperCare: 'none' },
  health: { illnesses: 'none', mind: 'none' },
  conduct: { behaviours: 'none' },
} as const

/** Rules that count how the others come out. */
export const combinedRules: readonly Rule[] = [
  rule({
    id: 'combined.accumulation',
    domain: 'combined',
    tier: 3,
    when: all(
      number('flags.moderate', '>=', parameter('combined.flags')),
      number('flags.moderateDomains', '>=', parameter('combined.domains')),
    ),
    actions: ['case-conference'],
    source: [ours],
    says: {
      zh: '至少{combined.flags}项中度提示，涉及至少{combined.domains}个领域',
      en: 'at least {combined.flags} moderate flags in at least {combined.domains} domains',
    },
    rationale: {
      zh: '几个方面同时有困难时，需要坐下来一起商量；不做加分',
      en: 'difficulties on several sides call for a talk of all concerned; nothing is added up to a score',
    },
    dataGap: 'ignore',
    examples: {
      fires: [example(three)],
      not: [example(settled)],
      unknown: [example({ ...three, care: { guardianshipRating: 'good' } })],
    },
  }),
]
