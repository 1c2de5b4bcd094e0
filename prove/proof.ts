/** What a proof found. */
export interface Answer {
  readonly held: boolean
  readonly says: string
}

export interface Proof {
  readonly name: string
  readonly run: () => Promise<Answer>
}

export const report = (name: string, { held, says }: Answer, seconds: number): void => {
  console.log(`${held ? 'held  ' : 'FAILED'} ${name} (${seconds.toFixed(1)} s)${says === '' ? '' : `: ${says}`}`)
}
