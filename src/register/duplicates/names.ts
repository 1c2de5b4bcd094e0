import { readings } from './pinyin-table.ts'

/** A name as it is written and as it sounds. */
export interface NameParts {
  readonly text: string
  readonly surname: string
  readonly given: string
  /** Readings with tones, one for each character. */
  readonly sound: string
  /** Readings without tones. */
  readonly plainSound: string
  readonly plainGiven: string
}

/**
 * How two names meet. `equal`; `homophone`: other characters, same sound; `nearHomophone`: same but for tones; `surnameChanged`: the
 * given name is equal, the surname is not.
 */
export type NameMatch = 'equal' | 'homophone' | 'nearHomophone' | 'surnameChanged'

const compoundSurnames: ReadonlySet<string> = new Set(
  '欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 令狐 百里 呼延 东郭 西门 第五 拓跋 轩辕 闾丘 子车 南门'.split(
    ' ',
  ),
)

/** Characters that are read otherwise as a surname. */
const surnameReadings: Readonly<Record<string, string>> = {
  曾: 'zeng1',
  单: 'shan4',
  查: 'zha1',
  仇: 'qiu2',
  解: 'xie4',
  任: 'ren2',
  区: 'ou1',
  盖: 'ge3',
  朴: 'piao2',
  缪: 'miao4',
  乐: 'yue4',
  翟: 'zhai2',
  覃: 'qin2',
  华: 'hua4',
  召: 'shao4',
  员: 'yun4',
}

let table: ReadonlyMap<string, string> | undefined

/** The reading of each character, unpacked when first needed. */
function readingOf(character: string): string {
  table ??= new Map(
    readings
      .join(' ')
      .split(' ')
      .flatMap((group) => {
        const [, reading = '', characters = ''] = /^([a-zê]+\d)(.*)$/u.exec(group) ?? []
        return Array.from(characters, (one) => [one, reading] as const)
      }),
  )
  return table.get(character) ?? character
}

const withoutTone = (reading: string): string => reading.replace(/(?<=[a-zê])\d$/, '')

/** A name taken apart. */
export function nameParts(text: string): NameParts {
  const characters = Array.from(text.toLowerCase().replace(/[·\s]/g, ''))
  const compound = characters.length > 2 && compoundSurnames.has(characters.slice(0, 2).join(''))
  const length = compound ? 2 : 1
  const sounds = characters.map((one, i) => (i === 0 ? surnameReadings[one] : undefined) ?? readingOf(one))
  const plain = sounds.map(withoutTone)
  return {
    text: characters.join(''),
    surname: characters.slice(0, length).join(''),
    given: characters.slice(length).join(''),
    sound: sounds.join(' '),
    plainSound: plain.join(' '),
    plainGiven: plain.slice(length).join(' '),
  }
}

/** How two names meet; undefined if they do not. */
export function nameMatch(a: NameParts, b: NameParts): NameMatch | undefined {
  if (a.text === b.text) return 'equal'
  if (a.sound === b.sound) return 'homophone'
  if (a.plainSound === b.plainSound) return 'nearHomophone'
  return a.given !== '' && a.given === b.given ? 'surnameChanged' : undefined
}
