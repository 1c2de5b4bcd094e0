/**
 * Seats for 2,000 children in 60 groups, 8 slots, 3 groups each, against HiGHS (WASM) on the same problem in the same run. Both
 * must reach the same worth, and the prices must prove it. A second table has groups in two slots, where HiGHS is exact and we
 * are not: it says how near we come.
 * Run with: node bench/enrolment.ts [rows]
 */
import { draftSeats, enrolSparse, verifyEnrolment } from '../src/solver/index.ts'
import { worthOf } from '../src/solver/enrolment/enrolment-problem.ts'
import { exact, made, programme } from '../test/solver/enrolment-instances.ts'

const rows = Number(process.argv[2] ?? 2000)

/** Milliseconds of processor time, the least of some runs. */
function timed<T>(runs: number, run: () => T): { readonly milliseconds: number; readonly value: T } {
  let milliseconds = Number.POSITIVE_INFINITY
  let value = run()
  for (let k = 0; k < runs; k++) {
    const began = process.cpuUsage()
    value = run()
    const { user, system } = process.cpuUsage(began)
    milliseconds = Math.min(milliseconds, (user + system) / 1000)
  }
  return { milliseconds, value }
}

for (const double of [0, 25]) {
  for (const first of [0, 1_000_000]) {
    const problem = made({ rows, groups: 60, slots: 8, wishes: 12, most: 3, supply: 90, double, first, seed: 7 })
    const ours = timed(5, () => enrolSparse(problem)._unsafeUnwrap())
    const text = programme(problem)
    const peer = timed(1, () => exact.solve(text, { threads: 1, time_limit: 60, mip_rel_gap: 0, output_flag: false }))
    const faults = verifyEnrolment(problem, ours.value)
    const best = Math.round(peer.value.ObjectiveValue)
    const served = (taken: Uint8Array) =>
      problem.most.filter((_, i) => taken.subarray(problem.start[i], problem.start[i + 1]).includes(1)).length
    const drafted = draftSeats(problem, Int32Array.from(problem.most.keys()), 'snake')._unsafeUnwrap()
    const floor = first * served(ours.value.taken)
    console.log(
      `${rows} x 60, ${double} % in two slots, first ${first}: ours ${ours.milliseconds.toFixed(0)} ms, HiGHS ${peer.milliseconds.toFixed(0)} ms ` +
        `(${(peer.milliseconds / ours.milliseconds).toFixed(1)} x), ${peer.value.Status}; worth ${ours.value.worth} of ${best} ` +
        `(${(((ours.value.worth - floor) / (best - floor)) * 100).toFixed(2)} % beside the floor), bound ${ours.value.bound}, ` +
        `draft ${worthOf(problem, drafted)}, with a group ${served(ours.value.taken)} (draft ${served(drafted)}), faults ${faults.length}`,
    )
    if (faults.length > 0) process.exitCode = 1
    if (
      double === 0 &&
      (ours.value.worth !== best || ours.value.bound !== best || peer.milliseconds < 3 * ours.milliseconds)
    )
      process.exitCode = 1
  }
}
