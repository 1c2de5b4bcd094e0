import { type Digest, hex, utf8 } from '../../digest.ts'
import { invalid, ok, type Outcome, err } from '../../problem.ts'
import { digestList } from '../audit/chain.ts'
import type { Key, PageQuery, Position } from '../driver.ts'
import { isKey } from './key.ts'

/** The part of a query that a cursor belongs to. The limit may change from page to page. */
export type Walk = Pick<PageQuery, 'partition' | 'index' | 'from' | 'to'> & { readonly kind: Key }

/**
 * A position as an opaque text that is good for this walk alone. A plain digest guards it against mistakes; with a keyed one
 * nobody else can make it up.
 */
export function cursorOf(digest: Digest, walk: Walk, { key, subject, kind, id }: Position): string {
  const place = [key, subject, kind, id]
  const { partition, index, from, to } = walk
  const check = digestList(digest, 'cursor', [partition, walk.kind, index, from ?? null, to ?? null, place])
  return `${check.slice(0, 32)}${hex(utf8(JSON.stringify(place)))}`
}

/**
 * The position of a cursor.
 * @returns Ok: the position. Err `invalid` `bad-cursor`: for any text that `cursorOf` did not make for this walk.
 */
export function positionOf(digest: Digest, walk: Walk, cursor: unknown): Outcome<Position> {
  const position = typeof cursor === 'string' ? placeIn(cursor) : undefined
  return position && cursorOf(digest, walk, position) === cursor
    ? ok(position)
    : err([invalid('/after', 'bad-cursor', 'must be the cursor that the page before gave for the same query')])
}

function placeIn(cursor: string): Position | undefined {
  const digits = cursor.slice(32)
  if (!/^(?:[0-9a-f]{2}){1,1000}$/.test(digits)) return undefined
  const text = digits.replace(/../g, (pair) => String.fromCharCode(Number.parseInt(pair, 16)))
  try {
    const place: unknown = JSON.parse(text)
    if (!Array.isArray(place) || place.length !== 4) return undefined
    const [key, subject, kind, id] = place as readonly unknown[]
    return (key === '' || isKey(key)) && isKey(subject) && isKey(kind) && isKey(id)
      ? { key, subject, kind, id }
      : undefined
  } catch {
    return undefined
  }
}
