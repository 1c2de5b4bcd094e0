import { code } from '../../../engine/code-kind.ts'
import { date, line, nationalId, personName, phones } from '../../../engine/kind.ts'
import { codeLists } from '../../../records.ts'

const orNone = { words: true, none: true } as const

const parentColumns = <const G extends 'father' | 'mother'>(group: G, zh: string, en: string) =>
  ({
    name: {
      zh: `${zh}姓名`,
      en: `${en}'s name`,
      also: ['姓名', '名字', '名'],
      group,
      kind: personName({ none: true }),
      pointer: `/${group}/name`,
    },
    status: {
      zh: `${zh}状况`,
      en: `${en}'s situation`,
      also: [
        '状况',
        '情况',
        '现状',
        '状态',
        '目前状况',
        '务工状况',
        '务工情况',
        '是否务工',
        '外出情况',
        '外出状况',
        '外出务工情况',
        '外出务工状况',
        '去向',
        '动向',
      ],
      group,
      kind: code(codeLists.parentStatuses, orNone),
      pointer: `/${group}/status`,
    },
    workplace: {
      zh: `${zh}务工地`,
      en: `${en}'s workplace`,
      also: [
        '务工地',
        '务工地点',
        '务工所在地',
        '务工地址',
        '务工省市',
        '打工地',
        '打工地点',
        '打工地址',
        '外出务工地',
        '外出务工地点',
        '外出地',
        '外出地点',
        '工作地',
        '工作地点',
        '工作单位',
        '务工单位',
        '务工去向',
        '务工城市',
      ],
      group,
      kind: line({ none: true, repeats: true }),
      pointer: `/${group}/workplace`,
    },
    phone: {
      zh: `${zh}联系电话`,
      en: `${en}'s telephone`,
      also: ['联系电话', '电话', '电话号码', '手机', '手机号', '手机号码', '联系方式', '联系电话号码'],
      group,
      kind: phones,
    },
    birthDate: {
      zh: `${zh}出生日期`,
      en: `${en}'s date of birth`,
      also: ['出生日期', '出生年月', '出生年月日'],
      group,
      kind: date({ none: false, past: true }),
      pointer: `/${group}/birthDate`,
      optional: true,
    },
    idNumber: {
      zh: `${zh}身份证号`,
      en: `${en}'s identity number`,
      also: ['身份证号', '身份证号码', '公民身份号码', '证件号码', '身份证'],
      group,
      kind: nationalId,
      optional: true,
    },
  }) as const

const father = parentColumns('father', '父亲', 'father')
const mother = parentColumns('mother', '母亲', 'mother')

/** Father and mother, who have the same columns. */
export const parentsColumns = {
  'father.name': father.name,
  'father.status': father.status,
  'father.workplace': father.workplace,
  'father.phone': father.phone,
  'father.birthDate': father.birthDate,
  'father.idNumber': father.idNumber,
  'mother.name': mother.name,
  'mother.status': mother.status,
  'mother.workplace': mother.workplace,
  'mother.phone': mother.phone,
  'mother.birthDate': mother.birthDate,
  'mother.idNumber': mother.idNumber,
} as const
