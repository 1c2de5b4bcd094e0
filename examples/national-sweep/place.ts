/** What coordinator and workers share: one database with the files and the queue. */
import { type Casework, openCasework } from 'childfile/casework'
import { type Calendar, compileCalendar, nationalHolidays } from 'childfile/calendar'
import { type Driver, type Key, type KeyProvider, masterKeys } from 'childfile/storage'
import { openPostgres } from 'childfile/storage/postgres'
import pg from 'pg'
import { PgBoss } from 'pg-boss'
import { countyKeyring } from './keys.ts'

/** What is told to every process; the database and the master key come by the environment. */
export interface Settings {
  readonly sweep: string
  readonly asOf: `${number}-${number}-${number}`
  readonly filesAtOnce: number
  /** A job that is not done by then goes to another worker. Longer than a county takes; what is counted does not hang on it. */
  readonly expireSeconds: number
  /** Waits so long before each part: to see workers die in the middle of a county. */
  readonly pauseMilliseconds: number
}

export const settingsOf = (text: string | undefined): Settings => JSON.parse(text ?? '{}') as Settings

export interface Place {
  readonly driver: Driver
  /** The casework of a county. Opened for each task, so that keys are those of now. */
  readonly casework: (partition: Key) => Promise<Casework>
  readonly counties: () => Promise<readonly Key[]>
  readonly close: () => Promise<void>
}

const partitionsAtOnce = 500

const providerOf = (hex: string): KeyProvider => {
  const provider = masterKeys({ current: '1', versions: { '1': Buffer.from(hex, 'hex') } })
  if (provider.isErr()) throw new Error('CHILDFILE_MASTER_KEY is 64 hexadecimal digits')
  return provider.value
}

/** Opens it at `DATABASE_URL`; with `CHILDFILE_MASTER_KEY` the documents lie sealed. */
export async function openPlace(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Promise<Place> {
  const pool = new pg.Pool({ connectionString: environment['DATABASE_URL'], max: 4 })
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  const driver = await openPostgres(pool, { schema: 'national' })
  const master = environment['CHILDFILE_MASTER_KEY']
  return {
    driver,
    async casework(partition) {
      const keys = master === undefined ? 'unsealed' : await countyKeyring(pool, partition, providerOf(master))
      const opened = await openCasework({ driver, keys, clock: () => new Date().toISOString() })
      if (opened.isErr()) throw new Error(`casework cannot be opened: ${opened.error[0].code}`)
      return opened.value
    },
    async counties() {
      const all: Key[] = []
      for (;;) {
        const page = await driver.partitions(all.at(-1), partitionsAtOnce)
        all.push(...page)
        // Partitions with a `~` are not counties: access logs, the roll-up.
        if (page.length < partitionsAtOnce) return all.filter((partition) => !partition.includes('~'))
      }
    },
    async close() {
      await driver.close()
      await pool.end()
    },
  }
}

export const queue = 'county-sweep'

/** The queue. Every process watches over jobs whose time is up, so that none has to live. */
export async function openQueue({ expireSeconds }: Settings): Promise<PgBoss> {
  const boss = new PgBoss({
    connectionString: process.env['DATABASE_URL'] ?? '',
    max: 2,
    schedule: false,
    superviseIntervalSeconds: 1,
    monitorIntervalSeconds: 1,
  })
  boss.on('error', (error) => console.error(`queue: ${error.message}`))
  boss.on('warning', () => undefined)
  await boss.start()
  // Of one county one job may wait or be under way; who asks for a second one is told that there is one.
  await boss.createQueue(queue, {
    policy: 'exclusive',
    expireInSeconds: expireSeconds,
    retryLimit: 100,
    retryDelay: 1,
  })
  return boss
}

export const openCalendar = (): Calendar => {
  const compiled = compileCalendar({ national: nationalHolidays, from: '2026-01-01', to: '2027-01-01' })
  if (compiled.isErr()) throw new Error('the calendar cannot be compiled')
  return compiled.value
}

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds))
