import { readFileSync, writeFileSync } from 'node:fs'
import { lawTables, withTables } from './law.ts'

const tables = await lawTables()
for (const name of ['law', 'sources']) {
  const file = new URL(`../docs/${name}.md`, import.meta.url)
  writeFileSync(file, withTables(readFileSync(file, 'utf8'), tables))
}
console.log('the tables of docs/law.md and docs/sources.md are written')
