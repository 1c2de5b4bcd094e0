import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vitest/config'
import { type Edit, edits } from './edits.ts'

const src = fileURLToPath(new URL('../../src/', import.meta.url))
const mark = '?mutant='

/** The source with the edit in place. An edit that fits nowhere, or in more than one place, is an error. */
export function patched({ name, file, from, to }: Edit): string {
  const source = readFileSync(`${src}${file}`, 'utf8')
  const places = source.split(from).length - 1
  if (places !== 1) throw new Error(`${name}: the edit fits in ${places} places of ${file}`)
  return source.replace(from, () => to)
}

/** For each file of src those that import it. */
function importers(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  for (const file of readdirSync(src, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts')) continue
    for (const [, specifier = ''] of readFileSync(`${src}${file}`, 'utf8').matchAll(/from '(\.[^']+)'/g)) {
      const imported = fileURLToPath(new URL(specifier, new URL(file, 'file:///'))).slice(1)
      found.set(imported, [...(found.get(imported) ?? []), file])
    }
  }
  return found
}

/** The file of an edit and every file that reaches it. */
function reached(file: string, by: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const found = new Set([`${src}${file}`])
  const open = [file]
  for (let next = open.pop(); next !== undefined; next = open.pop())
    for (const importer of by.get(next) ?? [])
      if (!found.has(`${src}${importer}`)) {
        found.add(`${src}${importer}`)
        open.push(importer)
      }
  return found
}

/**
 * `import('…/src/<room>/index.ts?mutant=<name>')` is the room with one edit of `edits` in one of its modules: those on the way to it are
 * loaded a second time, all others are shared with the room as it is.
 */
export function mutants(): Plugin {
  let by: ReadonlyMap<string, readonly string[]> | undefined
  const ways = new Map<string, ReadonlySet<string>>()
  const wayTo = ({ name, file }: Edit): ReadonlySet<string> => {
    const way = ways.get(name) ?? reached(file, (by ??= importers()))
    ways.set(name, way)
    return way
  }
  const editOf = (id: string | undefined): Edit | undefined => {
    const name = id?.split(mark)[1]
    return name === undefined ? undefined : edits.find((edit) => edit.name === decodeURIComponent(name))
  }
  return {
    name: 'named-mutants',
    enforce: 'pre',
    async resolveId(source, importer) {
      const edit = editOf(importer)
      if (!edit || source.includes(mark)) return null
      const resolved = await this.resolve(source, importer?.split('?')[0])
      return resolved && wayTo(edit).has(resolved.id)
        ? `${resolved.id}${mark}${encodeURIComponent(edit.name)}`
        : resolved
    },
    load(id) {
      const edit = editOf(id)
      return edit && id.startsWith(`${src}${edit.file}${mark}`) ? patched(edit) : null
    },
  }
}
