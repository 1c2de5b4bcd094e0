import { codeList } from './code-list.ts'

/** Grounds of hardship that paperwork names. */
export const hardships = codeList({
  id: 'hardship',
  zh: '困难类别',
  en: 'Grounds of hardship',
  source: 'deployed civil-affairs registers',
  rows: [
    {
      key: 'dibao',
      zh: '低保',
      en: 'minimum living allowance',
      also: ['最低生活保障', '低保户', '城乡低保', '农村低保'],
    },
    { key: 'tekun', zh: '特困', en: 'extreme difficulty, supported', also: ['特困供养', '特困人员', '五保'] },
    {
      key: 'registeredPoor',
      zh: '建档立卡',
      en: 'registered poor or monitored household',
      also: ['脱贫户', '监测户', '建档立卡户', '建档立卡(脱贫户)', '脱贫不稳定户'],
    },
    {
      key: 'dibaoMargin',
      zh: '低保边缘',
      en: 'just above the allowance',
      also: ['低保边缘户', '低边', '低保边缘家庭'],
    },
    { key: 'unattended', zh: '事实无人抚养', en: 'unattended in fact', also: ['事实无人抚养儿童'] },
    { key: 'orphan', zh: '孤儿', en: 'orphan' },
    { key: 'severeDisability', zh: '重残', en: 'severe disability', also: ['重度残疾'] },
    { key: 'graveIllness', zh: '重病', en: 'grave illness', also: ['大病'] },
  ],
})

/** Help that the household receives. */
export const assistances = codeList({
  id: 'assistance',
  zh: '救助措施',
  en: 'Help received',
  source: 'a deployed civil-affairs register',
  rows: [
    { key: 'dibao', zh: '最低生活保障', en: 'minimum living allowance', also: ['低保'] },
    { key: 'tekun', zh: '特困供养', en: 'support in extreme difficulty' },
    { key: 'temporary', zh: '临时救助', en: 'temporary relief' },
    { key: 'medical', zh: '医疗救助', en: 'medical assistance' },
    { key: 'housing', zh: '住房救助', en: 'housing assistance' },
    {
      key: 'disabilityLiving',
      zh: '残疾人生活补助',
      en: 'living allowance for the disabled',
      also: ['残疾人生活补贴'],
    },
    { key: 'disabilityCare', zh: '残疾人护理补助', en: 'care allowance for the disabled', also: ['残疾人护理补贴'] },
    { key: 'orphan', zh: '孤儿津贴', en: "orphan's allowance", also: ['孤儿基本生活费'] },
    { key: 'education', zh: '教育资助', en: 'education aid', also: ['教育救助'] },
  ],
})

/** What the household lives on. */
export const incomeSources = codeList({
  id: 'incomeSource',
  zh: '经济来源',
  en: 'What the household lives on',
  source: 'register form of 2016',
  rows: [
    { key: 'work', zh: '打工', en: 'wages', also: ['务工'] },
    { key: 'farming', zh: '种养殖', en: 'farming', also: ['务农', '种植', '养殖'] },
    { key: 'assistance', zh: '政府救助', en: 'public assistance' },
    { key: 'relatives', zh: '亲朋接济', en: 'relatives and friends' },
  ],
})

/** Entries of the problem list of a child in difficulty. */
export const problemKinds = codeList({
  id: 'problemKind',
  zh: '问题类别',
  en: 'Kind of problem',
  source: 'problem form of a civil-affairs register',
  rows: [
    { key: 'living', zh: '生活保障', en: 'basic living' },
    { key: 'medical', zh: '医疗保障', en: 'medical care' },
    {
      key: 'outOfSchool',
      zh: '教育资助（失学/辍学）',
      en: 'education: out of school',
      also: ['失学', '辍学', '教育资助'],
    },
    { key: 'rehabilitation', zh: '康复救助', en: 'rehabilitation' },
    { key: 'fatherNeglects', zh: '父亲不履行监护职责', en: 'father does not guard' },
    { key: 'motherNeglects', zh: '母亲不履行监护职责', en: 'mother does not guard' },
    { key: 'notDelegated', zh: '未按规定委托', en: 'not delegated as the law asks' },
    { key: 'delegateUnfit', zh: '受托人不当', en: 'unfit delegate' },
  ],
})

/** Measures of a service plan. */
export const serviceMeasures = codeList({
  id: 'serviceMeasure',
  zh: '服务措施',
  en: 'Measure of the service plan',
  source: 'problem form of a civil-affairs register',
  rows: [
    { key: 'entitlement', zh: '协助争取保障', en: 'help to claim entitlements' },
    { key: 'volunteerVisits', zh: '志愿者定期探访', en: 'regular visits by volunteers' },
    { key: 'socialWork', zh: '社工结对', en: 'a social worker takes the case' },
    { key: 'report', zh: '强制报告', en: 'mandatory report' },
  ],
})
