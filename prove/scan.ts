/** A million files are walked over in the memory that a hundred thousand take, on SQLite and on PostgreSQL. */
import { measure, type Walk, withStore } from '../bench/scan.ts'
import type { Answer, Proof } from './proof.ts'

const sizes = [100_000, 1_000_000] as const

/** Growth in MiB, from ten times fewer files, that is put down to chance: of what is live, and of what the system has lent out. */
const mostGrowth = { heap: 4, resident: 128 }

/** Whether memory stayed where it was, and what was measured. */
function judged(walks: readonly Walk[], lines: readonly string[]): Answer {
  const [small, large] = walks
  if (!small || !large) return { held: false, says: 'nothing was measured' }
  const isWhole = walks.every(({ files }, n) => files === sizes[n])
  const isFlat = large.heap - small.heap <= mostGrowth.heap && large.resident - small.resident <= mostGrowth.resident
  return { held: isWhole && isFlat, says: lines.join('; ') }
}

/** A sham that keeps what it read: its heap has to be found to grow. */
function isSeen(): boolean {
  const flat: Walk = { files: sizes[0], filesPerSecond: 1, heap: 15, resident: 200 }
  const hoards: Walk = { files: sizes[1], filesPerSecond: 1, heap: 400, resident: 900 }
  return !judged([flat, hoards], []).held && judged([flat, { ...flat, files: sizes[1] }], []).held
}

const proof = (kind: 'sqlite' | 'postgres'): Proof => ({
  name: `a walk over a million files on ${kind} takes no more memory than one over a tenth of them`,
  run: async () => {
    if (!isSeen()) return { held: false, says: 'growth would not be found' }
    const lines: string[] = []
    const walks = await withStore(kind, (driver) => measure(kind, driver, sizes, (line) => lines.push(line)))
    return judged(walks, lines)
  },
})

export const proofs: readonly Proof[] = [proof('sqlite'), proof('postgres')]
