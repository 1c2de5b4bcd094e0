import { parseArgs } from 'node:util'
import { isDate, type PlainDate } from 'childfile'
import { check } from './commands/check.ts'
import { type Command, exitCodes, type Language, type OptionForm, Stop } from './command.ts'
import { commandHelp, commonOptions, help } from './help.ts'
import { pairing } from './commands/pairing.ts'
import { repair } from './commands/repair.ts'
import { report } from './commands/report.ts'
import type { Terminal } from './terminal.ts'
import { verify } from './commands/verify.ts'

const commands: Readonly<Record<string, Command>> = { check, report, pair: pairing, verify, repair }

/** Does what the words of a command line say, and answers the exit code. Nothing is thrown. */
export async function commandLine(words: readonly string[], terminal: Terminal): Promise<number> {
  const language = languageAsked(words) ?? terminal.language
  try {
    return await run(words, terminal, language)
  } catch (error) {
    if (error instanceof Stop) {
      terminal.stderr.write(`childfile: ${error.words[language]}\n`)
      return error.code
    }
    // The kind of a fault is enough to find it; its message may quote what was read.
    const kind = error instanceof Error ? error.name : typeof error
    const where =
      error instanceof Error ? (/\bat [^(]*\(?[^()]*?([\w-]+\.[jt]s:\d+)/.exec(error.stack ?? '')?.[1] ?? '') : ''
    terminal.stderr.write(
      {
        zh: `childfile: 程序出错（${kind} ${where}），未写出任何文件\n`,
        en: `childfile: a fault of the program (${kind} ${where}); nothing was written\n`,
      }[language],
    )
    return exitCodes.fault
  }
}

async function run(words: readonly string[], terminal: Terminal, language: Language): Promise<number> {
  const [name = '--help', ...rest] = words
  if (name === '--help' || name === '-h' || name === 'help') {
    const about = commands[rest[0] ?? '']
    terminal.stdout.write(about ? commandHelp(rest[0] ?? '', about, language) : help(commands, language))
    return words.length === 0 ? exitCodes.usage : exitCodes.done
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command)
    throw new Stop({
      zh: `没有这个命令：${name}；见 childfile --help`,
      en: `no such command: ${name}; see childfile --help`,
    })
  const { values, paths } = argumentsOf(name, command, rest)
  if (values['help'] !== undefined) {
    terminal.stdout.write(commandHelp(name, command, language))
    return exitCodes.done
  }
  const { lang, 'as-of': day } = values
  if (lang !== undefined && lang !== 'zh' && lang !== 'en')
    throw new Stop({ zh: '--lang 须为 zh 或 en', en: '--lang must be zh or en' })
  const [path] = paths
  if (path === undefined || paths.length > 1)
    throw new Stop({
      zh: `请写一个 ${command.argument}：childfile ${name} ${command.argument}`,
      en: `give one ${command.argument}: childfile ${name} ${command.argument}`,
    })
  const asOf = day ?? today(terminal.now())
  if (asOf === undefined || !isDate(asOf))
    throw new Stop({
      zh: '--as-of 须为存在的日期，写成 YYYY-MM-DD',
      en: '--as-of must be a day that exists, written YYYY-MM-DD',
    })
  const answer = await command.run({ path, values, language, asOf, terminal })
  terminal.stdout.write(
    values['json'] !== undefined
      ? `${JSON.stringify(answer.data)}\n`
      : answer.lines.map((line) => `${line}\n`).join(''),
  )
  return answer.code
}

/** The language asked for, found before anything else, so that also a wrong call is answered in it. */
function languageAsked(words: readonly string[]): Language | undefined {
  const at = words.findIndex((word) => word === '--lang' || word.startsWith('--lang='))
  const asked = at < 0 ? undefined : (words[at]?.split('=')[1] ?? words[at + 1])
  return asked === 'zh' || asked === 'en' ? asked : undefined
}

interface Arguments {
  readonly values: Readonly<Record<string, string | undefined>>
  readonly paths: readonly string[]
}

function argumentsOf(name: string, command: Command, words: readonly string[]): Arguments {
  const forms: Readonly<Record<string, OptionForm>> = { ...commonOptions, ...command.options }
  const options = Object.fromEntries(
    Object.entries(forms).map(([option, { value }]) => [
      option,
      {
        type: value === undefined ? ('boolean' as const) : ('string' as const),
        ...(option === 'help' && { short: 'h' }),
      },
    ]),
  )
  const { tokens } = parseArgs({ args: [...words], options, strict: false, allowPositionals: true, tokens: true })
  const see = `childfile ${name} --help`
  const values: Record<string, string> = {}
  const paths: string[] = []
  for (const token of tokens) {
    if (token.kind === 'positional') paths.push(token.value)
    if (token.kind !== 'option') continue
    const form = Object.hasOwn(forms, token.name) ? forms[token.name] : undefined
    if (!form)
      throw new Stop({
        zh: `没有这个选项：${token.rawName}；见 ${see}`,
        en: `no such option: ${token.rawName}; see ${see}`,
      })
    if (form.value === undefined ? token.value !== undefined : token.value === undefined || token.value === '')
      throw new Stop(
        form.value === undefined
          ? { zh: `${token.rawName} 不带值`, en: `${token.rawName} takes no value` }
          : { zh: `${token.rawName} 须带一个值 ${form.value}`, en: `${token.rawName} needs a value ${form.value}` },
      )
    values[token.name] = token.value ?? ''
  }
  return { values, paths }
}

/** The day of the machine's own clock and zone. */
function today(now: number): PlainDate | undefined {
  const date = new Date(now)
  const two = (number: number): string => String(number).padStart(2, '0')
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return isDate(day) ? day : undefined
}
