import { childFile, ChildFile, ChildId, Fen, Instant, parse, PlainDate, readNationalId } from '../../src/index.ts'
import { canonicalJson } from '../../src/canonical.ts'
import { type Cell, decodeCsv, readChildren } from '../../src/register/index.ts'
import { canary, type Line } from './line.ts'
import { putAny } from './store.ts'

const asOf = '2026-09-15'

/** One row of the register of children: name, day of birth and identity number. */
const row = (name: Cell, birthDate: Cell = '2016-03-26', idNumber: Cell = '') =>
  readChildren(
    {
      sheets: [
        {
          name: 'a',
          hidden: false,
          rows: [
            ['姓名', '出生日期', '身份证号码'],
            [name, birthDate, idNumber],
          ],
        },
      ],
    },
    { asOf },
  )

const named = (name: string) => parse(ChildFile, childFile({ id: 'c1', name }))
const firstOf = (answer: ReturnType<typeof row>) => answer._unsafeUnwrap().rows.find(({ record }) => record)?.record

/** 1 to 22: words, identity numbers, dates and numbers. */
export const textLines: readonly Line[] = [
  {
    n: 1,
    input: 'NUL in a text',
    door: 'register',
    says: ['finding unreadable-text name'],
    run: () => row(`李\u0000${canary}`),
  },
  {
    n: 1,
    input: 'NUL in a text',
    door: 'storage, which keeps it: bodies are bytes',
    says: ['ok'],
    run: () => putAny(`\u0000${canary}`),
  },
  {
    n: 2,
    input: 'half a character',
    door: 'register',
    says: ['finding unreadable-text name'],
    run: () => row(`李\ud842${canary}`),
  },
  {
    n: 2,
    input: 'half a character',
    door: 'storage',
    says: ['invalid invalid-format /document'],
    run: () => putAny({ name: `${canary}\udfb7` }),
  },
  {
    n: 2,
    input: 'half a character in a key',
    door: 'storage',
    says: ['invalid invalid-value /document'],
    run: () => putAny({ [`${canary}\udfb7`]: 1 }),
  },
  {
    n: 3,
    input: 'a name that is not composed (NFD)',
    door: 'register, which composes it',
    says: ['é', 'true'],
    run: () => {
      const name = firstOf(row('e\u0301'))?.name ?? ''
      return [name, String(name === name.normalize('NFC'))]
    },
  },
  {
    n: 4,
    input: 'zero-width characters in a name',
    door: 'register',
    says: ['finding unreadable-text name'],
    run: () => row(`王\u200b${canary}`),
  },
  {
    n: 5,
    input: 'a bidirectional override',
    door: 'register',
    says: ['finding unreadable-text name'],
    run: () => row(`王\u202e${canary}`),
  },
  {
    n: 6,
    input: 'a name of 10 MB',
    door: 'records',
    says: ['invalid too-large /name'],
    run: () => named(canary.repeat(400_000)),
  },
  {
    n: 6,
    input: 'a name of 10 MB',
    door: 'register',
    says: ['finding too-long name'],
    run: () => row(canary.repeat(400_000)),
  },
  {
    n: 6,
    input: 'a name of 10 MB',
    door: 'CSV',
    says: ['invalid too-large'],
    run: () => decodeCsv(new TextEncoder().encode(`姓名\n${canary.repeat(400_000)}\n`)),
  },
  { n: 7, input: 'an empty name', door: 'records', says: ['invalid too-small /name'], run: () => named('') },
  {
    n: 7,
    input: 'a blank name',
    door: 'register',
    says: ['finding missing-name name'],
    run: () => row(' \u3000'),
  },
  {
    n: 8,
    input: 'an identity number in full width',
    door: 'readNationalId, which puts it right',
    says: ['11010519491231002X'],
    run: () => [readNationalId('１１０１０５１９４９１２３１００２Ｘ')._unsafeUnwrap().idNumber],
  },
  {
    n: 9,
    input: 'a small x',
    door: 'readNationalId, which puts it right',
    says: ['11010519491231002X'],
    run: () => [readNationalId('11010519491231002x')._unsafeUnwrap().idNumber],
  },
  {
    n: 10,
    input: 'a wrong check digit',
    door: 'readNationalId',
    says: ['invalid invalid-id'],
    secret: '110105194912310027',
    run: () => readNationalId('110105194912310027'),
  },
  {
    n: 11,
    input: 'a day of birth against the identity number',
    door: 'register, which keeps both',
    says: ['finding birth-date-contested birthDate'],
    secret: '201603',
    run: () => row(canary, '2016-03-27', '520526201603264325'),
  },
  {
    n: 12,
    input: 'an identity number of 15 digits',
    door: 'readNationalId',
    says: ['invalid invalid-id'],
    secret: '110105491231002',
    run: () => readNationalId('110105491231002'),
  },
  {
    n: 13,
    input: '2026-02-30',
    door: 'PlainDate',
    says: ['invalid invalid-date'],
    secret: '02-30',
    run: () => parse(PlainDate, '2026-02-30'),
  },
  {
    n: 13,
    input: '2026-02-30',
    door: 'register',
    says: ['finding impossible-date birthDate', 'finding missing-identity birthDate'],
    secret: '02-30',
    run: () => row(canary, '2016-02-30'),
  },
  {
    n: 14,
    input: '0000-00-00',
    door: 'PlainDate',
    says: ['invalid invalid-date'],
    secret: '0000',
    run: () => parse(PlainDate, '0000-00-00'),
  },
  {
    n: 15,
    input: 'a day of birth to come',
    door: 'register',
    says: ['finding future-date birthDate', 'finding missing-identity birthDate'],
    secret: '2031',
    run: () => row(canary, '2031-01-01'),
  },
  {
    n: 16,
    input: 'somebody of 18 or more',
    door: 'register',
    says: ['finding not-a-child birthDate', 'finding missing-identity birthDate'],
    secret: '1949',
    run: () => row(canary, '1949-12-31'),
  },
  {
    n: 17,
    input: 'a moment without its offset',
    door: 'Instant',
    says: ['invalid invalid-format'],
    secret: '08:30',
    run: () => parse(Instant, '2026-09-15T08:30:00'),
  },
  {
    n: 18,
    input: 'the year 275761',
    door: 'PlainDate',
    says: ['invalid invalid-date'],
    secret: '275761',
    run: () => parse(PlainDate, '+275761-01-01'),
  },
  { n: 19, input: 'NaN', door: 'Fen', says: ['invalid not-finite'], run: () => parse(Fen, Number.NaN) },
  {
    n: 19,
    input: 'NaN',
    door: 'storage',
    says: ['invalid not-finite /document'],
    run: () => putAny({ [canary]: Number.NaN }),
  },
  {
    n: 20,
    input: 'Infinity',
    door: 'storage',
    says: ['invalid not-finite /document'],
    run: () => putAny({ [canary]: [Infinity] }),
  },
  { n: 20, input: 'Infinity', door: 'Fen', says: ['invalid not-finite'], run: () => parse(Fen, -Infinity) },
  { n: 21, input: '-0', door: 'canonical JSON, where it is 0', says: ['0'], run: () => [canonicalJson(-0)] },
  {
    n: 22,
    input: '1e400',
    door: 'storage',
    says: ['invalid not-finite /document'],
    run: () => putAny(JSON.parse(`{"${canary}":1e400}`)),
  },
  {
    n: 49,
    input: '../../etc/passwd',
    door: 'ChildId',
    says: ['invalid invalid-format'],
    secret: 'passwd',
    run: () => parse(ChildId, '../../etc/passwd'),
  },
  {
    n: 50,
    input: 'an id with a quote',
    door: 'ChildId',
    says: ['invalid invalid-format'],
    secret: 'drop',
    run: () => parse(ChildId, "'; drop table row; --"),
  },
  {
    n: 51,
    input: 'an id of 4 kB',
    door: 'ChildId',
    says: ['invalid invalid-format'],
    run: () => parse(ChildId, canary.repeat(170)),
  },
]
