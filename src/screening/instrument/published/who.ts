import type { Instrument } from '../instrument.ts'
import { band, from, numbered, ours, plain } from './build.ts'

/** SRQ-20: troubles of an adult in the last month, for carers. WHO names no cut-off for all; 7 is that of a community study in China. */
export const srq20: Instrument = {
  ...plain,
  id: 'SRQ-20',
  name: { zh: '自评问卷二十项（SRQ-20）', en: 'Self-Reporting Questionnaire, 20 items (SRQ-20)' },
  items: numbered(20),
  codings: [{ id: '0-1', least: 0, most: 1 }],
  ages: { from: 16, source: from('WHO, A user’s guide to the SRQ, 1994; adults and adolescents', 'known') },
  informants: ['carer', 'parent'],
  bandSets: [
    {
      id: 'chen2009',
      cutOff: 7,
      bands: [
        band('below', 0, '低于界值', 'below the cut-off'),
        band('reached', 7, '达到界值', 'at or above the cut-off'),
      ],
      source: from('Chen et al. 2009, community study in China, 6/7', 'seen'),
    },
  ],
  critical: [{ item: '17', from: 1, sign: 'selfHarm', source: ours }],
  licence: { items: 'askOwner', source: from('WHO/MNH/PSF/94.8, document of WHO', 'seen') },
}

/**
 * WHO-5: well-being in the last two weeks, 0 to 100, higher is better. At 50 or below somebody should look; 28 or below calls for
 * it sooner.
 */
export const who5: Instrument = {
  ...plain,
  id: 'WHO-5',
  name: { zh: '世卫组织五项身心健康指标（WHO-5）', en: 'WHO-5 Well-Being Index' },
  items: numbered(5),
  codings: [{ id: '0-5', least: 0, most: 5 }],
  times: 4,
  worse: 'low',
  ages: { from: 9, source: from('WHO-5 Well-Being Index; used from 9 years', 'known') },
  informants: ['child', 'parent', 'carer'],
  bandSets: [
    {
      id: 'who5',
      cutOff: 50,
      bands: [
        band('veryLow', 0, '很低', 'very low'),
        band('low', 29, '偏低', 'low'),
        band('ordinary', 51, '一般或较好', 'ordinary or good'),
      ],
      source: from('WHO-5 Well-Being Index, 1998: below 13 of 25; 28 of 100', 'seen'),
    },
  ],
  licence: { items: 'nonCommercial', source: from('WHO-5, edition of 2024, CC BY-NC-SA 3.0 IGO', 'known') },
}
