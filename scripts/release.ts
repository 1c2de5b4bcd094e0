/**
 * `node scripts/release.ts plan 1.2.3` tries everything and changes nothing; `cut` then writes version and changelog, commits and tags; `publish`
 * runs in the workflow alone, where npm can say of which commit and by which machine the package was built. Nobody publishes by hand.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { env, exit } from 'node:process'
import { changeOf, released, versionRefusal } from './release-plan.ts'

const root = new URL('../', import.meta.url)
const stop = (why: string): never => {
  console.error(`not released: ${why}`)
  exit(1)
}
const said = (command: string, ...words: readonly string[]): string => {
  const { status, stdout } = spawnSync(command, words, { cwd: root, encoding: 'utf8' })
  return status === 0 ? stdout.trim() : ''
}
const run = (command: string, ...words: readonly string[]): void => {
  console.log(`\n$ ${[command, ...words].join(' ')}`)
  const { status } = spawnSync(command, words, { cwd: root, stdio: 'inherit' })
  if (status !== 0) stop(`${command} ${words[0] ?? ''} failed`)
}

const { version: current } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as { version: string }

/** Lines of the public names that were added and taken away since the last release. */
function apiLines(): { readonly added: number; readonly taken: number } {
  const last = said('git', 'describe', '--tags', '--abbrev=0', '--match', 'v*')
  const rows = last === '' ? [] : said('git', 'diff', '--numstat', last, '--', 'test/api').split('\n')
  const sum = (column: number): number => rows.reduce((all, row) => all + (Number(row.split('\t')[column]) || 0), 0)
  return { added: sum(0), taken: sum(1) }
}

function guarded(): void {
  if (said('git', 'status', '--porcelain') !== '') stop('the working tree is not clean')
  run('npm', 'ci', '--no-fund', '--no-audit')
  run('npm', 'test')
  run('npm', 'run', 'check')
  if (said('git', 'status', '--porcelain') !== '') stop('tests or checks wrote something that is not committed')
}

const [act, asked = ''] = process.argv.slice(2)
if (act === 'plan' || act === 'cut') {
  const refusal = versionRefusal(current, asked, changeOf(apiLines()))
  if (refusal !== undefined) stop(refusal)
  if (said('git', 'branch', '--show-current') !== 'main') stop('releases are cut from main')
  if (said('git', 'tag', '--list', `v${asked}`) !== '') stop(`v${asked} is tagged already`)
  const place = new URL('CHANGELOG.md', root)
  const changelog = released(readFileSync(place, 'utf8'), asked, new Date().toISOString().slice(0, 10))
  if (changelog === undefined) stop('nothing stands under Unreleased in CHANGELOG.md')
  guarded()
  if (act === 'cut') {
    writeFileSync(place, changelog ?? '')
    run('npm', 'version', asked, '--no-git-tag-version')
    run('git', 'add', 'CHANGELOG.md', 'package.json', 'package-lock.json')
    run('git', 'commit', '-m', `Version ${asked}`)
    run('git', 'tag', '-a', `v${asked}`, '-m', `Version ${asked}`)
  }
  console.log(
    act === 'cut' ? `\nv${asked} is tagged; push main and the tag.` : `\nv${asked} can be cut. Nothing was changed.`,
  )
} else if (act === 'publish') {
  if (env['ACTIONS_ID_TOKEN_REQUEST_URL'] === undefined) stop('published is by the workflow alone, with provenance')
  if (said('git', 'describe', '--tags', '--exact-match') !== `v${current}`)
    stop(`this commit is not tagged v${current}`)
  guarded()
  run('npm', 'publish', '--provenance', '--access', 'public')
} else stop('say plan VERSION, cut VERSION or publish')
