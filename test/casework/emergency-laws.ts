import { expect } from 'vitest'
import { accessPartition } from '../../src/casework/index.ts'
import type { Outcome } from '../../src/index.ts'
import type { Role } from '../../src/privacy/index.ts'
import type { Driver } from '../../src/storage/index.ts'
import { child, type County, county, incident, partition, said, session } from './county.ts'
import type { LawOfCasework } from './session-laws.ts'

const law = (name: string, holds: LawOfCasework['holds']): LawOfCasework => ({ name, holds })
const value = <T>(outcome: Outcome<T>): T => outcome._unsafeUnwrap()
const code = (outcome: Outcome<unknown>): string =>
  outcome.match(
    () => 'ok',
    ([problem]) => problem.code,
  )
const call = { reason: 'found without breath at the bus stop', told: 's1' }
const glass = (here: County, id = 'd1', role: Role = 'doctor') => session(here, id, role, 'rescue', { to: 'emergency' })
const supervisor = (here: County, id = 's1', divisions = ['520526']) =>
  session(here, id, 'supervisor', 'care', { to: 'area', divisions })
const auditor = (here: County, id = 'au') => session(here, id, 'auditor', 'audit', { to: 'none' })

export const emergencyLaws: readonly LawOfCasework[] = [
  law('opens the one file, to the one who broke the glass, until its time is over', async (open) => {
    const here = await county(open, [child('c1'), child('c2')])
    expect(code(await glass(here).file('c1'))).toBe('not-found')
    const broken = value(await glass(here).breakGlass('c1', call))
    expect(broken.view.id).toBe('c1')
    expect(broken.until.slice(0, 10)).toBe('2026-09-16')
    expect(broken.dueOn).toBe('2026-09-18')
    expect(value(await glass(here).file('c1'))).toEqual(broken.view)
    expect(value(await glass(here).page()).views.map(({ id }) => id)).toEqual(['c1'])
    expect(value(await glass(here).count())).toBe(1)
    expect(JSON.stringify(broken)).not.toMatch(/ADDRESS|INCIDENT|NOTE-|VISIT-|MIND-/)
    expect(code(await glass(here).file('c2'))).toBe('not-found')
    expect(code(await glass(here, 'd2').file('c1'))).toBe('not-found')
    expect(code(await glass(here, 'd1', 'teacher').file('c1'))).toBe('not-found')
    expect(code(await session(here, 'd1', 'doctor', 'rescue', { to: 'none' }).file('c1'))).toBe('not-found')
    here.on('2026-09-17')
    expect(code(await glass(here).file('c1'))).toBe('not-found')
    expect(value(await glass(here).count())).toBe(0)
  }),
  law('asks for a reason and for somebody else', async (open) => {
    const here = await county(open, [child('c1')])
    const ask = async (more: object) => code(await glass(here).breakGlass('c1', { ...call, ...more }))
    expect(await ask({ reason: '  ' })).toBe('missing-field')
    expect(await ask({ reason: 'x'.repeat(501) })).toBe('too-large')
    expect(await ask({ told: 'd1' })).toBe('inconsistent')
    expect(await ask({ told: '' })).toBe('invalid-id')
    expect(code(await glass(here).file('c1'))).toBe('not-found')
    expect(value(await auditor(here).reviews())).toEqual([])
  }),
  law('writes notice, review and log before anything is shown, or shows nothing', async (open) => {
    let broken = false
    const commits: number[] = []
    const watch = (driver: Driver): Driver => ({
      ...driver,
      commit: (batch) => {
        if (batch.partition !== accessPartition(partition)) return driver.commit(batch)
        if (broken && batch.writes.length > 1) return Promise.resolve({ outcome: 'refused', why: 'full' })
        commits.push(batch.writes.length)
        return driver.commit(batch)
      },
    })
    const here = await county(open, [child('c1')], watch)
    broken = true
    const refused = await glass(here).breakGlass('c1', call)
    expect(code(refused)).toBe('full')
    expect(JSON.stringify(said(refused))).not.toContain('NAME-')
    expect(code(await glass(here).file('c1'))).toBe('not-found')
    expect(value(await auditor(here).reviews())).toEqual([])
    broken = false
    commits.length = 0
    value(await glass(here).breakGlass('c1', call))
    expect(commits).toEqual([2])
    value(await glass(here).file('c1'))
    const seen = value(await auditor(here).log({ actor: 'd1' })).map(({ act, children }) => [act, children])
    expect(seen.slice(-2)).toEqual([
      ['breakGlass', ['c1']],
      ['file', ['c1']],
    ])
  }),
  law('is never for those who do not rescue, nor for anybody who had to do with the child', async (open) => {
    const here = await county(open, [child('c1')])
    const order = { as: 'childDirector', from: 'w3', to: { id: 'w4', name: '四' }, reason: 'leaves' } as const
    value(await supervisor(here).handOver(order))
    for (const [id, role] of [
      ['w3', 'worker'],
      ['w4', 'worker'],
      ['s1', 'supervisor'],
      ['v1', 'doctor'],
    ] as const)
      for (const one of ['c1', 'nowhere'])
        expect(said(await glass(here, id, role).breakGlass(one, { ...call, told: 's9' }))).toEqual(
          said(await glass(here).breakGlass('nowhere', call)),
        )
    for (const role of ['father', 'mother', 'guardian', 'delegate', 'member', 'child', 'helper', 'donor'] as const)
      expect(code(await glass(here, 'x1', role).breakGlass('c1', call))).toBe('not-entitled')
    expect(code(await session(here, 'd1', 'doctor', 'rescue', { to: 'none' }).breakGlass('c1', call))).toBe(
      'not-entitled',
    )
  }),
  law('answers those whom a matter may name the same with and without it', async (open) => {
    for (const [id, role] of [
      ['w3', 'worker'],
      ['s1', 'supervisor'],
      ['w4', 'worker'],
      ['d1', 'doctor'],
    ] as const) {
      const answers: unknown[] = []
      for (const more of [{}, { incidents: { i1: incident('worker', id) } }]) {
        const here = await county(open, [child('c1', more)])
        const order = { as: 'childDirector', from: 'w3', to: { id: 'w5', name: '五' }, reason: 'leaves' } as const
        value(await supervisor(here, 's7').handOver(order))
        answers.push([
          said(await glass(here, id, role).breakGlass('c1', { ...call, told: 's9' })),
          said(await glass(here, id, role).file('c1')),
        ])
      }
      expect(answers[1]).toEqual(answers[0])
      const shown = JSON.stringify(answers[1]).includes('NAME-')
      expect(shown).toBe(id === 'w4' || id === 'd1')
    }
  }),
  law(
    'shows the notice to who was told, the review to who looks back, and neither to who broke the glass',
    async (open) => {
      const here = await county(open, [child('c1'), child('c3', { residenceDivision: '520527' })])
      value(await glass(here).breakGlass('c1', { ...call, told: 't1' }))
      const told = session(here, 't1', 'teacher', 'teaching', { to: 'ownCase' })
      const ids = async (one: ReturnType<typeof supervisor> | ReturnType<typeof auditor> | typeof told) =>
        value(await one.reviews()).map(({ child: id, reason, actor, state }) => [id, reason, actor, state])
      const row = ['c1', call.reason, 'd1', 'open']
      expect(await ids(told)).toEqual([row])
      expect(await ids(supervisor(here))).toEqual([row])
      expect(await ids(auditor(here))).toEqual([row])
      expect(await ids(supervisor(here, 's2', ['520527']))).toEqual([])
      expect(await ids(session(here, 't2', 'teacher', 'teaching', { to: 'ownCase' }))).toEqual([])
      expect(value(await auditor(here, 'd1').reviews())).toEqual([])
      expect(value(await supervisor(here, 'd1').reviews())).toEqual([])
      const self = session(here, 'au', 'auditor', 'audit', { to: 'appointed', children: [], by: 'au' })
      expect(value(await self.reviews())).toEqual([])
      expect(code(await session(here, 'm1', 'mother', 'access', { to: 'family', children: ['c1'] }).reviews())).toBe(
        'not-entitled',
      )
    },
  ),
  law('is reviewed by somebody else, once, and shown as overdue until then', async (open) => {
    const here = await county(open, [child('c1')])
    const { review, dueOn } = value(await glass(here).breakGlass('c1', call))
    const finding = { outcome: 'needed', words: 'the hospital asked' } as const
    expect(code(await auditor(here, 'd1').closeReview(review, finding))).toBe('not-found')
    expect(code(await supervisor(here, 'd1').closeReview(review, finding))).toBe('not-found')
    expect(code(await supervisor(here, 's2', ['520527']).closeReview(review, finding))).toBe('not-found')
    expect(code(await glass(here).closeReview(review, finding))).toBe('not-entitled')
    expect(code(await auditor(here).closeReview('nothing', finding))).toBe('not-found')
    expect(code(await auditor(here).closeReview(review, { ...finding, outcome: 'x' as never }))).toBe('unknown-code')
    expect(code(await auditor(here).closeReview(review, { ...finding, words: 'x'.repeat(501) }))).toBe('too-large')
    const states = async () => value(await auditor(here).reviews()).map(({ state }) => state)
    here.on(dueOn)
    expect(await states()).toEqual(['open'])
    here.on('2026-09-19')
    expect(await states()).toEqual(['overdue'])
    expect(value(await auditor(here).reviews({ state: 'overdue' })).length).toBe(1)
    expect(value(await auditor(here).reviews({ state: 'open' })).length).toBe(0)
    expect(code(await supervisor(here).closeReview(review, finding))).toBe('ok')
    expect(await states()).toEqual(['closed'])
    const [closed] = value(await auditor(here).reviews())
    expect(closed?.finding).toMatchObject({ ...finding, by: 's1' })
    expect(code(await auditor(here).closeReview(review, { ...finding, outcome: 'misused' }))).toBe('wrong-state')
    expect(value(await auditor(here).log({ actor: 's1' })).map(({ act }) => act)).toContain('review')
  }),
  law('outlasts the file', async (open) => {
    const here = await county(open, [child('c1', { register: { registerState: 'exited', exitOn: '2020-01-01' } })])
    const { review } = value(await glass(here).breakGlass('c1', call))
    value(await session(here, 'w3', 'worker', 'care', { to: 'ownCase' }).erase('c1', 'withdrawn'))
    value(await supervisor(here).erase('c1', 'withdrawn'))
    expect(code(await glass(here).file('c1'))).toBe('not-found')
    expect(value(await auditor(here).reviews()).map(({ id }) => id)).toEqual([review])
    expect(code(await auditor(here).closeReview(review, { outcome: 'notNeeded', words: '' }))).toBe('ok')
  }),
]
