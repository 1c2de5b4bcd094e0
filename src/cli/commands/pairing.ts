import { explainPlan, hardRules } from 'childfile/pairing'
import type { Workbook } from 'childfile/register'
import { encodeXlsx } from 'childfile/register/xlsx'
import { assessed } from '../county/assessed.ts'
import { countyIn, type County } from '../county/folder.ts'
import { pairingOptions, proposal, type Proposal } from '../county/proposal.ts'
import { type Command, exitCodes, type Language, Stop, valueOf, valueOfAsync, type Words } from '../command.ts'
import { table } from '../terminal.ts'
import { targetOf, writeWhole } from '../whole-file.ts'

/** Who is proposed as whose helper, who waits, and why. */
export const pairing: Command = {
  argument: 'FOLDER',
  zh: '为一个文件夹的登记表提出结对建议：谁与谁、谁等候、为什么；只建议，不决定',
  en: 'proposes pairs for the sheets of a folder: who with whom, who waits, and why; it decides nothing',
  options: {
    ...pairingOptions,
    out: {
      value: 'FILE',
      zh: '写出带姓名与理由的工作簿（.xlsx）',
      en: 'writes a workbook with names and reasons (.xlsx)',
    },
  },
  done: { zh: '方案经校验为最优，没有等候的儿童', en: 'the plan is verified as optimal, and no child waits' },
  found: {
    zh: '方案经校验为最优，有儿童等候或现有结对须复核',
    en: 'the plan is verified as optimal; children wait, or present pairs are to be looked at',
  },
  run: async (request) => {
    const { language, values } = request
    const out = values['out']
    if (out !== undefined && !/\.xlsx$/i.test(out))
      throw new Stop({ zh: '--out 须以 .xlsx 结尾', en: '--out must end in .xlsx' })
    if (out !== undefined) targetOf(out, true)
    const county = await countyIn(request, ['children', 'volunteers', 'villages'])
    const proposed = await proposal(county, await assessed(county, request), request)
    const { plan } = proposed
    if (out !== undefined)
      await writeWhole(out, await valueOfAsync(encodeXlsx(workbookOf(county, proposed, language)), out))
    return {
      code: plan.waiting.length === 0 && plan.discontinued.length === 0 ? exitCodes.done : exitCodes.found,
      lines: [
        ...summary(proposed, language),
        ...unsaid(request.values, language),
        ...(out === undefined ? [] : [{ zh: `已写出 ${out}`, en: `written: ${out}` }[language]]),
      ],
      data: {
        folder: request.path,
        asOf: request.asOf,
        sheets: county.sheets,
        plan,
        ...(out !== undefined && { out }),
      },
    }
  },
}

/** What nobody said, and what that costs. */
export const unsaid = (values: Readonly<Record<string, string | undefined>>, language: Language): readonly string[] =>
  (['concerns', 'kin'] as const).flatMap((option) =>
    values[option] === undefined
      ? [
          {
            concerns: {
              zh: '没有人说明是否有未了结的保护问题，因此不建议任何新结对：查明没有则加 --concerns none',
              en: 'nobody said whether a safeguarding concern is open, so nobody new is proposed: if somebody looked and there is none, add --concerns none',
            },
            kin: {
              zh: '没有人说明亲属关系，因此不建议任何新结对：除志愿者表已注明的外没有则加 --kin none',
              en: 'nobody said who is kin, so nobody new is proposed: if there are none but those on the sheet of volunteers, add --kin none',
            },
          }[option][language],
        ]
      : [],
  )

/** Why a child waits, or a rule, in words. */
export function waitingWords(code: string): Words {
  const { zh, en } = hardRules.find((rule) => rule.code === code) ?? waits.get(code) ?? { zh: code, en: code }
  return { zh, en }
}

/** No name goes to a terminal: terminals are logged. */
function summary({ plan }: Proposal, language: Language): readonly string[] {
  const zh = language === 'zh'
  const why = new Map<string, number>()
  for (const { because } of plan.waiting) {
    const key = waitingWords(because.kind === 'notEligible' ? (because.rules[0]?.rule ?? '') : because.kind)[language]
    why.set(key, (why.get(key) ?? 0) + 1)
  }
  return [
    ...table([
      [zh ? '儿童编号' : 'child', zh ? '志愿者编号' : 'volunteer', ''],
      ...plan.pairs.map((one) => [
        one.child,
        one.volunteer,
        one.continues ? (zh ? '延续' : 'goes on') : zh ? '新' : 'new',
      ]),
    ]),
    '',
    ...table([
      [zh ? '建议结对' : 'pairs proposed', plan.totals.paired],
      [zh ? '其中延续的' : 'of them going on', plan.pairs.filter(({ continues }) => continues).length],
      [zh ? '现有结对须复核' : 'present pairs to look at', plan.discontinued.length],
      [zh ? '等候' : 'waiting', plan.totals.waiting],
      ...[...why].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([key, count]) => [`  ${key}`, count]),
    ]),
  ]
}

const waits: ReadonlyMap<string, Words> = new Map([
  ['noVolunteer', { zh: '没有符合条件的志愿者', en: 'no volunteer is allowed' }],
  [
    'siblings',
    {
      zh: '兄弟姐妹须由同一人结对，暂无合适人选',
      en: 'brothers and sisters are to have one volunteer, and there is none',
    },
  ],
  ['seats', { zh: '名额不足', en: 'too few seats' }],
  ['outPrioritised', { zh: '名额先给更需要的儿童', en: 'children of higher tiers come first' }],
  ['notOffered', { zh: '该志愿者不在名单中', en: 'the volunteer is not on the list' }],
  ['moved', { zh: '改由他人结对', en: 'another volunteer is proposed' }],
  ['released', { zh: '名额给了其他儿童', en: 'the seat goes to another child' }],
])

function workbookOf(county: County, { problem, plan }: Proposal, language: Language): Workbook {
  const why = valueOf(explainPlan(problem, plan), '--out')
  const child = new Map<string, string>(county.files.map(({ id, name }) => [id, name]))
  const volunteer = new Map<string, string>(county.volunteers.map(({ id, name }) => [id, name]))
  const reasons = new Map(why.pairs.map((one) => [one.child, one[language].slice(1).join('；')]))
  const sheet = (name: string, rows: Workbook['sheets'][number]['rows']) => ({ name, hidden: false, rows })
  return {
    sheets: [
      sheet('建议结对', [
        ['儿童编号', '儿童', '志愿者编号', '志愿者', '延续现有结对', '理由'],
        ...plan.pairs.map((one) => [
          one.child,
          child.get(one.child) ?? '',
          one.volunteer,
          volunteer.get(one.volunteer) ?? '',
          one.continues ? '是' : '否',
          reasons.get(one.child) ?? '',
        ]),
      ]),
      sheet('等候', [
        ['儿童编号', '儿童', '等候起', '原因'],
        ...plan.waiting.map((one, i) => [
          one.child,
          child.get(one.child) ?? '',
          /^\d/.test(one.since) ? one.since : '',
          (why.waiting[i]?.[language] ?? []).slice(1).join('；'),
        ]),
      ]),
      sheet('现有结对须复核', [
        ['儿童编号', '儿童', '志愿者编号', '志愿者', '原因'],
        ...plan.discontinued.map((one) => [
          one.child,
          child.get(one.child) ?? '',
          one.volunteer,
          volunteer.get(one.volunteer) ?? '',
          one.because.kind === 'rules'
            ? one.because.rules.map(({ rule }) => waitingWords(rule)[language]).join('；')
            : waitingWords(one.because.kind)[language],
        ]),
      ]),
      sheet('须续办', [['事项', '何日前', '何人'], ...plan.renewals.map((one) => [one.what, one.before, one.who])]),
    ],
  }
}
