import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Agreement, AidEntry, ChildFile, Outcome, PlainDate, Session, Village, Volunteer } from 'childfile'
import {
  agreementsOf,
  childSheet,
  columnLetters,
  decodeCsv,
  type Duplicate,
  findDuplicates,
  findingText,
  linkChildren,
  linkVolunteers,
  readAid,
  readChildren,
  readConsents,
  readPairs,
  readSessions,
  readVillages,
  readVisits,
  readVolunteers,
  recordsOf,
  type Register,
  rowsOf,
  withConsents,
  withVisits,
  type Workbook,
} from 'childfile/register'
import { decodeXlsx } from 'childfile/register/xlsx'
import type { Output } from './output.ts'
import { type Line, stopWith, valueOf, valueOfAsync } from './progress.ts'
import { inWords } from './words.ts'

/** The county's paperwork as records. */
export interface County {
  readonly asOf: PlainDate
  readonly register: Register<ChildFile>
  readonly files: readonly ChildFile[]
  readonly volunteers: readonly Volunteer[]
  readonly villages: readonly Village[]
  readonly sessions: readonly Session[]
  readonly aid: readonly AidEntry[]
  readonly agreements: readonly Agreement[]
  readonly duplicates: readonly Duplicate[]
  /** Findings of all sheets. */
  readonly registers: Readonly<Record<string, Register<unknown>>>
  readonly summary: readonly Line[]
}

export async function bytesOf(folder: string, name: string): Promise<Uint8Array> {
  try {
    return await readFile(join(folder, name))
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    throw stopWith(
      code === 'ENOENT'
        ? `The paperwork is not complete: ${join(folder, name)} is missing.\nName the folder that holds it with --in FOLDER.`
        : `${join(folder, name)} cannot be read (${code}). Is it open in another program?`,
    )
  }
}

const csv = async (folder: string, name: string): Promise<Workbook> =>
  valueOf(decodeCsv(await bytesOf(folder, name)), `read ${name}`)

/** Headings that nobody knows, as they stand in the sheet, so that whoever runs this can map them. */
function strangeHeadings(register: Register<unknown>, workbook: Workbook): readonly string[] {
  const rows = new Map(workbook.sheets.map(({ name, rows: cells }) => [name, cells]))
  return register.rows.flatMap(({ sheet, findings }) =>
    findings.flatMap(({ code, column, row }) => {
      if (code !== 'unknown-column' || column === undefined) return []
      const at = Array.from({ length: 200 }, (_, position) => columnLetters(position)).indexOf(column)
      return [`${column}: ${String(rows.get(sheet)?.[row - 1]?.[at] ?? '')}`]
    }),
  )
}

/** Reads every sheet, joins them, and writes what people have to look at: findings, rejects, possible duplicates. */
export async function readCounty(
  folder: string,
  asOf: PlainDate,
  output: Output,
  language: 'zh' | 'en',
): Promise<County> {
  const options = { asOf }
  const workbook = await valueOfAsync(decodeXlsx(await bytesOf(folder, 'children.xlsx')), 'read children.xlsx')
  const register = valueOf(readChildren(workbook, options), 'read the register of children')
  const strange = strangeHeadings(register, workbook).map((heading) => `children.xlsx ${heading}`)
  const sheet = async <T>(name: string, read: (workbook: Workbook) => Outcome<Register<T>>): Promise<Register<T>> => {
    const book = await csv(folder, name)
    const found = valueOf(read(book), `read ${name}: its columns must have the headings of the form`)
    strange.push(...strangeHeadings(found, book).map((heading) => `${name} ${heading}`))
    return found
  }

  const volunteers = linkVolunteers(register, await sheet('volunteers.csv', (book) => readVolunteers(book, options)))
  const villages = await sheet('villages.csv', (book) => readVillages(book, options))
  const sessions = await sheet('sessions.csv', (book) => readSessions(book, options))
  const aid = await sheet('aid.csv', (book) => readAid(book, options))
  const consents = linkChildren(register, await sheet('consents.csv', (book) => readConsents(book, options)))
  const pairs = linkChildren(register, await sheet('pairs.csv', (book) => readPairs(book, options)))
  const visits = linkChildren(register, await sheet('visits.csv', (book) => readVisits(book, options)))

  const files = withVisits(withConsents(recordsOf(register), consents), visits)
  const duplicates = findDuplicates(files)
  const registers = { children: register, volunteers, villages, sessions, aid, consents, pairs, visits }
  const county = { asOf, register, files, duplicates, registers }
  const where = await writeFindings({ ...county, workbook, output, language })
  return {
    ...county,
    volunteers: recordsOf(volunteers),
    villages: recordsOf(villages),
    sessions: recordsOf(sessions),
    aid: recordsOf(aid),
    agreements: agreementsOf(pairs),
    summary: [
      ['rows of the register', register.rows.length],
      ['files of children', files.length],
      ['rows to correct', register.rows.filter(({ kind }) => kind === 'reject').length, where.rejects],
      ['findings in all sheets', where.findings, where.path],
      ['pairs that may be one child', duplicates.length, where.path],
      ...(strange.length > 0 ? [['columns that nobody knows', strange.length, strange.join('; ')] as const] : []),
    ],
  }
}

interface Findings {
  readonly register: Register<ChildFile>
  readonly registers: Readonly<Record<string, Register<unknown>>>
  readonly duplicates: readonly Duplicate[]
  readonly workbook: Workbook
  readonly output: Output
  readonly language: 'zh' | 'en'
}

const nameOf = (field: string): string => childSheet.columns[field]?.zh ?? inWords(field)

const severities = { error: '错误', warning: '提醒', info: '说明' } as const

async function writeFindings({ register, registers, duplicates, workbook, output, language }: Findings) {
  const found = Object.entries(registers).flatMap(([name, { rows }]) =>
    rows.flatMap((row) => row.findings.map((finding) => [name, finding] as const)),
  )
  const rowOf = new Map<string, number>(
    register.rows.flatMap(({ record, row }) => (record ? [[record.id, row] as const] : [])),
  )
  const path = await output.sheets('findings.xlsx', {
    问题清单: [
      ['表', '行', '列', '项目', '程度', '说明'],
      ...found.map(([name, finding]) => [
        name,
        finding.row,
        finding.column ?? '',
        finding.field,
        severities[finding.severity],
        findingText(finding, language),
      ]),
    ],
    疑似重复: [
      ['第一行', '第二行', '类别', '分数', '依据'],
      ...duplicates.map(({ left, right, kind, score, parts }) => [
        rowOf.get(left) ?? '',
        rowOf.get(right) ?? '',
        inWords(kind),
        score,
        parts.map(({ field, says }) => `${nameOf(field)}${inWords(says)}`).join('；'),
      ]),
    ],
  })
  const rejected = register.rows.filter(({ kind }) => kind === 'reject')
  const rejects = await output.sheets('rejects.xlsx', {
    ...Object.fromEntries(
      workbook.sheets
        .map((sheet) => rowsOf(sheet, rejected))
        .filter(({ rows }) => rows.length > 0)
        .map(({ name, rows }) => [name, rows]),
    ),
  })
  return { path, rejects, findings: found.length }
}
