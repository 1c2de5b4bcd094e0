import { addDays, codeLists, type PlainDate } from 'childfile'
import { type CareEventInput, type CareProgramme, careProgramme, suggestedNeeds } from 'childfile/programmes'
import type { Words } from 'childfile/report'
import type { FlagRecord } from 'childfile/risk'
import { valueOf } from '../../walk/progress.ts'
import type { Flags } from '../flags.ts'
import { inWords } from '../words.ts'
import { between, directorOf, happens, inOrder, later, supervisorOf, type World } from '../world.ts'

const room: Words = { zh: '关爱方案', en: 'care plans' }

/** Care plans for the children whom somebody has to help most: from flags to needs, tasks and closed flags. */
export interface Plans {
  readonly evening: (on: PlainDate) => void
  readonly programme: (on: PlainDate) => CareProgramme
}

type Draft = CareEventInput extends infer E ? (E extends unknown ? Omit<E, 'id' | 'plan'> : never) : never

const domains = new Map<string, Words>(codeLists.careDomains.rows.map((row) => [row.key, row]))

export function plansOf(world: World, flags: Flags): Plans {
  const { calendar } = world.ground
  const c = world.chance('care plans')
  const histories = new Map<string, CareEventInput[]>()
  const told = new Set<string>()
  const changed = new Set<string>()
  let number = 0

  const nextId = (): string => `c-${String((number += 1)).padStart(5, '0')}`
  function write(child: string, draft: Draft): void {
    const event: CareEventInput = { ...draft, id: nextId(), plan: `plan-${child}` }
    const history = histories.get(child)
    if (history) history.push(event)
    else histories.set(child, [event])
    changed.add(child)
    world.diary.note('care', child, event)
  }

  const flagsOf = (children: Iterable<string>): Readonly<Record<string, readonly FlagRecord[]>> =>
    Object.fromEntries([...children].map((child) => [child, flags.records.get(child) ?? []]))

  function draft(child: string, on: PlainDate): void {
    const file = world.files.get(child)
    if (file === undefined || directorOf(file) === 'none') return
    const by = { id: directorOf(file), role: 'worker' } as const
    const supervisor = { id: supervisorOf(by.id), role: 'supervisor' } as const
    write(child, { kind: 'opened', on, by, child })
    for (const [n, { domain, flags: those }] of suggestedNeeds(flags.open(child)).entries()) {
      const [need, goal, task] = [`n${n + 1}`, `g${n + 1}`, `t${n + 1}`]
      const words = domains.get(domain)?.zh ?? domain
      const due = later(calendar, on, between(c, 14, 60))
      write(child, { kind: 'needNamed', on, by, need, domain, words, flags: [...those] })
      write(child, { kind: 'goalSet', on, by, goal, need, words: `${words}：情形改善`, due: addDays(due, 20) })
      write(child, { kind: 'taskGiven', on, by, task, goal, words: `${words}：走访并落实`, owner: by, due })
      work(child, { goal, task, due })
    }
    world.at(later(calendar, on, between(c, 1, 6)), (day) =>
      write(child, {
        kind: 'childHeard',
        on: day,
        by,
        answer: happens(c, 90) ? { says: '想有人说说话' } : { notHeard: 'tooYoung' },
      }),
    )
    // Now and then it goes to the supervisor before the child was heard; then it comes back.
    const isHasty = happens(c, 6)
    world.at(later(calendar, on, isHasty ? 0 : between(c, 7, 9)), (day) => approve(child, supervisor, day))
    if (isHasty) world.at(later(calendar, on, 9), (day) => approve(child, supervisor, day))
    review(child, addDays(on, 62))
  }

  function approve(child: string, by: { readonly id: string; readonly role: 'supervisor' }, on: PlainDate): void {
    if (planOf(child, on)?.state === 'draft') write(child, { kind: 'approved', on, by, reviewOn: addDays(on, 60) })
  }

  /** A plan as it stands, with what was written today. */
  const planOf = (child: string, on: PlainDate) =>
    valueOf(careProgramme(histories.get(child) ?? [], { asOf: on, flags: flagsOf([child]) }), 'fold a plan').plans[
      `plan-${child}`
    ]

  interface Step {
    readonly goal: string
    readonly task: string
    readonly due: PlainDate
  }

  /** Most tasks are done around their day; some are late, some are never done. */
  function work(child: string, { goal, task, due }: Step): void {
    if (!happens(c, 88)) return
    world.at(later(calendar, addDays(due, between(c, -9, 12)), 0), (on) => {
      const plan = planOf(child, on)
      if (plan?.state !== 'active') return
      const by = { id: plan.author, role: 'worker' } as const
      write(child, { kind: 'taskDone', on, by, task })
      write(child, { kind: 'progressNoted', on, by, goal, attained: happens(c, 75) ? 0 : -1 })
    })
  }

  /** At a review goals that were attained are met; a plan of which all are, and whose flags are closed, has reached what it was for. */
  function review(child: string, on: PlainDate): void {
    world.at(later(calendar, on, 0), (day) => {
      const plan = planOf(child, day)
      if (plan?.state !== 'active') return
      const by = { id: plan.author, role: 'worker' } as const
      const goals = Object.values(plan.goals)
      const attained = goals.filter(
        ({ state, progress }) => state === 'active' && (progress.at(-1)?.attained ?? -2) >= 0,
      )
      for (const { id: goal } of attained) write(child, { kind: 'goalMet', on: day, by, goal })
      const isMet = goals.every(({ id, state }) => state === 'met' || attained.some((one) => one.id === id))
      if (isMet) write(child, { kind: 'closed', on: day, by, reason: 'goalsReached' })
      else write(child, { kind: 'reviewed', on: day, by, reviewOn: addDays(day, 30) })
      review(child, addDays(day, 30))
    })
  }

  return {
    evening(on) {
      for (const child of flags.grave())
        if (!histories.has(child)) {
          histories.set(child, [])
          world.at(later(calendar, on, between(c, 2, 8)), (day) => draft(child, day))
        }
      for (const child of inOrder([...changed], String)) {
        const settings = { asOf: on, flags: flagsOf([child]) }
        for (const { event, code, missing } of valueOf(
          careProgramme(histories.get(child) ?? [], settings),
          'fold a plan',
        ).refused) {
          if (told.has(event)) continue
          told.add(event)
          const lacks = inWords(missing.length > 0 ? missing : [code])
          world.refuse(room, code, { zh: `缺少：${lacks.zh}`, en: `without ${lacks.en}` })
        }
      }
      changed.clear()
    },
    programme: (asOf) =>
      valueOf(
        careProgramme([...histories.values()].flat(), { asOf, flags: flagsOf(histories.keys()) }),
        'fold all care plans',
      ),
  }
}
