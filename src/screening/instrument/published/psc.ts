import type { Instrument } from '../instrument.ts'
import { band, from, numbered, plain } from './build.ts'

const gardner = from('Gardner et al., The PSC-17, Ambulatory Child Health 1999', 'seen')
const subscale = (
  id: string,
  zh: string,
  en: string,
  items: string,
  cutOff: number,
): Instrument['subscales'][number] => ({
  id,
  name: { zh, en },
  items: items.split(' '),
  cutOff,
  source: gardner,
})

/**
 * PSC-17: behaviour and feelings of a child of 4 to 17 years as a parent or carer sees them. Items are numbered as in the form that mixes the
 * three subscales; some forms group them, which changes the numbers.
 */
export const psc17: Instrument = {
  ...plain,
  id: 'PSC-17',
  name: { zh: '儿童症状清单十七项（PSC-17）', en: 'Pediatric Symptom Checklist, 17 items (PSC-17)' },
  items: numbered(17),
  codings: [{ id: '0-2', least: 0, most: 2 }],
  missing: {
    atMost: 3,
    how: 'zero',
    source: from(
      'Pediatric Symptom Checklist 17, scoring instructions: blanks are 0, four or more are invalid',
      'seen',
    ),
  },
  ages: { from: 4, below: 18, source: from('Gardner et al. 1999; used from 4 to 17 years', 'known') },
  informants: ['parent', 'carer'],
  bandSets: [
    {
      id: 'gardner1999',
      cutOff: 15,
      bands: [
        band('below', 0, '低于界值', 'below the cut-off'),
        band('reached', 15, '达到界值', 'at or above the cut-off'),
      ],
      source: gardner,
    },
  ],
  subscales: [
    subscale('internalising', '内化', 'internalising', '2 6 9 11 15', 5),
    subscale('attention', '注意力', 'attention', '1 3 7 13 17', 7),
    subscale('externalising', '外化', 'externalising', '4 5 8 10 12 14 16', 7),
  ],
  reliability: [
    {
      id: 'stoppelbein2012',
      standardDeviation: 5.62,
      coefficient: 0.89,
      kind: 'internal',
      source: from('Stoppelbein et al. 2012 (spread, 6 to 16 years); Gardner et al. 1999 (alpha 0.89)', 'seen'),
    },
  ],
  licence: { items: 'freeToReproduce', source: from('PSC-17 form: may be freely reproduced', 'seen') },
}
