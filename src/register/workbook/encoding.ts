import { ok, type Outcome, refuse } from '../../problem.ts'

const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean => start.every((byte, i) => bytes[i] === byte)

/** First bytes of a zip archive, which an .xlsx file is. */
export const zipStart = [0x50, 0x4b, 0x03, 0x04] as const
/** First bytes of an OLE2 compound file: .xls, or a workbook under a password. */
export const ole2Start = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1] as const

export const isZip = (bytes: Uint8Array): boolean => startsWith(bytes, zipStart)
export const isOle2 = (bytes: Uint8Array): boolean => startsWith(bytes, ole2Start)

function decode(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

const unreadable = (message: string): Outcome<never> => refuse('', 'unreadable-encoding', message)

/**
 * Whether bytes that are not quite UTF-8 are UTF-8 with damage: far more characters come out right than wrong. Read as GB18030
 * they would turn into other characters without a word.
 */
function isDamagedUtf8(bytes: Uint8Array): boolean {
  let wrong = 0
  let right = 0
  for (const character of new TextDecoder('utf-8').decode(bytes)) {
    if (character === '\uFFFD') wrong++
    else if (character > '\u07FF') right++
  }
  return wrong > 0 && right > wrong * 4
}

const isBinary = (text: string): boolean => {
  let count = 0
  for (let at = text.indexOf('\0'); at >= 0; at = text.indexOf('\0', at + 1)) count++
  return count * 20 > text.length
}

/** The text of bytes in UTF-8 or UTF-16 with or without mark, or in GB18030 (with it GBK and GB2312). */
export function decodeText(bytes: Uint8Array): Outcome<string> {
  if (isZip(bytes)) return unreadable('the bytes are an archive, perhaps an .xlsx workbook')
  if (isOle2(bytes)) return refuse('', 'legacy-workbook', 'the bytes are an .xls workbook or one under a password')
  const marked = startsWith(bytes, [0xef, 0xbb, 0xbf])
    ? 'utf-8'
    : startsWith(bytes, [0xff, 0xfe])
      ? 'utf-16le'
      : startsWith(bytes, [0xfe, 0xff])
        ? 'utf-16be'
        : undefined
  if (marked !== undefined) {
    const text = decode(bytes, marked)
    return text === undefined ? unreadable('the mark at the start and the bytes contradict each other') : ok(text)
  }
  const utf8 = decode(bytes, 'utf-8')
  if (utf8 !== undefined) return isBinary(utf8) ? unreadable('the bytes are not text') : ok(utf8)
  if (isDamagedUtf8(bytes)) return unreadable('the text is UTF-8 with damaged bytes')
  const chinese = decode(bytes, 'gb18030')
  return chinese === undefined || isBinary(chinese)
    ? unreadable('the bytes are not UTF-8, UTF-16 or GB18030')
    : ok(chinese)
}
