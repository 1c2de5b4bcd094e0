import { Agreement, AidEntry, CarePlan, Need, Session, Village, Volunteer } from '../records/index.ts'
import { collection, type Key, type Ledger } from '../storage/index.ts'

/** The subject of what concerns several children or none: sessions, gifts, villages. Such rows name no child. */
export const sharedSubject: Key = 'county'

const dated = (day: string): readonly Key[] => (/^\d/.test(day) ? [day] : [])

/**
 * The records of a county beside the files, each a collection of its own. Volunteers are subjects of their own; agreements, needs
 * and care plans lie with the child; the rest under `sharedSubject`.
 * @example
 * ```ts
 * import { countyRecords, sharedSubject } from 'childfile/casework'
 * import { audited, commit, openMemory } from 'childfile/storage'
 * const ledger = audited(await openMemory())
 * const { villages } = countyRecords(ledger)
 * const village = { code: '520526113205', township: '中水镇', name: '小井寨村', kind: 'village', longitude: 103.9, latitude: 26.9 } as const
 * const writes = [villages.put({ subject: sharedSubject, id: village.code, document: village })]
 * await commit(ledger, { partition: '520526', id: 'import-1', note: {}, writes })
 * const page = await villages.page({ partition: '520526' })
 * page.isOk() && page.value.documents.map(({ document }) => document.name) // => ['小井寨村']
 * ```
 */
export const countyRecords = (ledger: Ledger) =>
  ({
    volunteers: collection(ledger, { kind: 'volunteer', schema: Volunteer, version: 1 }),
    agreements: collection(ledger, {
      kind: 'agreement',
      schema: Agreement,
      version: 1,
      keys: { volunteer: (agreement) => [agreement.volunteer], state: (agreement) => [agreement.state] },
    }),
    carePlans: collection(ledger, { kind: 'carePlan', schema: CarePlan, version: 1 }),
    needs: collection(ledger, { kind: 'need', schema: Need, version: 1, keys: { state: (need) => [need.state] } }),
    sessions: collection(ledger, {
      kind: 'session',
      schema: Session,
      version: 1,
      keys: { from: (session) => dated(session.from) },
    }),
    aid: collection(ledger, { kind: 'aid', schema: AidEntry, version: 1, keys: { on: (entry) => dated(entry.on) } }),
    villages: collection(ledger, { kind: 'village', schema: Village, version: 1 }),
  }) as const
