import type { AidEntryId } from '../../id.ts'
import type { Pointer } from '../../pointer.ts'
import type { NotAllowedCode } from '../../problem.ts'

interface RefusalText {
  readonly code: NotAllowedCode
  /** The field of the entry that it speaks of. */
  readonly path: Pointer
  readonly zh: string
  readonly en: string
  readonly source?: string
}

/** Why the ledger does not count an entry: every reason, with the field that it speaks of, the words for people, and its source. */
export const refusalReasons = {
  'unknown-entry': {
    code: 'needs-missing',
    path: '',
    zh: '所指的账目不存在、未入账或日期在后',
    en: 'the entry that it names is not in the books by that day',
  },
  'not-your-part': { code: 'not-entitled', path: '/role', zh: '该岗位不得办理', en: 'the role may not do this' },
  'wrong-state': { code: 'wrong-state', path: '', zh: '当前状态不允许', en: 'not possible as things stand' },
  'recipient-not-entitled': {
    code: 'not-entitled',
    path: '/recipient/kind',
    zh: '该单位或个人不得作为受赠人',
    en: 'this recipient may not take gifts in',
    source: '公益事业捐赠法 art. 10',
  },
  'only-disaster-or-foreign': {
    code: 'not-entitled',
    path: '/recipient/occasion',
    zh: '县级以上政府部门仅在自然灾害或境外捐赠人要求时可接受捐赠',
    en: 'a government department takes gifts only in a natural disaster or when a foreign giver asks for it',
    source: '公益事业捐赠法 art. 11',
  },
  'not-voluntary': {
    code: 'needs-missing',
    path: '/voluntary',
    zh: '未确认自愿，不得摊派或变相摊派',
    en: 'not known to be given freely; apportioning is forbidden',
    source: '慈善法 art. 32, 120; 公益事业捐赠法 art. 4',
  },
  'no-receipt': {
    code: 'needs-missing',
    path: '/receipt',
    zh: '匿名捐赠不得开具载明姓名的票据；实名捐赠应有票据或放弃票据的记录',
    en: 'a named giver has a receipt or a note that none was wanted, an anonymous one the note',
    source: '慈善法 art. 38',
  },
  'receipt-reused': {
    code: 'wrong-state',
    path: '/receipt/number',
    zh: '票据号已用于另一捐赠人',
    en: 'the number of the receipt is that of another giver',
  },
  interested: {
    code: 'not-entitled',
    path: '/need',
    zh: '儿童是捐赠人或经办人的利害关系人',
    en: 'the giver, or somebody who decides, has an interest in the child',
    source: '慈善法 art. 40, 59',
  },
  'interest-not-checked': {
    code: 'needs-missing',
    path: '/interest',
    zh: '未核对利害关系',
    en: 'nobody looked for an interest in the child',
    source: '慈善法 art. 40, 59',
  },
  restricted: {
    code: 'not-entitled',
    path: '/lot',
    zh: '不符合捐赠人限定的用途',
    en: 'the giver gave it for something else',
    source: '慈善法 art. 56; 公益事业捐赠法 art. 5, 18',
  },
  'restriction-not-checked': {
    code: 'needs-missing',
    path: '/restrictionKept',
    zh: '未核对捐赠人的文字要求',
    en: 'nobody checked what the giver said in words',
    source: '慈善法 art. 56',
  },
  'giver-not-asked': {
    code: 'needs-missing',
    path: '/giverConsents',
    zh: '变更用途须经捐赠人同意',
    en: 'another use needs the consent of the giver',
    source: '慈善法 art. 56; 公益事业捐赠法 art. 18',
  },
  'does-not-fit': {
    code: 'wrong-state',
    path: '/lot',
    zh: '品名、尺码或单位与需求不符',
    en: 'item, size or unit are not those of the need',
  },
  'need-not-open': { code: 'wrong-state', path: '/need', zh: '需求未登记或已结束', en: 'the need is not open' },
  'need-repeated': {
    code: 'wrong-state',
    path: '/need',
    zh: '同一儿童已有相同的未满足需求',
    en: 'the child has the same need open already',
  },
  'over-need': {
    code: 'wrong-state',
    path: '/quantity',
    zh: '超过需求数量，会重复发放',
    en: 'more than the need asks for: it would be given twice',
  },
  'short-stock': { code: 'wrong-state', path: '/quantity', zh: '余量不足', en: 'more than is left' },
  'same-person': { code: 'needs-missing', path: '/by', zh: '须由另一人办理', en: 'has to be done by somebody else' },
  'no-signature': { code: 'needs-missing', path: '/signature', zh: '没有签收', en: 'nobody signed' },
  'adult-signs-money': {
    code: 'needs-missing',
    path: '/signature/capacity',
    zh: '资金须由成年人签收，并有第二名工作人员在场',
    en: 'money is signed for by an adult, a second worker being there',
    source: 'our own default',
  },
  'built-on': {
    code: 'wrong-state',
    path: '/entry',
    zh: '后续账目依据此项，请先冲销后续账目',
    en: 'later entries rest on it: take those back first',
  },
  'already-countered': { code: 'wrong-state', path: '/entry', zh: '此项已冲销', en: 'was taken back already' },
  'not-counterable': {
    code: 'wrong-state',
    path: '/entry',
    zh: '此类账目不能冲销，请重新登记',
    en: 'this kind is not taken back; enter it anew',
  },
} as const satisfies Readonly<Record<string, RefusalText>>

/** A key of `refusalReasons`. */
export type RefusalReason = keyof typeof refusalReasons

/** An entry that is not counted, and why. It stays in the history and counts as soon as the reason is gone. */
export interface Refusal {
  readonly entry: AidEntryId
  readonly reason: RefusalReason
}
