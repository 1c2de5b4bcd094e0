import { addDays, type PlainDate } from 'childfile'
import type { SurrogateMatch } from 'childfile/programmes'
import { between, happens, later } from '../world.ts'
import type { Desk } from './desk.ts'

type Party = 'child' | 'guardian' | 'volunteer'
type Pair = Pick<SurrogateMatch, 'id' | 'child' | 'volunteer'>

/**
 * Calls, meetings and support, again and again while a match lasts, and what goes wrong in some. A contact that falls into a pause is written
 * down like any other; the programme credits it to nobody.
 */
export function contacts({ world, absences, chance: c, write, workerOf, stateOf }: Desk) {
  const { calendar } = world.ground
  const begun = new Set<string>()

  /** What goes wrong in some matches. */
  function trouble({ id: match, child, volunteer }: Pair, on: PlainDate): void {
    const lot = c.below(1000)
    const by = workerOf(child)
    world.at(addDays(on, between(c, 15, 80)), (day) => {
      if (stateOf(match) !== 'active') return
      if (lot < 35) write({ kind: 'breached', on: day, by, match, term: 'noTripWithoutLeave' })
      else if (lot < 75) write({ kind: 'paused', on: day, by, match })
      else if (lot < 105)
        write({ kind: 'withdrawn', on: day, by: { id: volunteer, role: 'volunteer' }, match, who: 'volunteer' })
      else if (lot < 112)
        write({ kind: 'withdrawn', on: day, by: { id: `guardian-${child}`, role: 'guardian' }, match, who: 'guardian' })
      else if (lot < 116) write({ kind: 'safeguarded', on: day, by, match })
    })
  }

  return function keepUp(pair: Pair, on: PlainDate): void {
    const { id: match, child, volunteer } = pair
    if (begun.has(match)) return
    begun.add(match)
    const by = { id: volunteer, role: 'volunteer' } as const
    const isOver = (): boolean => stateOf(match) === 'ended' || stateOf(match) === 'closing'
    const contact = (way: 'call' | 'meeting', first: PlainDate, least: number, most: number): void =>
      world.at(first, (day) => {
        if (isOver()) return
        const made = stateOf(match) === 'active' ? happens(c, way === 'call' ? 93 : 88) : happens(c, 8)
        if (made) write({ kind: 'contact', on: day, by, child, volunteer, way })
        contact(way, addDays(day, made ? between(c, least, most) : between(c, 8, 20)), least, most)
      })
    const support = (first: PlainDate, parties: readonly Party[], nth: number): void =>
      world.at(first, (day) => {
        if (isOver()) return
        if (absences.absent(workerOf(child).id, day)) {
          support(later(calendar, day, 7), parties, nth)
          return
        }
        const [party = 'child', ...rest] = parties
        write({ kind: 'supported', on: day, by: workerOf(child), match, party })
        support(later(calendar, day, nth < 2 ? 12 : 26), [...rest, party], nth + 1)
      })
    contact('call', addDays(on, between(c, 4, 18)), 22, 33)
    contact('meeting', addDays(on, between(c, 30, 75)), 62, 88)
    support(later(calendar, on, 9), ['child', 'volunteer', 'guardian'], 1)
    trouble(pair, on)
  }
}
