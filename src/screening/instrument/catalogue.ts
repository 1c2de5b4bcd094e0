import type { Instrument } from './instrument.ts'
import { gad7, phq2, phq9, phqA } from './published/phq.ts'
import { k10, k6 } from './published/kessler.ts'
import { psc17 } from './published/psc.ts'
import { srq20, who5 } from './published/who.ts'

/**
 * The instruments that the library knows, by the id that a screening carries. What is scored is published; the wording of the items
 * is not part of the library.
 */
export const instruments = {
  'PHQ-9': phq9,
  'PHQ-A': phqA,
  'PHQ-2': phq2,
  'GAD-7': gad7,
  K6: k6,
  K10: k10,
  'PSC-17': psc17,
  'SRQ-20': srq20,
  'WHO-5': who5,
} as const satisfies Readonly<Record<string, Instrument>>

/** What has to stand with every result of a screening that somebody sees. */
export const screeningNotice = {
  zh: '筛查不是诊断，只提示需要进一步了解；应由专业人员评估。',
  en: 'A screening is no diagnosis. It says that somebody should look; a professional has to assess it.',
} as const
