import { isKnown } from '../../absent.ts'
import { dayOfDate } from '../reading/date-text.ts'
import { BoundsCell, notCollected } from './cell.ts'
import { codeCell, codesCell } from './family.ts'
import { Around, Part } from './part.ts'
import type { Scanner } from './scanner.ts'

/** Where the child learns. */
export const schoolScanner: Scanner = (asked, now) => {
  const part = new Part()
  const state = codeCell(asked, 'school.state')
  return () => {
    const { schooling } = now.file
    part.enter(schooling.recordedOn, now.day, now.school)
    if (state) part.code(state, schooling.status)
  }
}

/** Behaviour on record. */
export const conductScanner: Scanner = (asked, now) => {
  const part = new Part()
  const behaviours = codesCell(asked, 'conduct.behaviours')
  return () => {
    const { conduct } = now.file
    part.enter(conduct.recordedOn, now.day, now.family)
    if (behaviours) part.codes(behaviours, conduct.behaviours)
  }
}

/** Absence from school without excuse. */
export const absenceScanner: Scanner = (asked, now) => {
  const around = new Around()
  const cells = asked.flatMap(({ fact, cell }) =>
    cell instanceof BoundsCell ? [{ cell, isLongest: fact === 'absence.longestDays' }] : [],
  )
  return () => {
    around.reset()
    let [longest, sum] = [0, 0]
    let [any, open] = [false, false]
    for (const { session, on, state, days } of Object.values(now.file.attendance)) {
      if (session !== 'none') continue
      const day = isKnown(on) ? dayOfDate(on) : undefined
      if (day !== undefined) {
        around.turn(day, now.day)
        around.turn(day + now.absence, now.day)
        if (day > now.day) continue
      }
      any = true
      if (day !== undefined && day <= now.day - now.absence) continue
      if (!isKnown(state) || (state === 'unexcused' && (day === undefined || !isKnown(days)))) open = true
      if (day === undefined || state !== 'unexcused') continue
      const length = isKnown(days) ? days : 1
      sum += length
      if (length > longest) longest = length
    }
    for (const { cell, isLongest } of cells) {
      const least = isLongest ? longest : sum
      if (any) cell.set(least, open ? Infinity : least, around.from, around.until)
      else cell.unknown(around.from, around.until, notCollected)
    }
  }
}
