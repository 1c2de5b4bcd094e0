import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Agreement, AidEntry, ChildFile, Outcome, PlainDate, Session, Village, Volunteer } from 'childfile'
import {
  agreementsOf,
  type Duplicate,
  findDuplicates,
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
  type ReadOptions,
  recordsOf,
  type Register,
  type RegisterRow,
  withConsents,
  withVisits,
  type Workbook,
} from 'childfile/register'
import { type Request, Stop, valueOf } from '../command.ts'
import { unreadable, workbookAt } from '../input.ts'
import { progress } from '../terminal.ts'
import { codeOf } from '../whole-file.ts'

/** The paperwork of a folder as records. */
export interface County {
  readonly asOf: PlainDate
  /** The sheets that were there, in the order of reading. */
  readonly sheets: readonly ReadSheet[]
  readonly rows: readonly RegisterRow<ChildFile>[]
  readonly files: readonly ChildFile[]
  readonly volunteers: readonly Volunteer[]
  readonly villages: readonly Village[]
  readonly sessions: readonly Session[]
  readonly aid: readonly AidEntry[]
  readonly agreements: readonly Agreement[]
  readonly duplicates: readonly Duplicate[]
}

/** A sheet that was read. */
export interface ReadSheet {
  readonly file: string
  readonly records: number
  readonly rejects: number
  readonly errors: number
}

type Reader<T> = (workbook: Workbook, options: ReadOptions) => Outcome<Register<T>>

const nothing: Register<never> = { rows: [] }

/** Reads the sheets of a folder by their names, `children.csv` or `children.xlsx`, and joins what belongs together. */
export async function countyIn(request: Request, needed: readonly string[]): Promise<County> {
  const { path: folder, asOf, terminal, language } = request
  const names = await namesIn(folder)
  const sheets: ReadSheet[] = []
  const sheet = async <T>(form: string, read: Reader<T>): Promise<Register<T>> => {
    const file = [`${form}.csv`, `${form}.xlsx`].find((name) => names.has(name))
    if (file === undefined) {
      if (!needed.includes(form)) return nothing
      throw new Stop({
        zh: `${folder} 中没有 ${form}.csv 或 ${form}.xlsx`,
        en: `there is no ${form}.csv or ${form}.xlsx in ${folder}`,
      })
    }
    const place = join(folder, file)
    const workbook = await progress(terminal, { zh: `读取 ${file}`, en: `reading ${file}` }[language], () =>
      workbookAt(place),
    )
    const register = valueOf(read(workbook, { asOf }), place)
    const of = (kind: RegisterRow<T>['kind']): number => register.rows.filter((row) => row.kind === kind).length
    const errors = register.rows
      .flatMap(({ findings }) => findings)
      .filter(({ severity }) => severity === 'error').length
    sheets.push({ file, records: of('record'), rejects: of('reject'), errors })
    return register
  }
  const register = await sheet('children', readChildren)
  const volunteers = linkVolunteers(register, await sheet('volunteers', readVolunteers))
  const villages = await sheet('villages', readVillages)
  const sessions = await sheet('sessions', readSessions)
  const aid = await sheet('aid', readAid)
  const consents = linkChildren(register, await sheet('consents', readConsents))
  const pairs = linkChildren(register, await sheet('pairs', readPairs))
  const visits = linkChildren(register, await sheet('visits', readVisits))
  const files = withVisits(withConsents(recordsOf(register), consents), visits)
  return {
    asOf,
    sheets,
    rows: register.rows,
    files,
    volunteers: recordsOf(volunteers),
    villages: recordsOf(villages),
    sessions: recordsOf(sessions),
    aid: recordsOf(aid),
    agreements: agreementsOf(pairs),
    duplicates: findDuplicates(files),
  }
}

async function namesIn(folder: string): Promise<ReadonlySet<string>> {
  try {
    return new Set(await readdir(folder))
  } catch (error) {
    if (codeOf(error) === 'ENOTDIR')
      throw new Stop({ zh: `${folder} 是文件，不是文件夹`, en: `${folder} is a file, not a folder` })
    throw unreadable(folder, codeOf(error))
  }
}
