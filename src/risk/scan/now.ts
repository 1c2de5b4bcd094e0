import type { PlainDate } from '../../date.ts'
import type { ChildFile } from '../../records/index.ts'
import type { Beside } from '../reading/fact.ts'
import type { Reading } from '../reading/reading.ts'

/** The day that is asked, with the windows that hold on it, and the file that is being read. One for each desk, filled in anew. */
export interface Now {
  file: ChildFile
  beside: Beside
  day: number
  asOf: PlainDate
  family: number
  school: number
  health: number
  notSeen: number
  measurement: number
  mood: number
  absence: number
  tooYoungToTalk: number
  /** The reading of a fact, for what is too rare to be worth a quicker way. */
  read: (fact: string) => Reading
}

/** The windows by the id of their parameter. */
export const windowFields = {
  'window.family': 'family',
  'window.school': 'school',
  'window.health': 'health',
  'window.notSeen': 'notSeen',
  'window.measurement': 'measurement',
  'window.mood': 'mood',
  'window.absence': 'absence',
  'visit.tooYoungToTalk': 'tooYoungToTalk',
} as const
