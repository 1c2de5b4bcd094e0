import { z } from 'zod'
import { PlainDate } from '../../date.ts'
import { WorkerId } from '../../id.ts'
import type { Immutable } from '../../immutable.ts'
import type { Parameter } from '../../policy.ts'
import { Tier } from '../../policy.ts'
import type { Source } from '../../source.ts'
import { TravelTable } from '../timetable/timetable-problem.ts'

const Id = z.string().min(1).max(80)
const Minute = z.int().min(0).max(1440)
const Hours = z
  .strictObject({ from: Minute, to: Minute })
  .refine(({ from, to }) => from <= to)
  .describe('First and last minute of the day at which a visit can begin')

/** A visit that is to be made, for the round of somebody. It names no child. */
export const RoundVisit = z
  .strictObject({
    id: Id,
    place: Id.describe('Place of the travel table'),
    minutes: z.int().min(1).max(600).describe('How long it takes'),
    tier: Tier,
    lateDays: z.int().min(0).max(3660).exactOptional().describe('Days by which it is late already'),
    from: PlainDate.exactOptional().describe('First day'),
    until: PlainDate.exactOptional().describe('Last day'),
    hours: z.array(Hours).min(1).max(6).exactOptional().describe('When it can begin; any time of a shift if not given'),
    skills: z.array(Id).max(20).exactOptional().describe('What a worker must be able to do, all of it'),
    worker: WorkerId.exactOptional().describe('The only worker who may come'),
    notWorkers: z.array(WorkerId).max(50).exactOptional().describe('Workers who must not come'),
    together: z
      .strictObject({ on: PlainDate, at: Minute })
      .exactOptional()
      .describe('Two workers come, both at this time'),
  })
  .describe('A visit that is to be made')
export type RoundVisit = Immutable<z.infer<typeof RoundVisit>>

/** One worker on one day. */
export const Shift = z
  .strictObject({
    worker: WorkerId,
    on: PlainDate,
    from: Minute,
    to: Minute.describe('When the worker must be back'),
    start: Id.describe('Place of the travel table'),
    end: Id,
    most: z.int().min(0).max(100).exactOptional().describe('Visits at most'),
    skills: z.array(Id).max(50).exactOptional(),
  })
  .describe('One worker on one day')
export type Shift = Immutable<z.infer<typeof Shift>>

/** What is to be visited, by whom, on which ways. */
export const RoundsPlanProblem = z
  .strictObject({
    visits: z.array(RoundVisit).max(20_000),
    shifts: z.array(Shift).max(2_000),
    travel: TravelTable,
    worth: z
      .strictObject({ tiers: z.array(z.int().min(0).max(100_000)).length(5), lateDay: z.int().min(0).max(1000) })
      .exactOptional()
      .describe('Minutes on the way that a visit is worth, by tier, and more for each day that it is late'),
  })
  .describe('Visits, shifts and ways')
export type RoundsPlanProblem = Immutable<z.infer<typeof RoundsPlanProblem>>

const own: Source = { title: 'childfile defaults for rounds', kind: 'proposal', standing: 'proposal' }

/** How many minutes on the way a visit is worth: a visit that would cost more is left for another day. Proposals. */
export const roundsParameters = {
  tierWorth: {
    id: 'rounds.tierWorth',
    unit: 'minutes by tier',
    zh: '各等级走访可接受的路途分钟数',
    en: 'minutes on the way that a visit is worth, by tier',
    values: [{ from: '2021-06-01', value: [120, 160, 240, 480, 20_000], standing: 'proposal', source: own }],
  },
  lateDayWorth: {
    id: 'rounds.lateDayWorth',
    unit: 'minutes',
    zh: '每逾期一天增加的分钟数',
    en: 'minutes more for each day late',
    values: [{ from: '2021-06-01', value: 4, standing: 'proposal', source: own }],
  },
} as const satisfies Readonly<Record<string, Parameter<number | readonly number[]>>>

/** A round as somebody wrote it down: who, on which day, which visits in which order. */
export interface RoundDraft {
  readonly worker: Shift['worker']
  readonly on: PlainDate
  /** Ids of visits, in order. */
  readonly visits: readonly string[]
}

/** One stop of a round, in minutes of the day. */
export interface RoundStop {
  readonly visit: string
  readonly arrive: number
  readonly begin: number
  readonly end: number
}

/** What keeps a visit out of a round, or breaks one. */
export type RoundFault =
  | 'unknownVisit'
  | 'unknownShift'
  | 'twice'
  | 'day'
  | 'hours'
  | 'worker'
  | 'skill'
  | 'noWay'
  | 'backLate'
  | 'tooMany'
  | 'oneWorkerOnly'

/** A round with its times. */
export interface PlannedRound extends RoundDraft {
  readonly leave: number
  readonly back: number
  /** Minutes on the way, there and back. */
  readonly way: number
  readonly stops: readonly RoundStop[]
}

/** What rounds cost and where they break a rule. */
export interface RoundsScore {
  readonly rounds: readonly PlannedRound[]
  /** Minutes on the way. */
  readonly way: number
  /** Visits that are made. */
  readonly made: number
  /** Minutes that the visits left out are worth. */
  readonly missed: number
  readonly faults: readonly {
    readonly fault: RoundFault
    readonly worker: Shift['worker']
    readonly on: PlainDate
    /** Its id, or `none` where it is the round as a whole. */
    readonly visit: string
  }[]
}
