import { codes } from '../../../engine/code-kind.ts'
import { codeLists } from '../../../records.ts'

const orNone = { words: true, none: true } as const

/** Families that are not in hardship. */
const notInHardship: ReadonlySet<string> = new Set(
  '一般户 一般农户 普通户 普通农户 非贫困户 非困难户 一般家庭 普通家庭 无困难 不困难 一般 正常 否 不属于 不是 非困难家庭'.split(
    ' ',
  ),
)

/** Hardship of the family and what it lives on. */
export const livelihoodColumns = {
  hardship: {
    zh: '困难类别',
    en: 'hardship',
    also: [
      '困难类型',
      '困难情况',
      '家庭困难类别',
      '家庭困难类型',
      '家庭困难情况',
      '家庭类型',
      '家庭经济状况',
      '家庭经济情况',
      '困境类型',
      '困境类别',
      '贫困类型',
      '贫困类别',
      '救助类别',
      '享受保障情况',
      '保障类别',
      '家庭情况',
      '困难家庭类别',
      '救助保障类别',
      '困难',
      '家庭困难',
      '困难程度',
      '经济困难类型',
      '家庭经济类型',
      '家庭经济困难类型',
      '是否困难家庭',
      '困难户类别',
      '救助类型',
      '帮扶类别',
      '低保特困等情况',
    ],
    kind: codes(codeLists.hardships, { ...orNone, noneWords: notInHardship }),
    pointer: '/livelihood/hardship',
  },
  incomeSources: {
    zh: '家庭经济来源',
    en: 'income',
    also: ['经济来源', '收入来源', '主要经济来源'],
    kind: codes(codeLists.incomeSources, orNone),
    pointer: '/livelihood/incomeSources',
    optional: true,
  },
  assistance: {
    zh: '救助措施',
    en: 'assistance',
    also: ['享受救助', '享受政策', '救助情况', '已享受救助'],
    kind: codes(codeLists.assistances, orNone),
    pointer: '/livelihood/assistance',
    optional: true,
  },
} as const
