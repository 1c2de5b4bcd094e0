import { z } from 'zod'
import type { Coded, CodedSet, Field } from '../../absent.ts'

/** One code: the English key that is stored, the code of the national standard if there is one, labels, and other wordings. */
export interface CodeRow {
  readonly key: string
  readonly code?: string
  readonly zh: string
  readonly en: string
  /** What people also write for it; read, never written. */
  readonly also?: readonly string[]
}

/** A published list of codes. */
export interface CodeList<R extends readonly CodeRow[] = readonly CodeRow[]> {
  readonly id: string
  /** What the list is of. */
  readonly zh: string
  readonly en: string
  readonly source: string
  readonly rows: R
}

/** The keys of a list, as a type. */
export type Code<L extends CodeList> = L['rows'][number]['key']

/** A list of codes, with the keys as a type. */
export const codeList = <const R extends readonly CodeRow[]>(list: CodeList<R>): CodeList<R> => list

const absent = ['notCollected', 'contested'] as const

/** The schema of a field: a value of the inner schema, or the reason why there is none. */
export const field = <S extends z.ZodType>(
  schema: S,
): z.ZodUnion<[S, z.ZodEnum<{ notCollected: 'notCollected'; contested: 'contested' }>]> =>
  z.union([schema, z.enum(absent)])

/** A field for which "none" is an answer of its own. */
export const fieldOrNone = <S extends z.ZodType>(
  schema: S,
): z.ZodUnion<[S, z.ZodEnum<{ none: 'none'; notCollected: 'notCollected'; contested: 'contested' }>]> =>
  z.union([schema, z.enum(['none', ...absent])])

/** Free words where no code fits. */
export const Other = z.strictObject({ other: z.string().min(1).max(50).describe('In words, at most 50 characters') })

const keysOf = <L extends CodeList>(list: L): [Code<L>, ...Code<L>[]] =>
  list.rows.map((row) => row.key) as [Code<L>, ...Code<L>[]]

/** The schema of a bare code of the list. */
export const code = <L extends CodeList>(list: L): z.ZodType<Code<L>, Code<L>> => z.enum(keysOf(list)).describe(list.en)

/** The schema of a coded field: a code, `none`, free words, or the reason why there is no value. */
export const coded = <L extends CodeList>(list: L): z.ZodType<Coded<Code<L>>, Coded<Code<L>>> =>
  z.union([z.enum([...keysOf(list), 'none', ...absent]), Other]).describe(list.en)

/** The schema of a coded field that knows neither `none` nor free words. */
export const codedOnly = <L extends CodeList>(list: L): z.ZodType<Field<Code<L>>, Field<Code<L>>> =>
  z.enum([...keysOf(list), ...absent]).describe(list.en)

/** The schema of a set of codes. */
export const codedSet = <L extends CodeList>(list: L): z.ZodType<CodedSet<Code<L>>, CodedSet<Code<L>>> =>
  z.union([z.enum(['none', ...absent]), z.array(z.union([z.enum(keysOf(list)), Other])).min(1)]).describe(list.en)

/** The schema of a question with yes or no. */
export const yesNo = z.enum(['yes', 'no', ...absent])
