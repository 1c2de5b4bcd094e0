/** How far a duty has come on a day. The index is the code in the columns of `dueInBulk`. */
export const dueStatuses = [
  { key: 'notDue', zh: '未到期', en: 'not due: the window has not opened' },
  { key: 'dueSoon', zh: '即将到期', en: 'can be done: the window is open, the due day lies ahead' },
  { key: 'due', zh: '今日到期', en: 'due today' },
  { key: 'inGrace', zh: '宽限期内', en: 'past the due day, still in the window' },
  { key: 'overdue', zh: '已逾期', en: 'past the window' },
  { key: 'breached', zh: '严重逾期', en: 'past the window by more than the rule bears' },
  { key: 'paused', zh: '暂停', en: 'paused: the child is with the parents' },
] as const

/** Key of a status. */
export type DueStatus = (typeof dueStatuses)[number]['key']

const code = (key: DueStatus): number => dueStatuses.findIndex((status) => status.key === key)
const [notDue, dueSoon, due, inGrace, overdue, breached, paused] = [
  code('notDue'),
  code('dueSoon'),
  code('due'),
  code('inGrace'),
  code('overdue'),
  code('breached'),
  code('paused'),
]

/** What decides the status of a duty, in epoch days; `windowEnd` is the last day of the window. */
export interface DueDays {
  readonly due: number
  readonly windowStart: number
  readonly windowEnd: number
  readonly breachFrom: number
  readonly waits: readonly { readonly from: number; readonly to: number }[]
}

/** Index in `dueStatuses` on a day. */
export function statusCode(days: DueDays, asOf: number): number {
  if (days.waits.some(({ from, to }) => from <= asOf && asOf < to)) return paused
  if (asOf < days.windowStart) return notDue
  if (asOf <= days.due) return asOf < days.due ? dueSoon : due
  if (asOf <= days.windowEnd) return inGrace
  return asOf < days.breachFrom ? overdue : breached
}
