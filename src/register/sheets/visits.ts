import type { Outcome } from '../../problem.ts'
import { code, codeOnly } from '../engine/code-kind.ts'
import { date, integer, kind, personName, yesNo } from '../engine/kind.ts'
import { compact, placing } from '../engine/placing.ts'
import { readSheet, type ReadOptions } from '../engine/read-sheet.ts'
import type { Register } from '../engine/register.ts'
import { type RowReader, type Sheet, sheetOf, type Values } from '../engine/sheet.ts'
import { type ChildFile, codeLists, readAs, shapeOf, tidy, unread, Visit } from '../records.ts'
import type { Workbook } from '../workbook/workbook.ts'
import { childIdNumber, childName, childOf, childSerial, nobody, type Referring } from './referring.ts'

/** A visit as records hold it. */
export type VisitEntry = ChildFile['visits'][keyof ChildFile['visits']]

const seen = codeOnly(codeLists.sightings)
const check = (zh: string, en: string, ...also: readonly string[]) => ({ zh, en, also, kind: seen }) as const
const extra = (zh: string, en: string, ...also: readonly string[]) =>
  ({ zh, en, also, kind: seen, optional: true }) as const

const words = kind<string>({
  none: true,
  read(text) {
    const plain = tidy(text)
    return plain === undefined ? unread('unreadable-text') : plain.length > 2000 ? unread('too-long') : readAs(plain)
  },
  write: (value) => value,
})

const columns = {
  serial: childSerial,
  name: childName,
  idNumber: childIdNumber,
  on: {
    zh: '走访日期',
    en: 'visited on',
    also: [
      '探访日期',
      '家访日期',
      '入户日期',
      '日期',
      '走访时间',
      '探访时间',
      '家访时间',
      '访视日期',
      '入户时间',
      '上门日期',
      '上门时间',
      '探视日期',
    ],
    kind: date({ none: false, past: true }),
    pointer: '/entry/on',
  },
  by: {
    zh: '走访人',
    en: 'visited by',
    also: [
      '探访人',
      '家访人',
      '走访人员',
      '探访人员',
      '入户人',
      '走访者',
      '儿童主任',
      '家访教师',
      '家访老师',
      '走访干部',
      '入户人员',
      '上门人员',
      '记录人',
    ],
    kind: personName({ none: false }),
    pointer: '/entry/by',
  },
  childSeen: {
    zh: '是否见到儿童',
    en: 'child seen',
    also: [
      '见到儿童',
      '是否见到孩子',
      '是否见到本人',
      '儿童是否在家',
      '是否见面',
      '是否见到',
      '孩子是否在家',
      '见到本人',
      '见到孩子',
    ],
    kind: yesNo,
    pointer: '/entry/childSeen',
  },
  spokenAlone: {
    zh: '是否单独交谈',
    en: 'spoken to alone',
    also: ['单独交谈', '是否与儿童单独交谈', '是否单独谈话', '单独谈话', '是否单独谈心', '与儿童单独交谈', '单独访谈'],
    kind: code(codeLists.spokenAloneAnswers, { words: true, none: false }),
    pointer: '/entry/spokenAlone',
  },
  privateInjury: check(
    '隐私部位异常损伤',
    'abnormal injury of private parts',
    '隐私部位损伤',
    '生殖器官或隐私部位异常损伤',
  ),
  assault: check(
    '疑似性侵或怀孕(女童)',
    'suspected assault or pregnancy of a girl',
    '疑似性侵或怀孕',
    '疑似性侵害或怀孕',
    '性侵或怀孕',
  ),
  violence: check(
    '多处损伤或疑似家暴欺凌',
    'many injuries or suspected violence',
    '多处损伤',
    '疑似家暴欺凌',
    '疑似家庭暴力或欺凌',
    '疑似家暴或欺凌',
  ),
  unnaturalHarm: check('自杀自残中毒等非正常伤害', 'abnormal harm', '非正常伤害', '自杀自残中毒', '自杀、自残、中毒等'),
  abandoned: check(
    '遗弃或长期无人照料',
    'abandoned or long unattended',
    '遗弃',
    '长期无人照料',
    '被遗弃或长期无人照料',
  ),
  missingOrTrafficked: check(
    '来源不明失踪被拐卖',
    'of unknown origin, missing, trafficked',
    '失踪被拐卖',
    '来源不明、失踪、被拐卖',
    '失踪或被拐卖',
  ),
  organisedBegging: check('被组织乞讨', 'made to beg', '组织乞讨'),
  alone: check('独自居住或无人照看', 'living alone or unattended', '独居或无人照看', '独自居住', '独居', '无人照看'),
  otherSevereHarm: check(
    '其他严重侵害或危险',
    'other severe harm or danger',
    '其他严重侵害',
    '其他侵害或危险',
    '其他情形',
  ),
  assaultUnder14: extra('不满十四周岁女童疑似性侵', 'girl under 14: suspected assault'),
  pregnancyFrom14: extra('十四周岁以上女童疑似性侵怀孕', 'girl from 14: suspected assault'),
  livingAlone: extra('单独居住', 'lives alone'),
  unattended: extra('八周岁以下无人看护', 'left unattended', '无人看护'),
  selfHarmTalk: extra('自伤自杀言行', 'speaks of self-harm', '有自伤自杀言行', '自伤言行'),
  runaway: extra('离家出走或流浪', 'runs away', '离家出走', '流浪'),
  illegalWork: extra('被非法雇用', 'illegally employed', '童工'),
  familyCatastrophe: extra('家庭突遭变故', 'catastrophe in the family', '家庭变故'),
  mood: {
    zh: '近期心情(1-5)',
    en: 'mood, 1 to 5',
    also: ['近期心情', '心情', '心情(1-5分)', '情绪'],
    kind: integer({ from: 1, to: 5, none: false }),
    pointer: '/entry/mood',
  },
  words: {
    zh: '情况',
    en: 'what was seen and heard',
    also: ['走访情况', '走访记录', '具体情况', '情况记录', '备注', '情况说明'],
    kind: words,
    pointer: '/entry/words',
  },
  nextOn: {
    zh: '下次走访日期',
    en: 'next visit',
    also: ['下次走访时间', '计划下次走访'],
    kind: date({ none: true, past: false }),
    pointer: '/entry/nextOn',
    optional: true,
  },
} as const

type V = Values<typeof columns>
type Sighting = V['privateInjury']

const shape = shapeOf(Visit)
const blank: Referring<VisitEntry> = compact({ child: nobody, entry: shape.fill({}) as VisitEntry })
const place = placing(columns, { ...blank })

const shown = (own: Sighting, both: Sighting): Exclude<Sighting, 'notCollected'> =>
  own !== 'notCollected' ? own : both !== 'notCollected' ? both : 'notChecked'

function read(values: V, row: RowReader<keyof typeof columns>): Referring<VisitEntry> | undefined {
  const child = childOf(values, row)
  if (child === undefined) return undefined
  if (values.on === 'notCollected' && !row.faulty('on')) row.report('not-stated', 'on')
  if (values.childSeen === 'no' && values.spokenAlone === 'yes') row.report('contradiction', 'spokenAlone')
  const one = (column: keyof V): Exclude<Sighting, 'notCollected'> => shown(values[column] as Sighting, 'notCollected')
  const entry: VisitEntry = {
    ...place(values, row.asOf).entry,
    situations: {
      privateInjury: one('privateInjury'),
      assaultUnder14: shown(values.assaultUnder14, values.assault),
      pregnancyFrom14: shown(values.pregnancyFrom14, values.assault),
      violence: one('violence'),
      unnaturalHarm: one('unnaturalHarm'),
      abandoned: one('abandoned'),
      missingOrTrafficked: one('missingOrTrafficked'),
      organisedBegging: one('organisedBegging'),
      otherSevereHarm: one('otherSevereHarm'),
    },
    emergencies: {
      livingAlone: shown(values.livingAlone, values.alone),
      unattended: shown(values.unattended, values.alone),
      selfHarmTalk: one('selfHarmTalk'),
      runaway: one('runaway'),
      illegalWork: one('illegalWork'),
      familyCatastrophe: one('familyCatastrophe'),
    },
  }
  return { child, entry }
}

/** A common column of two items, and columns of their own where they differ. */
const pair = <A extends string, B extends string, C extends string>(
  both: C,
  [a, x]: readonly [A, Sighting],
  [b, y]: readonly [B, Sighting],
): Partial<Record<A | B | C, Sighting>> =>
  (x === y ? { [both]: x } : { [a]: x, [b]: y }) as Partial<Record<A | B | C, Sighting>>

const situationKeys = [
  'privateInjury',
  'violence',
  'unnaturalHarm',
  'abandoned',
  'missingOrTrafficked',
  'organisedBegging',
  'otherSevereHarm',
] as const
const emergencyKeys = ['selfHarmTalk', 'runaway', 'illegalWork', 'familyCatastrophe'] as const

function write({ entry: { situations, emergencies } }: Referring<VisitEntry>): Partial<V> {
  const unlessUnchecked = (sighting: Exclude<Sighting, 'notCollected'>): Sighting =>
    sighting === 'notChecked' ? 'notCollected' : sighting
  return {
    ...Object.fromEntries(situationKeys.map((key) => [key, situations[key]])),
    ...Object.fromEntries(emergencyKeys.map((key) => [key, unlessUnchecked(emergencies[key])])),
    ...pair('assault', ['assaultUnder14', situations.assaultUnder14], ['pregnancyFrom14', situations.pregnancyFrom14]),
    ...pair('alone', ['livingAlone', emergencies.livingAlone], ['unattended', emergencies.unattended]),
  }
}

/** Home visits (走访记录), one row for each, with the nine-point checklist. */
export const visitSheet: Sheet<Referring<VisitEntry>> = sheetOf({
  id: 'visits',
  name: '走访记录',
  columns,
  needs: ['name', 'on'],
  marks: ['on', 'by'],
  read,
  write,
  carried: () => ['/entry/situations', '/entry/emergencies'],
  spare: ({ child, entry }) => ({ child, entry: shape.spare(entry) }),
  recordedOn: () => undefined,
})

/**
 * Reads home visits. 有 is seen, 无 is looked for and not seen, 未查 and an empty cell are not checked. A girl's suspected assault or
 * pregnancy sets the situation below and the one from 14; living alone or unattended sets both emergencies. Each visit refers to a
 * child by number on paper and name; `linkChildren` finds the file.
 * @returns Ok: every row with what became of it. Err: as `readSheet`.
 * @example
 * ```ts
 * import { decodeCsv, readVisits, recordsOf } from 'childfile/register'
 * const text = '序号,儿童姓名,走访日期,独自居住或无人照看\n1,唐桂莹,2026-08-08,有\n'
 * const register = decodeCsv(new TextEncoder().encode(text)).andThen((workbook) => readVisits(workbook, { asOf: '2026-09-15' }))
 * register.map((read) => recordsOf(read).map(({ entry }) => entry.emergencies.unattended)).unwrapOr([]) // => ["seen"]
 * ```
 */
export const readVisits = (workbook: Workbook, options: ReadOptions): Outcome<Register<Referring<VisitEntry>>> =>
  readSheet(visitSheet, workbook, options)
