import { z } from 'zod'
import { audited, collection, type Ledger, openMemory } from '../../src/storage/index.ts'

/** A collection of anything, with an index. */
export const anyIn = (ledger: Ledger) =>
  collection(ledger, { kind: 'any', schema: z.any(), version: 1, keys: { due: () => ['2026-09-15'] } })

const aside = anyIn(audited(await openMemory()))

/** The write of a document of which nothing is known. */
export const putAny = (document: unknown) => aside.put({ subject: 's', id: 'v', document })
