import { Draws, naturalExp, naturalLog } from '../random.ts'
import { MeetingBoard } from './meeting-board.ts'
import type { MeetingPlaces, MeetingProblem } from './timetable-problem.ts'

/** Meetings that may move together, and that may stand in the way of one of them. */
const longestChain = 24
const mostInTheWay = 8
/** Of 16 moves: those that change the room alone; those that keep the room; those that take the best free one; the rest draw lots. */
const roomMoves = 4
const keepingMoves = 9
const bestMoves = 13
/** Heat at the beginning in the heaviest of the weights, at the end in the lightest. */
const hot = 0.7
const cold = 0.06
/** Slow cooling first, then again from the best plan at half the heat: each up to a share of the moves. */
const coolings = [
  { until: 0.5, warmth: 1 },
  { until: 0.75, warmth: 0.5 },
  { until: 1, warmth: 0.5 },
] as const
/** Moves at one heat. */
const step = 1024

/**
 * Simulated annealing of a timetable. A move gives one meeting another time, or another room at its time; whoever is in the way
 * moves the other way by as much, and so on, like two colours that change places along a chain (Kempe). So no move breaks a rule.
 * A move is kept if the cost grows by no more than the heat times an exponential draw.
 *
 * What stands where it was published is left there. The best plan is kept: most placed, then cheapest.
 * @source Bellio, Ceschia, Di Gaspero, Schaerf and Urli, Feature-based tuning of simulated annealing applied to the curriculum-based
 * course timetabling problem, Computers & Operations Research 65, 2016 (moves and slow cooling); Lü and Hao, Adaptive tabu search
 * for course timetabling, European Journal of Operational Research 200, 2010 (chains)
 */
export class Annealing {
  readonly board: MeetingBoard
  /** Cost of what is on the board, and meetings that are not. */
  cost: number
  missing = 0
  best: { readonly entry: Int32Array; readonly choice: Int32Array; cost: number; missing: number }

  private readonly problem: MeetingProblem
  private readonly draws: Draws
  private readonly movable: Int32Array
  private readonly fixed: Uint8Array

  /** Meetings that were lifted, and from where. */
  private readonly lifted: Int32Array
  private readonly fromEntry: Int32Array
  private readonly fromChoice: Int32Array
  private readonly isLifted: Uint8Array
  private lifts = 0
  private readonly toEntry: Int32Array

  constructor(problem: MeetingProblem, start: MeetingPlaces, startCost: number, seed: number) {
    const meetings = problem.series.length
    this.problem = problem
    this.board = new MeetingBoard(problem)
    this.draws = new Draws(seed)
    for (let m = 0; m < meetings; m++) this.begin(m, start)
    this.cost = startCost
    this.fixed = Uint8Array.from({ length: meetings }, (_, m) => (this.board.isPublished(m) ? 1 : 0))
    this.movable = Int32Array.from([...this.fixed.keys()].filter((m) => this.fixed[m] === 0))
    this.lifted = new Int32Array(meetings)
    this.fromEntry = new Int32Array(meetings)
    this.fromChoice = new Int32Array(meetings)
    this.toEntry = new Int32Array(meetings)
    this.isLifted = new Uint8Array(meetings)
    const { entry, choice } = this.board
    this.best = { entry: entry.slice(), choice: choice.slice(), cost: this.cost, missing: this.missing }
  }

  private begin(m: number, { at, room, team }: MeetingPlaces): void {
    const { choiceStart, choices } = this.problem
    const entry = at[m]! < 0 ? -1 : this.board.entryAt(m, at[m]!)
    for (let c = choiceStart[choices[m]!]!; entry >= 0 && c < choiceStart[choices[m]! + 1]!; c++)
      if (this.problem.room[c] === room[m] && this.problem.team[c] === team[m]) {
        this.board.put(m, entry, c)
        return
      }
    this.missing++
  }

  /** Times of the best plan by meeting. */
  bestTimes(): Int32Array {
    return this.best.entry.map((entry) => (entry < 0 ? -1 : this.problem.time[entry]!))
  }

  /** Proposes so many moves, from hot to cold. */
  cool(moves: number): void {
    const steps = this.steps(moves)
    while (steps.next().done !== true);
  }

  /** The same, step by step; answers after each how many moves were proposed. Ends at a cost of 0, which nothing is below. */
  *steps(moves: number): Generator<number> {
    const [first, last] = this.heats()
    const { best } = this
    let done = 0
    for (const { until, warmth } of coolings) {
      const end = Math.floor(moves * until)
      const shrink = naturalExp(naturalLog(last / (first * warmth)) / Math.max(1, Math.ceil((end - done) / step)))
      if (done > 0) this.goBack()
      for (let heat = first * warmth; done < end && (best.cost > 0 || best.missing > 0); heat *= shrink) {
        const now = Math.min(step, end - done)
        this.run(now, heat)
        done += now
        yield done
      }
    }
  }

  /** Back to the best plan. */
  private goBack(): void {
    const { board, best } = this
    for (let m = 0; m < best.entry.length; m++) if (board.entry[m]! >= 0) board.take(m, false)
    for (let m = 0; m < best.entry.length; m++)
      if (best.entry[m]! >= 0) board.put(m, best.entry[m]!, best.choice[m]!, false)
    this.cost = best.cost
    this.missing = best.missing
  }

  /** Heat at the beginning and at the end. */
  private heats(): readonly [number, number] {
    const { weights, timeCost, choiceCost } = this.problem
    const { sameDay, even, changed, alone, leastDays, rooms } = weights
    const used = [sameDay, even, changed, alone, leastDays, rooms].filter((weight) => weight > 0)
    const costs = [timeCost, choiceCost].some((column) => column.some((cost) => cost > 0)) ? [1] : []
    const heaviest = Math.max(1, ...used)
    return [hot * heaviest, cold * Math.min(...used, ...costs, heaviest)]
  }

  /** Proposes so many moves at one heat. */
  private run(moves: number, heat: number): void {
    const { movable, draws } = this
    if (movable.length === 0) return
    for (let i = 0; i < moves; i++) {
      const m = movable[draws.below(movable.length)]!
      const allowed = heat * draws.waiting()
      const kind = draws.bits() >>> 28
      if (this.board.entry[m]! < 0) this.bringIn(m)
      else if (kind < roomMoves) this.changeRoom(m, allowed)
      else this.changeTime(m, kind, allowed)
    }
  }

  /** Keeps what was done if it costs no more than allowed, else takes it back. */
  private decide(before: number, allowed: number): void {
    if (this.cost - before > allowed) {
      this.undo(before)
      return
    }
    this.keep()
  }

  private keep(): void {
    for (let i = 0; i < this.lifts; i++) this.isLifted[this.lifted[i]!] = 0
    this.lifts = 0
    const { best, board } = this
    if (this.missing > best.missing || (this.missing === best.missing && this.cost >= best.cost)) return
    best.entry.set(board.entry)
    best.choice.set(board.choice)
    best.cost = this.cost
    best.missing = this.missing
  }

  private undo(before: number): void {
    const { board, lifted } = this
    for (let i = 0; i < this.lifts; i++) if (board.entry[lifted[i]!]! >= 0) board.take(lifted[i]!, false)
    for (let i = 0; i < this.lifts; i++) {
      board.put(lifted[i]!, this.fromEntry[i]!, this.fromChoice[i]!, false)
      this.isLifted[lifted[i]!] = 0
    }
    this.lifts = 0
    this.cost = before
  }

  private lift(m: number): void {
    const { board } = this
    this.lifted[this.lifts] = m
    this.fromEntry[this.lifts] = board.entry[m]!
    this.fromChoice[this.lifts++] = board.choice[m]!
    this.isLifted[m] = 1
    this.cost += board.take(m)
  }

  /** A meeting without a place takes one that is free. */
  private bringIn(m: number): void {
    const { timeStart, times, choiceStart, choices } = this.problem
    const count = timeStart[times[m]! + 1]! - timeStart[times[m]!]!
    const ways = choiceStart[choices[m]! + 1]! - choiceStart[choices[m]!]!
    if (count === 0 || ways === 0) return
    const entry = timeStart[times[m]!]! + this.draws.below(count)
    const choice = choiceStart[choices[m]!]! + this.draws.below(ways)
    if (this.board.obstacles(m, entry, choice, 0) !== 0) return
    this.cost += this.board.put(m, entry, choice)
    this.missing--
    this.keep()
  }

  /** Another room or team at the same time; whoever has it takes the one that is left. */
  private changeRoom(m: number, allowed: number): void {
    const { board } = this
    const { choiceStart, choices, room, team } = this.problem
    const first = choiceStart[choices[m]!]!
    const own = board.choice[m]!
    const choice = first + this.draws.below(choiceStart[choices[m]! + 1]! - first)
    if (choice === own) return
    const { choiceCost, weights } = this.problem
    // What else could get cheaper by a change of rooms.
    const hope = allowed + 2 * (weights.rooms + weights.changed)
    const entry = board.entry[m]!
    const count = board.obstacles(m, entry, choice, 1)
    if (count < 0 || count > 1) return
    const before = this.cost
    const dearer = choiceCost[choice]! - choiceCost[own]!
    if (count === 0) {
      if (dearer > hope) return
      this.lift(m)
      this.cost += board.put(m, entry, choice)
      this.decide(before, allowed)
      return
    }
    const other = board.found[0]!
    if (this.fixed[other] === 1) return
    const there = board.entry[other]!
    const kept = board.choice[other]!
    const ends = choiceStart[choices[other]! + 1]!
    let left = choiceStart[choices[other]!]!
    while (left < ends && (room[left] !== room[own] || (team[left] !== team[kept] && team[left] !== team[own]))) left++
    if (left === ends || dearer + choiceCost[left]! - choiceCost[kept]! > hope) return
    this.lift(m)
    this.lift(other)
    this.cost += board.put(m, entry, choice)
    if (board.obstacles(other, there, left, 0) !== 0) this.undo(before)
    else {
      this.cost += board.put(other, there, left)
      this.decide(before, allowed)
    }
  }

  /** Another time; whoever is in the way moves the other way, and so on. */
  private changeTime(m: number, kind: number, allowed: number): void {
    const { board, draws } = this
    const { timeStart, times, choiceStart, choices, time } = this.problem
    const begin = timeStart[times[m]!]!
    const entry = begin + draws.below(timeStart[times[m]! + 1]! - begin)
    if (entry === board.entry[m]) return
    const way = time[entry]! - time[board.entry[m]!]!
    const first = choiceStart[choices[m]!]!
    let choice = board.choice[m]!
    if (kind >= keepingMoves) {
      const free = kind < bestMoves ? this.bestFree(m, entry) : -1
      choice = free >= 0 ? free : first + draws.below(choiceStart[choices[m]! + 1]! - first)
    }
    const count = board.obstacles(m, entry, choice, mostInTheWay)
    if (count < 0 || count > mostInTheWay) return
    const before = this.cost
    if (count === 0) {
      this.lift(m)
      this.cost += board.put(m, entry, choice)
      this.decide(before, allowed)
      return
    }
    for (let i = 0; i < count; i++) if (this.entryAway(board.found[i]!, -way) < 0) return
    this.lift(m)
    this.toEntry[0] = entry
    if (this.follow(choice, way)) this.decide(before, allowed)
    else this.undo(before)
  }

  /** The entry of a time so far away from where a meeting is; -1 if it cannot go there. */
  private entryAway(m: number, way: number): number {
    if (this.fixed[m] === 1) return -1
    return this.board.entryAt(m, this.problem.time[this.board.entry[m]!]! + way)
  }

  /** Puts the lifted meeting into its place and follows the chain of those that give way. @returns whether all found a place. */
  private follow(choice: number, way: number): boolean {
    const { board, lifted, toEntry, isLifted } = this
    const { time } = this.problem
    for (let next = 0; next < this.lifts; next++) {
      const m = lifted[next]!
      const entry = toEntry[next]!
      const from = this.fromEntry[next]!
      const back = time[entry]! - time[from]! === way ? -way : way
      let taken = choice
      if (next > 0) {
        taken = this.fromChoice[next]!
        if (!board.choiceFree(m, entry, taken)) {
          const free = this.bestFree(m, entry)
          if (free >= 0) taken = free
        }
      }
      const count = board.obstacles(m, entry, taken, mostInTheWay)
      if (count < 0 || count > mostInTheWay || this.lifts + count > longestChain) return false
      for (let i = 0; i < count; i++) {
        const other = board.found[i]!
        if (isLifted[other] === 1) return false
        const there = this.entryAway(other, back)
        if (there < 0) return false
        toEntry[this.lifts] = there
        this.lift(other)
      }
      this.cost += board.put(m, entry, taken)
    }
    return true
  }

  /** The cheapest choice whose room and team are free; -1 if there is none. Ties are drawn. */
  private bestFree(m: number, entry: number): number {
    const { board } = this
    const { choiceStart, choices } = this.problem
    const first = choiceStart[choices[m]!]!
    const count = choiceStart[choices[m]! + 1]! - first
    let best = -1
    let least = Number.POSITIVE_INFINITY
    let choice = first + this.draws.below(count)
    for (let i = 0; i < count; i++) {
      const cost = board.choiceCost(m, choice)
      if (cost < least && board.choiceFree(m, entry, choice)) {
        best = choice
        least = cost
        if (cost === 0) return best
      }
      if (++choice === first + count) choice = first
    }
    return best
  }
}
