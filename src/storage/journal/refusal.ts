/** Why a journal does not open. */
export type JournalRefusalCode = 'damaged' | 'not-a-store' | 'busy'

/** The rule of the format that the bytes at a place break. */
export type JournalRule =
  | 'first line'
  | 'frame header'
  | 'frame content'
  | 'frame end'
  | 'frame number'
  | 'entry sequence'
  | 'body checksum'

/** A journal that does not open, or cannot be read on: what is wrong and where, and nothing of what is written there. */
export class JournalRefusal extends Error {
  readonly code: JournalRefusalCode
  /** The byte at which the damage begins. */
  readonly at?: number
  readonly rule?: JournalRule
  constructor(code: JournalRefusalCode, message: string, damage?: { readonly at: number; readonly rule: JournalRule }) {
    super(message)
    this.name = 'JournalRefusal'
    this.code = code
    if (damage) {
      this.at = damage.at
      this.rule = damage.rule
    }
  }
}

/** The refusal of a journal in which a rule of the format is broken at a byte. */
export const damaged = (at: number, rule: JournalRule): JournalRefusal =>
  new JournalRefusal('damaged', `the journal is damaged at byte ${at}: ${rule}`, { at, rule })

/** Any failure, without what the system's own message may quote. */
export const failure = (error: unknown, code: string): Error =>
  error instanceof JournalRefusal ? error : Object.assign(new Error(`the journal failed with ${code}`), { code })
