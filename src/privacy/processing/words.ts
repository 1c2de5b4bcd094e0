import { codeLists } from '../../records/index.ts'
import type { Standing } from '../../source.ts'
import type { Retained } from '../duty/retention.ts'
import type { DataClass, FieldCategory } from '../field/mark.ts'
import type { Purpose } from '../view/disclosures.ts'
import type { PurposeTerms } from '../view/purpose-terms.ts'
import type { Relation, Role } from '../view/viewer.ts'
import type { DataSubject } from './data-subject.ts'
import type { Label } from './field-words.ts'

const label = (zh: string, en: string): Label => ({ zh, en })

/** What each purpose is called. */
export const purposeWords: Readonly<Record<Purpose, Label>> = {
  care: label('本人负责儿童的关爱服务工作', 'the work on one’s own case'),
  visit: label('入户走访', 'a home visit'),
  teaching: label('学校教学与在校照顾', 'teaching and care at school'),
  counselling: label('心理辅导', 'counselling'),
  healthcare: label('医疗与保健', 'healthcare'),
  activity: label('组织活动', 'holding an activity'),
  aid: label('发放救助与物资', 'delivering aid'),
  support: label('代理家长帮扶', 'the surrogate parent’s support'),
  protection: label('未成年人保护事项的处置', 'a matter of protection'),
  rescue: label('生命健康紧急救助', 'rescue from danger to life or body'),
  access: label('儿童及监护人查阅、复制', 'access by the child and its guardians'),
  statistics: label('统计', 'statistics'),
  donation: label('向捐赠人反馈', 'telling donors'),
  audit: label('查阅记录的审计', 'audit of who read what'),
  publicity: label('对外公开', 'publicity'),
}

/** On what ground a purpose rests. */
export const groundWords: Readonly<Record<PurposeTerms['ground'], Label>> = {
  statute: label('履行法定职责或法定义务，无需同意', 'a statutory duty; no consent is asked for'),
  emergency: label('紧急情况下保护生命健康和财产安全，无需同意', 'an emergency; no consent is asked for'),
  right: label('本人或监护人行使权利', 'a right of the person or the guardian'),
  anonymous: label('不含姓名、号码和标识', 'no name, number or id is in it'),
  consent: label('同意', 'consent'),
}

const listed = (rows: readonly { readonly key: string; readonly zh: string; readonly en: string }[], key: string) => {
  const { zh, en } = rows.find((row) => row.key === key) ?? label(key, key)
  return { zh, en }
}

/** What a category is called: as in the list that notices use. */
export const categoryWords = (category: FieldCategory): Label =>
  category === 'work'
    ? label('工作信息', 'the work itself')
    : category === 'matter'
      ? label('保护事项', 'matters of protection')
      : listed(codeLists.dataCategories.rows, category)

/** What the purpose of a consent is called. */
export const consentWords = (purpose: string): Label => listed(codeLists.consentPurposes.rows, purpose)

export const classWords: Readonly<Record<DataClass, Label>> = {
  public: label('公开', 'public'),
  internal: label('内部', 'internal'),
  personal: label('个人信息', 'personal'),
  sensitive: label('敏感', 'sensitive'),
  sealed: label('封存', 'sealed'),
}

export const subjectWords: Readonly<Record<DataSubject, Label>> = {
  child: label('儿童', 'child'),
  father: label('父亲', 'father'),
  mother: label('母亲', 'mother'),
  guardian: label('其他监护人', 'other guardian'),
  delegate: label('受委托人', 'delegated carer'),
  household: label('其他家庭成员', 'other members of the household'),
  emergencyContact: label('紧急联系人', 'emergency contact'),
  worker: label('工作人员', 'worker'),
  helper: label('代理家长', 'surrogate parent'),
  donor: label('捐赠人', 'donor'),
  reporter: label('报告人', 'reporter'),
  possibleCause: label('可能的责任人', 'possible cause'),
  named: label('文字中提到的人', 'anybody named in free words'),
}

export const roleWords: Readonly<Record<Role, Label>> = {
  child: label('儿童', 'child'),
  father: label('父亲', 'father'),
  mother: label('母亲', 'mother'),
  guardian: label('其他监护人', 'other guardian'),
  delegate: label('受委托人', 'delegated carer'),
  member: label('家庭成员', 'member of the household'),
  helper: label('代理家长', 'surrogate parent'),
  worker: label('儿童主任等工作人员', 'worker'),
  supervisor: label('儿童督导员', 'supervisor'),
  teacher: label('教师', 'teacher'),
  counsellor: label('心理辅导老师', 'counsellor'),
  doctor: label('医生', 'doctor'),
  organiser: label('活动组织者', 'organiser'),
  protectionOfficer: label('未成年人保护专员', 'protection officer'),
  authority: label('主管机关', 'authority'),
  statistician: label('统计人员', 'statistician'),
  donor: label('捐赠人', 'donor'),
  auditor: label('审计人员', 'auditor'),
  public: label('公众', 'the public'),
}

export const relationWords: Readonly<Record<Relation, Label>> = {
  ownCase: label('本人负责', 'own case'),
  area: label('辖区负责', 'own area'),
  helper: label('有在期协议', 'live agreement'),
  family: label('本人即该亲属', 'the person of the role'),
  self: label('本人', 'the child itself'),
  served: label('正在服务该儿童', 'serves the child'),
  appointed: label('经指派', 'appointed'),
  emergency: label('紧急查阅', 'breaks the glass'),
  none: label('无关系', 'nothing to do with the child'),
}

export const retainedWords: Readonly<Record<Retained, Label>> = {
  file: label('档案', 'the file'),
  incident: label('事件', 'incidents'),
  screening: label('筛查结果', 'screenings'),
  consent: label('同意', 'consents'),
  accessLog: label('访问日志', 'the access log'),
  assessment: label('影响评估报告', 'impact assessments'),
}

/** How a fact was established. Only the first is law. */
export const standingWords: Readonly<Record<Standing, Label>> = {
  statute: label('已核对法条', 'read in the statute'),
  seen: label('见于公开网页', 'seen on a public page'),
  known: label('通行了解，未核对', 'general knowledge, not checked'),
  proposal: label('建议值，须由处理者确定', 'proposal, for the controller to settle'),
}
