import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { doors } from '../../scripts/doors.ts'
import { manifest, optional, root } from './bundle.ts'

/** An empty folder with the packed package and what it cannot do without: no optional package is there. */
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'childfile-package-')))
const home = join(folder, 'node_modules', 'childfile')
let packed: readonly string[] = []

beforeAll(() => {
  const answer = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    shell: process.platform === 'win32',
  })
  // What npm prints is the boundary.
  const packs = Object.values(JSON.parse(answer) as object) as readonly {
    readonly filename: string
    readonly files: readonly { readonly path: string }[]
  }[]
  packed = packs.flatMap(({ files }) => files.map(({ path }) => path))
  mkdirSync(home, { recursive: true })
  execFileSync('tar', ['-xzf', join(folder, packs[0]?.filename ?? ''), '--strip-components=1', '-C', home])
  for (const name of [...Object.keys(manifest.dependencies), 'zod']) {
    mkdirSync(dirname(join(folder, 'node_modules', name)), { recursive: true })
    symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name), 'junction')
  }
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Runs a program in the folder where the package lies. */
function run(kind: 'module' | 'commonjs', program: string, ...flags: readonly string[]) {
  const words = [...flags, `--input-type=${kind}`, '--eval', program]
  return spawnSync(process.execPath, words, { cwd: folder, encoding: 'utf8' })
}

const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts'))

describe('what is packed', () => {
  it('is a file for each module, the types of each door, the command, and the papers; nothing else', () => {
    const papers = ['CHANGELOG.md', 'LICENSE', 'NOTICE', 'README.md', 'README.zh.md', 'package.json']
    const modules = sources.map((file) => `dist/${file.replace(/\.ts$/, '.js')}`)
    const types = doors.map(({ built }) => `dist/${built}.d.ts`)
    const expected = new Set([...papers, ...modules, ...types])
    // What several doors speak of is declared once.
    const shared = /^dist\/[a-z-]+-[\w-]{8}\.d\.ts$/
    expect([...expected].filter((path) => !packed.includes(path))).toEqual([])
    expect(packed.filter((path) => !expected.has(path) && !shared.test(path))).toEqual([])
    expect(Object.values(manifest.bin).filter((path) => !packed.includes(path))).toEqual([])
  })

  it('names no path of the machine on which it was built, and no map of sources', () => {
    const here = [root.replace(/\/$/, ''), tmpdir()].filter((path) => path.length > 4)
    const telling = packed.filter((path) => {
      const text = readFileSync(join(home, path), 'utf8')
      return text.includes('sourceMappingURL') || here.some((place) => text.includes(`${place}/`))
    })
    expect(telling).toEqual([])
  })
})

describe('the packed package in an empty folder', () => {
  it('does its first work for a module, where code made of text is forbidden, as under a strict content security policy', () => {
    const program = `import { childFile, classify, parseFile } from 'childfile'
      import { compileCalendar, nationalHolidays } from 'childfile/calendar'
      import { assess } from 'childfile/risk'
      let made = 'made'
      try { new Function('return 1')() } catch { made = 'refused' }
      const calendar = compileCalendar({ national: nationalHolidays, from: '2026-01-01', to: '2027-01-01' })._unsafeUnwrap()
      const draft = { id: 'c1', name: '李小花', birthDate: '2016-03-26', care: { livesAlone: 'yes' } }
      const file = parseFile(childFile(draft))._unsafeUnwrap()
      const { tier } = assess(file, { asOf: '2026-09-15', calendar })
      console.log(made, tier, classify(file, 'mca2016', '2026-09-15').leftBehind)`
    const { stdout, stderr } = run('module', program, '--disallow-code-generation-from-strings')
    expect([stdout, stderr]).toEqual(['refused 4 unknown\n', ''])
  })

  it('holds no text that makes code', () => {
    const making = /\beval\s*\(|\bnew\s+Function\b|[^.\w]Function\s*\(/
    const files = packed.filter((path) => path.endsWith('.js'))
    expect(files.filter((path) => making.test(readFileSync(join(home, path), 'utf8')))).toEqual([])
  })

  it('is required by a CommonJS caller through every door that needs no optional package', () => {
    const specifiers = doors
      .map(({ specifier }) => specifier)
      .filter((name) => name !== 'childfile/testing/arbitraries')
    const { stdout, stderr } = run(
      'commonjs',
      `const counts = ${JSON.stringify(specifiers)}.map((name) => Object.keys(require(name)).length)
      console.log(Math.min(...counts) > 0, require('childfile/package.json').name, typeof require('childfile').classify)`,
      '--no-warnings',
    )
    expect([stdout, stderr]).toEqual(['true childfile function\n', ''])
  })

  it('has a command that runs', () => {
    const program = join(home, manifest.bin['childfile'] ?? '')
    const { status, stdout } = spawnSync(process.execPath, [program, '--help'], { cwd: folder, encoding: 'utf8' })
    expect([status, stdout.includes('childfile check FILE')]).toEqual([0, true])
  })
})

/** What is said where an optional package is not there. */
const said: Readonly<Record<string, RegExp>> = {
  'fast-check': /Cannot find package 'fast-check'/,
  hucre: /^missing-package .*\bhucre\b/,
  'ical-generator': /^missing-package .*\bical-generator\b/,
}

/** A folder above the temporary one may hold packages: what is optional is hidden wherever it lies. */
const hiding = `import { registerHooks } from 'node:module'
  const hidden = new RegExp('^(?:${optional.join('|')})(?:/|$)')
  registerHooks({ resolve(name, context, next) {
    if (!hidden.test(name)) return next(name, context)
    throw Object.assign(new Error("Cannot find package '" + name + "'"), { code: 'ERR_MODULE_NOT_FOUND' })
  } })`

describe('an optional package that is not there', () => {
  it('is named by the answer or the error, each of them', () => {
    const program = `import { encodeXlsx } from 'childfile/register/xlsx'
      import { toICalendar } from 'childfile/schedule/ical'
      const first = (outcome) => outcome.match(() => 'written', ([{ code, message }]) => code + ' ' + message)
      console.log(JSON.stringify({
        'fast-check': await import('childfile/testing/arbitraries').then(() => 'there', ({ message }) => message),
        hucre: first(await encodeXlsx({ sheets: [{ name: 'a', hidden: false, rows: [['x']] }] })),
        'ical-generator': first(await toICalendar({}, { stamp: '2026-09-14T08:00:00+08:00', language: 'en' })),
      }))`
    const { stdout, stderr } = run('module', program, `--import=data:text/javascript,${encodeURIComponent(hiding)}`)
    expect(stderr).toBe('')
    const answers = JSON.parse(stdout) as Readonly<Record<string, string>>
    expect(Object.keys(answers)).toEqual(optional)
    for (const name of optional) expect(answers[name]).toMatch(said[name] ?? /^$/)
  })
})
