import { answeredFlags, type FlagAnswer, gainOf, parentNeeds, safetyModules } from 'childfile/programmes'
import {
  type CountRow,
  durations,
  matchSpans,
  type TermAidRow,
  type TermFlagRow,
  type TermInput,
  type Words,
} from 'childfile/report'
import { defaultRules } from 'childfile/risk'
import type { TermStory } from './story.ts'
import { byText } from './world.ts'

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)

const answers: readonly (Words & { readonly id: FlagAnswer })[] = [
  { id: 'closed', zh: '已关闭', en: 'closed' },
  { id: 'inAction', zh: '有任务在办', en: 'a task is open' },
  { id: 'askToClear', zh: '任务已完成，待人决定是否关闭', en: 'all was done; a person decides whether to clear it' },
  { id: 'noTask', zh: '写入方案，尚无任务', en: 'named in a plan, without a task' },
  { id: 'noPlan', zh: '不在任何现行方案中', en: 'in no plan that runs' },
  { id: 'putAside', zh: '暂缓', en: 'put aside for now' },
]

/** How the flags of each rule went; a flag of the first evening was there before. */
function flagRows({ flags, ruleTexts, from }: TermStory): readonly TermFlagRow[] {
  const all = Map.groupBy([...flags.values()].flat(), ({ rule }) => rule)
  return defaultRules.rules.flatMap(({ id, says }) => {
    const own = all.get(id) ?? []
    const open = own.filter(({ closed, state }) => closed === undefined && state !== 'superseded').length
    const before = own.filter(({ raisedOn }) => raisedOn <= from).length
    const { zh, en } = ruleTexts.get(id) ?? says
    const row = { id, zh, en, before, raised: own.length - before, closed: own.length - open, open }
    return own.length > 0 ? [row] : []
  })
}

/** The books by what was given: each line of lots of one thing. */
function aidRows({ aid: { lots } }: TermStory): readonly TermAidRow[] {
  const things = Map.groupBy(lots, ({ what }) => (what === 'money' ? '' : what.item))
  return [...things]
    .sort(([a], [b]) => byText(a, b))
    .map(([item, own]) => ({
      id: item === '' ? 'money' : item,
      ...(item === '' ? { zh: '资金', en: 'Money' } : { zh: item, en: item }),
      unit: item === '' ? 'fen' : 'piece',
      received: sum(own.map(({ received }) => received)),
      delivered: sum(own.map(({ delivered }) => delivered)),
      waiting: sum(own.map(({ waiting }) => waiting)),
      otherwise: sum(own.map(({ spent, givenBack, lost }) => spent + givenBack + lost)),
      rest: sum(own.map(({ remaining }) => remaining)),
    }))
}

function modulesOf({ reaches }: TermStory): TermInput['modules'] {
  return safetyModules.flatMap(({ id, zh, en }) => {
    const own = reaches.flatMap(({ module, reach }) => (module === id ? [reach] : []))
    const reached = sum(own.map((one) => one.reached))
    return own.length > 0 ? [{ id, zh, en, reached, notReached: sum(own.map((one) => one.notReached)) }] : []
  })
}

function moodOf({ counselling: { courses } }: TermStory): TermInput['mood'] {
  const held = Object.values(courses).flatMap((course) => (course.of === 'counselling' ? [course] : []))
  const moods = held.flatMap((course) => gainOf(course).mood ?? [])
  return {
    courses: held.length,
    sessions: sum(held.map(({ sessions }) => sessions.length)),
    better: moods.filter(({ first, last }) => last > first).length,
    same: moods.filter(({ first, last }) => last === first).length,
    worse: moods.filter(({ first, last }) => last < first).length,
  }
}

function plansOf({ plans, last }: TermStory): TermInput['plans'] {
  const all = Object.values(plans.plans)
  const tasks = all.flatMap((plan) => Object.values(plan.tasks))
  const found = Map.groupBy(answeredFlags(plans), ({ answer }) => answer)
  return {
    active: all.filter(({ state }) => state === 'active').length,
    closed: all.filter(({ state }) => state === 'closed').length,
    tasksDone: tasks.filter(({ state }) => state === 'done').length,
    tasksOpen: tasks.filter(({ state, due }) => state === 'open' && due <= last).length,
    answers: answers.flatMap((words) => {
      const count = found.get(words.id)?.length ?? 0
      return count > 0 ? [{ ...words, count }] : []
    }),
  }
}

function letterRows({ letters }: TermStory): readonly CountRow[] {
  const asked = letters.flatMap(({ digest }) => digest.needed.map(({ code }) => code))
  return Object.entries(parentNeeds).flatMap(([id, { zh, en }]) => {
    const count = asked.filter((code) => code === id).length
    return count > 0 ? [{ id, zh, en, count }] : []
  })
}

/** A term as its report tells it: counts alone. */
export function told(story: TermStory): TermInput {
  const { from, last, surrogate, due, drills, memberships } = story
  const matches = durations(matchSpans(Object.values(surrogate.matches)), { asOf: last, bands: [30, 60, 90] })
  const spans = [...story.flags.values()]
    .flat()
    .map(({ raisedOn, closed }) => ({ from: raisedOn, to: closed?.on ?? 'none' }) as const)
  const flagDays = durations(spans, { asOf: last, bands: [7, 30] })
  const credited = surrogate.contacts.filter(({ match }) => match !== undefined)
  const children = (of: readonly { readonly child: string }[]): number => new Set(of.map(({ child }) => child)).size
  return {
    from,
    last,
    measures: story.measures,
    months: story.months,
    matches: {
      byPaper: story.pairsByPaper,
      begun: matches.all,
      ended: matches.ended,
      medianDays: matches.medianDays,
    },
    contacts: {
      calls: credited.filter(({ way }) => way === 'call').length,
      meetings: credited.filter(({ way }) => way === 'meeting').length,
      notCredited: surrogate.contacts.length - credited.length,
      overdue: due.overdue.length,
    },
    flags: flagRows(story),
    flagDays: { ended: flagDays.ended, open: flagDays.open, medianDays: flagDays.medianDays },
    plans: plansOf(story),
    letters: letterRows(story),
    modules: modulesOf(story),
    drills: {
      done: sum(drills.map(({ periods }) => periods.filter(({ state }) => state === 'done').length)),
      overdue: sum(drills.map(({ overdue }) => overdue.length)),
      slow: sum(drills.map(({ slow }) => slow.length)),
    },
    activities: {
      saidYes: story.saidYes,
      joined: children(memberships),
      members: children(memberships.filter(({ from: since, to }) => since <= last && (to === 'none' || to > last))),
    },
    mood: moodOf(story),
    aid: aidRows(story),
    refused: story.refused.map(({ room, code, zh, en, count }) => ({ id: code, room, zh, en, count })),
  }
}
