// The picture of the report in the README: `npm start`, then `node scripts/picture.ts`.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { launch } from '../prove/chromium.ts'

const report = join('out', 'county', 'report.html')
if (!existsSync(report)) throw new Error('there is no report: run npm start first')
const browser = await launch()
const tab = await browser.page(pathToFileURL(report).href)
await tab.width(1040)
await tab.evaluate("document.getElementById('en').click()")
const clip = { x: 0, y: 0, width: 1040, height: 1240, scale: 0.8 }
const { data } = await tab.command<{ readonly data: string }>('Page.captureScreenshot', {
  format: 'png',
  clip,
  captureBeyondViewport: true,
})
await browser.close()
const folder = fileURLToPath(new URL('../docs/images/', import.meta.url))
mkdirSync(folder, { recursive: true })
const bytes = Buffer.from(data, 'base64')
writeFileSync(join(folder, 'report.png'), bytes)
console.log(`docs/images/report.png, ${Math.round(bytes.length / 1024)} kB`)
