import type { Dice } from './dice.ts'

/** A text that occurs nowhere else; every mutation may put it in, and no answer may hold it. */
export const canary = '雪豹CANARY73519846217'

const awkward: readonly string[] = [
  '',
  ' ',
  '\u0000',
  '\ud842',
  '\udfb7',
  '\u200b',
  '\u202e',
  '\ufeff',
  'e\u0301',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '=1+1',
  '-',
  '/',
  '无',
  '未采集',
  '#REF!',
  '2026-02-30',
  '2016/3/26',
  '一九九〇年三月',
  '农历三月初五',
  '45123.5',
  '1e400',
  '5.20526E+17',
  '11010519491231002X',
  '１３８１２３４５６７８',
  '13812345678/0857-1234567',
  '999999999999999999999999',
  '😀',
  '𬭎',
  '"',
  ',',
  '\n',
  '\r',
  ';',
  '(',
  '（其他）',
  "'; drop table row; --",
]
const characters = [
  ...Array.from('0123456789-/.年月日XxＸ男女是否无、，；()（） \t"\'=+@%_~!甲乙'),
  '\u0000',
  '\ud800',
  '\u3000',
]

const noise = (dice: Dice, most: number): string => {
  let out = ''
  for (let left = dice.below(most); left > 0; left--) out += dice.pick(characters)
  return out
}

/** The text with something done to it. */
export function mutatedText(dice: Dice, text: string): string {
  const at = dice.below(text.length + 1)
  switch (dice.below(9)) {
    case 0:
      return dice.pick(awkward)
    case 1:
      return text.slice(0, at) + canary + text.slice(at)
    case 2:
      return text.slice(0, at) + dice.pick(characters) + text.slice(at + 1)
    case 3:
      return text.slice(0, at) + dice.pick(awkward) + text.slice(at)
    case 4:
      return text.slice(at)
    case 5:
      return text.repeat(dice.once(200) ? 1 + Math.floor(20_000 / (text.length + 1)) : 2)
    case 6:
      return noise(dice, 24)
    case 7:
      return canary + noise(dice, 6)
    default:
      return String.fromCharCode(...Array.from({ length: dice.below(6) }, () => dice.below(0x1_0000)))
  }
}

/** The bytes with something done to them. */
export function mutatedBytes(dice: Dice, bytes: Uint8Array): Uint8Array {
  let out = bytes.slice()
  for (let left = 1 + dice.below(4); left > 0; left--) {
    const at = dice.below(out.length + 1)
    switch (dice.below(6)) {
      case 0:
      case 1:
        if (at < out.length) out[at] = (out[at] ?? 0) ^ (1 << dice.below(8))
        break
      case 2:
        if (at < out.length) out[at] = dice.below(256)
        break
      case 3:
        out = out.slice(0, at)
        break
      case 4: {
        const more = out.subarray(at, at + dice.below(40))
        out = new Uint8Array(Buffer.concat([out.subarray(0, at), more, out.subarray(at)]))
        break
      }
      default:
        out = new Uint8Array(Buffer.concat([out.subarray(0, at), Buffer.from(canary), out.subarray(at)]))
    }
  }
  return out
}

class Person {
  readonly name = canary
}

const throwing = (): object =>
  Object.defineProperty({}, canary, {
    enumerable: true,
    get: () => {
      throw new Error(canary)
    },
  })

const deep = (dice: Dice): unknown => {
  let inner: unknown = canary
  for (let left = dice.pick([10, 70, 5000]); left > 0; left--) inner = dice.once(2) ? [inner] : { [canary]: inner }
  return inner
}
const circle = (): unknown => {
  const one: unknown[] = [canary]
  one.push(one)
  return one
}
const holes = (): unknown[] => {
  const list: unknown[] = [canary]
  list.length = 2 ** 31
  return list
}

/** Something that may stand anywhere in a document and mostly should not. */
function strange(dice: Dice): unknown {
  switch (dice.below(24)) {
    case 0:
      return undefined
    case 1:
      return null
    case 2:
      return dice.pick([Number.NaN, Infinity, -0, -1, 1.5, 2 ** 53, 1e308])
    case 3:
      return 73519846217n
    case 4:
      return new Date(0)
    case 5:
      return new Map([[canary, canary]])
    case 6:
      return new Person()
    case 7:
      return throwing()
    case 8:
      return deep(dice)
    case 9:
      return circle()
    case 10:
      return holes()
    case 11:
      return JSON.parse(`{"__proto__":{"x":"${canary}"},"constructor":{"prototype":1}}`) as unknown
    case 12:
      return Symbol(canary)
    case 13:
      return () => canary
    case 14:
      return true
    case 15:
      return []
    case 16:
      return {}
    case 17:
      return { [canary]: canary }
    case 18:
      return [canary, canary]
    case 19:
      return { other: canary }
    default:
      return mutatedText(dice, dice.pick(awkward))
  }
}

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value)
const isFields = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype

/** The document with one thing changed somewhere in it. */
export function mutatedValue(dice: Dice, value: unknown): unknown {
  if (dice.once(8)) return strange(dice)
  if (isList(value) && value.length > 0 && value.length < 10_000) {
    const at = dice.below(value.length)
    switch (dice.below(5)) {
      case 0:
        return value.toSpliced(at, 1)
      case 1:
        return [...value, value[at]]
      case 2:
        return [...value, strange(dice)]
      default:
        return value.with(at, mutatedValue(dice, value[at]))
    }
  }
  if (isFields(value)) {
    const names = Object.keys(value)
    const name = names.length === 0 ? '' : dice.pick(names)
    if (names.some((one) => 'get' in (Object.getOwnPropertyDescriptor(value, one) ?? {}))) return value
    switch (dice.below(8)) {
      case 0:
        return Object.fromEntries(Object.entries(value).filter(([one]) => one !== name))
      case 1:
        return { ...value, [mutatedText(dice, name)]: value[name] }
      case 2:
        return { ...value, [canary]: strange(dice) }
      default:
        return name === '' ? { [canary]: strange(dice) } : { ...value, [name]: mutatedValue(dice, value[name]) }
    }
  }
  return typeof value === 'string' ? mutatedText(dice, value) : strange(dice)
}
