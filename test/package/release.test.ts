import { readFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changeOf, nextVersion, released, versionOf, versionRefusal } from '../../scripts/release-plan.ts'
import { root } from './bundle.ts'

const number = fc.nat({ max: 30 })
const versions = fc.tuple(number, number, number)
const changes = fc.constantFrom('patch', 'minor', 'major')

describe('nextVersion', () => {
  it('may follow, and nothing before it, nor the version itself', () => {
    fc.assert(
      fc.property(versions, changes, (version, change) => {
        const from = version.join('.')
        expect(versionRefusal(from, nextVersion(version, change), change)).toBe(undefined)
        expect(versionRefusal(from, from, change)).not.toBe(undefined)
      }),
    )
  })
  it('leaves no number out and says so of what is no version', () => {
    expect(versionRefusal('1.2.3', '1.2.5', 'patch')).toBe('after 1.2.3 comes 1.2.4, 1.3.0, 2.0.0')
    expect(versionRefusal('0.9.1', '1.0.0', 'major')).toBe(undefined)
    expect(['1.2', 'v1.2.3', '1.2.3-beta', '01.2.3'].map(versionOf)).toEqual(Array(4).fill(undefined))
  })
  it('refuses a version that says less than what changed', () => {
    const taken = changeOf({ added: 4, taken: 1 })
    expect(versionRefusal('1.2.3', '1.3.0', taken)).toBe('what changed asks for 2.0.0 at least')
    expect(versionRefusal('0.2.3', '0.3.0', taken)).toBe(undefined)
    expect(versionRefusal('1.2.3', '1.2.4', changeOf({ added: 1, taken: 0 }))).toBe(
      'what changed asks for 1.3.0 at least',
    )
    expect(versionRefusal('1.2.3', '1.2.4', changeOf({ added: 0, taken: 0 }))).toBe(undefined)
  })
})

describe('released', () => {
  it('puts what is unreleased under the version, and leaves the place for the next', () => {
    const text = '# Changelog\n\n## [Unreleased]\n\n### Added\n\n- a door\n\n## [1.0.0] - 2026-01-01\n\n- b\n'
    const after = released(text, '1.1.0', '2026-02-01') ?? ''
    expect(after).toContain('## [Unreleased]\n\n## [1.1.0] - 2026-02-01\n\n### Added\n\n- a door\n')
    expect(released(after, '1.2.0', '2026-03-01')).toBe(undefined)
  })
  it('finds something in the changelog as it stands, or nothing to release', () => {
    const text = readFileSync(`${root}CHANGELOG.md`, 'utf8')
    expect(text).toMatch(/^## \[Unreleased\]$/m)
  })
})

describe('the release script', () => {
  it('refuses to publish outside the workflow, and a version that cannot follow', () => {
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('ACTIONS_')))
    const asked = (...words: readonly string[]) =>
      spawnSync(process.execPath, ['scripts/release.ts', ...words], { cwd: root, env, encoding: 'utf8' })
    for (const words of [['publish'], ['cut', 'next'], ['plan', '0.0.1'], []]) {
      const { status, stderr } = asked(...words)
      expect([status, stderr.startsWith('not released: ')]).toEqual([1, true])
    }
  })
})
