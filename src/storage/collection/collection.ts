import type { z } from 'zod'
import { sha256 } from '../../digest.ts'
import { documentRewriting } from '../commit/rewriting.ts'
import type { Ledger } from '../ledger.ts'
import type { Collection, Definition } from './document.ts'
import { documentReader } from './document-reader.ts'
import { documentWriter } from './document-writer.ts'
import { documentHistory } from './history.ts'
import { documentPages } from './pages.ts'

/**
 * Documents of one kind, checked by a schema, above a ledger. Reading trusts what was written under the same version and
 * validates what was lifted from an older one.
 * @example
 * ```ts
 * import { z } from 'zod'
 * import { audited, collection, commit, openMemory } from 'childfile/storage'
 * const ledger = audited(await openMemory())
 * const visits = collection(ledger, {
 *   kind: 'visit',
 *   schema: z.strictObject({ on: z.iso.date(), childSeen: z.enum(['yes', 'no']) }),
 *   version: 1,
 *   keys: { on: (visit) => [visit.on] },
 * })
 * const writes = [visits.put({ subject: 'child-1', id: 'v1', document: { on: '2026-09-15', childSeen: 'yes' } })]
 * const written = await commit(ledger, { partition: '520526', id: 'commit-1', note: { actor: 'worker-3' }, writes })
 * written.isOk() // => true
 * const page = await visits.page({ partition: '520526', index: 'on', where: { startsWith: '2026-09' } })
 * page.isOk() && page.value.documents.map((visit) => visit.document.childSeen) // => ['yes']
 * ```
 */
export function collection<S extends z.ZodType, const Index extends string = never>(
  ledger: Ledger,
  definition: Definition<S, Index>,
): Collection<z.output<S>, Index, z.input<S>> {
  const { kind, version, digest = sha256 } = definition
  const writer = documentWriter(definition)
  const reader = documentReader(definition)
  return {
    kind,
    version,
    put: writer.put,
    remove: writer.remove,
    read: reader.read,
    ...documentPages(ledger, { kind, digest, reader, indexes: Object.keys(definition.keys ?? {}) }),
    history: documentHistory(ledger, { kind, reader }),
    rewrite: documentRewriting(ledger, { kind, version, digest, reader, writer }),
  }
}
