import type { PlainDate } from '../../date.ts'
import type { Tier } from '../../policy.ts'

interface About {
  readonly rule: string
  /** The day on which it happened. */
  readonly on: PlainDate
}

interface ByPerson extends About {
  /** Id of the person who did it. */
  readonly by: string
  readonly role: 'worker' | 'supervisor'
}

/** What the rules found, as far as it changes how a flag stands. */
export type RuleEvent =
  | (About & {
      readonly kind: 'fired'
      readonly tier: Tier
      /** Digest of the evidence: anything new in it breaks a suppression. */
      readonly evidence: string
      readonly ruleset: string
      readonly since: PlainDate
      readonly deadline: PlainDate
      readonly autoClear: boolean
      readonly suppressible: false | { readonly maxDays: number; readonly approvers: 1 | 2 }
    })
  /** The rule is definitely false. */
  | (About & { readonly kind: 'notFired' })
  /** Nobody can say any longer. */
  | (About & { readonly kind: 'unknown' })
  /** The ruleset no longer has the rule. */
  | (About & { readonly kind: 'retired' })

/** What people did. */
export type PersonEvent =
  | (ByPerson & { readonly kind: 'acknowledged' })
  | (ByPerson & { readonly kind: 'acted'; readonly action?: string })
  | (ByPerson & { readonly kind: 'cleared'; readonly reason: string })
  | (ByPerson & {
      readonly kind: 'suppressed'
      readonly reason: string
      /** First day on which it counts again. */
      readonly until: PlainDate
      /** Ids of those who agreed, whoever asked among them. */
      readonly approvedBy: readonly string[]
    })
  | (ByPerson & { readonly kind: 'unsuppressed' })
  /** Somebody says that the flag is wrong; the flag and what is done about it go on until somebody has answered, and after. */
  | (About & {
      readonly kind: 'contested'
      readonly by: string
      readonly capacity: 'child' | 'parent' | 'guardian' | 'delegate' | 'worker' | 'other'
      readonly why: string
    })
  | (ByPerson & { readonly kind: 'answered'; readonly answer: string; readonly upheld: boolean })

/** One thing that happened to a flag of a child. Events are appended, never changed; together they are the state. */
export type FlagEvent = RuleEvent | PersonEvent
