import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { callOrder, ChildId, childFile, codeLists, Phone, tierNames } from '../../src/index.ts'
import { type WorkItem, workKinds, workList } from '../../src/programmes/index.ts'
import { workListPage } from '../../src/report/index.ts'

const asOf = '2026-09-15'
const file = childFile({
  id: 'c1',
  name: '李小花',
  mother: { name: '周红', status: 'awayWorking', phone: '13700000000', answeredOn: '2026-09-10' },
})
const item = (more: Partial<WorkItem> = {}): WorkItem => ({
  id: 'a',
  what: 'planTask',
  owner: { role: 'childDirector', id: 'w1' },
  due: '2026-09-10',
  children: [ChildId.parse('c1')],
  household: 'home.a',
  village: 'v1',
  school: 'none',
  words: '与妈妈约定时间',
  ring: { reachable: 'yes', calls: callOrder(file, asOf), always: ['110'] },
  ...more,
})
const names = { person: '王芳', children: { c1: '李小花' }, villages: { v1: '东坡寨村', v2: '小井寨村' } }
const pagesOf = (items: readonly WorkItem[], routes = {}): readonly string[] =>
  workList(items, { asOf, routes }).lists.map((list) => workListPage(list, names))
const cells = (page: string): readonly string[] =>
  [...page.matchAll(/<tr><td>(.*?)<\/tr>/gs)].map(([, text]) => text ?? '')

describe('workListPage', () => {
  it('has one row with a box for each line, in the order of the list', () => {
    const items = fc.uniqueArray(
      fc.record({
        id: fc.string({ minLength: 1, maxLength: 5 }),
        what: fc.constantFrom(...workKinds.map(({ key }) => key)),
        due: fc.constantFrom('2026-09-01', '2026-09-15', '2026-09-20'),
        village: fc.constantFrom('v1', 'v2', 'none'),
        words: fc.uuid(),
      }),
      { selector: ({ id }) => id, maxLength: 12 },
    )
    fc.assert(
      fc.property(items, (drafts) => {
        const { lists } = workList(
          drafts.map((draft) => item(draft as Partial<WorkItem>)),
          { asOf },
        )
        for (const list of lists) {
          const rows = cells(workListPage(list, names))
          const lines = [...list.atOnce, ...list.villages.flatMap((village) => village.lines)]
          expect(rows.length).toBe(lines.length)
          for (const [i, line] of lines.entries()) {
            expect(rows[i]).toContain(line.words)
            expect(rows[i]).toContain(line.due)
            expect(rows[i]?.includes('late')).toBe(line.daysLate > 0)
          }
        }
      }),
      { numRuns: 60 },
    )
  })

  it('says whom to ring now, with the number, and public numbers where there is nobody', () => {
    expect(pagesOf([item()])[0]).toContain('周红 <span class="phone">13700000000</span>')
    const alone = { reachable: 'no' as const, calls: [], always: ['110', '120'] }
    expect(pagesOf([item({ ring: alone })])[0]).toContain('<span class="phone">110</span>')
  })

  it('stands alone: nothing is loaded, no script runs, and what somebody typed is text', () => {
    const evil = '<img src=x onerror=alert(1)>'
    const list = workList([item({ words: evil, village: evil })], { asOf }).lists[0]!
    const page = workListPage(list, { person: evil, children: { c1: evil } })
    expect(page).not.toContain('<img')
    expect(page).toContain('&lt;img')
    expect(page).not.toMatch(/<script|src=["'h]|https?:|@import|url\(http/)
    expect(page).toContain("default-src 'none'")
    expect(page).toContain('@page{size:A4')
  })

  it('names no status, tier or hardship on any list, and no child in its title', () => {
    const owners = ['childDirector', 'supervisor', 'teacher', 'counsellor'] as const
    const items = owners.flatMap((role) =>
      workKinds.map(({ key }) => item({ id: `${role} ${key}`, what: key, owner: { role, id: 'w1' }, words: 'none' })),
    )
    const labels = [
      ...tierNames.filter(({ key }) => key !== 'ordinary').map(({ zh, en }) => ({ zh: `${zh}关注`, en: `${en} tier` })),
      ...codeLists.hardships.rows,
      { zh: '留守', en: 'left behind' },
      { zh: '困境', en: 'in difficulty' },
    ]
    const pages = pagesOf(items)
    expect(pages.length).toBe(4)
    for (const page of pages) {
      const text = page.slice(page.indexOf('<body>'))
      for (const { zh, en } of labels) {
        expect(text).not.toContain(zh)
        expect(text.toLowerCase()).not.toContain(en.toLowerCase())
      }
      expect(/<title>(.*)<\/title>/.exec(page)?.[1]).not.toContain('李小花')
    }
  })

  it('shows no words that somebody typed on a list for a school', () => {
    const [page] = pagesOf([item({ owner: { role: 'teacher', id: 't1' }, words: '低保家庭' })])
    expect(page).not.toContain('低保')
    expect(page).toContain('李小花')
  })

  it('shows every telephone of the first to ring, and a list with nothing on it says so', () => {
    const two = childFile({
      id: 'c1',
      name: '李小花',
      delegate: { phone: '13800000000', otherPhones: [Phone.parse('13900000000')] },
    })
    const ring = { reachable: 'unknown' as const, calls: callOrder(two, asOf), always: [] }
    const page = pagesOf([item({ ring })])[0]
    expect(page).toContain('13800000000')
    expect(page).toContain('13900000000')
    const list = { ...workList([item()], { asOf }).lists[0]!, villages: [], overdue: 0 }
    expect(workListPage(list, names)).toContain('本期没有事项')
  })
})
