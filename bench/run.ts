/** Runs every bench, one after the other. Figures are ratios within one run; the machine is named by nothing else. */
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'

const benches = readdirSync(new URL('.', import.meta.url))
  .filter((file) => file.endsWith('.ts') && file !== 'run.ts')
  .sort((a, b) => (a < b ? -1 : 1))
let failed = 0
for (const file of benches) {
  console.log(`\n== ${file}`)
  const { status } = spawnSync(process.execPath, [new URL(file, import.meta.url).pathname], { stdio: 'inherit' })
  if (status !== 0) failed += 1
}
process.exitCode = failed === 0 ? 0 : 1
