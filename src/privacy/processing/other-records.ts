import type {
  Agreement,
  AidEntry,
  CarePlan,
  Need,
  RecordName,
  Session,
  Village,
  Volunteer,
} from '../../records/index.ts'
import {
  contact,
  family,
  type FieldMark,
  identity,
  livelihood,
  matter,
  preferences,
  schooling,
  work,
} from '../field/mark.ts'
import type { Purpose } from '../view/disclosures.ts'
import type { DataSubject } from './data-subject.ts'
import type { Label } from './field-words.ts'

/** What is kept beside the files of children: no `disclose` stands before it, so who reads it is for the controller to say. */
export interface OtherRecord {
  readonly words: Label
  readonly subjects: readonly DataSubject[]
  readonly purposes: readonly Purpose[]
  readonly fields: Readonly<Record<string, FieldMark>>
}

type MarksOf<T> = { readonly [K in keyof T]-?: FieldMark }
const open: FieldMark = { class: 'public', category: 'work' }

const volunteer: MarksOf<Volunteer> = {
  id: work(),
  recordedOn: work(),
  name: identity('name'),
  sex: identity(),
  birthDate: identity('date'),
  idNumber: identity('idNumber', 'sensitive'),
  politicalStatus: identity(undefined, 'sensitive'),
  occupation: identity(),
  division: contact('division'),
  phone: contact('phone'),
  capacity: work(),
  skills: work(undefined, 'personal'),
  languages: work(undefined, 'personal'),
  availability: work(undefined, 'personal'),
  check: matter(undefined, 'sensitive'),
  trainedOn: work(),
  agreementUntil: work(),
  notWith: preferences(undefined, 'sensitive'),
  kinOfChild: family(undefined, 'sensitive'),
  underConcern: matter(),
  note: matter('words'),
}
const agreement: MarksOf<Agreement> = {
  id: work(),
  child: identity(undefined, 'internal'),
  volunteer: work(),
  role: work(),
  state: work(undefined, 'personal'),
  from: work(),
  to: work(),
  endReason: work(undefined, 'sensitive'),
  supportedBy: work(),
  note: matter('words'),
}
const carePlan: MarksOf<CarePlan> = {
  id: work(),
  child: identity(undefined, 'internal'),
  from: work(),
  to: work(),
  author: work('name'),
  childHeard: matter(undefined, 'sensitive'),
  goals: matter('words'),
  reviewOn: work(),
}
const session: MarksOf<Session> = {
  id: open,
  kind: open,
  safetyTopic: open,
  activity: open,
  form: open,
  school: schooling('words', 'internal'),
  grades: open,
  minutes: open,
  capacity: open,
  expert: open,
  expertDays: open,
  from: open,
  to: open,
  repeats: open,
  state: open,
}
const aidEntry: MarksOf<AidEntry> = {
  id: work(),
  on: work(),
  direction: work(),
  donor: identity('name'),
  kind: work(),
  item: work('words'),
  quantity: work(),
  unit: work(),
  value: livelihood(undefined, 'personal'),
  restriction: work('words'),
  source: work('words'),
  need: work(),
  receiptNo: work('words'),
}
const need: MarksOf<Need> = {
  id: work(),
  child: identity(undefined, 'internal'),
  kind: livelihood(),
  item: livelihood('words'),
  quantity: livelihood(),
  size: livelihood(),
  by: work(),
  on: work(),
  state: work(),
}
const village: MarksOf<Village> = {
  code: open,
  township: open,
  name: open,
  kind: open,
  longitude: open,
  latitude: open,
}

/** The records beside the file. One that is new does not compile before it stands here; a consent is kept in the file. */
export const otherRecords: Readonly<Record<Exclude<RecordName, 'ChildFile' | 'Consent'>, OtherRecord>> = {
  Volunteer: {
    words: { zh: '志愿者（代理家长）登记', en: 'volunteers' },
    subjects: ['helper', 'named'],
    purposes: ['support'],
    fields: volunteer,
  },
  Agreement: {
    words: { zh: '结对协议', en: 'agreements with surrogate parents' },
    subjects: ['child', 'helper'],
    purposes: ['support'],
    fields: agreement,
  },
  CarePlan: {
    words: { zh: '关爱计划', en: 'care plans' },
    subjects: ['child', 'worker'],
    purposes: ['care'],
    fields: carePlan,
  },
  Session: { words: { zh: '讲座与活动', en: 'sessions' }, subjects: [], purposes: ['activity'], fields: session },
  AidEntry: {
    words: { zh: '捐赠与救助台账', en: 'the ledger of gifts and aid' },
    subjects: ['donor'],
    purposes: ['aid', 'donation'],
    fields: aidEntry,
  },
  Need: { words: { zh: '需求', en: 'needs' }, subjects: ['child'], purposes: ['aid'], fields: need },
  Village: { words: { zh: '村（居）名录', en: 'villages' }, subjects: [], purposes: [], fields: village },
}
