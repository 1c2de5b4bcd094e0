import { describe, expect, it } from 'vitest'
import { childFile } from '../../src/index.ts'
import { mask, masked } from '../../src/privacy/index.ts'

describe('mask', () => {
  it('leaves of each kind of text what its kind may keep', () => {
    const cases = [
      ['name', '张小明', '张*'],
      ['name', '张', '*'],
      ['name', '', '*'],
      ['name', '𠮷田', '𠮷*'],
      ['idNumber', '11010519491231002X', '110105**********2X'],
      ['idNumber', '110105491231002', '110105**********02'],
      ['idNumber', '11010549123100', '*'],
      ['phone', '13812340000', '138****0000'],
      ['phone', '0571123456', '057****3456'],
      ['phone', '123456789', '*'],
      ['address', '贵州省威宁县中水镇小井寨村2组', '贵州省威宁县中水镇*'],
      ['address', '贵州省威宁县草海路3号', '贵州省威宁县*'],
      ['address', '贵阳市云岩区中山街道乡音路1号', '贵阳市云岩区中山街道*'],
      ['address', '中水镇', '*'],
      ['address', '小井寨2组', '*'],
      ['division', '520526113205', '520526113'],
      ['date', '2016-03-26', '2016'],
      ['date', '2016', '2016'],
      ['date', '20160326', '*'],
      ['date', 'born 2016-03', '*'],
      ['words', 'anything', '*'],
    ] as const
    for (const [kind, text, left] of cases) expect([kind, text, mask(kind, text)]).toEqual([kind, text, left])
  })
  it('leaves words for absence and what is masked already', () => {
    for (const word of ['none', 'notCollected', 'contested', 'withheld'])
      for (const kind of ['name', 'words', 'date'] as const) expect(mask(kind, word)).toBe(word)
    for (const [kind, text] of [['name', '张*'], ['phone', '138****0000'], ['address', '贵州省威宁县中水镇*']] as const) // biome-ignore format: pairs
      expect(mask(kind, text)).toBe(text)
  })
})

describe('masked', () => {
  it('masks each field by its mark and keeps what has none', () => {
    const shown = masked(
      childFile({
        id: 'c1',
        name: '李小花',
        birthDate: '2016-03-26',
        father: { phone: '13812340000', status: 'awayWorking', name: '李强' },
        delegate: { relation: { other: '姑姑的邻居' }, exclusions: ['vices', { other: '某事' }] },
        measurements: { m1: { on: '2026-03-01', heightMm: 1200 } },
      } as never),
    )
    expect([shown.name, shown.father.name, shown.father.phone, shown.father.status]).toEqual([
      '李*',
      '李*',
      '138****0000',
      'awayWorking',
    ])
    expect(JSON.stringify(shown.delegate)).not.toMatch(/姑姑|某事/)
    expect(JSON.stringify(shown.delegate)).toContain('"vices"')
    expect(JSON.stringify(shown.delegate)).toContain('{"other":"*"}')
  })
  it('masks what no mark knows as words, keys and all', () => {
    const own = { name: '李小花', custom: { 谁: '张三', 数: 3, 真: true, 空: null, 列: ['a', 'none'] }, unheard: '话' }
    const shown = masked(own)
    expect(shown).toEqual({ name: '李*', custom: { 1: '*', 2: '*', 3: '*', 4: null, 5: ['*', 'none'] }, unheard: '*' })
  })
})
