import type { Source } from '../../source.ts'

/** Stable codes of the rules about a child, in order. */
export const childRules = ['on-register', 'child-refuses', 'parent-refuses', 'consent', 'child-place'] as const

/** Stable codes of the rules about a volunteer, in order. */
export const volunteerRules = [
  'check-clear',
  'check-live',
  'trained',
  'age',
  'agreement',
  'safeguarding',
  'kin-known',
  'occupation-known',
  'capacity',
  'volunteer-place',
] as const

/** Stable codes of the rules about the two together, in order. */
export const pairRules = [
  'distance',
  'same-sex',
  'kin',
  'conflict-of-interest',
  'language',
  'not-with',
  'forbidden',
  'ended-before',
  'possible-cause',
] as const

/** All codes of hard rules, in order. */
export const ruleCodes = [...childRules, ...volunteerRules, ...pairRules] as const

/** The code of a rule about the two together. */
export type PairRule = (typeof pairRules)[number]

/** The code of a hard rule. */
export type RuleCode = (typeof ruleCodes)[number]

/** A rule that no cost can outweigh: what it demands, where it comes from, and what to find out where a fact is missing. */
export interface HardRule {
  readonly code: RuleCode
  /** Whether it looks at a child, at a volunteer, or at the two together. */
  readonly of: 'child' | 'volunteer' | 'pair'
  /** What it demands. */
  readonly zh: string
  readonly en: string
  /** What to find out where it cannot be judged. */
  readonly ask: { readonly zh: string; readonly en: string }
  readonly sources: readonly [Source, ...Source[]]
}

const minors = (section: string, standing: Source['standing'] = 'statute'): Source => ({
  title: '未成年人保护法',
  section,
  kind: 'law',
  standing,
})
const practice: Source = { title: 'Mentoring practice', kind: 'practice', standing: 'known' }
const own: Source = { title: 'childfile defaults for pairing', kind: 'proposal', standing: 'proposal' }
const staffCheck = minors('art. 62: before employment and yearly, said of staff')
const volunteerCheck: Source = { ...practice, section: 'the check of art. 62 taken over for volunteers' }

type Words = Omit<HardRule, 'code' | 'of'>

const words: Readonly<Record<RuleCode, Words>> = {
  'on-register': {
    zh: '儿童登记在册',
    en: 'the child is on the register',
    ask: { zh: '查明儿童是否登记在册', en: 'find out whether the child is on the register' },
    sources: [own],
  },
  'child-refuses': {
    zh: '儿童没有表示不愿意，不问理由',
    en: 'the child has not said no; no reason is asked',
    ask: { zh: '再次听取儿童意见', en: 'ask the child again' },
    sources: [minors('art. 19: the child is heard; that a no is final is our own rule', 'known'), own],
  },
  'parent-refuses': {
    zh: '父母没有表示不愿意',
    en: 'no parent has said no',
    ask: { zh: '再次询问父母', en: 'ask the parents again' },
    sources: [own],
  },
  consent: {
    zh: '父母或其他监护人对结对的同意在起始日有效；受委托人须有书面授权',
    en: 'a parent or other guardian consents to a helper, in force on the first day; a delegate only within a written mandate',
    ask: {
      zh: '查明由谁、以何身份、为何事、自何日至何日同意',
      en: 'find out who consented, in what capacity, for what, from when until when',
    },
    sources: [minors('art. 72: consent for a child under 14 comes from a parent or other guardian'), own],
  },
  'child-place': {
    zh: '儿童居住的村已知',
    en: 'the village where the child lives is known',
    ask: { zh: '查明儿童现住村及其位置', en: 'find out the village where the child lives, and its place' },
    sources: [own],
  },
  'check-clear': {
    zh: '犯罪记录查询结果为无',
    en: 'the record check found nothing',
    ask: { zh: '查明犯罪记录查询结果', en: 'find out the outcome of the record check' },
    sources: [staffCheck, volunteerCheck],
  },
  'check-live': {
    zh: '犯罪记录查询在有效期内',
    en: 'the record check is not too old',
    ask: { zh: '查明犯罪记录查询日期', en: 'find out the day of the record check' },
    sources: [staffCheck, volunteerCheck],
  },
  trained: {
    zh: '起始日前已完成培训',
    en: 'training is done before the first day',
    ask: { zh: '查明培训日期', en: 'find out whether and when training was done' },
    sources: [practice],
  },
  age: {
    zh: '年龄在规定范围内',
    en: 'the age is within the range set',
    ask: { zh: '查明志愿者出生日期', en: 'find out the birth date of the volunteer' },
    sources: [own],
  },
  agreement: {
    zh: '志愿服务协议在起始日有效',
    en: 'the volunteer agreement is in force on the first day',
    ask: { zh: '查明志愿服务协议截止日期', en: 'find out until when the volunteer agreement runs' },
    sources: [practice],
  },
  safeguarding: {
    zh: '没有未了结的保护问题，也没有因安全保护而结束的结对',
    en: 'no safeguarding concern is open, and no match has ended for safeguarding',
    ask: { zh: '查明是否有未了结的保护问题', en: 'find out whether a safeguarding concern is open' },
    sources: [practice, own],
  },
  'kin-known': {
    zh: '是否与儿童有亲属关系已知',
    en: 'whether there is kinship with a child, and with which, is known',
    ask: { zh: '查明与哪名儿童有亲属关系', en: 'find out to which child there is kinship, or that there is none' },
    sources: [own],
  },
  'occupation-known': {
    zh: '职业已知（仅用于判断利益冲突）',
    en: 'the occupation is known (read for conflicts of interest only)',
    ask: { zh: '查明职业，仅用于判断利益冲突', en: 'find out the occupation, for conflicts of interest only' },
    sources: [own],
  },
  capacity: {
    zh: '尚有名额',
    en: 'there is a seat left',
    ask: { zh: '查明愿结对人数', en: 'find out how many children the volunteer offers to take' },
    sources: [own],
  },
  'volunteer-place': {
    zh: '志愿者居住的村已知',
    en: 'the village where the volunteer lives is known',
    ask: { zh: '查明志愿者居住村及其位置', en: 'find out the village where the volunteer lives, and its place' },
    sources: [own],
  },
  distance: {
    zh: '两村距离不超过上限',
    en: 'the villages are near enough',
    ask: { zh: '查明两村位置', en: 'find out where the villages are' },
    sources: [own],
  },
  'same-sex': {
    zh: '达到规定年龄的儿童由同性志愿者结对，监护人书面同意的除外',
    en: 'from the age set the sex is the same, unless the guardian agrees otherwise',
    ask: { zh: '查明双方性别和儿童出生日期', en: 'find out the sex of both and the birth date of the child' },
    sources: [own],
  },
  kin: {
    zh: '不是亲属，也不是照料人',
    en: 'no kin, nor carer of the child',
    ask: { zh: '查明同名者是否为同一人', en: 'find out whether the namesake in the family is the volunteer' },
    sources: [own],
  },
  'conflict-of-interest': {
    zh: '不是儿童所在学校的教师、个案工作人员或其心理辅导人员',
    en: "no teacher of the child's school, no worker of the case, not the child's counsellor",
    ask: {
      zh: '查明在哪所学校任教、是否负责该儿童',
      en: 'find out at which school the volunteer teaches, or whether he or she works on the case',
    },
    sources: [own],
  },
  language: {
    zh: '能用儿童唯一会说的语言交谈',
    en: 'speaks the only language of the child',
    ask: { zh: '查明志愿者会说的语言', en: 'find out which languages the volunteer speaks' },
    sources: [own],
  },
  'not-with': {
    zh: '志愿者没有列为不宜结对',
    en: 'the volunteer is not excluded from this child',
    ask: { zh: '查明不宜结对的儿童', en: 'find out which children are excluded' },
    sources: [practice],
  },
  forbidden: {
    zh: '没有被人决定不结对',
    en: 'nobody has decided against this pair',
    ask: { zh: '询问作出决定的人', en: 'ask who decided' },
    sources: [own],
  },
  'ended-before': {
    zh: '此前的结对不是因一方退出或安全保护而结束',
    en: 'an earlier match of the two did not end because one of them withdrew or for safeguarding',
    ask: { zh: '查明此前结对结束的原因', en: 'find out why the earlier match ended' },
    sources: [own],
  },
  'possible-cause': {
    zh: '志愿者不是该儿童任何事件的可能责任人',
    en: 'the volunteer is not named as possible cause of anything that happened to the child',
    ask: { zh: '查明事件的可能责任人', en: 'find out whom the incident names' },
    sources: [own],
  },
}

const all = (of: HardRule['of'], codes: readonly RuleCode[]): readonly HardRule[] =>
  codes.map((code) => ({ code, of, ...words[code] }))

/** All hard rules. A missing fact never passes: the pair is not made, and the rule says what to find out. */
export const hardRules: readonly HardRule[] = [
  ...all('child', childRules),
  ...all('volunteer', volunteerRules),
  ...all('pair', pairRules),
]

/** What a rule demands, or, where it could not be judged, what to find out. */
export const ruleText = (rule: RuleCode, verdict: 'no' | 'unknown', language: 'zh' | 'en'): string =>
  verdict === 'no' ? words[rule][language] : words[rule].ask[language]
