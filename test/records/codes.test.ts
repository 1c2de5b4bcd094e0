import { describe, expect, it } from 'vitest'
import { codeLists } from '../../src/index.ts'
import type { CodeList } from '../../src/records/index.ts'

const lists: readonly (readonly [string, CodeList])[] = Object.entries(codeLists)

describe('a code list', () => {
  it.each(lists)('%s has unique keys, unique codes, and labels in two languages', (_, list) => {
    const keys = list.rows.map(({ key }) => key)
    expect(new Set(keys).size).toBe(keys.length)
    const codes = list.rows.flatMap(({ code }) => (code === undefined ? [] : [code]))
    expect(new Set(codes).size).toBe(codes.length)
    for (const row of list.rows) {
      expect(row.zh).not.toBe('')
      expect(row.en).not.toBe('')
      expect(row.key).toMatch(/^[A-Za-z0-9]+$/)
      expect(['none', 'notCollected', 'contested']).not.toContain(row.key)
    }
    expect(list.source).not.toBe('')
  })
  it.each(lists)('%s reads every wording as one code only', (_, list) => {
    const wordings = list.rows.flatMap((row) => [row.zh, ...(row.also ?? [])])
    expect(wordings.filter((word, i) => wordings.indexOf(word) !== i)).toEqual([])
  })
  it('has 56 ethnic groups with the codes of the standard', () => {
    const numbered = codeLists.ethnicities.rows.filter(({ code }) => Number(code) <= 56)
    expect(numbered.map(({ code }) => Number(code))).toEqual(Array.from({ length: 56 }, (_, i) => i + 1))
    expect(numbered.every(({ zh }) => zh.endsWith('族'))).toBe(true)
  })
  it('has nine situations of mandatory report in the order of the opinion', () => {
    expect(codeLists.situations.rows.map(({ code }) => code)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9'])
  })
})
