// Asks of one child what calls for attention: which rules fire, on what evidence, what to do until when, and what nobody knows.
import { childFile } from 'childfile'
import { compileCalendar, nationalHolidays, schoolTerms } from 'childfile/calendar'
import { assess } from 'childfile/risk'

const calendar = compileCalendar({
  national: nationalHolidays,
  terms: schoolTerms,
  from: '2026-01-01',
  to: '2027-09-01',
})._unsafeUnwrap()

// Only what somebody wrote down. Everything else is `notCollected`, and unknown never counts as "no".
const file = childFile({
  id: 'c1',
  name: '李小花',
  birthDate: '2016-03-26',
  father: { status: 'awayWorking' },
  mother: { status: 'awayWorking' },
  care: { livesAlone: 'yes' },
  contacts: { k1: { on: '2026-09-01', channel: 'video', withChild: 'yes', withDelegate: 'no' } },
})
const found = assess(file, { asOf: '2026-09-15', calendar })

console.log('tier', found.tier, 'at worst', found.tierUpper)
for (const flag of found.flags) {
  console.log(flag.tier, flag.rule, 'since', flag.since, 'until', flag.deadline)
  console.log(' ', flag.text.en)
  console.log('  read from', flag.evidence.map(({ path }) => path).join(' '))
  console.log('  do', flag.actions.join(' '))
}
console.log('to be asked', found.gaps.filter(({ ask }) => ask).length, 'of', found.gaps.length)

// Prints:
//   tier 4 at worst 4
//   4 guardianship.alone-under-16 since 2026-09-15 until 2026-09-16
//     the child is under 16 and lives alone
//     read from /care/livesAlone /birthDate
//     do see-child arrange-carer report-civil-affairs
//   1 contact.silent-week since 2026-09-09 until 2026-09-29
//     for more than 7 days no contact of a parent with the child or the carer is on record
//     read from /contacts/k1/on /father/status /mother/status
//     do call-parents
//   to be asked 28 of 37
