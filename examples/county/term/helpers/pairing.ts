import { addDays, ChildId, type PlainDate, VolunteerId } from 'childfile'
import { pair, type PairingProblem, verify } from 'childfile/pairing'
import { matchAgreements, type SurrogateProgramme } from 'childfile/programmes'
import { stopWith, valueOf } from '../../walk/progress.ts'
import type { Flags } from '../flags.ts'
import { inOrder, type World } from '../world.ts'
import type { Surrogates } from './surrogates.ts'

/**
 * Who lost a helper is paired anew, by the same rules and with the same proof, among the seats that are free on that day. A volunteer under
 * a concern is not there, nor is one to whom the child said no.
 */
export function pairAnew(
  world: World,
  flags: Flags,
  { lost, propose }: Surrogates,
  programme: SurrogateProgramme,
): void {
  const { ground } = world
  const on: PlainDate = programme.asOf
  const people = new Map(Object.values(programme.volunteers).map((one) => [one.id, one]))
  const children = inOrder([...lost], String).flatMap((child) => world.files.get(child) ?? [])
  const problem: PairingProblem = {
    term: { from: on, to: addDays(ground.to, 1) },
    children: children.map((file) => ({ file, tier: flags.tierOf(file.id) })),
    volunteers: ground.volunteers.map((one) => {
      const check = people.get(one.id)?.clearance.check
      return check === undefined || typeof one.check === 'string'
        ? one
        : { ...one, check: { ...one.check, on: check.on, outcome: check.outcome } }
    }),
    villages: ground.villages,
    present: matchAgreements(programme),
    forbidden: programme.refusedPairs.flatMap(({ child, volunteer }) =>
      lost.has(child)
        ? [{ child: ChildId.parse(child), volunteer: VolunteerId.parse(volunteer), author: 'child', reason: 'no' }]
        : [],
    ),
    concerns: ground.volunteers.flatMap(({ id }) => (people.get(id)?.state === 'blocked' ? [id] : [])),
    kin: [],
  }
  const plan = valueOf(pair(problem), 'pair anew')
  if (verify(problem, plan).length > 0) throw stopWith(`On ${on} the new pairs do not stand the independent check.`)
  for (const { child, volunteer } of plan.pairs) propose(child, volunteer, on)
}
