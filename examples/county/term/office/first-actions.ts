import { addDays, type PlainDate, WorkerId } from 'childfile'
import type { Flags } from '../flags.ts'
import { followedUp } from '../remedies.ts'
import { between, directorOf, happens, supervisorOf, type World } from '../world.ts'
import type { Absences } from './absences.ts'
import type { Visits } from './visits.ts'

/** What grave flags ask of people: somebody comes, and in the end somebody looks whether it is over. */
export interface FirstActions {
  /** Who comes because of what was found today. */
  readonly evening: (on: PlainDate) => void
  /** The week's end: authorities answer, supervisors look at critical flags whose reason is gone. */
  readonly friday: (on: PlainDate) => void
}

export function firstActionsOf(world: World, flags: Flags, absences: Absences, visits: Visits): FirstActions {
  const c = world.chance('first actions')
  const acted = new Set<string>()
  return {
    evening(on) {
      for (const child of flags.grave()) {
        const fresh = flags
          .open(child)
          .filter(({ rule, episode, tier }) => tier >= 3 && !acted.has(`${child} ${rule} ${episode}`))
        const file = world.files.get(child)
        const director = file && directorOf(file)
        if (fresh.length === 0 || director === undefined || director === 'none') continue
        for (const { rule, episode } of fresh) acted.add(`${child} ${rule} ${episode}`)
        const isCritical = fresh.some(({ tier }) => tier === 4)
        world.at(addDays(on, isCritical ? 1 : between(c, 1, 3)), (day) => {
          const worker = absences.absent(director, day) ? WorkerId.parse(supervisorOf(director)) : director
          for (const { rule } of fresh) {
            // What went out by itself in between asks for nobody any more.
            if (flags.open(child).every((one) => one.rule !== rule)) continue
            flags.person(child, { kind: 'acknowledged', rule, on: day, by: worker, role: 'worker' })
            flags.person(child, { kind: 'acted', rule, on: day, by: worker, role: 'worker' })
          }
          world.write(child, (now) => followedUp(now, day, false))
          visits.visit(child, worker, day)
        })
      }
    },
    friday(on) {
      for (const child of flags.grave()) {
        const file = world.files.get(child)
        if (file === undefined) continue
        const isLookedInto = Object.values(file.incidents).some(({ closedOn }) => closedOn === 'none')
        if (isLookedInto && happens(c, 10)) world.write(child, (now) => followedUp(now, on, true))
        for (const { rule, tier, quiet, raisedOn } of flags.open(child)) {
          if (tier < 4 || !quiet || addDays(raisedOn, 5) > on) continue
          // Now and then the worker would clear it alone; the flag does not let him.
          const hasty = happens(c, 4)
          const by = hasty ? directorOf(file) : supervisorOf(directorOf(file))
          const role = hasty ? 'worker' : 'supervisor'
          flags.person(child, { kind: 'cleared', rule, on, by, role, reason: '已核实，情形消除' })
        }
      }
    },
  }
}
