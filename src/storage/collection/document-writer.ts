import type { z } from 'zod'
import type { Immutable } from '../../immutable.ts'
import { pointer, parts } from '../../pointer.ts'
import { err, invalid, ok, type Outcome, parse, type Problem, type Problems, settle } from '../../problem.ts'
import type { Key, Keys } from '../driver.ts'
import { compareText } from '../driver-rules.ts'
import type { Definition, Put, Removed, Staged } from './document.ts'
import { enclose } from './envelope.ts'
import { keepable } from './keepable.ts'
import { indexName, isKey, keyProblems, revisionProblems } from './key.ts'

/** Makes writes of one kind. */
export interface DocumentWriter<T> {
  readonly put: (put: Put<T>) => Outcome<Staged>
  readonly remove: (removed: Removed) => Outcome<Staged>
}

const below = (problems: Problems): Problems => {
  const [first, ...rest] = problems
  const move = (problem: Problem): Problem => ({ ...problem, path: pointer('document', ...parts(problem.path)) })
  return [move(first), ...rest.map(move)]
}

/** Makes writes of documents. Both functions are pure. */
export function documentWriter<S extends z.ZodType, Index extends string>(
  definition: Definition<S, Index>,
): DocumentWriter<z.input<S>> {
  const { kind, schema, version } = definition
  const keysBy: Readonly<Record<string, (document: Immutable<z.output<S>>) => readonly Key[]>> = definition.keys ?? {}
  const indexes = Object.entries(keysBy)

  const place = (subject: Key, id: Key, expect: number): readonly Problem[] => [
    ...keyProblems([
      ['/kind', kind],
      ['/subject', subject],
      ['/id', id],
    ]),
    ...revisionProblems('/expect', expect),
  ]

  /** The keys of one index, each once and in order; undefined if the function threw or gave something else. */
  const derive = (
    name: string,
    keysOf: (document: Immutable<z.output<S>>) => readonly Key[],
    document: z.output<S>,
  ) => {
    try {
      const keys = keysOf(document as Immutable<z.output<S>>)
      return isKey(indexName(kind, name)) && keys.every(isKey) ? [...new Set(keys)].sort(compareText) : undefined
    } catch {
      return undefined
    }
  }

  const keysOf = (document: z.output<S>): Outcome<Keys> => {
    const problems: Problem[] = []
    const keys = indexes.flatMap(([name, of]): readonly (readonly [Key, readonly Key[]])[] => {
      const derived = derive(name, of, document)
      if (!derived) problems.push(invalid('/document', 'bad-key', `index ${name} derives what cannot be a key`))
      return derived && derived.length > 0 ? [[indexName(kind, name), derived]] : []
    })
    return settle(Object.fromEntries(keys), problems)
  }

  /** The schema's word on data that is known to be plain; a schema or a document that throws is no reason to throw here. */
  const read = (input: unknown): Outcome<z.output<S>> => {
    try {
      return parse(schema, input).mapErr(below)
    } catch {
      return err([invalid('/document', 'invalid-type', 'must be plain data')])
    }
  }

  return {
    put: ({ subject, id, expect = 0, document }) => {
      const wrong = place(subject, id, expect)
      return settle(undefined, wrong)
        .andThen(() => keepable(document, '/document'))
        .andThen(() => read(document))
        .andThen((parsed) =>
          keysOf(parsed).andThen((keys) =>
            keepable(parsed, '/document').map((json): Staged => {
              const body = enclose(version, json)
              return { subject, kind, id, expect, body, keys, version }
            }),
          ),
        )
    },
    remove: ({ subject, id, expect }) =>
      settle(undefined, place(subject, id, expect)).andThen(() =>
        ok({ subject, kind, id, expect, body: null, keys: {}, version }),
      ),
  }
}
