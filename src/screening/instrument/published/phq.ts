import type { Instrument, InstrumentBandSet } from '../instrument.ts'
import { band, from, numbered, ours, plain } from './build.ts'

const free: Instrument['licence'] = {
  items: 'publicDomain',
  source: from('Pfizer, release of 2010 on the PHQ and GAD-7 screeners: no permission required', 'seen'),
}
const kroenke = from('Kroenke, Spitzer and Williams, The PHQ-9, J Gen Intern Med 2001', 'seen')
const richardson = from(
  'Richardson et al., Evaluation of the PHQ-9 for adolescents, Pediatrics 2010',
  'seen',
  'ages 13 to 17',
)
const johnson = from('Johnson et al., The PHQ for adolescents, J Adolesc Health 2002', 'known')

const depression: InstrumentBandSet['bands'] = [
  band('minimal', 0, '很少', 'minimal'),
  band('mild', 5, '轻度', 'mild'),
  band('moderate', 10, '中度', 'moderate'),
  band('moderatelySevere', 15, '中重度', 'moderately severe'),
  band('severe', 20, '重度', 'severe'),
]
const thoughtsOfHarm: Instrument['critical'] = [{ item: '9', from: 1, sign: 'selfHarm', source: ours }]
const upToTwo = (source: typeof kroenke): Instrument['missing'] => ({ atMost: 2, how: 'mean', source })
const everyDay = [{ id: '0-3', least: 0, most: 3 }] as const
const reliability: Instrument['reliability'] = [
  {
    id: 'kroenke2001',
    standardDeviation: 5.66,
    coefficient: 0.89,
    kind: 'internal',
    source: from(
      'Kroenke 2001 (alpha 0.89); the spread that gives the change of 5.20 used in the UK (Richards and Borglin 2011)',
      'known',
    ),
  },
]

/** PHQ-9: mood in the last two weeks. The cut-off is 10 for adults and 11 for adolescents; item 9 is a danger sign of its own. */
export const phq9: Instrument = {
  ...plain,
  id: 'PHQ-9',
  name: { zh: '患者健康问卷抑郁量表（PHQ-9）', en: 'Patient Health Questionnaire, depression (PHQ-9)' },
  items: numbered(9),
  codings: everyDay,
  missing: upToTwo(from('NHS Data Dictionary, Patient Health Questionnaire-9', 'seen')),
  ages: { from: 11, source: ours },
  informants: ['child', 'parent', 'carer'],
  bandSets: [
    { id: 'richardson2010', ages: { from: 13, below: 18 }, cutOff: 11, bands: depression, source: richardson },
    { id: 'adolescents', ages: { from: 11, below: 13 }, cutOff: 11, bands: depression, source: ours },
    { id: 'kroenke2001', cutOff: 10, bands: depression, source: kroenke },
  ],
  critical: thoughtsOfHarm,
  reliability,
  licence: free,
}

/** PHQ-A: the PHQ-9 in words for 11 to 17 years. */
export const phqA: Instrument = {
  ...phq9,
  id: 'PHQ-A',
  name: { zh: '青少年患者健康问卷（PHQ-A）', en: 'Patient Health Questionnaire for adolescents (PHQ-A)' },
  missing: upToTwo(from('as for the PHQ-9', 'known')),
  ages: { from: 11, below: 18, source: johnson },
  informants: ['child'],
  bandSets: [{ id: 'richardson2010', cutOff: 11, bands: depression, source: { ...richardson, standing: 'known' } }],
}

/** PHQ-2: the first two items of the PHQ-9. */
export const phq2: Instrument = {
  ...plain,
  id: 'PHQ-2',
  name: { zh: '患者健康问卷两项（PHQ-2）', en: 'Patient Health Questionnaire, two items (PHQ-2)' },
  items: numbered(2),
  codings: everyDay,
  ages: { from: 11, source: ours },
  informants: ['child', 'parent', 'carer'],
  bandSets: [
    {
      id: 'richardson2010',
      cutOff: 3,
      bands: [
        band('below', 0, '低于界值', 'below the cut-off'),
        band('reached', 3, '达到界值', 'at or above the cut-off'),
      ],
      source: from(
        'Richardson et al., Evaluation of the PHQ-2 among adolescents, Pediatrics 2010',
        'seen',
        'ages 13 to 17',
      ),
    },
  ],
  licence: free,
}

/** GAD-7: worry in the last two weeks. No rule for missing answers was seen at its source, so none is used. */
export const gad7: Instrument = {
  ...plain,
  id: 'GAD-7',
  name: { zh: '广泛性焦虑量表（GAD-7）', en: 'Generalised anxiety, seven items (GAD-7)' },
  items: numbered(7),
  codings: everyDay,
  ages: { from: 12, source: from('Spitzer et al., GAD-7, Arch Intern Med 2006; used from 12 years', 'known') },
  informants: ['child', 'parent', 'carer'],
  bandSets: [
    {
      id: 'spitzer2006',
      cutOff: 10,
      bands: [
        band('minimal', 0, '很少', 'minimal'),
        band('mild', 5, '轻度', 'mild'),
        band('moderate', 10, '中度', 'moderate'),
        band('severe', 15, '重度', 'severe'),
      ],
      source: from('Spitzer et al., GAD-7, Arch Intern Med 2006', 'seen'),
    },
  ],
  reliability: [
    {
      id: 'bischoff2020',
      standardDeviation: 5.59,
      coefficient: 0.87,
      kind: 'testRetest',
      source: from(
        'Bischoff et al., Establishment of a reliable change index for the GAD-7, 2020: r 0.87, index 5.59; the spread follows from both',
        'seen',
      ),
    },
  ],
  licence: free,
}
