import { type ChangeKind, childSheet, type Reconciled } from 'childfile/register'

type Language = 'zh' | 'en'

export const say = (en: string, zh: string, language: Language): string => (language === 'zh' ? zh : en)

const kinds: Readonly<Record<string, readonly [en: string, zh: string]>> = {
  same: ['same', '无变化'],
  changed: ['changed', '有变更'],
  'moved village': ['moved to another village', '跨村迁移'],
  'moved township': ['moved to another township', '跨乡镇迁移'],
  'moved county': ['moved to another county', '跨县迁移'],
  back: ['back on the register', '重新在册'],
  new: ['new', '新增'],
  perhaps: ['perhaps a child on file: a question', '疑为已有档案（待问）'],
  missing: ['not in this sheet: a question, never an exit', '本表未列（待问，不等于退出）'],
  left: ['had left before, not in the sheet', '此前已退出'],
  outside: ['lives outside of what the sheet covers', '不在本表范围'],
}

/** What became of a child, in words. */
export function kindWords(one: Reconciled, language: Language): string {
  const words = kinds['scope' in one && one.kind === 'moved' ? `moved ${one.scope ?? ''}` : one.kind]
  return words === undefined ? one.kind : say(...words, language)
}

const changes: Readonly<Record<ChangeKind, readonly [en: string, zh: string]>> = {
  filled: ['filled in', '补填'],
  changed: ['changed', '变更'],
  identity: ['identity corrected', '身份信息更正'],
  moved: ['moved', '迁移'],
  added: ['added', '新增记录'],
  removed: ['no longer named', '不再列出'],
  contested: ['contested', '两说待核'],
  settled: ['settled', '核实一致'],
  exit: ['exit', '退出'],
  back: ['back', '重新在册'],
}

export const changeWords = (kind: ChangeKind, language: Language): string => say(...changes[kind], language)

const reasons: Readonly<Record<string, readonly [en: string, zh: string]>> = {
  evidence: ['names, dates and people fit, the number does not', '姓名、日期、父母相符而证号不同'],
  otherName: ['the same number under another name', '证号相同而姓名不同'],
  several: ['several rows or files have the number', '证号对应多行或多份档案'],
  twice: ['another row is this child already', '同一儿童在本表出现两次'],
  blank: ['the cell is empty now', '本表未填'],
  unreadable: ['the cell cannot be read', '内容无法识别'],
}

export const reasonWords = (why: string, language: Language): string => {
  const words = reasons[why]
  return words === undefined ? why : say(...words, language)
}

const sections: Readonly<Record<string, readonly [en: string, zh: string]>> = {
  delegate: ['delegated carer', '受托人'],
  contacts: ['contact with a parent', '与父母联系'],
  notes: ['note', '备注'],
  preferences: ['interests and wishes', '兴趣与心愿'],
  register: ['state on the register', '在册状态'],
  name: ['name', '姓名'],
  idNumber: ['identity number', '公民身份号码'],
  birthDate: ['date of birth', '出生日期'],
}

const columns = new Map(
  Object.entries(childSheet.columns).map(([name, { pointer, zh, en }]) => [
    pointer ?? `/${name.replace('.', '/')}`,
    [en, zh] as const,
  ]),
)

/** A field in the words of the sheet. */
export function fieldWords(pointer: string, language: Language): string {
  const [, section = '', field] = pointer.split('/')
  const words = columns.get(pointer) ?? columns.get(`/${field ?? ''}`) ?? sections[section]
  return words === undefined ? pointer : say(...words, language)
}
