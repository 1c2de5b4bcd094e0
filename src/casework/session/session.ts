import { err, ok, type Outcome, type OutcomeAsync } from '../../problem.ts'
import { grantOf, type Purpose, type SubjectExport, type View } from '../../privacy/index.ts'
import type { Key } from '../../storage/index.ts'
import type { AccessEntry, AccessQuery } from './access-log.ts'
import type { ErasureGround, HoldOrder } from './case-shelf.ts'
import { changeFile, type IncidentReport, reportIncident } from './changing.ts'
import { eraseFile, type ErasureAnswer, holdsOn, type PlacedHold, placeHold, releaseHold } from './erasing.ts'
import { type HandedOver, type HandOver, handOverCases } from './handing-over.ts'
import { later, notEntitled, unsaid } from './later.ts'
import { pastViews, type PastView } from './past.ts'
import { copyFor, countFiles, type FileQuery, readEach, readFile, readPage, type ViewPage } from './reading.ts'
import { noted, type Scope } from './scope.ts'

/**
 * One actor, one purpose, one footing: everything that is read or written hangs on it and is noted in the access log before it is
 * answered. What is not there, was erased or is not for the session gives one and the same `not-found`. A store that refuses gives
 * `storage`; when the note cannot be written, nothing is shown.
 */
export interface Session<P extends Purpose> {
  /** The view of a file. */
  readonly file: (id: Key) => OutcomeAsync<View<P>>
  /** A page of views in order of ids, one note for each page. @returns Err `invalid`: `bad-cursor`, a limit out of 1 to 1000. */
  readonly page: (query?: FileQuery) => OutcomeAsync<ViewPage<P>>
  /** View after view; ends after the first Err. */
  readonly each: (query?: FileQuery) => AsyncGenerator<Outcome<View<P>>, void, undefined>
  /** How many files the session may see. */
  readonly count: (query?: Pick<FileQuery, 'division'>) => OutcomeAsync<number>
  /** How a file looked after each change that the session may see, oldest first. */
  readonly history: (id: Key) => OutcomeAsync<readonly PastView<P>[]>
  /** A copy for the child or a parent; for the purpose of access. */
  readonly copy: (id: Key) => OutcomeAsync<SubjectExport>
  /**
   * Changes a file by a pure function over its view; it is called again when others were faster, four times at most.
   * @returns Ok: the view as it is then. Err `not-allowed`: no right to write, or what is not shown. Err `storage` `busy`.
   */
  readonly change: (id: Key, reason: string, edit: (view: View<P>) => Outcome<View<P>>) => OutcomeAsync<View<P>>
  /** Opens an incident under a new id; written, never read here. */
  readonly report: (id: Key, incident: IncidentReport) => OutcomeAsync<void>
  /**
   * Asks for an erasure or approves it: two persons, the second a supervisor or protection officer.
   * @returns Err `not-allowed`: `wrong-state` for a child on the register; `under-hold` to those who may know of the matter.
   */
  readonly erase: (id: Key, ground: ErasureGround) => OutcomeAsync<ErasureAnswer>
  /** Gives a worker's cases to another, all or none. By a supervisor, never to himself or herself. */
  readonly handOver: (order: HandOver) => OutcomeAsync<HandedOver>
  /** Orders not to erase; for the purpose of protection. */
  readonly holds: (id: Key) => OutcomeAsync<readonly PlacedHold[]>
  /** Places an order not to erase; answers its id. */
  readonly hold: (id: Key, order: Pick<HoldOrder, 'ground' | 'to'>) => OutcomeAsync<string>
  /** Ends such an order today; by somebody else than who placed it. */
  readonly release: (id: Key, hold: string) => OutcomeAsync<void>
  /** Who did what; for an auditor. What was done for protection is shown to one who was appointed. */
  readonly log: (query?: AccessQuery) => OutcomeAsync<readonly AccessEntry[]>
}

const quiet: ReadonlySet<string> = new Set(['report', 'hold', 'erase'])

const readLog = (scope: Scope, query: AccessQuery): OutcomeAsync<readonly AccessEntry[]> =>
  later(async () => {
    const { actor, purpose, relation, partition } = scope.options
    if (purpose !== 'audit' || !grantOf(purpose, actor.role, relation.to))
      return notEntitled('the log is read by an auditor')
    if (relation.to === 'appointed' && relation.by === actor.id)
      return notEntitled('nobody appoints himself or herself')
    const note = await noted(scope, 'log', [])
    if (note.isErr()) return err(note.error)
    const entries = await scope.log.read(partition, query)
    if (entries.isErr()) return unsaid(entries.error)
    const all = relation.to === 'appointed'
    return ok(entries.value.filter((entry) => all || (entry.purpose !== 'protection' && !quiet.has(entry.act))))
  })

/** The session over its parts. */
export const sessionOver = <P extends Purpose>(scope: Scope<P>): Session<P> => ({
  file: (id) => readFile(scope, id),
  page: (query = {}) => readPage(scope, query),
  each: (query = {}) => readEach(scope, query),
  count: (query = {}) => countFiles(scope, query),
  history: (id) => pastViews(scope, id),
  copy: (id) => copyFor(scope, id),
  change: (id, reason, edit) => changeFile(scope, id, reason, edit),
  report: (id, incident) => reportIncident(scope, id, incident),
  erase: (id, ground) => eraseFile(scope, id, ground),
  handOver: (order) => handOverCases(scope, order),
  holds: (id) => holdsOn(scope, id),
  hold: (id, order) => placeHold(scope, id, order),
  release: (id, hold) => releaseHold(scope, id, hold),
  log: (query = {}) => readLog(scope, query),
})
