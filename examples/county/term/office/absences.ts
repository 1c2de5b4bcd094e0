import { addDays, type PlainDate } from 'childfile'
import { between, directorOf, happens, inOrder, type World } from '../world.ts'

/** When workers are not there. */
export interface Absences {
  readonly absent: (worker: string, on: PlainDate) => boolean
  /** The first day on or after it on which the worker is there. */
  readonly back: (worker: string, on: PlainDate) => PlainDate
  /** Days of the term on which workers were not there, all together. */
  readonly days: number
}

/** Every child director is away twice in a term for some days; one in twelve for weeks. */
export function absencesOf(world: World): Absences {
  const c = world.chance('absence')
  const { from, to } = world.ground
  const workers = inOrder([...new Set([...world.files.values()].map(directorOf))], String)
  const away = new Map<string, Set<PlainDate>>()
  for (const worker of workers) {
    const days = new Set<PlainDate>()
    const lengths = [between(c, 1, 4), between(c, 1, 5), ...(happens(c, 8) ? [between(c, 14, 28)] : [])]
    for (const length of lengths) {
      const first = addDays(from, between(c, 5, 115))
      for (let n = 0; n < length; n += 1) if (addDays(first, n) < to) days.add(addDays(first, n))
    }
    away.set(worker, days)
  }
  const absent = (worker: string, on: PlainDate): boolean => away.get(worker)?.has(on) ?? false
  return {
    absent,
    back(worker, on) {
      let day = on
      while (absent(worker, day)) day = addDays(day, 1)
      return day
    },
    days: [...away.values()].reduce((sum, days) => sum + days.size, 0),
  }
}
