import { z } from 'zod'
import type { PlainDate } from '../../../date.ts'
import { ChildId, WorkerId } from '../../../id.ts'
import type { Immutable } from '../../../immutable.ts'
import { pointer } from '../../../pointer.ts'
import { parameterOn, type ParameterValue, Tier } from '../../../policy.ts'
import { all, type Outcome, parse, type Problem, invalid, settle } from '../../../problem.ts'
import { careParameters } from '../care-parameters.ts'
import { type CaseMove, evened } from './evening.ts'

const area = z.string().min(1).max(80)

/** A child in somebody's caseload. */
export const OpenCase = z
  .strictObject({
    child: ChildId,
    worker: z.union([WorkerId, z.literal('none')]).describe('Who has it; none: nobody'),
    tier: Tier,
    household: area.describe(
      'Key of the household, as householdKey makes it: brothers and sisters stay with one worker',
    ),
    area: area.describe('Where the child lives: cases go to a post of the same area'),
  })
  .describe('A child in a caseload')
export type OpenCase = Immutable<z.infer<typeof OpenCase>>

/** A post that bears cases. */
export const Post = z
  .strictObject({
    worker: WorkerId,
    percent: z.int().min(1).max(100).describe('Share of a full post'),
    areas: z.array(area).min(1).describe('From where it can take cases'),
    supervisor: z.union([WorkerId, z.enum(['none', 'notCollected'])]),
  })
  .describe('A post that bears cases')
export type Post = Immutable<z.infer<typeof Post>>

/** Who is asked about, and who must not get whom: kin, staff of the case, whoever a matter names. */
export interface CaseloadSettings {
  readonly asOf: PlainDate
  readonly barred?: readonly { readonly child: ChildId; readonly worker: WorkerId }[]
}

/** What one worker bears. `over` counts half points and children beyond the ceilings. */
export interface WorkerLoad {
  readonly worker: WorkerId
  readonly children: number
  readonly halfPoints: number
  readonly ceiling: number
  readonly childrenCeiling: number
  readonly over: number
  readonly state: 'over' | 'full' | 'free'
}

/** Who bears what, who bears too much, and what would even it out. It is a proposal: nothing moves without a person. */
export interface Caseload {
  readonly workers: readonly WorkerLoad[]
  readonly unassigned: readonly ChildId[]
  /** In this order; no move puts anybody over a ceiling. */
  readonly even: readonly CaseMove[]
  /** Workers who would still be over after that, and children who would still have nobody. */
  readonly left: { readonly workers: readonly WorkerId[]; readonly children: readonly ChildId[] }
  readonly supervisors: readonly { readonly supervisor: WorkerId; readonly workers: number; readonly over: boolean }[]
  /** Where the numbers come from. */
  readonly numbers: {
    readonly weights: ParameterValue<readonly number[]>
    readonly ceiling: ParameterValue<number>
    readonly children: ParameterValue<number>
    readonly workersPerSupervisor: ParameterValue<number>
  }
}

const Barred = z.array(z.strictObject({ child: ChildId, worker: WorkerId }))

/**
 * What each worker bears on a day, weighed by tier, who is over the ceiling of the post, and which cases could go to whom. Brothers and sisters of one
 * household with one worker move together, within the area, the mildest first: a child in need keeps who knows it. The
 * search takes the best single move, then the best exchange, until none helps; it need not find the fewest moves. A worker without a post counts as
 * full time and takes none. Quadratic in the households of an area.
 * @returns Err `invalid`: a part cannot be read, a child or a post is given twice.
 * @source Inter-agency guidelines for case management (known): 25 cases, 5 to 6 workers per supervisor; weights are our own proposal
 * @example
 * ```ts
 * import { ChildId, WorkerId } from 'childfile'
 * import { caseload } from 'childfile/programmes'
 * const [w1, w2] = [WorkerId.parse('w1'), WorkerId.parse('w2')]
 * const post = (worker: typeof w1) => ({ worker, percent: 20, areas: ['a'], supervisor: 'none' } as const)
 * const cases = [0, 1, 4].map((tier, i) =>
 *   ({ child: ChildId.parse(`c${i}`), worker: w1, tier, household: `h${i}`, area: 'a' } as const))
 * caseload(cases as never, [post(w1), post(w2)], { asOf: '2026-09-15' }).map(({ workers, even }) => [workers[0]?.over ?? 0, even.map((move) => move.children[0] ?? '')]).unwrapOr([]) // => [1, ['c0']]
 * ```
 */
export function caseload(
  cases: readonly OpenCase[],
  posts: readonly Post[],
  { asOf, barred = [] }: CaseloadSettings,
): Outcome<Caseload> {
  return all([parse(z.array(OpenCase), cases), parse(z.array(Post), posts), parse(Barred, barred)]).andThen(
    ([readCases, readPosts, readBarred]) => {
      const weights = parameterOn<readonly number[]>(careParameters.caseWeights, asOf)
      const ceiling = parameterOn<number>(careParameters.caseCeiling, asOf)
      const children = parameterOn<number>(careParameters.casesPerWorker, asOf)
      const workersPerSupervisor = parameterOn<number>(careParameters.workersPerSupervisor, asOf)
      const numbers = { weights, ceiling, children, workersPerSupervisor }
      const shares = new Map<string, number>(readPosts.map(({ worker, percent }) => [worker, percent]))
      const ids = [...new Set([...shares.keys(), ...readCases.map(({ worker }) => worker)])].filter(
        (id) => id !== 'none',
      )
      const loads = ids
        .sort((a, b) => (a < b ? -1 : 1))
        .map((worker): WorkerLoad => {
          const percent = shares.get(worker) ?? 100
          const own = readCases.filter((one) => one.worker === worker)
          const halfPoints = own.reduce((sum, { tier }) => sum + (weights.value[tier] ?? 0), 0)
          return load(worker as WorkerId, own.length, halfPoints, {
            ceiling: Math.floor((ceiling.value * percent) / 100),
            childrenCeiling: Math.floor((children.value * percent) / 100),
          })
        })
      const { even, left } = evened(readCases, readPosts, loads, { weights: weights.value, barred: readBarred })
      const supervised = Map.groupBy(
        readPosts.filter(({ supervisor }) => supervisor !== 'none' && supervisor !== 'notCollected'),
        ({ supervisor }) => supervisor as WorkerId,
      )
      return settle<Caseload>(
        {
          workers: loads,
          unassigned: sorted(readCases.flatMap(({ child, worker }) => (worker === 'none' ? [child] : []))),
          even,
          left,
          supervisors: [...supervised]
            .map(([supervisor, own]) => ({
              supervisor,
              workers: own.length,
              over: own.length > workersPerSupervisor.value,
            }))
            .sort((a, b) => (a.supervisor < b.supervisor ? -1 : 1)),
          numbers,
        },
        [...twice(readCases.map(({ child }) => child)), ...twice(readPosts.map(({ worker }) => worker))],
      )
    },
  )
}

const sorted = <T extends string>(ids: readonly T[]): readonly T[] => [...ids].sort((a, b) => (a < b ? -1 : 1))

const twice = (ids: readonly string[]): readonly Problem[] =>
  ids.flatMap((id, i) => (ids.indexOf(id) < i ? [invalid(pointer(i), 'duplicate', 'is given twice')] : []))

function load(
  worker: WorkerId,
  children: number,
  halfPoints: number,
  { ceiling, childrenCeiling }: Pick<WorkerLoad, 'ceiling' | 'childrenCeiling'>,
): WorkerLoad {
  const over = Math.max(0, halfPoints - ceiling) + Math.max(0, children - childrenCeiling)
  const full = halfPoints === ceiling || children === childrenCeiling
  return {
    worker,
    children,
    halfPoints,
    ceiling,
    childrenCeiling,
    over,
    state: over > 0 ? 'over' : full ? 'full' : 'free',
  }
}
