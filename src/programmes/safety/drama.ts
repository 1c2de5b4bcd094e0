import { z } from 'zod'
import { PlainDate } from '../../date.ts'
import { ChildId, WorkerId } from '../../id.ts'
import type { Immutable } from '../../immutable.ts'
import { type Pointer, pointer } from '../../pointer.ts'
import { parameterOn } from '../../policy.ts'
import { type Outcome, parse } from '../../problem.ts'
import { byText, Key } from '../keyed-history.ts'
import { safetyModules } from './modules.ts'
import { safetyParameters } from './safety-parameters.ts'

const absent = z.enum(['notCollected', 'contested'])

/** A part of the script and who may play it. */
export const DramaRole = z
  .strictObject({
    name: z.string().min(1).max(100),
    playedBy: z.enum(['child', 'adult', 'either']).describe('A part that does harm is for an adult'),
  })
  .describe('A part of the script')
export type DramaRole = Immutable<z.infer<typeof DramaRole>>

/** Who plays a part. Of a child: a guardian’s leave and the child’s own word. */
export const DramaPlayer = z
  .union([
    z.strictObject({
      role: Key.describe('Id of the part'),
      child: ChildId,
      leave: z.union([z.enum(['given', 'refused']), absent]).describe("Guardian's leave to play"),
      childSays: z.union([z.enum(['yes', 'no']), absent]).describe('The child’s own word; no reason is asked'),
    }),
    z.strictObject({ role: Key.describe('Id of the part'), adult: WorkerId }),
  ])
  .describe('Who plays a part')
export type DramaPlayer = Immutable<z.infer<typeof DramaPlayer>>

/** A play about safety: script, parts, cast, rehearsals, show. */
export const Drama = z
  .strictObject({
    module: Key.describe('Module of safety education that it teaches'),
    script: z
      .union([
        z.strictObject({
          title: z.string().min(1).max(100),
          readBy: WorkerId.describe('Who has read it through, not its author'),
          author: WorkerId,
          fromRealCase: z
            .union([z.enum(['yes', 'no']), absent])
            .describe('Whether it tells of something that happened to a child here'),
        }),
        z.literal('none'),
        absent,
      ])
      .describe('The script'),
    roles: z.record(Key, DramaRole),
    cast: z.array(DramaPlayer).max(500),
    rehearsals: z.record(Key, z.strictObject({ on: PlainDate, held: z.union([z.enum(['yes', 'no']), absent]) })),
    showOn: z.union([PlainDate, z.literal('none'), absent]),
  })
  .describe('A play about safety')
export type Drama = Immutable<z.infer<typeof Drama>>

/** What stands between a play and its show. */
export type DramaFault =
  | 'unknownModule'
  | 'noScript'
  | 'scriptNotReadByAnother'
  | 'scriptFromRealCase'
  | 'scriptOriginUnknown'
  | 'partWithoutPlayer'
  | 'noSuchPart'
  | 'childInAdultPart'
  | 'adultInChildPart'
  | 'leaveRefused'
  | 'leaveUnknown'
  | 'childRefuses'
  | 'childNotAsked'
  | 'noShowDay'
  | 'tooFewRehearsals'

/** A fault and where it stands. */
export interface DramaFinding {
  readonly path: Pointer
  readonly code: DramaFault
}

/** Whether the show may go on, what stands in the way, and how many rehearsals were held before it. */
export interface DramaReadiness {
  readonly ready: boolean
  readonly findings: readonly DramaFinding[]
  readonly rehearsed: number
  readonly rehearsalsWanted: number
}

function scriptFindings(script: Drama['script']): readonly DramaFinding[] {
  const path = pointer('script')
  if (typeof script === 'string') return [{ path, code: 'noScript' }]
  return [
    ...(script.readBy === script.author ? [{ path, code: 'scriptNotReadByAnother' as const }] : []),
    ...(script.fromRealCase === 'yes' ? [{ path, code: 'scriptFromRealCase' as const }] : []),
    ...(script.fromRealCase === 'notCollected' || script.fromRealCase === 'contested'
      ? [{ path, code: 'scriptOriginUnknown' as const }]
      : []),
  ]
}

function playerFaults(player: DramaPlayer, role: DramaRole | undefined): readonly DramaFault[] {
  if (!role) return ['noSuchPart']
  if ('adult' in player) return role.playedBy === 'child' ? ['adultInChildPart'] : []
  const { leave, childSays } = player
  return [
    ...(role.playedBy === 'adult' ? (['childInAdultPart'] as const) : []),
    ...(leave === 'refused' ? (['leaveRefused'] as const) : leave === 'given' ? [] : (['leaveUnknown'] as const)),
    ...(childSays === 'no' ? (['childRefuses'] as const) : childSays === 'yes' ? [] : (['childNotAsked'] as const)),
  ]
}

/**
 * What stands between a play and its show: a script read by somebody else than its author and not made of what happened to a child
 * here, a player for every part, guardians' leave and the children's own yes, and enough rehearsals held on days before the show.
 * @returns Ok: whether it is ready and why not. Err `invalid`: a play that cannot be read.
 * @source practice; the number of rehearsals is a proposal (`safetyParameters.rehearsals`)
 * @example
 * ```ts
 * import { dramaReadiness } from 'childfile/programmes'
 * const play = { module: 'rights-6', script: 'none', roles: {}, cast: [], rehearsals: {}, showOn: '2026-10-12' } as const
 * dramaReadiness(play).map(({ findings }) => findings.map(({ code }) => code)).unwrapOr([]) // => ["noScript", "tooFewRehearsals"]
 * ```
 */
export function dramaReadiness(drama: Drama): Outcome<DramaReadiness> {
  return parse(Drama, drama).map((read): DramaReadiness => {
    const { module, script, roles, cast, rehearsals, showOn } = read
    const day = showOn === 'none' || showOn === 'notCollected' || showOn === 'contested' ? undefined : showOn
    const held = Object.values(rehearsals).filter(({ on, held: was }) => was === 'yes' && day !== undefined && on < day)
    const rehearsed = new Set(held.map(({ on }) => on)).size
    const rehearsalsWanted = parameterOn(safetyParameters.rehearsals, day ?? '9999-12-31').value
    const played = new Set(cast.map(({ role }) => role))
    const findings: readonly DramaFinding[] = [
      ...(safetyModules.some(({ id }) => id === module)
        ? []
        : [{ path: pointer('module'), code: 'unknownModule' as const }]),
      ...scriptFindings(script),
      ...Object.keys(roles)
        .filter((id) => !played.has(id))
        .sort(byText)
        .map((id) => ({ path: pointer('roles', id), code: 'partWithoutPlayer' as const })),
      ...cast.flatMap((player, at) =>
        playerFaults(player, Object.hasOwn(roles, player.role) ? roles[player.role] : undefined).map((code) => ({
          path: pointer('cast', at),
          code,
        })),
      ),
      ...(day === undefined ? [{ path: pointer('showOn'), code: 'noShowDay' as const }] : []),
      ...(rehearsed < rehearsalsWanted ? [{ path: pointer('rehearsals'), code: 'tooFewRehearsals' as const }] : []),
    ]
    return { ready: findings.length === 0, findings, rehearsed, rehearsalsWanted }
  })
}
