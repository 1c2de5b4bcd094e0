import { describe, expect, it } from 'vitest'
import { instruments, readInstrument } from '../../src/screening/index.ts'

const gad = instruments['GAD-7']
const [set] = gad.bandSets
const bandsFrom = (...froms: readonly number[]) => ({
  bandSets: [{ ...set, bands: froms.map((from, n) => ({ ...set?.bands[0], key: `b${n}`, from })) }],
})
/** What is wrong with the instrument after a change: path, code and words. */
const wrong = (change: object): readonly string[] =>
  readInstrument({ ...gad, ...change }).match(
    () => [],
    (problems) => problems.map(({ path, code, message }) => `${path} ${code}: ${message}`),
  )

describe('readInstrument', () => {
  it('takes codings that are wider than nothing and as wide as the first', () => {
    const coding = (least: number, most: number) => ({ codings: [...gad.codings, { id: 'own', least, most }] })
    const refused = ['/codings/1 inconsistent: must be wider than nothing and as wide as the first']
    expect(gad.codings).toMatchObject([{ least: 0, most: 3 }])
    expect(wrong(coding(1, 4))).toEqual([])
    expect(wrong(coding(-3, 0))).toEqual([])
    for (const [least, most] of [[1, 5], [1, 3], [4, 1], [2, 2]] as const) expect(wrong(coding(least, most))).toEqual(refused) // biome-ignore format: pairs
    const flat = { codings: [{ id: 'own', least: 0, most: 0 }] }
    expect(wrong(flat)).toEqual(['/codings/0 inconsistent: must be wider than nothing and as wide as the first'])
  })
  it('takes bands that begin at the lowest total and rise', () => {
    const refused = ['/bandSets/0/bands inconsistent: must begin at the lowest total and rise']
    expect(wrong(bandsFrom(0, 5, 10))).toEqual([])
    expect(wrong(bandsFrom(1, 5, 10))).toEqual(refused)
    expect(wrong(bandsFrom(0, 5, 5))).toEqual(refused)
    expect(wrong(bandsFrom(0, 10, 5))).toEqual(refused)
    expect(wrong(bandsFrom(0, 0))).toEqual(refused)
    const fromOne = { codings: [{ id: 'own', least: 1, most: 4 }], times: 2 }
    expect(wrong({ ...fromOne, ...bandsFrom(14, 20) })).toEqual([])
    expect(wrong({ ...fromOne, ...bandsFrom(7, 20) })).toEqual(refused)
  })
  it('takes subscales and danger signs of its own items only', () => {
    const [source] = [gad.ages.source]
    const scale = (...items: readonly string[]) => ({
      subscales: [{ id: 's', name: gad.name, items, cutOff: 1, source }],
    })
    expect(wrong(scale('1', '7'))).toEqual([])
    expect(wrong(scale('1', '8'))).toEqual(['/subscales/0/items inconsistent: must be items of the instrument'])
    const sign = (item: string) => ({ critical: [{ item, from: 1, sign: 'selfHarm', source }] })
    expect(wrong(sign('7'))).toEqual([])
    expect(wrong(sign('8'))).toEqual(['/critical/0/item inconsistent: must be an item of the instrument'])
  })
  it('says all that is wrong at once', () => {
    const items = ['1', '1', '2', '3', '4', '5', '6']
    expect(wrong({ items, ...bandsFrom(1, 2) })).toEqual([
      '/items duplicate: an item stands twice',
      '/bandSets/0/bands inconsistent: must begin at the lowest total and rise',
    ])
  })
})
