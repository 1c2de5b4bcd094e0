/**
 * Timetables against published costs: instances of the second International Timetabling Competition (curriculum, UD2), where
 * somebody has put them beside the project (they carry no licence, so they are not shipped). The kernel is the one that plans
 * terms; costs are counted by a scorer that knows the file alone. The median of the seeds must reach the bar.
 * Run with: node bench/timetabling.ts [moves] [seeds] [folder with comp01.ectt ...] [instances, by commas]
 */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { annealTimetable, solveTimetable } from '../src/solver/index.ts'
import { lecturesOf, meetingsOf, readCurriculum, scoreCurriculum } from './peers/curriculum.ts'

const moves = Number(process.argv[2] ?? 300_000_000)
const seeds = Array.from({ length: Number(process.argv[3] ?? 5) }, (_, i) => i + 1)
const folder = process.argv[4] ?? join('..', 'shared', 'data', 'timetabling')
const wanted = process.argv[5]?.split(',')

/** What the median may cost, and the best cost known to us from the literature. */
const bars: Readonly<Record<string, { readonly bar: number; readonly known: number }>> = {
  comp01: { bar: 5, known: 5 },
  comp02: { bar: 60, known: 24 },
  comp04: { bar: 37, known: 35 },
  comp05: { bar: 334, known: 284 },
  comp11: { bar: 0, known: 0 },
}

const seconds = (since: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(since)
  return (user + system) / 1e6
}

const names = existsSync(folder)
  ? readdirSync(folder)
      .filter((file) => file.endsWith('.ectt'))
      .map((file) => file.replace('.ectt', ''))
      .filter((name) => wanted?.includes(name) ?? true)
      .sort((a, b) => (a < b ? -1 : 1))
  : []
if (names.length === 0) console.log(`No instances in ${folder}: nothing was measured.`)
for (const name of names) {
  const file = readCurriculum(join(folder, `${name}.ectt`))
  const problem = meetingsOf(file)
  const costs: number[] = []
  for (const seed of seeds) {
    const began = process.cpuUsage()
    const start = solveTimetable(problem, { iterations: 20_000 })._unsafeUnwrap()
    const first = seconds(began)
    const plan = (await annealTimetable(problem, start, { seed, iterations: moves }))._unsafeUnwrap()
    const score = scoreCurriculum(file, lecturesOf(file, problem, plan))
    const begun = scoreCurriculum(file, lecturesOf(file, problem, start))
    costs.push(score.hard > 0 ? Number.POSITIVE_INFINITY : score.cost)
    if (score.hard > 0 || score.cost !== plan.cost || begun.hard > 0 || begun.cost !== start.cost) process.exitCode = 1
    console.log(
      `${name} seed ${seed}   ${score.cost} (too full ${score.overfull}, days ${score.fewDays}, alone ${score.isolated}, ` +
        `rooms ${score.changedRooms}, broken ${score.hard})   begun at ${begun.cost} (broken ${begun.hard}) after ${first.toFixed(1)} s   ` +
        `${plan.iterations} moves, ${seconds(began).toFixed(0)} s of processor`,
    )
  }
  const median = [...costs].sort((a, b) => a - b)[Math.floor((costs.length - 1) / 2)] ?? Number.POSITIVE_INFINITY
  const bar = bars[name]
  if (bar && median > bar.bar) process.exitCode = 1
  console.log(`${name} median ${median}${bar ? `, bar ${bar.bar}, best known ${bar.known}` : ''}`)
}
