/**
 * The proofs that need more than npm: other versions of Node, a browser. Each prints what it found; a proof that did not run is a failed
 * proof.
 */
import { type Proof, report } from './proof.ts'
import { proofs as browser } from './browser.ts'
import { proofs as nodes } from './node-versions.ts'

const all: readonly Proof[] = [...nodes, ...browser]
let failed = 0
for (const { name, run } of all) {
  const started = performance.now()
  const answer = await run().catch((error: unknown) => ({
    held: false,
    says: error instanceof Error ? error.message : String(error),
  }))
  if (!answer.held) failed += 1
  report(name, answer, (performance.now() - started) / 1000)
}
console.log(`\n${all.length - failed} proofs held, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
