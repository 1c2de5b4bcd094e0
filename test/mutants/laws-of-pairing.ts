import { expect } from 'vitest'
import type { Volunteer } from '../../src/records/index.ts'
import { child, problemOf, term, volunteer } from '../pairing/county.ts'
import { law, type Rooms } from './rooms.ts'

const paired = ({ pair }: Rooms['pairing'], one: ReturnType<typeof child>, other: Volunteer, more: object = {}) =>
  pair(problemOf([one], [other], more))._unsafeUnwrap().pairs.length === 1

const v1 = (more: object = {}): Volunteer => volunteer('v1', more)
const checked = (outcome: string, on: string): Volunteer =>
  v1({ check: { outcome, on, authority: 'notCollected', reference: 'notCollected' } })
const consent = (more: object) =>
  child('c1', 2, {
    consents: {
      k1: { capacity: 'mother', purposes: ['pairing'], on: '2026-03-01', until: '2027-09-01', ...more } as never,
    },
  })

export const pairingLaws = [
  law('nobody helps without a clear record check', 'pairing', (room) => {
    expect(paired(room, child('c1'), checked('clear', '2026-08-01'))).toBe(true)
    expect(paired(room, child('c1'), checked('hit', '2026-08-01'))).toBe(false)
    expect(paired(room, child('c1'), checked('notCollected', '2026-08-01'))).toBe(false)
  }),
  law('nobody helps on a record check that has lapsed', 'pairing', (room) => {
    expect(term.from).toBe('2026-09-15')
    expect(paired(room, child('c1'), checked('clear', '2025-09-16'))).toBe(true)
    expect(paired(room, child('c1'), checked('clear', '2025-09-15'))).toBe(false)
    expect(paired(room, child('c1'), checked('clear', '2020-01-01'))).toBe(false)
  }),
  law('nobody helps who is under concern', 'pairing', (room) => {
    expect(paired(room, child('c1'), v1({ underConcern: 'no' }))).toBe(true)
    expect(paired(room, child('c1'), v1({ underConcern: 'yes' }))).toBe(false)
  }),
  law('kin and staff of the case are no helpers', 'pairing', (room) => {
    expect(paired(room, child('c1'), v1())).toBe(true)
    const kin = [{ child: 'c1', volunteer: 'v1' }]
    expect(paired(room, child('c1'), v1({ kinOfChild: 'yes' }), { kin })).toBe(false)
    const counselled = child('c1', 2, { workers: { counsellor: { id: 'v1', name: '王芳' } } })
    expect(paired(room, counselled, v1())).toBe(false)
    const phone = '13812345678'
    const daughter = child('c1', 2, { mother: { name: '李红', phone } })
    expect(paired(room, daughter, v1({ name: '李小红', phone }))).toBe(false)
  }),
  law('who may have been the cause of a matter never helps that child again', 'pairing', (room) => {
    const matter = {
      observedOn: '2025-03-01',
      closedOn: '2025-06-01',
      possibleCauses: [{ role: 'volunteer', id: 'v1' }],
    }
    expect(paired(room, child('c1', 2, { incidents: { i1: matter } as never }), v1())).toBe(false)
    const cleared = { ...matter, possibleCauses: [{ role: 'volunteer', id: 'v2' }] }
    expect(paired(room, child('c1', 2, { incidents: { i1: cleared } as never }), v1())).toBe(true)
  }),
  law("no child is paired against its no or without a guardian's yes", 'pairing', (room) => {
    expect(paired(room, consent({ childAnswer: 'willing' }), v1())).toBe(true)
    expect(paired(room, consent({ childAnswer: 'unwilling' }), v1())).toBe(false)
    expect(paired(room, consent({ childAnswer: 'noHelper' }), v1())).toBe(false)
    expect(paired(room, consent({ childAnswer: 'willing', until: '2026-09-01' }), v1())).toBe(false)
    expect(paired(room, consent({ childAnswer: 'willing', capacity: 'child' }), v1())).toBe(false)
  }),
]
