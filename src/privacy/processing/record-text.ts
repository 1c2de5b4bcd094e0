import { dateText } from '../../date.ts'
import type { Source } from '../../source.ts'
import type { Label } from './field-words.ts'
import type { AssessmentFact, ImpactAssessment } from './impact-assessment.ts'
import type { ProcessedField, ProcessedPurpose, ProcessingRecord } from './processing-record.ts'
import { otherFieldWords } from './other-field-words.ts'
import {
  categoryWords,
  classWords,
  consentWords,
  purposeWords,
  relationWords,
  retainedWords,
  roleWords,
  standingWords,
  subjectWords,
} from './words.ts'

/** Which language a text is in. */
export type TextLanguage = 'zh' | 'en'

/** Text as it may stand in a line or a table of Markdown. */
const plain = (text: string): string => text.replaceAll(/\s+/g, ' ').replaceAll(/[\\`*_[\]<>|#]/g, '\\$&')

interface Words {
  readonly of: (label: Label) => string
  readonly all: <K extends string>(table: Readonly<Record<K, Label>>, keys: readonly K[]) => string
  readonly both: (zh: string, en: string) => string
  readonly cited: (source: Source) => string
}

function inLanguage(language: TextLanguage): Words {
  const both = (zh: string, en: string): string => (language === 'zh' ? zh : en)
  const of = (label: Label): string => plain(label[language])
  return {
    of,
    both,
    all: (table, keys) => keys.map((key) => of(table[key])).join(both('、', ', ')) || both('无', 'none'),
    cited: ({ title, section, standing }) =>
      `${plain(section === undefined ? title : `${title} ${section}`)}${both('（', ' (')}${of(standingWords[standing])}${both('）', ')')}`,
  }
}

const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`
const table = (heads: readonly string[], rows: readonly string[]): readonly string[] =>
  rows.length === 0 ? [] : [row(...heads), `|${'--|'.repeat(heads.length)}`, ...rows, '']

/**
 * A record of processing as Markdown for people, in one language.
 * @example
 * ```ts
 * import { processingRecord, processingText } from 'childfile/privacy'
 * const text = processingText(processingRecord({ asOf: '2026-09-15' }), 'zh')
 * text.startsWith('# 个人信息处理活动记录') // => true
 * ```
 */
export function processingText(record: ProcessingRecord, language: TextLanguage): string {
  const words = inLanguage(language)
  const { both, of, all, cited } = words
  return [
    `# ${both('个人信息处理活动记录', 'Record of processing activities')}`,
    '',
    `${both('截至', 'As of ')}${dateText(record.asOf, language)}${both('。依据：', '. Basis: ')}${cited(record.source)}`,
    '',
    ...record.purposes.flatMap((purpose) => purposeText(purpose, words)),
    `## ${both('不为任何目的展示的字段', 'Fields shown for no purpose')}`,
    '',
    ...fieldTable(record.shownForNone, words),
    ...(record.custom.length + record.unstated.length === 0
      ? []
      : [
          `## ${both('自定义字段', 'Fields of the application')}`,
          '',
          ...fieldTable(record.custom, words),
          ...record.unstated.map((path) => `- ${plain(path)}: ${both('尚未说明', 'nobody has said what it is')}`),
          '',
        ]),
    `## ${both('档案以外的记录', 'Records beside the file')}`,
    '',
    ...record.otherRecords.flatMap((one) => [
      `### ${of(one.words)}`,
      '',
      `- ${both('个人：', 'whose data: ')}${all(subjectWords, one.subjects)}`,
      `- ${both('目的：', 'purposes: ')}${all(purposeWords, one.purposes)}`,
      '',
      ...table(
        [both('字段', 'field'), both('类别', 'category'), both('级别', 'class')],
        one.fields.map((field) =>
          row(of(otherFieldWords(field.path)), of(categoryWords(field.category)), of(classWords[field.class])),
        ),
      ),
    ]),
    `## ${both('保存期限', 'Retention')}`,
    '',
    ...table(
      [both('内容', 'what'), both('月数', 'months'), both('起算', 'counted from'), both('依据', 'basis')],
      record.retention.map(({ what, months, after, source, standing }) =>
        row(of(retainedWords[what]), `${months}`, of(after), cited({ ...source, standing })),
      ),
    ),
  ].join('\n')
}

function purposeText(purpose: ProcessedPurpose, words: Words): readonly string[] {
  const { both, of, all, cited } = words
  const { fields, recipients, withoutConsent, consent, retained } = purpose
  const categories = (keys: ProcessedPurpose['categories']): string =>
    keys.map((key) => of(categoryWords(key))).join(both('、', ', ')) || both('无', 'none')
  return [
    `## ${of(purpose.words)}`,
    '',
    `- ${both('依据：', 'ground: ')}${of(purpose.groundWords)}${both('；', '; ')}${purpose.sources.map(cited).join(both('；', '; '))}`,
    ...(consent === undefined
      ? []
      : [
          `- ${both('所需同意：', 'consent: ')}${of(consentWords(consent))}${both('；无需同意的类别：', '; categories without it: ')}${categories(withoutConsent)}`,
        ]),
    `- ${both('信息类别：', 'categories: ')}${categories(purpose.categories)}`,
    `- ${both('个人：', 'whose data: ')}${all(subjectWords, purpose.subjects)}`,
    ...recipients.map(
      ({ roles, relations, writes, except, office }) =>
        `- ${both('接收方：', 'recipients: ')}${all(roleWords, roles)}${both('（', ' (')}${[
          all(relationWords, relations),
          office ? both('工作人员', 'the office') : both('工作以外', 'outside the office'),
          ...(writes ? [both('可写入', 'may write')] : []),
          ...(except.length > 0 ? [`${both('不含', 'without')} ${except.map((path) => plain(path)).join(', ')}`] : []),
        ].join(both('；', '; '))}${both('）', ')')}`,
    ),
    `- ${both('保存期限按：', 'kept as: ')}${all(retainedWords, retained)}`,
    '',
    ...fieldTable(fields, words),
  ]
}

/** Fields that have everything in common but their names, in one row. */
function fieldTable(fields: readonly ProcessedField[], { both, of, all }: Words): readonly string[] {
  const rows = new Map<string, { readonly names: string[]; readonly cells: readonly string[] }>()
  for (const { words, category, class: kept, subjects, sensitive, sealed, retained } of fields) {
    const cells = [
      of(categoryWords(category)),
      all(subjectWords, subjects),
      {
        always: both('是', 'yes'),
        under14: both('不满14周岁时', 'below 14'),
        no: both('否', 'no'),
      }[sensitive],
      sealed ? both('是', 'yes') : both('否', 'no'),
      of(classWords[kept]),
      of(retainedWords[retained]),
    ]
    const key = cells.join('\u0000')
    const found = rows.get(key)
    if (found) found.names.push(of(words))
    else rows.set(key, { names: [of(words)], cells })
  }
  return table(
    [
      both('字段', 'fields'),
      both('类别', 'category'),
      both('个人', 'whose data'),
      both('敏感', 'sensitive'),
      both('封存', 'sealed'),
      both('级别', 'class'),
      both('保存', 'kept as'),
    ],
    [...rows.values()].map(({ names, cells }) => row(names.join(both('、', '; ')), ...cells)),
  )
}

/**
 * The skeleton of an impact assessment as Markdown, in one language; each open question has a box to tick and room for the answer.
 * @example
 * ```ts
 * import { assessmentText, impactAssessment, processingRecord } from 'childfile/privacy'
 * const text = assessmentText(impactAssessment(processingRecord({ asOf: '2026-09-15' })), 'en')
 * text.includes('- [ ] Who is the controller, and how is it reached?') // => true
 * ```
 */
export function assessmentText(assessment: ImpactAssessment, language: TextLanguage): string {
  const { both, of, cited } = inLanguage(language)
  const line = (fact: AssessmentFact): string => `${of(fact)}${both('。', '. ')}${cited(fact.source)}`
  const { triggers, parts, keepMonths, asOf } = assessment
  return [
    `# ${both('个人信息保护影响评估（待填写）', 'Personal information protection impact assessment (to be filled in)')}`,
    '',
    `${both('截至', 'As of ')}${dateText(asOf, language)}${both('。本表只列出系统已知的事实，不作结论；带方框的问题由个人信息处理者回答。', '. Facts are those that the program knows. It concludes nothing: the boxes are for the controller to answer.')}`,
    `${both('报告和处理情况记录至少保存', 'Report and record are kept for at least ')}${keepMonths}${both('个月。', ' months.')}`,
    '',
    `## ${both('需要评估的情形', 'Why there has to be an assessment')}`,
    '',
    ...triggers.map(
      (one) =>
        `- ${one.answer === 'yes' ? both('是', 'yes') : both('由处理者回答', 'for the controller')}: ${line(one)}`,
    ),
    '',
    ...parts.flatMap((part) => [
      `## ${of(part)}`,
      '',
      cited(part.source),
      '',
      ...part.facts.map((one) => `- ${line(one)}`),
      ...(part.facts.length > 0 ? [''] : []),
      ...part.questions.flatMap((one) => [`- [ ] ${of(one)} ${cited(one.source)}`, `  ${both('答：', 'Answer:')}`]),
      '',
    ]),
  ].join('\n')
}
