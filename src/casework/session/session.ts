import { err, ok, type Outcome, type OutcomeAsync } from '../../problem.ts'
import { grantOf, type Purpose, purposeTerms, type SubjectExport, type View } from '../../privacy/index.ts'
import type { Key } from '../../storage/index.ts'
import { breakGlass, type BrokenGlass, type EmergencyCall } from '../emergency/break-glass.ts'
import { closeReview, type EmergencyReview, type Finding, reviewsFor, type ReviewState } from '../emergency/reviews.ts'
import { type ChangePage, type ChangeQuery, changesFor } from '../feed/changes.ts'
import type { AccessEntry, AccessQuery } from './access-log.ts'
import type { ErasureGround, HoldOrder } from './case-shelf.ts'
import type { SessionOptions } from './actor.ts'
import { changeFile, type IncidentReport, reportIncident } from './changing.ts'
import { eraseFile, type ErasureAnswer, holdsOn, type PlacedHold, placeHold, releaseHold } from '../erasure/erasing.ts'
import { type HandedOver, type HandOver, handOverCases } from './handing-over.ts'
import { conflictsOf, type MergeConflict, settleConflict, type Settlement } from '../offline/disputes.ts'
import { type Delivery, mergeDelivery, type Merged } from '../offline/merging.ts'
import { reviewStranded, type StrandedEdits, strandedOf, type StrandedReview } from '../offline/stranded.ts'
import type { Charge } from '../transfer/transfer-shelf.ts'
import {
  acceptFile,
  declineFile,
  offerFile,
  type Transfer,
  type TransferOffer,
  transfersOf,
  withdrawOffer,
} from '../transfer/transferring.ts'
import { type Checkout, checkoutFile } from '../offline/trunk.ts'
import {
  askMerge,
  askUnmerge,
  type ListedMerge,
  listMerges,
  type MergeAnswer,
  type MergeOrder,
  type UnmergeOrder,
} from '../merge/asking.ts'
import { idNow } from '../merge/merge-shelf.ts'
import { later, notEntitled, unsaid } from './later.ts'
import { withoutOwnMatters } from './matter-entries.ts'
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
  /**
   * What changed for the session since a cursor, whole commits, oldest first; a file that is gone is told to who saw it.
   * @returns Err `invalid`: `bad-cursor`, a limit out of 1 to 1000.
   */
  readonly changes: (query?: ChangeQuery) => OutcomeAsync<ChangePage<P>>
  /** A copy for the child or a parent; for the purpose of access. */
  readonly copy: (id: Key) => OutcomeAsync<SubjectExport>
  /**
   * Changes a file by a pure function over its view; it is called again when others were faster, four times at most.
   * @returns Ok: the view as it is then. Err `not-allowed`: no right to write, or what is not shown. Err `storage` `busy`.
   */
  readonly change: (id: Key, reason: string, edit: (view: View<P>) => Outcome<View<P>>) => OutcomeAsync<View<P>>
  /** The view of a file to be edited without a connection, with a token of what was seen; for those who may write. */
  readonly checkout: (id: Key) => OutcomeAsync<Checkout<P>>
  /**
   * Merges what was edited offline, judged by what was seen then. The same delivery again is a retry. Who has no right any more is
   * answered as for every file, and the edits are kept for a supervisor.
   * @returns Ok: what was merged, what is a conflict, what was refused. Err `invalid`: `bad-cursor` for another's trunk, `duplicate`
   * for an id that stands for another delivery.
   */
  readonly merge: (id: Key, delivery: Delivery) => OutcomeAsync<Merged<P>>
  /** What was said differently of a file and waits for a person. */
  readonly conflicts: (id: Key) => OutcomeAsync<readonly MergeConflict[]>
  /** Says what is right. @returns Err `not-allowed`: no right to write, no reason, or not for this role. */
  readonly settle: (id: Key, settlement: Settlement) => OutcomeAsync<View<P>>
  /** Edits that were not taken; for a supervisor or protection officer. */
  readonly stranded: (id: Key) => OutcomeAsync<readonly StrandedEdits[]>
  /** Takes such edits, by the rules of a merge, or sets them aside; never by who made them. Ok: undefined if set aside. */
  readonly review: (id: Key, review: StrandedReview) => OutcomeAsync<Merged<P> | undefined>
  /** Offers a file to another county; until it has arrived there, it stays here as it is. By a supervisor. */
  readonly offer: (id: Key, offer: TransferOffer) => OutcomeAsync<Transfer>
  /** Takes over what was offered to this county, all of it, also what the session may not see. By a supervisor of the area. */
  readonly accept: (transfer: Key, charge: Charge) => OutcomeAsync<Transfer>
  /** Does not take it over. */
  readonly decline: (transfer: Key, reason: string) => OutcomeAsync<Transfer>
  /** Takes back an offer that nobody has answered. */
  readonly withdraw: (transfer: Key, reason: string) => OutcomeAsync<Transfer>
  /** Transfers from here and to here, those that are long done too: where a file went, and when. */
  readonly transfers: () => OutcomeAsync<readonly Transfer[]>
  /** Opens an incident under a new id; written, never read here. */
  readonly report: (id: Key, incident: IncidentReport) => OutcomeAsync<void>
  /**
   * Asks for an erasure or approves it: two persons, the second a supervisor or protection officer.
   * @returns Err `not-allowed`: `wrong-state` for a child on the register; `under-hold` to those who may know of the matter.
   */
  readonly erase: (id: Key, ground: ErasureGround) => OutcomeAsync<ErasureAnswer>
  /**
   * Asks that two files of one child become one, or approves the same order of somebody else: two persons, the second a supervisor or
   * protection officer. `casework.settleMerges` carries it out. Afterwards the id that gave way means the file that stays, everywhere.
   * @returns Err `invalid`: the same file, another id. Err `not-allowed`: `needs-missing` without a reason; `under-hold` to those who may
   * know of the matter.
   */
  readonly mergeFiles: (id: Key, order: MergeOrder) => OutcomeAsync<MergeAnswer>
  /** Asks that a merge be taken back, or approves it: two persons as before. @returns Err `not-allowed` `wrong-state`: no such merge. */
  readonly unmergeFiles: (id: Key, order: UnmergeOrder) => OutcomeAsync<MergeAnswer>
  /** Merges of a file, asked for and done; for those who may write it. */
  readonly merges: (id: Key) => OutcomeAsync<readonly ListedMerge[]>
  /** Gives a worker's cases to another, all or none. By a supervisor, never to himself or herself. */
  readonly handOver: (order: HandOver) => OutcomeAsync<HandedOver>
  /** Orders not to erase; for the purpose of protection. */
  readonly holds: (id: Key) => OutcomeAsync<readonly PlacedHold[]>
  /**
   * Places an order not to erase; answers its id. With a `matter`, the id of an incident, whoever may be its cause is not told.
   * @returns Err `invalid` `inconsistent`: it would end before it begins. Err `not-allowed` `wrong-state`: no such incident.
   */
  readonly hold: (id: Key, order: Pick<HoldOrder, 'ground' | 'to' | 'matter'>) => OutcomeAsync<string>
  /** Ends such an order today; by somebody else than who placed it. */
  readonly release: (id: Key, hold: string) => OutcomeAsync<void>
  /**
   * Opens one file in an emergency, for the purpose of rescue on the footing of an emergency: a second person is told and a review is
   * opened in one commit before anything is shown. Afterwards `file` shows it until `until`.
   * @returns Err `not-found`: also to whoever has or had to do with the child. Err `not-allowed`: a role that does not rescue.
   */
  readonly breakGlass: (id: Key, call: EmergencyCall) => OutcomeAsync<BrokenGlass<P>>
  /** Emergencies that were told to the actor, or that the session looks back on: never his or her own. By day of review. */
  readonly reviews: (query?: { readonly state?: ReviewState }) => OutcomeAsync<readonly EmergencyReview[]>
  /** Closes a review with what was found; by a supervisor or auditor, never by who broke the glass. */
  readonly closeReview: (review: string, finding: Finding) => OutcomeAsync<void>
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
    const shown = entries.value.filter((entry) => all || (entry.purpose !== 'protection' && !quiet.has(entry.act)))
    return ok(await withoutOwnMatters(scope, shown))
  })

/** The session over its parts; one in which every act is refused where nobody acts, or for no purpose. */
export const sessionOver = <P extends Purpose>(scope: Scope<P>): Session<P> =>
  isStated(scope.options) ? openSession(scope) : refusing(openSession(scope))

/** Whether the options say who acts, for what and on what footing, wherever they came from. */
const isStated = ({ actor, purpose, relation }: Partial<SessionOptions>): boolean =>
  typeof actor === 'object' &&
  /^[!-~]{1,200}$/.test(actor.id) &&
  typeof actor.role === 'string' &&
  typeof purpose === 'string' &&
  Object.hasOwn(purposeTerms, purpose) &&
  typeof relation === 'object'

const refusing = <P extends Purpose>(session: Session<P>): Session<P> => {
  const refused = notEntitled('a session needs an actor, a purpose and a footing')
  const refuseOne = () => later(() => Promise.resolve(refused))
  async function* refuseEach() {
    yield await Promise.resolve(refused)
  }
  const acts = Object.keys(session).map((name) => [name, name === 'each' ? refuseEach : refuseOne] as const)
  return { ...session, ...Object.fromEntries(acts) }
}

/** An act on a file, under the id that it has now. */
const filed =
  <A extends readonly unknown[], T>({ ledger, options }: Scope, act: (id: Key, ...rest: A) => OutcomeAsync<T>) =>
  (id: Key, ...rest: A): OutcomeAsync<T> =>
    later(async () => act(await idNow(ledger, options.partition, id), ...rest))

const openSession = <P extends Purpose>(scope: Scope<P>): Session<P> => ({
  file: filed(scope, (id) => readFile(scope, id)),
  page: (query = {}) => readPage(scope, query),
  each: (query = {}) => readEach(scope, query),
  count: (query = {}) => countFiles(scope, query),
  history: filed(scope, (id) => pastViews(scope, id)),
  changes: (query = {}) => changesFor(scope, query),
  copy: filed(scope, (id) => copyFor(scope, id)),
  change: filed(scope, (id, reason: string, edit: (view: View<P>) => Outcome<View<P>>) =>
    changeFile(scope, id, reason, edit),
  ),
  checkout: filed(scope, (id) => checkoutFile(scope, id)),
  merge: (id, delivery) => filed(scope, (now) => mergeDelivery(scope, now, delivery, id))(id),
  conflicts: filed(scope, (id) => conflictsOf(scope, id)),
  settle: filed(scope, (id, settlement: Settlement) => settleConflict(scope, id, settlement)),
  stranded: filed(scope, (id) => strandedOf(scope, id)),
  review: filed(scope, (id, review: StrandedReview) => reviewStranded(scope, id, review)),
  offer: filed(scope, (id, offer: TransferOffer) => offerFile(scope, id, offer)),
  accept: (transfer, charge) => acceptFile(scope, transfer, charge),
  decline: (transfer, reason) => declineFile(scope, transfer, reason),
  withdraw: (transfer, reason) => withdrawOffer(scope, transfer, reason),
  transfers: () => transfersOf(scope),
  report: filed(scope, (id, incident: IncidentReport) => reportIncident(scope, id, incident)),
  erase: filed(scope, (id, ground: ErasureGround) => eraseFile(scope, id, ground)),
  mergeFiles: filed(scope, (id, order: MergeOrder) => askMerge(scope, id, order)),
  unmergeFiles: filed(scope, (id, order: UnmergeOrder) => askUnmerge(scope, id, order)),
  merges: filed(scope, (id) => listMerges(scope, id)),
  handOver: (order) => handOverCases(scope, order),
  holds: filed(scope, (id) => holdsOn(scope, id)),
  hold: filed(scope, (id, order: Pick<HoldOrder, 'ground' | 'to' | 'matter'>) => placeHold(scope, id, order)),
  release: filed(scope, (id, hold: string) => releaseHold(scope, id, hold)),
  breakGlass: filed(scope, (id, call: EmergencyCall) => breakGlass(scope, id, call)),
  reviews: (query = {}) => reviewsFor(scope, query),
  closeReview: (review, finding) => closeReview(scope, review, finding),
  log: (query = {}) => readLog(scope, query),
})
