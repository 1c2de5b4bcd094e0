import fc from 'fast-check'
import { expect } from 'vitest'
import { editsBetween, type OfflineEdit } from '../../src/casework/index.ts'
import { childFile, type Outcome } from '../../src/index.ts'
import { ok } from '../../src/problem.ts'
import { child, type County, county, incident, type Open, partition, said, session } from './county.ts'

export interface OfflineLaw {
  readonly name: string
  readonly holds: (open: Open) => Promise<void>
}
const law = (name: string, holds: (open: Open) => Promise<void>): OfflineLaw => ({ name, holds })
const value = <T>(outcome: Outcome<T>): T => outcome._unsafeUnwrap()
const code = (outcome: Outcome<unknown>): string =>
  outcome.match(
    () => 'ok',
    ([problem]) => problem.code,
  )

export const own = (here: County, id = 'w3') => session(here, id, 'worker', 'care', { to: 'ownCase' })
export const area = (here: County, id = 's1') =>
  session(here, id, 'supervisor', 'care', { to: 'area', divisions: ['520526'] })
export const officer = (here: County, id = 'p1') =>
  session(here, id, 'protectionOfficer', 'protection', { to: 'appointed', children: ['c1'], by: 'boss' })

const stored = async (here: County, id = 'c1') => value(await here.casework.files.read(partition, id)).file
const set = (at: OfflineEdit['at'], what: unknown): OfflineEdit => ({ at, said: what })
const two = { workers: { childDirector: { id: 'w3', name: '张三' }, villageContact: { id: 'w4', name: '李四' } } }

/** What devices do to a file, in any order, against a model that is two tables of texts. */
const acts = fc.array(
  fc.oneof(
    fc.record({ act: fc.constant('checkout' as const), device: fc.nat({ max: 2 }) }),
    fc.record({ act: fc.constant('online' as const), place: fc.nat({ max: 2 }) }),
    fc.record({ act: fc.constant('edit' as const), device: fc.nat({ max: 2 }), place: fc.nat({ max: 2 }) }),
    fc.record({ act: fc.constant('visit' as const), device: fc.nat({ max: 2 }) }),
    fc.record({
      act: fc.constant('deliver' as const),
      device: fc.nat({ max: 2 }),
      times: fc.integer({ min: 1, max: 2 }),
    }),
  ),
  { minLength: 4, maxLength: 14 },
)
const places = ['/name', '/childNo', '/father/workplace'] as const
type Place = (typeof places)[number]

export const laws: readonly OfflineLaw[] = [
  law('agrees with a plain model over any history of devices', async (open) => {
    await fc.assert(
      fc.asyncProperty(acts, async (history) => {
        const here = await county(open, [child('c1', { ...two, childNo: 'n0', father: { workplace: 'f0' } })])
        // The model: what is live of each place, and what each device saw and says.
        const live = new Map<Place, Set<string>>(
          places.map((at, n) => [at, new Set([['NAME-c1', 'n0', 'f0'][n] ?? ''])]),
        )
        const shownAt = (at: Place): string => {
          const all = [...(live.get(at) ?? [])].sort()
          return all.length > 1 && at !== '/name' ? 'contested' : (all[0] ?? '')
        }
        const disputed = new Set<Place>()
        const devices = [0, 1, 2].map((n) => ({
          who: n === 0 ? 'w3' : 'w4',
          trunk: '',
          seen: new Map<Place, string>(),
          says: new Map<Place, string>(),
          visits: [] as string[],
        }))
        const visits = new Set(['v1'])
        let count = 0
        for (const one of history) {
          count += 1
          const device = 'device' in one ? devices[one.device] : undefined
          if (one.act === 'online') {
            const at = places[one.place] ?? '/name'
            if (disputed.has(at)) continue
            const text = `o${count}`
            const edit = (view: object): Outcome<never> => {
              const father = (view as { father: object }).father
              if (at === '/father/workplace') return ok({ ...view, father: { ...father, workplace: text } } as never)
              return ok({ ...view, [at.slice(1)]: text } as never)
            }
            value(await own(here).change('c1', 'online', edit))
            live.set(at, new Set([text]))
          }
          if (!device) continue
          if (one.act === 'checkout') {
            device.trunk = value(await own(here, device.who).checkout('c1')).trunk
            device.seen = new Map(places.map((at) => [at, shownAt(at)]))
            device.says = new Map()
          }
          if (device.trunk === '') continue
          if (one.act === 'edit') device.says.set(places[one.place] ?? '/name', `e${count}`)
          if (one.act === 'visit') device.visits.push(`k${count}`)
          if (one.act === 'deliver') {
            const edits = [
              ...[...device.says].map(([at, text]) => set(at, text)),
              ...device.visits.map((id) => set(`/visits/${id}`, { on: '2026-09-01', words: id })),
            ]
            for (let time = 0; time < one.times; time++)
              value(await own(here, device.who).merge('c1', { id: `m${count}`, trunk: device.trunk, edits }))
            for (const [at, text] of device.says) {
              const all = live.get(at) ?? new Set()
              if (disputed.has(at) || !all.has(device.seen.get(at) ?? '')) disputed.add(at)
              if (all.size === 1 && all.has(text)) disputed.delete(at)
              all.delete(device.seen.get(at) ?? '')
              live.set(at, all.add(text))
            }
            for (const id of device.visits) visits.add(id)
          }
        }
        const file = await stored(here)
        const now = [file.name, file.childNo, file.father.workplace]
        expect(now).toEqual(places.map(shownAt))
        expect(Object.keys(file.visits).sort()).toEqual([...visits].sort())
        const open2 = value(await own(here).conflicts('c1'))
        for (const at of places) {
          const sides = open2
            .find((conflict) => conflict.at === at)
            ?.sides.map(({ what }) => ('said' in what ? what.said : ''))
          const all = [...(live.get(at) ?? [])].sort()
          expect([at, sides?.sort() ?? []]).toEqual([at, all.length > 1 ? all : []])
        }
      }),
      { numRuns: 40 },
    )
  }),
  law('is judged by what the device saw, also when it edits twice on one trunk', async (open) => {
    const here = await county(open, [child('c1', two)])
    const { trunk } = value(await own(here).checkout('c1'))
    value(await own(here).merge('c1', { id: 'm1', trunk, edits: [set('/childNo', 'one')] }))
    value(await own(here, 'w4').change('c1', 'online', (view) => ok({ ...view, childNo: 'other' } as never)))
    const late = value(await own(here).merge('c1', { id: 'm2', trunk, edits: [set('/childNo', 'two')] }))
    expect(late.conflicts).toEqual(['/childNo'])
    expect((await stored(here)).childNo).toBe('contested')
  }),
  law('merges a delivery once, and knows another under the same id', async (open) => {
    const here = await county(open, [child('c1', two)])
    const { trunk } = value(await own(here).checkout('c1'))
    const delivery = { id: 'm1', trunk, edits: [set('/childNo', 'n1'), set('/contacts/k1', { on: '2026-09-01' })] }
    const first = value(await own(here).merge('c1', delivery))
    expect(first.merged).toEqual(['/childNo', '/contacts/k1'])
    value(await own(here, 'w4').change('c1', 'x', (view) => ok({ ...view, childNo: 'n2', contacts: {} } as never)))
    const again = value(await own(here).merge('c1', delivery))
    expect([again.merged, again.view.childNo]).toEqual([first.merged, 'n2'])
    expect(code(await own(here).merge('c1', { ...delivery, edits: [] }))).toBe('duplicate')
    const past = value(await own(here).history('c1'))
    expect(past.filter(({ view }) => view.childNo === 'n1')).toHaveLength(1)
  }),
  law('asks no clock: ten years more or less change nothing', async (open) => {
    const ends: unknown[] = []
    for (const day of ['2016-09-15', '2026-09-15', '2036-09-15']) {
      const here = await county(open, [child('c1', two)])
      const { trunk } = value(await own(here).checkout('c1'))
      here.on(day)
      const visit = { on: day === '2016-09-15' ? '2016-09-15' : '2036-01-01', words: 'x' }
      value(await own(here, 'w4').change('c1', 'x', (view) => ok({ ...view, childNo: 'a' } as never)))
      const edits = [set('/childNo', 'b'), set('/visits/k1', { ...visit, on: '2026-09-14' })]
      const { merged, conflicts } = value(await own(here).merge('c1', { id: 'm', trunk, edits }))
      ends.push([merged, conflicts, await stored(here)])
    }
    expect(ends[1]).toEqual(ends[0])
    expect(ends[2]).toEqual(ends[0])
  }),
  law('takes no trunk but that of the same person, purpose and child, and shows no revision in it', async (open) => {
    const here = await county(open, [child('c1', two), child('c2', two)])
    const { trunk } = value(await own(here).checkout('c1'))
    const delivery = { id: 'm', trunk, edits: [set('/childNo', 'n1')] }
    expect(code(await own(here, 'w4').merge('c1', delivery))).toBe('bad-cursor')
    expect(code(await own(here).merge('c2', delivery))).toBe('bad-cursor')
    const visit = session(here, 'w3', 'worker', 'visit', { to: 'ownCase' })
    expect(code(await visit.merge('c1', delivery))).toBe('bad-cursor')
    for (const made of ['', 'x', `${'0'.repeat(32)}${trunk.slice(32)}`, `${trunk}0`])
      expect(code(await own(here).merge('c1', { ...delivery, trunk: made }))).toBe('bad-cursor')
    expect(trunk).toMatch(/^[0-9a-f]{32}/)
    const helper = session(here, 'v1', 'helper', 'support', { to: 'helper' })
    expect(code(await helper.checkout('c1'))).toBe('not-entitled')
    expect((await stored(here)).childNo).toBe('notCollected')
  }),
  law('never lets a machine choose where safety hangs on it', async (open) => {
    const here = await county(open, [child('c1', two)])
    const [a, b] = [value(await own(here).checkout('c1')), value(await own(here, 'w4').checkout('c1'))]
    const leaves = { registerState: 'exited', exitOn: '2026-09-01' }
    value(await own(here).merge('c1', { id: 'a', trunk: a.trunk, edits: [set('/register', leaves)] }))
    expect((await stored(here)).register.registerState).toBe('exited')
    const back = [set('/register/reportedOn', '2026-08-01'), set('/delegate/phone', '13912345678')]
    const late = value(await own(here, 'w4').merge('c1', { id: 'b', trunk: b.trunk, edits: back }))
    expect([late.merged, late.conflicts]).toEqual([['/delegate'], ['/register']])
    expect((await stored(here)).register.registerState).toBe('registered')
    const [conflict] = value(await own(here).conflicts('c1'))
    expect(conflict?.guarded).toBe(true)
    const past = await own(here).change('c1', 'past it', (view) =>
      ok({ ...view, register: { ...(view.register as object), ...leaves } } as never),
    )
    expect(code(past)).toBe('wrong-state')
    expect((await stored(here)).register.registerState).toBe('registered')
    value(await own(here).change('c1', 'beside it', (view) => ok({ ...view, name: 'BESIDE' } as never)))
    const settlement = { conflict: conflict?.id ?? '', to: { said: leaves }, reason: 'the family moved' }
    expect(code(await own(here).settle('c1', settlement))).toBe('not-entitled')
    expect(code(await area(here).settle('c1', { ...settlement, reason: ' ' }))).toBe('needs-missing')
    value(await area(here).settle('c1', settlement))
    expect((await stored(here)).register).toMatchObject(leaves)
    expect(value(await area(here).conflicts('c1'))).toEqual([])
    expect(code(await area(here).settle('c1', settlement))).toBe('not-found')
  }),
  law('keeps both words of a field for a person, in the file too, until they are settled', async (open) => {
    const here = await county(open, [child('c1', two)])
    const [a, b] = [value(await own(here).checkout('c1')), value(await own(here, 'w4').checkout('c1'))]
    value(await own(here).merge('c1', { id: 'a', trunk: a.trunk, edits: [set('/father/workplace', 'A')] }))
    value(await own(here, 'w4').merge('c1', { id: 'b', trunk: b.trunk, edits: [set('/father/workplace', 'B')] }))
    const file = await stored(here)
    expect(file.father.workplace).toBe('contested')
    expect(Object.values(file.claims)[0]?.map((claim) => claim.value)).toEqual(['A', 'B'])
    const [conflict] = value(await own(here).conflicts('c1'))
    expect(conflict).toMatchObject({
      at: '/father/workplace',
      trunk: { said: 'notCollected' },
      sides: [{ what: { said: 'A' } }, { what: { said: 'B' }, by: ['w4'] }],
      held: { said: 'contested' },
      guarded: false,
    })
    value(await own(here).settle('c1', { conflict: conflict?.id ?? '', to: { said: 'B' }, reason: 'I called him' }))
    const after = await stored(here)
    expect([after.father.workplace, Object.keys(after.claims)]).toEqual(['B', []])
  }),
  law('keeps the queue of a worker who was revoked for a supervisor, and tells that worker nothing', async (open) => {
    const here = await county(open, [child('c1', two)])
    const { trunk } = value(await own(here).checkout('c1'))
    const order = { as: 'childDirector', from: 'w3', to: { id: 'w9', name: '九' }, reason: 'left' } as const
    value(await area(here).handOver(order))
    const delivery = { id: 'm', trunk, edits: [set('/visits/k1', { on: '2026-09-01', words: 'LATE' })] }
    const refused = await own(here).merge('c1', delivery)
    expect(said(refused)).toEqual(said(await own(here).merge('nowhere', delivery)))
    expect(said(await own(here).merge('c1', delivery))).toEqual(said(refused))
    expect(Object.keys((await stored(here)).visits)).toEqual(['v1'])
    expect(code(await own(here, 'w9').stranded('c1'))).toBe('not-entitled')
    const waiting = value(await area(here).stranded('c1'))
    expect(waiting.map(({ actor, because, edits }) => [actor, because, edits.length])).toEqual([['w3', 'noAccess', 1]])
    const id = waiting[0]?.id ?? ''
    expect(code(await area(here).review('c1', { id, decision: 'take', reason: '' }))).toBe('needs-missing')
    value(await area(here).review('c1', { id, decision: 'take', reason: 'was there' }))
    expect(Object.keys((await stored(here)).visits)).toEqual(['k1', 'v1'])
    expect(value(await area(here).stranded('c1'))).toEqual([])
    // A stranger with a trunk that was never his leaves nothing.
    await own(here, 'w8').merge('c1', { ...delivery, id: 'm2' })
    expect(value(await area(here).stranded('c1'))).toEqual([])
  }),
  law('drops nothing in silence: what the rules refuse is named and kept, the rest is merged', async (open) => {
    const here = await county(open, [child('c1', two)])
    const { trunk } = value(await own(here).checkout('c1'))
    const edits = [
      set('/childNo', 'n1'),
      set('/father/phone', 'no number'),
      set('/health/mind', 'CALM'),
      set('/incidents/i9', { words: 'OFFLINE' }),
      set('/id', 'c2'),
    ]
    const answer = value(await own(here).merge('c1', { id: 'm', trunk, edits }))
    expect(answer.merged).toEqual(['/childNo'])
    expect(answer.refused.map(({ at }) => at)).toEqual(['/father/phone', '/health/mind', '/incidents/i9', '/id'])
    const file = await stored(here)
    expect([file.id, file.childNo, file.father.phone, Object.keys(file.incidents)]).toEqual([
      'c1',
      'n1',
      '13812345678',
      [],
    ])
    const listed = value(await area(here).stranded('c1'))
    expect(listed[0]?.edits.map(({ at }) => at)).toEqual(['/father/phone'])
    expect(JSON.stringify(value(await officer(here).stranded('c1')))).toContain('OFFLINE')
    value(await area(here).review('c1', { id: listed[0]?.id ?? '', decision: 'setAside', reason: 'no number' }))
    expect(value(await area(here).stranded('c1'))).toEqual([])
    expect(JSON.stringify(value(await officer(here).stranded('c1')))).toContain('OFFLINE')
  }),
  law('never brings an erased child back', async (open) => {
    const exited = { ...two, register: { registerState: 'exited', exitOn: '2020-01-01' } }
    const here = await county(open, [child('c1', exited)])
    const { trunk } = value(await own(here).checkout('c1'))
    value(await own(here).erase('c1', 'withdrawn'))
    value(await area(here).erase('c1', 'withdrawn'))
    const delivery = { id: 'm', trunk, edits: [set('/childNo', 'BACK'), set('/visits/k1', { on: '2026-09-01' })] }
    expect(said(await own(here).merge('c1', delivery))).toEqual(said(await own(here).file('nowhere')))
    expect(code(await here.casework.files.read(partition, 'c1'))).toBe('not-found')
    const page = await here.casework.ledger.page({ partition, index: null, from: 'c1', to: 'c1!', limit: 10 })
    expect(page.rows).toEqual([])
  }),
  law('takes nothing away that an older device does not know', async (open) => {
    const own2 = {
      ...two,
      custom: { newField: 'KEEP' },
      delegate: { name: 'D', bestTime: 'KEEP', phone: '13812345678' },
    }
    const here = await county(open, [child('c1', own2)])
    const { view, trunk } = value(await own(here).checkout('c1'))
    const seen = JSON.parse(JSON.stringify(view)) as Record<string, unknown>
    const delegate = Object.fromEntries(
      Object.entries(seen['delegate'] as object).filter(([key]) => key !== 'bestTime'),
    )
    const older = { id: seen['id'], name: 'N2', delegate: { ...delegate, phone: '13912345678' }, contacts: {} }
    const edits = editsBetween({ ...older, name: seen['name'], delegate }, older)
    value(await own(here).merge('c1', { id: 'm', trunk, edits }))
    const file = await stored(here)
    expect(file.custom).toEqual({ newField: 'KEEP' })
    expect(file.delegate).toMatchObject({ bestTime: 'KEEP', phone: '13912345678' })
    expect([file.name, Object.keys(file.visits)]).toEqual(['N2', ['v1']])
  }),
  law('unites what was added on both sides, and never takes out what somebody else wrote', async (open) => {
    const here = await county(open, [child('c1', { ...two, contacts: { k0: { on: '2026-01-01' } } })])
    const [a, b] = [value(await own(here).checkout('c1')), value(await own(here, 'w4').checkout('c1'))]
    const contact = (on: string) => ({ on, channel: 'phone' })
    const first = [set('/contacts/k1', contact('2026-09-01')), set('/contacts/k0', contact('2026-01-02'))]
    value(await own(here).merge('c1', { id: 'a', trunk: a.trunk, edits: first }))
    const gone: OfflineEdit = { at: '/contacts/k0', gone: true }
    const late = [set('/contacts/k2', contact('2026-09-02')), gone]
    const answer = value(await own(here, 'w4').merge('c1', { id: 'b', trunk: b.trunk, edits: late }))
    expect(answer.conflicts).toEqual(['/contacts/k0'])
    const { contacts } = await stored(here)
    expect(Object.keys(contacts)).toEqual(['k0', 'k1', 'k2'])
    expect(contacts['k0' as keyof typeof contacts]?.on).toBe('2026-01-02')
  }),
  law('tells nobody of a matter of which he or she may be the cause', async (open) => {
    const words: string[] = []
    for (const matter of [false, true]) {
      const more = matter ? { incidents: { i1: incident('worker', 'w3') } } : {}
      const here = await county(open, [child('c1', { ...two, ...more })])
      const { trunk } = value(await own(here).checkout('c1'))
      const mine = value(await officer(here).checkout('c1'))
      const exclusion = [
        set('/delegate', { exclusions: ['vices', 'violentRecord'] }),
        set('/care', { improperCare: ['abuse'] }),
      ]
      if (matter) {
        const report = [...exclusion, set('/incidents/i1', { words: 'MOREWORDS' })]
        value(await officer(here).merge('c1', { id: 'o1', trunk: mine.trunk, edits: report }))
        const other = [...exclusion.map((edit) => ({ ...edit })), set('/incidents/i1', { words: 'ELSEWORDS' })]
        expect(value(await officer(here).merge('c1', { id: 'o2', trunk: mine.trunk, edits: other })).conflicts).toEqual(
          ['/incidents/i1'],
        )
        expect(value(await officer(here).conflicts('c1')).length).toBe(1)
        expect(value(await officer(here, 'p2').conflicts('c1'))[0]?.guarded).toBe(true)
      }
      const edits = [
        set('/delegate/phone', '13912345678'),
        set('/care/livesAlone', 'no'),
        set('/incidents/i1', { words: 'X' }),
      ]
      words.push(
        JSON.stringify([
          said(await own(here).merge('c1', { id: 'm', trunk, edits })),
          said(await own(here).conflicts('c1')),
          said(await own(here).settle('c1', { conflict: 'x', to: { said: 1 }, reason: 'x' })),
          said(await session(here, 'w3', 'supervisor', 'care', { to: 'area', divisions: ['52'] }).stranded('c1')),
        ]),
      )
      if (matter) {
        const file = await stored(here)
        expect(file.incidents).toMatchObject({ i1: { words: 'contested' } })
        expect(file.delegate).toMatchObject({ exclusions: ['vices', 'violentRecord'], phone: '13912345678' })
        expect(file.care).toMatchObject({ improperCare: ['abuse'] })
      }
    }
    expect(words[1]).toBe(words[0])
    expect(words[0]).not.toMatch(/revision|MOREWORDS|ELSEWORDS/)
  }),
  law('closes no incident by a merge', async (open) => {
    const reports = { r1: { agency: '公安', at: '2026-09-01T08:00:00Z', reference: 'R' } }
    const here = await county(open, [child('c1', { incidents: { i1: { ...incident('father', 'none'), reports } } })])
    const { trunk } = value(await officer(here).checkout('c1'))
    const edits = [set('/incidents/i1/closedOn', '2026-09-10'), set('/incidents/i1', { closedOn: '2026-09-10' })]
    const answer = value(await officer(here).merge('c1', { id: 'm', trunk, edits }))
    expect(answer.refused.map(({ because }) => because)).toEqual(['needs-missing', 'needs-missing'])
    expect((await stored(here)).incidents).toMatchObject({ i1: { closedOn: 'notCollected' } })
  }),
  law('writes once though the answer was lost, and begins anew when others are faster', async (open) => {
    let lost = 0
    let racing: (() => Promise<unknown>) | undefined
    const here = await county(open, [child('c1', two)], (driver) => ({
      ...driver,
      commit: async (batch) => {
        if (racing && batch.partition === partition && batch.writes.some(({ kind }) => kind === 'delivery')) {
          const race = racing
          racing = undefined
          await race()
        }
        const done = await driver.commit(batch)
        if (batch.writes.some(({ kind }) => kind === 'delivery') && lost-- > 0) throw new Error('lost')
        return done
      },
    }))
    const { trunk } = value(await own(here).checkout('c1'))
    lost = 1
    racing = async () => own(here, 'w4').change('c1', 'x', (view) => ok({ ...view, childNo: 'other' } as never))
    const edits = [set('/name', 'N'), set('/childNo', 'n1')]
    const answer = value(await own(here).merge('c1', { id: 'm', trunk, edits }))
    expect([answer.merged, answer.conflicts]).toEqual([['/name'], ['/childNo']])
    expect(childFile(await stored(here))).toMatchObject({ name: 'N', childNo: 'contested' })
  }),
]
