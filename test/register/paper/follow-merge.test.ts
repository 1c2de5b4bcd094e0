import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from '../../../src/canonical.ts'
import { childFile } from '../../../src/index.ts'
import {
  childIdNow,
  type ChildLinks,
  type Followed,
  followMerge,
  mergeFiles,
  unfollowMerge,
  decodeCsv,
  readVolunteers,
  recordsOf,
} from '../../../src/register/index.ts'

const merge = mergeFiles(childFile({ id: 'c1', name: '李小花' }), childFile({ id: 'c2', name: '李晓花' }), {
  keep: 'c1',
  approvedBy: ['w1', 'w2'],
})._unsafeUnwrap()
const [volunteer] = recordsOf(
  decodeCsv(new TextEncoder().encode('编号,姓名\nV1,袁心慧\n'))
    .andThen((workbook) => readVolunteers(workbook, { asOf: '2026-10-15' }))
    ._unsafeUnwrap(),
)

const child = fc.constantFrom('c1', 'c2', 'c3')
const records = fc.uniqueArray(
  fc.record({
    id: fc.constantFrom('a1', 'a2', 'a3', 'a4', 'a5'),
    child,
    role: fc.constantFrom('primary', 'substitute'),
    state: fc.constantFrom('active', 'ended'),
    note: fc.constantFrom('x', 'y'),
  }),
  { selector: ({ id, child: of }) => `${id} ${of}` },
)
const links: fc.Arbitrary<ChildLinks> = fc
  .record({
    agreements: records,
    needs: records,
    carePlans: records,
    duties: records,
    notWith: fc.array(fc.uniqueArray(child, { minLength: 1 }), { maxLength: 3 }),
    sibling: fc.array(child, { maxLength: 3 }),
  })
  .map(({ notWith, sibling, ...byChild }) => ({
    byChild,
    volunteers: notWith.map((of, i) => ({ ...volunteer!, id: `V${i}` as never, notWith: of as never })),
    files: sibling.map((of, i) =>
      childFile({ id: `f${i}`, name: '李大', household: { members: { p1: { file: of } } } }),
    ),
  }))

/** What is wrong with what followed a merge; independent of how it was made. */
function faults(before: ChildLinks, { links: after, renamed }: Followed): readonly string[] {
  const out: string[] = []
  if (canonicalJson([after]).includes('"c2"')) out.push('names the child that gave way')
  for (const [kind, old] of Object.entries(before.byChild ?? {})) {
    const now = after.byChild![kind]!
    const keys = now.map((one) => `${one.id} ${one.child}`)
    if (new Set(keys).size !== keys.length) out.push('two records with one id')
    for (const one of old) {
      const id = [one.id, ...renamed.flatMap((two) => (two.kind === kind && two.old === one.id ? [two.new] : []))]
      const says = (other: object) => canonicalJson({ ...other, id: '', child: '' })
      const to = one.child === 'c2' ? 'c1' : one.child
      if (!now.some((two) => id.includes(two.id) && two.child === to && says(two) === says(one)))
        out.push('lost a record')
    }
    if (now.length > old.length) out.push('made a record')
  }
  return out
}

describe('followMerge', () => {
  it('leaves nothing that names the child that gave way, loses nothing, and touches nobody else', () => {
    fc.assert(
      fc.property(links, (before) => {
        const followed = followMerge(merge, before)
        expect(faults(before, followed)).toEqual([])
        const others = (of: ChildLinks) =>
          Object.values(of.byChild!).map((all) => all.filter((one) => one.child === 'c3'))
        expect(others(followed.links)).toEqual(others(before))
      }),
    )
  })
  it('is judged by a check that rejects forgetting, losing and colliding', () => {
    const before: ChildLinks = {
      byChild: { duties: [{ id: 'a', child: 'c1' }, { id: 'a', child: 'c2', note: 'x' } as never] },
    }
    const followed = followMerge(merge, before)
    const sham = (duties: readonly { readonly id: string; readonly child: string }[]) =>
      faults(before, { ...followed, links: { byChild: { duties } } })
    expect(sham(before.byChild!['duties']!)).not.toEqual([])
    expect(sham([{ id: 'a', child: 'c1' }])).not.toEqual([])
    expect(sham([{ id: 'a', child: 'c1' }, { id: 'a', child: 'c1', note: 'x' } as never])).not.toEqual([])
  })
  it('asks who stays where a child now has two first helpers', () => {
    const agreement = { role: 'primary', state: 'active' }
    const byChild = {
      agreements: [
        { id: 'a1', child: 'c1', ...agreement },
        { id: 'a2', child: 'c2', ...agreement },
      ],
    }
    expect(followMerge(merge, { byChild }).helpers).toEqual(['c1'])
    expect(followMerge(merge, { byChild: { agreements: byChild.agreements.slice(1) } }).helpers).toEqual([])
  })
})

describe('unfollowMerge', () => {
  it('restores every record to the byte', () => {
    fc.assert(
      fc.property(links, (before) => {
        const back = unfollowMerge(followMerge(merge, before))._unsafeUnwrap()
        expect(JSON.stringify(back.links)).toBe(JSON.stringify(before))
        expect(back.since).toEqual([])
      }),
    )
  })
  it('leaves what was written on since, and names it', () => {
    const before = {
      byChild: {
        duties: [
          { id: 'd1', child: 'c2', state: 'open' },
          { id: 'd2', child: 'c2', state: 'open' },
        ],
      },
    }
    const followed = followMerge(merge, before)
    const [first, second] = followed.links.byChild.duties
    const now = {
      byChild: { duties: [{ ...first!, state: 'done' }, second!, { id: 'd3', child: 'c1', state: 'open' }] },
    }
    const back = unfollowMerge(followed, now)._unsafeUnwrap()
    expect(back.links.byChild.duties.map((one) => one.child)).toEqual(['c1', 'c2', 'c1'])
    expect(back.since).toEqual(['/byChild/duties/0', '/byChild/duties/2'])
  })
  it('refuses to forget a kind of record that followed', () => {
    const before: ChildLinks = { byChild: { duties: [{ id: 'd1', child: 'c2' }] } }
    expect(unfollowMerge(followMerge(merge, before), { byChild: {} }).isErr()).toBe(true)
  })
})

describe('childIdNow', () => {
  it('follows a child through all merges, and leaves others alone', () => {
    const merges = [
      { alias: ['c3'], file: { id: 'c2' } },
      { alias: ['c2'], file: { id: 'c1' } },
    ]
    expect(['c1', 'c2', 'c3', 'c4'].map((id) => childIdNow(id, merges))).toEqual(['c1', 'c1', 'c1', 'c4'])
  })
})
