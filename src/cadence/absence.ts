import type { EpochDay } from '../date.ts'

/** A half-open span of days in which the child is with the parents. */
export interface Absence {
  readonly from: EpochDay
  readonly to: EpochDay
}

/** The absences that end after a day, in order, joined where they touch; spans without a day are none. */
export function absencesAfter(day: EpochDay, absences: readonly Absence[]): readonly Absence[] {
  const out: Absence[] = []
  for (const { from, to } of [...absences].sort((a, b) => a.from - b.from)) {
    if (to <= day || to <= from) continue
    const last = out.at(-1)
    if (last && from <= last.to) out[out.length - 1] = { from: last.from, to: Math.max(last.to, to) as EpochDay }
    else out.push({ from, to })
  }
  return out
}
