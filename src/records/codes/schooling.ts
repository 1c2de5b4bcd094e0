import { codeList } from './code-list.ts'

/** Where the child learns. */
export const schoolingStates = codeList({
  id: 'schooling',
  zh: '就学情况',
  en: 'Where the child learns',
  source: 'register form of 2016',
  rows: [
    { key: 'notEntered', zh: '未入学', en: 'not yet at school or kindergarten', also: ['未入园', '未上学', '学龄前'] },
    { key: 'kindergarten', zh: '幼儿园', en: 'kindergarten', also: ['在园'] },
    { key: 'primary', zh: '小学', en: 'primary school' },
    { key: 'juniorSecondary', zh: '初中', en: 'junior secondary school', also: ['初级中学'] },
    { key: 'seniorSecondary', zh: '高中', en: 'senior secondary school' },
    { key: 'vocational', zh: '中职', en: 'secondary vocational school', also: ['中专', '职高', '技校', '职业中学'] },
    { key: 'specialSchool', zh: '特殊教育', en: 'special school', also: ['特校', '特殊教育学校'] },
    { key: 'homeTeaching', zh: '送教上门', en: 'taught at home' },
    { key: 'droppedOut', zh: '辍学', en: 'dropped out at compulsory stage', also: ['失学'] },
    { key: 'notAtSchool', zh: '不在学', en: 'not at school, 14 to 15', also: ['未在校'] },
  ],
})

/** How somebody took part. */
export const attendanceStates = codeList({
  id: 'attendanceState',
  zh: '出勤情况',
  en: 'How the child took part',
  source: 'general use',
  rows: [
    { key: 'present', zh: '到场', en: 'present', also: ['出勤', '参加'] },
    { key: 'late', zh: '迟到', en: 'late' },
    { key: 'excused', zh: '请假', en: 'excused', also: ['病假', '事假'] },
    { key: 'unexcused', zh: '缺席', en: 'absent without excuse', also: ['旷课', '缺勤', '未到'] },
  ],
})
