import { ChildId, VolunteerId } from 'childfile'
import { pair, type PairingPlan, type PairingProblem, verify } from 'childfile/pairing'
import { type OptionForm, type Request, Stop, valueOf } from '../command.ts'
import { progress } from '../terminal.ts'
import { type Assessed, termOf } from './assessed.ts'
import type { County } from './folder.ts'

/** What no sheet of a folder says, and pairing has to know. */
export const pairingOptions = {
  from: {
    value: 'YYYY-MM-DD',
    zh: '学期第一天，不写则为基准日',
    en: 'first day of the term, the day to go by if not said',
  },
  to: {
    value: 'YYYY-MM-DD',
    zh: '学期结束的次日，不写则为 18 周后',
    en: 'first day after the term, 18 weeks later if not said',
  },
  concerns: {
    value: 'none|ID,ID',
    zh: '有未了结保护问题的志愿者编号；已查明没有则写 none。不写即无人查过，谁也不会被建议',
    en: 'volunteers of whom a safeguarding concern is open; none if somebody looked. If left out nobody looked, and nobody is proposed',
  },
  kin: {
    value: 'none|CHILD:ID',
    zh: '儿童与志愿者的亲属关系（儿童编号:志愿者编号，逗号分隔）；除志愿者表已注明的外没有则写 none',
    en: 'kinship of child and volunteer by their ids, divided by commas; none if there is none but what the sheet of volunteers says',
  },
} as const satisfies Readonly<Record<string, OptionForm>>

/** A plan with the problem that it answers. */
export interface Proposal {
  readonly problem: PairingProblem
  readonly plan: PairingPlan
}

/** Proposes pairs for a term and proves the plan with the independent check. */
export async function proposal(county: County, { children }: Assessed, request: Request): Promise<Proposal> {
  const { terminal, language, values } = request
  const problem: PairingProblem = {
    term: termOf(request),
    children: children.map(({ file, assessment }) => ({ file, tier: assessment.tier })),
    volunteers: county.volunteers,
    villages: county.villages,
    present: county.agreements,
    ...(values['concerns'] !== undefined && {
      concerns: listed(values['concerns'], 'concerns').map(volunteerOf(county)),
    }),
    ...(values['kin'] !== undefined && { kin: listed(values['kin'], 'kin').map(kinOf(county)) }),
  }
  const plan = await progress(terminal, { zh: '结对', en: 'pairing' }[language], () =>
    valueOf(pair(problem), request.path),
  )
  const faults = await progress(terminal, { zh: '校验方案', en: 'checking the plan' }[language], () =>
    verify(problem, plan),
  )
  if (faults.length > 0) throw new Error('the plan does not stand the independent check')
  return { problem, plan }
}

const listed = (value: string, option: string): readonly string[] => {
  if (value === 'none') return []
  const parts = value.split(',').map((part) => part.trim())
  if (parts.every((part) => part !== '')) return parts
  throw new Stop({ zh: `--${option} 中有空的编号`, en: `--${option} has an empty id` })
}

const volunteerOf =
  ({ volunteers }: County) =>
  (id: string): VolunteerId => {
    const found = VolunteerId.safeParse(id)
    if (found.success && volunteers.some((one) => one.id === found.data)) return found.data
    throw new Stop({ zh: `志愿者表中没有编号 ${id}`, en: `no volunteer of the folder has the id ${id}` })
  }

const kinOf =
  (county: County) =>
  (pairOfIds: string): { readonly child: ChildId; readonly volunteer: VolunteerId } => {
    const [id = '', volunteer = ''] = pairOfIds.split(':')
    const child = ChildId.safeParse(id)
    if (!child.success || !county.files.some((file) => file.id === child.data))
      throw new Stop({ zh: `花名册中没有编号 ${id}`, en: `no child of the folder has the id ${id}` })
    return { child: child.data, volunteer: volunteerOf(county)(volunteer) }
  }
