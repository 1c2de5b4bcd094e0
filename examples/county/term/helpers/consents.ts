import { addDays, type ChildFile, isKnown, type PlainDate } from 'childfile'
import { consentFor } from 'childfile/privacy'
import { agreementTerms, type SurrogateMatch } from 'childfile/programmes'
import { consentedByPhone } from '../consent-by-phone.ts'
import { between, happens, later } from '../world.ts'
import { type Desk, room } from './desk.ts'

type Pair = Pick<SurrogateMatch, 'id' | 'child' | 'volunteer'>

/** Everybody is asked before a match begins: the child first, then the guardian; the volunteer signs. */
export interface Consents {
  readonly ask: (match: Pair, on: PlainDate) => void
  readonly askGuardian: (match: Pair, on: PlainDate) => void
  /** Two workers ask a parent on the telephone, and it is written down. */
  readonly askByPhone: (match: Pair, on: PlainDate) => void
  /** What the file says of a guardian's consent goes into the match. */
  readonly answered: (match: string, child: string, on: PlainDate) => void
}

export const allTerms = agreementTerms.map(({ key }) => key)

/** The consent to pairing that holds on a day. */
function consentOn(file: ChildFile | undefined, on: PlainDate) {
  if (file === undefined || typeof file.consents !== 'object') return undefined
  const found = consentFor(file, { purpose: 'pairing', asOf: on }).because.find(({ answer }) => answer === 'yes')
  const [, consent] = Object.entries(file.consents).find(([id]) => id === found?.consent) ?? []
  return found && consent ? { id: found.consent, consent } : undefined
}

/** Whether the child said yes to a helper when that consent was given. */
export const heardBefore = (file: ChildFile | undefined, on: PlainDate): boolean =>
  consentOn(file, on)?.consent.childAnswer === 'willing'

export function consents({ world, chance: c, circles, write, fileOf, workerOf, stateOf }: Desk): Consents {
  const { calendar } = world.ground

  const askByPhone: Consents['askByPhone'] = ({ id, child }, on) => {
    const childAnswer = circles.matches.get(id)?.childHeard === true ? 'willing' : 'notCollected'
    world.write(child, (file) => consentedByPhone(file, 'pairing', on, childAnswer))
  }

  const answered: Consents['answered'] = (match, child, on) => {
    const found = consentOn(fileOf(child), on)
    if (found === undefined) {
      world.refuse(room, 'noConsent', {
        zh: '没有有效的监护人同意',
        en: 'no consent of a guardian that holds',
      })
      return
    }
    const { capacity, until } = found.consent
    write({
      kind: 'guardianConsented',
      on,
      by: workerOf(child),
      match,
      capacity:
        capacity === 'father' || capacity === 'mother' || capacity === 'guardian' ? capacity : 'delegateWithinMandate',
      consent: found.id,
      ...(isKnown(until) && until !== 'none' ? { until } : {}),
    })
  }

  const askGuardian: Consents['askGuardian'] = (match, on) =>
    world.at(on, (day) => {
      const { id, child } = match
      if (stateOf(id) === 'ended' || fileOf(child)?.consents === 'contested') return
      if (consentOn(fileOf(child), day) !== undefined) {
        answered(id, child, day)
        return
      }
      const lot = c.below(100)
      if (lot < 90) {
        askByPhone(match, day)
        world.at(addDays(day, 1), (next) => answered(id, child, next))
      } else if (lot < 95)
        write({
          kind: 'withdrawn',
          on: day,
          by: { id: `guardian-${child}`, role: 'guardian' },
          match: id,
          who: 'guardian',
        })
    })

  return {
    askByPhone,
    askGuardian,
    answered,
    ask(match, on) {
      const { id, child, volunteer } = match
      const by = workerOf(child)
      const says = happens(c, 94) ? 'willing' : 'unwilling'
      const terms = happens(c, 98) ? allTerms : allTerms.slice(1)
      world.at(later(calendar, on, between(c, 1, 6)), (day) =>
        write({ kind: 'childAnswered', on: day, by, match: id, says }),
      )
      world.at(later(calendar, on, between(c, 1, 6)), (day) =>
        write({ kind: 'volunteerAgreed', on: day, by, match: id, terms }),
      )
      askGuardian(match, later(calendar, on, between(c, 7, 10)))
      // Who has waited for a month without an answer steps back, to be there for another child.
      world.at(later(calendar, on, 32), (day) => {
        const state = stateOf(id)
        if (state === 'staged' || state === 'consented' || state === 'approved')
          write({ kind: 'withdrawn', on: day, by: { id: volunteer, role: 'volunteer' }, match: id, who: 'volunteer' })
      })
    },
  }
}
