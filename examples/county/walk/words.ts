import { codeLists, type Session } from 'childfile'
import { careKinds } from 'childfile/cadence'
import { timetableConstraints } from 'childfile/schedule'

type Rows = readonly { readonly key: string; readonly zh: string }[]

const wordsOf = (rows: Rows): ReadonlyMap<string, string> => new Map(rows.map(({ key, zh }) => [key, zh]))

const duties = wordsOf(careKinds)
const constraints: ReadonlyMap<string, string> = new Map(timetableConstraints.map(({ id, zh }) => [id, zh]))
const topics = wordsOf(codeLists.safetyTopics.rows)
const activities = wordsOf(codeLists.activities.rows)
const forms = wordsOf(codeLists.sessionForms.rows)

const plain: Readonly<Record<string, string>> = {
  // before a pair begins
  'hear-child': '先听取儿童本人意愿',
  protect: '先完成保护处置',
  // what has to be renewed
  check: '犯罪记录查询',
  agreement: '志愿服务协议',
  consent: '监护人同意',
  otherSex: '监护人对异性结对的书面同意',
  // why a duty has no day
  noHours: '工时不足',
  noWorker: '没有儿童主任',
  // duplicates
  'same-id': '身份证号相同',
  homophone: '同音',
  'no-id': '一份缺身份证号',
  'day-month': '日月颠倒',
  'digit-slip': '数字写错一位',
  'two-villages': '两村分别建档',
  'surname-changed': '改姓',
  equal: '相同',
  nearHomophone: '近音',
  surnameChanged: '姓不同、名相同',
  swapped: '日月颠倒',
  oneDigit: '差一位',
  different: '不同',
  missing: '一份未填',
  // what is compared and stands in no column
  'parents.phone': '父母电话',
}

/** A code in the words of the office; a code without words stays as it is. */
export const inWords = (code: string): string => plain[code] ?? duties.get(code) ?? constraints.get(code) ?? code

/** What a session is about, in the words of the code lists. */
export function titleOf({ safetyTopic, activity, form }: Session): string {
  const word = (words: ReadonlyMap<string, string>, code: string | { readonly other: string }): string =>
    typeof code === 'string' ? (words.get(code) ?? '') : code.other
  const about = word(topics, safetyTopic) || word(activities, activity)
  return [about, word(forms, form)].filter((part) => part !== '').join(' · ')
}
