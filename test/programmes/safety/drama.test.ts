import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ChildId, WorkerId } from '../../../src/index.ts'
import { type Drama, dramaReadiness } from '../../../src/programmes/index.ts'

const [w1, w2, w3] = ['w1', 'w2', 'w3'].map((id) => WorkerId.parse(id)) as [WorkerId, WorkerId, WorkerId]
const child = { role: 'girl', child: ChildId.parse('c1'), leave: 'given', childSays: 'yes' } as const
const adult = { role: 'stranger', adult: w3 } as const
const script = { title: '小红不怕', author: w1, readBy: w2, fromRealCase: 'no' } as const
const play: Drama = {
  module: 'rights-6',
  script,
  roles: { girl: { name: '小红', playedBy: 'child' }, stranger: { name: '陌生人', playedBy: 'adult' } },
  cast: [child, adult],
  rehearsals: { r1: { on: '2026-10-05', held: 'yes' }, r2: { on: '2026-10-08', held: 'yes' } },
  showOn: '2026-10-12',
}
const codes = (change: Partial<Drama>) =>
  dramaReadiness({ ...play, ...change })
    ._unsafeUnwrap()
    .findings.map(({ code }) => code)

describe('dramaReadiness', () => {
  it('lets a play go on that has all it needs', () => {
    expect(dramaReadiness(play)._unsafeUnwrap()).toEqual({
      ready: true,
      findings: [],
      rehearsed: 2,
      rehearsalsWanted: 2,
    })
  })
  it.each([
    [{ module: 'other' }, ['unknownModule']],
    [{ script: 'none' }, ['noScript']],
    [{ script: { ...script, readBy: w1 } }, ['scriptNotReadByAnother']],
    [{ script: { ...script, fromRealCase: 'yes' } }, ['scriptFromRealCase']],
    [{ script: { ...script, fromRealCase: 'notCollected' } }, ['scriptOriginUnknown']],
    [{ cast: [child] }, ['partWithoutPlayer']],
    [{ cast: [child, adult, { ...child, role: 'tree' }] }, ['noSuchPart']],
    [{ cast: [child, { ...child, role: 'stranger' }] }, ['childInAdultPart']],
    [{ cast: [{ ...adult, role: 'girl' }, adult] }, ['adultInChildPart']],
    [{ cast: [{ ...child, leave: 'refused' }, adult] }, ['leaveRefused']],
    [{ cast: [{ ...child, leave: 'notCollected' }, adult] }, ['leaveUnknown']],
    [{ cast: [{ ...child, childSays: 'no' }, adult] }, ['childRefuses']],
    [{ cast: [{ ...child, childSays: 'contested' }, adult] }, ['childNotAsked']],
    [{ showOn: 'none' }, ['noShowDay', 'tooFewRehearsals']],
    [{ showOn: '2026-10-08' }, ['tooFewRehearsals']],
    [
      { rehearsals: { r1: { on: '2026-10-05', held: 'yes' }, r2: { on: '2026-10-05', held: 'yes' } } },
      ['tooFewRehearsals'],
    ],
    [
      { rehearsals: { r1: { on: '2026-10-05', held: 'yes' }, r2: { on: '2026-10-08', held: 'notCollected' } } },
      ['tooFewRehearsals'],
    ],
  ] as const)('finds in %j %j', (change, expected) => {
    expect(codes(change)).toEqual(expected)
  })
  it('never lets a child play without a guardian’s leave and its own yes', () => {
    const said = fc.constantFrom('given' as const, 'refused' as const, 'notCollected' as const, 'contested' as const)
    const own = fc.constantFrom('yes' as const, 'no' as const, 'notCollected' as const)
    fc.assert(
      fc.property(fc.array(fc.tuple(said, own), { maxLength: 5 }), (players) => {
        const cast = [adult, child, ...players.map(([leave, childSays]) => ({ ...child, leave, childSays }))]
        const { ready } = dramaReadiness({ ...play, cast })._unsafeUnwrap()
        expect(ready).toBe(players.every(([leave, childSays]) => leave === 'given' && childSays === 'yes'))
      }),
    )
  })
})
