import type { Source, Standing } from '../../source.ts'
import type { Course, DoseRule, ImmunisationProgramme, Span, Vaccine } from './programme.ts'

const notice = (standing: Standing, section: string): Source => ({
  title: '国家免疫规划疫苗儿童免疫程序及说明（2021年版）',
  section,
  kind: 'guideline',
  standing,
})
/** Ages of completion, as the abstract in China CDC Weekly has them. */
const ages = notice('seen', '免疫程序表; China CDC Weekly, abstract of the 2021 schedule')
/** Intervals of catching up: general knowledge, to be held against the notice. */
const catchUp = notice('known', '补种原则')
const catchUpSeen = notice('seen', '补种原则')

const months = (n: number): Span => ({ months: n })
const days = (n: number): Span => ({ days: n })
const years = (n: number): Span => ({ months: n * 12 })

type Rest = Partial<Omit<DoseRule, 'age' | 'give'>>
const dose = (give: Vaccine, age: Span, rest: Rest = {}): DoseRule => ({
  age,
  give: [give],
  source: ages,
  ...(rest.interval ? { intervalSource: catchUp } : {}),
  ...rest,
})

/** Catching up ends at 18 years. */
const tooOld = years(18)
const course = (id: string, group: string, zh: string, en: string, doses: readonly DoseRule[]): Course => ({
  id,
  group,
  name: { zh, en },
  versions: [{ doses }],
  tooOld,
  source: ages,
})

const polio: readonly Vaccine[] = ['ipv', 'bopv']
const dtpChange: Source = {
  title: '关于调整国家免疫规划百白破疫苗和白破疫苗免疫程序的公告（2024）',
  section: 'from 2025-01-01: 2, 4, 6, 18 months and 6 years',
  kind: 'guideline',
  standing: 'seen',
}
const sixthYear: readonly Vaccine[] = ['dtap', 'dt']

/**
 * The national programme of China, edition of 2021, with the change of DTaP from 2025 and HPV from 2025-11-10. Ages were seen in
 * public sources; most intervals are general knowledge; how children between the old and the new DTaP schedule are served by the
 * official table was not seen. Every answer has to be looked at by a health professional.
 * @source 国家免疫规划疫苗儿童免疫程序及说明（2021年版）; notices of 2024 on DTaP and of 2025 on HPV
 */
export const china2021: ImmunisationProgramme = {
  id: 'china-2021',
  bornFrom: '2021-03-01',
  courses: [
    course('hepB', 'hepB', '乙肝疫苗', 'hepatitis B', [
      dose('hepB', days(0), { before: days(2) }),
      dose('hepB', months(1), { interval: days(28), intervalSource: catchUpSeen }),
      dose('hepB', months(6), { before: months(12), interval: days(60), intervalSource: catchUpSeen }),
    ]),
    {
      ...course('bcg', 'bcg', '卡介苗', 'BCG', [dose('bcg', days(0), { before: months(3) })]),
      tooOld: years(4),
      clarifyFrom: {
        age: months(3),
        text: {
          zh: '3月龄及以上补种前需结核菌素试验阴性',
          en: 'from 3 months on only after a negative tuberculin test',
        },
      },
    },
    course('polio', 'polio', '脊灰疫苗', 'poliomyelitis', [
      dose('ipv', months(2), { accepts: polio }),
      dose('ipv', months(3), { accepts: polio, interval: days(28) }),
      dose('bopv', months(4), { accepts: polio, interval: days(28), before: months(12) }),
      dose('bopv', years(4), {
        accepts: polio,
        interval: days(28),
        before: years(5),
        earlier: { age: months(18), allOf: 'ipv' },
      }),
    ]),
    {
      ...course('dtp', 'dtp', '百白破疫苗', 'diphtheria, tetanus, pertussis', []),
      versions: [
        {
          doses: [
            dose('dtap', months(3)),
            dose('dtap', months(4), { interval: days(28) }),
            dose('dtap', months(5), { interval: days(28), before: months(12) }),
            dose('dtap', months(18), { interval: months(6), before: months(24) }),
            dose('dt', years(6), { accepts: sixthYear, before: years(7) }),
          ],
        },
        {
          from: '2025-01-01',
          doses: [
            dose('dtap', months(2), { source: dtpChange }),
            dose('dtap', months(4), { source: dtpChange, interval: days(28) }),
            dose('dtap', months(6), { source: dtpChange, interval: days(28), before: months(12) }),
            dose('dtap', months(18), { source: dtpChange, interval: months(6), before: months(24) }),
            dose('dtap', years(6), { source: dtpChange, accepts: sixthYear, before: years(7) }),
          ],
        },
      ],
    },
    course('mmr', 'mmr', '麻腮风疫苗', 'measles, mumps, rubella', [
      dose('mmr', months(8), { before: months(12) }),
      dose('mmr', months(18), { interval: days(28), before: months(24) }),
    ]),
    course('jeLive', 'je', '乙脑减毒活疫苗', 'Japanese encephalitis, live', [
      dose('jeLive', months(8), { before: months(12) }),
      dose('jeLive', years(2), { interval: months(12), before: years(3) }),
    ]),
    course('jeInactivated', 'je', '乙脑灭活疫苗', 'Japanese encephalitis, inactivated', [
      dose('jeInactivated', months(8)),
      dose('jeInactivated', months(8), { interval: days(7), before: months(12) }),
      dose('jeInactivated', years(2), { before: years(3) }),
      dose('jeInactivated', years(6), { before: years(7) }),
    ]),
    course('menA', 'menA', 'A群流脑多糖疫苗', 'meningococcal A', [
      dose('mpsvA', months(6)),
      dose('mpsvA', months(9), { interval: months(3), before: months(18) }),
    ]),
    course('menAC', 'menAC', 'A群C群流脑多糖疫苗', 'meningococcal A and C', [
      dose('mpsvAC', years(3), { before: years(4) }),
      dose('mpsvAC', years(6), { interval: years(3), before: years(7) }),
    ]),
    course('hepALive', 'hepA', '甲肝减毒活疫苗', 'hepatitis A, live', [
      dose('hepALive', months(18), { before: months(24) }),
    ]),
    course('hepAInactivated', 'hepA', '甲肝灭活疫苗', 'hepatitis A, inactivated', [
      dose('hepAInactivated', months(18), { before: months(24) }),
      dose('hepAInactivated', months(24), { interval: months(6), before: years(3) }),
    ]),
    {
      ...course('hpv', 'hpv', '双价HPV疫苗', 'HPV, bivalent', []),
      versions: [
        {
          from: '2025-11-10',
          doses: [
            dose('hpv2', years(13), { countsFrom: years(9) }),
            dose('hpv2', years(13), { countsFrom: years(9), interval: months(6) }),
          ],
        },
      ],
      sex: 'female',
      bornFrom: '2011-11-11',
      source: {
        title: '关于将HPV疫苗纳入国家免疫规划的公告（2025）',
        section: 'girls of 13 years born after 2011-11-10, two doses 6 months apart, from 2025-11-10',
        kind: 'guideline',
        standing: 'seen',
      },
    },
  ],
  live: {
    vaccines: ['bcg', 'mmr', 'jeLive', 'hepALive'],
    apartDays: 28,
    source: notice('seen', '同时接种原则'),
  },
  others: [
    { words: ['五联', '五价联合'], countsAs: ['dtap', 'ipv'] },
    { words: ['四联', 'DTaP-Hib'], countsAs: ['dtap'] },
    { words: ['麻风', '麻疹', '麻腮', 'MMRV'], countsAs: ['mmr'] },
    { words: ['糖丸', '脊灰减毒', 'OPV'], countsAs: ['bopv'] },
    { words: ['sIPV', 'wIPV', '脊灰灭活'], countsAs: ['ipv'] },
    { words: ['九价', '四价HPV', '四价人乳头', '二价HPV', '二价人乳头'], countsAs: ['hpv2'] },
    {
      words: ['水痘', '流感', 'Hib', 'b型流感嗜血', '肺炎', '轮状', '狂犬', 'EV71', '手足口', '新冠', '带状', '破伤风'],
      countsAs: [],
    },
  ],
}
