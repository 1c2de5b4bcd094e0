import type { Address, Driver, Key } from '../../src/storage/driver.ts'
import { batch, erasure, rowAt, write } from '../../src/testing/driver-contract/scene.ts'

export const partitions = ['p', 'p~access']

/** An act is told by its number: what it writes, where and how large can be said again by anybody who finds its id. */
export interface Numbered {
  readonly writer: string
  readonly n: number
}

const mixed = (n: number): number => {
  const once = Math.imul(n ^ 0x5bd1e995, 0x85ebca6b)
  return (once ^ (once >>> 13)) >>> 0
}

/** Every tenth act erases what the one three before it wrote. */
const erases = (n: number): boolean => n % 10 === 7
const isTransient = (n: number): boolean => n % 10 === 4

export const partitionOf = ({ n }: Numbered): Key => (mixed(erases(n) ? n - 3 : n) % 4 === 0 ? 'p~access' : 'p')

export const idOf = ({ writer, n }: Numbered): Key => `${erases(n) ? 'e' : 'c'}-${writer}-${n}`

export function numberedOf(id: Key): Numbered | undefined {
  const [, writer, n] = /^[ce]-([a-z]+)-([0-9]+)$/.exec(id) ?? []
  return writer === undefined ? undefined : { writer, n: Number(n) }
}

/** A text that lies in the bodies and keys of one subject and nowhere else. */
export const traceOf = (subject: Key): string => `<trace-of-${subject}>`

interface Meant extends Address {
  readonly body: string
}

export interface Meaning {
  readonly erases?: Key
  readonly writes: readonly Meant[]
}

const sizes = [10, 300, 900, 2500, 9000]

/** What an act means, but for revisions. */
export function meaningOf(act: Numbered): Meaning {
  const { writer, n } = act
  if (erases(n)) return { erases: `t-${writer}-${n - 3}`, writes: [] }
  const subject = isTransient(n) ? `t-${writer}-${n}` : `s${n % 12}`
  const id = idOf(act)
  const text = `${id} ${traceOf(subject)} ${String.fromCharCode(97 + (n % 26)).repeat(sizes[mixed(n) % sizes.length] ?? 0)}`
  return {
    writes: [
      { subject: 'counter', kind: 'file', id: '1', body: `counter of ${id}` },
      { subject, kind: 'visit', id, body: text },
      { subject, kind: 'note', id, body: text.slice(0, 200) },
    ],
  }
}

/** The act as it is asked of a store now. */
export async function draftOf(driver: Driver, act: Numbered) {
  const { erases: erased, writes } = meaningOf(act)
  const partition = partitionOf(act)
  if (erased !== undefined) return erasure(idOf(act), erased, { partition })
  const counter = await rowAt(driver, { subject: 'counter', kind: 'file', id: '1' }, partition)
  const drafts = writes.map(({ body, ...address }) =>
    write(address, {
      expect: address.subject === 'counter' ? (counter?.revision ?? 0) : 0,
      body,
      keys: { due: [traceOf(address.subject)] },
    }),
  )
  return batch(idOf(act), drafts, { partition })
}
