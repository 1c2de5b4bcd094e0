import type { PlainDate } from '../../date.ts'
import type { Source } from '../../source.ts'
import {
  children,
  conclusionQuestions,
  controllerQuestions,
  impactQuestions,
  known,
  measureQuestions,
  minors,
  necessityQuestions,
  type OpenQuestion,
  parts,
  pipl,
} from './assessment-questions.ts'
import { fieldWords, type Label } from './field-words.ts'
import type { ProcessedField, ProcessedPurpose, ProcessingRecord } from './processing-record.ts'

/** Something that the record says, with its source. */
export interface AssessmentFact extends Label {
  readonly id: string
  readonly source: Source
}

/** Whether the law asks for an assessment in a case. `open`: only the controller knows. */
export interface AssessmentTrigger extends AssessmentFact {
  readonly answer: 'yes' | 'open'
}

/** A part of the assessment: what is known, and what only the controller can answer. */
export interface AssessmentPart extends Label {
  readonly id: 'controller' | 'necessity' | 'impact' | 'measures' | 'conclusion'
  readonly source: Source
  readonly facts: readonly AssessmentFact[]
  readonly questions: readonly OpenQuestion[]
}

/** The skeleton of an impact assessment. It concludes nothing. */
export interface ImpactAssessment {
  readonly format: 'childfile/impact-assessment'
  readonly version: 1
  readonly asOf: PlainDate
  readonly triggers: readonly AssessmentTrigger[]
  readonly parts: readonly AssessmentPart[]
  /** Months for which the report and the record are kept, at least. */
  readonly keepMonths: number
}

/**
 * The skeleton of a personal information protection impact assessment out of a record of processing: why there has to be one, what the
 * record says to each part, and as open questions what only the controller can answer. It answers none of them itself.
 * @source 个人信息保护法 art. 55-56; 未成年人网络保护条例 art. 32, 34-37; 儿童个人信息网络保护规定 art. 8-10, seen and not read in the statute
 * @example
 * ```ts
 * import { impactAssessment, processingRecord } from 'childfile/privacy'
 * const skeleton = impactAssessment(processingRecord({ asOf: '2026-09-15' }))
 * skeleton.triggers[0]?.answer // => 'yes'
 * skeleton.parts.map(({ id }) => id) // => ['controller', 'necessity', 'impact', 'measures', 'conclusion']
 * skeleton.keepMonths // => 36
 * ```
 */
export function impactAssessment(record: ProcessingRecord): ImpactAssessment {
  return {
    format: 'childfile/impact-assessment',
    version: 1,
    asOf: record.asOf,
    triggers: triggersOf(record),
    parts: [
      {
        id: 'controller',
        zh: '处理者与接收方',
        en: 'Controller and recipients',
        source: pipl('art. 17'),
        facts: [],
        questions: controllerQuestions,
      },
      {
        id: 'necessity',
        zh: '处理目的、处理方式是否合法、正当、必要',
        en: 'Whether purpose and method are lawful, legitimate and necessary',
        source: parts,
        facts: necessityFacts(record),
        questions: [...necessityQuestions, ...record.unstated.map(unstated)],
      },
      {
        id: 'impact',
        zh: '对个人权益的影响及安全风险',
        en: 'Impact on rights and interests, and security risks',
        source: parts,
        facts: impactFacts(record),
        questions: impactQuestions,
      },
      {
        id: 'measures',
        zh: '所采取的保护措施',
        en: 'Measures taken',
        source: parts,
        facts: measureFacts(record),
        questions: measureQuestions,
      },
      {
        id: 'conclusion',
        zh: '结论',
        en: 'Conclusion',
        source: parts,
        facts: [],
        questions: conclusionQuestions,
      },
    ],
    keepMonths: record.retention.find(({ what }) => what === 'assessment')?.months ?? 36,
  }
}

const fact = (id: string, zh: string, en: string, source: Source): AssessmentFact => ({ id, zh, en, source })

const named = (purposes: readonly ProcessedPurpose[]): Label => ({
  zh: purposes.map(({ words }) => words.zh).join('、') || '无',
  en: purposes.map(({ words }) => words.en).join('; ') || 'none',
})
const fieldsNamed = (fields: readonly ProcessedField[]): Label => ({
  zh: fields.map(({ words }) => words.zh).join('、') || '无',
  en: fields.map(({ words }) => words.en).join('; ') || 'none',
})

function triggersOf({ purposes }: ProcessingRecord): readonly AssessmentTrigger[] {
  const sensitive = purposes.filter(({ fields }) => fields.some((field) => field.sensitive !== 'no'))
  const outside = purposes.filter(
    ({ fields, recipients, ground }) =>
      ground !== 'right' && fields.length > 0 && recipients.some(({ office }) => !office),
  )
  const [all, others] = [named(sensitive), named(outside)]
  return [
    {
      ...fact(
        'sensitive',
        `处理敏感个人信息：${all.zh}`,
        `sensitive data are processed: ${all.en}`,
        pipl('art. 28, 55'),
      ),
      answer: sensitive.length > 0 ? 'yes' : 'open',
    },
    {
      ...fact(
        'sharing',
        `委托处理、向他人提供或公开：本工作以外的接收方见于 ${others.zh}`,
        `entrusting, giving to others, making public: recipients outside the office for ${others.en}`,
        pipl('art. 55'),
      ),
      answer: outside.length > 0 ? 'yes' : 'open',
    },
    {
      ...fact(
        'automated',
        '利用个人信息进行自动化决策：系统会计算关注等级和结对建议，是否据此决策由处理者说明',
        'automated decisions: tiers and pairs are computed; whether anything is decided by them is for the controller to say',
        pipl('art. 55'),
      ),
      answer: 'open',
    },
    { ...fact('abroad', '向境外提供个人信息', 'data leave the country', known('art. 55(4)')), answer: 'open' },
  ]
}

const unstated = (path: ProcessingRecord['unstated'][number]): OpenQuestion => ({
  id: `unstated${path}`,
  zh: `自定义字段 ${path} 是谁的什么信息、为何处理？`,
  en: `Whose data does the field ${path} hold, of which category, and what for?`,
  source: pipl('art. 6'),
})

function necessityFacts({ purposes, shownForNone, retention }: ProcessingRecord): readonly AssessmentFact[] {
  const by = (ground: ProcessedPurpose['ground']): Label => named(purposes.filter((one) => one.ground === ground))
  const [statute, emergency, consent, unseen] = [
    by('statute'),
    by('emergency'),
    by('consent'),
    fieldsNamed(shownForNone),
  ]
  const proposed = retention.filter(({ standing }) => standing !== 'statute').length
  return [
    fact('statute', `依法定职责或义务：${statute.zh}`, `on a statutory duty: ${statute.en}`, pipl('art. 13(3)')),
    fact('emergency', `紧急情况：${emergency.zh}`, `in an emergency: ${emergency.en}`, pipl('art. 13(4)')),
    fact(
      'consent',
      `需要同意：${consent.zh}；不满14周岁由监护人同意，满14周岁、18周岁时重新征求`,
      `on consent: ${consent.en}; a guardian consents below 14, and it is asked again at 14 and 18`,
      pipl('art. 14-15, 29, 31'),
    ),
    fact(
      'shownForNone',
      `不为任何目的展示的字段：${unseen.zh}`,
      `fields shown for no purpose: ${unseen.en}`,
      pipl('art. 6'),
    ),
    fact(
      'retention',
      `保存期限共 ${retention.length} 项，其中 ${proposed} 项为建议值`,
      `${retention.length} retention times, of which ${proposed} are proposals`,
      pipl('art. 19'),
    ),
  ]
}

function impactFacts({ purposes, otherRecords }: ProcessingRecord): readonly AssessmentFact[] {
  const fields = [...new Map(purposes.flatMap((one) => one.fields).map((field) => [field.path, field])).values()]
  const count = (of: (field: ProcessedField) => boolean): number => fields.filter(of).length
  const sealed = named(purposes.filter((one) => one.fields.some((field) => field.sealed)))
  const others = fields.filter(({ subjects }) => subjects.some((subject) => subject !== 'child')).length
  const beside = otherRecords.filter(({ fields: marks }) => marks.some(({ sensitive }) => sensitive === 'always'))
  const [always, young] = [count((one) => one.sensitive === 'always'), count((one) => one.sensitive === 'under14')]
  return [
    fact(
      'sensitive',
      `展示的 ${fields.length} 个字段中，${always} 个始终敏感，另有 ${young} 个在儿童不满14周岁时敏感`,
      `of ${fields.length} fields shown, ${always} are always sensitive and ${young} more while the child is below 14`,
      pipl('art. 28'),
    ),
    fact('sealed', `涉及封存信息的目的：${sealed.zh}`, `purposes with sealed data: ${sealed.en}`, pipl('art. 51')),
    fact(
      'others',
      `其中 ${others} 个字段含儿童以外的人的信息`,
      `${others} of them hold data of others than the child`,
      pipl('art. 6'),
    ),
    fact(
      'beside',
      `档案以外含敏感信息的记录：${beside.map(({ words }) => words.zh).join('、') || '无'}；其查阅权限由处理者规定`,
      `records beside the file with sensitive data: ${beside.map(({ words }) => words.en).join('; ') || 'none'}; who reads them is for the controller to say`,
      minors('art. 36'),
    ),
  ]
}

function measureFacts({ purposes }: ProcessingRecord): readonly AssessmentFact[] {
  const writing = named(purposes.filter(({ recipients }) => recipients.some(({ writes }) => writes)))
  const name = fieldWords('/incidents/*/reporter')
  return [
    fact(
      'leastPrivilege',
      `每个目的只展示所列字段，未列明的角色一律不可见；可写入的目的：${writing.zh}`,
      `each purpose shows its own fields only, and who is not named sees nothing; purposes with writing: ${writing.en}`,
      minors('art. 36'),
    ),
    fact(
      'log',
      '经个案会话读取时，先写访问日志再展示',
      'a session of casework logs each reading before it answers',
      minors('art. 36'),
    ),
    fact('reporter', `${name.zh}不为任何目的展示`, `${name.en}: shown for no purpose`, pipl('art. 51')),
    fact(
      'copy',
      '可为儿童和监护人生成查阅、复制件',
      'a copy for the child or a guardian can be made',
      minors('art. 34'),
    ),
    fact(
      'breach',
      '可列出信息泄露涉及的人和须通知的人',
      'who is affected by a breach and has to be told can be listed',
      minors('art. 35'),
    ),
    fact(
      'children',
      '不满14周岁儿童的全部个人信息按敏感信息处理',
      'all that is personal of a child below 14 is handled as sensitive',
      children('art. 8-10; 个人信息保护法 art. 28'),
    ),
  ]
}
