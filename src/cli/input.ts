import { readFile } from 'node:fs/promises'
import { decodeCsv, type Workbook } from 'childfile/register'
import { decodeXlsx } from 'childfile/register/xlsx'
import { exitCodes, Stop, valueOf, valueOfAsync } from './command.ts'
import { codeOf } from './whole-file.ts'

/** The bytes of a file that somebody named. */
export async function bytesOf(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path)
  } catch (error) {
    throw unreadable(path, codeOf(error))
  }
}

/** Why a file cannot be read, in one line. */
export function unreadable(path: string, code: string): Stop {
  if (code === 'ENOENT' || code === 'ENOTDIR') return new Stop({ zh: `找不到 ${path}`, en: `no such file: ${path}` })
  if (code === 'EISDIR') return new Stop({ zh: `${path} 是文件夹，不是文件`, en: `${path} is a folder, not a file` })
  return new Stop({ zh: `${path} 不能读取（${code}）`, en: `${path} cannot be read (${code})` }, exitCodes.refused)
}

/** A workbook begins as every ZIP archive does. */
const isArchive = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b

/** The workbook in a file, CSV or XLSX by its bytes, whatever its name ends in. */
export async function workbookAt(path: string): Promise<Workbook> {
  const bytes = await bytesOf(path)
  if (bytes.length === 0) throw new Stop({ zh: `${path} 是空文件`, en: `${path} is empty` })
  return isArchive(bytes) ? valueOfAsync(decodeXlsx(bytes), path) : valueOf(decodeCsv(bytes), path)
}
