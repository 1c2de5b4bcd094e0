/** How much a finding matters. `error`: cannot be true, or cannot be kept. `warning`: kept, a person should look. `info`: put right. */
export type Severity = 'error' | 'warning' | 'info'

/**
 * What stands out in a row, for the person who wrote it. `row` is counted from 1 and `column` is in letters, as on screen;
 * `column` is missing where the sheet has no such column. No value of a cell is in it.
 */
export interface Finding {
  readonly code: FindingCode
  readonly severity: Severity
  /** A published name: `birthDate`, `father.phone` ... */
  readonly field: string
  readonly sheet: string
  readonly row: number
  readonly column?: string
  readonly message: string
}

interface FindingText {
  readonly severity: Severity
  readonly zh: string
  readonly en: string
}

/** Every code of a finding, with its severity, what is wrong, and what to write instead. */
export const findingCodes = {
  // what stands in a cell
  normalised: { severity: 'info', zh: '书写形式已规范', en: 'the form of writing was put right' },
  'extra-words': {
    severity: 'info',
    zh: '括号等附加文字未保留，请写在备注栏',
    en: 'words beside the value are not kept; write them into the notes',
  },
  'unreadable-text': {
    severity: 'error',
    zh: '含有不可见或损坏的字符，请重新手工输入',
    en: 'has invisible or broken characters; type it again by hand',
  },
  'too-long': { severity: 'error', zh: '文字过长，请缩短', en: 'is too long; shorten it' },
  'formula-error': {
    severity: 'error',
    zh: '单元格是公式错误，请填写内容',
    en: 'is the error of a formula; write the value itself',
  },
  'impossible-date': {
    severity: 'error',
    zh: '日期不存在，请按 2016-03-05 的格式填写',
    en: 'is a day that does not exist; write it like 2016-03-05',
  },
  'two-digit-year': {
    severity: 'error',
    zh: '年份只有两位，请写四位年份，如 2016-03-05',
    en: 'has a year of two digits; write four, like 2016-03-05',
  },
  'partial-date': {
    severity: 'error',
    zh: '日期不完整，请写出年月日，如 2016-03-05',
    en: 'lacks the day or the month; write it like 2016-03-05',
  },
  'ambiguous-date': {
    severity: 'error',
    zh: '日期顺序不明，请按年月日填写，如 2016-03-05',
    en: 'does not put the year first; write it like 2016-03-05',
  },
  'age-instead-of-date': {
    severity: 'error',
    zh: '写的是年龄，请写日期，如 2016-03-05',
    en: 'is an age; write the date, like 2016-03-05',
  },
  'lunar-date': {
    severity: 'error',
    zh: '是农历日期，请换算成公历，如 2016-03-05',
    en: 'is a lunar date; write the civil one, like 2016-03-05',
  },
  'not-a-date': {
    severity: 'error',
    zh: '不是日期，请按 2016-03-05 的格式填写',
    en: 'is not a date; write it like 2016-03-05',
  },
  'future-date': {
    severity: 'error',
    zh: '日期晚于填表日期，请核对',
    en: 'lies after the day of the sheet; look it up again',
  },
  'id-digits-lost': {
    severity: 'error',
    zh: '身份证号被表格软件改成数字而丢失末几位，请把该列设为文本后重新填写',
    en: 'has lost its last digits in the spreadsheet; set the column to text and write it again',
  },
  'id-fifteen-digits': {
    severity: 'error',
    zh: '是十五位旧身份证号，请填写十八位号码',
    en: 'is a number of the old form; write the one with 18 characters',
  },
  'id-length': {
    severity: 'error',
    zh: '身份证号应为十八位，请核对户口簿',
    en: 'must have 18 characters; look it up in the household register',
  },
  'id-characters': {
    severity: 'error',
    zh: '身份证号只能含数字和末位 X，请核对',
    en: 'may have digits and a last X only; look it up again',
  },
  'id-checksum': {
    severity: 'error',
    zh: '身份证号校验码不符，至少有一位写错，请核对户口簿',
    en: 'has a wrong check digit, so that some digit is wrong; look it up in the household register',
  },
  'id-date': {
    severity: 'error',
    zh: '身份证号中的出生日期不存在，请核对',
    en: 'holds a date of birth that does not exist; look it up again',
  },
  'invalid-phone': {
    severity: 'error',
    zh: '不是有效的电话号码，请写十一位手机号，或区号加号码',
    en: 'is not a telephone number; write 11 digits, or area code and number',
  },
  'invalid-division': {
    severity: 'error',
    zh: '不是有效的行政区划代码，请写十二位村（社区）代码',
    en: 'is not a division code; write the 12 digits of the village',
  },
  'unknown-code': {
    severity: 'warning',
    zh: '不在选项之内，已按原文保留，请改用表中选项',
    en: 'is not in the list and was kept in words; use one of the options',
  },
  'unreadable-code': {
    severity: 'error',
    zh: '不在选项之内，未保留，请改用表中选项',
    en: 'is not in the list and was not kept; use one of the options',
  },
  'not-a-number': { severity: 'error', zh: '不是数字，请只写数字', en: 'is not a number; write digits only' },
  'out-of-range': { severity: 'error', zh: '数值不可能，请核对', en: 'is a number that cannot be; look it up again' },
  'not-a-name': { severity: 'error', zh: '不是姓名，请填写姓名', en: 'is not a name; write the name' },
  'not-kept': {
    severity: 'warning',
    zh: '此内容无法在档案中保留，请写在备注栏',
    en: 'cannot be kept in the file; write it into the notes',
  },
  // what a row says as a whole
  'missing-name': {
    severity: 'error',
    zh: '缺少姓名，不能建档，请补填',
    en: 'the name is missing; without it there can be no file',
  },
  'missing-identity': {
    severity: 'error',
    zh: '既无可信的出生日期又无有效的身份证号，不能建档，请补填其一',
    en: 'neither a trustworthy date of birth nor a valid identity number; write one of them',
  },
  'missing-value': { severity: 'error', zh: '缺少必填内容，请补填', en: 'must be there; write it' },
  'taken-from-id': {
    severity: 'warning',
    zh: '未填写，已取自身份证号，请核对',
    en: 'is empty and was taken from the identity number; check it',
  },
  'not-stated': { severity: 'warning', zh: '未填写，请补填', en: 'is empty; write it' },
  'birth-date-contested': {
    severity: 'warning',
    zh: '出生日期与身份证号不一致，两者均已保留，请核对户口簿',
    en: 'differs from the identity number; both are kept, look it up in the household register',
  },
  'sex-contested': {
    severity: 'warning',
    zh: '性别与身份证号不一致，两者均已保留，请核对户口簿',
    en: 'differs from the identity number; both are kept, look it up in the household register',
  },
  'id-shared': {
    severity: 'error',
    zh: '同一身份证号用于两名儿童，请核对户口簿',
    en: 'stands on two different children; look it up in the household register',
  },
  'not-a-child': {
    severity: 'error',
    zh: '是成年人的出生日期或身份证号，请填写儿童本人的',
    en: "is that of an adult; write the child's own",
  },
  'over-age': {
    severity: 'warning',
    zh: '已满十六周岁，超出登记范围，请核对',
    en: 'is 16 or older, above the age of the register; check it',
  },
  'grade-unlike-age': {
    severity: 'warning',
    zh: '年级与年龄相差过大，请核对',
    en: 'is far from what the age suggests; check it',
  },
  'carer-under-16': {
    severity: 'error',
    zh: '受托人不满十六周岁，不能受托照护，请核对或另行委托',
    en: 'the carer is under 16 and cannot be entrusted with care; check it or find another carer',
  },
  'carer-16-or-17': {
    severity: 'warning',
    zh: '受托人十六至十七周岁，须核实是否以自己的劳动收入为主要生活来源',
    en: 'the carer is 16 or 17; ask whether he or she lives on own labour',
  },
  'carer-is-parent': {
    severity: 'warning',
    zh: '受托人不应是父母或儿童本人，请核对',
    en: 'a parent or the child cannot be the delegated carer; check it',
  },
  contradiction: {
    severity: 'warning',
    zh: '与同行其他内容矛盾，请核对',
    en: 'contradicts another cell of the row; check both',
  },
  // who is meant
  'unknown-child': {
    severity: 'error',
    zh: '号码或姓名在花名册中找不到，请核对',
    en: 'no child of the register has this number and name; check both',
  },
  'ambiguous-child': {
    severity: 'error',
    zh: '对应花名册中的多名儿童，请写明号码',
    en: 'fits several children of the register; write the number',
  },
  'other-child': {
    severity: 'error',
    zh: '号码与姓名不是同一名儿童，请核对',
    en: 'number and name are those of different children; check both',
  },
  // the sheet
  'unknown-column': { severity: 'info', zh: '不认识此栏，未读取', en: 'a column that is not known; it was not read' },
  'repeated-column': {
    severity: 'warning',
    zh: '此栏重复，只读取第一栏',
    en: 'a column that is there twice; only the first was read',
  },
  'hidden-sheet': { severity: 'warning', zh: '工作表已隐藏，未读取', en: 'the sheet is hidden and was not read' },
  'hidden-row': { severity: 'info', zh: '此行已隐藏，照常读取', en: 'the row is hidden; it was read like any other' },
} as const satisfies Readonly<Record<string, FindingText>>

/** The published name of a finding: a key of `findingCodes`. */
export type FindingCode = keyof typeof findingCodes
