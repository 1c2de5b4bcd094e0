import { type ChildFile, isKnown } from 'childfile'
import type { Cell } from 'childfile/register'
import { idNumber, mobile } from './chance.ts'
import type { Planted, Planting } from './october.ts'

type Row = Cell[]
type Truth = Partial<Omit<Planted, 'plant' | 'september' | 'october'>>

/** Something that happens to one row; its truth is what has to be found. */
interface Plant {
  readonly fits: (file: ChildFile) => boolean
  readonly plant: (row: Row, planting: Planting) => Truth
}

const known = (value: unknown): boolean => typeof value === 'string' && isKnown(value) && value !== 'none'
const carer = (file: ChildFile): Exclude<ChildFile['delegate'], string> | undefined =>
  typeof file.delegate === 'string' || !known(file.delegate.name) ? undefined : file.delegate
/** Two things settle who a child is; then one of them may change. */
const settled = (file: ChildFile): boolean => known(file.idNumber) && known(file.birthDate)
const parents = (file: ChildFile): boolean => known(file.father.name) && known(file.mother.name)
const onePhone = ({ phone, otherPhones }: ChildFile['father']): boolean =>
  known(phone) && otherPhones === 'notCollected'
const inPrimary = ({ schooling }: ChildFile): boolean =>
  schooling.status === 'primary' && typeof schooling.grade === 'number' && schooling.grade < 6 && known(schooling.class)

const set = (row: Row, { form }: Planting, heading: string, value: Cell): void => {
  row[form.at(heading)] = value
}
const put =
  (heading: string, value: Cell | ((planting: Planting) => Cell), truth: Truth): Plant['plant'] =>
  (row, planting) => {
    set(row, planting, heading, typeof value === 'function' ? value(planting) : value)
    return truth
  }
const changes = (...all: readonly string[]): Truth => ({ changes: all })
const blanks = (...all: readonly string[]): Truth => ({ kind: 'same', blanks: all })

const numerals = '一二三四五六七八九'
/** Characters that sound alike, tone and all. */
const homophones: readonly (readonly [string, string])[] = [
  ['伟', '玮'],
  ['欣', '鑫'],
  ['佳', '嘉'],
  ['俊', '峻'],
  ['怡', '宜'],
  ['浩', '皓'],
  ['英', '瑛'],
  ['志', '致'],
  ['静', '靖'],
  ['明', '铭'],
]
const homophone = ({ name }: ChildFile): string | undefined => {
  const pair = homophones.find(([one]) => name.slice(1).includes(one))
  return pair === undefined ? undefined : name.slice(0, 1) + name.slice(1).replace(...pair)
}
const otherVillage = (code: string): string => `${code.slice(0, 9)}${code.endsWith('201') ? '202' : '201'}`

/** The day so many days before. */
function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10)
}

export const plants: Readonly<Record<string, Plant>> = {
  fatherPhone: {
    fits: (file) => settled(file) && onePhone(file.father),
    plant: put('父亲情况/联系电话', ({ chance }) => mobile(chance), changes('changed /father/phone')),
  },
  motherPhoneBlank: {
    fits: (file) => settled(file) && onePhone(file.mother),
    plant: put('母亲情况/联系电话', '', blanks('/mother/phone')),
  },
  class: {
    fits: (file) => settled(file) && inPrimary(file),
    plant: put('班级', '9班', changes('changed /schooling/class')),
  },
  classBlank: {
    fits: (file) => settled(file) && inPrimary(file),
    plant: put('班级', '', blanks('/schooling/class')),
  },
  school: {
    fits: (file) => settled(file) && inPrimary(file),
    plant: put('就读学校', '县城第九小学', changes('changed /schooling/school')),
  },
  grade: {
    fits: (file) => settled(file) && inPrimary(file),
    plant: put(
      '年级',
      ({ file: { schooling } }) => `${numerals.charAt(Number(schooling.grade))}年级`,
      changes('changed /schooling/grade'),
    ),
  },
  movedVillage: {
    fits: settled,
    plant: put('村(社区)代码', ({ file }) => otherVillage(file.residenceDivision), {
      kind: 'moved',
      scope: 'village',
      changes: ['moved /residenceDivision'],
    }),
  },
  movedTownship: {
    fits: settled,
    plant: put('村(社区)代码', ({ file }) => `520526190${file.residenceDivision.slice(9)}`, {
      kind: 'moved',
      scope: 'township',
      changes: ['moved /residenceDivision'],
    }),
  },
  movedCounty: {
    fits: settled,
    plant: put('村(社区)代码', ({ file }) => `520527${file.residenceDivision.slice(6)}`, {
      kind: 'moved',
      scope: 'county',
      changes: ['moved /residenceDivision'],
    }),
  },
  nameCorrected: {
    fits: (file) => settled(file) && homophone(file) !== undefined,
    plant: put('姓名', ({ file }) => homophone(file) ?? '', changes('identity /name')),
  },
  numberBlank: { fits: settled, plant: put('公民身份号码', '', blanks('/idNumber')) },
  numberUnreadable: {
    fits: settled,
    plant: put('公民身份号码', ({ file }) => file.idNumber.slice(0, 17), blanks('/idNumber')),
  },
  numberAdded: {
    fits: (file) => file.idNumber === 'notCollected' && known(file.birthDate) && known(file.sex) && parents(file),
    plant: put('公民身份号码', ({ chance, file }) => idNumber(chance, file.birthDate, file.sex), {
      kind: 'perhaps',
      why: 'evidence',
    }),
  },
  numberCorrected: {
    fits: (file) => settled(file) && parents(file),
    plant: put('公民身份号码', ({ chance, file }) => idNumber(chance, file.birthDate, file.sex), {
      kind: 'perhaps',
      why: 'evidence',
    }),
  },
  otherName: { fits: settled, plant: put('姓名', '亓官骊珑', { kind: 'perhaps', why: 'otherName' }) },
  movedWithoutNumber: {
    fits: (file) => file.idNumber === 'notCollected' && known(file.birthDate) && parents(file),
    plant: put('村(社区)代码', ({ file }) => `520526190${file.residenceDivision.slice(9)}`, {
      kind: 'perhaps',
      why: 'evidence',
    }),
  },
  carer: {
    fits: (file) => settled(file) && carer(file) !== undefined,
    plant(row, planting) {
      set(row, planting, '受委托监护人/姓名', '亓官骊珠')
      set(row, planting, '受委托监护人/年龄', 52)
      set(row, planting, '受委托监护人/联系电话', mobile(planting.chance))
      return changes('changed /delegate')
    },
  },
  carerOlder: {
    fits: (file) => settled(file) && typeof carer(file)?.age === 'number',
    plant: put('受委托监护人/年龄', ({ file }) => Number(carer(file)?.age) + 1, changes('changed /delegate/age')),
  },
  carerPhone: {
    fits: (file) => settled(file) && known(carer(file)?.phone) && carer(file)?.otherPhones === 'notCollected',
    plant: put('受委托监护人/联系电话', ({ chance }) => mobile(chance), changes('changed /delegate/phone')),
  },
  contested: {
    fits: settled,
    plant: put('出生日期', ({ file }) => daysBefore(file.birthDate, 40), changes('contested /birthDate')),
  },
  settled: {
    fits: (file) => file.birthDate === 'contested' && known(file.idNumber),
    plant: put(
      '出生日期',
      ({ file: { idNumber: id } }) => `${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`,
      changes('settled /birthDate'),
    ),
  },
  allergyCome: {
    fits: (file) => settled(file) && file.health.allergies === 'none',
    plant: put('过敏史', '青霉素', changes('changed /health/allergies')),
  },
  allergyGone: {
    fits: (file) => settled(file) && typeof file.health.allergies === 'object',
    plant: put('过敏史', '无', changes('removed /health/allergies')),
  },
  hardship: {
    fits: (file) => settled(file) && file.livelihood.hardship === 'none',
    plant: put('困难类别', '低保', changes('changed /livelihood/hardship')),
  },
  rating: {
    fits: (file) => settled(file) && file.care.guardianshipRating === 'good',
    plant: put('监护评估', '差', changes('changed /care/guardianshipRating')),
  },
  fatherDied: {
    fits: (file) => settled(file) && file.father.status === 'awayWorking',
    plant: put('父亲情况/状况', '死亡', changes('changed /father/status')),
  },
  contact: {
    fits: (file) => settled(file) && Object.values(file.contacts).some(({ channel }) => channel === 'video'),
    plant: put('与父母联系/最近联系日期', '2026-10-11', changes('added /contacts')),
  },
  note: { fits: settled, plant: put('备注', '奶奶住院', changes('added /notes')) },
  refusesHelper: {
    fits: (file) => settled(file) && file.preferences === 'notCollected',
    plant: put('心愿', '不想结对', changes('added /preferences')),
  },
  hukouFilled: {
    fits: (file) => settled(file) && file.hukouNature === 'notCollected',
    plant: put('户籍性质', '农村居民户口', changes('filled /hukouNature')),
  },
}

/** A row of October that comes of a child of September. */
interface Made {
  readonly cells: readonly Cell[]
  readonly expected?: Omit<Planted, 'plant' | 'october' | 'changes' | 'blanks'> & Truth
  readonly reject?: true
  /** Whether the row is that child, filed a second time. */
  readonly again?: true
}

/** What becomes of a child as a whole. */
interface Fate {
  readonly fits: (file: ChildFile) => boolean
  readonly fate: (
    row: Row,
    planting: Planting,
  ) => {
    readonly lines: readonly Made[]
    /** Whether the office wrote down in between that the child left. */
    readonly exit?: true
    /** What is found of a child who has no row. */
    readonly gone?: string
  }
}

const newNames = ['呼延一诺', '闻人若溪', '宇文沐辰', '尉迟知夏', '澹台嘉木', '公冶南星']

export const fates: Readonly<Record<string, Fate>> = {
  new: {
    fits: (file) => settled(file) && carer(file) !== undefined,
    fate(row, planting) {
      const { file, chance, september } = planting
      const cells = [...row]
      const pick = (): string => newNames[chance.below(newNames.length)] ?? ''
      const born = daysBefore(file.birthDate, 311)
      set(cells, planting, '姓名', pick())
      set(cells, planting, '出生日期', born)
      set(cells, planting, '公民身份号码', idNumber(chance, born, file.sex))
      for (const who of ['父亲情况', '母亲情况', '受委托监护人'] as const) {
        set(cells, planting, `${who}/姓名`, `${pick()}${who.charAt(0)}`)
        set(cells, planting, `${who}/联系电话`, mobile(chance))
      }
      return {
        lines: [
          { cells: row, expected: { september, kind: 'same' } },
          { cells, expected: { kind: 'new' } },
        ],
      }
    },
  },
  missing: { fits: settled, fate: () => ({ lines: [], gone: 'missing' }) },
  left: { fits: settled, fate: () => ({ lines: [], exit: true, gone: 'left' }) },
  back: {
    fits: settled,
    fate: (cells, { september }) => ({
      lines: [{ cells, expected: { september, kind: 'back', changes: ['back /register/registerState'] } }],
      exit: true,
    }),
  },
  twice: {
    fits: settled,
    fate: (cells, { september }) => ({
      lines: [
        { cells, expected: { september, kind: 'same' } },
        { cells, expected: { september, kind: 'perhaps', why: 'twice' } },
      ],
    }),
  },
  filedTwice: {
    fits: (file) => settled(file) && parents(file) && homophone(file) !== undefined,
    fate(row, planting) {
      const { file, september } = planting
      const cells = [...row]
      set(cells, planting, '姓名', homophone(file) ?? '')
      set(cells, planting, '公民身份号码', '')
      set(cells, planting, '村(社区)代码', otherVillage(file.residenceDivision))
      return {
        lines: [
          { cells: row, expected: { september, kind: 'same' } },
          { cells, expected: { kind: 'new' }, again: true },
        ],
      }
    },
  },
  unreadable: {
    fits: settled,
    fate(row, planting) {
      const cells = [...row]
      set(cells, planting, '公民身份号码', '')
      set(cells, planting, '出生日期', '8岁')
      return { lines: [{ cells, reject: true }], gone: 'missing' }
    },
  },
}
