import fc from 'fast-check'
import { expect } from 'vitest'
import type { ChangePage, ChangeQuery, SeenCommit, Session } from '../../src/casework/index.ts'
import type { Outcome } from '../../src/index.ts'
import { ok } from '../../src/problem.ts'
import type { Purpose } from '../../src/privacy/index.ts'
import { child, type County, county, incident, partition, session } from './county.ts'
import type { LawOfCasework } from './session-laws.ts'

const law = (name: string, holds: LawOfCasework['holds']): LawOfCasework => ({ name, holds })
const value = <T>(outcome: Outcome<T>): T => outcome._unsafeUnwrap()
const code = (outcome: Outcome<unknown>): string =>
  outcome.match(
    () => 'ok',
    ([problem]) => problem.code,
  )
const own = (here: County, id = 'w3') => session(here, id, 'worker', 'care', { to: 'ownCase' })
const area = (here: County, id = 's1') => session(here, id, 'supervisor', 'care', { to: 'area', divisions: ['520526'] })
const helper = (here: County, id = 'v1') => session(here, id, 'helper', 'support', { to: 'helper' })
const officer = (here: County, id = 'p1') =>
  session(here, id, 'protectionOfficer', 'protection', { to: 'appointed', children: ['c1', 'c2'], by: 'boss' })
const exited = { register: { registerState: 'exited', exitOn: '2020-01-01' } }
const set = (more: object) => (view: object) => ok({ ...view, ...more } as never)

interface Commit {
  readonly files: readonly { readonly id: string; readonly state: string }[]
}
/** Commits as a list of children, and `-` before those that are gone. */
const told = (commits: readonly Commit[]): readonly string[] =>
  commits.map(({ files }) => files.map(({ id, state }) => (state === 'gone' ? `-${id}` : id)).join())

/** The whole feed, page by page. */
async function feed<P extends Purpose>(
  one: Session<P>,
  { limit = 100, after }: ChangeQuery = {},
): Promise<{ readonly commits: readonly SeenCommit<P>[]; readonly pages: readonly ChangePage<P>[] }> {
  const pages: ChangePage<P>[] = []
  let query: ChangeQuery = after === undefined ? { limit } : { limit, after }
  for (;;) {
    const page = value(await one.changes(query))
    pages.push(page)
    if (!page.more || pages.length > 200) break
    query = { limit, after: page.next }
  }
  return { commits: pages.flatMap(({ commits }) => commits), pages }
}

/** Acts by which files change, some of them out of sight for a worker. */
const acts: Readonly<Record<string, (here: County, n: number) => unknown>> = {
  rename: (here, n) => own(here).change('c1', 'x', set({ name: `N-${n}` })),
  contact: (here, n) => own(here).change('c2', 'x', set({ contacts: { [`k${n}`]: { on: '2026-09-01' } } })),
  report: (here, n) => helper(here).report('c1', { words: `HIDDEN-${n}` }),
  hold: (here) => officer(here).hold('c1', { ground: 'complaint', to: 'none' }),
  foreign: (here, n) => area(here).change('c9', 'x', set({ name: `FOREIGN-${n}` })),
  away: (here) =>
    area(here).handOver({
      as: 'childDirector',
      from: 'w3',
      to: { id: 'w4', name: '四' },
      reason: 'x',
      children: ['c2'],
    }),
  back: (here) =>
    area(here).handOver({
      as: 'childDirector',
      from: 'w4',
      to: { id: 'w3', name: '三' },
      reason: 'x',
      children: ['c2'],
    }),
  both: async (here, n) => {
    const saved = await Promise.all(['c1', 'c2'].map((id) => here.casework.files.read(partition, id)))
    const files = saved.flatMap((one) =>
      one.isOk() ? [{ before: one.value, file: { ...one.value.file, childNo: `B-${n}` } as never }] : [],
    )
    if (files.length > 0) await here.casework.files.save({ partition, id: `both-${n}`, note: {}, files })
  },
  erase: async (here) => {
    await own(here).erase('c3', 'withdrawn')
    await area(here).erase('c3', 'withdrawn')
  },
}
const history = fc.array(fc.constantFrom(...Object.keys(acts)), { minLength: 1, maxLength: 12 })

const scene = (open: Parameters<LawOfCasework['holds']>[0]) =>
  county(open, [
    child('c1'),
    child('c2'),
    child('c3', exited),
    child('c9', { workers: { childDirector: { id: 'w9', name: '九' } } }),
  ])

export const feedLaws: readonly LawOfCasework[] = [
  law('tells whole commits in order, and no commit that changed something is skipped', async (open) => {
    const here = await scene(open)
    value(await own(here).change('c1', 'a', set({ name: 'ONE' })))
    await acts['both']?.(here, 1)
    value(await own(here).change('c2', 'b', set({ name: 'TWO' })))
    const { commits } = await feed(own(here))
    expect(told(commits)).toEqual(['c1,c2,c3', 'c1', 'c1,c2', 'c2'])
    expect(commits.map(({ at }) => at === 'notCollected')).toEqual([true, false, true, false])
    const views = commits.flatMap(({ files }) => files.flatMap((file) => (file.state === 'changed' ? [file.view] : [])))
    expect(views.at(-1)).toEqual(value(await own(here).file('c2')))
  }),
  law('resumes from any cursor: what comes then is the rest of the whole feed', async (open) => {
    await fc.assert(
      fc.asyncProperty(history, fc.integer({ min: 1, max: 4 }), async (steps, limit) => {
        const here = await scene(open)
        for (const one of [own(here), area(here)]) value(await one.page())
        for (const [n, step] of steps.entries()) await acts[step]?.(here, n)
        for (const ask of [own, area, officer] as const) {
          const one = ask(here) as Session<Purpose>
          const whole = (await feed(one)).commits
          const { pages } = await feed(one, { limit })
          expect(pages.flatMap(({ commits }) => commits)).toEqual(whole)
          let sofar = 0
          for (const page of pages) {
            expect(page.commits.length === limit || !page.more).toBe(true)
            sofar += page.commits.length
            expect((await feed(one, { after: page.next })).commits).toEqual(whole.slice(sofar))
          }
        }
      }),
      { numRuns: 12, seed: 20260915 },
    )
  }),
  law('ends where the session sees what it sees: the last word of the feed on a file is the file', async (open) => {
    await fc.assert(
      fc.asyncProperty(history, async (steps) => {
        const here = await scene(open)
        const copy = new Map<string, unknown>()
        let after: string | undefined
        const read = async () => {
          const page = value(await own(here).changes(after === undefined ? {} : { after }))
          for (const { files } of page.commits)
            for (const file of files) {
              if (file.state === 'gone') copy.delete(file.id)
              else copy.set(file.id, file.view)
            }
          after = page.next
        }
        await read()
        for (const [n, step] of steps.entries()) {
          await acts[step]?.(here, n)
          if (n % 3 === 0) await read()
        }
        await read()
        const present = value(await own(here).page()).views
        expect([...copy.values()].map((view) => JSON.stringify(view)).sort((a, b) => (a < b ? -1 : 1))).toEqual(
          present.map((view) => JSON.stringify(view)).sort((a, b) => (a < b ? -1 : 1)),
        )
      }),
      { numRuns: 25, seed: 20260916 },
    )
  }),
  law('fills pages with commits that may be seen', async (open) => {
    const here = await scene(open)
    for (let n = 0; n < 6; n++) {
      value(await own(here).change('c1', 'a', set({ name: `N-${n}` })))
      value(await helper(here).report('c1', { words: 'HIDDEN' }))
      value(await area(here).change('c9', 'x', set({ name: `FOREIGN-${n}` })))
    }
    const { pages } = await feed(own(here), { limit: 3 })
    expect(pages.map(({ commits }) => commits.length)).toEqual([3, 3, 1])
    for (const limit of [0, 1.5, 1001])
      expect(['too-small', 'too-large']).toContain(code(await own(here).changes({ limit })))
  }),
  law('tells nothing of what the session may not see, nor that there was any', async (open) => {
    const answers: unknown[] = []
    for (const noisy of [false, true]) {
      const here = await scene(open)
      value(await own(here).change('c1', 'a', set({ name: 'ONE' })))
      if (noisy)
        for (let n = 0; n < 3; n++) {
          value(await helper(here).report('c1', { words: 'HIDDEN' }))
          await acts['foreign']?.(here, n)
          await acts['hold']?.(here, n)
        }
      value(await own(here).change('c1', 'a', set({ name: 'TWO' })))
      const { pages } = await feed(own(here), { limit: 2 })
      // Of a sealed cursor a few letters in a row say nothing: they come out by chance.
      const text = JSON.stringify(pages.map(({ commits, more }) => ({ commits, more })))
      expect(JSON.stringify(pages)).not.toMatch(/HIDDEN|FOREIGN|INCIDENT/)
      for (const { commits } of pages) expect(told(commits)).not.toContain('')
      expect(text).not.toMatch(/HIDDEN|FOREIGN|c9|revision|"seq"|hash|INCIDENT|MIND-/)
      answers.push(pages.map(({ commits, more }) => [told(commits), more, commits.map(({ files }) => files)]))
    }
    expect(answers[1]).toEqual(answers[0])
  }),
  law('refuses a cursor of another session, and one that was made up', async (open) => {
    const here = await scene(open)
    const { next } = value(await own(here).changes({ limit: 1 }))
    const start = value(await helper(here, 'v9').changes()).next
    expect(code(await own(here).changes({ after: next }))).toBe('ok')
    expect(code(await helper(here, 'v9').changes({ after: start }))).toBe('ok')
    for (const [one, after] of [
      [own(here, 'w4'), next],
      [area(here), next],
      [own(here), start],
      [own(here), `${next}00`],
      [own(here), `${next.slice(0, -2)}00`],
      [own(here), ''],
      [own(here), 'x'],
    ] as const)
      expect(code(await one.changes({ after }))).toBe('bad-cursor')
    const page = value(await own(here).page({ limit: 1 }))
    expect(code(await own(here).changes({ after: page.next ?? '' }))).toBe('bad-cursor')
  }),
  law('tells who saw a file that it is gone, and nobody else', async (open) => {
    for (const obstacle of [{}, { incidents: { i1: incident('father', 'none') } }]) {
      const here = await county(open, [child('c1', { ...exited, ...obstacle }), child('c2')])
      const seen = value(await own(here).changes())
      expect(told(seen.commits)).toEqual(['c1,c2'])
      value(await officer(here).file('c1'))
      value(await own(here).erase('c1', 'withdrawn'))
      value(await area(here).erase('c1', 'withdrawn'))
      expect(told(value(await own(here).changes({ after: seen.next })).commits)).toEqual(['-c1'])
      expect(told((await feed(own(here))).commits)).toEqual(['c2', '-c1'])
      expect(told((await feed(area(here, 's2'))).commits)).toEqual(['c2'])
      expect(told((await feed(own(here, 'w9'))).commits)).toEqual([])
      const knows = Object.keys(obstacle).length > 0
      const of1 = (commits: readonly Commit[]) => told(commits).map((one) => one.replace(',c2', ''))
      expect(of1((await feed(officer(here))).commits).at(-1)).toBe(knows ? 'c1' : '-c1')
    }
    const moved = await county(open, [child('c1'), child('c2')])
    const { next } = value(await own(moved).changes())
    value(await area(moved).handOver({ as: 'childDirector', from: 'w3', to: { id: 'w4', name: '四' }, reason: 'x' }))
    expect(told(value(await own(moved).changes({ after: next })).commits)).toEqual(['-c1,-c2'])
    expect(told((await feed(own(moved, 'w4'))).commits)).toEqual(['c1,c2'])
  }),
  law('is noted, with the children that it showed', async (open) => {
    const here = await scene(open)
    value(await own(here).changes())
    const auditor = session(here, 'au', 'auditor', 'audit', { to: 'none' })
    expect(value(await auditor.log({ actor: 'w3' })).map(({ act, children }) => [act, children])).toEqual([
      ['changes', ['c1', 'c2', 'c3']],
    ])
  }),
]
