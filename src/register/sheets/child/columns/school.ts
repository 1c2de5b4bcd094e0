import { code } from '../../../engine/code-kind.ts'
import { kind, line, yesNo } from '../../../engine/kind.ts'
import { codeLists, gradeReading, gradeText, type GradeWords } from '../../../records.ts'

const strict = { words: true, none: false } as const

const grade = kind<GradeWords>({
  none: true,
  repeats: true,
  options: {
    words: Array.from({ length: 12 }, (_, i) => gradeText(i + 1)),
    open: true,
  },
  read: (_, cell) => gradeReading(cell),
  write: (value) => (value.grade === 'none' ? '无' : gradeText(value.grade)),
})

/** School and class. */
export const schoolColumns = {
  schooling: {
    zh: '就学情况',
    en: 'schooling',
    also: [
      '就学状况',
      '就读情况',
      '就读状况',
      '在学情况',
      '在学状况',
      '就学阶段',
      '学段',
      '就读阶段',
      '入学情况',
      '受教育情况',
    ],
    kind: code(codeLists.schoolingStates, strict),
    optional: true,
  },
  school: {
    zh: '就读学校',
    en: 'school',
    also: [
      '就读学校名称',
      '学校',
      '学校名称',
      '所在学校',
      '就学学校',
      '就读学校(幼儿园)',
      '就读学校或幼儿园',
      '学校(幼儿园)',
      '学校或幼儿园',
      '所在学校名称',
      '就读院校',
      '在读学校',
      '所读学校',
      '所在学校(园)',
    ],
    kind: line({ none: true, repeats: true }),
  },
  grade: { zh: '年级', en: 'grade', also: ['就读年级', '所在年级', '在读年级', '年级段'], kind: grade },
  class: {
    zh: '班级',
    en: 'class',
    also: ['班', '班别', '就读班级', '所在班级', '在读班级'],
    kind: line({ none: true, repeats: true }),
    pointer: '/schooling/class',
  },
  studentNo: {
    zh: '学籍号',
    en: 'student number',
    also: ['学籍号码', '学籍编号', '学号', '全国学籍号'],
    kind: line({ none: true, limit: 24 }),
    pointer: '/schooling/studentNo',
    optional: true,
  },
  boarding: {
    zh: '是否寄宿',
    en: 'boarding',
    also: [
      '寄宿',
      '是否住校',
      '住校',
      '寄宿情况',
      '住校情况',
      '是否寄宿生',
      '是否在校寄宿',
      '寄宿生',
      '住宿情况',
      '是否住宿',
      '寄宿与否',
      '住宿',
      '是否在校住宿',
      '寄宿/走读',
      '寄宿或走读',
      '住读',
      '是否住读',
    ],
    kind: yesNo,
    pointer: '/schooling/boarding',
  },
} as const
