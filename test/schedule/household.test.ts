import { describe, expect, it } from 'vitest'
import { childFile, type FileDraft } from '../../src/index.ts'
import { householdKey, travelTable } from '../../src/schedule/index.ts'

const home = { residenceDivision: '520526100202', residenceAddress: '东坡寨村2组3号' } as const
const key = (id: string, draft: Partial<FileDraft>): string => householdKey(childFile({ id, name: '李小花', ...draft }))

describe('householdKey', () => {
  it('is one for children at one address with one carer, whatever the spacing and the width of signs', () => {
    const one = key('c1', { ...home, delegate: { name: '戴莹桐' } })
    expect(key('c2', { ...home, residenceAddress: '东坡寨村２组 3号', delegate: { name: '戴　莹桐' } })).toBe(one)
    expect(key('c3', { ...home, delegate: { name: '戴莹桐' }, name: '李小军' })).toBe(one)
    expect(one).toMatch(/^home\.[0-9a-f]{24}$/)
  })
  it('differs by address, village and carer', () => {
    const keys = [
      key('c1', { ...home, delegate: { name: '戴莹桐' } }),
      key('c1', { ...home, residenceAddress: '东坡寨村2组4号', delegate: { name: '戴莹桐' } }),
      key('c1', { ...home, residenceDivision: '520526100203', delegate: { name: '戴莹桐' } }),
      key('c1', { ...home, delegate: { name: '郑倩英' } }),
    ]
    expect(new Set(keys).size).toBe(4)
  })
  it('takes the parent who lives with the child if nobody was delegated', () => {
    const withMother = {
      ...home,
      delegate: 'none',
      household: { livesWithMother: 'yes' },
      mother: { name: '陈丽花' },
    } as const
    expect(key('c1', withMother)).toBe(key('c2', withMother))
    expect(key('c1', { ...withMother, mother: { name: 'none' } })).toBe('alone.c1')
    expect(key('c1', { ...withMother, household: { livesWithFather: 'yes' }, father: { name: '陈丽花' } })).toBe(
      key('c2', withMother),
    )
    expect(key('c1', { ...withMother, household: {} })).toBe('alone.c1')
  })
  it('shares no key on what is not known or contested', () => {
    for (const draft of [
      {},
      { ...home },
      { ...home, delegate: 'contested' },
      { ...home, delegate: { name: 'contested' } },
      { ...home, residenceAddress: 'contested', delegate: { name: '戴莹桐' } },
      { residenceAddress: home.residenceAddress, delegate: { name: '戴莹桐' } },
    ] as const)
      expect([key('c1', draft), key('c2', draft)]).toEqual(['alone.c1', 'alone.c2'])
  })
})

describe('travelTable', () => {
  const places = [
    { id: 'a', longitude: 104.28, latitude: 26.86 },
    { id: 'b', longitude: 104.28, latitude: 26.96 },
    { id: 'c', longitude: 104.6, latitude: 26.86 },
  ]
  const speed = { detourPercent: 150, kilometresPerHour: 30, fixedMinutes: 10 }
  it('is symmetrical, in whole minutes, and nothing from a place to itself', () => {
    const { minutes, places: ids } = travelTable(places, speed)
    expect(ids).toEqual(['a', 'b', 'c'])
    minutes.forEach((row, i) =>
      row.forEach((value, j) => {
        expect(value).toBe(minutes[j]![i])
        expect(Number.isInteger(value)).toBe(true)
        expect(value === 0).toBe(i === j)
      }),
    )
  })
  it('takes a tenth of a degree to the north for 11.1 km', () => {
    // 11.12 km x 1.5 = 16.7 km at 500 m a minute: 34 minutes, and ten.
    expect(travelTable(places, speed).minutes[0]![1]).toBe(44)
    expect(travelTable(places, { ...speed, detourPercent: 100, fixedMinutes: 0 }).minutes[0]![1]).toBe(23)
  })
})
