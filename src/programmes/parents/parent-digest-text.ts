import { dateText, type PlainDate } from '../../date.ts'
import type { CallLine, CallPlan, PlannedCall } from './call-plan.ts'
import { parentNeeds } from './digest-needs.ts'
import type { DigestCare, DigestEvent, ParentDigest } from './parent-digest.ts'

type Language = 'zh' | 'en'

const partWords = {
  morning: { zh: '上午', en: 'in the morning' },
  afternoon: { zh: '下午', en: 'in the afternoon' },
  evening: { zh: '晚上', en: 'in the evening' },
} as const

const withWords = { child: { zh: '孩子', en: 'your child' }, carer: { zh: '照料人', en: 'the carer' } } as const

/** How many proposed calls stand in the text. */
const callsShown = 2

function careLines({ agreement, from, until, school, grade }: DigestCare, language: Language): readonly string[] {
  const day = (on: PlainDate): string => dateText(on, language)
  const end = until === 'open' || until === 'notKnown' ? undefined : day(until)
  const begin = from === 'notKnown' ? undefined : day(from)
  const signed = {
    yes: {
      zh: `照料按委托照护协议安排${begin ? `，${begin}签订` : ''}${end ? `，${end}到期` : ''}。`,
      en: `Care is as agreed in writing${begin ? ` on ${begin}` : ''}${end ? `, until ${end}` : ''}.`,
    },
    no: { zh: '还没有委托照护协议。', en: 'There is no agreement on care yet.' },
    notKnown: { zh: '我们不知道有没有委托照护协议。', en: 'We do not know of an agreement on care.' },
  }[agreement]
  const where = {
    zh: `就读：${school ?? '未登记'}${grade === undefined ? '' : `，${grade}年级`}。`,
    en: `School: ${school ?? 'not on record'}${grade === undefined ? '' : `, grade ${grade}`}.`,
  }
  return [signed[language], where[language]]
}

function eventLine(event: DigestEvent, language: Language): string {
  const day = dateText(event.on, language)
  const words = (): { readonly zh: string; readonly en: string } => {
    switch (event.kind) {
      case 'visit':
        return { zh: '工作人员上门看望', en: 'a worker came to see your child' }
      case 'said':
        return { zh: `孩子说：“${event.words}”`, en: `your child said: “${event.words}”` }
      case 'received': {
        const amount = event.quantity === undefined ? '' : ` ${event.quantity}${event.unit ?? ''}`
        return {
          zh: `收到：${event.item ?? '帮扶物资'}${amount}`,
          en: `received: ${event.item ?? 'aid'}${amount}`,
        }
      }
      case 'measured': {
        const height = event.heightCm === undefined ? [] : [`${event.heightCm} cm`]
        const weight = event.weightKg === undefined ? [] : [`${event.weightKg} kg`]
        const both = [...height, ...weight].join(' / ')
        return { zh: `量身高体重 ${both}`.trim(), en: `was measured ${both}`.trim() }
      }
      case 'dose':
        return { zh: '接种疫苗', en: 'was vaccinated' }
    }
  }
  return language === 'zh' ? `${day}，${words().zh}。` : `${day}: ${words().en}.`
}

function callLines({ lines }: CallPlan, language: Language): readonly string[] {
  const day = (on: PlainDate): string => dateText(on, language)
  const at = ({ on, part }: PlannedCall): string =>
    language === 'zh' ? `${day(on)}${partWords[part].zh}` : `${day(on)} ${partWords[part].en}`
  return lines.map((line: CallLine) => {
    const times = line.calls.slice(0, callsShown).map(at)
    const last = line.last === 'notOnRecord' ? undefined : day(line.last)
    if (language === 'zh')
      return `与${withWords[line.with].zh}：${last ? `上次联系是${last}` : '没有联系记录'}，下次不晚于${day(line.by)}${times.length > 0 ? `，合适的时间：${times.join('、')}` : ''}。`
    return `With ${withWords[line.with].en}: ${last ? `last on ${last}` : 'no contact on record'}, next by ${day(line.by)}${times.length > 0 ? `; times that suit: ${times.join(', ')}` : ''}.`
  })
}

const headings = {
  care: { zh: '谁在照料', en: 'Who cares' },
  happened: { zh: '这个月', en: 'This month' },
  calls: { zh: '什么时候通话', en: 'When to call' },
  reunions: { zh: '团聚', en: 'Together' },
  needed: { zh: '需要您做的', en: 'What is needed of you' },
} as const

/**
 * A digest as plain text, a line for each thing, for a message or a sheet of paper. It says nothing that is not in the digest.
 * @example
 * ```ts
 * import { childFile } from 'childfile'
 * import { compileCalendar, nationalHolidays } from 'childfile/calendar'
 * import { parentDigest, parentDigestText } from 'childfile/programmes'
 * const calendar = compileCalendar({ national: nationalHolidays, from: '2026-01-01', to: '2027-01-01' })._unsafeUnwrap()
 * const file = childFile({ id: 'c1', name: '李小花', mother: { status: 'awayWorking' }, schooling: { school: '龙街镇中心小学', grade: 4 } })
 * const digest = parentDigest(file, { parent: 'mother', relation: 'family', asOf: '2026-09-30' }, { month: { from: '2026-09-01', to: '2026-10-01' } }, calendar)
 * digest.map((made) => parentDigestText(made, 'zh').split('\n').slice(0, 4)).unwrapOr([]) // => ["李小花的家长：", "【谁在照料】", "我们不知道有没有委托照护协议。", "就读：龙街镇中心小学，4年级。"]
 * ```
 */
export function parentDigestText(digest: ParentDigest, language: Language): string {
  const zh = language === 'zh'
  if (digest.shown === 'no') return zh ? '没有可以告知的内容。' : 'There is nothing that may be told.'
  const title = (key: keyof typeof headings): string => (zh ? `【${headings[key].zh}】` : `${headings[key].en}:`)
  const { tookPart, daysAbsent, contacts, needed, reunions, office } = digest
  const counts = [
    zh ? `有联系记录${contacts}次。` : `Contacts on record: ${contacts}.`,
    ...(tookPart > 0 ? [zh ? `参加活动${tookPart}次。` : `Took part in ${tookPart} sessions.`] : []),
    ...(daysAbsent > 0 ? [zh ? `未到校${daysAbsent}天。` : `Not at school on ${daysAbsent} days.`] : []),
  ]
  const together = reunions.map(({ from, to }) =>
    zh
      ? `${dateText(from, 'zh')}至${dateText(to, 'zh')}与您在一起，返回后工作人员会来看望孩子。`
      : `With you from ${dateText(from, 'en')} to ${dateText(to, 'en')}; after the return a worker comes to see your child.`,
  )
  const asked = needed.map(({ code, by }) => {
    const words = parentNeeds[code][language]
    if (by === 'none') return zh ? `${words}。` : `${words}.`
    return zh ? `${words}（不晚于${dateText(by, 'zh')}）。` : `${words} (by ${dateText(by, 'en')}).`
  })
  return [
    zh ? `${digest.child}的家长：` : `To the parent of ${digest.child}:`,
    title('care'),
    ...careLines(digest.care, language),
    title('happened'),
    ...digest.happened.map((event) => eventLine(event, language)),
    ...counts,
    title('calls'),
    ...callLines(digest.calls, language),
    ...(together.length > 0 ? [title('reunions'), ...together] : []),
    ...(asked.length > 0 ? [title('needed'), ...asked] : []),
    ...(office === 'none'
      ? []
      : [zh ? `有事请打：${office.name} ${office.phone}` : `Ring ${office.name}, ${office.phone}`]),
  ].join('\n')
}
