import { pointer } from '../../pointer.ts'
import { err, invalid, ok, type Outcome, type Problem } from '../../problem.ts'

/**
 * Meetings that each want a time, a room and a team. The solver knows numbers only: in the timetable of a county a group is a
 * grade of a school, and a series is a part of a session. A time is a minute from the beginning of the span: day x 1440 + minute
 * of the day. Lists of lists are compressed rows: list i stands from `start[i]` up to, but without, `start[i + 1]`.
 */
export interface MeetingProblem {
  /** Days of the span. */
  readonly days: number

  /** Groups, rooms and teams, numbered together; each is in one meeting at a time. */
  readonly resources: number
  /** Resource x days + day: parts of the day in which it can be used; bit 0 to minute 720, bit 1 to 1080, bit 2 to the end. */
  readonly open: Uint8Array
  /** By resource: meetings at most that begin in one part of a day; 0 for no limit. Only teams have limits. */
  readonly most: Int32Array
  /** By resource: 1 for a group that a meeting costs something if no other of its meetings is right before or after. */
  readonly alone: Uint8Array
  readonly places: number
  /** From x places + to: minutes on the way. */
  readonly travel: Int32Array

  /** By series: minutes of a meeting. */
  readonly minutes: Int32Array
  readonly place: Int32Array
  /** By series: row of `bucket`. Two meetings of a series never lie in one bucket. */
  readonly rhythm: Int32Array
  /** Rhythm x days + day: a week, a month, or the day itself; below 0 where any number may lie. */
  readonly bucket: Int32Array
  /** By series: days at least between two meetings. */
  readonly apart: Int32Array
  /** By series: days between neighbours that cost nothing. */
  readonly even: Int32Array
  /** By series: 1 if all meetings share weekday and minute. */
  readonly aligned: Uint8Array
  /** By series: days on which meetings should lie at least. */
  readonly leastDays: Int32Array
  readonly groupStart: Int32Array
  readonly group: Int32Array

  /** By meeting. */
  readonly series: Int32Array
  /** By meeting: which list of times, and which list of choices of room and team. */
  readonly times: Int32Array
  readonly choices: Int32Array
  /** By meeting: time, room and team that were published; time -1 if nothing was. */
  readonly was: Int32Array
  readonly wasRoom: Int32Array
  readonly wasTeam: Int32Array

  readonly timeStart: Int32Array
  /** Rising within a list. */
  readonly time: Int32Array
  readonly timeCost: Int32Array

  readonly choiceStart: Int32Array
  /** -1 for none. */
  readonly room: Int32Array
  readonly team: Int32Array
  /** Minutes of the way to the first meeting and from the last one, which the team must be free for. */
  readonly wayOut: Int32Array
  readonly wayBack: Int32Array
  /** By choice: what this room and team cost. */
  readonly choiceCost: Int32Array

  readonly weights: MeetingWeights
}

/** What it costs, in whole numbers from 0 to 1,000,000; 0 where it does not matter. */
export interface MeetingWeights {
  /** Each further meeting of a group on a day. */
  readonly sameDay: number
  /** Each day by which neighbours of a series lie closer than `even`. */
  readonly even: number
  /** Each meeting that is elsewhere than published. */
  readonly changed: number
  /** Each meeting of a group that is `alone`. */
  readonly alone: number
  /** Each day that is lacking to `leastDays`. */
  readonly leastDays: number
  /** Each room of a series beyond the first. */
  readonly rooms: number
}

/** What can stand in the way of a meeting at a time, in the order in which it is looked at. */
export const blockers = ['interval', 'aligned', 'group', 'room', 'team', 'travel', 'closed', 'load'] as const
/** What keeps a meeting from a beginning. */
export type Blocker = (typeof blockers)[number]

/** Where meetings are. */
export interface MeetingPlaces {
  /** By meeting; -1 where no place was found. */
  readonly at: Int32Array
  readonly room: Int32Array
  readonly team: Int32Array
}

/** Who meets when and where. */
export interface MeetingPlan extends MeetingPlaces {
  /** Sum of the costs of times and choices and of what `weights` names. */
  readonly cost: number
  /** `exhausted`: no plan places more, shown by trying all. `none`: perhaps one does. */
  readonly proof: 'allPlaced' | 'exhausted' | 'none'
  readonly iterations: number
  /** Meeting x blockers + blocker: times of an unplaced meeting by the first blocker; of several choices the one that gets furthest. */
  readonly blocked: Int32Array
}

type Column = {
  [K in keyof MeetingProblem]: MeetingProblem[K] extends Int32Array | Uint8Array ? K : never
}[keyof MeetingProblem]

/**
 * Whether arrays fit together and indices point at something.
 * @returns Ok: the same problem. Err `invalid`: the first thing wrong in each array.
 */
export function checkMeetingProblem(problem: MeetingProblem): Outcome<MeetingProblem> {
  const types = typeProblems(problem)
  const lengths = types.length > 0 ? types : lengthProblems(problem)
  const problems = lengths.length > 0 ? lengths : valueProblems(problem)
  const [first, ...rest] = problems
  return first ? err([first, ...rest]) : ok(problem)
}

const bytes: readonly Column[] = ['open', 'aligned', 'alone']
const integers: readonly Column[] = [
  ...([
    'most',
    'travel',
    'minutes',
    'place',
    'rhythm',
    'bucket',
    'apart',
    'even',
    'leastDays',
    'groupStart',
    'group',
  ] as const),
  ...(['series', 'times', 'choices', 'was', 'wasRoom', 'wasTeam', 'timeStart', 'time', 'timeCost'] as const),
  ...(['choiceStart', 'room', 'team', 'wayOut', 'wayBack', 'choiceCost'] as const),
]

function typeProblems(problem: MeetingProblem): readonly Problem[] {
  if (typeof problem !== 'object' || (problem as unknown) === null)
    return [invalid('', 'invalid-type', 'must be an object')]
  const wrong = (columns: readonly Column[], type: typeof Int32Array | typeof Uint8Array): readonly Problem[] =>
    columns
      .filter((column) => !(problem[column] instanceof type))
      .map((column) => invalid(pointer(column), 'invalid-type', `must be of type ${type.name}`))
  return [
    ...(['days', 'resources', 'places'] as const)
      .filter((count) => !Number.isSafeInteger(problem[count]) || problem[count] < 0)
      .map((count) => invalid(pointer(count), 'invalid-value', 'must be a whole number from 0')),
    ...wrong(bytes, Uint8Array),
    ...wrong(integers, Int32Array),
    ...(typeof problem.weights === 'object' ? [] : [invalid('/weights', 'invalid-type', 'must be an object')]),
  ]
}

function lengthProblems(problem: MeetingProblem): readonly Problem[] {
  const series = problem.minutes.length
  const meetings = problem.series.length
  const wrong = (column: Column, length: number): readonly Problem[] =>
    problem[column].length === length ? [] : [invalid(pointer(column), 'inconsistent', 'has the wrong length')]
  const ends = (column: 'groupStart' | 'timeStart' | 'choiceStart', values: Column): readonly Problem[] => {
    const start = problem[column]
    const falls = start.findIndex((value, i) => value < (i === 0 ? 0 : start[i - 1]!))
    return start[0] === 0 && falls < 0 && start[start.length - 1] === problem[values].length
      ? []
      : [invalid(pointer(column), 'inconsistent', 'must rise from 0 to the number of entries')]
  }
  return [
    ...wrong('open', problem.resources * problem.days),
    ...wrong('most', problem.resources),
    ...wrong('alone', problem.resources),
    ...wrong('travel', problem.places * problem.places),
    ...(['place', 'rhythm', 'apart', 'even', 'aligned', 'leastDays'] as const).flatMap((column) =>
      wrong(column, series),
    ),
    ...(['times', 'choices', 'was', 'wasRoom', 'wasTeam'] as const).flatMap((column) => wrong(column, meetings)),
    ...wrong('groupStart', series + 1),
    ...ends('groupStart', 'group'),
    ...ends('timeStart', 'time'),
    ...ends('choiceStart', 'room'),
    ...wrong('timeCost', problem.time.length),
    ...(['team', 'wayOut', 'wayBack', 'choiceCost'] as const).flatMap((column) => wrong(column, problem.room.length)),
    ...(problem.days > 0 && problem.bucket.length % problem.days === 0
      ? []
      : [invalid('/bucket', 'inconsistent', 'must have a row of days for each rhythm')]),
  ]
}

function valueProblems(problem: MeetingProblem): readonly Problem[] {
  const within = (column: Column, low: number, high: number): readonly Problem[] => {
    const bad = problem[column].findIndex((value) => value < low || value >= high)
    return bad < 0 ? [] : [invalid(pointer(column, bad), 'invalid-value', 'is out of range')]
  }
  const most = 2_147_483_647
  const { minutes, times, series, timeStart, time, weights } = problem
  const late = series.findIndex((s, m) => {
    for (let i = timeStart[times[m]!]!; i < timeStart[times[m]! + 1]!; i++)
      if ((time[i]! % 1440) + minutes[s]! > 1440 || (i > timeStart[times[m]!]! && time[i]! <= time[i - 1]!)) return true
    return false
  })
  const heavy = (['sameDay', 'even', 'changed', 'alone', 'leastDays', 'rooms'] as const).some(
    (name) => !Number.isInteger(weights[name]) || weights[name] < 0 || weights[name] > 1_000_000,
  )
  const indices = [
    ...within('minutes', 1, 1441),
    ...within('place', 0, problem.places),
    ...within('rhythm', 0, problem.bucket.length / problem.days),
    ...within('group', 0, problem.resources),
    ...within('series', 0, minutes.length),
    ...within('times', 0, timeStart.length - 1),
    ...within('choices', 0, problem.choiceStart.length - 1),
    ...within('time', 0, problem.days * 1440),
    ...within('room', -1, problem.resources),
    ...within('team', -1, problem.resources),
    ...(
      ['most', 'travel', 'apart', 'even', 'leastDays', 'timeCost', 'wayOut', 'wayBack', 'choiceCost'] as const
    ).flatMap((column) => within(column, 0, most)),
    ...(heavy ? [invalid('/weights', 'invalid-value', 'must be whole numbers from 0 to 1,000,000')] : []),
  ]
  if (indices.length > 0 || late < 0) return indices
  return [
    invalid(pointer('times', late), 'inconsistent', 'times must rise and meetings end on the day on which they begin'),
  ]
}
