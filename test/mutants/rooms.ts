import type * as Aid from '../../src/aid/index.ts'
import type * as CaseworkRoom from '../../src/casework/index.ts'
import type * as Pairing from '../../src/pairing/index.ts'
import type * as Privacy from '../../src/privacy/index.ts'
import type * as Programmes from '../../src/programmes/index.ts'
import type * as Records from '../../src/records/index.ts'
import type * as Report from '../../src/report/index.ts'
import type * as Risk from '../../src/risk/index.ts'
import type * as Screening from '../../src/screening/index.ts'
import type * as Storage from '../../src/storage/index.ts'

/** The rooms that laws speak of. */
export interface Rooms {
  readonly aid: typeof Aid
  readonly casework: typeof CaseworkRoom
  readonly pairing: typeof Pairing
  readonly privacy: typeof Privacy
  readonly programmes: typeof Programmes
  readonly records: typeof Records
  readonly report: typeof Report
  readonly risk: typeof Risk
  readonly screening: typeof Screening
  readonly storage: typeof Storage
}

/** A law over one room. It throws where the room breaks it. */
export interface Law<R extends keyof Rooms = keyof Rooms> {
  readonly name: string
  readonly room: R
  readonly holds: (room: Rooms[R]) => void | Promise<void>
}

/** A law that can be asked of the room as it is, or of a mutant of it by name. */
export interface AskedLaw {
  readonly name: string
  readonly of: (mutant?: string) => Promise<void>
}

/** The law over the room that is loaded for it. */
export const law = <R extends keyof Rooms>(name: string, room: R, holds: Law<R>['holds']): AskedLaw => ({
  name,
  of: async (mutant) => {
    const query = mutant === undefined ? '' : `?mutant=${encodeURIComponent(mutant)}`
    await holds((await import(/* @vite-ignore */ `../../src/${room}/index.ts${query}`)) as Rooms[R])
  },
})
