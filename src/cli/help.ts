import type { Command, Language, OptionForm, Words } from './command.ts'
import { table } from './terminal.ts'

/** Options that every command has. */
export const commonOptions = {
  'as-of': { value: 'YYYY-MM-DD', zh: '以哪一天为准，不写则为今天', en: 'the day to go by, today if not said' },
  json: { zh: '以一个 JSON 值输出', en: 'answers with one JSON value' },
  lang: { value: 'zh|en', zh: '语言', en: 'language' },
  help: { zh: '本说明', en: 'this help' },
} as const satisfies Readonly<Record<string, OptionForm>>

const ends: readonly (readonly [string, Words])[] = [
  [
    '2',
    {
      zh: '调用有误或输入不能读取，未写出任何文件',
      en: 'wrongly called, or the input cannot be read; nothing was written',
    },
  ],
  [
    '3',
    {
      zh: '无权写入、磁盘已满、被占用或存储已损坏',
      en: 'no right to write, disk full, in use, or a store that is damaged',
    },
  ],
  ['70', { zh: '程序出错', en: 'a fault of the program' }],
]

const optionRows = (options: Readonly<Record<string, OptionForm>>, language: Language) =>
  Object.entries(options).map(([name, form]) => [
    `  ${name === 'help' ? '-h, ' : ''}--${name}${form.value === undefined ? '' : ` ${form.value}`}`,
    form[language],
  ])

const page = (lines: readonly string[]): string => `${lines.join('\n')}\n`

/** The help of one command. */
export const commandHelp = (name: string, command: Command, language: Language): string =>
  page([
    `childfile ${name} ${command.argument} [${language === 'zh' ? '选项' : 'options'}]`,
    '',
    command[language],
    '',
    ...table(optionRows({ ...command.options, ...commonOptions }, language)),
    '',
    language === 'zh' ? '退出码' : 'Exit codes',
    ...table([
      ['  0', command.done[language]],
      ['  1', command.found[language]],
      ...ends.map(([code, words]) => [`  ${code}`, words[language]]),
    ]),
  ])

/** What commands there are. */
export const help = (commands: Readonly<Record<string, Command>>, language: Language): string =>
  page([
    ...(language === 'zh'
      ? ['childfile：留守儿童关爱工作的登记表、报告、结对与存储校验', '', '用法']
      : ['childfile: sheets, report, pairs and stores in the care of children whose parents work away', '', 'Usage']),
    ...table(
      Object.entries(commands).map(([name, command]) => [`  childfile ${name} ${command.argument}`, command[language]]),
    ),
    '',
    language === 'zh'
      ? '各命令的选项与退出码：childfile COMMAND --help'
      : 'Options and exit codes of each: childfile COMMAND --help',
  ])
