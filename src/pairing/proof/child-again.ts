import type { PlainDate } from '../../date.ts'
import type { ChildToPair, PairingProblem } from '../pairing-problem.ts'

/** 0 no, 1 not known, 2 yes: several conditions together are as good as the worst of them. */
export type Degree = 0 | 1 | 2

/** Whether a field holds a day. */
export const isDate = (value: unknown): value is PlainDate => typeof value === 'string' && /^\d{4}-/.test(value)

/** Whether a field has no value. */
export const absent = (value: unknown): boolean => value === 'notCollected' || value === 'contested'

/** The entries of a record; none where there is only a word instead. */
export const entries = <T>(record: Readonly<Record<string, T>> | string): readonly T[] =>
  typeof record === 'string' ? [] : Object.values(record)

/** Whether a value is one of some codes. */
export const among = (value: unknown, ...codes: readonly string[]): boolean => codes.some((code) => code === value)

type File = ChildToPair['file']

/** What stands against any helper for the child, as `rule verdict`. Written from the rules, apart from the code that pairs. */
export function childObstacles({ term }: PairingProblem, { file }: ChildToPair, onMap: boolean): readonly string[] {
  const found: string[] = []
  const need = (rule: string, degree: Degree) => {
    if (degree < 2) found.push(`${rule} ${degree === 0 ? 'no' : 'unknown'}`)
  }
  const { registerState, exitOn } = file.register
  const gone = registerState === 'exited' || (isDate(exitOn) && exitOn <= term.from)
  need('on-register', gone ? 0 : registerState === 'registered' && exitOn !== 'contested' ? 2 : 1)
  const words = wordsOf(file)
  need('child-refuses', refuses(words.child) ? 0 : 2)
  need('parent-refuses', refuses(words.parent) ? 0 : 2)
  need('consent', consentDegree(file, term.from))
  need('child-place', onMap ? 2 : 1)
  return found
}

interface Words {
  readonly no: string[]
  readonly yes: string[]
}

/** Days of words for and against a helper; a no without a day counts as said after everything else. */
export function wordsOf(file: File): { readonly child: Words; readonly parent: Words } {
  const child: Words = { no: [], yes: [] }
  const parent: Words = { no: [], yes: [] }
  const say = (words: Words, yes: boolean, on: string) => {
    if (yes) words.yes.push(isDate(on) ? on : '')
    else words.no.push(isDate(on) ? on : '~')
  }
  for (const { childAnswer, purposes, capacity, on } of entries(file.consents)) {
    const covers = typeof purposes !== 'string' && purposes.includes('pairing')
    if (childAnswer === 'noHelper' || (childAnswer === 'unwilling' && (covers || absent(purposes))))
      say(child, false, on)
    if (covers && childAnswer === 'willing') say(child, true, on)
    if (covers && among(capacity, 'father', 'mother', 'guardian')) say(parent, true, on)
  }
  for (const { about, says, saidBy, on } of entries(file.preferences)) {
    if (about !== 'helper') continue
    const of = saidBy === 'parent' ? parent : child
    if (says === 'refuses' || says === 'dislikes') say(of, false, on)
    if ((says === 'wishes' || says === 'likes') && (saidBy === 'parent' || saidBy === 'child')) say(of, true, on)
  }
  return { child, parent }
}

const lastOf = (days: readonly string[]): string => days.reduce((last, day) => (day > last ? day : last), '')
const refuses = ({ no, yes }: Words): boolean => no.length > 0 && lastOf(no) >= lastOf(yes)

/** How far the best consent carries: the worst of its conditions, the best of all consents. */
function consentDegree(file: File, from: PlainDate): Degree {
  if (absent(file.consents)) return 1
  return entries(file.consents).reduce<Degree>((best, consent) => {
    const degree = degreeOf(file, consent, from)
    return degree > best ? degree : best
  }, 0)
}

type Consent = Extract<File['consents'], object>[keyof Extract<File['consents'], object>]

/** How far one consent carries on a day. */
export function degreeOf(file: File, consent: Consent, from: PlainDate): Degree {
  const { purposes, capacity, on, until, withdrawnOn } = consent
  const conditions: Degree[] = [
    covers(purposes),
    absent(on) ? 1 : on <= from ? 2 : 0,
    until === 'none' ? 2 : absent(until) ? 1 : until > from ? 2 : 0,
    isDate(withdrawnOn) ? (withdrawnOn > from ? 2 : 0) : withdrawnOn === 'contested' ? 1 : 2,
  ]
  if (absent(capacity)) conditions.push(1)
  else if (capacity === 'father') conditions.push(among(file.father.status, 'dead', 'missing', 'none') ? 0 : 2)
  else if (capacity === 'mother') conditions.push(among(file.mother.status, 'dead', 'missing', 'none') ? 0 : 2)
  else if (capacity === 'guardian') conditions.push(file.guardians === 'none' ? 0 : 2)
  else if (capacity === 'delegate') {
    const { mandate, agreementUntil } = file.delegation
    conditions.push(covers(mandate), isDate(agreementUntil) && agreementUntil <= from ? 0 : 2)
  } else conditions.push(0)
  return conditions.includes(0) ? 0 : conditions.includes(1) ? 1 : 2
}

const covers = (purposes: Consent['purposes']): Degree =>
  purposes === 'none' ? 0 : typeof purposes === 'string' ? 1 : purposes.includes('pairing') ? 2 : 0
