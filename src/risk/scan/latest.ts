import { type Field, isKnown } from '../../absent.ts'
import type { PlainDate } from '../../date.ts'
import { dayOfDate } from '../reading/date-text.ts'
import { BoundsCell, CodeCell, type Asked, notCollected, stale } from './cell.ts'
import type { Now } from './now.ts'
import { Around } from './part.ts'
import type { Scanner } from './scanner.ts'

interface Dated {
  readonly on: Field<PlainDate>
}

/** What the latest entry that says anything says; the same as `latest`. */
const latestScanner =
  <T extends Dated>(
    list: (now: Now) => Readonly<Record<string, T>>,
    said: (entry: T) => Field<string | number>,
    windowOf: (now: Now) => number,
  ): Scanner =>
  (asked, now) => {
    const around = new Around()
    const tell = ({ cell }: Asked, value: Field<string | number> | undefined, why: number): void => {
      if (typeof value === 'number' && cell instanceof BoundsCell) cell.set(value, value, around.from, around.until)
      else if (typeof value === 'string' && cell instanceof CodeCell)
        cell.set(cell.numberOf(value), around.from, around.until)
      else cell.unknown(around.from, around.until, why)
    }
    return () => {
      around.reset()
      const entries = list(now)
      let found: Field<string | number> | undefined
      let [day, id] = [-Infinity, '']
      for (const key in entries) {
        const entry = Object.hasOwn(entries, key) ? entries[key] : undefined
        if (!entry) continue
        let on = -Infinity
        if (isKnown(entry.on)) {
          on = dayOfDate(entry.on)
          around.turn(on, now.day)
        }
        const value = said(entry)
        if (!isKnown(value) || on > now.day) continue
        if (found !== undefined && (on < day || (on === day && key > id))) continue
        found = value
        day = on
        id = key
      }
      const lapse = day === -Infinity ? Infinity : day + windowOf(now) + 1
      around.turn(lapse, now.day)
      for (const one of asked) {
        if (now.day >= lapse) tell(one, undefined, stale)
        else tell(one, found, notCollected)
      }
    }
  }

export const moodScanner = latestScanner(
  ({ file }) => file.visits,
  ({ mood }) => mood,
  ({ mood }) => mood,
)

export const armScanner = latestScanner(
  ({ file }) => file.measurements,
  ({ armMm }) => armMm,
  ({ measurement }) => measurement,
)

export const oedemaScanner = latestScanner(
  ({ file }) => file.measurements,
  ({ oedema }) => oedema,
  ({ measurement }) => measurement,
)
