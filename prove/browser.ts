import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, launch } from './chromium.ts'
import type { Answer, Proof } from './proof.ts'

const page = join('out', 'county', 'report.html')
const sections = ['overview', 'risk', 'visits', 'pairs', 'sessions', 'aid', 'term', 'paperwork', 'method']

/** Opens the report in a browser of its own and asks something about it. */
async function asked(question: (browser: Browser, url: string) => Promise<Answer>): Promise<Answer> {
  if (!existsSync(page)) throw new Error('there is no report: run the walk through the county first')
  const browser = await launch()
  try {
    return await question(browser, pathToFileURL(page).href)
  } finally {
    await browser.close()
  }
}

const shows = () =>
  asked(async (browser, url) => {
    const tab = await browser.page(url)
    const found = await tab.evaluate<readonly string[]>(
      '[...document.querySelectorAll("main section, section")].filter((one) => one.offsetHeight > 0).map((one) => one.id)',
    )
    const missing = sections.filter((id) => !found.includes(id))
    return {
      held: missing.length === 0,
      says: missing.length === 0 ? `${sections.length} sections` : `without ${missing.join(', ')}`,
    }
  })

const fits = () =>
  asked(async (browser, url) => {
    const tab = await browser.page(url)
    const widths = [320, 390, 768, 1200]
    const found: number[] = []
    for (const width of widths) {
      await tab.width(width, width < 600 ? 'phone' : 'desk')
      found.push(await tab.evaluate<number>('document.documentElement.scrollWidth'))
    }
    return {
      held: widths.every((width, i) => (found[i] ?? Infinity) <= width),
      says: widths.map((width, i) => `${found[i]} in ${width}`).join(', '),
    }
  })

const prints = () =>
  asked(async (browser, url) => {
    const tab = await browser.page(url)
    const text = Buffer.from(await tab.pdf()).toString('latin1')
    const pages = (text.match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length
    const box = /\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)/.exec(text)
    const a4 = Math.abs(Number(box?.[1]) - 595) < 2 && Math.abs(Number(box?.[2]) - 842) < 2
    return { held: a4 && pages >= 2 && pages <= 15, says: `${pages} pages of ${box?.[1]} x ${box?.[2]} points` }
  })

export const proofs: readonly Proof[] = [
  { name: 'Chromium shows every section of the report', run: shows },
  { name: 'the report is never wider than the window, from a phone to a desk', run: fits },
  { name: 'the report prints on a few pages of A4', run: prints },
]
