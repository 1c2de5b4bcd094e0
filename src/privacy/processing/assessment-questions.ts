import type { Source } from '../../source.ts'
import type { Label } from './field-words.ts'

/** Something that only the controller can answer. */
export interface OpenQuestion extends Label {
  readonly id: string
  readonly source: Source
}

export const pipl = (section: string): Source => ({
  title: '个人信息保护法',
  section,
  kind: 'law',
  standing: 'statute',
})
export const minors = (section: string): Source => ({
  title: '未成年人网络保护条例',
  section,
  kind: 'law',
  standing: 'statute',
})
export const children = (section: string): Source => ({
  title: '儿童个人信息网络保护规定',
  section,
  kind: 'law',
  standing: 'seen',
})
/** The three parts were read in a translation only. */
export const parts: Source = {
  title: '个人信息保护法',
  section: 'art. 56',
  url: 'https://personalinformationprotectionlaw.com/PIPL/article-56/',
  kind: 'law',
  standing: 'seen',
}
export const known = (section: string): Source => ({
  title: '个人信息保护法',
  section,
  kind: 'law',
  standing: 'known',
})
const own: Source = { title: 'Proposed question', kind: 'proposal', standing: 'proposal' }

const asked = (id: string, zh: string, en: string, source: Source): OpenQuestion => ({ id, zh, en, source })

/** Who answers for the processing. */
export const controllerQuestions: readonly OpenQuestion[] = [
  asked(
    'controller',
    '个人信息处理者的名称、地址、联系方式是什么？',
    'Who is the controller, and how is it reached?',
    pipl('art. 17'),
  ),
  asked(
    'officer',
    '谁负责儿童个人信息保护？谁审批工作人员查阅未成年人信息？',
    'Who answers for the data of children, and who approves that staff read data of minors?',
    children('art. 8'),
  ),
  asked(
    'receivers',
    '各角色分别属于哪些单位？是否委托他人处理，或向其他单位提供？',
    'To which bodies do the roles belong? Is processing entrusted to others, or are data given to other bodies?',
    pipl('art. 55'),
  ),
  asked(
    'abroad',
    '是否向境外提供？存储在何处？',
    'Do data leave the country? Where are they stored?',
    known('art. 55(4)'),
  ),
]

/** Whether it is lawful, fair and needed. */
export const necessityQuestions: readonly OpenQuestion[] = [
  asked(
    'duty',
    '本单位是否承担所列法定职责？依据哪些文件？',
    'Does the controller have the statutory duties that are named, and by which documents?',
    pipl('art. 13(3)'),
  ),
  asked(
    'necessity',
    '每个目的是否确需所列每类信息？能否用更少的信息达到目的？',
    'Does each purpose need each category? Would less do?',
    pipl('art. 6'),
  ),
  asked(
    'notice',
    '现行告知书为哪一版？是否写明处理者、目的、种类、保存期限、权利以及处理敏感信息的必要性和影响？',
    'Which notice is in force? Does it name controller, purposes, kinds, retention, rights, and why sensitive data are needed and with what effect?',
    pipl('art. 17, 30'),
  ),
  asked(
    'rules',
    '是否已制定专门的儿童个人信息处理规则？',
    'Are there dedicated rules for the data of children below 14?',
    pipl('art. 31'),
  ),
  asked(
    'refusal',
    '监护人和儿童怎样拒绝非必要的处理？不同意是否影响其获得基本服务？',
    'How do guardians and children refuse what is not essential, and does a refusal cost them a basic service?',
    minors('art. 32'),
  ),
  asked(
    'retention',
    '标为“建议值”的保存期限由谁、依据什么确定？',
    'Who settles the retention times that are proposals, and on what ground?',
    pipl('art. 19'),
  ),
  asked(
    'unseen',
    '不为任何目的展示的字段为何仍需收集？',
    'Why are fields collected that are shown for no purpose?',
    pipl('art. 6'),
  ),
]

/** What it may do to people. */
export const impactQuestions: readonly OpenQuestion[] = [
  asked(
    'harm',
    '信息泄露、误用或错误会给儿童、家庭、报告人带来什么损害？可能性多大？',
    'What harm would a leak, misuse or error do to child, family and reporter, and how likely is it?',
    parts,
  ),
  asked(
    'automated',
    '关注等级和结对建议是否会不经人员判断而对儿童产生后果？',
    'Do tiers or proposed pairs have a consequence for a child without a person deciding?',
    pipl('art. 55'),
  ),
  asked(
    'publication',
    '是否对外公布人数或名单？公布前由谁核对？',
    'Are counts or lists published, and who checks them before?',
    pipl('art. 55'),
  ),
  asked(
    'voice',
    '是否听取过儿童、监护人和一线工作人员的意见？',
    'Were children, guardians and field workers heard?',
    own,
  ),
]

/** What is done about it. */
export const measureQuestions: readonly OpenQuestion[] = [
  asked(
    'keys',
    '存储是否加密？密钥由谁保管？是否演练过密钥丢失？',
    'Is the store encrypted, who keeps the keys, and was the loss of keys rehearsed?',
    pipl('art. 51'),
  ),
  asked(
    'access',
    '查阅审批和访问日志怎样落实？由谁定期检查？',
    'How are approvals and the access log put into practice, and who looks at them?',
    minors('art. 36'),
  ),
  asked(
    'rights',
    '查阅、复制、更正、补充、删除的请求由谁、多久内答复？拒绝时是否书面说明理由？',
    'Who answers requests to see, copy, correct, complete and erase, within what time, and is a refusal given in writing with reasons?',
    minors('art. 34'),
  ),
  asked(
    'breach',
    '信息安全事件应急预案在哪里？向哪个主管部门报告？',
    'Where is the plan for breaches, and to which authority are they reported?',
    minors('art. 35'),
  ),
  asked(
    'audit',
    '年度合规审计由谁实施、向谁报送？',
    'Who does the yearly audit, and to whom is it reported?',
    minors('art. 37'),
  ),
  asked(
    'auditFiled',
    '上一年度的合规审计情况是否已于1月底前报送？',
    'Was the audit of the past year filed by the end of January?',
    {
      title: '关于报送未成年人个人信息保护合规审计情况的公告',
      url: 'https://www.sicsi.org.cn/opinion/1263',
      kind: 'guideline',
      standing: 'seen',
    },
  ),
  asked('training', '接触未成年人信息的人员接受过哪些培训？', 'How are the people trained who handle the data?', own),
]

/** How it ends. */
export const conclusionQuestions: readonly OpenQuestion[] = [
  asked(
    'balance',
    '保护措施是否合法、有效并与风险程度相适应？剩余风险是否可以接受？',
    'Are the measures lawful, effective and in proportion to the risk, and can what risk remains be borne?',
    parts,
  ),
  asked(
    'signed',
    '由谁评估、谁批准、何时复评？',
    'Who made the assessment, who approved it, and when is it looked at again?',
    own,
  ),
]
