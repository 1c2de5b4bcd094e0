import type { ChildFile, PlainDate } from 'childfile'
import { parentDigestText } from 'childfile/programmes'
import { type TermInput, workListPage } from 'childfile/report'
import type { Risk } from '../walk/assess.ts'
import type { Store } from '../walk/keep.ts'
import type { Output } from '../walk/output.ts'
import type { Pairs } from '../walk/pair.ts'
import type { Plan } from '../walk/plan.ts'
import { type Line, stopWith } from '../walk/progress.ts'
import type { County } from '../walk/read.ts'
import type { TermStory } from './story.ts'
import { runTerm } from './term.ts'
import { told } from './told.ts'
import { termAround } from './world.ts'

/** What the walk through a county knows when the term begins. */
export interface Before {
  readonly county: County
  readonly store: Store
  readonly risk: Risk
  readonly pairs: Pairs
  readonly plan: Plan
}

/** A term as the report tells it, and where its papers lie. */
export interface LivedTerm {
  readonly input: TermInput
  readonly summary: readonly Line[]
}

const filesAtOnce = 200
const pagesAtOnce = 1000

/** The same seed, the same term. */
const seed = 20_260_901

/** The term that runs on the day of the paperwork, from that day on, lived through day by day and kept in the store. */
export async function liveTerm({ county, store, risk, pairs, plan }: Before): Promise<TermStory> {
  const term = termAround(risk.calendar, risk.asOf)
  if (term === undefined) throw stopWith('The calendar knows no term on or after this day.')
  const batches = async <T>(
    all: readonly T[],
    size: number,
    keep: (part: readonly T[], at: number) => Promise<unknown>,
  ) => {
    for (let start = 0; start < all.length; start += size) await keep(all.slice(start, start + size), start)
  }
  return runTerm({
    seed,
    ...term,
    calendar: risk.calendar,
    children: risk.children,
    volunteers: county.volunteers,
    villages: county.villages,
    agreements: county.agreements,
    sessions: county.sessions,
    aid: county.aid,
    pairs: pairs.plan.pairs,
    schools: plan.schools,
    placements: plan.timetable.placements,
    duties: plan.visits,
    save: (on, files) => batches(files, filesAtOnce, (part, at) => store.change(`term-${at}`, on, part)),
    keep: (on, pages) => batches(pages, pagesAtOnce, (part, at) => store.keepPages(`diary-${at}-${on}`, on, part)),
  })
}

/** Writes the letters of the last month and the lists of the last month's first week, and tells what the term came to. */
export async function tellTerm(story: TermStory, county: County, output: Output): Promise<LivedTerm> {
  const nameOf = new Map<string, ChildFile>(story.files)
  const letters = await output.sheets('letters.xlsx', {
    家长信: [
      ['儿童编号', '收信人', '内容'],
      ...story.letters
        .filter(({ digest }) => digest.shown === 'yes')
        .map(({ child, digest }) => [
          child,
          digest.parent === 'father' ? '父亲' : '母亲',
          parentDigestText(digest, 'zh'),
        ]),
    ],
  })
  const villages = Object.fromEntries(county.villages.map(({ code, name }) => [code, name]))
  const schools = Object.fromEntries(county.sessions.map(({ school }) => [school, school]))
  const lists = story.lists?.lists ?? []
  for (const list of lists) {
    const children = list.villages.flatMap(({ lines }) => lines).concat(list.atOnce)
    const names = children.flatMap((line) => line.children.map((id) => [id, nameOf.get(id)?.name ?? id] as const))
    const page = workListPage(list, { person: list.person.id, children: Object.fromEntries(names), villages, schools })
    await output.write(`work-lists/${list.person.id}.html`, page)
  }
  const input = told(story)
  const { measures, flagDays } = input
  const delivered = story.aid.allocations.filter((one) => one.delivered > 0).length
  const line = (id: string): number => measures.find((one) => one.id === id)?.last.numerator ?? 0
  return {
    input,
    summary: [
      ['term lived through, to', story.last satisfies PlainDate],
      ...measures.map(({ id, en }): Line => [`  ${en}`, line(id)]),
      ['flags closed in the term', flagDays.ended],
      ['gifts handed over', delivered],
      ['letters to parents, last month', story.letters.filter(({ digest }) => digest.shown === 'yes').length, letters],
      ['lists of who must do what', lists.length, output.pathOf('work-lists')],
    ],
  }
}
