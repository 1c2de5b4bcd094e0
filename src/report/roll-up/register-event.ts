import { z } from 'zod'
import { PlainDate } from '../../date.ts'
import type { Immutable } from '../../immutable.ts'
import { type Machine, step } from '../../lifecycle.ts'
import { type Pointer, pointer } from '../../pointer.ts'
import { type NotAllowedCode, type Outcome, parse } from '../../problem.ts'
import { codeLists, DivisionCode } from '../../records/index.ts'
import type { RegisterStay } from './register-stay.ts'

const Key = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._~-]{0,63}$/)
  .describe('1 to 64 characters of A-Z a-z 0-9 . _ ~ -, a letter or digit first')

const where = z.union([DivisionCode, z.enum(['notCollected', 'contested'])]).describe('Division of the register')
const exitReason = z
  .union([z.enum(codeLists.exitReasons.rows.map(({ key }) => key)), z.enum(['other', 'notCollected'])])
  .describe('Why the child left the register')

/** One thing that happened to one child on the register. */
export const RegisterEvent = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('moved'), on: PlainDate, division: where }),
    z.strictObject({ kind: z.literal('left'), on: PlainDate, reason: exitReason }),
    z.strictObject({ kind: z.literal('entered'), on: PlainDate, division: where }),
  ])
  .describe('Entering the register, moving within it, leaving it')
export type RegisterEvent = Immutable<z.infer<typeof RegisterEvent>>

type Kind = RegisterEvent['kind']

/** Being on the register or not, as data. On one day the first of the moves that is allowed comes first. */
export const registerMachine: Machine<'off' | 'on', Kind> = {
  first: 'off',
  moves: [
    { from: 'on', on: 'moved', to: 'on', by: ['register'], needs: [] },
    { from: 'on', on: 'left', to: 'off', by: ['register'], needs: [] },
    { from: 'off', on: 'entered', to: 'on', by: ['register'], needs: [] },
  ],
}

const actor = { role: 'register', has: [] }
const rank = (kind: Kind): number => registerMachine.moves.findIndex(({ on }) => on === kind)
const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Where a child was registered when, and the events that were not allowed where they stand. */
export interface RegisterHistory {
  /** In order; never two at once. */
  readonly stays: readonly RegisterStay[]
  readonly setAside: readonly { readonly path: Pointer; readonly code: NotAllowedCode }[]
}

/**
 * Where a child was on the register when, from what happened to it, by id, typed in in whatever order. On one day moving comes before
 * leaving and leaving before entering again, as far as the state allows. What it does not allow, such as leaving twice, is set aside.
 * @returns Ok: the stays. Err `invalid`: an event that cannot be read.
 * @example
 * ```ts
 * import { registerStays } from 'childfile/report'
 * const [first, second] = ['520526113205', '520526114201'] as const
 * const history = {
 *   e2: { kind: 'moved', on: '2026-10-08', division: second },
 *   e1: { kind: 'entered', on: '2026-09-01', division: first },
 *   e3: { kind: 'left', on: '2026-12-01', reason: 'parentReturned' },
 * }
 * registerStays(history).map(({ stays }) => stays.map(({ from, to }) => [from, to])).unwrapOr([]) // => [["2026-09-01", "2026-10-08"], ["2026-10-08", "2026-12-01"]]
 * ```
 */
export function registerStays(history: unknown): Outcome<RegisterHistory> {
  return parse(z.record(Key, RegisterEvent), history).map((read) => {
    const left = Object.entries(read).sort(
      ([a, x], [b, y]) => byText(x.on, y.on) || rank(x.kind) - rank(y.kind) || byText(a, b),
    )
    const stays: RegisterStay[] = []
    const setAside: { path: Pointer; code: NotAllowedCode }[] = []
    let state = registerMachine.first
    while (left.length > 0) {
      const day = left[0]?.[1].on
      const ready = left.findIndex(([, { on, kind }]) => on === day && step(registerMachine, state, kind, actor).isOk())
      const [id, event] = left.splice(Math.max(ready, 0), 1)[0] ?? []
      if (id === undefined || event === undefined) break
      const next = ready < 0 ? undefined : step(registerMachine, state, event.kind, actor)
      if (next === undefined || next.isErr()) {
        setAside.push({ path: pointer('history', id), code: 'wrong-state' })
        continue
      }
      state = next.value
      const open = stays.at(-1)
      if (event.kind !== 'entered' && open)
        stays[stays.length - 1] = { ...open, to: event.on, reason: event.kind === 'left' ? event.reason : 'none' }
      if (event.kind !== 'left') stays.push({ division: event.division, from: event.on, to: 'none', reason: 'none' })
    }
    return { stays, setAside }
  })
}
