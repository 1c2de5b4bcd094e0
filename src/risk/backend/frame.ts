import { type EpochDay, type PlainDate, plainDate } from '../../date.ts'
import { windowOn } from '../evaluation.ts'
import type { Ruleset } from '../ruleset/ruleset.ts'
import type { windowFields } from '../scan/now.ts'
import { barsOf, valuesOn } from './bars.ts'
import type { Plan } from './plan.ts'

/** A day, and what holds on it whoever the child is. */
export interface Frame {
  readonly day: number
  readonly asOf: PlainDate
  /** The last day up to this one on which a parameter changed. */
  readonly since: number
  readonly windows: Readonly<Record<(typeof windowFields)[keyof typeof windowFields], number>>
}

/** What the conditions of a plan are held against on a day. */
export interface DayBars {
  readonly day: number
  readonly bars: Float64Array
  readonly values: Float64Array
}

const places = 512

/** Remembers what was worked out for the days that were asked last. */
function byDay<T extends { readonly day: number }>(work: (day: EpochDay) => T): (day: EpochDay) => T {
  const known: (T | undefined)[] = []
  return (day) => {
    const place = day & (places - 1)
    const last = known[place]
    if (last?.day === day) return last
    const found = work(day)
    known[place] = found
    return found
  }
}

type Frames = (day: EpochDay) => Frame
const framed = new WeakMap<Ruleset['parameters'], Frames>()

/** The days of a ruleset; the same for all rulesets with these parameters. */
export function framesOf(ruleset: Ruleset): Frames {
  const known = framed.get(ruleset.parameters)
  if (known) return known
  const frames = byDay((day): Frame => {
    const asOf = plainDate(day)
    const on = (id: keyof typeof windowFields): number => windowOn(ruleset, id, asOf)
    return {
      day,
      asOf,
      since: ruleset.turns.reduce((last, turn) => (turn <= day && turn > last ? turn : last), -Infinity),
      windows: {
        family: on('window.family'),
        school: on('window.school'),
        health: on('window.health'),
        notSeen: on('window.notSeen'),
        measurement: on('window.measurement'),
        mood: on('window.mood'),
        absence: on('window.absence'),
        tooYoungToTalk: on('visit.tooYoungToTalk'),
      },
    }
  })
  framed.set(ruleset.parameters, frames)
  return frames
}

const nothing = new Float64Array(0)

/** The bars of a plan, day by day. */
export function dayBarsOf(plan: Plan, parameters: Ruleset['parameters']): (day: EpochDay) => DayBars {
  if (plan.bars.length === 0) {
    const none = { day: NaN, bars: nothing, values: nothing }
    return () => none
  }
  return byDay((day) => ({
    day,
    bars: barsOf(plan, day, parameters),
    values: valuesOn(plan, plainDate(day), parameters),
  }))
}
