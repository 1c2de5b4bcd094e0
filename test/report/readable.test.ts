import { describe, expect, it } from 'vitest'
import { blankReport, countyReport, reportPage } from '../../src/report/index.ts'

const page = reportPage(countyReport({ ...blankReport, county: { zh: '某县', en: 'A county' }, asOf: '2026-09-15' }))

describe('reportPage', () => {
  it('needs no script: it has none, and no handler of an event', () => {
    expect(page).not.toMatch(/<script\b/i)
    expect(page).not.toMatch(/\son[a-z]+\s*=/i)
    expect(page).not.toMatch(/javascript:/i)
  })
  it('loads nothing and forbids it', () => {
    expect(page).toContain("default-src 'none'")
    expect(page).not.toMatch(/<(?:link|img|iframe|object|embed|base)\b/i)
  })
  it('can be reached by keys where it scrolls', () => {
    const scrolling = page.match(/<div class="table"[^>]*>/g) ?? []
    expect(scrolling.length).toBeGreaterThan(0)
    expect(scrolling.filter((tag) => !tag.includes('tabindex="0"'))).toEqual([])
  })
})
