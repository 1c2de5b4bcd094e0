import type { Written } from './reading.ts'

/** Characters that nobody sees and no clerk types: control, zero-width, bidirectional and replacement characters. */
function isRefused(code: number): boolean {
  if (code < 0xad)
    return (code < 0x20 && !(code >= 0x09 && code <= 0x0d)) || (code >= 0x7f && code <= 0x9f && code !== 0x85)
  if (code < 0x2000) return code === 0xad || code === 0x61c || code === 0x115f || code === 0x1160 || code === 0x180e
  if (code < 0x3000)
    return (
      (code >= 0x200b && code <= 0x200f) || (code >= 0x202a && code <= 0x202e) || (code >= 0x2060 && code <= 0x206f)
    )
  return code === 0x3164 || code === 0xfeff || code === 0xffa0 || (code >= 0xfff9 && code <= 0xffff)
}

/** 0: nothing to do; 1: spaces, full width or characters that may need composing; 2: refused. */
function scan(text: string): 0 | 1 | 2 {
  let answer: 0 | 1 = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if ((code >= 0x4e00 && code <= 0x9fff) || (code > 0x20 && code < 0x7f) || code === 0x3001 || code === 0x3002)
      continue
    if (code >= 0xd800 && code <= 0xdfff) {
      const next = text.charCodeAt(i + 1)
      if (code > 0xdbff || !(next >= 0xdc00 && next <= 0xdfff)) return 2
      i++
    } else if (isRefused(code)) return 2
    answer = 1
  }
  return answer
}

const half = (character: string): string => String.fromCharCode(character.charCodeAt(0) - 0xfee0)

/**
 * Free words made regular: composed (NFC), digits and letters in half width, runs of any white space as one space, trimmed.
 * Undefined where the text has control, zero-width, bidirectional, replacement or broken characters.
 */
export function tidy(text: string): string | undefined {
  const found = scan(text)
  if (found === 0) return text
  if (found === 2) return undefined
  return text
    .normalize('NFC')
    .replace(/[\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A]/g, half)
    .replace(/[\s\u0085]+/g, ' ')
    .trim()
}

/** Words of codes, numbers and dates: as `tidy`, all of ASCII in half width, and no white space at all. */
export function squash(text: string): string | undefined {
  const found = scan(text)
  if (found === 0) return text
  if (found === 2) return undefined
  return text
    .normalize('NFC')
    .replace(/[\uFF01-\uFF5E]/g, half)
    .replace(/[\s\u0085]+/g, '')
}

/** What was written, as text; a number as its digits, undefined if it is none. */
export const wordsOf = (written: Written): string | undefined =>
  typeof written === 'string' ? written : Number.isFinite(written) ? String(written === 0 ? 0 : written) : undefined

const letter = /\p{L}/u
const han = String.raw`[\p{Script=Han}\uE000-\uF8FF·]`
const spaceInHan = new RegExp(`(?<=${han}) | (?=${han})`, 'gu')
const dots = /[\u2022\u2027\u2219\u22C5\u30FB\uFF0E\uFF65\u0387]|(?<=\p{Script=Han})\.(?=\p{Script=Han})/gu

/** A person's name made regular: no spaces beside Chinese characters, one kind of middle dot. Undefined as `tidy`. */
export function nameText(text: string): string | undefined {
  const found = scan(text)
  if (found === 0) return text.includes('.') ? text.replace(dots, '·') : text
  return tidy(text)?.replace(dots, '·').replace(spaceInHan, '')
}

/** Whether the text has a letter or an ideograph; digits and signs alone are not a name. */
export const hasLetter = (text: string): boolean => /^[\u4e00-\u9fff]/.test(text) || letter.test(text)
