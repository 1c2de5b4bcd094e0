import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { PlainDate } from '../src/date.ts'
import { all, err, invalid, ok, type Outcome, parse, type Problem } from '../src/problem.ts'
import { text } from '../src/problem-text.ts'

const Inner = z.strictObject({ on: PlainDate, note: z.string().max(3).exactOptional() })
const Doc = z.strictObject({
  name: z.string(),
  one: z.union([Inner, z.enum(['none', 'notCollected'])]),
  many: z.record(z.string().regex(/^k\d+$/), Inner),
  list: z.array(z.int()).min(1),
  weight: z.number().max(200),
})
const good = { name: 'x', one: 'none', many: { k1: { on: '2026-01-01' } }, list: [1], weight: 3 }
const problems = (input: unknown): readonly Problem[] =>
  parse(Doc, input).match(
    () => [],
    (found) => found,
  )
const brief = (input: unknown) => problems(input).map((p) => `${p.path} ${p.code}`)

describe('parse', () => {
  it('returns the value when nothing is wrong', () => {
    expect(parse(Doc, good)._unsafeUnwrap()).toEqual(good)
  })
  it('names the field and the rule', () => {
    expect(brief({ ...good, list: [], weight: Number.NaN })).toEqual(['/list too-small', '/weight not-finite'])
    expect(brief({ ...good, one: { on: '2026-02-30' } })).toEqual(['/one/on invalid-date'])
    expect(brief({ ...good, one: 'perhaps' })).toEqual(['/one invalid-value'])
    expect(brief({ ...good, name: undefined })).toEqual(['/name missing-field'])
    expect(brief([])).toEqual([' invalid-type'])
  })
  it('hides keys that somebody typed and names no unknown field', () => {
    expect(brief({ ...good, many: { 王小明: { on: '2026-01-01' } } })).toEqual(['/many/* invalid-id'])
    expect(brief({ ...good, many: { k2: { on: 'x' } } })).toEqual(['/many/*/on invalid-date'])
    expect(brief({ ...good, 王小明: 1 })).toEqual([' unknown-field'])
  })
  it('never throws and never repeats a value', () => {
    const canary = '廿卅卌-CANARY-510623'
    const anything = fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true })
    fc.assert(
      fc.property(anything, fc.constantFrom('name', 'one', 'many', 'list', 'weight', canary), (value, key) => {
        const found = problems({ ...good, one: canary, many: { [canary]: value }, [key]: value })
        expect(found.length).toBeGreaterThan(0)
        const shown = JSON.stringify(found) + found.map((p) => text(p, 'zh') + text(p, 'en')).join()
        expect(shown).not.toContain('CANARY')
      }),
    )
  })
})

describe('all', () => {
  it('keeps values in order and collects every problem', () => {
    expect(all([ok(1), ok('b')])._unsafeUnwrap()).toEqual([1, 'b'])
    const bad = (code: 'duplicate' | 'too-large'): Outcome<number> => err([invalid('', code, 'x')])
    expect(
      all([bad('duplicate'), ok(2), bad('too-large')])
        ._unsafeUnwrapErr()
        .map((p) => p.code),
    ).toEqual(['duplicate', 'too-large'])
  })
})
