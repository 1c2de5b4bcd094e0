// A rule of one's own, as data: a county wants somebody to talk soon to a child whose mood is low while no parent has been in touch. Facts are
// named, never paths; the rule carries its source, and examples that are tried before it is taken.
import { childFile } from 'childfile'
import { compileCalendar, nationalHolidays } from 'childfile/calendar'
import { assess, compileRules, condition, defaultRules, rule } from 'childfile/risk'

const { all, amount, daysSince } = condition
const lowAndSilent = rule({
  id: 'contact.low-mood-and-silence',
  domain: 'contact',
  tier: 2,
  // `condition` writes plain JSON; the names of facts are checked while you type.
  when: all(amount('mind.mood', '<=', 2), daysSince('contact.childLastOn', '>', 'contact.watchDays')),
  deadline: { days: 5, from: 'raised', kind: 'working' },
  actions: ['follow-up-talk', 'call-parents'],
  source: [{ title: 'our county, notice of September 2026', kind: 'practice', standing: 'proposal' }],
  says: { zh: '心情低落，超过{contact.watchDays}天没有联系', en: 'low mood, no contact for {contact.watchDays} days' },
  rationale: { zh: '两件事一起出现时尽快谈一谈', en: 'the two together call for a talk soon' },
  examples: {
    fires: [
      {
        asOf: '2026-09-15',
        file: {
          visits: { v1: { on: '2026-09-10', mood: 1 } },
          contacts: { k1: { on: '2026-09-01', withChild: 'yes' } },
        },
      },
    ],
    not: [{ asOf: '2026-09-15', file: { visits: { v1: { on: '2026-09-10', mood: 4 } } } }],
    unknown: [{ asOf: '2026-09-15', file: {} }],
  },
})
const document = {
  ...defaultRules,
  id: 'our.county',
  version: '1.0.0',
  rules: [...defaultRules.rules, lowAndSilent],
}
const rules = compileRules(document)._unsafeUnwrap()

const calendar = compileCalendar({ national: nationalHolidays, from: '2026-01-01', to: '2027-01-01' })._unsafeUnwrap()
const file = childFile({
  id: 'c1',
  name: '李小花',
  visits: { v1: { on: '2026-09-10', mood: 2 } },
  contacts: { k1: { on: '2026-09-01', withChild: 'yes' } },
})
for (const flag of assess(file, { asOf: '2026-09-15', calendar, rules }).flags)
  console.log(flag.tier, flag.text.en, '- first step until', flag.deadline, '-', flag.source[0]?.title)

// A rule whose own example does not come out is refused, and so is one that looks at a protected trait.
const wrong = { ...lowAndSilent, examples: { ...lowAndSilent.examples, not: lowAndSilent.examples.fires } }
const refused = compileRules({ ...document, rules: [wrong] })
if (refused.isErr()) for (const { code, path } of refused.error) console.log('refused', code, path)
const trait = { ...lowAndSilent, when: { op: 'cmp', fact: 'child.ethnicity', rel: '==', value: 'x' } }
const looked = compileRules({ ...document, rules: [trait] })
if (looked.isErr()) console.log('refused', looked.error[0].code)

// Prints:
//   2 low mood, no contact for 7 days - first step until 2026-09-21 - our county, notice of September 2026
//   refused inconsistent /rules/0/examples/not/0
//   refused protected-trait
