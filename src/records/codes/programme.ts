import { codeList } from './code-list.ts'

/** Political status of a volunteer; for roll-ups of who takes part only, never for pairing. */
export const politicalStatuses = codeList({
  id: 'politicalStatus',
  zh: '政治面貌',
  en: 'Political status',
  source: 'GB/T 4762',
  rows: [
    { key: 'partyMember', code: '01', zh: '中共党员', en: 'member of the Party', also: ['党员'] },
    { key: 'probationaryMember', code: '02', zh: '中共预备党员', en: 'probationary member', also: ['预备党员'] },
    { key: 'leagueMember', code: '03', zh: '共青团员', en: 'member of the Youth League', also: ['团员'] },
    { key: 'otherParty', code: '04', zh: '民主党派', en: 'member of another party' },
    { key: 'masses', code: '13', zh: '群众', en: 'no party' },
  ],
})

/** Outcome of a record check; the record itself is never kept. */
export const checkOutcomes = codeList({
  id: 'checkOutcome',
  zh: '查询结果',
  en: 'Outcome of the record check',
  source: '未成年人保护法 art. 62 (staff); practice for volunteers',
  rows: [
    { key: 'clear', zh: '无', en: 'nothing found', also: ['无犯罪记录', '无记录', '合格'] },
    { key: 'hit', zh: '有', en: 'a record was found', also: ['有记录', '有犯罪记录'] },
  ],
})

/** Form of a session. */
export const sessionForms = codeList({
  id: 'sessionForm',
  zh: '形式',
  en: 'Form of the session',
  source: 'school practice',
  rows: [
    { key: 'lecture', zh: '讲座', en: 'lecture' },
    { key: 'drama', zh: '情景剧', en: 'drama', also: ['戏剧'] },
    { key: 'drill', zh: '演练', en: 'drill' },
    { key: 'group', zh: '兴趣小组', en: 'group', also: ['小组', '活动'] },
    { key: 'oneToOne', zh: '一对一', en: 'one to one' },
    { key: 'video', zh: '视频', en: 'video' },
    { key: 'parents', zh: '家长会', en: 'session for parents' },
  ],
})

/** What a session is for. */
export const sessionKinds = codeList({
  id: 'sessionKind',
  zh: '类别',
  en: 'What the session is for',
  source: 'school practice',
  rows: [
    { key: 'safety', zh: '安全教育', en: 'safety education', also: ['安全'] },
    { key: 'activity', zh: '活动', en: 'activity' },
    { key: 'counselling', zh: '心理辅导', en: 'counselling', also: ['心理咨询'] },
  ],
})

/** Who can be invited. */
export const expertKinds = codeList({
  id: 'expertKind',
  zh: '邀请对象',
  en: 'Who is invited',
  source: 'school practice',
  rows: [
    { key: 'police', zh: '公安', en: 'police', also: ['民警', '派出所'] },
    { key: 'fireBrigade', zh: '消防', en: 'fire brigade' },
    { key: 'hospital', zh: '医院', en: 'hospital', also: ['医生', '卫生院'] },
    { key: 'prosecutor', zh: '检察官（法治副校长）', en: 'prosecutor', also: ['检察院', '法治副校长'] },
    { key: 'psychologist', zh: '心理老师', en: 'psychologist' },
    { key: 'dramaTroupe', zh: '剧团', en: 'drama troupe' },
    { key: 'veteran', zh: '退役军人', en: 'veteran' },
    { key: 'school', zh: '本校', en: 'the school itself', also: ['学校'] },
  ],
})

/** How a session stands; FHIR Appointment. */
export const sessionStates = codeList({
  id: 'sessionState',
  zh: '场次状态',
  en: 'How the session stands',
  source: 'FHIR Appointment.status',
  rows: [
    { key: 'proposed', zh: '拟办', en: 'proposed' },
    { key: 'booked', zh: '已排定', en: 'booked' },
    { key: 'fulfilled', zh: '已举办', en: 'held' },
    { key: 'cancelled', zh: '已取消', en: 'cancelled' },
  ],
})

/** States of a surrogate-parent agreement. */
export const agreementStates = codeList({
  id: 'agreementState',
  zh: '结对状态',
  en: 'How the agreement stands',
  source: 'mentoring practice',
  rows: [
    { key: 'proposed', zh: '拟结对', en: 'proposed' },
    { key: 'consented', zh: '已同意', en: 'consented' },
    { key: 'approved', zh: '已批准', en: 'approved' },
    { key: 'active', zh: '结对中', en: 'active' },
    { key: 'paused', zh: '暂停', en: 'paused' },
    { key: 'ended', zh: '已结束', en: 'ended' },
  ],
})

/** Why an agreement ended. */
export const endReasons = codeList({
  id: 'endReason',
  zh: '结束原因',
  en: 'Why the agreement ended',
  source: 'mentoring practice; pair sheets of counties',
  rows: [
    { key: 'term', zh: '期满', en: 'the term was over', also: ['到期'] },
    { key: 'childMoved', zh: '儿童迁出', en: 'the child moved', also: ['儿童转出'] },
    { key: 'childLeftRegister', zh: '儿童退出登记', en: 'the child left the register' },
    { key: 'volunteerWithdrew', zh: '志愿者退出', en: 'the volunteer withdrew' },
    { key: 'childWithdrew', zh: '儿童不愿继续', en: 'the child did not want to go on' },
    { key: 'guardianWithdrew', zh: '监护人撤回同意', en: 'the guardian withdrew consent' },
    { key: 'contactLapsed', zh: '联系中断', en: 'contact lapsed' },
    { key: 'clearanceLapsed', zh: '核查过期', en: 'the clearance lapsed' },
    { key: 'safeguarding', zh: '安全保护', en: 'safeguarding' },
  ],
})

/** For what a consent is given. */
export const consentPurposes = codeList({
  id: 'consentPurpose',
  zh: '同意事项',
  en: 'Purpose of a consent',
  source: 'consent sheets of counties',
  rows: [
    { key: 'file', zh: '建档', en: 'keeping a file' },
    { key: 'pairing', zh: '结对帮扶', en: 'a surrogate parent', also: ['结对'] },
    { key: 'counselling', zh: '心理辅导', en: 'counselling', also: ['心理咨询'] },
    { key: 'activity', zh: '参加活动', en: 'taking part in activities', also: ['校内活动'] },
    { key: 'outing', zh: '外出活动', en: 'activities outside', also: ['校外活动'] },
    { key: 'photo', zh: '照片使用', en: 'use of photographs', also: ['照片', '影像'] },
    { key: 'medical', zh: '医疗', en: 'medical treatment' },
    { key: 'sharing', zh: '信息共享', en: 'sharing with other bodies' },
    { key: 'statistics', zh: '统计', en: 'statistics' },
  ],
})

/** How a consent was given. */
export const consentForms = codeList({
  id: 'consentForm',
  zh: '同意方式',
  en: 'How consent was given',
  source: 'consent sheets of counties',
  rows: [
    { key: 'written', zh: '书面', en: 'in writing' },
    {
      key: 'phoneTwoWorkers',
      zh: '电话(两名工作人员)',
      en: 'by telephone, two workers present',
      also: ['电话（两名工作人员）', '电话'],
    },
    { key: 'video', zh: '视频', en: 'by video call' },
  ],
})

/** In what capacity somebody consents. A delegate is not a guardian. */
export const consentCapacities = codeList({
  id: 'consentCapacity',
  zh: '同意人身份',
  en: 'Capacity of the giver',
  source: '个人信息保护法 art. 31; 未成年人保护法 art. 72',
  rows: [
    { key: 'father', zh: '父亲', en: 'father' },
    { key: 'mother', zh: '母亲', en: 'mother' },
    { key: 'guardian', zh: '监护人', en: 'another guardian' },
    { key: 'delegate', zh: '受托人', en: 'delegated carer', also: ['受委托人', '受委托监护人'] },
    { key: 'child', zh: '本人', en: 'the child' },
  ],
})

/** What the child said when asked. */
export const childAnswers = codeList({
  id: 'childAnswer',
  zh: '儿童意愿',
  en: 'What the child said when asked',
  source: 'consent sheets of counties',
  rows: [
    { key: 'willing', zh: '愿意', en: 'willing', also: ['同意'] },
    { key: 'unwilling', zh: '不愿意', en: 'not willing', also: ['不同意'] },
    { key: 'noHelper', zh: '不愿意结对', en: 'does not want a helper', also: ['不想结对', '不要结对'] },
    { key: 'notAsked', zh: '未询问', en: 'not asked', also: ['未问'] },
  ],
})

/** Kinds of aid. */
export const aidKinds = codeList({
  id: 'aidKind',
  zh: '捐赠类型',
  en: 'Money or goods',
  source: '慈善法',
  rows: [
    { key: 'money', zh: '资金', en: 'money', also: ['人民币', '现金'] },
    { key: 'goods', zh: '物资', en: 'goods', also: ['物品'] },
  ],
})

/** Which way aid moves in the ledger. */
export const aidDirections = codeList({
  id: 'aidDirection',
  zh: '流向',
  en: 'Which way the aid moved',
  source: 'ledger practice',
  rows: [
    { key: 'received', zh: '接收', en: 'received' },
    { key: 'allocated', zh: '分配', en: 'allocated' },
    { key: 'delivered', zh: '发放', en: 'delivered' },
    { key: 'returned', zh: '退回', en: 'returned' },
  ],
})

/** What a child needs. */
export const needKinds = codeList({
  id: 'needKind',
  zh: '需求类别',
  en: 'Kind of need',
  source: 'practice',
  rows: [
    { key: 'clothing', zh: '衣物', en: 'clothing', also: ['棉衣'] },
    { key: 'schoolThings', zh: '学习用品', en: 'things for school', also: ['文具', '书包', '图书'] },
    { key: 'food', zh: '食品', en: 'food', also: ['大米'] },
    { key: 'money', zh: '资金', en: 'money' },
    { key: 'health', zh: '医疗', en: 'health' },
    { key: 'sport', zh: '体育用品', en: 'sport', also: ['篮球', '足球'] },
    { key: 'housing', zh: '住房', en: 'housing' },
  ],
})

/** Size of a village or kind of committee. */
export const villageKinds = codeList({
  id: 'villageKind',
  zh: '村或社区',
  en: 'Village or community',
  source: 'National Bureau of Statistics',
  rows: [
    { key: 'village', zh: '村', en: 'village' },
    { key: 'community', zh: '社区', en: 'community' },
  ],
})

/** Categories of data that a notice may list. */
export const dataCategories = codeList({
  id: 'dataCategory',
  zh: '信息类别',
  en: 'Category of data',
  source: '个人信息保护法 art. 17, 28',
  rows: [
    { key: 'identity', zh: '身份信息', en: 'identity' },
    { key: 'family', zh: '家庭信息', en: 'family' },
    { key: 'contact', zh: '联系方式', en: 'how to reach people' },
    { key: 'schooling', zh: '就学信息', en: 'schooling' },
    { key: 'health', zh: '健康信息', en: 'health' },
    { key: 'mind', zh: '心理健康信息', en: 'mental health' },
    { key: 'livelihood', zh: '经济状况', en: 'livelihood' },
    { key: 'preferences', zh: '偏好', en: 'preferences' },
    { key: 'image', zh: '影像', en: 'images' },
  ],
})

/** What kind of need a plan's goal answers. */
export const careDomains = codeList({
  id: 'careDomain',
  zh: '关爱领域',
  en: 'Domain of care',
  source: 'case-management practice',
  rows: [
    { key: 'guardianship', zh: '监护', en: 'guardianship' },
    { key: 'safety', zh: '安全', en: 'safety' },
    { key: 'health', zh: '健康', en: 'health' },
    { key: 'mind', zh: '心理', en: 'mind' },
    { key: 'education', zh: '教育', en: 'education' },
    { key: 'living', zh: '生活', en: 'living' },
    { key: 'contact', zh: '亲情', en: 'contact with the parents' },
  ],
})

/** How a goal or a need stands. */
export const goalStates = codeList({
  id: 'goalState',
  zh: '目标状态',
  en: 'How it stands',
  source: 'FHIR Goal.lifecycleStatus',
  rows: [
    { key: 'proposed', zh: '拟定', en: 'proposed' },
    { key: 'active', zh: '进行中', en: 'active' },
    { key: 'met', zh: '已达成', en: 'met' },
    { key: 'dropped', zh: '已放弃', en: 'dropped' },
  ],
})
