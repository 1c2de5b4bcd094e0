import { isKnown } from '../../absent.ts'
import type { PlainDate } from '../../date.ts'
import type { Dose } from '../../records/index.ts'
import type { ImmunisationProgramme, Vaccine } from './programme.ts'

/** A recorded dose that counts as one of the vaccines of the programme. */
export interface LoggedDose {
  readonly id: string
  readonly vaccine: Vaccine
  readonly on: PlainDate | undefined
  /** Which dose of the course, as written down. */
  readonly number: number | undefined
  /** Written in free words: another product, whose own ages are not known here and are not checked. */
  readonly inWords: boolean
}

/** Why a recorded dose does not count, or what is odd about it. */
export type DoseFindingCode =
  | 'beforeBirth'
  | 'laterThanAsOf'
  /** Given before the least age. */
  | 'tooYoung'
  | 'intervalTooShort'
  /** The same vaccine twice on one day. */
  | 'duplicate'
  /** More doses than the course has, or a vaccine that is not for this child. */
  | 'surplus'
  | 'dateUnknown'
  /** Which vaccine it was cannot be told. */
  | 'vaccineUnknown'
  /** Not of the programme; it is left out. */
  | 'otherVaccine'
  /** Two injected live vaccines on different days, too close. It counts; a professional decides. */
  | 'liveTooClose'

/** A finding about a recorded dose. */
export interface DoseFinding {
  readonly code: DoseFindingCode
  /** Id of the record. */
  readonly record: string
}

/** The recorded doses as far as the programme can use them, in order of day, number and id. */
export interface DoseLog {
  readonly doses: readonly LoggedDose[]
  readonly findings: readonly DoseFinding[]
  /** Whether some dose could have been of any vaccine. */
  readonly unnamed: boolean
}

const order = (a: LoggedDose, b: LoggedDose): number =>
  a.on !== b.on
    ? (a.on ?? '~') < (b.on ?? '~')
      ? -1
      : 1
    : (a.number ?? 99) - (b.number ?? 99) || (a.id < b.id ? -1 : 1)

/** The vaccines for which free words count; undefined if nobody can tell. */
const wordsCountAs = (words: string, others: ImmunisationProgramme['others']): readonly Vaccine[] | undefined =>
  others.find((other) => other.words.some((word) => words.toUpperCase().includes(word.toUpperCase())))?.countsAs

/** Reads the recorded doses up to a day. */
export function doseLog(
  records: Readonly<Record<string, Dose>>,
  { birthDate, asOf, others }: { birthDate: PlainDate; asOf: PlainDate; others: ImmunisationProgramme['others'] },
): DoseLog {
  const findings: DoseFinding[] = []
  const found: LoggedDose[] = []
  let unnamed = false
  const finding = (code: DoseFindingCode, record: string): number => findings.push({ code, record })
  for (const [id, { vaccine, on, number }] of Object.entries(records)) {
    const day = isKnown(on) ? on : undefined
    if (day !== undefined && day > asOf) {
      finding('laterThanAsOf', id)
      continue
    }
    if (day !== undefined && day < birthDate) {
      finding('beforeBirth', id)
      continue
    }
    const counts =
      typeof vaccine === 'object'
        ? wordsCountAs(vaccine.other, others)
        : isKnown(vaccine) && vaccine !== 'none'
          ? [vaccine]
          : undefined
    if (counts === undefined) {
      finding('vaccineUnknown', id)
      unnamed = true
      continue
    }
    if (counts.length === 0) finding('otherVaccine', id)
    else if (day === undefined) finding('dateUnknown', id)
    for (const one of counts)
      found.push({
        id,
        vaccine: one,
        on: day,
        number: isKnown(number) ? number : undefined,
        inWords: typeof vaccine === 'object',
      })
  }
  found.sort(order)
  const doses = found.filter((dose, at) => {
    const twice =
      found.findIndex((other) => other.vaccine === dose.vaccine && other.on !== undefined && other.on === dose.on) <
        at && dose.on !== undefined
    if (twice) finding('duplicate', dose.id)
    return !twice
  })
  return { doses, findings, unnamed }
}
