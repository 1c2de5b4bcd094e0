import { z } from 'zod'

/** An amount of money in fen (1/100 yuan), a whole number; negative only where a ledger says so. */
export const Fen = z.int().describe('Money in fen, a whole number').brand<'Fen'>()
export type Fen = z.infer<typeof Fen>
