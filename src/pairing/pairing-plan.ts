import { z } from 'zod'
import { PlainDate, Window } from '../date.ts'
import { AgreementId, ChildId, VolunteerId } from '../id.ts'
import type { Immutable } from '../immutable.ts'
import { Tier } from '../policy.ts'
import { ruleCodes } from './rules/hard-rules.ts'

const whole = z.int().min(0)
const rule = z.enum(ruleCodes)
const words = z.string().min(1).max(100)
const failures = z.array(
  z.strictObject({ rule, verdict: z.enum(['no', 'unknown']).describe('Not met, or a fact is missing') }),
)
const bySex = z.strictObject({ male: whole, female: whole, unknown: whole })
const pairOf = { child: ChildId, volunteer: VolunteerId }

const proposedPair = z
  .strictObject({
    ...pairOf,
    tier: Tier,
    cost: whole.describe('Sum of the weighted soft terms'),
    continues: z.boolean().describe('Goes on with the present match'),
    fixed: z
      .enum(['no', 'locked', 'held', 'siblings'])
      .describe('Whether a decision, a setting or the keeping together of siblings stands behind it, not price alone'),
    first: z
      .array(z.enum(['hear-child', 'protect']))
      .describe('What has to come first: hear the child; protective action, beside which a helper is only an addition'),
  })
  .describe('A pair that is proposed')

const waiting = z
  .strictObject({
    child: ChildId,
    tier: Tier,
    since: z.union([PlainDate, z.literal('notCollected')]).describe('Since when the child has waited'),
    because: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('notEligible'), rules: failures }).describe('Rules about the child itself'),
      z
        .strictObject({
          kind: z.literal('noVolunteer'),
          rules: z.array(z.strictObject({ rule, no: whole, unknown: whole })),
        })
        .describe('No volunteer is allowed; for each rule how many it excludes'),
      z.strictObject({ kind: z.literal('seats') }).describe('Too few seats among children of the same tier'),
      z
        .strictObject({ kind: z.literal('siblings') })
        .describe('No volunteer could take all siblings, or only at greater loss to others'),
      z
        .strictObject({ kind: z.literal('outPrioritised'), by: Tier })
        .describe('Children of higher tiers need the seats'),
    ]),
    fallback: z
      .strictObject({
        role: z.enum(['classTeacher', 'childDirector']),
        worker: z.union([z.string().min(1), z.literal('notCollected')]).describe('Id of the worker'),
      })
      .describe('Who looks after the child meanwhile'),
  })
  .describe('A child without a pair')

const pricesOf = z
  .array(z.strictObject({ volunteer: VolunteerId, price: z.int().min(1) }))
  .describe('What one more seat would save; not listed: 0')

const discontinued = z
  .strictObject({
    ...pairOf,
    agreement: AgreementId,
    because: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('rules'), rules: failures }),
      z.strictObject({ kind: z.literal('notOffered') }).describe('The volunteer is not among those who offer'),
      z.strictObject({ kind: z.literal('moved'), to: VolunteerId }),
      z.strictObject({ kind: z.literal('released') }).describe('The seat goes to another child'),
    ]),
  })
  .describe('A present match that the plan does not continue')

const renewal = z
  .strictObject({
    what: z.enum(['check', 'agreement', 'consent', 'otherSex']),
    before: PlainDate.describe('First day on which it no longer holds'),
    who: z.union([ChildId, VolunteerId]).describe('The volunteer, or for a consent the child'),
    keeps: z.array(z.strictObject(pairOf)).min(1).describe('The seats that it keeps'),
  })
  .describe('Something that has to be renewed within the term')

/** A proposal of pairs with its reasons and its proof: plain data, in order of ids. Nothing in it is decided. */
export const PairingPlan = z
  .strictObject({
    state: z.literal('proposed'),
    term: Window,
    pairs: z.array(proposedPair),
    waiting: z.array(waiting),
    discontinued: z.array(discontinued),
    locks: z
      .array(z.strictObject({ ...pairOf, author: words, reason: words, stands: z.boolean(), because: failures }))
      .describe('What became of locked pairs, with who decided and why'),
    renewals: z.array(renewal),
    rules: z
      .array(
        z.strictObject({
          rule,
          of: z.enum(['child', 'volunteer', 'pair']),
          no: whole,
          unknown: whole,
          seats: bySex.exactOptional().describe('Seats of the volunteers that the rule excludes'),
          seatsAlone: bySex.exactOptional().describe('Seats of those that no other rule excludes'),
        }),
      )
      .describe('What each hard rule excluded: children, volunteers, or pairs of the rest'),
    seats: z
      .strictObject({
        offered: bySex,
        overCap: bySex.describe('Offered beyond the cap'),
        held: bySex.describe('Held by children who are not in the problem'),
        open: bySex.describe('Left for volunteers whom no rule excludes'),
      })
      .describe('Seats, by sex of the volunteer'),
    totals: z.strictObject({
      paired: whole,
      waiting: whole,
      byTier: z.array(z.strictObject({ tier: Tier, paired: whole, waiting: whole })),
      cost: whole,
    }),
    siblings: z
      .strictObject({
        groups: z.array(
          z.strictObject({ children: z.array(ChildId).min(1), volunteer: z.union([VolunteerId, z.literal('none')]) }),
        ),
        worth: whole.describe('What the plan costs, children left without included'),
        bound: whole.describe('No plan that keeps siblings together costs less: proved by the prices'),
        gap: whole.describe('What the plan can be away from the best at most'),
        searched: z.enum(['all', 'some']).describe('all: nothing costs less, whatever the bound says'),
        prices: pricesOf,
      })
      .describe('How siblings were kept together; missing where nobody has any')
      .exactOptional(),
    fairness: z
      .strictObject({ dearest: whole.describe('What the dearest pair that was free to choose can cost at least') })
      .describe('Missing where the sum alone counts')
      .exactOptional(),
    certificate: z
      .strictObject({
        leave: z.array(whole).length(5).describe('By tier, the cost of leaving a child without a pair'),
        prices: pricesOf,
      })
      .describe('The proof: prices under which nobody has a better option'),
  })
  .describe('A proposal of pairs')
export type PairingPlan = Immutable<z.infer<typeof PairingPlan>>

/** A pair that is proposed. */
export type ProposedPair = PairingPlan['pairs'][number]

/** A child without a pair, and why. */
export type WaitingChild = PairingPlan['waiting'][number]

/** A present match that the plan does not continue, and why. */
export type DiscontinuedMatch = PairingPlan['discontinued'][number]

/** Something that has to be renewed within the term, and the seats that hang on it. */
export type Renewal = PairingPlan['renewals'][number]

/** What one hard rule excluded. */
export type RuleCount = PairingPlan['rules'][number]

/** Seats by the sex of the volunteer. */
export type SeatsBySex = PairingPlan['seats']['open']
