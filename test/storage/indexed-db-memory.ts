import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import type { WholeEngine } from './indexed-db-harness.ts'

const Factory = IDBFactory as unknown as new () => WholeEngine['indexedDB']
const ranges = IDBKeyRange as unknown as WholeEngine['IDBKeyRange']

/** An IndexedDB in memory, with databases of its own. */
export const freshEngine = (): WholeEngine => ({ indexedDB: new Factory(), IDBKeyRange: ranges })
