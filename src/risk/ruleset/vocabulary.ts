import type { Words } from '../reading/reading.ts'

/** What rules are about. Flags of several domains weigh more than flags of one. */
export const domains = {
  guardianship: { zh: '监护与照护', en: 'guardianship and care' },
  contact: { zh: '亲子联系', en: 'contact with the parents' },
  safety: { zh: '人身安全', en: 'safety' },
  mind: { zh: '心理', en: 'mind' },
  health: { zh: '健康', en: 'health' },
  school: { zh: '就学', en: 'school' },
  conduct: { zh: '行为', en: 'conduct' },
  entitlement: { zh: '应享待遇', en: 'entitlements' },
  combined: { zh: '综合', en: 'several domains together' },
} as const satisfies Record<string, Words>

/** What a flag asks people to do. Nothing is ever done by a flag alone: a person decides. */
export const actions = {
  'report-police': { zh: '立即向公安机关报告', en: 'report to the police at once' },
  'report-civil-affairs': { zh: '向民政部门报告', en: 'report to civil affairs' },
  'report-government': {
    zh: '向乡镇人民政府报告并告知父母',
    en: 'report to the township government and tell the parents',
  },
  'see-child': { zh: '当面见到孩子并单独交谈', en: 'see the child and talk alone' },
  'keep-company': { zh: '在确认安全前有可信赖的成年人陪伴', en: 'have a trusted adult stay until it is safe' },
  'arrange-carer': { zh: '落实有照护能力的成年人', en: 'find an adult who is able to care' },
  'open-carer-file': { zh: '为未成年的照护人另建档案', en: 'open a file for the carer who is a child' },
  'review-delegation': { zh: '与父母重新商定委托照护人', en: 'choose another carer with the parents' },
  'backup-carer': { zh: '商定备用照护人', en: 'agree on a substitute carer' },
  'improve-care': { zh: '与照护人商定改进办法', en: 'agree with the carer on what to improve' },
  'hear-child': { zh: '补听孩子的意见', en: 'hear what the child says' },
  'file-notice': { zh: '协助父母补交书面告知', en: 'help the parents to give written notice' },
  'sign-agreement': { zh: '协助签订委托照护协议', en: 'help to sign the delegation agreement' },
  'call-parents': { zh: '联系父母，约定每周联系', en: 'reach the parents and agree on a weekly call' },
  'report-lost-parent': {
    zh: '协助照护人向公安机关报告父母失联',
    en: 'help the carer to report the lost parent to the police',
  },
  'follow-up-talk': { zh: '约时间和孩子谈一谈', en: 'arrange a talk with the child' },
  'clinic-mind': { zh: '转介精神心理专业机构', en: 'refer to mental-health professionals' },
  clinic: { zh: '转介医疗机构', en: 'refer to a clinic' },
  'remove-hazard': { zh: '排除隐患或临时转移', en: 'remove the hazard or move for the time being' },
  'back-to-school': {
    zh: '学校登记劝返，必要时报告教育部门',
    en: 'the school registers and persuades; the education bureau is told',
  },
  'teacher-visit': { zh: '班主任家访', en: 'home visit by the class teacher' },
  'apply-insurance': { zh: '协助参加医疗保险', en: 'help to join medical insurance' },
  'apply-certificate': { zh: '协助申办残疾人证', en: 'help to apply for the certificate of disability' },
  'book-doses': { zh: '预约补种疫苗', en: 'book the overdue doses' },
  'case-conference': { zh: '召开个案会商', en: 'hold a case conference' },
} as const satisfies Record<string, Words>

/** Codes of the domains. */
export type Domain = keyof typeof domains

/** Codes of the actions. */
export type ActionCode = keyof typeof actions

const keysOf = <K extends string>(list: Readonly<Record<K, Words>>): [K, ...K[]] => Object.keys(list) as [K, ...K[]]

export const domainCodes = keysOf(domains)
export const actionCodes = keysOf(actions)
