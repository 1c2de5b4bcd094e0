import { isKnown } from '../../absent.ts'
import type { ChildFile } from '../child/child-file.ts'
import { type Answer, answer } from './truth.ts'

/**
 * Whether the child lives where the household is registered (row 12 of the form); unknown if an address is missing.
 * @example
 * ```ts
 * import { childFile, sameAddress } from 'childfile'
 * sameAddress(childFile({ id: 'c1', name: '李小花', hukouAddress: '甲村1组', residenceAddress: '甲村1组' })) // => 'yes'
 * ```
 */
export const sameAddress = (file: ChildFile): Answer =>
  isKnown(file.hukouAddress) && isKnown(file.residenceAddress)
    ? answer(file.hukouAddress === file.residenceAddress)
    : 'unknown'
