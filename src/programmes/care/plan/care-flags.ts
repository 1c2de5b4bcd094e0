import type { PlainDate } from '../../../date.ts'
import { defaultRules, type Domain, type FlagRecord, type Rule } from '../../../risk/index.ts'
import type { CareEvent, FlagOfNeed } from './care-event.ts'
import { type CarePlanRecord, type CareTask, openTasks } from './care-plan.ts'
import type { CareProgramme } from './care-programme.ts'

type CareDomain = Extract<CareEvent, { kind: 'needNamed' }>['domain']

const domainOf: Readonly<Record<Domain, CareDomain>> = {
  guardianship: 'guardianship',
  contact: 'contact',
  safety: 'safety',
  mind: 'mind',
  health: 'health',
  school: 'education',
  conduct: 'safety',
  entitlement: 'living',
  combined: 'guardianship',
}

/** A need that open flags suggest, for a person to put into a plan in words of his or her own. */
export interface SuggestedNeed {
  readonly domain: CareDomain
  readonly flags: readonly FlagOfNeed[]
  /** Earliest deadline of the flags: a first task is due by then. */
  readonly deadline: PlainDate
  /** What the rules ask people to do, in their order, each once. */
  readonly actions: readonly Rule['actions'][number][]
}

const isOpen = ({ state }: FlagRecord): boolean => state !== 'cleared' && state !== 'superseded'

/**
 * The needs that the open flags of a child suggest, one for each domain of care, earliest deadline first. A flag of a rule that is not among the
 * rules asks for nothing in particular. Nothing comes of it before a person writes it into a plan.
 * @example
 * ```ts
 * import { childFile } from 'childfile'
 * import { compileCalendar, nationalHolidays } from 'childfile/calendar'
 * import { suggestedNeeds } from 'childfile/programmes'
 * import { assess, flagEvents, foldFlags } from 'childfile/risk'
 * const calendar = compileCalendar({ national: nationalHolidays, from: '2026-01-01', to: '2027-01-01' })._unsafeUnwrap()
 * const found = assess(childFile({ id: 'c1', name: '李小花', care: { guardianshipRating: 'poor' } }), { asOf: '2026-09-15', calendar })
 * const flags = foldFlags(flagEvents([], found), '2026-09-15').unwrapOr([])
 * suggestedNeeds(flags).map(({ domain, deadline }) => [domain, deadline]) // => [['guardianship', '2026-09-22']]
 * ```
 */
export function suggestedNeeds(
  flags: readonly FlagRecord[],
  rules: readonly Pick<Rule, 'id' | 'domain' | 'actions'>[] = defaultRules.rules,
): readonly SuggestedNeed[] {
  const byRule = new Map<string, Pick<Rule, 'domain' | 'actions'>>(rules.map((rule) => [rule.id, rule]))
  const open = flags.filter(isOpen).sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
  const byDomain = Map.groupBy(open, ({ rule }) => domainOf[byRule.get(rule)?.domain ?? 'combined'])
  return [...byDomain]
    .map(([domain, those]): SuggestedNeed => {
      const deadlines = those.map(({ deadline }) => deadline)
      return {
        domain,
        flags: those.map(({ rule, episode }) => ({ rule, episode })),
        deadline: deadlines.reduce((least, one) => (one < least ? one : least)),
        actions: [...new Set(those.flatMap(({ rule }) => byRule.get(rule)?.actions ?? []))],
      }
    })
    .sort((a, b) => (`${a.deadline} ${a.domain}` < `${b.deadline} ${b.domain}` ? -1 : 1))
}

const keyOf = ({ deadline, rule, episode }: FlagRecord): string =>
  `${deadline} ${rule} ${String(episode).padStart(6, '0')}`

/**
 * How a flag stands to the plans. `noPlan`: no live plan answers it. `noTask`: a plan names it and nobody has a task for it. `inAction`: a task is
 * open. `askToClear`: all that was to be done was done; a person decides whether to clear it. `putAside`: suppressed for now.
 */
export type FlagAnswer = 'noPlan' | 'noTask' | 'inAction' | 'askToClear' | 'putAside' | 'closed'

/** A flag, the plan that answers it, and what is done about it. */
export interface AnsweredFlag extends FlagOfNeed {
  readonly child: string
  readonly deadline: PlainDate
  readonly answer: FlagAnswer
  readonly plan: CarePlanRecord['id'] | 'none'
  readonly tasks: readonly CareTask['id'][]
  /** Whether the first open task is due only after the deadline of the flag. */
  readonly afterDeadline: boolean
}

const answers = (plan: CarePlanRecord, { rule, episode }: FlagOfNeed): readonly CareTask[] | undefined => {
  const needs = Object.values(plan.needs).filter(({ flags }) =>
    flags.some((flag) => flag.rule === rule && flag.episode === episode),
  )
  if (needs.length === 0) return undefined
  const goals = new Set<string>(
    Object.values(plan.goals)
      .filter(({ need }) => needs.some(({ id }) => id === need))
      .map(({ id }) => id),
  )
  return Object.values(plan.tasks).filter(({ goal, state }) => goals.has(goal) && state !== 'dropped')
}

/**
 * Every flag of the programme with the plan that answers it and what is done about it: from flag to plan to tasks to a closed flag. By child, then
 * deadline. A flag is closed by its own history alone.
 * @example
 * ```ts
 * import { answeredFlags, careProgramme } from 'childfile/programmes'
 * careProgramme([], { asOf: '2026-09-15' }).map(answeredFlags).unwrapOr([]) // => []
 * ```
 */
export function answeredFlags({ plans, flags, asOf }: CareProgramme): readonly AnsweredFlag[] {
  const all = Object.values(plans)
  return Object.entries(flags)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([child, records]) =>
      [...records]
        .filter(({ raisedOn }) => raisedOn <= asOf)
        .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
        .map((record): AnsweredFlag => {
          const { rule, episode, deadline, state, closed } = record
          const answering = all
            .filter((plan) => plan.child === child && plan.state !== 'closed')
            .flatMap((plan) => {
              const tasks = answers(plan, record)
              return tasks ? [{ plan, tasks }] : []
            })
          const tasks = answering.flatMap((one) => one.tasks)
          const open = openTasks({ tasks: Object.fromEntries(tasks.map((task) => [task.id, task])) })
          const isOver = (closed !== undefined && closed.on <= asOf) || state === 'superseded'
          const answer = isOver
            ? 'closed'
            : state === 'suppressed'
              ? 'putAside'
              : answering.length === 0
                ? 'noPlan'
                : tasks.length === 0
                  ? 'noTask'
                  : open.length > 0
                    ? 'inAction'
                    : 'askToClear'
          return {
            child,
            rule,
            episode,
            deadline,
            answer,
            plan: answering[0]?.plan.id ?? 'none',
            tasks: tasks.map(({ id }) => id),
            afterDeadline: open.length > 0 && open.every(({ due }) => due > deadline),
          }
        }),
    )
}
