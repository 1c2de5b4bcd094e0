/**
 * Words that stand for traits which no rule may read, of the child or of the parents: ethnicity, religion, sex, household
 * registration, occupation, education of the parents, marital, penal and political status, HIV, birth out of wedlock; and party membership and gifts, which serve roll-ups of who takes part.
 */
const protectedWords: ReadonlySet<string> = new Set([
  'ethnicity',
  'ethnic',
  'ethnicities',
  'race',
  'religion',
  'religious',
  'faith',
  'sex',
  'gender',
  'male',
  'female',
  'hukou',
  'occupation',
  'job',
  'profession',
  'workkind',
  'workplace',
  'education',
  'educated',
  'marital',
  'marriage',
  'married',
  'divorce',
  'divorced',
  'custody',
  'penal',
  'prison',
  'imprisoned',
  'convicted',
  'criminal',
  'political',
  'party',
  'donation',
  'donations',
  'donor',
  'hiv',
  'aids',
  'wedlock',
  'illegitimate',
])

const protectedSigns = [
  '民族',
  '宗教',
  '性别',
  '户籍',
  '户口',
  '职业',
  '学历',
  '婚姻',
  '离异',
  '服刑',
  '政治面貌',
  '党员',
  '捐赠',
  '艾滋',
  '非婚生',
]

/** Whether a name speaks of a protected trait, in words, in camelCase or in Chinese. */
export function namesProtectedTrait(name: string): boolean {
  const words = name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
  const joined = words.flatMap((word, i) => [word, `${word}${words[i + 1] ?? ''}`])
  return joined.some((word) => protectedWords.has(word)) || protectedSigns.some((sign) => name.includes(sign))
}
