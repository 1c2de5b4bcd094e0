/**
 * One county, the whole way: paperwork -> files -> flags -> pairs -> term plan -> the term, day by day -> report.
 *
 *   node examples/county/run.ts [--month-two] [--in FOLDER] [--out FOLDER] [--as-of YYYY-MM-DD] [--lang zh|en] [--help]
 *
 * With --month-two: the paperwork of September into a store, and then the sheet of October against that store.
 *
 * Everything is written into the output folder and nowhere else.
 */
import { parseArgs } from 'node:util'
import { isDate } from 'childfile'
import { monthTwo } from './month-two/walk.ts'
import { liveTerm, tellTerm } from './term/walk.ts'
import { assessCounty } from './walk/assess.ts'
import { keepCounty } from './walk/keep.ts'
import { Output } from './walk/output.ts'
import { pairCounty } from './walk/pair.ts'
import { planTerm } from './walk/plan.ts'
import { progress, Stop, stopWith, table } from './walk/progress.ts'
import { bytesOf, readCounty } from './walk/read.ts'
import { reportCounty } from './walk/report.ts'

const usage =
  'node examples/county/run.ts [--month-two] [--in FOLDER] [--out FOLDER] [--as-of YYYY-MM-DD] [--lang zh|en]'

const options = {
  in: { type: 'string', default: 'examples/county' },
  out: { type: 'string', default: 'out/county' },
  'as-of': { type: 'string', default: '2026-09-15' },
  'month-two': { type: 'boolean', default: false },
  lang: { type: 'string', default: 'zh' },
  help: { type: 'boolean', default: false },
} as const

function argumentsOf() {
  try {
    return parseArgs({ options }).values
  } catch (error) {
    throw stopWith(`${error instanceof Error ? error.message : ''}\nUsage: ${usage}`)
  }
}

async function main(): Promise<void> {
  const { in: folder, out, 'as-of': asOf, lang: language, help, 'month-two': second } = argumentsOf()
  if (help) {
    console.log(usage)
    return
  }
  if (!isDate(asOf)) throw stopWith('--as-of must be a day that exists, written YYYY-MM-DD')
  if (language !== 'zh' && language !== 'en') throw stopWith('--lang must be zh or en')
  const output = await Output.open(out)

  const county = await progress('read the paperwork', () => readCounty(folder, asOf, output, language))
  const store = await progress('keep it in an SQLite file', () => keepCounty(county, output))
  const risk = await progress('look for what calls for attention', () => assessCounty(store, asOf))
  if (second) {
    const september = await bytesOf(folder, 'children.csv')
    const lines = await monthTwo({ county, store, risk, output, language, september })
    await store.close()
    console.log(table(lines))
    console.log(`\nOutput: ${output.folder}`)
    return
  }
  const pairs = await progress('pair children with surrogate parents', () => pairCounty(county, risk, output, language))
  const plan = await progress('plan the term', () => planTerm(county, risk, output, language))
  const story = await progress('live through the term, day by day', () =>
    liveTerm({ county, store, risk, pairs, plan }),
  )
  const commits = await progress('verify the chain', () => store.proved())
  const term = await progress('write letters and lists', () => tellTerm(story, county, output))
  const page = await progress('write the report', () =>
    reportCounty({ county, risk, pairs, plan, term: term.input, output }),
  )
  await store.close()

  console.log()
  console.log(
    table([
      ...county.summary,
      ...store.summary,
      ...risk.summary,
      ...pairs.summary,
      ...plan.summary,
      ...term.summary,
      ['commits in the chain after the term, verified', commits],
      ...page.summary,
    ]),
  )
  console.log(`\nOutput: ${output.folder}\nOpen ${output.pathOf('report.html')} in a browser.`)
}

main().catch((error: unknown) => {
  if (error instanceof Stop) console.error(`\n${error.message}`)
  else console.error('\nSomething unexpected happened. This is a fault of the program.', error)
  process.exitCode = 1
})
