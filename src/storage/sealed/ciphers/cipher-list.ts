import { ok, type Outcome, refuse } from '../../../problem.ts'
import { storeFault } from '../../audit/store-problem.ts'
import { aes256Gcm, webCrypto } from './aes-256-gcm.ts'
import { type Cipher, keyBytes } from './cipher.ts'

/** Which ciphers seal and open. AES-256-GCM opens what it sealed, whatever is given. */
export interface Ciphers {
  /** Seals whatever is sealed from now on, under keys of its own; AES-256-GCM by WebCrypto if not given. */
  readonly sealsWith?: Cipher
  /** Open what they sealed before. */
  readonly opensWith?: readonly Cipher[]
}

/** The ciphers at hand. */
export interface CipherList {
  /** Seals what is sealed now. Throws if the platform does not have it. */
  readonly now: () => Cipher
  readonly knows: (id: number) => boolean
  /** The cipher of a number; throws if it was not given. */
  readonly of: (id: number) => Cipher
}

const isWhole = (value: number, from: number, to: number): boolean =>
  Number.isInteger(value) && value >= from && value <= to

/** Ciphers by number, or what is wrong with those that were given. */
export function cipherList({ sealsWith, opensWith = [] }: Ciphers): Outcome<CipherList> {
  const given = new Set(sealsWith ? [sealsWith, ...opensWith] : opensWith)
  const known = new Map([...given].map((cipher) => [cipher.id, cipher]))
  if (known.size < given.size) return refuse('/opensWith', 'duplicate', 'each cipher has a number of its own')
  for (const { id, keyBytes: length } of given)
    if (!isWhole(id, 1, 255) || !isWhole(length, id === aes256Gcm.id ? keyBytes : 16, keyBytes))
      return refuse('/sealsWith', 'invalid-value', 'a cipher has a number from 1 to 255 and keys of 16 to 32 bytes')
  const builtIn = known.get(aes256Gcm.id) ?? aes256Gcm
  const now = sealsWith ?? builtIn
  known.set(builtIn.id, builtIn)
  return ok({
    now: () => {
      if (now === aes256Gcm) webCrypto()
      return now
    },
    knows: (id) => known.has(id),
    of: (id) => {
      const cipher = known.get(id)
      if (cipher) return cipher
      throw storeFault('newer-format', {
        message: `cipher ${id} is needed and was not given; nothing is shown or written`,
      })
    },
  })
}
