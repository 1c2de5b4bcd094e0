/** Where text goes; `isTTY` where a person is looking. */
export interface Stream {
  readonly isTTY?: boolean
  readonly write: (text: string) => unknown
}

/** What surrounds a command: streams, hour and language. Nothing else of the machine is asked. */
export interface Terminal {
  readonly stdout: Stream
  readonly stderr: Stream
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** The language if none is asked for. */
  readonly language: 'zh' | 'en'
}

/** Lets the line be seen before a long step begins, and signals be heard before the next. */
const pause = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve))

/** Does a step and says so on the standard error of a terminal; in a pipe it is silent. The line is gone afterwards. */
export async function progress<T>(terminal: Terminal, name: string, work: () => Promise<T> | T): Promise<T> {
  const shown = terminal.stderr.isTTY === true
  if (shown) terminal.stderr.write(`… ${name}`)
  await pause()
  try {
    return await work()
  } finally {
    if (shown) terminal.stderr.write('\r\u001b[K')
  }
}

/** Ranges of characters that take two columns. */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/gu

/** The columns that a text takes on a terminal. */
export const widthOf = (text: string): number => text.length + (text.match(wide)?.length ?? 0)

/** Characters that a terminal would obey; a sheet may have them in names. */
// eslint-disable-next-line no-control-regex
const commands = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g

/** Rows with their columns below each other; numbers stand to the right. */
export function table(rows: readonly (readonly (string | number)[])[]): readonly string[] {
  const texts = rows.map((row) => row.map((cell) => String(cell).replace(commands, ' ')))
  const widths: number[] = []
  for (const row of texts)
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, widthOf(cell))
    })
  return texts.map((row, i) =>
    row
      .map((cell, column) => {
        const blank = ' '.repeat((widths[column] ?? 0) - widthOf(cell))
        return typeof rows[i]?.[column] === 'number' ? blank + cell : cell + blank
      })
      .join('  ')
      .trimEnd(),
  )
}
