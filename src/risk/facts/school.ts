import { isKnown } from '../../absent.ts'
import { epochDay } from '../../date.ts'
import { pointer } from '../../pointer.ts'
import { codeLists } from '../../records/index.ts'
import { type Fact, fieldsOf, keysOf, type View } from '../reading/fact.ts'
import { coded, codedSet, type Reading, seenAt, section, unknownAt } from '../reading/reading.ts'
import { between } from '../reading/span.ts'

/**
 * Days of absence from school without excuse over the last days: the longest entry, or all together. Where nobody keeps a record of
 * absence, nothing is known.
 */
function absence(view: View, count: 'longest' | 'all'): Reading {
  const window = view.days('window.absence')
  const kept = Object.entries(view.file.attendance)
    .filter(([, { session }]) => session === 'none')
    .map(([id, entry]) => ({ id, entry, day: isKnown(entry.on) ? epochDay(entry.on) : undefined }))
  const span = between(
    view.day,
    kept.flatMap(({ day }) => (day === undefined ? [] : [day, day + window])),
  )
  const past = kept.filter(({ day }) => day === undefined || day <= view.day).sort((a, b) => (a.id < b.id ? -1 : 1))
  if (past.length === 0) return unknownAt(span, '/attendance', 'notCollected')
  const within = past.filter(({ day }) => day === undefined || day > view.day - window)
  const surely = within.filter(({ day, entry }) => day !== undefined && entry.state === 'unexcused')
  const perhaps = within.filter(
    ({ day, entry }) =>
      !isKnown(entry.state) || (entry.state === 'unexcused' && (day === undefined || !isKnown(entry.days))),
  )
  const lengths = surely.map(({ entry }) => (isKnown(entry.days) ? entry.days : 1))
  const least = count === 'all' ? lengths.reduce((sum, days) => sum + days, 0) : Math.max(0, ...lengths)
  const fields = ['on', 'state', 'days', 'session']
  const counted = count === 'all' ? surely : surely.filter((_, i) => lengths[i] === least).slice(0, 1)
  const grounds = (entries: typeof past) =>
    entries.flatMap(({ id, entry }) =>
      fields.map((field) => seenAt(pointer('attendance', id, field), isKnown(entry.on) ? entry.on : undefined)),
    )
  return {
    kind: 'quantity',
    least,
    most: perhaps.length === 0 ? least : Infinity,
    span,
    // That no day was missed rests on absence being kept at all.
    seen: (bound) => grounds(bound === 'most' ? past : counted.length > 0 ? counted : past.slice(0, 1)),
    wanted: () => perhaps.map(({ id }) => ({ path: pointer('attendance', id), why: 'notCollected' })),
  }
}

const absenceFact = (name: string, count: 'longest' | 'all', label: Fact['label']): Fact => ({
  name,
  type: 'number',
  unit: 'days',
  label,
  reads: ['/attendance/*/on', '/attendance/*/state', '/attendance/*/days', '/attendance/*/session'],
  window: 'window.absence',
  read: (view) => absence(view, count),
})

export const schoolFacts: readonly Fact[] = [
  {
    name: 'school.state',
    type: 'code',
    label: { zh: '就学情况', en: 'where the child learns' },
    codes: [...keysOf(codeLists.schoolingStates), 'none'],
    reads: fieldsOf('schooling', 'status'),
    window: 'window.school',
    read: (view) => {
      const { schooling } = view.file
      return coded(
        section(view.day, schooling.recordedOn, view.days('window.school')),
        '/schooling/status',
        schooling.status,
      )
    },
  },
  absenceFact('absence.longestDays', 'longest', {
    zh: '近期连续无故缺课的最长天数',
    en: 'longest absence without excuse lately',
  }),
  absenceFact('absence.totalDays', 'all', {
    zh: '近期无故缺课总天数',
    en: 'absence without excuse lately, all together',
  }),
  {
    name: 'conduct.behaviours',
    type: 'codes',
    label: { zh: '需要关注的行为', en: 'behaviour that calls for help' },
    codes: keysOf(codeLists.behaviours),
    reads: fieldsOf('conduct', 'behaviours'),
    window: 'window.family',
    read: (view) => {
      const { conduct } = view.file
      return codedSet(
        section(view.day, conduct.recordedOn, view.days('window.family')),
        '/conduct/behaviours',
        conduct.behaviours,
      )
    },
  },
]
