import { answer } from '../../records/index.ts'
import type { ChildFacts } from '../facts/child-facts.ts'
import { type Failures, failure } from './failures.ts'

/** What stands against any helper for the child; the order is that of `childRules`. `placed`: its village is on the map. */
export const childFailures = (child: ChildFacts, placed: boolean): Failures =>
  failure(0, child.onRegister) |
  failure(1, answer(child.said.child !== 'no')) |
  failure(2, answer(child.said.parent !== 'no')) |
  failure(3, child.consent.live) |
  failure(4, placed ? 'yes' : 'unknown')
