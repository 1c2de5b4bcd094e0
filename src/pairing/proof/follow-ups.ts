import { invalid, type Problem } from '../../problem.ts'
import type { PairingPlan } from '../pairing-plan.ts'
import type { PairingProblem } from '../pairing-problem.ts'
import type { Again } from './again.ts'
import { degreeOf, entries, isDate, wordsOf } from './child-again.ts'
import { sameSexDay } from './pair-again.ts'
import { lapses } from './volunteer-again.ts'

/** What follows from the pairs: renewals due, present matches that end, and what has to come first. */
export function followUps(problem: PairingProblem, plan: PairingPlan, judged: Again): readonly Problem[] {
  const mates = new Map<string, string>(plan.pairs.map((pair) => [pair.child, pair.volunteer]))
  const ending = judged.children.flatMap(({ entry, judge }) =>
    judge.matches
      .filter((match) => mates.get(entry.file.id) !== match.volunteer)
      .map((match) => `${match.child} ${match.volunteer} ${match.id}`),
  )
  const told = plan.discontinued.map((match) => `${match.child} ${match.volunteer} ${match.agreement}`)
  const renewals = plan.renewals.flatMap(({ what, who, before, keeps }) =>
    keeps.map((pair) => `${what} ${who} ${before} ${pair.child} ${pair.volunteer}`),
  )
  return [
    ...(same(ending, told) ? [] : [invalid('/discontinued', 'inconsistent', 'are not the matches that end')]),
    ...(same(due(problem, plan, judged), renewals)
      ? []
      : [invalid('/renewals', 'inconsistent', 'are not what lapses within the term')]),
    ...(plan.pairs.every((pair) => first(problem, pair) === pair.first.join())
      ? []
      : [invalid('/pairs', 'inconsistent', 'do not say what has to come first')]),
  ]
}

const inOrder = (list: readonly string[]): readonly string[] => [...list].sort((a, b) => (a < b ? -1 : 1))
const same = (a: readonly string[], b: readonly string[]): boolean => inOrder(a).join('\n') === inOrder(b).join('\n')

function due(problem: PairingProblem, plan: PairingPlan, { settings }: Again): readonly string[] {
  const { from, to } = problem.term
  const files = new Map(problem.children.map((entry) => [String(entry.file.id), entry]))
  const volunteers = new Map(problem.volunteers.map((volunteer) => [String(volunteer.id), volunteer]))
  return plan.pairs.flatMap((pair) => {
    const entry = files.get(pair.child)
    const volunteer = volunteers.get(pair.volunteer)
    if (!entry || !volunteer) return []
    const { check, agreement } = lapses(volunteer, settings.checkMonths)
    const live = entries(entry.file.consents).filter((consent) => degreeOf(entry.file, consent, from) === 2)
    const open = live.some((consent) => consent.until === 'none')
    const consentEnd = live.reduce((last, { until }) => (isDate(until) && until > last ? until : last), '')
    const sexes = [entry.file.sex, volunteer.sex]
    const same = sexes.every((sex) => sex === 'male') || sexes.every((sex) => sex === 'female')
    const sexDay = same || entry.otherSexAgreed === 'yes' ? undefined : sameSexDay(entry, settings.sameSexFrom)
    const candidates = [
      ['check', pair.volunteer, check],
      ['agreement', pair.volunteer, agreement],
      ['consent', pair.child, open ? undefined : consentEnd],
      ['otherSex', pair.child, sexDay],
    ] as const
    return candidates.flatMap(([what, who, before]) =>
      before !== undefined && before > from && before < to
        ? [`${what} ${who} ${before} ${pair.child} ${pair.volunteer}`]
        : [],
    )
  })
}

function first({ children }: PairingProblem, pair: PairingPlan['pairs'][number]): string {
  const entry = children.find(({ file }) => file.id === pair.child)
  const words = entry && wordsOf(entry.file).child
  const heard = words !== undefined && words.no.length + words.yes.length > 0
  return [...(heard ? [] : ['hear-child']), ...(pair.tier === 4 ? ['protect'] : [])].join()
}
