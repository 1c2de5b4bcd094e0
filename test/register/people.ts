/** A stream of numbers from a seed (mulberry32): the same seed, the same paperwork. */
export interface Chance {
  readonly below: (n: number) => number
  readonly pick: <T>(from: readonly T[]) => T
  readonly holds: (share: number) => boolean
  /** Numbers that somebody has. */
  readonly taken: Set<string>
}

export function chance(seed: number): Chance {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const below = (n: number): number => Math.floor(next() * n)
  return { below, pick: (from) => from[below(from.length)]!, holds: (share) => next() < share, taken: new Set() }
}

/** A child as it is in truth; words are those that the library writes. Empty text: not collected. */
export interface Child {
  name: string
  sex: '男' | '女'
  ethnicity: string
  born: string
  id: string
  hukou: string
  village: string
  villageName: string
  group: number
  school: string
  grade: number
  room: string
  boarding: boolean
  health: string
  illness: string
  allergy: string
  hardship: string
  father: Parent
  mother: Parent
  carer: Carer | undefined
  signed: boolean
  signedOn: string
  rating: string
  contact: string
  channel: string
  home: string
  likes: readonly string[]
  wish: string
  note: string
}
export interface Parent {
  name: string
  status: string
  place: string
  /** Digits, empty for not collected, or 无. */
  phone: string
}
export interface Carer {
  name: string
  relation: string
  age: number
  health: string
  phone: string
  address: string
}

const surnames = [
  ...Array.from(
    '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严覃武莫孔向汤',
  ),
  '欧阳',
  '上官',
  '司徒',
]
const boyNames = [
  ...Array.from('伟强磊军洋勇杰涛明超平刚辉鹏华飞鑫波斌宇浩凯健俊帆轩昊博睿泽豪梓航晨阳志国文龙海林峰康乐佑恒成瑞安'),
]
const girlNames = Array.from(
  '芳娜敏静丽娟艳霞秀兰玲桂英红梅莉燕萍颖倩雪琳晶婷雅欣怡佳颜涵萱梓诗语馨悦思琪妍菲若彤慧花香春心',
)
/** Characters that sound alike, tone and all. */
export const homophones: readonly (readonly [string, string])[] = [
  ['伟', '玮'],
  ['欣', '鑫'],
  ['佳', '嘉'],
  ['俊', '峻'],
  ['怡', '宜'],
  ['浩', '皓'],
  ['英', '瑛'],
  ['志', '致'],
  ['静', '靖'],
  ['宇', '雨'],
  ['萱', '宣'],
  ['洋', '阳'],
  ['明', '铭'],
  ['莉', '丽'],
]

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
export const lastOf = (digits: string): string =>
  '10X98765432'[Array.from(digits).reduce((sum, digit, i) => sum + Number(digit) * weights[i]!, 0) % 11]!

const two = (n: number): string => String(n).padStart(2, '0')
/** A day so many days before another, in UTC. */
export const before = (date: string, days: number): string => {
  const day = new Date(Date.parse(`${date}T00:00:00Z`) - days * 86_400_000)
  return `${day.getUTCFullYear()}-${two(day.getUTCMonth() + 1)}-${two(day.getUTCDate())}`
}

/** A valid identity number that nobody has yet. */
export const idFor = (c: Chance, county: string, born: string, sex: '男' | '女'): string => {
  const digits = `${county}${born.replaceAll('-', '')}${two(c.below(100))}${c.below(5) * 2 + (sex === '男' ? 1 : 0)}`
  if (c.taken.has(digits)) return idFor(c, county, born, sex)
  c.taken.add(digits)
  return digits + lastOf(digits)
}

export const mobile = (c: Chance): string => `1${c.pick(Array.from('3456789'))}${String(c.below(1e9)).padStart(9, '0')}`

const given = (c: Chance, sex: '男' | '女'): string => {
  const from = sex === '男' ? boyNames : girlNames
  return c.holds(0.25) ? c.pick(from) : c.pick(from) + c.pick(from)
}
export const personName = (c: Chance, sex: '男' | '女', surname = c.pick(surnames)): string => surname + given(c, sex)

export const surnameOf = (name: string): string =>
  /^(?:欧阳|上官|司徒)/.test(name) ? name.slice(0, 2) : name.slice(0, 1)

/** School years since the one in which a child usually begins, at the last first of September. */
const yearOf = (born: string, asOf: string): number => {
  const start = Number(asOf.slice(0, 4)) - (asOf.slice(5) < '09-01' ? 1 : 0)
  return start - Number(born.slice(0, 4)) - (born.slice(5) > '09-01' ? 1 : 0) - 5
}

const places = [
  '浙江省宁波市',
  '广东省东莞市',
  '上海市',
  '江苏省苏州市',
  '福建省泉州市',
  '省内务工',
  '重庆市',
  '广东佛山',
]
const wishes = ['想去县城图书馆', '一个书包', '想和爸爸打电话', '不想结对', '希望父母早点回家', '不愿意要爱心妈妈']

export interface County {
  readonly code: string
  readonly address: string
  readonly villages: readonly { readonly code: string; readonly name: string; readonly town: string }[]
}

export function county(c: Chance): County {
  const code = c.pick(['431225', '511725', '340321', '450123', '360732'])
  const villages = Array.from({ length: 18 }, (_, i) => {
    const town = c.pick(['青山镇', '白水乡', '石桥镇'])
    return {
      code: `${code}${100 + (i % 3)}${200 + i}`,
      name: `${c.pick(Array.from('东西南北上下大小新老'))}${c.pick(Array.from('山河桥湾坪井'))}${c.pick(['村', '社区', '寨村'])}`,
      town,
    }
  })
  return { code, address: '某省某市某县', villages }
}

function parentOf(c: Chance, name: string, statuses: readonly string[]): Parent {
  const status = c.pick(statuses)
  const away = status === '外出务工' || status === '离异外出'
  const phone = status === '死亡' ? '无' : c.holds(0.15) ? '' : mobile(c)
  return { name, status, place: away ? c.pick(places) : '', phone }
}

export function carerOf(c: Chance, surname: string, address: string): Carer {
  const relation = c.pick(['祖母', '祖母', '祖父', '祖父', '外祖母', '外祖父', '叔父', '姑母', '姨母', '兄', '邻居'])
  const old = /祖/.test(relation)
  const sex = /母|姑|姨/.test(relation) ? '女' : '男'
  return {
    name:
      relation === '祖父' || relation === '兄' || relation === '叔父'
        ? personName(c, '男', surname)
        : personName(c, sex),
    relation,
    age: relation === '兄' ? 18 + c.below(8) : old ? 50 + c.below(35) : 28 + c.below(25),
    health: c.pick(['健康', '健康', '一般或较弱', '慢性病', '重病']),
    phone: mobile(c),
    address,
  }
}

export function childOf(c: Chance, place: County, asOf: string): Child {
  const born = before(asOf, 100 + c.below(15 * 365))
  const sex = c.holds(0.5) ? '男' : '女'
  const surname = c.pick(surnames)
  const village = c.pick(place.villages)
  const year = yearOf(born, asOf)
  const group = 1 + c.below(12)
  const address = `${place.address}${village.town}${village.name}${group}组`
  const carer = c.holds(0.96) ? carerOf(c, surname, address) : undefined
  const signed = carer !== undefined && c.holds(0.75)
  const contact = before(asOf, c.below(50))
  const school =
    year < -2
      ? '未入学'
      : year < 1
        ? `${village.town}中心幼儿园`
        : year <= 6
          ? `${village.town}中心小学`
          : `${village.town}初级中学`
  return {
    name: personName(c, sex, surname),
    sex,
    ethnicity: c.pick(['汉族', '汉族', '汉族', '苗族', '彝族', '土家族', '壮族']),
    born,
    id: idFor(c, place.code, born, sex),
    hukou: c.pick(['农村居民户口', '农村居民户口', '农村居民户口', '居民户口', '城镇居民户口', '']),
    village: village.code,
    villageName: village.name,
    group,
    school,
    grade: year >= 1 ? Math.min(9, year) : 0,
    room: year >= 1 ? `${1 + c.below(4)}班` : '',
    boarding: year >= 1 && c.holds(0.4),
    health: c.pick(['健康', '健康', '健康', '健康', '一般或较弱', '慢性病', '残疾']),
    illness: c.pick(['无', '无', '无', '', '哮喘', '贫血', '2024年骨折住院', '先天性心脏病术后']),
    allergy: c.pick(['无', '无', '', '青霉素', '花粉', '海鲜']),
    hardship: c.pick(['无', '无', '低保', '特困', '建档立卡', '低保边缘']),
    father: parentOf(c, personName(c, '男', surname), ['外出务工', '外出务工', '外出务工', '服刑', '离异外出', '死亡']),
    mother: parentOf(c, personName(c, '女'), [
      '外出务工',
      '外出务工',
      '外出务工',
      '在家有监护能力',
      '在家无监护能力',
      '死亡',
    ]),
    carer,
    signed,
    signedOn: signed ? before(asOf, c.below(500)) : '无',
    rating: carer === undefined ? '差' : c.pick(['较好', '较好', '一般', '差']),
    contact,
    channel: c.pick(['电话', '视频', '微信视频', '返乡见面']),
    home: before(contact, c.below(400)),
    likes: [
      ...new Set(
        Array.from({ length: c.below(4) }, () =>
          c.pick(['航模', '种植', '阅读', '书法', '绘画', '唱歌', '舞蹈', '手工', '篮球', '科学实验']),
        ),
      ),
    ],
    wish: c.holds(0.4) ? '' : c.pick(wishes),
    note: c.holds(0.03) ? c.pick(['与奶奶同住', '邻居反映常被打骂']) : '',
  }
}
