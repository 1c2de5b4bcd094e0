// The part of IndexedDB that the driver uses, so that no library of browser types is needed. What a browser has fits in here.

/** A key of the engine: keys as texts and numbers, led by the partition. An empty list at an end is greater than any text there. */
export type EngineKey = string | number | readonly EngineKey[]

export interface KeyRange {
  readonly lower: unknown
  readonly upper: unknown
}

/** `IDBKeyRange`. */
export interface KeyRanges {
  bound(lower: EngineKey, upper: EngineKey, lowerOpen?: boolean, upperOpen?: boolean): KeyRange
  lowerBound(lower: EngineKey, open?: boolean): KeyRange
}

export interface EngineRequest<T> {
  readonly result: T
  readonly error: { readonly name: string } | null
  addEventListener(type: string, listener: () => void): void
}

/** Chromium adds `total` where it found the database damaged and has emptied it. */
export interface VersionChange {
  readonly dataLoss?: string
}

export interface OpenRequest extends EngineRequest<Database> {
  readonly transaction: Transaction | null
  addEventListener(type: string, listener: (event: VersionChange) => void): void
}

export interface Cursor {
  readonly value: unknown
  update(value: unknown): unknown
  continue(): void
}

export interface Index {
  get(query: EngineKey): EngineRequest<unknown>
  getAll(query: KeyRange, count: number): EngineRequest<unknown[]>
  openCursor(query: KeyRange): EngineRequest<Cursor | null>
}

export interface Store {
  get(query: EngineKey): EngineRequest<unknown>
  getAll(query: KeyRange, count?: number): EngineRequest<unknown[]>
  getAllKeys(query: KeyRange | undefined, count: number): EngineRequest<unknown[]>
  put(value: unknown): unknown
  delete(query: KeyRange): unknown
  index(name: string): Index
  createIndex(name: string, path: string | string[], options?: { unique?: boolean; multiEntry?: boolean }): unknown
}

export interface Transaction {
  readonly error: { readonly name: string } | null
  objectStore(name: string): Store
  abort(): void
  addEventListener(type: string, listener: () => void): void
}

export interface Database {
  readonly objectStoreNames: { contains(name: string): boolean }
  createObjectStore(name: string, options: { keyPath: string | string[] }): Store
  transaction(stores: string[], mode: 'readonly' | 'readwrite', options?: { durability: 'strict' }): Transaction
  close(): void
  addEventListener(type: string, listener: () => void): void
}

/** `indexedDB`. */
export interface Factory {
  open(name: string, version?: number): OpenRequest
  cmp(a: EngineKey, b: EngineKey): number
}

/** What a browser has as globals, in a window and in a worker. */
export interface Engine {
  readonly indexedDB: Factory
  readonly IDBKeyRange: KeyRanges
}
