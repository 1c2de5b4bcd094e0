import { ageOn, type ChildFile, isKnown, type PlainDate, type Visit, VisitId, type WorkerId } from 'childfile'
import { visitCredit } from 'childfile/programmes'
import { remedies, reported, worsened } from '../remedies.ts'
import type { Flags } from '../flags.ts'
import { between, happens, later, type World } from '../world.ts'
import type { Contacts } from './contacts.ts'

/** Visits, and what a worker gets done on them. */
export interface Visits {
  /** A visit with its checklist. One that does not count is tried once more. */
  readonly visit: (child: string, worker: WorkerId, on: PlainDate) => void
  /** What can be done about the flags that stand. Whether a flag goes out is for the rules, or for a person, to say. */
  readonly tend: (child: string, on: PlainDate) => void
}

export function visitsOf(world: World, flags: Flags, contacts: Contacts): Visits {
  const { calendar } = world.ground
  const c = world.chance('visits')

  const tend: Visits['tend'] = (child, on) => {
    for (const { rule } of flags.open(child)) world.write(child, (file) => remedies[rule]?.(file, on, c) ?? file)
  }

  function come(child: string, worker: WorkerId, on: PlainDate, again: boolean): void {
    const file = world.files.get(child)
    if (file === undefined) return
    const made = visitOn(file, worker, on)
    const id = VisitId.parse(`t-${on}`)
    world.write(child, (now) => ({ ...now, visits: { ...now.visits, [id]: made } }), 'routine')
    const { counts } = visitCredit(made, isKnown(file.birthDate) ? { birthDate: file.birthDate } : {})
    if (counts !== 'yes') {
      if (again) world.at(later(calendar, on, between(c, 3, 9)), (day) => come(child, worker, day, false))
      return
    }
    if (happens(c, 20)) contacts.ring(child, on)
    if (Object.values(made.situations).includes('seen')) world.write(child, (now) => reported(now, id, on))
    tend(child, on)
    const worse = worsened(file, on, c)
    if (worse !== undefined) world.write(child, (now) => ({ ...now, delegate: worse.delegate, care: worse.care }))
  }

  function visitOn(file: ChildFile, worker: WorkerId, on: PlainDate): Visit {
    const childSeen = happens(c, 89) ? 'yes' : 'no'
    const isYoung = isKnown(file.birthDate) && ageOn(file.birthDate, on) < 5
    const alone = isYoung ? 'tooYoung' : happens(c, 78) ? 'yes' : happens(c, 60) ? 'carerPresent' : 'childUnwilling'
    const looked = childSeen === 'yes' && happens(c, 96)
    const harm = looked && alone === 'yes' && c.below(2500) === 0
    const say = looked ? 'notSeen' : 'notChecked'
    return {
      on,
      by: worker,
      childSeen,
      spokenAlone: childSeen === 'yes' ? alone : 'childAway',
      situations: {
        privateInjury: say,
        assaultUnder14: say,
        pregnancyFrom14: say,
        violence: harm ? 'seen' : say,
        unnaturalHarm: say,
        abandoned: say,
        missingOrTrafficked: say,
        organisedBegging: say,
        otherSevereHarm: say,
      },
      emergencies: {
        livingAlone: say,
        unattended: say,
        selfHarmTalk: say,
        runaway: say,
        illegalWork: say,
        familyCatastrophe: say,
      },
      mood: childSeen === 'yes' && alone === 'yes' ? between(c, 2, 5) : 'notCollected',
      words: 'notCollected',
      nextOn: 'none',
    }
  }

  return { tend, visit: (child, worker, on) => come(child, worker, on, true) }
}
