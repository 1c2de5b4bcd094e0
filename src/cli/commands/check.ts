import type { Finding, Severity } from 'childfile'
import { encodeCsv, findingText, rowsOf, type Workbook, type WorkbookSheet } from 'childfile/register'
import { encodeXlsx } from 'childfile/register/xlsx'
import {
  type Answer,
  type Command,
  exitCodes,
  type Language,
  type Request,
  Stop,
  valueOf,
  valueOfAsync,
} from '../command.ts'
import { workbookAt } from '../input.ts'
import { formNamed, type ReadForm, sheetForms } from '../sheet-forms.ts'
import { progress, table } from '../terminal.ts'
import { isSameFile, targetOf, writeWhole } from '../whole-file.ts'

const severities: Readonly<Record<Severity, Readonly<Record<Language, string>>>> = {
  error: { zh: '错误', en: 'error' },
  warning: { zh: '提醒', en: 'warning' },
  info: { zh: '说明', en: 'note' },
}

/** Notes that tell of something that was not read; the other notes say that a form of writing was put right. */
const notRead = new Set(['unknown-column', 'repeated-column', 'hidden-sheet'])

/** What is wrong in a sheet, in which cell, and what to write instead. */
export const check: Command = {
  argument: 'FILE',
  zh: '检查一张登记表（CSV 或 XLSX）：哪一格有什么问题，应改成什么',
  en: 'checks a sheet (CSV or XLSX): what is wrong in which cell, and what to write instead',
  options: {
    sheet: {
      value: 'FORM',
      zh: `表格种类：${[...sheetForms.keys()].join(' ')}；不写则看文件名，否则按儿童花名册`,
      en: `which form it is: ${[...sheetForms.keys()].join(' ')}; else told by the name of the file, else children`,
    },
    out: {
      value: 'FILE',
      zh: '写出更正后的表：第一张为规范后的记录，其后为须补正的行及说明（.xlsx；没有须补正的行时也可 .csv）',
      en: 'writes a corrected sheet: records put right, then rows to correct with what to write (.xlsx, or .csv if there are none)',
    },
    all: {
      zh: '也列出“书写形式已规范”之类的说明',
      en: 'lists notes too, such as forms of writing that were put right',
    },
  },
  done: { zh: '没有错误，没有须补正的行', en: 'no error, and no row that must be corrected' },
  found: { zh: '有错误或须补正的行', en: 'there are errors, or rows that must be corrected' },
  run: async (request) => {
    const { path, values, terminal, asOf, language } = request
    const form = values['sheet'] ?? formNamed(path)
    const read = sheetForms.get(form)
    if (!read) throw new Stop({ zh: `没有这种表格：${form}`, en: `no such form: ${form}` })
    if (values['out'] !== undefined) targetOf(values['out'], true)
    const name = { zh: `读取 ${path}`, en: `reading ${path}` }[language]
    const workbook = await progress(terminal, name, () => workbookAt(path))
    const found = await progress(terminal, name, () => valueOf(read(workbook, { asOf }), path))
    const written = values['out'] === undefined ? undefined : await correct(values['out'], workbook, found, request)
    return answer(form, found, written, request)
  },
}

const rejectsOf = ({ rows }: ReadForm): ReadForm['rows'] => rows.filter(({ kind }) => kind === 'reject')

interface Written {
  readonly path: string
  /** Values that the form has no column for, or that would not be read back as they are. */
  readonly notWritten: number
}

/** A workbook of the records written anew, and of the rows that could not become records, with what to write in them. */
async function correct(out: string, workbook: Workbook, found: ReadForm, { path }: Request): Promise<Written> {
  if (isSameFile(path, out))
    throw new Stop({
      zh: '原表不会被改动，请用 --out 另取名',
      en: 'the sheet itself is not changed: choose another --out',
    })
  const rejects = workbook.sheets.map((sheet) => rowsOf(sheet, rejectsOf(found))).filter(({ rows }) => rows.length > 0)
  const { workbook: records, notWritten } = found.written()
  const names = new Set(records.sheets.map(({ name }) => name))
  const corrected: Workbook = { sheets: [...records.sheets, ...rejects.map((sheet, i) => renamed(sheet, i, names))] }
  if (/\.csv$/i.test(out)) {
    if (rejects.length > 0)
      throw new Stop({
        zh: '有须补正的行，须另起一张表：请把 --out 写成 .xlsx',
        en: 'rows to correct need a second sheet: let --out end in .xlsx',
      })
    await writeWhole(out, encodeCsv(corrected))
  } else if (/\.xlsx$/i.test(out)) await writeWhole(out, await valueOfAsync(encodeXlsx(corrected), out))
  else throw new Stop({ zh: '--out 须以 .xlsx 或 .csv 结尾', en: '--out must end in .xlsx or .csv' })
  return { path: out, notWritten: notWritten.length }
}

const renamed = (sheet: WorkbookSheet, index: number, used: Set<string>): WorkbookSheet => {
  const name =
    [`须补正 ${sheet.name}`.slice(0, 31), `须补正 ${index + 1}`].find((one) => !used.has(one)) ?? `须补正 ${index + 1}`
  used.add(name)
  return { ...sheet, name }
}

function answer(
  form: string,
  found: ReadForm,
  written: Written | undefined,
  { path, values, language, asOf }: Request,
): Answer {
  const findings = found.rows.flatMap((row) => row.findings)
  const count = (severity: Severity): number => findings.filter((one) => one.severity === severity).length
  const rows = { records: found.rows.filter(({ kind }) => kind === 'record').length, rejects: rejectsOf(found).length }
  const counts = { error: count('error'), warning: count('warning'), info: count('info') }
  const zh = language === 'zh'
  const shown = findings.filter(
    ({ severity, code }) => severity !== 'info' || values['all'] !== undefined || notRead.has(code),
  )
  return {
    code: counts.error > 0 || rows.rejects > 0 ? exitCodes.found : exitCodes.done,
    lines: [
      ...findingLines(shown, language),
      zh
        ? `${rows.records} 条记录，${rows.rejects} 行须补正；${counts.error} 处错误，${counts.warning} 处提醒，${counts.info} 处说明`
        : `${rows.records} records, ${rows.rejects} rows to correct; ${counts.error} errors, ${counts.warning} warnings, ${counts.info} notes`,
      ...(written ? [zh ? `已写出 ${written.path}` : `written: ${written.path}`] : []),
      ...(written && written.notWritten > 0
        ? [
            zh
              ? `其中 ${written.notWritten} 项内容表中无栏可写，只在原表中`
              : `${written.notWritten} values have no column there and stand in the first sheet only`,
          ]
        : []),
    ],
    data: { file: path, sheet: form, asOf, rows, counts, findings, ...(written && { written }) },
  }
}

function findingLines(findings: readonly Finding[], language: Language): readonly string[] {
  if (findings.length === 0) return []
  const several = new Set(findings.map(({ sheet }) => sheet)).size > 1
  const heading = {
    zh: ['表', '行', '列', '程度', '问题与改法'],
    en: ['sheet', 'row', 'column', '', 'what is wrong and what to write'],
  }
  const lines = findings.map((one) => [
    one.sheet,
    one.row,
    one.column ?? '',
    severities[one.severity][language],
    findingText(one, language),
  ])
  return [...table([heading[language], ...lines].map((line) => (several ? line : line.slice(1)))), '']
}
