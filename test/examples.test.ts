import { execFile } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Server, startServer } from './storage/postgres-server.ts'

const folder = new URL('../examples/', import.meta.url)
const textOf = (name: string): string => readFileSync(new URL(name, folder), 'utf8')
const programs = readdirSync(folder).filter((name) => /^\d\d-.*\.ts$/.test(name))
const run = promisify(execFile)

/** What the comment at the end of a program says that it prints. */
const promised = (text: string): string => {
  const [, block = ''] = /\n\/\/ Prints:\n((?:\/\/.*\n)+)$/.exec(text) ?? []
  return block.replaceAll(/^\/\/ {0,3}/gm, '')
}

describe('the numbered examples', () => {
  let server: Server
  beforeAll(async () => {
    server = await startServer()
  })
  afterAll(() => server.stop())

  it.each(programs)('%s runs and prints what it says', async (name) => {
    const env = { ...process.env, DATABASE_URL: server.url }
    const { stdout, stderr } = await run(process.execPath, [fileURLToPath(new URL(name, folder))], { env })
    expect(promised(textOf(name))).not.toBe('')
    expect(stdout).toBe(promised(textOf(name)))
    expect(stderr).toBe('')
  })
  it('are numbered without a gap, and each stands in the list', () => {
    const list = textOf('README.md')
    const numbers = [...list.matchAll(/^\| (\d\d) \|/gm)].map(([, number]) => number)
    expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, n) => String(n + 1).padStart(2, '0')))
    for (const name of programs) expect(list).toContain(`(${name})`)
  })
  it('import the library by its doors only, as a stranger would', () => {
    const strange = programs.flatMap((name) =>
      [...textOf(name).matchAll(/ from '([^']+)'/g)]
        .map(([, from = '']) => `${name} ${from}`)
        .filter((line) => / \.\.\//.test(line)),
    )
    expect(strange).toEqual([])
  })
})

describe('the adapter of the examples', () => {
  it('has fewer than 200 lines and takes nothing but types from the library', () => {
    const text = textOf('06-own-adapter/folder-driver.ts')
    expect(text.split('\n').length).toBeLessThan(200)
    const imports = [...text.matchAll(/^import (type )?\{[^}]*\} from '([^']+)'/gm)]
    expect(imports.filter(([, type, from]) => !from?.startsWith('node:') && type === undefined)).toEqual([])
  })
})
