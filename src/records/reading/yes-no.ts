import { squash } from './text.ts'

const yes = new Set(
  '是 是的 有 已 对 √ ✓ ✔ y yes true 已签 已签订 签订 签 寄宿 寄宿生 住校 住校生 在校寄宿 已见 见到 属实 同意 住宿 住宿生 住读 住读生 寄读 已签署 签了 已签协议'.split(
    ' ',
  ),
)
const no = new Set(
  (
    '否 不是 未 错 n no false 未签 未签订 没签 没签订 不签 非寄宿 非寄宿生 不寄宿 走读 走读生 不住校 未寄宿 未见 ' +
    '未见到 没见到 不同意 不 不住宿 通学 通学生 通校 通校生 非住校 非住宿 住家 未签署 没签署 未签协议'
  ).split(' '),
)

/**
 * What a cell says that asks yes or no. 无 and / are no answer: they never become "no". Undefined for any other words.
 * @example
 * ```ts
 * import { readYesNo } from 'childfile'
 * readYesNo('走读') // => 'no'
 * ```
 */
export function readYesNo(text: string): 'yes' | 'no' | undefined {
  const words = (squash(text) ?? '').toLowerCase().replace(/[。.]$/, '')
  const bare = words.replace(/[(（].*[)）]$/, '')
  return yes.has(bare) ? 'yes' : no.has(bare) ? 'no' : undefined
}
