import { type Weekday, type WeekSlot, weekdays, weekSlots } from '../../week.ts'
import { partsOf } from '../engine/code-kind.ts'
import { type Filled, type Kind, kind } from '../engine/kind.ts'
import { gradeReading, readAs, squash, unread } from '../records.ts'

const dayWords = '一二三四五六日'
const dayOf = (character: string): number =>
  dayWords.indexOf(character === '天' || character === '七' ? '日' : character)
const english: readonly string[] = weekdays

const dayParts = [
  ['上午', 'morning'],
  ['下午', 'afternoon'],
  ['晚上', 'evening'],
] as const

const range = (from: number, to: number): readonly number[] =>
  Array.from({ length: ((to - from + 7) % 7) + 1 }, (_, i) => (from + i) % 7)

/** Days of the week that words name: 周三, 星期三至周五, 周末, 工作日, 每天, Tue; undefined if they name none. */
function daysOf(words: string): readonly number[] | undefined {
  if (/每天|每日|天天|随时|不限|都可以|全周/.test(words)) return range(0, 6)
  if (/周末|双休/.test(words)) return [5, 6]
  if (/工作日|平时|平日/.test(words)) return range(0, 4)
  const span = /(?:周|星期|礼拜)([一二三四五六日天七])(?:至|到|-|—|~)(?:周|星期|礼拜)?([一二三四五六日天七])/.exec(
    words,
  )
  if (span) return range(dayOf(span[1] ?? ''), dayOf(span[2] ?? ''))
  const one = /(?:周|星期|礼拜)([一二三四五六日天七])/.exec(words)
  if (one) return [dayOf(one[1] ?? '')]
  const foreign = english.indexOf(words.slice(0, 3).toLowerCase())
  return foreign < 0 ? undefined : [foreign]
}

function partsNamed(words: string): readonly (typeof dayParts)[number][1][] {
  if (/全天|整天/.test(words)) return dayParts.map(([, part]) => part)
  if (/白天/.test(words)) return ['morning', 'afternoon']
  const found = [
    ...(/上午|早上|早晨|早|morning/i.test(words) ? (['morning'] as const) : []),
    ...(/下午|午后|afternoon/i.test(words) ? (['afternoon'] as const) : []),
    ...(/晚|夜|evening/i.test(words) ? (['evening'] as const) : []),
  ]
  return found.length > 0 ? found : dayParts.map(([, part]) => part)
}

/** Slots of the week: 周三上午、周末、每天晚上; a day without part of day is the whole day. */
export const slots: Kind<Filled<readonly WeekSlot[]>> = kind<readonly WeekSlot[]>({
  none: true,
  repeats: true,
  read(words) {
    const found = new Set<WeekSlot>()
    for (const part of partsOf(words)) {
      const days = daysOf(squash(part) ?? '')
      if (days === undefined) return unread('unreadable-code')
      for (const day of days) for (const time of partsNamed(part)) found.add(`${weekdays[day] ?? 'mon'}-${time}`)
    }
    return found.size === 0 ? unread('unreadable-code') : readAs(weekSlots.filter((slot) => found.has(slot)))
  },
  write: (value) => value.map(slotText).join('、'),
})

function slotText(slot: WeekSlot): string {
  const [day = '', part = ''] = slot.split('-')
  return `周${dayWords.charAt(english.indexOf(day))}${dayParts.find(([, name]) => name === part)?.[0] ?? ''}`
}

/** Days of the week: Tue Wed Thu, 周二、周三, 周一至周五. */
export const days: Kind<Filled<readonly Weekday[]>> = kind<readonly Weekday[]>({
  none: true,
  repeats: true,
  read(words) {
    const found = new Set<number>()
    for (const part of partsOf(words)) {
      const named = daysOf(squash(part) ?? '')
      if (named === undefined) return unread('unreadable-code')
      for (const day of named) found.add(day)
    }
    return readAs(weekdays.filter((_, i) => found.has(i)))
  },
  write: (value) => value.map((day) => `周${dayWords.charAt(weekdays.indexOf(day))}`).join('、'),
})

/** Grades that something is for: 1-6, 四至六年级, 七年级, kg, 幼儿园; 不限 is none. */
export const gradeRange: Kind<Filled<'kindergarten' | { readonly from: number; readonly to: number }>> = kind<
  'kindergarten' | { readonly from: number; readonly to: number }
>({
  none: true,
  repeats: true,
  read(words) {
    const text = squash(words) ?? ''
    if (/^(?:kg|kindergarten|幼儿园|学前)$/i.test(text)) return readAs('kindergarten')
    const stage = /^(小学|初中|高中)(?:全体|各年级)?$/.exec(text)?.[1]
    if (stage !== undefined)
      return readAs({
        from: stage === '小学' ? 1 : stage === '初中' ? 7 : 10,
        to: stage === '小学' ? 6 : stage === '初中' ? 9 : 12,
      })
    const [first = '', second = first] = text.split(/[-—~～至到]/)
    const from = gradeReading(first).value?.grade
    const to = gradeReading(second).value?.grade
    if (typeof from !== 'number' || typeof to !== 'number') return unread('unreadable-code')
    return from > to ? unread('out-of-range') : readAs({ from, to })
  },
  write: (value) => (typeof value === 'string' ? '幼儿园' : `${value.from}-${value.to}`),
})
