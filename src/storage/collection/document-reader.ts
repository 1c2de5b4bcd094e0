import type { z } from 'zod'
import type { Immutable } from '../../immutable.ts'
import { err, ok, type Outcome, parse, type Problem } from '../../problem.ts'
import { storeProblem, unopenedProblem } from '../audit/store-problem.ts'
import type { BodyRow, Definition, Stored } from './document.ts'
import { open } from './envelope.ts'

type StoredBytes = Pick<BodyRow, 'body' | 'unopened'>

export interface DocumentReader<T> {
  readonly document: (stored: StoredBytes) => Outcome<Immutable<T>>
  readonly read: (row: BodyRow) => Outcome<Stored<T>>
}

const corrupt = (message: string, rest: readonly Problem[] = []): Outcome<never> =>
  err([storeProblem('corrupt', { message }), ...rest])

/** Makes documents of bodies: trusts those of this version, lifts and validates older ones, refuses newer ones. */
export function documentReader<S extends z.ZodType, Index extends string>({
  schema,
  version,
  lift = {},
}: Definition<S, Index>): DocumentReader<z.output<S>> {
  const lifted = (from: number, document: unknown): Outcome<Immutable<z.output<S>>> => {
    let risen = document
    for (let step = from; step < version; step++) {
      const up = Object.hasOwn(lift, step) ? lift[step] : undefined
      if (!up) return corrupt(`there is no lift from version ${step}`)
      try {
        risen = up(risen)
      } catch {
        return corrupt(`the lift from version ${step} failed`)
      }
    }
    const read = parse(schema, risen)
    return read.isOk()
      ? ok(read.value as Immutable<z.output<S>>)
      : corrupt(`what was lifted from version ${from} does not fit the schema`, read.error)
  }

  const document = ({ body, unopened }: StoredBytes): Outcome<Immutable<z.output<S>>> => {
    if (unopened) return err([unopenedProblem(unopened)])
    const envelope = open(body)
    if (!envelope) return corrupt('the body is not a document')
    if (envelope.version > version) return err([storeProblem('newer-format')])
    return envelope.version === version
      ? ok(envelope.document as Immutable<z.output<S>>)
      : lifted(envelope.version, envelope.document)
  }

  return {
    document,
    read: ({ subject, kind, id, revision, ...stored }) =>
      document(stored).map((read) => ({ subject, kind, id, revision, document: read })),
  }
}
