import { randomUUID } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { exitCodes, Stop } from './command.ts'

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** The code of the system in an error, `ENOENT`. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'unknown'

/** Whether two paths lead to one file. */
export function isSameFile(left: string, right: string): boolean {
  try {
    return realpathSync(left) === realpathSync(right)
  } catch {
    return resolve(left) === resolve(right)
  }
}

/** A turn of the event loop, in which a signal that has come is heard. */
const turn = (): Promise<void> => new Promise((done) => void setImmediate(done))

/**
 * Makes a file whole or not at all: `fill` writes a new file beside it, which then takes its name. A signal that comes meanwhile is
 * heard when that is over: the new file is taken away and the signal does its work. Without `replace` a file that is there stays.
 */
export async function wholeFile<T>(
  path: string,
  replace: boolean,
  fill: (temporary: string) => Promise<T> | T,
): Promise<T> {
  const target = targetOf(path, replace)
  const temporary = join(dirname(target), `.${basename(target)}.${randomUUID()}.part`)
  let heard: NodeJS.Signals | undefined
  const hear = (signal: NodeJS.Signals): void => void (heard = signal)
  for (const signal of signals) process.on(signal, hear)
  try {
    const filled = await fill(temporary)
    await turn()
    await turn()
    if (heard === undefined) put(temporary, target, replace)
    return filled
  } catch (error) {
    throw error instanceof Stop ? error : refusal(path, codeOf(error))
  } finally {
    rmSync(temporary, { force: true })
    await turn()
    for (const signal of signals) process.off(signal, hear)
    if (heard !== undefined) {
      process.kill(process.pid, heard)
      await new Promise(() => setTimeout(() => undefined, 10_000))
    }
  }
}

/** Writes bytes as a whole file, readable by its owner alone, in the place of one that is there. */
export const writeWhole = (path: string, bytes: Uint8Array | string): Promise<void> =>
  wholeFile(path, true, (temporary) => {
    const descriptor = openSync(temporary, 'wx', 0o600)
    try {
      const content = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes
      for (let done = 0; done < content.length; ) done += writeSync(descriptor, content, done)
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
  })

/** Where a file will lie, or an end before any work is done. A link is followed: what it leads to is replaced and the link stays. */
export function targetOf(path: string, replace: boolean): string {
  const target = resolve(path)
  let kind
  try {
    kind = statSync(target)
  } catch (error) {
    if (codeOf(error) === 'ENOENT' && existsSync(dirname(target))) return target
    throw refusal(path, codeOf(error))
  }
  if (!kind.isFile())
    throw new Stop({ zh: `${path} 不是文件，请用 --out 另取名`, en: `${path} is not a file: choose another --out` })
  if (!replace)
    throw new Stop({ zh: `${path} 已存在，请用 --out 另取名`, en: `${path} is there already: choose another --out` })
  return realpathSync(target)
}

/** Gives a new file its name. A link refuses a name that is taken; where no links are possible, the name was looked up before. */
function put(temporary: string, target: string, replace: boolean): void {
  if (!replace)
    try {
      linkSync(temporary, target)
      return
    } catch (error) {
      if (codeOf(error) === 'EEXIST') throw error
    }
  renameSync(temporary, target)
}

const refusal = (path: string, code: string): Stop => {
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new Stop({ zh: `${path} 所在的文件夹不存在`, en: `the folder of ${path} does not exist` })
  if (code === 'EEXIST')
    return new Stop({ zh: `${path} 已存在，请用 --out 另取名`, en: `${path} is there already: choose another --out` })
  return new Stop(
    {
      zh: `${path} 不能写入（${code}）：可能没有权限、磁盘已满或被占用`,
      en: `${path} cannot be written (${code}): no right to, disk full, or in use`,
    },
    exitCodes.refused,
  )
}
