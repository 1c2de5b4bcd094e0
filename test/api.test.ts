import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { api, apiFile } from '../scripts/api.ts'

const folder = new URL('api/', import.meta.url)
const doors = api()

describe('the names that the package lets out, with their signatures', () => {
  it('are kept in a file for each door', () => {
    const files = doors.map(({ specifier }) => apiFile(specifier))
    expect(readdirSync(folder).sort((a, b) => (a < b ? -1 : 1))).toEqual(files.sort((a, b) => (a < b ? -1 : 1)))
  })

  // What is red here is a change that a caller may see: `node scripts/write-api.ts` writes it down, docs/versioning.md says which version it is.
  it.each(doors)('are those written down for $specifier', ({ specifier, text }) => {
    expect(text.split('\n')).toEqual(readFileSync(new URL(apiFile(specifier), folder), 'utf8').split('\n'))
  })
})
