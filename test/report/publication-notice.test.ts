import { describe, expect, it } from 'vitest'
import { blankReport, countyReport, reportPage } from '../../src/report/index.ts'

const county = { zh: '某县', en: 'A county' }

describe('reportPage', () => {
  it('says above every count, in both languages, that it is for the office and not for publication', () => {
    const page = reportPage(countyReport({ ...blankReport, county, asOf: '2026-09-15' }))
    const [header = ''] = page.split('</header>')
    const [, line = ''] = /<p id="notice">(.*?)<\/p>/.exec(header) ?? []
    expect(line).toContain('<span lang="zh">内部工作文件，含准确人数，不得对外公布。</span>')
    expect(line).toContain('<span lang="en">For the office only: exact counts, not for publication.</span>')
    expect(page.indexOf('id="notice"')).toBeLessThan(page.indexOf('<section'))
  })
})
