import type { PlainDate } from '../../date.ts'

/** What was decided on a wish to erase: it waits for a second person, it was accepted, or it is refused. */
export type ErasureDecision = 'requested' | 'accepted' | 'refused'

/** The answer in writing, for whoever asked. */
export interface ErasureLetter {
  readonly zh: string
  readonly en: string
}

const letters: Readonly<Record<ErasureDecision, ErasureLetter>> = {
  requested: {
    zh: '您提出的删除申请已收到。删除须由两名工作人员分别同意，处理结果将另行书面答复。',
    en: 'Your wish to have the file erased was received. Two members of staff have to agree; you will have our answer in writing.',
  },
  accepted: {
    zh: '您提出的删除申请已同意。自即日起本单位不再使用该档案；法律、行政法规规定须继续保存的部分，仅作存储并采取必要的安全保护措施，期满即予删除。',
    en: 'Your wish to have the file erased was accepted. From today on the file is not used any more; what laws and regulations oblige us to keep is only stored and protected, and erased when that ends.',
  },
  refused: {
    zh: '您提出的删除申请目前不能办理。理由：依照法律、行政法规，本单位现须保存该档案。在此期间档案仅用于法定职责；须保存的期间届满后，您可以再次提出。不服本答复的，可以向本单位负责人或者有关主管部门投诉、举报。',
    en: 'The file cannot be erased at present. Reason: laws and regulations oblige us to keep it. Until then it is used for statutory duties only; you may ask again when the obligation has ended. You may complain to the person in charge or to the authority.',
  },
}

/**
 * The written answer to whoever asked for an erasure. It is made of the decision and the day alone: whether the register, a matter or a
 * hold stands against it, the letter is the same.
 * @source 未成年人网络保护条例 art. 34: a refusal is in writing and gives reasons; 个人信息保护法 art. 47: what must not be erased is only
 * stored and protected
 * @example
 * ```ts
 * import { erasureLetter } from 'childfile/casework'
 * erasureLetter('requested', '2026-09-15').zh // => '2026-09-15 您提出的删除申请已收到。删除须由两名工作人员分别同意，处理结果将另行书面答复。'
 * ```
 */
export const erasureLetter = (decision: ErasureDecision, on: PlainDate): ErasureLetter => ({
  zh: `${on} ${letters[decision].zh}`,
  en: `${on} ${letters[decision].en}`,
})
