import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { launch, type Tab } from './chromium.ts'
import type { Answer, Proof } from './proof.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe-core finds wrong in a page as it stands, each with the first place. */
export async function faultsOf(tab: Tab): Promise<readonly string[]> {
  await tab.evaluate(`${axe}; undefined`)
  return tab.evaluate(
    `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
      violations.map(({ id, nodes }) => id + ' x ' + nodes.length + ' at ' + nodes[0].target.join(' ')))`,
    120,
  )
}

const report = join('out', 'county', 'report.html')

const readable = async (): Promise<Answer> => {
  if (!existsSync(report)) throw new Error('there is no report: run the walk through the county first')
  const browser = await launch()
  try {
    const tab = await browser.page(pathToFileURL(report).href)
    const chinese = await faultsOf(tab)
    await tab.evaluate("document.getElementById('en').click()")
    const english = await faultsOf(tab)
    const found = [...chinese.map((fault) => `zh: ${fault}`), ...english.map((fault) => `en: ${fault}`)]
    return { held: found.length === 0, says: found.length === 0 ? 'in Chinese and in English' : found.join('; ') }
  } finally {
    await browser.close()
  }
}

/** A page with three faults; without this a checker that never runs would pass. */
const sees = async (): Promise<Answer> => {
  const browser = await launch()
  try {
    const page = '<html><body><img src="data:,"><input><p style="color:#ccc;background:#fff">pale</p></body></html>'
    const tab = await browser.page(`data:text/html,${encodeURIComponent(page)}`)
    const found = await faultsOf(tab)
    const wanted = ['image-alt', 'label', 'color-contrast', 'html-has-lang']
    return { held: wanted.every((id) => found.some((fault) => fault.startsWith(id))), says: `${found.length} kinds` }
  } finally {
    await browser.close()
  }
}

export const proofs: readonly Proof[] = [
  { name: 'axe finds what is wrong in a bad page', run: sees },
  { name: 'axe finds nothing in the report of the county', run: readable },
]
