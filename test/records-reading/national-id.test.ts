import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isDate } from '../../src/index.ts'
import { nationalIdReading, readNationalId } from '../../src/records/reading/national-id.ts'

/** ISO 7064 MOD 11-2 by its definition: the weighted sum of all 18 characters is 1 modulo 11. Independent of the reader. */
const holds = (text: string): boolean => {
  let power = 1
  let sum = 0
  for (const character of Array.from(text).reverse()) {
    sum += (character === 'X' ? 10 : Number(character)) * power
    power = (power * 2) % 11
  }
  return sum % 11 === 1
}

const day = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10).replaceAll('-', ''))
const digits17 = fc
  .tuple(fc.integer({ min: 110000, max: 659999 }), day, fc.integer({ min: 0, max: 999 }))
  .map(([division, date, rest]) => `${division}${date}${String(rest).padStart(3, '0')}`)
const valid = digits17.map((digits) => digits + Array.from('0123456789X').find((last) => holds(digits + last))!)
const code = (text: string) => nationalIdReading(text).code

describe('readNationalId', () => {
  it('takes exactly one of the eleven last characters', () => {
    fc.assert(
      fc.property(digits17, (digits) => {
        const taken = Array.from('0123456789X').filter((last) => readNationalId(digits + last).isOk())
        expect(taken).toHaveLength(1)
        expect(holds(digits + taken[0]!)).toBe(true)
      }),
    )
  })
  it('notices every single wrong digit and every swap of neighbours', () => {
    fc.assert(
      fc.property(valid, fc.integer({ min: 0, max: 16 }), fc.integer({ min: 1, max: 9 }), (id, at, more) => {
        const slipped = id.slice(0, at) + String((Number(id[at]) + more) % 10) + id.slice(at + 1)
        expect(readNationalId(slipped).isErr()).toBe(true)
        if (at < 16 && id[at] !== id[at + 1])
          expect(readNationalId(id.slice(0, at) + id[at + 1]! + id[at]! + id.slice(at + 2)).isErr()).toBe(true)
      }),
    )
  })
  it('says county, birth and sex as the number does', () => {
    fc.assert(
      fc.property(valid, (id) => {
        const parts = readNationalId(id)._unsafeUnwrap()
        expect(parts).toEqual({
          idNumber: id,
          division: id.slice(0, 6),
          birthDate: `${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`,
          sex: Number(id[16]) % 2 === 1 ? 'male' : 'female',
        })
        expect(isDate(parts.birthDate)).toBe(true)
      }),
    )
  })
  it('puts full width, spaces, hyphens and a small x right, and says so', () => {
    fc.assert(
      fc.property(valid, (id) => {
        const wide = id.replace(/./g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0))
        for (const other of [
          wide,
          `${id.slice(0, 6)} ${id.slice(6, 14)}\u3000${id.slice(14)}`,
          `${id.slice(0, 6)}-${id.slice(6)}`,
          ` ${id.toLowerCase()}\n`,
          `'${id}`,
        ])
          expect(nationalIdReading(other)).toEqual({ value: nationalIdReading(id).value, code: 'normalised' })
        expect(nationalIdReading(id).code).toBeUndefined()
      }),
    )
  })
  it('reads the samples of the standard', () => {
    expect(readNationalId('11010519491231002X').isOk()).toBe(true)
    expect(readNationalId('440524188001010014').isErr()).toBe(true) // valid by its check digit, born in 1880
    expect(code('440524188001010014')).toBe('id-date')
  })
  it('never asks whether the county exists', () => {
    const digits = '99999919900101123'
    const last = Array.from('0123456789X').find((one) => holds(digits + one))!
    expect(readNationalId(digits + last).isOk()).toBe(true)
  })
  it('names what is wrong', () => {
    expect(code('520526650717334')).toBe('id-fifteen-digits')
    expect(code('5.20526E+17')).toBe('id-digits-lost')
    expect(code('5.20526196507173E+17')).toBe('id-digits-lost')
    expect(nationalIdReading(Number('520526196507173340')).code).toBe('id-digits-lost')
    expect(code('520526196507173000')).toBe('id-digits-lost')
    expect(code('52052619650717334')).toBe('id-length')
    expect(code('520526196507173346')).toBe('id-checksum')
    expect(code('G52052619650717334X')).toBe('id-characters')
    expect(code('5205261965071733\u200b4X')).toBe('unreadable-text')
    expect(code('')).toBe('blank')
  })
  it('repeats nothing of what was written', () => {
    const problem = readNationalId('CANARY-520526')._unsafeUnwrapErr()
    expect(JSON.stringify(problem)).not.toContain('CANARY')
    expect(problem[0].code).toBe('invalid-id')
  })
})
