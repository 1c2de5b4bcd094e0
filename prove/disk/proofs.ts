/**
 * Stores on real files, by real processes: power that goes, calls that fail, writers that are killed, disks without room, copies, damage.
 * It takes a C compiler (`cc`), `prlimit`, and for two of the proofs root with `setpriv` and `mount`.
 */
import type { Proof } from '../proof.ts'
import { proofs as copies } from './copies.ts'
import { proofs as damage } from './damage.ts'
import { proofs as failures } from './failures.ts'
import { proofs as kills } from './kills.ts'
import { proofs as places } from './places.ts'
import { proofs as power } from './power.ts'

export const proofs: readonly Proof[] = [...power(), ...failures(), ...kills(), ...places(), ...copies(), ...damage()]
