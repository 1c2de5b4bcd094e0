import { readdirSync, readFileSync } from 'node:fs'
import { type Parameter, Source, Standing } from '../src/index.ts'
import { hardRules } from '../src/pairing/index.ts'
import { purposeTerms } from '../src/privacy/index.ts'
import { defaultRules } from '../src/risk/index.ts'
import { timetableConstraints } from '../src/schedule/index.ts'
import { doors } from './doors.ts'

/** What a table of the documents is made of, by the name that stands in the document. */
export type Tables = Readonly<Record<string, string>>

interface Found {
  readonly room: string
  readonly parameters: ReadonlyMap<string, Parameter<unknown>>
  readonly sources: readonly Source[]
}

const isTree = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

const isParameter = (value: unknown): value is Parameter<unknown> =>
  isTree(value) &&
  typeof value['id'] === 'string' &&
  typeof value['unit'] === 'string' &&
  Array.isArray(value['values']) &&
  value['values'].some((one: unknown) => isTree(one) && Standing.safeParse(one['standing']).success)

/** Every parameter and every source that can be reached from what leaves by a door. */
function found(room: string, names: Readonly<Record<string, unknown>>): Found {
  const parameters = new Map<string, Parameter<unknown>>()
  const sources: Source[] = []
  const seen = new Set<unknown>()
  const look = (value: unknown): void => {
    // Schemas hold nothing of the law but descriptions.
    if (!isTree(value) || seen.has(value) || '_zod' in value || ArrayBuffer.isView(value)) return
    seen.add(value)
    const source = Source.safeParse(value)
    if (source.success) sources.push(source.data)
    if (isParameter(value)) parameters.set(value.id, value)
    for (const inner of value instanceof Map ? value.values() : Object.values(value)) look(inner)
  }
  for (const name of Object.keys(names).sort(compare)) look(names[name])
  return { room, parameters, sources }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

async function everywhere(): Promise<readonly Found[]> {
  const rooms: Found[] = []
  for (const { specifier, source } of doors) {
    const url = new URL(`../${source}`, import.meta.url)
    const names = (await import(/* @vite-ignore */ url.href)) as Readonly<Record<string, unknown>>
    rooms.push(found(specifier, names))
  }
  return rooms
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')
const table = (headings: readonly string[], rows: readonly (readonly string[])[]): string =>
  [headings, headings.map(() => '--'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n')

const shown = (value: unknown): string => {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > 60 ? 'a table of its own' : text
}

const named = ({ title, section }: Source): string => (section === undefined ? title : `${title} ${section}`)
/** The surest first. */
const surest = (standings: Iterable<Standing>): readonly Standing[] =>
  Standing.options.filter((one) => [...standings].includes(one))

const parametersOf = (rooms: readonly Found[]): string => {
  const rows = new Map<string, readonly string[]>()
  for (const { room, parameters } of rooms)
    for (const [id, { en, unit, values }] of parameters) {
      const last = values.at(-1) ?? values[0]
      const { value, standing, source, from } = last
      const line = [`\`${id}\``, en, `${shown(value)} ${shown(value) === 'a table of its own' ? '' : unit}`.trim()]
      if (!rows.has(id)) rows.set(id, [...line, from, standing, named(source), room.replace('childfile/', '')])
    }
  const sorted = [...rows.values()].sort((a, b) => compare(a[0] ?? '', b[0] ?? ''))
  return table(['parameter', 'what it is', 'value now', 'from', 'standing', 'source', 'room'], sorted)
}

/** The surest of several sources, with its standing. */
const first = (sources: readonly Source[]): readonly [string, string] => {
  const [standing = 'proposal'] = surest(sources.map((one) => one.standing))
  const source = sources.find((one) => one.standing === standing)
  return [source ? named(source) : '', standing]
}

const rulesTable = (): string =>
  table(
    ['rule', 'tier', 'what it says', 'surest source', 'standing'],
    [...defaultRules.rules]
      .sort((a, b) => compare(a.id, b.id))
      .map(({ id, tier, says, source }) => [`\`${id}\``, `${tier}`, says.en, ...first(source)]),
  )

const pairingTable = (): string =>
  table(
    ['hard rule', 'about', 'what it asks', 'surest source', 'standing'],
    hardRules.map((one) => [`\`${one.code}\``, one.of, one.en, ...first(one.sources)]),
  )

const timetableTable = (): string =>
  table(
    ['constraint', 'level', 'what it asks', 'source', 'standing'],
    timetableConstraints.map(({ id, level, en, source }) => [`\`${id}\``, level, en, ...first([source])]),
  )

const purposesTable = (): string =>
  table(
    ['purpose', 'ground', 'source', 'standing'],
    Object.entries(purposeTerms).map(([purpose, { ground, source }]) => [
      purpose,
      ground,
      named(source),
      source.standing,
    ]),
  )

const sourcesTable = (rooms: readonly Found[]): string => {
  const titles = new Map<
    string,
    { kinds: Set<string>; standings: Set<Standing>; urls: Set<string>; rooms: Set<string> }
  >()
  for (const { room, sources } of rooms)
    for (const { title, kind, standing, url } of sources) {
      const entry = titles.get(title) ?? { kinds: new Set(), standings: new Set(), urls: new Set(), rooms: new Set() }
      entry.kinds.add(kind)
      entry.standings.add(standing)
      entry.rooms.add(room.replace('childfile/', ''))
      if (url !== undefined) entry.urls.add(url)
      titles.set(title, entry)
    }
  const rows = [...titles].map(([title, { kinds, standings, urls, rooms }]) => {
    const [url] = [...urls].sort(compare)
    const shownTitle = url === undefined ? title : `[${title}](${url})`
    return [
      shownTitle,
      [...kinds].sort(compare).join(', '),
      surest(standings).join(', '),
      [...rooms].sort(compare).join(', '),
    ]
  })
  return table(
    ['title', 'kind', 'standing of what is taken from it', 'rooms'],
    rows.sort((a, b) => compare(a[0] ?? '', b[0] ?? '')),
  )
}

/** What doc comments name as the source of an algorithm or a format, by folder. */
const citedTable = (): string => {
  const src = new URL('../src/', import.meta.url)
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.ts') && !file.includes('generated'))
    .sort(compare)
  const cited = new Map<string, Set<string>>()
  for (const file of files) {
    const text = readFileSync(new URL(file, src), 'utf8')
    for (const [, line = '', more = ''] of text.matchAll(/^ *\*\*? ?@source (.+)\n((?: +\* +(?!@|\/|`)\S.*\n)*)/gm)) {
      const whole = `${line} ${more.replaceAll(/^ +\* */gm, '')}`.replaceAll(/\s+/g, ' ').trim()
      const room = file.includes('/') ? (file.split('/')[0] ?? '') : 'ground'
      cited.set(whole, new Set([...(cited.get(whole) ?? []), room]))
    }
  }
  const rows = [...cited].map(([text, rooms]) => [[...rooms].sort(compare).join(', '), text])
  return table(
    ['room', 'source'],
    rows.sort((a, b) => compare(a.join(' '), b.join(' '))),
  )
}

/** All tables, as they have to stand in the documents. */
export async function lawTables(): Promise<Tables> {
  const rooms = await everywhere()
  return {
    parameters: parametersOf(rooms),
    rules: rulesTable(),
    pairing: pairingTable(),
    timetable: timetableTable(),
    purposes: purposesTable(),
    sources: sourcesTable(rooms),
    cited: citedTable(),
  }
}

/** The document with its tables as they are now. A table that the document names and nobody makes is an error. */
export const withTables = (document: string, tables: Tables): string =>
  document.replaceAll(
    /(<!-- table: (\w+) -->\n)[\s\S]*?(\n<!-- end -->)/g,
    (_, open: string, name: string, close: string) => {
      const made = tables[name]
      if (made === undefined) throw new Error(`no table ${name}`)
      return `${open}${made}${close}`
    },
  )
