import { type Casework, type CaseworkOptions, countyRecords, type Session } from '../../src/casework/index.ts'
import { type ChildFile, childFile, type Outcome, type OutcomeAsync } from '../../src/index.ts'
import { ok } from '../../src/problem.ts'
import { grantOf, type Purpose, purposes, type Role } from '../../src/privacy/index.ts'
import { commit, type Driver, openMemory } from '../../src/storage/index.ts'

export const partition = '520526'
export const today = '2026-09-15'

/** How casework is opened: the room itself, or something broken in its place. */
export type Open = (options: CaseworkOptions) => OutcomeAsync<Casework>

export interface County {
  readonly casework: Casework
  readonly driver: Driver
  /** Sets the day. */
  readonly on: (day: string) => void
}

export const child = (id: string, more: object = {}): ChildFile =>
  childFile({
    id,
    name: `NAME-${id}`,
    birthDate: '2016-03-26',
    residenceDivision: '520526113205',
    residenceAddress: `ADDRESS-${id}`,
    father: { status: 'awayWorking', name: `FATHER-${id}`, phone: '13812345678' },
    mother: { status: 'awayWorking', name: `MOTHER-${id}` },
    delegate: { name: `DELEGATE-${id}`, exclusions: ['vices'] },
    care: { improperCare: [{ other: `CARE-${id}` }] },
    health: { mind: { note: `MIND-${id}` } },
    notes: { n1: { on: '2026-01-01', words: `NOTE-${id}` } },
    visits: { v1: { on: '2026-03-01', by: '赵六', words: `VISIT-${id}`, situations: { violence: 'seen' } } },
    register: { registerState: 'registered' },
    workers: { childDirector: { id: 'w3', name: '张三' }, supervisor: { id: 's1', name: '王五' } },
    consents: {
      k1: {
        giver: `GIVER-${id}`,
        capacity: 'mother',
        purposes: ['pairing', 'sharing'],
        on: '2026-01-01',
        until: 'none',
      },
    },
    ...more,
  } as never)

export const incident = (role: string, id: string) => ({
  observedOn: '2026-03-01',
  situations: ['violence'],
  words: 'INCIDENT',
  reporter: 'REPORTER',
  fromVisit: 'v1',
  possibleCauses: [{ role, id }],
})

/** A county with some files and an agreement of volunteer v1 with c1. */
export async function county(
  open: Open,
  files: readonly ChildFile[],
  wrap = (driver: Driver): Driver => driver,
): Promise<County> {
  const driver = wrap(await openMemory())
  let day = today
  let ids = 0
  let minutes = 0
  const clock = () => {
    minutes += 1
    const two = (n: number) => String(n).padStart(2, '0')
    return `${day}T${two(8 + Math.floor(minutes / 3600))}:${two(Math.floor(minutes / 60) % 60)}:${two(minutes % 60)}+08:00`
  }
  const casework = (await open({ driver, keys: 'unsealed', clock, uuid: () => `id-${++ids}` }))._unsafeUnwrap()
  if (files.length > 0)
    (
      await casework.files.save({ partition, id: 'import', note: {}, files: files.map((file) => ({ file })) })
    )._unsafeUnwrap()
  const { agreements } = countyRecords(casework.ledger)
  const agreement = {
    id: 'a1',
    child: 'c1',
    volunteer: 'v1',
    role: 'primary',
    state: 'active',
    from: '2026-01-01',
    to: '2026-12-31',
    endReason: 'none',
    supportedBy: 'none',
    note: 'none',
  } as never
  const writes = [agreements.put({ subject: 'c1', id: 'a1', document: agreement })]
  if (files.some(({ id }) => id === ('c1' as ChildFile['id'])))
    (await commit(casework.ledger, { partition, id: 'match', note: {}, writes }))._unsafeUnwrap()
  return { casework, driver, on: (next) => (day = next) }
}

type Footing = Parameters<Casework['session']>[0]['relation']

const all = ['c1', 'c2', 'c3', 'c4']
export const footings: readonly Footing[] = [
  { to: 'ownCase' },
  { to: 'area', divisions: ['520526'] },
  { to: 'helper' },
  { to: 'family', children: all },
  { to: 'self', children: all },
  { to: 'served', children: all },
  { to: 'appointed', children: all, by: 'boss' },
  { to: 'emergency' },
  { to: 'none' },
]

export const session = <P extends Purpose>(
  { casework }: County,
  id: string,
  role: Role,
  purpose: P,
  relation: Footing,
): Session<P> => casework.session({ partition, actor: { id, role }, purpose, relation })

/** Every session that somebody of a role could have, with and without a right. */
export const sessionsOf = (here: County, id: string, role: Role): readonly Session<Purpose>[] =>
  purposes.flatMap((purpose) => footings.map((relation) => session(here, id, role, purpose, relation)))

/** Those among them to which the purpose is open. */
export const rightful = (here: County, id: string, role: Role): readonly Session<Purpose>[] =>
  purposes.flatMap((purpose) =>
    footings
      .filter((relation) => grantOf(purpose, role, relation.to))
      .map((relation) => session(here, id, role, purpose, relation)),
  )

export const said = <T>(outcome: Outcome<T>): unknown =>
  outcome.match<unknown>(
    (value) => ({ ok: value }),
    (problems) => ({ err: problems }),
  )

/** Everything that a session answers about a child, on every path; changes come last. */
export async function everything<P extends Purpose>(one: Session<P>, id: string): Promise<string> {
  const answers: unknown[] = [
    said(await one.file(id)),
    said(await one.page({ limit: 2 })),
    said(await one.count()),
    said(await one.history(id)),
    said(await one.copy(id)),
    said(await one.holds(id)),
    said(await one.log()),
    said(await one.change(id, 'because', (view) => ok({ ...view, name: 'NEW' } as never))),
    said(await one.report(id, { words: 'REPORTED' })),
    said(await one.history(id)),
    said(await one.handOver({ as: 'childDirector', from: 'w3', to: { id: 'w9', name: '九' }, reason: 'leaves' })),
    said(await one.erase(id, 'withdrawn')),
  ]
  for await (const view of one.each({ limit: 1 })) answers.push(said(view))
  return JSON.stringify(answers)
}
