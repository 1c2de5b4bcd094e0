import {
  ChildFile,
  childFile,
  codeLists,
  DivisionCode,
  parse,
  readDivision,
  readCode,
  step,
  Tier,
  Village,
} from '../../src/index.ts'
import { decodeCsv, readChildren } from '../../src/register/index.ts'
import { compileRules, defaultRules, flagMachine } from '../../src/risk/index.ts'
import { canary, type Line } from './line.ts'
import { namesWith } from './names.ts'
import { anyIn, putAny } from './store.ts'
import { audited, openMemory } from '../../src/storage/index.ts'

class Person {
  readonly name = canary
  toJSON() {
    return { name: canary }
  }
}

const throwing = (): object =>
  Object.defineProperty({}, canary, {
    enumerable: true,
    get: () => {
      throw new Error(canary)
    },
  })
const shut = (): object =>
  new Proxy(
    {},
    {
      ownKeys: () => {
        throw new Error(canary)
      },
      get: () => {
        throw new Error(canary)
      },
      getPrototypeOf: () => {
        throw new Error(canary)
      },
    },
  )
const circle = (): object => {
  const one: Record<string, unknown> = { [canary]: canary }
  one['self'] = one
  return one
}
const deep = (): object => {
  let inner: object = { [canary]: canary }
  for (let depth = 0; depth < 100_000; depth++) inner = depth % 2 === 0 ? [inner] : { [canary]: inner }
  return inner
}
const sparse = (): unknown[] => {
  const list: unknown[] = [canary]
  list.length = 2 ** 32 - 1
  return list
}
const manyKeys = (count = 1_000_000): object => {
  const keys: Record<string, number> = {}
  for (let i = 0; i < count; i++) keys[`${canary}${i}`] = i
  return keys
}

type Says = Pick<Line, 'says'>['says']

/** The same value through storage, through the file of a child and through the rules. */
const everywhere = (
  n: number,
  input: string,
  value: () => unknown,
  said: { readonly storage: Says; readonly records: Says; readonly custom: Says; readonly rules: Says },
): readonly Line[] => [
  { n, input, door: 'storage', says: said.storage, run: () => putAny({ a: value() }) },
  { n, input, door: 'records', says: said.records, run: () => parse(ChildFile, { ...file, contacts: value() }) },
  {
    n,
    input,
    door: 'records, free fields',
    says: said.custom,
    run: () => parse(ChildFile, { ...file, custom: { [canary]: value() } }),
  },
  { n, input, door: 'rules', says: said.rules, run: () => compileRules({ ...defaultRules, rules: value() }) },
]
const file = childFile({ id: 'c1', name: canary })

/** What all doors say of something that is no plain data at all. */
const notPlain = {
  storage: ['invalid invalid-type /document'],
  records: ['invalid invalid-type /contacts'],
  custom: ['invalid invalid-value /custom/*'],
  rules: ['invalid invalid-type /*'],
}
const throws = {
  storage: ['invalid invalid-type /document'],
  records: ['invalid invalid-type'],
  custom: ['invalid invalid-type'],
  rules: ['invalid invalid-type'],
}
const tooLarge = {
  storage: ['invalid too-large /document'],
  records: ['invalid too-large /contacts/*'],
  custom: ['invalid too-large /custom/*'],
}

/** Something that the design did without: no name at any door has the words in it. */
const noDoor = (n: number, input: string, words: RegExp): Line => ({
  n,
  input,
  door: 'none, and no name at any door has to do with it',
  says: [],
  run: () => namesWith(words),
})
const patches = /patch/i

/** 23 to 48: values that are no plain data, fields, codes. */
export const valueLines: readonly Line[] = [
  ...everywhere(23, 'a BigInt', () => 73519846217n, notPlain),
  {
    n: 24,
    input: 'undefined in a list',
    door: 'storage',
    says: ['invalid invalid-type /document'],
    run: () => putAny({ [canary]: [canary, undefined] }),
  },
  {
    n: 24,
    input: 'undefined in a list',
    door: 'records',
    says: ['invalid missing-field /otherNames/1'],
    run: () => parse(ChildFile, { ...file, otherNames: [canary, undefined] }),
  },
  ...everywhere(25, 'a Date', () => new Date(`2026-09-15`), notPlain),
  ...everywhere(26, 'a Map', () => new Map([[canary, canary]]), notPlain),
  ...everywhere(26, 'a Set', () => new Set([canary]), notPlain),
  ...everywhere(27, 'an instance with toJSON', () => new Person(), notPlain),
  ...everywhere(28, 'a getter that throws', throwing, throws),
  ...everywhere(29, 'a Proxy that throws', shut, throws),
  ...everywhere(30, 'a circle', circle, { ...tooLarge, rules: [`invalid too-large ${'/*'.repeat(65)}`] }),
  ...everywhere(31, 'a depth of 100,000', deep, { ...tooLarge, rules: [`invalid too-large /*${'/*/0'.repeat(32)}`] }),
  {
    n: 32,
    input: 'a million keys',
    door: 'records',
    says: ['invalid too-large /contacts'],
    run: () => parse(ChildFile, { ...file, contacts: manyKeys() }),
  },
  {
    n: 32,
    input: 'ten thousand keys',
    door: 'records, which name the first thousand',
    says: ['1000', 'invalid-id /contacts/*'],
    run: () => {
      const problems = parse(ChildFile, { ...file, contacts: manyKeys(10_000) })._unsafeUnwrapErr()
      return [String(problems.length), ...new Set(problems.map(({ code, path }) => `${code} ${path}`))]
    },
  },
  {
    n: 32,
    input: 'a million keys',
    door: 'rules',
    says: ['invalid too-large /*/*'],
    run: () => compileRules({ ...defaultRules, rules: manyKeys() }),
  },
  ...everywhere(33, 'a list of 2^32-1 holes', sparse, {
    storage: ['invalid invalid-type /document'],
    records: ['invalid invalid-type /contacts/*'],
    custom: ['invalid invalid-type /custom/*/*'],
    rules: ['invalid invalid-type /*/1'],
  }),
  ...everywhere(
    34,
    'a field of its own that is called __proto__',
    () => JSON.parse(`{"__proto__":{"a":"${canary}"}}`),
    {
      storage: ['invalid invalid-value /document'],
      records: ['invalid invalid-value /contacts'],
      custom: ['invalid invalid-value /custom/*'],
      rules: ['invalid invalid-value /rules'],
    },
  ),
  {
    n: 34,
    input: 'a field of its own that is called __proto__',
    door: 'JavaScript, which it pollutes nowhere',
    says: [],
    run: () => {
      const bad: unknown = JSON.parse(`{"__proto__":{"polluted":"${canary}"}}`)
      parse(ChildFile, bad)
      compileRules(bad)
      putAny(bad)
      return Object.keys(Object.prototype).concat('polluted' in {} ? ['polluted'] : [])
    },
  },
  {
    n: 35,
    input: 'constructor.prototype',
    door: 'records',
    says: ['invalid unknown-field'],
    run: () => parse(ChildFile, { ...file, constructor: { prototype: { polluted: canary } } }),
  },
  noDoor(36, 'a patch for /__proto__/x: changes come as functions over views, not as JSON patches', patches),
  noDoor(37, 'a patch that moves a thing into itself', patches),
  noDoor(38, 'a patch whose test fails: a commit names the revision that it expects', patches),
  noDoor(39, 'a patch with the index -1 or 01', patches),
  {
    n: 40,
    input: 'a name given twice: no door takes JSON text, a sheet can have a column twice',
    door: 'register',
    says: ['finding repeated-column sheet'],
    run: () =>
      decodeCsv(new TextEncoder().encode(`姓名,出生日期,姓名\n王小明,2016-03-26,${canary}\n`)).andThen((workbook) =>
        readChildren(workbook, { asOf: '2026-09-15' }),
      ),
  },
  {
    n: 41,
    input: 'a field that the schema does not know',
    door: 'records',
    says: ['invalid unknown-field', 'invalid unknown-field /schooling'],
    run: () =>
      parse(ChildFile, { ...file, schooling: { ...file.schooling, [canary]: canary }, [canary]: canary }).mapErr(
        (problems) => problems.toSorted((a, b) => (a.path < b.path ? -1 : 1)) as never,
      ),
  },
  {
    n: 42,
    input: 'rules of a later version',
    door: 'rules',
    says: ['invalid newer-format /schemaVersion'],
    run: () => compileRules({ ...defaultRules, schemaVersion: 2, [canary]: canary }),
  },
  ...(
    [
      [-1, 'invalid-value'],
      [1.5, 'newer-format'],
    ] as const
  ).map(
    ([schemaVersion, code]): Line => ({
      n: 43,
      input: `a schema version of ${schemaVersion}`,
      door: 'rules',
      says: [`invalid ${code} /schemaVersion`],
      run: () => compileRules({ ...defaultRules, schemaVersion }),
    }),
  ),
  {
    n: 44,
    input: 'a tier that there is not',
    door: 'Tier',
    says: ['invalid invalid-value'],
    run: () => parse(Tier, canary),
  },
  {
    n: 44,
    input: 'a code that there is not',
    door: 'readCode',
    says: ['undefined'],
    run: () => [String(readCode(codeLists.sexes, canary))],
  },
  {
    n: 45,
    input: 'a flag cleared without a reason',
    door: 'lifecycle',
    says: ['not-allowed needs-missing'],
    run: () => step(flagMachine(4), 'raised', 'clear', { role: 'supervisor', has: [canary] }),
  },
  {
    n: 46,
    input: 'a division that was merged or abolished',
    door: 'readDivision, which has no list of divisions: papers outlive them',
    says: ['ok'],
    run: () => readDivision('522422'),
  },
  ...['43%', '43_', `43${canary}`].map(
    (code): Line => ({
      n: 47,
      input: 'a division with a wildcard',
      door: 'DivisionCode',
      says: ['invalid invalid-format'],
      run: () => parse(DivisionCode, code),
    }),
  ),
  {
    n: 47,
    input: 'a beginning with a wildcard',
    door: 'storage, where it is a character like any other',
    says: ['0'],
    run: async () => {
      const found = await anyIn(audited(await openMemory())).page({
        partition: 'p',
        index: 'due',
        where: { startsWith: '20%' },
      })
      return [String(found._unsafeUnwrap().documents.length)]
    },
  },
  {
    n: 48,
    input: 'a division under another parent: a parent is the beginning of the code and stands nowhere else',
    door: 'Village',
    says: ['invalid unknown-field'],
    run: () =>
      parse(Village, {
        code: '520526113205',
        township: canary,
        name: canary,
        kind: 'village',
        longitude: 103.9,
        latitude: 26.9,
        parent: '520527',
      }),
  },
]
