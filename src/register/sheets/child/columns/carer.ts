import { code } from '../../../engine/code-kind.ts'
import { date, integer, line, nationalId, personName, phones } from '../../../engine/kind.ts'
import { codeLists } from '../../../records.ts'

const orNone = { words: true, none: true } as const

/** Why somebody else cares for the child, and who. */
export const carerColumns = {
  careReason: {
    zh: '委托照料原因',
    en: 'reason for delegated care',
    also: ['委托照护原因', '留守原因', '委托监护原因'],
    kind: code(codeLists.careReasons, orNone),
    pointer: '/care/careReason',
    optional: true,
  },
  'delegate.name': {
    zh: '受托人姓名',
    en: 'name of the delegated carer',
    also: ['姓名', '名字', '名'],
    group: 'delegate',
    kind: personName({ none: true }),
  },
  'delegate.relation': {
    zh: '与儿童关系',
    en: 'relation to the child',
    also: [
      '与儿童关系',
      '关系',
      '与孩子关系',
      '与学生关系',
      '与被监护人关系',
      '与留守儿童关系',
      '与本人关系',
      '与儿童的关系',
      '亲属关系',
      '称谓',
      '与未成年人关系',
      '和儿童关系',
    ],
    alone: true,
    group: 'delegate',
    kind: code(codeLists.relations, orNone),
  },
  'delegate.age': {
    zh: '受托人年龄',
    en: 'age of the delegated carer',
    also: ['年龄', '年龄(岁)', '岁数', '周岁'],
    group: 'delegate',
    kind: integer({ from: 0, to: 130, none: true }),
  },
  'delegate.birthDate': {
    zh: '受托人出生日期',
    en: 'date of birth of the delegated carer',
    also: ['出生日期', '出生年月', '出生年月日'],
    group: 'delegate',
    kind: date({ none: true, past: true }),
    optional: true,
  },
  'delegate.idNumber': {
    zh: '受托人身份证号',
    en: 'identity number of the delegated carer',
    also: ['身份证号', '身份证号码', '公民身份号码', '证件号码', '身份证'],
    group: 'delegate',
    kind: nationalId,
    optional: true,
  },
  'delegate.health': {
    zh: '受托人健康状况',
    en: 'health of the delegated carer',
    also: ['健康状况', '健康情况', '身体状况', '身体情况', '健康', '身体健康状况'],
    group: 'delegate',
    kind: code(codeLists.healthStates, orNone),
  },
  'delegate.phone': {
    zh: '受托人电话',
    en: 'telephone of the delegated carer',
    also: ['联系电话', '电话', '电话号码', '手机', '手机号', '手机号码', '联系方式', '联系电话号码'],
    group: 'delegate',
    kind: phones,
  },
  'delegate.address': {
    zh: '受托人住址',
    en: 'address of the delegated carer',
    also: ['住址', '地址', '居住地址', '现住址', '家庭住址', '居住地', '详细住址', '现居住地', '常住地址', '居住地点'],
    group: 'delegate',
    kind: line({ none: true }),
  },
} as const
