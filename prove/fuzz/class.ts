import type { Dice } from './dice.ts'

/** A kind of input, and the doors that it goes through. */
export interface FuzzClass {
  readonly name: string
  /** How many of a million inputs. */
  readonly share: number
  /** Makes what all inputs have in common. */
  readonly prepare: () => Promise<Attempt>
}

/** Makes one input, puts it through a door, and gives everything that the door says of it, without the values that it read. */
export type Attempt = (dice: Dice) => unknown
