/** What a statement answers, as node-postgres has it: rows by column name, `bytea` as bytes. */
export interface PostgresResult {
  readonly rows: readonly unknown[]
  /** The command that was carried out; to a COMMIT of a failed transaction the server answers `ROLLBACK`. */
  readonly command?: string
}

/** One connection, taken from the pool for a transaction. */
export interface PostgresClient {
  query(text: string, values?: unknown[]): Promise<PostgresResult>
  /** Gives the connection back; with an error the pool throws it away. */
  release(error?: Error | boolean): void
  /** A connection that is lost while nothing is asked of it says so here, and ends the process if nobody listens. */
  on?(event: 'error', listener: () => void): unknown
  removeListener?(event: 'error', listener: () => void): unknown
}

/** What the driver needs of an opened pool; `Pool` of node-postgres has it. */
export interface PostgresPool {
  connect(): Promise<PostgresClient>
  query(text: string, values?: unknown[]): Promise<PostgresResult>
}
