import type { PlainDate } from '../../date.ts'
import { parameterOn } from '../../policy.ts'
import { type Instrument, instruments, type ReliableChange, reliableChange } from '../../screening/index.ts'
import type { OwnWord } from './counselling-event.ts'
import { counsellingParameters, type ReviewReason } from './counselling-parameters.ts'
import type { CounsellingCourse, HeldTalk, Measured } from './course.ts'

/** How a measure went from one time to another. */
export interface CourseChange {
  readonly from: PlainDate
  readonly to: PlainDate
  readonly change: ReliableChange
}

/** What a course has brought so far. It says nothing about why, and is no statement about health. */
export interface CourseGain {
  /** First measured, last measured; left out while there are not two. `middle`: first to the one in the middle, where there are three. */
  readonly whole?: CourseChange
  readonly middle?: CourseChange
  /** First and last word of the child on one scale. */
  readonly mood?: { readonly scale: string; readonly first: number; readonly last: number }
  readonly pressure?: { readonly scale: string; readonly first: number; readonly last: number }
}

const between = (instrument: Instrument, from: Measured, to: Measured): CourseChange => ({
  from: from.on,
  to: to.on,
  change: reliableChange(instrument, from.score, to.score),
})

function ownWord(sessions: readonly HeldTalk[], of: (session: HeldTalk) => OwnWord): CourseGain['mood'] {
  const said = sessions.flatMap((session) => {
    const word = of(session)
    return typeof word === 'string' ? [] : [word]
  })
  const last = said.at(-1)
  const first = said.find(({ scale }) => scale === last?.scale)
  if (!first || !last || first === last) return undefined
  return { scale: last.scale, first: first.value, last: last.value }
}

/** An instrument of the catalogue. */
export const instrumentOf = (id: string): Instrument | undefined =>
  Object.values<Instrument>(instruments).find((one) => one.id === id)

/** What a course has brought: the plan's instrument before, in the middle and after, and the child's own word first and last. */
export function gainOf({
  measured,
  plan,
  sessions,
}: Pick<CounsellingCourse, 'measured' | 'plan' | 'sessions'>): CourseGain {
  const instrument = plan && instrumentOf(plan.instrument)
  const own = measured.filter(({ score }) => score.instrument === plan?.instrument)
  const [first, last] = [own[0], own.at(-1)]
  const middle = own.length >= 3 ? own[Math.floor((own.length - 1) / 2)] : undefined
  const mood = ownWord(sessions, (session) => session.mood)
  const pressure = ownWord(sessions, (session) => session.pressure)
  return {
    ...(instrument && first && last && first !== last ? { whole: between(instrument, first, last) } : {}),
    ...(instrument && first && middle ? { middle: between(instrument, first, middle) } : {}),
    ...(mood ? { mood } : {}),
    ...(pressure ? { pressure } : {}),
  }
}

/**
 * Why a course should be looked at now: the measure is reliably worse, or so many sessions since the start or the last review brought no
 * reliable gain. A gain that nobody measured is none.
 */
export function reviewReasonOn(course: CounsellingCourse, on: PlainDate): ReviewReason | undefined {
  const answer = gainOf(course).whole?.change.answer ?? 'unknown'
  const reviewed = course.moves.findLast(({ move }) => move === 'review')
  const measuredSince = course.measured.some((one) => reviewed === undefined || one.on > reviewed.on)
  if (answer === 'worse' && measuredSince) return 'worse'
  if (answer === 'better') return undefined
  const since = course.moves.slice(reviewed ? course.moves.indexOf(reviewed) + 1 : 0)
  const sessions = since.filter(({ move }) => move === 'hold').length
  if (sessions < parameterOn(counsellingParameters.sessionsBeforeReview, on).value) return undefined
  return answer === 'unknown' ? 'notMeasured' : answer
}
