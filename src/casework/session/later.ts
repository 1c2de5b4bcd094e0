import { err, type Outcome, type OutcomeAsync, type Problem, ResultAsync } from '../../problem.ts'

/** Work with several awaited steps as an outcome. */
export const later = <T>(work: () => Promise<Outcome<T>>): OutcomeAsync<T> => new ResultAsync(work())

const problem = (only: Problem): Outcome<never> => err([only])

/** What never was, was erased, or is not for this session: always the same words. */
export const notFound: Outcome<never> = problem({
  kind: 'not-found',
  path: '',
  code: 'not-found',
  message: 'there is no such file',
})

/** An act for which the session has no right, whatever stands in the store. */
export const notEntitled = (message: string): Outcome<never> =>
  problem({ kind: 'not-allowed', path: '', code: 'not-entitled', message })

/** Others kept writing. Which revisions were found is not said. */
export const busy: Outcome<never> = problem({
  kind: 'storage',
  path: '',
  code: 'busy',
  message: 'others kept writing; nothing was written',
  outcome: 'not-written',
  retry: true,
  engineCode: '',
})

/** Problems of a store without what they say of rows that the session may not know of. */
export const unsaid = (problems: readonly [Problem, ...Problem[]]): Outcome<never> => {
  const [first] = problems
  if (first.kind === 'conflict') return busy
  if (first.kind === 'storage') return first.code === 'subject-erased' ? notFound : problem({ ...first, path: '' })
  return err(problems)
}
