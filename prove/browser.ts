import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import type { Answer, Proof } from './proof.ts'

const execute = promisify(execFile)
const page = join('out', 'county', 'report.html')
const chromium = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
)

const flags = (folder: string): readonly string[] => [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--hide-scrollbars',
  `--user-data-dir=${folder}`,
]

/** Runs Chromium on a page and gives the document as it stands after loading. */
async function rendered(more: readonly string[], url: string): Promise<string> {
  if (!chromium) throw new Error('no Chromium on this machine')
  const folder = mkdtempSync(join(tmpdir(), 'childfile-browser-'))
  try {
    const { stdout } = await execute(chromium, [...flags(folder), ...more, url], {
      maxBuffer: 1 << 26,
      timeout: 60_000,
    })
    return stdout
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const url = (): string => pathToFileURL(page).href

async function loads(): Promise<Answer> {
  const document = await rendered(['--dump-dom'], url())
  const sections = ['overview', 'risk', 'visits', 'pairs', 'sessions', 'aid', 'paperwork', 'method']
  const missing = sections.filter((id) => !document.includes(`<section id="${id}">`))
  return {
    held: missing.length === 0,
    says: missing.length === 0 ? `${sections.length} sections` : `without ${missing.join(', ')}`,
  }
}

/** How wide the content is at a width of the window: the page itself runs no script, so a copy of it measures. */
async function contentWidth(width: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'childfile-measure-'))
  const copy = join(folder, 'measured.html')
  const measured = readFileSync(page, 'utf8')
    .replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '')
    .replace('</body>', '<script>document.title = `width ${document.documentElement.scrollWidth}`</script></body>')
  writeFileSync(copy, measured)
  const document = await rendered([`--window-size=${width},4000`, '--dump-dom'], pathToFileURL(copy).href)
  rmSync(folder, { recursive: true, force: true })
  return Number(/<title>width (\d+)/.exec(document)?.[1] ?? Number.NaN)
}

async function fits(): Promise<Answer> {
  const widths = [390, 768, 1200]
  const found: number[] = []
  for (const width of widths) found.push(await contentWidth(width))
  return {
    held: widths.every((width, i) => (found[i] ?? Infinity) <= width),
    says: widths.map((width, i) => `${found[i]} in ${width}`).join(', '),
  }
}

async function prints(): Promise<Answer> {
  const folder = mkdtempSync(join(tmpdir(), 'childfile-print-'))
  const pdf = join(folder, 'a4.pdf')
  await rendered(['--no-pdf-header-footer', `--print-to-pdf=${pdf}`], url())
  const text = readFileSync(pdf, 'latin1')
  rmSync(folder, { recursive: true, force: true })
  const pages = (text.match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length
  const box = /\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)/.exec(text)
  const a4 = Math.abs(Number(box?.[1]) - 595) < 2 && Math.abs(Number(box?.[2]) - 842) < 2
  return { held: a4 && pages >= 2 && pages <= 15, says: `${pages} pages of ${box?.[1]} x ${box?.[2]} points` }
}

export const proofs: readonly Proof[] = [
  { name: 'Chromium shows every section of the report', run: loads },
  { name: 'the report is never wider than the window, from a phone to a desk', run: fits },
  { name: 'the report prints on a few pages of A4', run: prints },
]
