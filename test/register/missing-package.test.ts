import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = new URL('../../', import.meta.url)

/** A program in a process of its own, where the optional package cannot be found. */
function withoutPackage(program: string): string {
  const hook =
    "export async function resolve(name, context, next) { if (name.startsWith('hucre')) throw new Error('Cannot find package CANARY'); return next(name, context) }"
  const module = (text: string) => `data:text/javascript;base64,${Buffer.from(text).toString('base64')}`
  const register = `import { register } from 'node:module'; register('${module(hook)}')`
  const flags = ['--no-warnings', '--import', module(register), '--input-type=module', '-e', program]
  return execFileSync(process.execPath, flags, { cwd: fileURLToPath(root), encoding: 'utf8' })
}

describe('without the optional package', () => {
  it('workbooks are refused with its name, and CSV is read as ever', () => {
    const shown = withoutPackage(`
      import { readFileSync } from 'node:fs'
      const { decodeXlsx, encodeXlsx } = await import('./src/register/xlsx.ts')
      const { decodeCsv } = await import('./src/register/index.ts')
      const codes = (outcome) => outcome.match(() => 'ok', (problems) => problems.map(({ code, message }) => code + ': ' + message).join())
      console.log(codes(await decodeXlsx(new Uint8Array(readFileSync('examples/county/children.xlsx')))))
      console.log(codes(await encodeXlsx({ sheets: [] })))
      console.log(codes(decodeCsv(new Uint8Array(readFileSync('examples/county/children.csv')))))
    `)
    const refusal = 'missing-package: install the optional package hucre to read and write .xlsx'
    expect(shown.trim().split('\n')).toEqual([refusal, refusal, 'ok'])
  })
})
