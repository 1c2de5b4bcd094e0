import { pointer } from '../../pointer.ts'
import { invalid, parse, type Problem } from '../../problem.ts'
import { PairingPlan, type ProposedPair } from '../pairing-plan.ts'
import { type PairingProblem, readProblem } from '../pairing-problem.ts'
import { type Again, again } from './again.ts'
import { followUps } from './follow-ups.ts'
import { optimal } from './optimal.ts'

/**
 * What is wrong with a plan; nothing if it is feasible and proved to be the best. The hard rules, the seats and the costs are
 * worked out once more from the raw records, by code that the pairing does not use; every child must be there once; and the
 * prices must prove that no plan pairs more children of any tier without losing one of a higher tier, nor costs less. With the
 * pairing it shares the check of the input, the settings, the calendar and the measuring of distance. What is told for people only
 * (`rules`, `seats`, since when a child waits and with whom) is not part of the proof. Time: children x volunteers.
 * @example
 * ```ts
 * import { pair, verify } from 'childfile/pairing'
 * const nobody = { term: { from: '2026-10-01', to: '2027-07-01' }, children: [], volunteers: [], villages: [] } as const
 * pair(nobody).match((plan) => verify(nobody, plan), () => undefined) // => []
 * ```
 */
export function verify(problem: PairingProblem, plan: PairingPlan): readonly Problem[] {
  const readable = readProblem(problem)
  if (readable.isErr()) return readable.error
  const read = parse(PairingPlan, plan)
  if (read.isErr()) return read.error
  const judged = again(problem)
  const problems = [
    ...structure(problem, read.value, judged),
    ...pairsOf(problem, read.value, judged),
    ...waitingOf(read.value, judged),
  ]
  if (problems.length > 0) return problems
  return [...optimal(problem, read.value, judged), ...totalsOf(read.value), ...followUps(problem, read.value, judged)]
}

const wrong = (path: readonly (string | number)[], message: string): Problem =>
  invalid(pointer(...path), 'inconsistent', message)

/** Each child once, in order of ids, under the tier that it has; the term that was asked for. */
function structure({ term }: PairingProblem, plan: PairingPlan, { children }: Again): readonly Problem[] {
  const problems: Problem[] = []
  if (plan.term.from !== term.from || plan.term.to !== term.to) problems.push(wrong(['term'], 'is another term'))
  const tiers = new Map<string, number>(children.map(({ entry }) => [entry.file.id, entry.tier]))
  const seen = new Set<string>()
  for (const list of ['pairs', 'waiting'] as const)
    plan[list].forEach(({ child, tier }, i) => {
      if (!tiers.has(child)) problems.push(wrong([list, i, 'child'], 'is not among the children'))
      else if (tiers.get(child) !== tier) problems.push(wrong([list, i, 'tier'], 'is not the tier of the child'))
      if (seen.has(child)) problems.push(invalid(pointer(list, i, 'child'), 'duplicate', 'is in the plan twice'))
      seen.add(child)
      const before = plan[list][i - 1]
      if (before && before.child >= child) problems.push(wrong([list, i, 'child'], 'is not in order'))
    })
  if (seen.size < tiers.size) problems.push(invalid('/waiting', 'missing-field', 'a child is missing from the plan'))
  return problems
}

/** Each pair allowed, at its cost, within the seats; decisions and present matches told truly. */
function pairsOf(problem: PairingProblem, plan: PairingPlan, judged: Again): readonly Problem[] {
  const { children, volunteers, settings, cost } = judged
  const problems: Problem[] = []
  const childOf = new Map(children.map((child) => [String(child.entry.file.id), child]))
  const volunteerOf = new Map(volunteers.map((volunteer) => [String(volunteer.helper.volunteer.id), volunteer]))
  const taken = new Map<string, number>()
  const locked = new Map<string, string>((problem.locked ?? []).map((lock) => [lock.child, lock.volunteer]))
  plan.pairs.forEach((pair, i) => {
    const child = childOf.get(pair.child)
    const volunteer = volunteerOf.get(pair.volunteer)
    if (!child || !volunteer) {
      problems.push(wrong(['pairs', i], 'names somebody who is not in the problem'))
      return
    }
    const own = cost(child, volunteer)
    if (own === undefined) problems.push(wrong(['pairs', i, 'volunteer'], 'a hard rule forbids the pair'))
    else if (own !== pair.cost) problems.push(wrong(['pairs', i, 'cost'], 'is not what the soft terms cost'))
    taken.set(pair.volunteer, (taken.get(pair.volunteer) ?? 0) + 1)
    if ((taken.get(pair.volunteer) ?? 0) > volunteer.seats)
      problems.push(invalid(pointer('pairs', i, 'volunteer'), 'too-large', 'more children than seats'))
    const continues = child.judge.matches.some((match) => match.volunteer === pair.volunteer)
    if (continues !== pair.continues) problems.push(wrong(['pairs', i, 'continues'], 'is not so'))
    const stands = locked.get(pair.child) === pair.volunteer
    const held = settings.present === 'hold' && continues
    if (stands !== (pair.fixed === 'locked') || (pair.fixed === 'held' && !held))
      problems.push(wrong(['pairs', i, 'fixed'], 'is not so'))
  })
  return [...problems, ...decisionsOf(problem, plan, judged)]
}

/** Every lock told, and kept if the rules and the seats allow it; present matches kept if they are to be held. */
function decisionsOf(problem: PairingProblem, plan: PairingPlan, judged: Again): readonly Problem[] {
  const { children, volunteers, settings, cost } = judged
  const mates = new Map<string, ProposedPair>(plan.pairs.map((pair) => [pair.child, pair]))
  const full = (volunteer: string, fixed: readonly ProposedPair['fixed'][]): boolean =>
    plan.pairs.filter((pair) => pair.volunteer === volunteer && fixed.includes(pair.fixed)).length >=
    (volunteers.find(({ helper }) => helper.volunteer.id === volunteer)?.seats ?? 0)
  const allowed = (who: string, whom: string): boolean => {
    const child = children.find(({ entry }) => entry.file.id === who)
    const volunteer = volunteers.find(({ helper }) => helper.volunteer.id === whom)
    return child !== undefined && volunteer !== undefined && cost(child, volunteer) !== undefined
  }
  const locks = problem.locked ?? []
  const broken = locks.some(({ child, volunteer, author, reason }) => {
    const told = plan.locks.find((lock) => lock.child === child)
    if (!told || told.volunteer !== volunteer || told.author !== author || told.reason !== reason) return true
    const stands = mates.get(child)?.volunteer === volunteer
    if (told.stands !== stands || stands === told.because.length > 0) return true
    return !stands && allowed(child, volunteer) && !full(volunteer, ['locked'])
  })
  const given = children.some(({ entry, judge }) => {
    const mate = mates.get(entry.file.id)
    if (settings.present === 'prefer' || mate?.fixed === 'locked' || mate?.fixed === 'held') return false
    return judge.matches.some(
      ({ child, volunteer }) => allowed(child, volunteer) && !full(volunteer, ['locked', 'held']),
    )
  })
  return [
    ...(broken || plan.locks.length !== locks.length
      ? [wrong(['locks'], 'does not tell what became of each lock')]
      : []),
    ...(given ? [wrong(['pairs'], 'do not hold a present match that could stand')] : []),
  ]
}

/** Reasons of those who wait that can be told from the records of the child and from the allowed pairs. */
function waitingOf(plan: PairingPlan, { children, volunteers, cost }: Again): readonly Problem[] {
  const childOf = new Map(children.map((child) => [String(child.entry.file.id), child]))
  return plan.waiting.flatMap(({ child: id, because }, i) => {
    const child = childOf.get(id)
    if (!child) return []
    const kind =
      child.obstacles.length > 0
        ? ['notEligible']
        : volunteers.some((volunteer) => cost(child, volunteer) !== undefined)
          ? ['seats', 'outPrioritised', 'siblings']
          : ['noVolunteer']
    const rules = because.kind === 'notEligible' ? because.rules.map(({ rule, verdict }) => `${rule} ${verdict}`) : []
    const told = kind.includes(because.kind) && rules.join() === child.obstacles.join()
    return told ? [] : [wrong(['waiting', i, 'because'], 'is not the reason')]
  })
}

function totalsOf({ pairs, waiting, totals }: PairingPlan): readonly Problem[] {
  const cost = pairs.reduce((sum, pair) => sum + pair.cost, 0)
  const counted = ([0, 1, 2, 3, 4] as const)
    .map((tier) => ({
      tier,
      paired: pairs.filter((pair) => pair.tier === tier).length,
      waiting: waiting.filter((entry) => entry.tier === tier).length,
    }))
    .filter((entry) => entry.paired + entry.waiting > 0)
  const right =
    totals.cost === cost &&
    totals.paired === pairs.length &&
    totals.waiting === waiting.length &&
    JSON.stringify(totals.byTier) === JSON.stringify(counted)
  return right ? [] : [wrong(['totals'], 'are not the sums')]
}
