import { code, codeOnly, codes } from '../../../engine/code-kind.ts'
import { date } from '../../../engine/kind.ts'
import { codeLists } from '../../../records.ts'
import { interestEntries, noteEntries, wishEntries } from '../entries.ts'

const orNone = { words: true, none: true } as const

/** Wishes, conduct, how the child stands on the register, and notes. */
export const stateColumns = {
  interests: {
    zh: '兴趣特长',
    en: 'interests',
    also: [
      '兴趣爱好',
      '兴趣',
      '爱好',
      '特长',
      '爱好特长',
      '兴趣与特长',
      '兴趣爱好特长',
      '特长爱好',
      '兴趣、特长',
      '喜好',
      '个人爱好',
      '爱好兴趣',
      '特长兴趣',
      '喜欢的活动',
    ],
    personal: true,
    kind: interestEntries,
  },
  wish: {
    zh: '心愿',
    en: 'wish',
    also: [
      '愿望',
      '微心愿',
      '心愿需求',
      '最大心愿',
      '儿童心愿',
      '我的心愿',
      '愿望清单',
      '想法',
      '期望',
      '心愿(愿望)',
      '我的愿望',
      '希望',
      '需求',
      '帮扶需求',
      '儿童需求',
    ],
    kind: wishEntries,
  },
  behaviours: {
    zh: '不良行为',
    en: 'bad behaviour',
    also: ['行为情况', '偏差行为'],
    kind: codes(codeLists.behaviours, orNone),
    pointer: '/conduct/behaviours',
    optional: true,
  },
  riskLevel: {
    zh: '风险等级',
    en: 'risk level of the paper file',
    also: ['风险级别', '风险类别', '四色等级'],
    kind: codeOnly(codeLists.riskColours),
    pointer: '/paperRating/riskLevel',
    optional: true,
  },
  registerState: {
    zh: '在册状态',
    en: 'state on the register',
    also: ['登记状态'],
    kind: codeOnly(codeLists.registerStates),
    pointer: '/register/registerState',
    optional: true,
  },
  reportedOn: {
    zh: '上报日期',
    en: 'reported on',
    also: ['登记日期', '建档日期', '上报时间', '建档时间'],
    kind: date({ none: false, past: true }),
    pointer: '/register/reportedOn',
    optional: true,
  },
  exitOn: {
    zh: '退出日期',
    en: 'left the register on',
    also: ['注销日期', '退出时间'],
    kind: date({ none: true, past: true }),
    pointer: '/register/exitOn',
    optional: true,
  },
  exitReason: {
    zh: '退出原因',
    en: 'reason for leaving',
    also: ['注销原因'],
    kind: code(codeLists.exitReasons, orNone),
    pointer: '/register/exitReason',
    optional: true,
  },
  note: {
    zh: '备注',
    en: 'note',
    also: ['备注说明', '说明', '附注', '其他情况', '其他需要说明的情况', '需要说明的情况', '注'],
    kind: noteEntries,
  },
} as const
