/** The national sweep under fire: many counties, many strokes at random moments, open and sealed. */
import { storm } from '../test/national-sweep/storm.ts'
import type { Proof } from './proof.ts'

const proof = (sealed: boolean): Proof => ({
  name: `processes killed and held up at random lose nothing of a national sweep and do nothing twice, ${sealed ? 'sealed' : 'open'}`,
  run: async () => {
    const seed = Math.floor(Math.random() * 1_000_000)
    const weather = { seed, counties: 8, children: 120, workers: 3, strokes: 10, sealed }
    const { wrong, done, overtaken } = await storm(weather)
    const strokes = `${done.killed} workers and ${done.coordinators} coordinators killed, ${done.held} held up, ${overtaken} overtaken`
    return { held: wrong.length === 0, says: `seed ${seed}: ${strokes}${wrong.map((one) => `; ${one}`).join('')}` }
  },
})

export const proofs: readonly Proof[] = [proof(false), proof(true)]
