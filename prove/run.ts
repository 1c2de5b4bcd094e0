/**
 * The proofs that need more than npm: other versions of Node, a browser, processes that are killed, long runs. With names behind it,
 * `node prove/run.ts journal postgres`, only those are run. Each prints what it found; a proof that did not run is a failed
 * proof.
 */
import { type Proof, report } from './proof.ts'
import { proofs as accessibility } from './accessibility.ts'
import { proofs as attacker } from './attacker.ts'
import { proofs as browser } from './browser.ts'
import { proofs as disk } from './disk/proofs.ts'
import { proofs as fieldNotebook } from './field-notebook.ts'
import { proofs as fuzz } from './fuzz.ts'
import { proofs as indexedDb } from './indexed-db.ts'
import { proofs as journal } from './journal.ts'
import { proofs as nodes } from './node-versions.ts'
import { proofs as nationalSweep } from './national-sweep.ts'
import { proofs as pairing } from './pairing.ts'
import { proofs as postgres } from './postgres.ts'
import { proofs as risk } from './risk.ts'
import { proofs as scan } from './scan.ts'

const groups: Readonly<Record<string, readonly Proof[]>> = {
  nodes,
  browser,
  journal,
  disk,
  postgres,
  scan,
  'national-sweep': nationalSweep,
  'indexed-db': indexedDb,
  'field-notebook': fieldNotebook,
  accessibility,
  pairing,
  attacker,
  risk,
  fuzz,
}
const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !(name in groups))
if (unknown.length > 0) throw new Error(`no such proofs; there are ${Object.keys(groups).join(', ')}`)
const all = (asked.length > 0 ? asked : Object.keys(groups)).flatMap((name) => groups[name] ?? [])
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
