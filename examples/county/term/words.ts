import type { Words } from 'childfile/report'

/** What the rooms call things, in the words of the office. */
const codes: readonly (Words & { readonly code: string })[] = [
  // what somebody wanted to write down
  { code: 'accepted', zh: '接纳志愿者', en: 'a volunteer accepted' },
  { code: 'proposed', zh: '提议结对', en: 'a pair proposed' },
  { code: 'childAnswered', zh: '听取儿童意见', en: 'the child’s answer' },
  { code: 'guardianConsented', zh: '监护人同意', en: 'a guardian’s consent' },
  { code: 'volunteerAgreed', zh: '志愿者签约', en: 'the volunteer’s agreement' },
  { code: 'approved', zh: '批准', en: 'an approval' },
  { code: 'firstMeeting', zh: '首次见面', en: 'a first meeting' },
  { code: 'resumed', zh: '恢复结对', en: 'a match resumed' },
  { code: 'paused', zh: '暂停结对', en: 'a match paused' },
  { code: 'withdrawn', zh: '退出', en: 'somebody withdrew' },
  { code: 'closed', zh: '结束结对', en: 'a match closed' },
  { code: 'supported', zh: '结对支持', en: 'support of a pair' },
  { code: 'breached', zh: '违反约定', en: 'a breach' },
  // what was missing for it
  { code: 'check-live', zh: '有效的犯罪记录查询', en: 'a record check that holds' },
  { code: 'training', zh: '培训', en: 'training' },
  { code: 'interview', zh: '面谈', en: 'an interview' },
  { code: 'references', zh: '推荐意见', en: 'references' },
  { code: 'worker-present', zh: '工作人员在场', en: 'a worker being there' },
  { code: 'seat-free', zh: '志愿者名额', en: 'a free seat' },
  { code: 'consent-live', zh: '有效的监护人同意', en: 'a consent that holds' },
  { code: 'guardian-consents', zh: '监护人同意', en: 'a guardian’s consent' },
  { code: 'not-the-proposer', zh: '由他人批准', en: 'approval by somebody else' },
  { code: 'no-other-primary', zh: '该儿童尚有结对', en: 'no other match of the child' },
  { code: 'all-terms', zh: '全部约定', en: 'all terms' },
  { code: 'closure-record', zh: '三方结束记录', en: 'the record of all three parties' },
  { code: 'volunteer-ready', zh: '志愿者通过审核', en: 'the volunteer being accepted' },
  { code: 'within-term', zh: '在协议期内', en: 'the term of the agreement' },
  { code: 'breaches-settled', zh: '违约已处理', en: 'the breach being settled' },
  { code: 'qualified', zh: '资格证明', en: 'a proof of qualification' },
  { code: 'supervised', zh: '督导', en: 'a supervisor' },
  { code: 'consent-or-danger', zh: '监护人同意', en: 'a guardian’s consent' },
  { code: 'child-heard', zh: '听取儿童意见', en: 'the child being heard' },
  { code: 'child-does-not-refuse', zh: '儿童不拒绝', en: 'no refusal by the child' },
  { code: 'not-the-helper', zh: '不是该儿童的结对人', en: 'somebody who is not the child’s helper' },
  { code: 'plan', zh: '辅导计划', en: 'a plan' },
  { code: 'goal', zh: '目标', en: 'a goal' },
  { code: 'task-for-each-goal', zh: '每个目标的任务', en: 'a task for each goal' },
  { code: 'no-open-task', zh: '任务全部了结', en: 'no open task' },
  { code: 'goals-settled', zh: '目标全部了结', en: 'no open goal' },
  { code: 'flags-closed', zh: '相应提示已关闭', en: 'the flags being closed' },
  { code: 'attained', zh: '目标已达到', en: 'the goal being attained' },
  { code: 'wrong-state', zh: '当前状态不允许', en: 'not possible as things stand' },
  { code: 'not-entitled', zh: '岗位不允许', en: 'not for this role' },
  // plans of groups and lessons
  { code: 'tooFewAdults', zh: '成年人不够', en: 'too few adults' },
  { code: 'twoAdults', zh: '至少两名成年人', en: 'two adults at least' },
  { code: 'lapsed', zh: '已过期', en: 'lapsed' },
  { code: 'lastBeforeDaysOff', zh: '次日不上学', en: 'no school on the days after it' },
  { code: 'namedPersonNotPresent', zh: '指定人员不在场', en: 'the named person is not there' },
  { code: 'formNotForModule', zh: '课型不合课程', en: 'the form is not for the module' },
  { code: 'lectureTooLong', zh: '讲授过长', en: 'too long a lecture' },
  // columns of the sheet of gifts
  { code: 'receiptNo', zh: '票据编号', en: 'the number of the receipt' },
  { code: 'donor', zh: '捐赠人', en: 'the giver' },
]

const words = new Map(codes.map(({ code, zh, en }) => [code, { zh, en }]))

const wordsOf = (code: string): Words => words.get(code) ?? { zh: code, en: code }

/** Codes in words, one after the other; a code without words stays as it is. */
export const inWords = (all: readonly string[]): Words => ({
  zh: all.map((code) => wordsOf(code).zh).join('、'),
  en: all.map((code) => wordsOf(code).en).join(', '),
})
