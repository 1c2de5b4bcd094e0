import { type Finding, findingCodes } from './finding.ts'
import type { Problem, ProblemCode } from './problem.ts'

const texts: Readonly<Record<ProblemCode, { readonly zh: string; readonly en: string }>> = {
  'invalid-type': { zh: '类型不对', en: 'wrong type' },
  'invalid-value': { zh: '不是允许的取值', en: 'not an allowed value' },
  'invalid-format': { zh: '格式不对', en: 'wrong form' },
  'invalid-date': { zh: '日期不存在或格式不对，应写成 YYYY-MM-DD', en: 'not a day that exists; write YYYY-MM-DD' },
  'invalid-id': { zh: '编号格式不对', en: 'wrong form of an id' },
  'unknown-field': { zh: '有未定义的字段', en: 'a field that is not known' },
  'missing-field': { zh: '缺少字段', en: 'a field is missing' },
  'too-small': { zh: '数值太小或内容太短', en: 'too small or too short' },
  'too-large': { zh: '数值太大或内容太长', en: 'too large or too long' },
  'not-finite': { zh: '不是有限的数字', en: 'not a finite number' },
  duplicate: { zh: '重复', en: 'given twice' },
  inconsistent: { zh: '前后不一致', en: 'contradicts another field' },
  'unknown-op': { zh: '未知的运算', en: 'an operation that is not known' },
  'unknown-fact': { zh: '未知的事实名称', en: 'a fact that is not known' },
  'unknown-code': { zh: '未知的代码', en: 'a code that is not known' },
  'newer-format': { zh: '由更新的版本写成，不能读写', en: 'written by a newer version' },
  'not-a-workbook': { zh: '不是表格文件', en: 'not a workbook' },
  'legacy-workbook': {
    zh: '是旧版 .xls 文件，请另存为 .xlsx 或 .csv',
    en: 'an old .xls file: save it as .xlsx or .csv',
  },
  'encrypted-workbook': {
    zh: '表格有密码保护，请先取消密码',
    en: 'the workbook is protected by a password: remove it first',
  },
  'unreadable-encoding': { zh: '文字编码无法识别', en: 'the encoding of the text is not known' },
  'unreadable-csv': { zh: 'CSV 格式损坏', en: 'the CSV is broken' },
  'archive-too-large': { zh: '文件解压后过大，已拒绝', en: 'too large when unpacked: refused' },
  'no-heading': { zh: '找不到表头', en: 'no heading row was found' },
  'missing-package': { zh: '缺少可选的依赖包', en: 'an optional package is not installed' },
  'bad-cursor': { zh: '翻页标记无效', en: 'not a cursor of this query' },
  'bad-key': { zh: '键含有不允许的字符', en: 'a key with characters that are not allowed' },
  'not-found': { zh: '未找到', en: 'not found' },
  'not-entitled': { zh: '无权进行此操作', en: 'not entitled to do this' },
  'wrong-state': { zh: '当前状态不允许此操作', en: 'not possible in this state' },
  'needs-missing': { zh: '缺少前置条件', en: 'something must be on record first' },
  'under-hold': { zh: '已被保全，不能改动', en: 'under hold' },
  'protected-trait': { zh: '不得使用受保护的特征', en: 'protected traits may not be used' },
  conflict: { zh: '已被他人改动，请重新读取', en: 'changed by somebody else: read again' },
  unavailable: { zh: '存储不可用', en: 'the store is not available' },
  busy: { zh: '存储正忙，未写入', en: 'the store is busy; nothing was written' },
  full: { zh: '存储空间已满，未写入', en: 'the store is full; nothing was written' },
  'read-only': { zh: '存储为只读，未写入', en: 'the store is read-only; nothing was written' },
  'commit-id-reused': { zh: '提交编号已被另一次提交使用', en: 'the commit id was used for something else' },
  'subject-erased': { zh: '该主体已被删除', en: 'the subject has been erased' },
  corrupt: { zh: '存储内容损坏', en: 'the store is damaged' },
  'outcome-unknown': {
    zh: '不知是否写入，请用同一提交编号重试',
    en: 'not known whether it was written: retry with the same commit id',
  },
}

/**
 * What is wrong, for people. Names the field, a problem by its path and a finding by its published name, and holds no value.
 * @example
 * ```ts
 * import { parse, PlainDate, text } from 'childfile'
 * parse(PlainDate, '2026-02-30').match(() => '', ([problem]) => text(problem, 'en')) // => 'not a day that exists; write YYYY-MM-DD'
 * ```
 */
export function text(what: Problem | Finding, language: 'zh' | 'en'): string {
  if ('severity' in what) return `${what.field}: ${findingCodes[what.code][language]}`
  return `${what.path === '' ? '' : `${what.path}: `}${texts[what.code][language]}`
}
