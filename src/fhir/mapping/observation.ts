import { isMeasurement, measurementIn, measurementsOut } from './measurement.ts'
import type { Mapping } from './mapping.ts'
import { isTotal, screeningIn, screeningsOut, totalIn } from './screening.ts'

/** What was measured and asked: the body, and screening instruments. */
export const observation: Mapping = {
  types: ['Observation', 'QuestionnaireResponse'],
  out: ({ file }, writing) => [...measurementsOut(file, writing), ...screeningsOut(file, writing)],
  in: (arrived, arriving) => {
    const { node, type } = arrived
    if (type === 'QuestionnaireResponse') return screeningIn(arrived, arriving)
    if (isMeasurement(node)) return measurementIn(arrived, arriving)
    if (isTotal(node)) return totalIn(arrived, arriving)
    arriving.remark(`${node.path}/code`, 'unknown-code')
    return false
  },
}
