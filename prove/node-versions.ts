import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Answer, Proof } from './proof.ts'

const execute = promisify(execFile)
const versions = ['22', '24', '26'] as const

/** The binary of a version of Node, from the registry, in a folder of its own. */
async function nodeOf(version: string): Promise<string> {
  const folder = join(tmpdir(), `childfile-node-${version}`)
  const binary = join(folder, 'node_modules', `node-linux-${process.arch}`, 'bin', 'node')
  if (!existsSync(binary)) {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'package.json'), '{ "private": true }')
    await execute('npm', ['install', '--no-save', '--no-audit', '--no-fund', `node-linux-${process.arch}@${version}`], {
      cwd: folder,
    })
  }
  return binary
}

/** A digest of every file that the walk wrote; the store itself holds pages in an order of its own and is compared by its head. */
function digestOf(folder: string): string {
  const hash = createHash('sha256')
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort((a, b) => (a < b ? -1 : 1))
  for (const name of names.filter((file) => /\.(html|ics|csv)$/.test(file)))
    hash.update(name).update(readFileSync(join(folder, name)))
  return hash.digest('hex')
}

async function walk(version: string): Promise<{ readonly version: string; readonly digest: string }> {
  const node = await nodeOf(version)
  const out = mkdtempSync(join(tmpdir(), 'childfile-walk-'))
  const flags = version === '22' ? ['--experimental-strip-types', '--no-warnings'] : []
  await execute(node, [...flags, 'examples/county/run.ts', '--out', out], { maxBuffer: 1 << 24 })
  const { stdout } = await execute(node, ['--version'])
  const digest = digestOf(out)
  rmSync(out, { recursive: true, force: true })
  return { version: stdout.trim(), digest }
}

async function sameBytes(): Promise<Answer> {
  const runs: { readonly version: string; readonly digest: string }[] = []
  for (const version of versions) runs.push(await walk(version))
  const digests = new Set(runs.map(({ digest }) => digest))
  return {
    held: digests.size === 1,
    says: runs.map(({ version, digest }) => `${version} ${digest.slice(0, 12)}`).join(', '),
  }
}

async function required(): Promise<Answer> {
  const program =
    "const { childFile } = require('childfile'); process.stdout.write(childFile({ id: 'c1', name: 'x' }).sex)"
  const answers: string[] = []
  for (const version of versions) {
    const { stdout } = await execute(await nodeOf(version), ['--no-warnings', '-e', program])
    answers.push(stdout)
  }
  return { held: answers.every((answer) => answer === 'notCollected'), says: versions.join(', ') }
}

export const proofs: readonly Proof[] = [
  { name: 'the walk through the county gives the same bytes on Node 22, 24 and 26', run: sameBytes },
  { name: 'a CommonJS caller can require the built package on Node 22, 24 and 26', run: required },
]
