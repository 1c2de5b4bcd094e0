/** A stream of numbers from a seed (mulberry32): the same seed, the same sheet. */
export interface Chance {
  readonly below: (n: number) => number
  readonly shuffled: <T>(of: readonly T[]) => readonly T[]
}

export function chance(seed: number): Chance {
  let state = seed >>> 0
  const below = (n: number): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * n)
  }
  return {
    below,
    shuffled(of) {
      const out = [...of]
      for (let i = out.length - 1; i > 0; i--) {
        const j = below(i + 1)
        const [a, b] = [out[i], out[j]]
        if (a !== undefined && b !== undefined) [out[i], out[j]] = [b, a]
      }
      return out
    },
  }
}

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** A valid identity number of no real child: county, day of birth, a sequence number, sex, check character (GB 11643). */
export function idNumber(c: Chance, born: string, sex: string): string {
  const order = String(900 + c.below(49) * 2 + (sex === 'male' ? 1 : 0))
  const digits = `520526${born.replaceAll('-', '')}${order}`
  const sum = Array.from(digits).reduce((total, digit, i) => total + Number(digit) * (weights[i] ?? 0), 0)
  return digits + '10X98765432'.charAt(sum % 11)
}

/** A mobile number. */
export const mobile = (c: Chance): string => `139${String(10_000_000 + c.below(89_999_999))}`
