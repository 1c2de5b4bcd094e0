import { expect } from 'vitest'
import { childFile } from '../../src/index.ts'
import { looking } from '../privacy/scene.ts'
import { law } from './rooms.ts'

const asOf = '2026-09-15'
const workers = { childDirector: { id: 'w3', name: '张三' } }
const child = (more: object) =>
  childFile({ id: 'c1', name: '李小花', birthDate: '2016-03-26', workers, ...more } as never)
const about = (possibleCauses: unknown) => child({ incidents: { i1: { observedOn: '2026-09-01', possibleCauses } } })
const consented = (consent: object, more: object = {}) =>
  child({
    mother: { status: 'awayWorking' },
    consents: { k1: { capacity: 'mother', purposes: ['pairing'], on: '2026-01-01', until: 'none', ...consent } },
    ...more,
  })

export const privacyLaws = [
  law('a matter is there for nobody who may be its cause', 'privacy', ({ mayBeCause, disclose }) => {
    const worker = about([{ role: 'worker', id: 'w3' }])
    const officer = (person: string) => looking('protection', 'protectionOfficer', 'appointed', person)
    expect(disclose(worker, officer('w3')).incidents).toEqual({})
    expect(Object.keys(disclose(worker, officer('w4')).incidents)).toEqual(['i1'])
    const father = about([{ role: 'father', id: 'notCollected' }])
    for (const incident of Object.values(father.incidents))
      expect(mayBeCause(incident, { role: 'father', relation: 'family', person: 'f1' })).toBe(true)
  }),
  law('a matter of which nobody named a cause is there for those only who are appointed to it', 'privacy', (room) => {
    for (const incident of Object.values(about('notCollected').incidents)) {
      expect(room.mayBeCause(incident, { role: 'worker', relation: 'ownCase', person: 'w3' })).toBe(true)
      expect(room.mayBeCause(incident, { role: 'protectionOfficer', relation: 'appointed', person: 'p1' })).toBe(false)
    }
  }),
  law('what a child said is told to those only whom the child named', 'privacy', ({ disclose }) => {
    const preference = { on: '2026-09-01', about: 'food', says: 'likes', mayBeToldTo: ['worker'] }
    const file = child({ preferences: { p1: preference } })
    const told = (role: 'worker' | 'mother') =>
      disclose(file, { purpose: 'access', role, relation: role === 'worker' ? 'ownCase' : 'family', asOf }).preferences
    expect(JSON.stringify(told('mother'))).not.toContain('food')
    const worker = disclose(file, looking('care', 'worker', 'ownCase')).preferences
    expect(JSON.stringify(worker)).toContain('food')
  }),
  law('who is not named for a purpose sees nothing', 'privacy', ({ disclose }) => {
    const view = disclose(child({}), looking('care', 'donor', 'none'))
    for (const value of Object.values(view)) expect(value).toBe('withheld')
  }),
  law('nothing is shown on a consent that nobody can tell of', 'privacy', ({ disclose }) => {
    const support = looking('support', 'helper', 'helper')
    expect(disclose(consented({ until: 'notCollected' }), support).name).toBe('withheld')
    expect(disclose(consented({}), support).name).toBe('李小花')
  }),
  law('a consent ends on the day of its withdrawal', 'privacy', ({ consentFor }) => {
    const answer = (withdrawnOn: string) => consentFor(consented({ withdrawnOn }), { purpose: 'pairing', asOf }).answer
    expect([answer('2026-09-16'), answer('2026-09-15'), answer('2026-09-14')]).toEqual(['yes', 'no', 'no'])
  }),
  law('a consent has run out on its last day', 'privacy', ({ consentFor }) => {
    const answer = (until: string) => consentFor(consented({ until }), { purpose: 'pairing', asOf }).answer
    expect([answer('2026-09-16'), answer('2026-09-15')]).toEqual(['yes', 'no'])
  }),
  law("nobody's consent counts against a child's no", 'privacy', ({ consentFor }) => {
    const asked = (childAnswer: string) => consentFor(consented({ childAnswer }), { purpose: 'pairing', asOf }).answer
    expect([asked('willing'), asked('unwilling'), asked('noHelper')]).toEqual(['yes', 'no', 'no'])
  }),
  law('a delegated carer consents within a written mandate only', 'privacy', ({ consentFor }) => {
    const answer = (mandate: unknown) =>
      consentFor(consented({ capacity: 'delegate' }, { delegate: { name: '戴莹桐' }, delegation: { mandate } }), {
        purpose: 'pairing',
        asOf,
      }).answer
    expect([answer(['pairing']), answer('none'), answer(['medical'])]).toEqual(['yes', 'no', 'no'])
  }),
  law("from the fourteenth birthday on the child's own word is needed", 'privacy', ({ consentFor }) => {
    const file = consented({ childAnswer: 'notCollected', on: '2026-09-14' }, { birthDate: '2012-09-15' })
    const on = (day: '2026-09-14' | '2026-09-15') => consentFor(file, { purpose: 'pairing', asOf: day }).answer
    expect(on('2026-09-14')).toBe('yes')
    expect(on('2026-09-15')).not.toBe('yes')
  }),
  law('what is held is kept', 'privacy', ({ obstacles, retentionOf }) => {
    const gone = { birthDate: '2000-01-01', register: { registerState: 'exited', exitOn: '2019-01-01' } }
    const hold = { ground: 'proceedings', from: '2026-01-01', to: 'none' } as const
    expect(retentionOf(child(gone), { asOf, holds: [] }).answer).toBe('erase')
    expect(obstacles(child(gone), [hold], asOf)).toEqual([{ because: 'hold', ground: 'proceedings' }])
    expect(retentionOf(child(gone), { asOf, holds: [hold] }).answer).toBe('keep')
    const matter = child({ ...gone, incidents: { i1: { observedOn: '2018-01-01' } } })
    expect(retentionOf(matter, { asOf, holds: [] }).answer).toBe('keep')
  }),
  law('a file is kept until the child is of age and for its time after that', 'privacy', ({ retentionOf }) => {
    const file = child({ birthDate: '2012-01-01', register: { registerState: 'exited', exitOn: '2015-01-01' } })
    expect(retentionOf(file, { asOf: '2026-09-15', holds: [] }).answer).toBe('keep')
    expect(retentionOf(file, { asOf: '2033-01-01', holds: [] }).answer).toBe('erase')
  }),
  law('no child stands in an export among fewer than k', 'privacy', ({ pseudonymised }) => {
    const files = Array.from({ length: 9 }, (_, n) =>
      childFile({ id: `c${n}`, name: '李', sex: n < 5 ? 'female' : 'male' }),
    )
    const key = new Uint8Array(32).fill(7)
    const release = { key, purpose: 'study', asOf, tells: ['sex'], about: [], k: 5, by: 'suppress' } as const
    const { rows } = pseudonymised(files, release)._unsafeUnwrap()
    expect(rows.map((row) => row['sex'])).toEqual(Array(5).fill('female'))
  }),
]
