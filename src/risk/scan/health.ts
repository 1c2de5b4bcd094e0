import { type Field, isKnown } from '../../absent.ts'
import type { ChildFile } from '../../records/index.ts'
import { mindRecordedOn } from '../facts/mind.ts'
import type { CodeCell } from './cell.ts'
import { codeCell, codesCell } from './family.ts'
import type { Now } from './now.ts'
import { Part } from './part.ts'
import type { EntryScanner, Scanner } from './scanner.ts'

/** What the section on health says, its lists aside. */
export const healthScanner: Scanner = (asked, now) => {
  const part = new Part()
  const [state, insurance] = [codeCell(asked, 'health.state'), codesCell(asked, 'health.insurance')]
  const [level, certified] = [codeCell(asked, 'disability.level'), codeCell(asked, 'disability.certified')]
  const ofDisability = (cell: CodeCell, none: string, said: (disability: Disability) => Field<string>): void => {
    const { disability } = now.file.health
    if (typeof disability === 'object') {
      part.code(cell, part.isLater ? 'notCollected' : said(disability))
      if (!part.isLater) cell.elsewhere()
    } else part.code(cell, disability === 'none' ? none : disability)
  }
  return () => {
    const { health } = now.file
    part.enter(health.recordedOn, now.day, now.health)
    if (state) part.code(state, health.status)
    if (insurance) part.codes(insurance, health.medicalInsurance)
    if (level) ofDisability(level, 'none', (disability) => disability.level)
    if (certified)
      ofDisability(certified, 'no', ({ certNo }) => (isKnown(certNo) ? (certNo === 'none' ? 'no' : 'yes') : certNo))
  }
}
type Disability = Exclude<ChildFile['health']['disability'], string>

/** Illnesses: how each stands and whether it is treated. */
const conditionScanner = (
  open: (part: Part, now: Now) => ChildFile['health']['illnesses'],
  isElsewhere: (part: Part, now: Now) => boolean,
): EntryScanner => ({
  fields: ['status', 'treated'],
  scan: ({ status, treated }, judge, deciding, answer, now) => {
    const [part, inside] = [new Part(), new Part()]
    return () => {
      const conditions = open(part, now)
      if (!isKnown(conditions)) {
        part.absent(answer, conditions)
        if (isElsewhere(part, now)) answer.elsewhere()
        return
      }
      if (!part.isUsable) {
        answer.unknown(part.from, part.until, part.why)
        if (isElsewhere(part, now)) answer.elsewhere()
        return
      }
      let found = 2 - deciding
      if (conditions !== 'none')
        for (const entry of Object.values(conditions)) {
          if (status) inside.code(status, entry.status)
          if (treated) inside.code(treated, entry.treated)
          const one = judge()
          if (one === deciding) {
            found = deciding
            break
          }
          if (one === 1) found = 1
        }
      answer.set(found, part.from, part.until)
    }
  },
})

export const illnessScanner = conditionScanner(
  (part, now) => {
    part.enter(now.file.health.recordedOn, now.day, now.health)
    return now.file.health.illnesses
  },
  () => false,
)

export const mindConditionScanner = conditionScanner(
  (part, now) => {
    const { mind } = now.file.health
    part.enter(mindRecordedOn(now), now.day, now.health)
    if (typeof mind === 'object') return part.isLater ? 'notCollected' : mind.conditions
    return mind
  },
  (part, now) => typeof now.file.health.mind === 'object' && !part.isLater,
)
