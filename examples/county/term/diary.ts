import { type Immutable, PlainDate } from 'childfile'
import { collection, type Ledger } from 'childfile/storage'
import { z } from 'zod'

const rooms = [
  'surrogate',
  'counselling',
  'aid',
  'flags',
  'care',
  'lessons',
  'drills',
  'disclosures',
  'askings',
  'seats',
] as const

/** A part of the programmes whose history is kept. */
export type Room = (typeof rooms)[number]

/** What happened to one subject in one room from one keeping to the next. Each room reads its own events back. */
export const DiaryPage = z
  .strictObject({
    room: z.enum(rooms),
    /** The child, the volunteer or the counsellor whom it is about; `county` where it is about nobody. */
    subject: z.string().min(1).max(64),
    /** The day on which it was kept. */
    kept: PlainDate,
    events: z.array(z.record(z.string(), z.unknown())).min(1),
  })
  .describe('A page of the diary of a term')
export type DiaryPage = Immutable<z.infer<typeof DiaryPage>>

/** An event as the room has it. */
type Happened = Readonly<Record<string, unknown>>

/** Everything that happened and was not kept yet. */
export interface Diary {
  readonly note: (room: Room, subject: string, event: Happened) => void
  /** The pages since the last time, in order of room and subject; rooms with many small entries wait until all is kept. */
  readonly pages: (on: PlainDate, of: 'week' | 'all') => readonly DiaryPage[]
}

/** What can be worked out again from the files, or is a list of names: kept with all files. */
const bulky: ReadonlySet<Room> = new Set<Room>(['flags', 'lessons'])

/** A diary in which nothing stands. */
export function diary(): Diary {
  const open = new Map<string, { readonly room: Room; readonly subject: string; readonly events: Happened[] }>()
  return {
    note(room, subject, event) {
      const key = `${room} ${subject}`
      const page = open.get(key)
      if (page) page.events.push(event)
      else open.set(key, { room, subject, events: [event] })
    },
    pages(kept, of) {
      const keys = [...open]
        .flatMap(([key, { room }]) => (of === 'week' && bulky.has(room) ? [] : [key]))
        .sort((a, b) => (a < b ? -1 : 1))
      return keys.flatMap((key) => {
        const page = open.get(key)
        open.delete(key)
        return page === undefined ? [] : [{ ...page, kept }]
      })
    },
  }
}

/** The diary in the store. A page lies with its subject, so that it is erased with it. */
export const diaryPages = (ledger: Ledger) =>
  collection(ledger, { kind: 'diary', schema: DiaryPage, version: 1, keys: { room: ({ room }) => [room] } })
