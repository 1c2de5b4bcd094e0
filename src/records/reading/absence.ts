const notCollected = new Set(
  (
    '未采集 未收集 未登记 未填 未填写 未填报 未了解 未掌握 不详 不清楚 不清 不知 不知道 不明 未知 待核实 待补 待补充 待定 ' +
    '待查 暂缺 缺 空号 停机 打不通 未提供 不愿提供 未登记上 ? ？ ?? ？？ ??? * ** *** notcollected unknown'
  ).split(' '),
)

const none = new Set(
  '无 没有 暂无 无。 無 / // ／ \\ — —— － - -- --- – ― _ × 〇 n/a na none nil 无此人 均无 都没有 无电话 无手机 没电话 没手机 没有电话 没有手机 无人 无监护人 无委托人 无受托人 无委托监护人 无人监护 未委托 没有监护人 未签 未签订 未签署 没有签订'.split(
    ' ',
  ),
)

/**
 * What an absence word says: that nothing was collected, or that there is none. Undefined for any other words, which are to be
 * squashed first.
 */
export function absenceOf(words: string): 'notCollected' | 'none' | undefined {
  if (words === '') return 'notCollected'
  if (words.length > 12) return undefined
  const form = words.toLowerCase()
  return none.has(form) ? 'none' : notCollected.has(form) ? 'notCollected' : undefined
}

const errors = new Set('#N/A #REF! #VALUE! #NAME? #DIV/0! #NULL! #NUM! #SPILL! #CALC! ##### ########'.split(' '))

/** Whether the words are what a spreadsheet shows in place of a value that it could not work out. */
export const isFormulaError = (words: string): boolean => words.startsWith('#') && errors.has(words)
