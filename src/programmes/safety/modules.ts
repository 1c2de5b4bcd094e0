import { type Absent, isKnown } from '../../absent.ts'
import type { PlainDate } from '../../date.ts'
import { parameterOn } from '../../policy.ts'
import type { codeLists } from '../../records/index.ts'
import { ageOn, type Code } from '../../records/index.ts'
import type { Source } from '../../source.ts'
import { safetyParameters } from './safety-parameters.ts'

/** A topic of the code list of safety education. */
export type SafetyTopic = Code<typeof codeLists.safetyTopics>

/** How a module can be taught; `video` is a film. */
export type SafetyForm = 'lecture' | 'drama' | 'drill' | 'video'

/** What children learn at an age: a topic, what they can do after it, and in which forms it is taught. */
export interface SafetyModule {
  readonly id: string
  readonly topic: SafetyTopic
  readonly zh: string
  readonly en: string
  /** Completed years, both included. */
  readonly ages: { readonly from: number; readonly to: number }
  readonly forms: readonly SafetyForm[]
  /** What a child can do after it, to be seen by an observer. */
  readonly abilities: readonly Ability[]
  /** Whether children may tell of harm after it, so that somebody has to be there for them. */
  readonly sensitive: boolean
  readonly source: Source
}

/** Skills that an observer can see. */
export type Ability = 'leavesInTime' | 'refuses' | 'leaves' | 'tells' | 'ownAddress' | 'emergencyNumbers'

const outline: Source = {
  title: '中小学公共安全教育指导纲要 国办发〔2007〕9号',
  section: 'modules by stage',
  kind: 'guideline',
  standing: 'known',
}
const minors: Source = {
  title: '未成年人保护法',
  section: 'art. 40: sex education that suits the age; the ages are a proposal',
  kind: 'proposal',
  standing: 'proposal',
}
const own: Source = { title: 'Proposed modules of safety education', kind: 'proposal', standing: 'proposal' }
const young: readonly SafetyForm[] = ['drama', 'video']
const every: readonly SafetyForm[] = ['lecture', 'drama', 'drill', 'video']
const tell: readonly Ability[] = ['refuses', 'leaves', 'tells']
const call: readonly Ability[] = ['ownAddress', 'emergencyNumbers']

const row = (
  id: string,
  topic: SafetyTopic,
  zh: string,
  en: string,
  [from, to]: readonly [number, number],
  forms: readonly SafetyForm[],
  abilities: readonly Ability[],
  source: Source,
  sensitive = false,
): SafetyModule => ({ id, topic, zh, en, ages: { from, to }, forms, abilities, sensitive, source })

/**
 * The modules by age. Which topics there are is the outline's; the split by age, the forms and the abilities are proposals, as each
 * row's source says.
 * @source 中小学公共安全教育指导纲要 国办发〔2007〕9号 (known); 未成年人保护法 art. 35, 40
 */
export const safetyModules: readonly SafetyModule[] = [
  row('rights-3', 'sexualAbuse', '我的身体我做主', 'my body is mine, whom to tell', [3, 5], young, tell, minors, true),
  row(
    'rights-6',
    'sexualAbuse',
    '我的权利、我的身体、告诉谁',
    'my rights, my body, whom to tell',
    [6, 8],
    young,
    tell,
    minors,
    true,
  ),
  row(
    'rights-9',
    'sexualAbuse',
    '我的权利、我的身体、告诉谁（中高年级）',
    'my rights, my body, whom to tell, from nine',
    [9, 11],
    ['lecture', 'drama', 'video'],
    tell,
    minors,
    true,
  ),
  row(
    'rights-12',
    'sexualAbuse',
    '青春期、界限与求助',
    'growing up, boundaries, where help is',
    [12, 17],
    ['lecture', 'drama', 'video'],
    tell,
    minors,
    true,
  ),
  row(
    'law-9',
    'rights',
    '未成年人的权利与法律',
    'the rights of minors and the law',
    [9, 17],
    ['lecture', 'drama', 'video'],
    ['emergencyNumbers'],
    outline,
  ),
  row(
    'bullying-6',
    'bullying',
    '不欺负、不旁观、会求助',
    'no bullying: stop, stand by, tell',
    [6, 17],
    ['drama', 'lecture', 'video'],
    tell,
    outline,
    true,
  ),
  row(
    'life-9',
    'lifeEducation',
    '珍爱生命、情绪与求助',
    'life, feelings and asking for help',
    [9, 17],
    ['lecture', 'drama', 'video'],
    ['tells'],
    outline,
    true,
  ),
  row(
    'strangers-3',
    'trafficking',
    '不跟陌生人走',
    'never go along with a stranger',
    [3, 11],
    young,
    [...tell, ...call],
    outline,
  ),
  row(
    'address-3',
    'selfProtection',
    '记住住址和求助电话',
    'own address and emergency numbers',
    [3, 11],
    young,
    call,
    own,
  ),
  row('drowning-3', 'drowning', '防溺水', 'drowning', [3, 5], young, ['refuses'], outline),
  row(
    'drowning-6',
    'drowning',
    '防溺水“六不”',
    'drowning: six things not done',
    [6, 17],
    every,
    ['refuses', 'emergencyNumbers'],
    outline,
  ),
  row('traffic-3', 'traffic', '交通安全', 'traffic', [3, 17], ['drama', 'drill', 'video', 'lecture'], [], outline),
  row(
    'fire-3',
    'fire',
    '火灾逃生',
    'fire and how to leave',
    [3, 17],
    ['drama', 'drill', 'video', 'lecture'],
    ['leavesInTime', 'emergencyNumbers'],
    outline,
  ),
  row('evacuation-3', 'evacuation', '应急疏散演练', 'evacuation drill', [3, 17], ['drill'], ['leavesInTime'], outline),
  row('earthquake-6', 'earthquake', '防震减灾', 'earthquake', [6, 17], every, ['leavesInTime'], outline),
  row('flood-6', 'flood', '防汛防洪', 'flood', [6, 17], every, ['leavesInTime'], outline),
  row(
    'gas-6',
    'electricityGas',
    '用电用气安全',
    'electricity and gas',
    [6, 17],
    ['drama', 'video', 'lecture'],
    [],
    outline,
  ),
  row(
    'food-3',
    'foodMedicine',
    '食品药品安全',
    'food and medicine',
    [3, 17],
    ['drama', 'video', 'lecture'],
    ['emergencyNumbers'],
    outline,
  ),
  row(
    'online-9',
    'online',
    '网络安全与防诈骗',
    'online safety and fraud',
    [9, 17],
    ['lecture', 'drama', 'video'],
    tell,
    outline,
    true,
  ),
  row('firstAid-9', 'firstAid', '自救互救', 'first aid', [9, 17], every, ['emergencyNumbers'], outline),
  row('drugs-12', 'drugs', '禁毒教育', 'drugs', [12, 17], ['lecture', 'drama', 'video'], ['refuses'], outline),
]

/** Whether a module is for a child, and why not. `ageUnknown` is not a no: somebody has to ask first. */
export type ModuleFit = 'fits' | 'tooYoung' | 'tooOld' | 'ageUnknown'

/** A module and whether it is for the child. */
export interface FittedModule {
  readonly module: string
  readonly fit: ModuleFit
}

/**
 * Which modules are for a child of this birth date on a day. Ages are completed years, reached on the birthday.
 * @example
 * ```ts
 * import { modulesAt } from 'childfile/programmes'
 * const fits = modulesAt('2019-03-26', '2026-09-15').filter(({ fit }) => fit === 'fits').map(({ module }) => module)
 * fits.filter((id) => id.startsWith('rights')) // => ["rights-6"]
 * modulesAt('notCollected', '2026-09-15')[0] // => {"module":"rights-3","fit":"ageUnknown"}
 * ```
 */
export function modulesAt(
  birthDate: PlainDate | Absent,
  asOf: PlainDate,
  modules: readonly SafetyModule[] = safetyModules,
): readonly FittedModule[] {
  const age = isKnown(birthDate) ? ageOn(birthDate, asOf) : undefined
  return modules.map(({ id, ages }) => ({
    module: id,
    fit: age === undefined ? 'ageUnknown' : age < ages.from ? 'tooYoung' : age > ages.to ? 'tooOld' : 'fits',
  }))
}

/** A lesson as it is planned: module, form, length, and the ages of the children who come, in completed years, both included. */
export interface PlannedLesson {
  readonly module: string
  readonly form: SafetyForm
  readonly minutes: number
  readonly ages: { readonly from: number; readonly to: number }
  readonly on: PlainDate
}

/** What speaks against a lesson. */
export type LessonFault =
  | 'unknownModule'
  | 'tooYoung'
  | 'tooOld'
  | 'formNotForModule'
  | 'noLectureBelowAge'
  | 'lectureTooLong'

/**
 * What speaks against a lesson as planned: by age, form, and how long the youngest child there can sit through a lecture. Empty: nothing.
 * @example
 * ```ts
 * import { lessonFaults } from 'childfile/programmes'
 * lessonFaults({ module: 'law-9', form: 'lecture', minutes: 40, ages: { from: 9, to: 11 }, on: '2026-10-12' }) // => []
 * lessonFaults({ module: 'fire-3', form: 'lecture', minutes: 30, ages: { from: 6, to: 8 }, on: '2026-10-12' }) // => ["lectureTooLong"]
 * ```
 */
export function lessonFaults(
  lesson: PlannedLesson,
  modules: readonly SafetyModule[] = safetyModules,
): readonly LessonFault[] {
  const module = modules.find(({ id }) => id === lesson.module)
  if (!module) return ['unknownModule']
  const { from, to } = lesson.ages
  const longest = parameterOn(safetyParameters.lectureMinutes, lesson.on).value.findLast(
    ({ fromAge }) => fromAge <= from,
  )
  return [
    ...(from < module.ages.from ? (['tooYoung'] as const) : []),
    ...(to > module.ages.to ? (['tooOld'] as const) : []),
    ...(module.forms.includes(lesson.form) ? [] : (['formNotForModule'] as const)),
    ...(lesson.form !== 'lecture'
      ? []
      : !longest
        ? (['noLectureBelowAge'] as const)
        : lesson.minutes > longest.minutes
          ? (['lectureTooLong'] as const)
          : []),
  ]
}
