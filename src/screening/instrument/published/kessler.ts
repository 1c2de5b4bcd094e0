import type { Instrument, InstrumentBandSet } from '../instrument.ts'
import { band, from, numbered, ours, plain } from './build.ts'

const free: Instrument['licence'] = {
  items: 'publicDomain',
  source: from('Kessler et al. 2003; free to use when cited', 'seen'),
}

const distress = (...at: readonly [number, number, number]): InstrumentBandSet['bands'] => [
  band('low', 10, '低', 'low'),
  band('moderate', at[0], '中', 'moderate'),
  band('high', at[1], '高', 'high'),
  band('veryHigh', at[2], '很高', 'very high'),
]

/** K6: distress in the last month. Written as 0 to 4, in Australia as 1 to 5. */
export const k6: Instrument = {
  ...plain,
  id: 'K6',
  name: { zh: '凯斯勒心理困扰量表六项（K6）', en: 'Kessler psychological distress, six items (K6)' },
  items: numbered(6),
  codings: [
    { id: '0-4', least: 0, most: 4 },
    { id: '1-5', least: 1, most: 5 },
  ],
  ages: { from: 12, source: ours },
  informants: ['child', 'parent', 'carer'],
  bandSets: [
    {
      id: 'kessler2003',
      cutOff: 13,
      bands: [
        band('low', 0, '低', 'low'),
        band('moderate', 8, '中等困扰', 'moderate distress'),
        band('serious', 13, '明显困扰', 'serious distress'),
      ],
      source: from('Kessler et al., Screening for serious mental illness in the general population, 2003', 'seen'),
    },
  ],
  licence: free,
}

/**
 * K10: distress in the last month. Written as 1 to 5 or, in the United States, as 0 to 4; the record has to say which where the
 * answers do not. Bands are on the scale from 10 to 50.
 */
export const k10: Instrument = {
  ...plain,
  id: 'K10',
  name: { zh: '凯斯勒心理困扰量表十项（K10）', en: 'Kessler psychological distress, ten items (K10)' },
  items: numbered(10),
  codings: [
    { id: '1-5', least: 1, most: 5 },
    { id: '0-4', least: 0, most: 4 },
  ],
  ages: { from: 16, source: ours },
  informants: ['child', 'parent', 'carer'],
  bandSets: [
    {
      id: 'abs',
      cutOff: 22,
      bands: distress(16, 22, 30),
      source: from('Australian Bureau of Statistics 4817.0.55.001, table E', 'seen'),
    },
    {
      id: 'andrewsSlade2001',
      cutOff: 20,
      bands: distress(20, 25, 30),
      source: from('Andrews and Slade, Interpreting scores on the K10, 2001', 'seen'),
    },
  ],
  reliability: [
    {
      id: 'pmc7612413',
      standardDeviation: 4.1,
      coefficient: 0.85,
      kind: 'internal',
      source: from('PMC7612413, table 2: adults of one district, alpha 0.85', 'seen'),
    },
  ],
  licence: free,
}
