import type { DayRule } from '../../src/calendar/index.ts'
import type { CalendarLayers } from '../../src/calendar/layers.ts'

/** The plainest reading of the layers: one day at a time, dates as text, weekdays from UTC. The oracle of the calendar. */
export interface Reading {
  readonly layers: CalendarLayers
  allows(rule: DayRule, day: number): boolean
  next(rule: DayRule, day: number): number
  previous(rule: DayRule, day: number): number
  /** Allowed days after `day`, the count-th of them; before it if negative. */
  add(rule: DayRule, day: number, count: number): number
  /** Whether a notice or term that is not loaded may change the day. */
  open(rule: DayRule, day: number): boolean
}

export const iso = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10)
export const dayNumber = (date: string): number => Date.parse(`${date}T00:00:00Z`) / 86_400_000

export function reading(layers: CalendarLayers): Reading {
  const { national, terms = [], local = [], from, to } = layers
  const offOf = (date: string, school: boolean): boolean | undefined => {
    for (const { days } of [...local].reverse()) {
      const all = days.filter((day) => day.date === date && day.for !== 'schools')
      const only = days.filter((day) => day.date === date && day.for === 'schools')
      const found = school ? [...all, ...only].at(-1) : all.at(-1)
      if (found) return found.off
    }
    const ofTerm = school ? terms.flatMap((term) => term.days ?? []).find((day) => day.date === date) : undefined
    return (ofTerm ?? national.find((day) => day.date === date))?.off
  }
  const weekday = (day: number): boolean => ![0, 6].includes(new Date(day * 86_400_000).getUTCDay())
  const outside = (date: string): boolean => date < from || date >= to
  const worked = (day: number, school: boolean): boolean => {
    const off = outside(iso(day)) ? undefined : offOf(iso(day), school)
    return off === undefined ? weekday(day) : !off
  }
  const firstTerm = terms.map((term) => term.from as string).sort((a, b) => (a < b ? -1 : 1))[0]
  const lastTerm = terms.map((term) => term.to as string).sort((a, b) => (a < b ? 1 : -1))[0]
  const termUnknown = (date: string): boolean =>
    firstTerm === undefined || lastTerm === undefined || date < firstTerm || date >= lastTerm
  const taught = (day: number): boolean => {
    const date = iso(day)
    return outside(date) || termUnknown(date) || terms.some((term) => date >= term.from && date < term.to)
  }
  const memo = new Map<string, boolean>()
  const allows = (rule: DayRule, day: number): boolean => {
    if (rule === 'any') return true
    const key = `${rule}${day}`
    const known = memo.get(key)
    if (known !== undefined) return known
    const answer =
      rule === 'workday'
        ? worked(day, false)
        : rule === 'restday'
          ? !worked(day, false)
          : taught(day) && worked(day, true)
    memo.set(key, answer)
    return answer
  }
  const next = (rule: DayRule, day: number): number => {
    let at = day
    while (!allows(rule, at)) at++
    return at
  }
  const previous = (rule: DayRule, day: number): number => {
    let at = day
    while (!allows(rule, at)) at--
    return at
  }
  const years = national.filter((day) => day.date.slice(5) < '12-25').map((day) => Number(day.date.slice(0, 4)))
  const open = (rule: DayRule, day: number): boolean => {
    const date = iso(day)
    const year = Number(date.slice(0, 4))
    const settled = years.includes(year) && (date.slice(5) < '12-25' || years.includes(year + 1))
    return outside(date) || !settled || (rule === 'schoolday' && termUnknown(date))
  }
  return {
    layers,
    allows,
    next,
    previous,
    add: (rule, day, count) => {
      let at = day
      for (let left = count; left > 0; left--) at = next(rule, at + 1)
      for (let left = count; left < 0; left++) at = previous(rule, at - 1)
      return at
    },
    open,
  }
}
