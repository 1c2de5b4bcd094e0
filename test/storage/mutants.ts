import type { Batch, Commit, Driver, Key, Keys, LogEntry, Page, Position, Row } from '../../src/storage/index.ts'
import { addressText } from '../../src/storage/driver-rules.ts'
import { type MemoryState, memoryOver } from '../../src/storage/memory.ts'
import type { Harness } from '../../src/testing/index.ts'
import { keeps, memoryHarness } from './harness.ts'

/** A driver with one promise broken on purpose, and the case that has to find it. */
export interface Mutant {
  readonly name: string
  readonly breaks: `C${number}`
  /** What the case says, if it is the driver's own error. */
  readonly says?: RegExp
  readonly harness: () => Harness
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve))

const mutant = (
  breaks: `C${number}`,
  name: string,
  change: (driver: Driver, state: MemoryState) => Partial<Driver>,
  says?: RegExp,
): Mutant => ({
  name,
  breaks,
  ...(says ? { says } : {}),
  harness: () =>
    memoryHarness((driver, state) => {
      const honest = keeps(driver)
      return { ...honest, ...change(honest, state) }
    }),
})

/** As `mutant`, for what breaks from one opening of a store to the next. */
const reopened = (
  breaks: `C${number}`,
  name: string,
  change: (opening: number, driver: Driver, state: MemoryState) => Driver,
): Mutant => ({
  name,
  breaks,
  harness: () => {
    let opening = 0
    return memoryHarness((driver, state) => change(++opening, keeps(driver), state))
  },
})

const rowIn = (state: MemoryState, partition: Key, text: string) => state.get(partition)?.rows.get(text)

const revisionIn = (state: MemoryState, { partition }: Batch, text: string) =>
  rowIn(state, partition, text)?.revision ?? 0

/** The batch with every expectation replaced. */
const expecting = (batch: Batch, expect: (text: string, expected: number) => number): Batch => ({
  ...batch,
  writes: batch.writes.map((write) => ({ ...write, expect: expect(addressText(write), write.expect) })),
})

const mapLog = (driver: Driver, change: (entry: LogEntry) => LogEntry): Partial<Driver> => ({
  log: async (query) => (await driver.log(query)).map(change),
})

const byPlain = (keys: Keys): Keys => {
  const out: Record<string, readonly string[]> = {}
  for (const [name, list] of Object.entries(keys)) out[name] = list
  return out
}

export const mutants: readonly Mutant[] = [
  reopened('C2', 'a store that loses everything at the third opening', (opening, driver, state) => {
    if (opening === 3) state.clear()
    return driver
  }),
  mutant('C3', 'reading goes on after close', (driver) => ({
    get: (partition, at) => driver.get(partition, at).catch(() => at.map(() => undefined)),
  })),
  mutant(
    'C3',
    'closing twice fails',
    (driver) => {
      let closed = false
      return {
        close: async () => {
          if (closed) throw new Error('closed')
          closed = true
          await driver.close()
        },
      }
    },
    /^closed$/,
  ),
  mutant('C4', 'calls slip in while the driver is closing', (driver) => ({
    close: async () => {
      await turn()
      await driver.close()
    },
  })),
  mutant(
    'C5',
    'close does not wait for commits',
    (driver) => ({
      commit: async (batch) => {
        await turn()
        return driver.commit(batch)
      },
    }),
    /^the store is closed$/,
  ),
  reopened('C6', 'a claim to be durable that is not', (opening, driver, state) => {
    if (opening > 1) state.clear()
    return driver
  }),
  reopened('C6', 'erasures are forgotten at the next opening', (opening, driver, state) => {
    if (opening > 1) for (const at of state.values()) at.erased.clear()
    return driver
  }),
  mutant('C8', 'a guarantee that says nothing', (driver) => ({ guarantees: { ...driver.guarantees, bodyBytes: 0 } })),
  mutant(
    'C9',
    'unknown rows are an error',
    (driver) => ({
      get: async (partition, at) => {
        const rows = await driver.get(partition, at)
        if (rows.includes(undefined)) throw new Error('no such row')
        return rows
      },
    }),
    /^no such row$/,
  ),
  mutant('C10', 'an empty body becomes a tombstone', (driver) => ({
    commit: (batch) =>
      driver.commit({ ...batch, writes: batch.writes.map((w) => (w.body?.length === 0 ? { ...w, body: null } : w)) }),
  })),
  mutant('C10', 'bodies are cut at 64 kB', (driver) => ({
    commit: (batch) =>
      driver.commit({ ...batch, writes: batch.writes.map((w) => ({ ...w, body: w.body && w.body.slice(0, 65_536) })) }),
  })),
  mutant('C11', 'partitions are folded to lower case', (driver) => ({
    commit: (batch) => driver.commit({ ...batch, partition: batch.partition.toLowerCase() }),
    page: (query) => driver.page({ ...query, partition: query.partition.toLowerCase() }),
    log: (query) => driver.log({ ...query, partition: query.partition.toLowerCase() }),
  })),
  mutant('C12', 'rows are handed out without a copy', (_, state) => ({
    get: (partition, at) => Promise.resolve(at.map((address) => rowIn(state, partition, addressText(address)))),
  })),
  mutant('C12', 'bodies are kept without a copy', (driver, state) => ({
    commit: async (batch) => {
      const answer = await driver.commit(batch)
      const at = state.get(batch.partition)
      for (const write of batch.writes) {
        const row = at?.rows.get(addressText(write))
        if (at && row && answer.outcome === 'written') at.rows.set(addressText(write), { ...row, body: write.body })
      }
      return answer
    },
  })),
  mutant('C13', 'an index named __proto__ is lost', (driver) => ({
    get: async (partition, at) =>
      (await driver.get(partition, at)).map((row) => row && { ...row, keys: byPlain(row.keys) }),
  })),
  mutant('C14', 'what is too much in a batch is left out', (driver) => ({
    commit: (batch) => driver.commit({ ...batch, writes: batch.writes.slice(0, driver.guarantees.batchWrites) }),
  })),
  mutant('C14', 'a body at the stated size is refused', (driver) => ({
    commit: async (batch): Promise<Commit> =>
      batch.writes.some((w) => w.body?.length === driver.guarantees.bodyBytes)
        ? { outcome: 'refused', why: 'too-large' }
        : driver.commit(batch),
  })),
  mutant('C16', 'get leaves out what is not there', (driver) => ({
    get: async (partition, at) => (await driver.get(partition, at)).filter((row) => row !== undefined),
  })),
  mutant('C16', 'get answers each row once', (driver) => ({
    get: async (partition, at) =>
      driver.get(partition, [...new Map(at.map((one) => [addressText(one), one])).values()]),
  })),
  mutant('C17', 'the last to create a row wins', (driver, state) => ({
    commit: (batch) =>
      driver.commit(expecting(batch, (text, expect) => (expect === 0 ? revisionIn(state, batch, text) : expect))),
  })),
  mutant('C18', 'a conflict does not say what is there', (driver) => ({
    commit: async (batch) => {
      const answer = await driver.commit(batch)
      return answer.outcome === 'conflict' ? { ...answer, at: answer.at.map((one) => ({ ...one, found: 0 })) } : answer
    },
  })),
  mutant('C19', 'a revision that is yet to come is taken', (driver, state) => ({
    commit: (batch) =>
      driver.commit(expecting(batch, (text, expect) => Math.min(expect, revisionIn(state, batch, text)))),
  })),
  mutant('C20', 'revisions are compared before the transaction', (driver, state) => ({
    commit: async (batch) => {
      const fits = batch.writes.every((write) => revisionIn(state, batch, addressText(write)) === write.expect)
      await turn()
      return driver.commit(fits ? expecting(batch, (text) => revisionIn(state, batch, text)) : batch)
    },
  })),
  reopened('C21', 'each handle has a store of its own', (opening, driver) =>
    opening === 1 ? driver : keeps(memoryOver(new Map())),
  ),
  mutant('C22', 'a lock that only one process knows', (driver, state) => {
    let last: Promise<unknown> = Promise.resolve()
    const locked = (batch: Batch): Promise<Commit> => {
      const result = last.then(async () => {
        const fits = batch.writes.every((write) => revisionIn(state, batch, addressText(write)) === write.expect)
        await turn()
        return driver.commit(fits ? expecting(batch, (text) => revisionIn(state, batch, text)) : batch)
      })
      last = result.catch(() => undefined)
      return result
    }
    return { commit: locked, close: () => last.then(() => driver.close()) }
  }),
  mutant('C23', 'checks are not looked at', (driver) => ({
    commit: (batch) => driver.commit({ ...batch, checks: [] }),
  })),
  mutant('C24', 'a removed row begins again from 0', (driver, state) => ({
    commit: async (batch) => {
      const answer = await driver.commit(batch)
      for (const [text, row] of state.get(batch.partition)?.rows ?? [])
        if (row.body === null) state.get(batch.partition)?.rows.delete(text)
      return answer
    },
  })),
  mutant('C24', 'a tombstone keeps its keys', (driver) => ({
    get: async (partition, at) =>
      (await driver.get(partition, at)).map(
        (row) => row && (row.body === null ? { ...row, keys: { due: ['d1'] } } : row),
      ),
  })),
  mutant('C25', 'an id is spent by a commit that was not written', (driver) => {
    const spent = new Set<string>()
    return {
      commit: async (batch) => {
        if (spent.has(batch.id)) return { outcome: 'refused', why: 'commit-id-reused' }
        const answer = await driver.commit(batch)
        if (answer.outcome !== 'written') spent.add(batch.id)
        return answer
      },
    }
  }),
  mutant('C26', 'what fits is written although something does not', (driver) => ({
    commit: async (batch) => {
      const answer = await driver.commit(batch)
      if (answer.outcome !== 'conflict') return answer
      const stale = new Set(answer.at.map(addressText))
      const fitting = batch.writes.filter((write) => !stale.has(addressText(write)))
      await driver.commit({ ...batch, id: `${batch.id}~`, checks: [], writes: fitting })
      return answer
    },
  })),
  mutant('C26', 'only the first stale row is named', (driver) => ({
    commit: async (batch) => {
      const answer = await driver.commit(batch)
      return answer.outcome === 'conflict' ? { ...answer, at: answer.at.slice(0, 1) } : answer
    },
  })),
  mutant('C27', 'a row is written before its link is made', (driver, state) => ({
    commit: async (batch) => {
      try {
        return await driver.commit(batch)
      } catch (error) {
        for (const { subject, kind, id, body, keys } of batch.writes)
          state
            .get(batch.partition)
            ?.rows.set(addressText({ subject, kind, id }), { subject, kind, id, body, keys, revision: 1 })
        throw error
      }
    },
  })),
  mutant('C27', 'what failed stays behind in the files', (driver, state) => ({
    commit: async (batch) => {
      try {
        return await driver.commit(batch)
      } catch (error) {
        const entry = {
          head: { seq: -1, hash: '' },
          id: 'lost',
          fingerprint: '',
          note: batch.writes[0]?.body ?? new Uint8Array(),
          writes: [],
        }
        const log = state.get(batch.partition)?.log
        log?.unshift(entry)
        throw error
      }
    },
    log: async (query) => (await driver.log({ ...query, limit: query.limit + 1 })).filter(({ id }) => id !== 'lost'),
  })),
  mutant('C28', 'of two writes of a row the last is taken', (driver) => ({
    commit: (batch) =>
      driver.commit({
        ...batch,
        writes: [...new Map(batch.writes.map((write) => [addressText(write), write])).values()],
      }),
  })),
  mutant('C29', 'a commit without writes is skipped', (driver, state) => ({
    commit: async (batch) => {
      if (batch.writes.length > 0 || batch.checks.length > 0) return driver.commit(batch)
      const { seq, hash } = state.get(batch.partition)?.head ?? { seq: 0, hash: '' }
      return { outcome: 'written', head: { seq: seq + 1, hash }, repeated: false }
    },
  })),
  mutant('C30', 'revisions are looked at before the commit id', (driver, state) => ({
    commit: async (batch) => {
      const at = batch.writes
        .map(({ subject, kind, id, expect }) => ({
          subject,
          kind,
          id,
          expect,
          found: revisionIn(state, batch, addressText({ subject, kind, id })),
        }))
        .filter(({ expect, found }) => expect !== found)
      return at.length > 0 ? { outcome: 'conflict', at } : driver.commit(batch)
    },
  })),
  mutant('C30', 'a retry is answered with the head of today', (driver, state) => ({
    commit: async (batch) => {
      const answer = await driver.commit(batch)
      const { seq, hash } = state.get(batch.partition)?.head ?? { seq: 0, hash: '' }
      return answer.outcome === 'written' ? { ...answer, head: { seq, hash } } : answer
    },
  })),
  mutant('C31', 'an id that is used again counts as a retry', (driver, state) => ({
    commit: async (batch) => {
      const answer = await driver.commit(batch)
      const before = state.get(batch.partition)?.acts.get(batch.id)
      return answer.outcome === 'refused' && before ? { outcome: 'written', head: before.head, repeated: true } : answer
    },
  })),
  mutant('C31', 'an erasure does not know the ids of commits', (driver, state) => ({
    erase: (erasure) => {
      const acts = state.get(erasure.partition)?.acts
      if (acts?.get(erasure.id)?.fingerprint !== erasure.fingerprint) acts?.delete(erasure.id)
      return driver.erase(erasure)
    },
  })),
  mutant('C32', 'the link is made twice', (driver) => ({
    commit: (batch) =>
      driver.commit({
        ...batch,
        link: (head) => {
          batch.link(head)
          return batch.link(head)
        },
      }),
  })),
  mutant('C32', 'the link is made with the number of the new entry', (driver) => ({
    commit: (batch) => driver.commit({ ...batch, link: ({ seq, hash }) => batch.link({ seq: seq + 1, hash }) }),
  })),
  mutant('C33', 'a key stands for all that begin with it', (driver) => ({
    page: (query) =>
      driver.page(query.to === `${query.from ?? ''}!` ? { ...query, to: `${query.from ?? ''}~~` } : query),
  })),
  mutant('C34', 'the upper end of a range is in', (driver) => ({
    page: (query) => driver.page(query.to === undefined ? query : { ...query, to: `${query.to}!` }),
  })),
  mutant('C35', 'rows are in order of a language', (driver) => ({
    page: async (query) => {
      const page = await driver.page(query)
      const compare = new Intl.Collator('en').compare
      return { ...page, rows: [...page.rows].sort((a, b) => compare(a.subject, b.subject)) }
    },
  })),
  mutant('C36', 'pages are counted out from the start', (driver) => {
    const offsets = new Map<string, number>()
    return {
      page: async (query) => {
        const { after, limit, ...walk } = query
        const text = ({ key, subject, kind, id }: Position) => `${key} ${subject} ${kind} ${id}`
        const offset = after ? (offsets.get(text(after)) ?? 0) : 0
        const page = await driver.page({ ...walk, limit: offset + limit })
        if (page.next) offsets.set(text(page.next), offset + limit)
        return { ...page, rows: page.rows.slice(offset) }
      },
    }
  }),
  mutant('C36', 'a walk ends where the row that it stood on has gone', (driver, state) => ({
    page: async (query): Promise<Page> => {
      const row = query.after && rowIn(state, query.partition, addressText(query.after))
      return query.after && !row?.body ? { rows: [] } : driver.page(query)
    },
  })),
  mutant('C38', 'a limit of 0 is taken for 1', (driver) => ({
    page: (query) => driver.page({ ...query, limit: Math.max(1, query.limit) }),
  })),
  mutant('C38', 'a full last page says that there is more', (driver) => ({
    page: async (query) => {
      const page = await driver.page(query)
      const last = page.rows.at(-1)
      const key = query.index === null ? '' : (last?.keys[query.index]?.[0] ?? '')
      return last && page.rows.length === query.limit ? { ...page, next: { ...last, key } } : page
    },
  })),
  mutant('C39', 'old index keys stay', (driver, state) => ({
    commit: (batch) =>
      driver.commit({
        ...batch,
        writes: batch.writes.map((write) => {
          const old = rowIn(state, batch.partition, addressText(write))?.keys['due'] ?? []
          return { ...write, keys: { ...write.keys, due: [...(write.keys['due'] ?? []), ...old] } }
        }),
      }),
  })),
  mutant('C40', 'an unknown index is the walk over rows', (driver) => ({
    page: (query) => driver.page(query.index === 'subject' ? { ...query, index: null } : query),
  })),
  mutant('C41', 'a claim to show one moment that is not kept', (driver) => ({
    guarantees: { ...driver.guarantees, pages: 'snapshot' },
  })),
  mutant('C42', 'a walk that was left holds a lock', (driver) => {
    let open = 0
    return {
      page: async (query) => {
        const page = await driver.page(query)
        open += (page.next ? 1 : 0) - (query.after ? 1 : 0)
        return page
      },
      commit: async (batch) => (open > 50 ? { outcome: 'busy' } : driver.commit(batch)),
    }
  }),
  mutant('C43', 'a long page is cut without a word', (driver) => ({
    page: async (query) => {
      const page = await driver.page(query)
      return page.rows.length > 1000 ? { rows: page.rows.slice(0, 1000) } : page
    },
  })),
  mutant('C44', 'an entry shows later than one that came after it', (driver) => {
    const shown = new Set<number>()
    return {
      log: async (query) => {
        const entries = await driver.log(query)
        const late = entries.filter(({ head }) => head.seq % 7 === 0 && !shown.has(head.seq))
        for (const { head } of late) shown.add(head.seq)
        return entries.filter((entry) => !late.includes(entry))
      },
    }
  }),
  mutant('C45', 'the entry that was named comes again', (driver) => ({
    log: (query) => driver.log({ ...query, after: query.after - (query.after % 2) }),
  })),
  mutant('C46', 'a long entry is cut', (driver) =>
    mapLog(driver, (entry) => ({ ...entry, writes: entry.writes.slice(0, 50) })),
  ),
  mutant('C46', 'writes are in the order of the batch', (driver) => {
    const given = new Map<string, readonly string[]>()
    return {
      commit: (batch) => {
        given.set(batch.id, batch.writes.map(addressText))
        return driver.commit(batch)
      },
      ...mapLog(driver, (entry) => {
        const order = given.get(entry.id) ?? []
        return {
          ...entry,
          writes: [...entry.writes].sort((a, b) => order.indexOf(addressText(a)) - order.indexOf(addressText(b))),
        }
      }),
    }
  }),
  mutant('C47', 'the past of a row is told from its end', (driver) => ({
    log: async (query) => {
      const entries = await driver.log(query)
      return query.of ? entries.toReversed() : entries
    },
  })),
  mutant('C47', 'a feed shows each page with its newest entry first', (driver) => ({
    log: async (query) => {
      const entries = await driver.log(query)
      const [last] = entries.slice(-1)
      return last && query.after > 0 && entries.length > 1 ? [last, ...entries.slice(0, -1)] : entries
    },
  })),
  mutant('C48', 'the past is shown with the body of today', (driver, state) => ({
    log: async (query) =>
      (await driver.log(query)).map((entry) => ({
        ...entry,
        writes: entry.writes.map((write) => ({
          ...write,
          body: rowIn(state, query.partition, addressText(write))?.body ?? null,
        })),
      })),
  })),
  mutant('C49', 'removals are not logged', (driver) =>
    mapLog(driver, (entry) => ({ ...entry, writes: entry.writes.filter(({ digest }) => digest !== '') })),
  ),
  mutant('C49', 'digests are made anew', (driver) =>
    mapLog(driver, (entry) => ({ ...entry, writes: entry.writes.map((write) => ({ ...write, digest: 'sha' })) })),
  ),
  mutant('C50', 'notes are kept as text', (driver) =>
    mapLog(driver, (entry) => ({ ...entry, note: new TextEncoder().encode(new TextDecoder().decode(entry.note)) })),
  ),
  mutant('C50', 'fingerprints are kept in ASCII', (driver) =>
    mapLog(driver, (entry) => ({ ...entry, fingerprint: entry.fingerprint.replace(/[^ -~]/g, '?') })),
  ),
  mutant('C51', 'erasures stand outside the chain', (driver) =>
    mapLog(driver, (entry) => (entry.erased === undefined ? entry : { ...entry, head: { ...entry.head, hash: '' } })),
  ),
  mutant('C52', 'the past of an erased subject stays', (driver) => {
    const bodies = new Map<string, Uint8Array>()
    return {
      commit: (batch) => {
        for (const { subject, kind, id, expect, body } of batch.writes)
          if (body) bodies.set(`${batch.partition} ${addressText({ subject, kind, id })} ${expect + 1}`, body.slice())
        return driver.commit(batch)
      },
      log: async (query) =>
        (await driver.log(query)).map((entry) => ({
          ...entry,
          writes: entry.writes.map((write) => ({
            ...write,
            body: bodies.get(`${query.partition} ${addressText(write)} ${write.revision}`) ?? write.body,
          })),
        })),
    }
  }),
  mutant('C52', 'an erased subject can be read on', (driver) => {
    const seen = new Map<string, Row>()
    return {
      get: async (partition, at) =>
        (await driver.get(partition, at)).map((row, n) => {
          const text = `${partition} ${addressText(at[n]!)}`
          if (row) seen.set(text, row)
          return row ?? seen.get(text)
        }),
      page: async (query) => {
        const page = await driver.page(query)
        for (const row of page.rows) seen.set(`${query.partition} ${addressText(row)}`, row)
        return page
      },
    }
  }),
  {
    name: 'keys of erased rows stay in the file',
    breaks: 'C52',
    harness: () => {
      const residue: Uint8Array[] = []
      const harness = memoryHarness((driver, state) => ({
        ...keeps(driver),
        erase: (erasure) => {
          for (const row of state.get(erasure.partition)?.rows.values() ?? [])
            if (row.subject === erasure.subject) residue.push(new TextEncoder().encode(JSON.stringify(row.keys)))
          return driver.erase(erasure)
        },
      }))
      return { ...harness, raw: async (partition) => [...(await harness.raw(partition)), ...residue] }
    },
  },
  {
    name: 'a raw reader that shows nothing',
    breaks: 'C52',
    harness: () => ({ ...memoryHarness(keeps), raw: () => Promise.resolve([]) }),
  },
  mutant('C53', 'an erased subject takes writes again', (driver, state) => ({
    erase: async (erasure) => {
      const answer = await driver.erase(erasure)
      state.get(erasure.partition)?.erased.clear()
      return answer
    },
  })),
  mutant('C56', 'an error quotes what was to be written', (driver) => ({
    commit: (batch) =>
      driver.commit(batch).catch((error: unknown) => {
        throw new Error('failed', { cause: [error, ...batch.writes.map(({ keys }) => Object.values(keys))] })
      }),
  })),
  mutant('C57', 'an erasure takes all that begin so', (driver, state) => ({
    erase: async (erasure) => {
      const rows = state.get(erasure.partition)?.rows
      for (const [text, row] of rows ?? []) if (row.subject.startsWith(erasure.subject)) rows?.delete(text)
      return driver.erase(erasure)
    },
  })),
  mutant('C58', 'what is unknown cannot be erased', (driver, state) => ({
    erase: async (erasure) =>
      state.has(erasure.partition) ? driver.erase(erasure) : { outcome: 'refused', why: 'subject-erased' },
  })),
  mutant('C61', 'the log of a row brings the others along', (driver) => ({
    log: async ({ of, limit, ...query }) => {
      const entries = await driver.log({ ...query, limit: 10_000 })
      const wanted = entries.filter(
        ({ writes }) => !of || writes.some((write) => addressText(write) === addressText(of)),
      )
      return wanted.slice(0, Math.max(0, limit))
    },
  })),
  mutant('C61', 'an unknown commit id is no filter', (driver) => ({
    log: async (query) => {
      const entries = await driver.log(query)
      const { commit, ...all } = query
      return entries.length === 0 && commit === 'x' ? driver.log(all) : entries
    },
  })),
  mutant('C62', 'an erasure goes through all partitions', (driver, state) => ({
    erase: async (erasure) => {
      for (const at of state.values())
        for (const [text, row] of at.rows) if (row.subject === erasure.subject) at.rows.delete(text)
      return driver.erase(erasure)
    },
  })),
]
