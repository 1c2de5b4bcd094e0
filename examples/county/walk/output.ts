import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { encodeCsv, type Workbook } from 'childfile/register'
import { encodeXlsx } from 'childfile/register/xlsx'
import { stopWith, valueOfAsync } from './progress.ts'

type Rows = readonly (readonly (string | number)[])[]

/** The output folder. A file appears whole or not at all, and nothing is written anywhere else. */
export class Output {
  readonly folder: string

  private constructor(folder: string) {
    this.folder = folder
  }

  static async open(folder: string): Promise<Output> {
    try {
      await mkdir(resolve(folder), { recursive: true })
    } catch {
      throw stopWith(`The output folder cannot be made: ${folder}. Choose another with --out.`)
    }
    return new Output(resolve(folder))
  }

  pathOf(name: string): string {
    const path = join(this.folder, name)
    if (relative(this.folder, path).startsWith('..')) throw stopWith('A file would lie outside the output folder.')
    return relative(process.cwd(), path)
  }

  async write(name: string, content: string | Uint8Array): Promise<string> {
    const path = this.pathOf(name)
    try {
      await mkdir(join(path, '..'), { recursive: true })
      await writeFile(`${path}.part`, content, { mode: 0o600 })
      await rename(`${path}.part`, path)
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
      throw stopWith(`${path} cannot be written (${code}). Is it open in another program, or the disk full?`)
    }
    return path
  }

  /** A sheet for people: XLSX, so that Chinese text and ids survive a double click. */
  async sheets(name: string, sheets: Readonly<Record<string, Rows>>): Promise<string> {
    const workbook: Workbook = {
      sheets: Object.entries(sheets).map(([title, rows]) => ({ name: title, hidden: false, rows })),
    }
    return this.workbook(name, workbook)
  }

  /** A workbook as the library made it, with its drop-downs and text columns. */
  async workbook(name: string, workbook: Workbook): Promise<string> {
    return this.write(name, await valueOfAsync(encodeXlsx(workbook), `write ${name}`))
  }

  async csv(name: string, rows: Rows): Promise<string> {
    return this.write(name, encodeCsv({ sheets: [{ name, hidden: false, rows }] }))
  }

  async remove(name: string): Promise<void> {
    await rm(this.pathOf(name), { force: true })
  }
}
