import type { RuleDocument } from '../ruleset/rule.ts'
import type { Source } from '../../source.ts'
import { civilCode, compulsoryEducation, gad, kessler, malnutrition, minorsLaw, ours, phq, psc } from './sources.ts'

type Given = RuleDocument['parameters'][number]

const since = (id: string, value: number, unit: string, zh: string, en: string, source: Source): Given => ({
  id,
  unit,
  zh,
  en,
  values: [{ from: '2021-06-01', value, standing: source.standing, source }],
})

/** The numbers of the default rules. Only those of standing `statute` are law. */
export const defaultParameters: readonly Given[] = [
  since('age.unattended', 8, 'years', '不得无人看护的年龄上限', 'below this age never unattended', minorsLaw(21)),
  since('age.alone', 16, 'years', '不得单独生活的年龄上限', 'below this age never living alone', minorsLaw(21)),
  since('carer.minimumAge', 16, 'years', '照护人最低年龄', 'below this age nobody can be a carer', civilCode),
  since('carer.fullAge', 18, 'years', '照护人成年年龄', 'from this age a carer is of age', civilCode),
  since('carer.frailAge', 70, 'years', '高龄照护人年龄', 'from this age a carer in poor health may need help', ours),
  since('contact.watchDays', 7, 'days', '联系间隔（提示）', 'silence that is noticed', minorsLaw(23)),
  since('contact.moderateDays', 30, 'days', '联系间隔（中度）', 'silence that calls for action', ours),
  since('school.fromAge', 7, 'years', '义务教育入学年龄', 'age of entering compulsory school', compulsoryEducation),
  since('school.toAge', 15, 'years', '义务教育结束年龄', 'age of leaving compulsory school', compulsoryEducation),
  since('school.dropoutUnder', 16, 'years', '辍学关注年龄上限', 'below this age dropping out is followed up', ours),
  since('absence.longestDays', 3, 'days', '连续缺课天数', 'absence at a stretch', ours),
  since('absence.totalDays', 10, 'days', '累计缺课天数', 'absence all together', ours),
  since('mind.screenFromAge', 11, 'years', '心理量表适用年龄', 'age from which the instruments may be used', ours),
  since('mind.lowMood', 1, 'points', '低落心情分值', 'mood that is followed up', ours),
  since('phq.cutOff', 11, 'points', 'PHQ 筛查界值', 'PHQ cut-off', phq),
  since('phq.severe', 15, 'points', 'PHQ 重度界值', 'PHQ, moderately severe and above', phq),
  since('gad.cutOff', 10, 'points', 'GAD-7 筛查界值', 'GAD-7 cut-off', gad),
  since('gad.severe', 15, 'points', 'GAD-7 重度界值', 'GAD-7, severe', gad),
  since('kessler.cutOff', 13, 'points', 'K6 界值', 'K6 cut-off', kessler),
  since('psc.cutOff', 15, 'points', 'PSC-17 界值', 'PSC-17 cut-off', psc),
  since(
    'growth.fromMonths',
    6,
    'months',
    '上臂围适用起始月龄',
    'arm circumference is read from this age',
    malnutrition,
  ),
  since(
    'growth.toMonths',
    60,
    'months',
    '上臂围适用截止月龄',
    'arm circumference is read below this age',
    malnutrition,
  ),
  since('growth.severeMm', 115, 'mm', '重度急性营养不良界值', 'severe acute malnutrition', malnutrition),
  since('growth.moderateMm', 125, 'mm', '中度急性营养不良界值', 'moderate acute malnutrition', malnutrition),
  since('doses.graceDays', 30, 'days', '疫苗逾期宽限天数', 'days of grace for a dose', ours),
  since('combined.flags', 3, 'flags', '叠加提示数', 'moderate flags that add up', ours),
  since('combined.domains', 2, 'domains', '叠加领域数', 'domains that they come from', ours),
]
