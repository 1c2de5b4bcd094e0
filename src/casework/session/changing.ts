import { err, invalid, ok, type Outcome, type OutcomeAsync, parse } from '../../problem.ts'
import { absorb, disclose, mayWrite, type Purpose, staffRoles, type View } from '../../privacy/index.ts'
import { type ChildFile, childFile, type FileDraft, fileRows, Incident } from '../../records/index.ts'
import type { Key } from '../../storage/index.ts'
import { writesOf } from '../child-files.ts'
import { heldUnits } from '../offline/disputes.ts'
import { editsBetween } from '../offline/unit.ts'
import { busy, later, notEntitled, notFound, unsaid } from './later.ts'
import { dayOf, type OpenCase, type Scope, takeCase } from './scope.ts'
import { writeFiles } from './writing.ts'

const attempts = 4

/** The work of a change that begins anew when others were faster. */
async function again<T>(work: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
  for (let left = attempts; left > 0; left--) {
    const done = await work()
    if (done.isOk() || done.error[0].kind !== 'conflict') return done.isOk() ? done : unsaid(done.error)
  }
  return busy
}

function edited<P extends Purpose>(view: View<P>, edit: (view: View<P>) => Outcome<View<P>>): Outcome<View<P>> {
  try {
    return edit(view)
  } catch {
    return err([invalid('', 'invalid-value', 'the edit failed')])
  }
}

/** Incidents are closed with a report on record: to whom, when, under which reference. */
function closedWell(before: ChildFile, after: ChildFile): Outcome<void> {
  const was = new Map(Object.entries(before.incidents))
  const badly = Object.entries(after.incidents).some(([id, { closedOn, reports }]) => {
    const open = closedOn === 'none' || closedOn === 'notCollected' || closedOn === 'contested'
    const sent = typeof reports === 'string' ? [] : Object.values(reports)
    return !open && was.get(id)?.closedOn !== closedOn && !sent.some(({ reference }) => reference !== 'notCollected')
  })
  return badly
    ? err([
        {
          kind: 'not-allowed',
          path: '/incidents/*/closedOn',
          code: 'needs-missing',
          message: 'a report with its reference has to be on record first',
        },
      ])
    : ok(undefined)
}

const inConflict: Outcome<never> = err([
  { kind: 'not-allowed', path: '', code: 'wrong-state', message: 'is in conflict: it is settled before it is changed' },
])

/** Changes what the session sees of a file; what it does not see stays as it is. */
export const changeFile = <P extends Purpose>(
  scope: Scope<P>,
  id: Key,
  reason: string,
  edit: (view: View<P>) => Outcome<View<P>>,
): OutcomeAsync<View<P>> =>
  later(() =>
    again(async () => {
      const taken = await takeCase(scope, id, 'change')
      if (taken.isErr()) return err(taken.error)
      const { found, looking }: OpenCase<P> = taken.value
      const before = found.stored
      const after = mayWrite(looking)
        .andThen(() => edited(disclose(before.file, looking), edit))
        .andThen((view) => absorb(before.file, looking, view))
        .andThen((file) => closedWell(before.file, file).map(() => file))
      if (after.isErr()) return err(after.error)
      const edits = editsBetween(disclose(before.file, looking), disclose(after.value, looking))
      const held = await heldUnits(scope, before.file, looking)
      if (held.isErr()) return err(held.error)
      if (edits.some(({ at }) => held.value.has(at))) return inConflict
      const same = writesOf(scope.shelf.rows, { file: after.value, before }).length === 0
      const at = scope.clock()
      const written = same
        ? ok(undefined)
        : await writeFiles(scope, [{ file: after.value, before }], { id: scope.newId(), at, reason })
      return written.isErr() ? err(written.error) : ok(disclose(after.value, looking))
    }),
  )

/** What somebody reports: the fields of an incident, as far as they are known. */
export type IncidentReport = NonNullable<FileDraft['incidents']>[keyof NonNullable<FileDraft['incidents']>]

/** Opens an incident under an id of its own. It is written and never read here, so that everybody can report. */
export const reportIncident = (scope: Scope, id: Key, incident: IncidentReport): OutcomeAsync<void> =>
  later(() =>
    again(async () => {
      const { actor } = scope.options
      if (!staffRoles.has(actor.role) && actor.role !== 'helper')
        return notEntitled('reports come from workers and helpers')
      const entry = scope.newId()
      const taken = await takeCase(scope, id, 'report', { matter: entry })
      if (taken.isErr()) return err(taken.error)
      const at = scope.clock()
      const filled = Object.values(
        childFile({ id, name: '-', incidents: { [entry]: { observedOn: dayOf(at), ...incident } } }).incidents,
      )[0]
      const judged = parse(Incident, filled)
      if (judged.isErr()) return err(judged.error)
      const row = fileRows({
        ...taken.value.found.stored.file,
        incidents: { [entry]: judged.value },
      }).find(({ kind }) => kind === 'incidents')
      if (!row) return notFound
      const put = scope.shelf.rows.incidents.put({
        subject: id,
        id: entry,
        document: row.document as Readonly<Record<string, never>>,
      })
      const act = scope.newId()
      const written = await writeFiles(scope, [], {
        id: act,
        at,
        reason: '',
        more: [
          put,
          scope.shelf.acts.put({
            subject: id,
            id: act,
            document: { at, actor: actor.id, reason: '', rows: [{ kind: 'incidents', id: entry }] },
          }),
        ],
      })
      return written.map(() => undefined)
    }),
  )
