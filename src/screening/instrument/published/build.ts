import type { Source, Standing } from '../../../source.ts'
import type { Instrument, InstrumentBandSet } from '../instrument.ts'

/** Item numbers 1 to n. */
export const numbered = (count: number): readonly string[] => Array.from({ length: count }, (_, i) => String(i + 1))

/** A paper or a page on an instrument. */
export const from = (title: string, standing: Standing, section?: string): Source => ({
  title,
  kind: 'instrument',
  standing,
  ...(section === undefined ? {} : { section }),
})

export const ours: Source = {
  title: 'childfile defaults',
  section: 'screening',
  kind: 'proposal',
  standing: 'proposal',
}

/** A band from a total on. */
export const band = (key: string, first: number, zh: string, en: string): InstrumentBandSet['bands'][number] => ({
  key,
  from: first,
  text: { zh, en },
})

/** What most instruments have in common. */
export const plain = {
  times: 1,
  worse: 'high',
  missing: 'none',
  subscales: [],
  critical: [],
  reliability: [],
} as const satisfies Partial<Instrument>
