import { spawn, spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { decodeXlsx } from '../../src/register/xlsx.ts'
import { built, place, smallCounty } from './scene.ts'

const { at, folder, remove } = place()
smallCounty(at('county'))
const sheet = at('county/children.csv')
afterAll(remove)

const root = fileURLToPath(new URL('../../', import.meta.url))
const env = (language: string) => ({ PATH: process.env['PATH'], LC_ALL: language })
const call = (...words: readonly string[]) =>
  spawnSync(process.execPath, [built, ...words], { encoding: 'utf8', env: env('C') })

describe('the built command', () => {
  it('begins as a program that a shell can run', () => {
    expect(readFileSync(built, 'utf8').startsWith('#!/usr/bin/env node\n')).toBe(true)
  })
  it('answers by exit code and in the language of the machine, silent on standard error in a pipe, and goes by today', () => {
    const found = call('check', sheet, '--json')
    expect([found.status, found.stderr]).toEqual([1, ''])
    const { asOf } = JSON.parse(found.stdout) as { readonly asOf: string }
    expect(asOf).toMatch(/^20\d\d-\d\d-\d\d$/)
    const words = [built, 'check', at('none.csv')]
    const wrong = spawnSync(process.execPath, words, { encoding: 'utf8', env: env('zh_CN.UTF-8') })
    expect([wrong.status, wrong.stdout, wrong.stderr]).toEqual([2, '', `childfile: 找不到 ${at('none.csv')}\n`])
  })
  it('ends quietly when nobody reads on', async () => {
    const child = spawn(process.execPath, [built, 'check', sheet, '--all', '--as-of', '2026-09-15'], { env: env('C') })
    let said = ''
    child.stderr.on('data', (bytes: Buffer) => void (said += bytes.toString()))
    child.stdout.destroy()
    const code = await new Promise((resolve) => child.on('close', resolve))
    expect(said).toBe('')
    expect([0, 1]).toContain(code)
  })
})

/** Writes a file of its own through `wholeFile` and is interrupted in the middle of it. */
const interrupted = (target: string, replace: boolean) =>
  spawnSync(
    process.execPath,
    [
      '--input-type=module',
      '--eval',
      `import { writeFileSync } from 'node:fs'
      import { wholeFile } from './src/cli/whole-file.ts'
      await wholeFile(${JSON.stringify(target)}, ${replace}, async (temporary) => {
        writeFileSync(temporary, 'half')
        process.kill(process.pid, 'SIGINT')
        await new Promise((resolve) => setTimeout(resolve, 50))
        writeFileSync(temporary, 'whole')
      })
      console.log('went on')`,
    ],
    { cwd: root, encoding: 'utf8' },
  )

describe('Ctrl-C', () => {
  it('in the middle of writing leaves nothing, and what was there as it was', () => {
    writeFileSync(at('old.txt'), 'old')
    for (const [name, replace] of [
      ['new.txt', false],
      ['old.txt', true],
    ] as const) {
      const before = readdirSync(folder)
      const { signal, stdout, stderr } = interrupted(at(name), replace)
      expect([signal, stdout, stderr]).toEqual(['SIGINT', '', ''])
      expect(readdirSync(folder)).toEqual(before)
    }
    expect(readFileSync(at('old.txt'), 'utf8')).toBe('old')
  })
  it('at any moment leaves a whole sheet or none', async () => {
    for (const [i, delay] of [150, 500, 1200].entries()) {
      const out = `cut-${i}.xlsx`
      const before = readdirSync(folder)
      const child = spawn(process.execPath, [built, 'check', sheet, '--as-of', '2026-09-15', '--out', at(out)], {
        env: env('C'),
        stdio: 'ignore',
      })
      const ended = new Promise((resolve) => child.on('close', (code, signal) => resolve(signal ?? code)))
      setTimeout(() => child.kill('SIGINT'), delay)
      expect(['SIGINT', 1]).toContain(await ended)
      const made = readdirSync(folder).filter((name) => !before.includes(name))
      expect(made).toEqual(made.includes(out) ? [out] : [])
      if (made.includes(out)) expect((await decodeXlsx(readFileSync(at(out)))).isOk()).toBe(true)
    }
  })
})
