import { open } from 'node:fs/promises'
import { type Anchor, anchor, type Driver, type Fault, verify as verifyChain } from 'childfile/storage'
import { openJournal } from 'childfile/storage/journal'
import { nodeSha256 } from 'childfile/storage/node'
import { openSqlite } from 'childfile/storage/sqlite'
import { type Command, exitCodes, Stop, valueOfAsync } from '../command.ts'
import { bytesOf, unreadable } from '../input.ts'
import { progress, table } from '../terminal.ts'
import { codeOf, isSameFile, writeWhole } from '../whole-file.ts'

/** Whether every chain of a store holds, against an earlier anchor if there is one. */
export const verify: Command = {
  argument: 'STORE',
  zh: '校验一个存储文件（SQLite 或日志文件）：历史链条是否完整，内容是否被改动',
  en: 'verifies a store (SQLite or journal): whether its history is whole and nothing was changed',
  options: {
    anchor: {
      value: 'FILE',
      zh: '对照以前保存的锚点；没有它，被截短的历史看不出来',
      en: 'compares with an anchor kept from before; without one a history that was cut short cannot be told',
    },
    out: {
      value: 'FILE',
      zh: '写出现在的锚点，须存放在存储保管人够不到的地方',
      en: 'writes the anchor of today, to be kept where the keepers of the store cannot reach',
    },
  },
  done: { zh: '链条完整', en: 'every chain holds' },
  found: { zh: '有不符之处', en: 'something does not hold' },
  run: async ({ path, values, terminal, language }) => {
    const earlier = values['anchor'] === undefined ? undefined : await anchorAt(values['anchor'])
    const out = values['out']
    if (out !== undefined && isSameFile(out, path))
      throw new Stop({
        zh: '存储文件不会被改动，请用 --out 另取名',
        en: 'the store itself is not changed: choose another --out',
      })
    const driver = await opened(path)
    try {
      const now = await valueOfAsync(anchor(driver, nodeSha256), path)
      const names = new Set([...now.heads, ...(earlier?.heads ?? [])].map(({ partition }) => partition))
      const partitions: { partition: string; entries: number; faults: readonly Fault[] }[] = []
      for (const partition of [...names].sort((a, b) => (a < b ? -1 : 1))) {
        const name = { zh: `校验 ${partition}`, en: `verifying ${partition}` }[language]
        const options = { digest: nodeSha256, ...(earlier && { anchor: earlier }) }
        const found = await progress(terminal, name, () => valueOfAsync(verifyChain(driver, partition, options), path))
        partitions.push({ partition, entries: found.head.seq, faults: found.faults })
      }
      const faults = partitions.reduce((sum, one) => sum + one.faults.length, 0)
      if (out !== undefined && faults === 0) await writeWhole(out, `${JSON.stringify(now)}\n`)
      const zh = language === 'zh'
      return {
        code: faults === 0 ? exitCodes.done : exitCodes.found,
        lines: [
          ...table([
            zh ? ['分区', '提交', '不符'] : ['partition', 'commits', 'faults'],
            ...partitions.map((one) => [one.partition, one.entries, one.faults.length]),
          ]),
          ...table(
            partitions.flatMap((one) =>
              one.faults.map(({ code, seq }) => [one.partition, zh ? `第 ${seq} 次提交` : `commit ${seq}`, code]),
            ),
          ),
          '',
          faults === 0 ? (zh ? '链条完整' : 'every chain holds') : zh ? `${faults} 处不符` : `${faults} faults`,
          zh ? `锚点 ${now.hash}` : `anchor ${now.hash}`,
          ...(out === undefined
            ? []
            : faults > 0
              ? [zh ? '有不符之处，未写出锚点' : 'no anchor is written of a store with faults']
              : [zh ? `已写出 ${out}` : `written: ${out}`]),
        ],
        data: { store: path, partitions, anchor: now },
      }
    } finally {
      await driver.close()
    }
  },
}

/** Opens the store without the right to write, by what its first bytes say it is. */
async function opened(path: string): Promise<Driver> {
  const begins = await beginning(path)
  const kind = begins.startsWith('SQLite format 3')
    ? openSqlite
    : begins.startsWith('childfile-journal')
      ? openJournal
      : undefined
  if (!kind) throw new Stop({ zh: `${path} 不是本库的存储文件`, en: `${path} is not a store of this library` })
  try {
    const driver = await kind(path, { readOnly: true })
    try {
      await driver.partitions(undefined, 1)
      return driver
    } catch (error) {
      await driver.close()
      throw error
    }
  } catch (error) {
    throw unopened(path, codeOf(error))
  }
}

function unopened(path: string, code: string): Stop {
  if (code === 'damaged')
    return new Stop(
      {
        zh: `${path} 已损坏，请用 childfile repair 抢救`,
        en: `${path} is damaged: childfile repair saves what can be saved`,
      },
      exitCodes.refused,
    )
  if (code === 'not-a-store')
    return new Stop({ zh: `${path} 不是本库的存储文件`, en: `${path} is not a store of this library` })
  if (code === 'newer-format')
    return new Stop({ zh: `${path} 由更新的版本写成`, en: `${path} was written by a newer version` }, exitCodes.refused)
  return new Stop({ zh: `${path} 不能打开（${code}）`, en: `${path} cannot be opened (${code})` }, exitCodes.refused)
}

async function beginning(path: string): Promise<string> {
  try {
    const file = await open(path)
    try {
      const bytes = new Uint8Array(32)
      await file.read(bytes)
      return new TextDecoder().decode(bytes)
    } finally {
      await file.close()
    }
  } catch (error) {
    throw unreadable(path, codeOf(error))
  }
}

async function anchorAt(path: string): Promise<Anchor> {
  const bytes = await bytesOf(path)
  let found: unknown
  try {
    found = JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    found = undefined
  }
  if (isAnchor(found)) return found
  throw new Stop({ zh: `${path} 不是锚点文件`, en: `${path} is not an anchor` })
}

function isAnchor(value: unknown): value is Anchor {
  if (typeof value !== 'object' || value === null) return false
  const { digest, hash, heads } = value as Readonly<Record<string, unknown>>
  const isHead = (head: unknown): boolean => {
    if (typeof head !== 'object' || head === null) return false
    const { partition, seq, hash: own } = head as Readonly<Record<string, unknown>>
    return typeof partition === 'string' && Number.isSafeInteger(seq) && typeof own === 'string'
  }
  return typeof digest === 'string' && typeof hash === 'string' && Array.isArray(heads) && heads.every(isHead)
}
