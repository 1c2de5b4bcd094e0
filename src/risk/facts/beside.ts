import { epochDay } from '../../date.ts'
import { pointer } from '../../pointer.ts'
import type { Fact } from '../reading/fact.ts'
import type { Words } from '../reading/reading.ts'
import { quantity, type Reading, type Seen, unknownReading, valueReading, type Why } from '../reading/reading.ts'
import { always, type Span } from '../reading/span.ts'

/**
 * A fact that a file does not hold and another room or the caller found out. It is unknown unless it is handed in beside the file;
 * it can be used from the day on which it was found out until its window is over.
 */
const beside = (name: string, type: 'yesNo' | 'number', window: string, label: Words, unit?: string): Fact => ({
  name,
  type,
  label,
  window,
  reads: [],
  ...(unit === undefined ? {} : { unit }),
  read: (view): Reading => {
    const entry = Object.hasOwn(view.beside, name) ? view.beside[name] : undefined
    const unknown = (span: Span, why: Why): Reading =>
      unknownReading(span, () => [{ document: 'beside', path: pointer(name, 'value'), why }])
    if (entry === undefined) return unknown(always, 'notCollected')
    const { value, on } = entry
    const from = on === undefined ? -Infinity : epochDay(on)
    const until = from === -Infinity ? Infinity : from + view.days(window) + 1
    if (view.day < from) return unknown({ from: -Infinity, until: from }, 'later')
    if (view.day >= until) return unknown({ from: until, until: Infinity }, 'stale')
    const path = pointer(name, 'value')
    const seen = (): readonly Seen[] => [
      on === undefined ? { document: 'beside', path } : { document: 'beside', path, recordedOn: on },
    ]
    return typeof value === 'number'
      ? quantity(value, { from, until }, seen)
      : valueReading(value, { from, until }, seen)
  },
})

/** The facts that can be handed in beside a file. */
export const besideFacts: readonly Fact[] = [
  beside('home.seriousHazard', 'yesNo', 'window.family', {
    zh: '住处是否有严重安全隐患（水、火、燃气、危房、地质灾害）',
    en: 'whether there is a serious hazard at home: water, fire, gas, unsafe house, landslide',
  }),
  beside('growth.severe', 'yesNo', 'window.measurement', {
    zh: '体格测量是否重度偏离（按生长标准计算）',
    en: 'whether growth is severely off, by the growth standards',
  }),
  beside(
    'doses.overdueDays',
    'number',
    'window.measurement',
    { zh: '国家免疫规划疫苗逾期天数', en: 'days by which a dose of the national programme is overdue' },
    'days',
  ),
]
