import { z } from 'zod'
import { type Code, type CodeList, type CodeRow, codeList, codeLists } from '../../records/index.ts'

/** The schema of a bare code of a list. */
export const oneOf = <R extends readonly CodeRow[]>(
  list: CodeList<R>,
): z.ZodType<Code<CodeList<R>>, Code<CodeList<R>>> => z.enum(list.rows.map(({ key }) => key)).describe(list.en)

/** What kind of giver takes part; for the roll-up of who takes part, never for who gets what. */
export const giverKinds = codeList({
  id: 'giverKind',
  zh: '捐赠方类别',
  en: 'Kind of giver',
  source: 'practice',
  rows: [
    { key: 'partyBranch', zh: '党支部', en: 'party branch', also: ['党组织', '党委'] },
    { key: 'womensFederation', zh: '妇联', en: "women's federation", also: ['妇女联合会'] },
    { key: 'youthLeague', zh: '共青团', en: 'Youth League', also: ['团委', '团支部'] },
    { key: 'union', zh: '工会', en: 'trade union' },
    { key: 'school', zh: '学校', en: 'school' },
    { key: 'firm', zh: '企业', en: 'firm', also: ['公司'] },
    { key: 'alumni', zh: '校友会', en: 'alumni' },
    { key: 'charity', zh: '慈善组织', en: 'charity', also: ['基金会'] },
    { key: 'volunteerGroup', zh: '志愿服务组织', en: 'group of volunteers' },
    { key: 'publicBody', zh: '机关事业单位', en: 'public body' },
    { key: 'person', zh: '个人', en: 'person' },
  ],
})
/** A key of `giverKinds`. */
export type GiverKind = Code<typeof giverKinds>

/** Who takes a gift in; `recipientRules` says which of them may. */
export const recipientKinds = codeList({
  id: 'recipientKind',
  zh: '受赠人类别',
  en: 'Kind of recipient',
  source: '公益事业捐赠法 art. 10, 11',
  rows: [
    { key: 'charity', zh: '慈善组织', en: 'charity', also: ['基金会'] },
    { key: 'welfareBody', zh: '公益性社会团体', en: 'social body for the public good' },
    {
      key: 'welfareInstitution',
      zh: '公益性非营利事业单位',
      en: 'non-profit institution for the public good: school, clinic, welfare home',
    },
    {
      key: 'countyDepartment',
      zh: '县级以上人民政府及其部门',
      en: 'government of a county or above, or its department',
    },
    { key: 'township', zh: '乡镇人民政府', en: 'government of a township' },
    { key: 'villageCommittee', zh: '村（居）民委员会', en: 'committee of a village' },
    { key: 'person', zh: '个人', en: 'person' },
  ],
})
/** A key of `recipientKinds`. */
export type RecipientKind = Code<typeof recipientKinds>

const id = <const B extends string>(brand: B, what: string) =>
  z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._~-]{0,63}$/)
    .describe(`${what}: 1 to 64 characters of A-Z a-z 0-9 . _ ~ -, a letter or digit first`)
    .brand<B>(brand)

/** Names a giver. */
export const GiverId = id('GiverId', 'Id of a giver')
export type GiverId = z.infer<typeof GiverId>

/** Names the body that takes gifts in. */
export const RecipientId = id('RecipientId', 'Id of a recipient')
export type RecipientId = z.infer<typeof RecipientId>

/** The schema of a kind of need. */
export const NeedKind = oneOf(codeLists.needKinds)
/** A kind of need, a key of `codeLists.needKinds`. */
export type NeedKind = z.infer<typeof NeedKind>
