import { repairJournal } from 'childfile/storage/journal'
import { type Command, exitCodes, Stop } from '../command.ts'
import { bytesOf } from '../input.ts'
import { progress, table } from '../terminal.ts'
import { codeOf, isSameFile, wholeFile } from '../whole-file.ts'

/** What can be saved of a damaged journal, in a new file; the old one is only read. */
export const repair: Command = {
  argument: 'JOURNAL',
  zh: '抢救损坏的日志文件：完好的提交写入新文件，原文件只读不改',
  en: 'saves what can be saved of a damaged journal into a new file; the old one is only read',
  options: {
    out: {
      value: 'FILE',
      zh: '新文件，不写则为 JOURNAL.repaired；已有的文件不会被覆盖',
      en: 'the new file, JOURNAL.repaired if not said; a file that is there is not replaced',
    },
  },
  done: { zh: '没有丢失', en: 'nothing was lost' },
  found: { zh: '有字节或提交丢失，已列出', en: 'bytes or commits were lost, and are listed' },
  run: async ({ path, values, terminal, language }) => {
    const out = values['out'] ?? `${path}.repaired`
    if (isSameFile(path, out)) throw new Stop({ zh: '请用 --out 另取名', en: 'choose another --out' })
    await isThere(path)
    const name = { zh: `抢救 ${path}`, en: `repairing ${path}` }[language]
    const saved = await progress(terminal, name, () =>
      wholeFile(out, false, async (temporary) => {
        try {
          return await repairJournal(path, temporary)
        } catch (error) {
          throw refusal(path, codeOf(error))
        }
      }),
    )
    const whole = saved.lost.length === 0 && saved.missing.length === 0
    const zh = language === 'zh'
    return {
      code: whole ? exitCodes.done : exitCodes.found,
      lines: [
        zh ? `救出 ${saved.entries} 次提交` : `${saved.entries} commits saved`,
        ...table(saved.lost.map(({ from, to }) => [zh ? '丢失字节' : 'bytes lost', `${from}–${to}`])),
        ...table(
          saved.missing.map(({ partition, after, before }) => [
            zh ? '缺少提交' : 'commits missing',
            partition,
            `${after + 1}–${before - 1}`,
          ]),
        ),
        ...(whole
          ? []
          : [zh ? '缺少提交的分区，校验时将一直显示断链' : 'chains that lack commits stay broken for verify']),
        zh ? `已写出 ${out}` : `written: ${out}`,
      ],
      data: { journal: path, out, ...saved },
    }
  },
}

async function isThere(path: string): Promise<void> {
  const bytes = await bytesOf(path)
  if (bytes.length === 0) throw new Stop({ zh: `${path} 是空文件`, en: `${path} is empty` })
}

function refusal(path: string, code: string): Stop {
  if (code === 'busy')
    return new Stop(
      { zh: `${path} 正被打开，请先关闭`, en: `${path} is open elsewhere: close it first` },
      exitCodes.refused,
    )
  if (code === 'newer-format')
    return new Stop({ zh: `${path} 由更新的版本写成`, en: `${path} was written by a newer version` }, exitCodes.refused)
  return new Stop({ zh: `${path} 不能抢救（${code}）`, en: `${path} cannot be repaired (${code})` }, exitCodes.refused)
}
