import type { MeetingProblem } from './timetable-problem.ts'

/** Entries that the tables of a board may have together. */
const mostEntries = 1 << 24

/**
 * A plan in which meetings change places many times a second. Who holds which resource when stands in tables over pieces of the
 * day: the day is cut wherever a meeting may begin or end, and each piece of each resource names its meeting. Putting a meeting in
 * or taking it out answers by how much the cost changes, and looks at nothing that is not concerned.
 *
 * Holds: whatever is on the board breaks no rule, and `cost` is the cost of the plan counted from nothing.
 */
export class MeetingBoard {
  readonly problem: MeetingProblem
  /** By meeting: entry of `time`, -1 if it has no place. */
  readonly entry: Int32Array
  /** By meeting: its choice of room and team, -1 if it has no place. */
  readonly choice: Int32Array
  /** By entry of `time`: its day. */
  readonly dayOf: Int32Array
  /** What `obstacles` found. */
  readonly found: Int32Array

  private readonly days: number
  private readonly pieces: number
  /** Minute of the day -> piece that begins there. */
  private readonly pieceAt = new Int32Array(1441)
  /** By entry of `time`: first piece and minute of the day. */
  private readonly pieceOf: Int32Array
  private readonly minuteOf: Int32Array
  private readonly minutes: Int32Array
  /** Resource x days x pieces + day x pieces + piece: the meeting that holds it, -1 if none. */
  private readonly held: Int32Array
  private readonly mark: Int32Array
  private stamp = 0

  private readonly members: Int32Array
  private readonly memberStart: Int32Array
  /** By series: 1 if its meetings can be in each other's way without sharing a resource. */
  private readonly strict: Uint8Array
  /** By choice: 1 if room or team is not always open. */
  private readonly guarded: Uint8Array
  /** By resource and day: meetings of the group; of the team as linked lists. */
  private readonly ofDay: Int32Array
  private readonly teamHead: Int32Array
  private readonly teamNext: Int32Array
  private readonly teamPrev: Int32Array
  private readonly seriesDay: Int32Array
  private readonly seriesDays: Int32Array
  private readonly roomNumber: Int32Array
  private readonly rooms: number
  private readonly seriesRoom: Int32Array
  private readonly seriesRooms: Int32Array

  constructor(problem: MeetingProblem) {
    const { days, resources, series, time, minutes, room } = problem
    const meetings = series.length
    this.problem = problem
    this.days = days
    this.entry = new Int32Array(meetings).fill(-1)
    this.choice = new Int32Array(meetings).fill(-1)
    this.found = new Int32Array(meetings)
    this.mark = new Int32Array(meetings)
    this.minutes = Int32Array.from(series, (s) => minutes[s]!)
    const cuts = cutsOf(problem)
    this.pieces = cuts.length
    cuts.forEach((minute, piece) => {
      this.pieceAt[minute] = piece
    })
    this.dayOf = Int32Array.from(time, (t) => Math.floor(t / 1440))
    this.minuteOf = Int32Array.from(time, (t) => t % 1440)
    this.pieceOf = Int32Array.from(this.minuteOf, (minute) => this.pieceAt[minute]!)
    this.held = new Int32Array(resources * days * this.pieces).fill(-1)

    this.memberStart = new Int32Array(minutes.length + 1)
    for (const s of series) this.memberStart[s + 1]!++
    for (let s = 0; s < minutes.length; s++) this.memberStart[s + 1]! += this.memberStart[s]!
    const fill = this.memberStart.slice()
    this.members = new Int32Array(meetings)
    for (let m = 0; m < meetings; m++) this.members[fill[series[m]!]!++] = m
    this.strict = Uint8Array.from(minutes, (_, s) => this.strictness(s))
    this.guarded = Uint8Array.from(room, (_, c) => this.guardedness(c))

    this.ofDay = new Int32Array(resources * days)
    this.teamHead = new Int32Array(resources * days).fill(-1)
    this.teamNext = new Int32Array(meetings).fill(-1)
    this.teamPrev = new Int32Array(meetings).fill(-1)
    this.seriesDay = new Int32Array(minutes.length * days)
    this.seriesDays = new Int32Array(minutes.length)
    this.roomNumber = new Int32Array(resources).fill(-1)
    let rooms = 0
    for (const resource of room)
      if (resource >= 0 && this.roomNumber[resource]! < 0) this.roomNumber[resource] = rooms++
    this.rooms = rooms
    this.seriesRoom = new Int32Array(minutes.length * rooms)
    this.seriesRooms = new Int32Array(minutes.length)
  }

  private strictness(s: number): number {
    const { aligned, apart, rhythm, bucket, days } = this.problem
    if (this.memberStart[s + 1]! - this.memberStart[s]! < 2) return 0
    const bound = bucket.subarray(rhythm[s]! * days, (rhythm[s]! + 1) * days).some((one) => one >= 0)
    return aligned[s] === 1 || apart[s]! > 0 || bound ? 1 : 0
  }

  private guardedness(choice: number): number {
    const { room, team, open, wayOut, wayBack, days } = this.problem
    const shut = (resource: number): boolean =>
      resource >= 0 && open.subarray(resource * days, (resource + 1) * days).some((parts) => parts !== 7)
    const far = team[choice]! >= 0 && (wayOut[choice]! > 0 || wayBack[choice]! > 0)
    return shut(room[choice]!) || shut(team[choice]!) || far ? 1 : 0
  }

  /** The day of a placed meeting. */
  day(meeting: number): number {
    return this.dayOf[this.entry[meeting]!]!
  }

  /** The entry of a time in the list of a meeting; -1 if it is not there. */
  entryAt(meeting: number, time: number): number {
    const { timeStart, times } = this.problem
    const all = this.problem.time
    let low = timeStart[times[meeting]!]!
    let high = timeStart[times[meeting]! + 1]! - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      const t = all[middle]!
      if (t === time) return middle
      if (t < time) low = middle + 1
      else high = middle - 1
    }
    return -1
  }

  /** Whether room and team of a choice are open at an entry of `time`. */
  private isOpen(meeting: number, entry: number, choice: number): boolean {
    const { room, team, open, wayOut, wayBack } = this.problem
    const from = this.minuteOf[entry]!
    const to = from + this.minutes[meeting]!
    const day = this.dayOf[entry]!
    const allows = (resource: number, begin: number, end: number): boolean => {
      if (resource < 0) return true
      if (begin < 0 || end > 1440) return false
      const needs = (begin < 720 ? 1 : 0) | (begin < 1080 && end > 720 ? 2 : 0) | (end > 1080 ? 4 : 0)
      return (needs & ~open[resource * this.days + day]!) === 0
    }
    return allows(room[choice]!, from, to) && allows(team[choice]!, from - wayOut[choice]!, to + wayBack[choice]!)
  }

  /** Whether room and team of a choice are free, which says nothing of groups and of the series. */
  choiceFree(meeting: number, entry: number, choice: number): boolean {
    if (this.guarded[choice] === 1 && !this.isOpen(meeting, entry, choice)) return false
    const { room, team } = this.problem
    const resource = room[choice]!
    if (resource >= 0) {
      const first = this.pieceOf[entry]!
      const last = this.pieceAt[this.minuteOf[entry]! + this.minutes[meeting]!]!
      const row = (resource * this.days + this.dayOf[entry]!) * this.pieces
      for (let piece = first; piece < last; piece++) if (this.held[row + piece]! >= 0) return false
    }
    if (team[choice]! < 0) return true
    this.stamp++
    return this.teamObstacles(meeting, entry, team[choice]!, 0, 0) === 0
  }

  /**
   * The meetings that keep one from a place, in `found`, itself not among them.
   * @returns how many; -1 if the place is closed; more than `limit` if the search was stopped.
   */
  obstacles(meeting: number, entry: number, choice: number, limit: number): number {
    const { problem, held, mark, found } = this
    if (this.guarded[choice] === 1 && !this.isOpen(meeting, entry, choice)) return -1
    const { series, groupStart, group, room, team } = problem
    const s = series[meeting]!
    const stamp = ++this.stamp
    mark[meeting] = stamp
    let count = 0
    const first = this.pieceOf[entry]!
    const last = this.pieceAt[this.minuteOf[entry]! + this.minutes[meeting]!]!
    const day = this.dayOf[entry]!
    const end = groupStart[s + 1]!
    for (let i = groupStart[s]!; i <= end; i++) {
      const resource = i < end ? group[i]! : room[choice]!
      if (resource < 0) continue
      const row = (resource * this.days + day) * this.pieces
      for (let piece = first; piece < last; piece++) {
        const other = held[row + piece]!
        if (other < 0 || mark[other] === stamp) continue
        mark[other] = stamp
        found[count++] = other
        if (count > limit) return count
      }
    }
    if (this.strict[s] === 1) count = this.siblings(meeting, entry, s, count, limit)
    if (team[choice]! >= 0 && count <= limit) count = this.teamObstacles(meeting, entry, team[choice]!, count, limit)
    return count
  }

  private siblings(meeting: number, entry: number, s: number, before: number, limit: number): number {
    const { rhythm, bucket, apart, aligned, time } = this.problem
    const { mark, found } = this
    const day = this.dayOf[entry]!
    const row = rhythm[s]! * this.days
    let count = before
    for (let i = this.memberStart[s]!; i < this.memberStart[s + 1]!; i++) {
      const other = this.members[i]!
      const at = this.entry[other]!
      if (other === meeting || at < 0 || mark[other] === this.stamp) continue
      const there = this.dayOf[at]!
      const clash =
        (bucket[row + day]! >= 0 && bucket[row + day] === bucket[row + there]) ||
        Math.abs(day - there) < apart[s]! ||
        (aligned[s] === 1 && (time[entry]! - time[at]!) % 10080 !== 0)
      if (!clash) continue
      mark[other] = this.stamp
      found[count++] = other
      if (count > limit) return count
    }
    return count
  }

  /** Meetings of a team that are too close for the way; where it has its fill, as many as must leave that part of the day. */
  private teamObstacles(meeting: number, entry: number, team: number, before: number, limit: number): number {
    const { series, place, places, travel, most } = this.problem
    const { mark, found, stamp } = this
    const begin = this.minuteOf[entry]!
    const end = begin + this.minutes[meeting]!
    const here = place[series[meeting]!]!
    const head = this.teamHead[team * this.days + this.dayOf[entry]!]!
    let count = before
    let there = 0
    for (let other = head; other >= 0; other = this.teamNext[other]!) {
      if (other === meeting) continue
      const at = this.minuteOf[this.entry[other]!]!
      if (mark[other] === stamp) continue
      if (partOf(at) === partOf(begin)) there++
      const elsewhere = place[series[other]!]!
      const close =
        at < end + travel[here * places + elsewhere]! &&
        begin < at + this.minutes[other]! + travel[elsewhere * places + here]!
      if (!close) continue
      mark[other] = stamp
      found[count++] = other
      if (partOf(at) === partOf(begin)) there--
      if (count > limit) return count
    }
    if (most[team] === 0) return count
    for (let other = head; other >= 0 && there >= most[team]!; other = this.teamNext[other]!) {
      if (other === meeting || mark[other] === stamp) continue
      if (partOf(this.minuteOf[this.entry[other]!]!) !== partOf(begin)) continue
      mark[other] = stamp
      found[count++] = other
      there--
      if (count > limit) return count
    }
    return count
  }

  /**
   * Puts a meeting into a place that nothing keeps it from.
   * @returns by how much the cost grows; nothing of use where it is not `counted`, which is quicker.
   */
  put(meeting: number, entry: number, choice: number, counted = true): number {
    const { problem, held, days, pieces, ofDay, seriesDay, seriesDays, seriesRoom, seriesRooms } = this
    const { groupStart, group, weights } = problem
    const s = problem.series[meeting]!
    const day = this.dayOf[entry]!
    const first = this.pieceOf[entry]!
    const last = this.pieceAt[this.minuteOf[entry]! + this.minutes[meeting]!]!
    const lonely = counted && weights.alone > 0
    let cost = counted ? this.ownCost(meeting, entry, choice, s, day) : 0
    this.entry[meeting] = entry
    this.choice[meeting] = choice
    for (let i = groupStart[s]!, end = groupStart[s + 1]!; i < end; i++) {
      const list = group[i]! * days + day
      const row = list * pieces
      if (lonely && problem.alone[group[i]!] === 1) cost += this.company(row, first, last) * weights.alone
      if (ofDay[list]!++ > 0) cost += weights.sameDay
      for (let piece = first; piece < last; piece++) held[row + piece] = meeting
    }
    if (seriesDay[s * days + day]!++ === 0 && seriesDays[s]!++ < problem.leastDays[s]!) cost -= weights.leastDays
    const hall = problem.room[choice]!
    if (hall >= 0) {
      const row = (hall * days + day) * pieces
      for (let piece = first; piece < last; piece++) held[row + piece] = meeting
      if (seriesRoom[s * this.rooms + this.roomNumber[hall]!]!++ === 0 && seriesRooms[s]!++ > 0) cost += weights.rooms
    }
    const team = problem.team[choice]!
    if (team >= 0) {
      const list = team * days + day
      const head = this.teamHead[list]!
      this.teamNext[meeting] = head
      this.teamPrev[meeting] = -1
      if (head >= 0) this.teamPrev[head] = meeting
      this.teamHead[list] = meeting
    }
    return cost
  }

  /** Takes a meeting from its place; answers like `put`, mostly less than 0. */
  take(meeting: number, counted = true): number {
    const { problem, held, days, pieces, ofDay, seriesDay, seriesDays, seriesRoom, seriesRooms } = this
    const { groupStart, group, weights } = problem
    const s = problem.series[meeting]!
    const entry = this.entry[meeting]!
    const choice = this.choice[meeting]!
    const day = this.dayOf[entry]!
    const first = this.pieceOf[entry]!
    const last = this.pieceAt[this.minuteOf[entry]! + this.minutes[meeting]!]!
    const lonely = counted && weights.alone > 0
    this.entry[meeting] = -1
    this.choice[meeting] = -1
    let cost = counted ? -this.ownCost(meeting, entry, choice, s, day) : 0
    for (let i = groupStart[s]!, end = groupStart[s + 1]!; i < end; i++) {
      const list = group[i]! * days + day
      const row = list * pieces
      for (let piece = first; piece < last; piece++) held[row + piece] = -1
      if (lonely && problem.alone[group[i]!] === 1) cost -= this.company(row, first, last) * weights.alone
      if (--ofDay[list]! > 0) cost -= weights.sameDay
    }
    if (--seriesDay[s * days + day]! === 0 && --seriesDays[s]! < problem.leastDays[s]!) cost += weights.leastDays
    const hall = problem.room[choice]!
    if (hall >= 0) {
      const row = (hall * days + day) * pieces
      for (let piece = first; piece < last; piece++) held[row + piece] = -1
      if (--seriesRoom[s * this.rooms + this.roomNumber[hall]!]! === 0 && --seriesRooms[s]! > 0) cost -= weights.rooms
    }
    const team = problem.team[choice]!
    if (team >= 0) {
      const next = this.teamNext[meeting]!
      const prev = this.teamPrev[meeting]!
      if (prev >= 0) this.teamNext[prev] = next
      else this.teamHead[team * days + day] = next
      if (next >= 0) this.teamPrev[next] = prev
    }
    return cost
  }

  /** What entry and choice cost a meeting without a place by themselves, and how uneven the series becomes. */
  private ownCost(meeting: number, entry: number, choice: number, s: number, day: number): number {
    const { timeCost, choiceCost, even, was, weights } = this.problem
    const own = timeCost[entry]! + choiceCost[choice]!
    const changed = was[meeting]! < 0 ? 0 : this.changeCost(meeting, entry, choice)
    return own + changed + (even[s] === 0 ? 0 : this.shortfall(meeting, day, s) * weights.even)
  }

  /** 1 if a meeting in these free pieces of a row has nobody beside it; else minus those beside it that have nobody yet. */
  private company(row: number, first: number, last: number): number {
    const { held, pieces } = this
    const before = first > 0 ? held[row + first - 1]! : -1
    const after = last < pieces ? held[row + last]! : -1
    if (before < 0 && after < 0) return 1
    let sum = 0
    if (before >= 0) {
      const begin = this.pieceOf[this.entry[before]!]!
      if (begin === 0 || held[row + begin - 1]! < 0) sum--
    }
    if (after >= 0) {
      const end = this.pieceAt[this.minuteOf[this.entry[after]!]! + this.minutes[after]!]!
      if (end >= pieces || held[row + end]! < 0) sum--
    }
    return sum
  }

  /** What a choice costs a meeting without a place, but for what was published. */
  choiceCost(meeting: number, choice: number): number {
    const { problem } = this
    const s = problem.series[meeting]!
    const hall = problem.room[choice]!
    const isNew =
      hall >= 0 && this.seriesRooms[s]! > 0 && this.seriesRoom[s * this.rooms + this.roomNumber[hall]!] === 0
    return problem.choiceCost[choice]! + (isNew ? problem.weights.rooms : 0)
  }

  private changeCost(meeting: number, entry: number, choice: number): number {
    const { was, wasRoom, wasTeam, room, team, time, weights } = this.problem
    if (was[meeting]! < 0) return 0
    const same = was[meeting] === time[entry] && wasRoom[meeting] === room[choice] && wasTeam[meeting] === team[choice]
    return same ? 0 : weights.changed
  }

  /** Whether a meeting is where it was published. */
  isPublished(meeting: number): boolean {
    const { was } = this.problem
    return (
      was[meeting]! >= 0 &&
      this.entry[meeting]! >= 0 &&
      this.changeCost(meeting, this.entry[meeting]!, this.choice[meeting]!) === 0
    )
  }

  /** Days by which a series becomes less even if a meeting without a place comes on this day. */
  private shortfall(meeting: number, day: number, s: number): number {
    const even = this.problem.even[s]!
    let before = -1
    let after = -1
    for (let i = this.memberStart[s]!; i < this.memberStart[s + 1]!; i++) {
      const other = this.members[i]!
      if (other === meeting || this.entry[other]! < 0) continue
      const there = this.day(other)
      if (there <= day && there > before) before = there
      if (there > day && (after < 0 || there < after)) after = there
    }
    let short = 0
    if (before >= 0) short += Math.max(0, even - (day - before))
    if (after >= 0) short += Math.max(0, even - (after - day))
    if (before >= 0 && after >= 0) short -= Math.max(0, even - (after - before))
    return short
  }
}

const partOf = (minute: number): number => (minute < 720 ? 0 : minute < 1080 ? 1 : 2)

/** Minutes of the day at which a meeting may begin or end, rising. */
function cutsOf({ series, times, timeStart, time, minutes }: MeetingProblem): readonly number[] {
  const cut = new Uint8Array(1441)
  for (let m = 0; m < series.length; m++) {
    if (m > 0 && series[m] === series[m - 1] && times[m] === times[m - 1]) continue
    for (let i = timeStart[times[m]!]!; i < timeStart[times[m]! + 1]!; i++) {
      const minute = time[i]! % 1440
      cut[minute] = 1
      cut[minute + minutes[series[m]!]!] = 1
    }
  }
  return [...cut.keys()].filter((minute) => cut[minute] === 1)
}

/** Whether a problem is small enough for a board. */
export function fitsBoard(problem: MeetingProblem): boolean {
  const { resources, days, minutes, room } = problem
  const rooms = new Set(room).size
  return (
    resources * days * cutsOf(problem).length <= mostEntries && minutes.length * Math.max(days, rooms) <= mostEntries
  )
}
