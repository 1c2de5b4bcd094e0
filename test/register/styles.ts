import type { Cell } from '../../src/register/index.ts'
import type { Chance, Child, Parent } from './people.ts'

/** A column of the paperwork: which field it is, its heading and the heading over it, and what a child's cell says. */
export interface PaperColumn {
  readonly field: string
  readonly over?: string
  readonly heading: string
  readonly cell: (child: Child) => Cell
}

export interface Style {
  readonly columns: readonly PaperColumn[]
  readonly headingRows: 1 | 2
  /** Rows on a printed page, after which the heading stands again; 0 for never. */
  readonly pageRows: number
  readonly sheets: 1 | 2
  readonly byVillage: boolean
  readonly merges: boolean
  readonly hidesRows: boolean
  /** Rows above the first record. */
  readonly top: number
}

export type StyleName = 'oneRow' | 'twoRows' | 'numbers' | 'office'

/** Serial day of a spreadsheet. */
const serial = (date: string): number => Math.round(Date.parse(`${date}T00:00:00Z`) / 86_400_000) + 25_569
const wide = (text: string): string =>
  text.replace(/[0-9A-Z]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0))
const numerals = '〇一二三四五六七八九'

/** How a style writes what children have in common: chosen once for a style, or cell by cell. */
interface Words {
  readonly dates: (c: Chance, date: string) => Cell
  readonly ids: (c: Chance, id: string) => Cell
  readonly phones: (c: Chance, phone: string) => Cell
  readonly villages: (code: string) => Cell
  readonly grade: (grade: number) => Cell
  readonly map: Readonly<Record<string, readonly string[]>>
  readonly absent: readonly string[]
  readonly none: readonly string[]
  readonly name: (c: Chance, name: string) => string
}

const dateForms = {
  iso: (_: Chance, date: string): Cell => date,
  mixed: (c: Chance, date: string): Cell => {
    const [y, m, d] = date.split('-').map(Number) as [number, number, number]
    return c.pick([
      `${y}/${m}/${d}`,
      `${y}.${m}.${d}`,
      `${y}年${m}月${d}日`,
      date.replaceAll('-', ''),
      `${y}-${m}-${d}`,
      date,
    ])
  },
  serial: (c: Chance, date: string): Cell =>
    c.holds(0.2) ? Number(date.replaceAll('-', '')) : c.holds(0.2) ? `${date} 00:00:00` : serial(date),
  chinese: (c: Chance, date: string): Cell => {
    const [y, m, d] = date.split('-').map(Number) as [number, number, number]
    const word = (n: number): string =>
      n <= 10
        ? '十一二三四五六七八九十'.charAt(n)
        : n < 20
          ? `十${numerals.charAt(n - 10)}`
          : `${numerals.charAt(Math.floor(n / 10))}十${n % 10 === 0 ? '' : numerals.charAt(n % 10)}`
    const year = Array.from(String(y))
      .map((digit) => numerals.charAt(Number(digit)))
      .join('')
    return c.holds(0.3) ? `${year}年${word(m)}月${word(d)}日` : `${y}．${m}．${d}`
  },
}

const plainWords: Words = {
  dates: dateForms.iso,
  ids: (c, id) => c.pick([id, id.toLowerCase(), id]),
  phones: (_, phone) => phone,
  villages: (code) => code,
  grade: (grade) => `${numerals.charAt(grade)}年级`,
  map: {},
  absent: ['', '未采集'],
  none: ['无'],
  name: (_, name) => name,
}

const townWords: Words = {
  dates: dateForms.mixed,
  ids: (c, id) => c.pick([id, wide(id), `${id.slice(0, 6)} ${id.slice(6, 14)} ${id.slice(14)}`, id.toLowerCase()]),
  phones: (c, phone) =>
    c.pick([
      phone,
      `+86${phone}`,
      `${phone.slice(0, 3)}-${phone.slice(3, 7)}-${phone.slice(7)}`,
      `${phone.slice(0, 3)} ${phone.slice(3, 7)} ${phone.slice(7)}`,
    ]),
  villages: (code) => code,
  grade: (grade) => (grade > 6 ? `初${numerals.charAt(grade - 6)}` : numerals.charAt(grade)),
  map: {
    外出务工: ['外出打工', '在外务工', '打工'],
    在家有监护能力: ['在家务农', '在家'],
    在家无监护能力: ['在家无监护能力', '重病在家'],
    死亡: ['去世', '已故', '病故'],
    服刑: ['服刑中', '坐牢'],
    离异外出: ['离婚外出'],
    农村居民户口: ['农业户口', '农业', '农村'],
    城镇居民户口: ['非农业', '城镇'],
    祖母: ['奶奶'],
    祖父: ['爷爷'],
    外祖母: ['外婆', '姥姥'],
    外祖父: ['外公'],
    叔父: ['叔叔'],
    姑母: ['姑姑', '姑妈'],
    姨母: ['姨妈', '小姨'],
    兄: ['哥哥'],
    低保: ['低保户', '农村低保'],
    特困: ['五保', '特困供养'],
    建档立卡: ['脱贫户', '监测户'],
    低保边缘: ['低保边缘户'],
    健康: ['健康', '身体健康', '良好'],
    一般或较弱: ['一般', '体弱'],
    较好: ['好', '较好'],
    差: ['较差', '差'],
    电话: ['打电话', '电话'],
    微信视频: ['微信', '微信视频'],
    返乡见面: ['回家', '见面'],
    汉族: ['汉', '汉族'],
    苗族: ['苗'],
    彝族: ['彝'],
    土家族: ['土家'],
    是: ['是', '有'],
    男: ['男', '男性'],
    女: ['女', '女性'],
  },
  absent: ['', '不详', '不清楚', '未采集'],
  none: ['无', '/', '—', '没有', '-'],
  name: (c, name) => (name.length === 2 && c.holds(0.3) ? `${name.slice(0, 1)}\u3000${name.slice(1)}` : name),
}

const machineWords: Words = {
  ...townWords,
  dates: dateForms.serial,
  ids: (_, id) => id,
  phones: (_, phone) => Number(phone),
  villages: (code) => Number(code),
  grade: (grade) => grade,
}

const officeWords: Words = {
  ...townWords,
  dates: dateForms.chinese,
  grade: (grade) => (grade > 6 ? `初中${numerals.charAt(grade - 6)}年级` : `小学${numerals.charAt(grade)}年级`),
}

/** Headings by field, for each style: [over, heading]. */
type Headings = Readonly<Record<string, readonly [over: string, heading: string]>>

const oneRow: Headings = {
  serial: ['', '序号'],
  name: ['', '儿童姓名'],
  sex: ['', '性别'],
  idNumber: ['', '身份证号码'],
  birthDate: ['', '出生年月日'],
  ethnicity: ['', '民族'],
  hukou: ['', '户口性质'],
  address: ['', '户籍地址'],
  residence: ['', '现居住地址'],
  village: ['', '村（居）代码'],
  school: ['', '就读学校名称'],
  grade: ['', '就读年级'],
  class: ['', '所在班级'],
  boarding: ['', '是否住校'],
  health: ['', '身体健康状况'],
  illnesses: ['', '患病情况'],
  allergies: ['', '过敏原'],
  hardship: ['', '家庭困难类型'],
  'father.name': ['', '父亲姓名'],
  'father.status': ['', '父亲现状'],
  'father.workplace': ['', '父亲务工地点'],
  'father.phone': ['', '父亲电话'],
  'mother.name': ['', '母亲姓名'],
  'mother.status': ['', '母亲现状'],
  'mother.workplace': ['', '母亲务工地点'],
  'mother.phone': ['', '母亲电话'],
  'delegate.name': ['', '受委托人姓名'],
  'delegate.relation': ['', '受委托人与儿童关系'],
  'delegate.age': ['', '受委托人年龄'],
  'delegate.health': ['', '受委托人健康状况'],
  'delegate.phone': ['', '受委托人联系电话'],
  'delegate.address': ['', '受委托人住址'],
  agreement: ['', '是否签订委托监护责任确认书'],
  signedOn: ['', '确认书签订日期'],
  rating: ['', '监护情况评估'],
  contact: ['', '与父母最近联系日期'],
  channel: ['', '与父母联系方式'],
  home: ['', '父母最近返乡日期'],
  interests: ['', '兴趣爱好'],
  wish: ['', '微心愿'],
  note: ['', '备注说明'],
}

const twoRows: Headings = {
  serial: ['', '序 号'],
  name: ['儿童基本情况', '姓  名'],
  sex: ['儿童基本情况', '性\n别'],
  ethnicity: ['儿童基本情况', '民族'],
  idNumber: ['儿童基本情况', '公民身份\n号码'],
  birthDate: ['儿童基本情况', '出生\n日期'],
  hukou: ['户籍情况', '户籍类型'],
  address: ['户籍情况', '户籍所在地\n（详细到组）'],
  residence: ['', '现居住地'],
  village: ['', '行政村\n代码'],
  school: ['就学情况', '学校名称'],
  grade: ['就学情况', '年级'],
  class: ['就学情况', '班级'],
  boarding: ['就学情况', '是否寄宿'],
  health: ['健康情况', '健康状况'],
  illnesses: ['健康情况', '既往病史'],
  allergies: ['健康情况', '过敏史'],
  hardship: ['', '困境类型'],
  'father.name': ['父亲信息', '姓名'],
  'father.status': ['父亲信息', '目前状况'],
  'father.workplace': ['父亲信息', '外出地点'],
  'father.phone': ['父亲信息', '手机号码'],
  'mother.name': ['母亲信息', '姓名'],
  'mother.status': ['母亲信息', '目前状况'],
  'mother.workplace': ['母亲信息', '外出地点'],
  'mother.phone': ['母亲信息', '手机号码'],
  'delegate.name': ['实际监护人情况', '姓名'],
  'delegate.relation': ['实际监护人情况', '与儿童的关系'],
  'delegate.age': ['实际监护人情况', '年龄\n(岁)'],
  'delegate.health': ['实际监护人情况', '身体状况'],
  'delegate.phone': ['实际监护人情况', '联系方式'],
  'delegate.address': ['实际监护人情况', '居住地址'],
  agreement: ['委托照护协议', '是否签署'],
  signedOn: ['委托照护协议', '签署日期'],
  rating: ['', '监护评价'],
  contact: ['亲情联系', '最近一次联系时间'],
  channel: ['亲情联系', '沟通方式'],
  home: ['亲情联系', '最近一次返乡时间'],
  interests: ['', '爱好特长'],
  wish: ['', '儿童心愿'],
  note: ['', '其他情况'],
}

const numbers: Headings = {
  ...oneRow,
  serial: ['', 'No.'],
  name: ['', '姓名*'],
  idNumber: ['', '居民身份证号码*'],
  birthDate: ['', '出生时间'],
  hukou: ['', '户别'],
  residence: ['', '家庭详细住址'],
  village: ['', '所在村代码'],
  school: ['', '学校（幼儿园）'],
  grade: ['', '年级(填数字)'],
  class: ['', '班'],
  boarding: ['', '住校情况'],
  health: ['', '健康情况'],
  hardship: ['', '家庭经济情况'],
  'father.name': ['', '姓名（父亲）'],
  'father.status': ['', '状况（父亲）'],
  'father.workplace': ['', '务工地（父亲）'],
  'father.phone': ['', '联系电话（父亲）'],
  'mother.name': ['', '姓名（母亲）'],
  'mother.status': ['', '状况（母亲）'],
  'mother.workplace': ['', '务工地（母亲）'],
  'mother.phone': ['', '联系电话（母亲）'],
  'delegate.name': ['', '监护人姓名'],
  'delegate.relation': ['', '监护人与儿童关系'],
  'delegate.age': ['', '监护人年龄'],
  'delegate.health': ['', '监护人健康状况'],
  'delegate.phone': ['', '监护人联系电话'],
  'delegate.address': ['', '监护人现住址'],
  agreement: ['', '是否签订协议'],
  signedOn: ['', '协议签订时间'],
  rating: ['', '监护状况评估'],
  contact: ['', '最后一次联系日期'],
  channel: ['', '联系渠道'],
  home: ['', '最近回家时间'],
}

const office: Headings = {
  ...twoRows,
  name: ['留守儿童信息', '姓名'],
  sex: ['留守儿童信息', '性别'],
  ethnicity: ['留守儿童信息', '民族'],
  idNumber: ['留守儿童信息', '身份证号'],
  birthDate: ['留守儿童信息', '出生年月'],
  residence: ['留守儿童信息', '家庭住址'],
  'father.name': ['父 亲', '姓 名'],
  'father.status': ['父 亲', '外出情况'],
  'father.workplace': ['父 亲', '打工地点'],
  'father.phone': ['父 亲', '电话'],
  'mother.name': ['母 亲', '姓 名'],
  'mother.status': ['母 亲', '外出情况'],
  'mother.workplace': ['母 亲', '打工地点'],
  'mother.phone': ['母 亲', '电话'],
  'delegate.name': ['受委托照护人', '姓名'],
  'delegate.relation': ['受委托照护人', '关系'],
  'delegate.age': ['受委托照护人', '年龄'],
  'delegate.health': ['受委托照护人', '健康情况'],
  'delegate.phone': ['受委托照护人', '电话号码'],
  'delegate.address': ['受委托照护人', '住址'],
}

const strangers: readonly PaperColumn[] = [
  { field: 'stranger', heading: '户主姓名', cell: () => '李某某' },
  { field: 'stranger', heading: '班主任电话', cell: () => '13900000000' },
  { field: 'stranger', heading: '祖父姓名', cell: () => '王某' },
  { field: 'stranger', heading: '村主任', cell: () => '赵某' },
  { field: 'stranger', heading: '是否脱贫户', cell: () => '否' },
  { field: 'stranger', heading: '帮扶干部联系电话', cell: () => '13800000001' },
]

type Say = (field: string, child: Child) => Cell

function saying(c: Chance, words: Words): Say {
  const alt = (text: string): string =>
    text === '' ? c.pick(words.absent) : text === '无' ? c.pick(words.none) : c.pick(words.map[text] ?? [text])
  const open = (text: string): string =>
    text === '' ? c.pick(words.absent) : text === '无' ? c.pick(words.none) : text
  const phone = (digits: string): Cell => (/^\d+$/.test(digits) ? words.phones(c, digits) : open(digits))
  const parent = (of: Parent, field: string): Cell =>
    field === 'name'
      ? words.name(c, of.name)
      : field === 'status'
        ? alt(of.status)
        : field === 'workplace'
          ? open(of.place)
          : phone(of.phone)
  return (field, child) => {
    const { carer } = child
    const [who = '', what = ''] = field.split('.')
    if (who === 'father' || who === 'mother') return parent(child[who], what)
    if (who === 'delegate') {
      if (carer === undefined)
        return what === 'name' || what === 'relation' || what === 'phone' ? c.pick(words.none) : ''
      if (what === 'age') return carer.age
      if (what === 'phone') return phone(carer.phone)
      return what === 'name'
        ? words.name(c, carer.name)
        : what === 'address'
          ? carer.address
          : alt(what === 'health' ? carer.health : carer.relation)
    }
    switch (field) {
      case 'name':
        return words.name(c, child.name)
      case 'sex':
        return alt(child.sex)
      case 'ethnicity':
        return alt(child.ethnicity)
      case 'idNumber':
        return child.id === '' ? c.pick(words.absent) : words.ids(c, child.id)
      case 'birthDate':
        return words.dates(c, child.born)
      case 'hukou':
        return alt(child.hukou)
      case 'address':
        return `某省某市某县${child.villageName}${child.group}组`
      case 'residence':
        return c.holds(0.3) ? '同户籍地' : `某省某市某县${child.villageName}${child.group}组`
      case 'village':
        return words.villages(child.village)
      case 'school':
        return child.school
      case 'grade':
        return child.grade === 0 ? '' : words.grade(child.grade)
      case 'class':
        return child.room
      case 'boarding':
        return child.boarding ? alt('是') : '否'
      case 'health':
        return alt(child.health)
      case 'illnesses':
        return open(child.illness)
      case 'allergies':
        return open(child.allergy)
      case 'hardship':
        return alt(child.hardship)
      case 'agreement':
        return child.signed ? '是' : '否'
      case 'signedOn':
        return child.signedOn === '无' ? c.pick(words.none) : words.dates(c, child.signedOn)
      case 'rating':
        return alt(child.rating)
      case 'contact':
        return words.dates(c, child.contact)
      case 'channel':
        return alt(child.channel)
      case 'home':
        return words.dates(c, child.home)
      case 'interests':
        return child.likes.length === 0 ? c.pick(['', '未采集']) : child.likes.join(c.pick(['、', '，', '；', ' ']))
      case 'wish':
        return child.wish
      case 'note':
        return child.note
      default:
        return ''
    }
  }
}

/** Columns in a new order; what stands under one heading stays together. */
function shuffled(c: Chance, columns: readonly PaperColumn[]): readonly PaperColumn[] {
  const blocks = new Map<string, PaperColumn[]>()
  for (const [i, column] of columns.entries()) {
    const key = column.over === undefined || column.over === '' ? `alone ${i}` : column.over
    blocks.set(key, [...(blocks.get(key) ?? []), column])
  }
  const all = [...blocks.values()]
  for (let i = all.length - 1; i > 1; i--) {
    const j = 1 + c.below(i)
    ;[all[i], all[j]] = [all[j]!, all[i]!]
  }
  return all.flat()
}

function columnsOf(c: Chance, headings: Headings, words: Words, extra: number): readonly PaperColumn[] {
  const say = saying(c, words)
  const known = Object.entries(headings).map(
    ([field, [over, heading]]): PaperColumn => ({ field, over, heading, cell: (child) => say(field, child) }),
  )
  return [...known, ...Array.from({ length: extra }, (_, i) => strangers[i]!)]
}

export const styles: Readonly<Record<StyleName, (c: Chance) => Style>> = {
  oneRow: (c) => ({
    columns: shuffled(c, columnsOf(c, oneRow, plainWords, 3)),
    headingRows: 1,
    pageRows: 0,
    sheets: 1,
    byVillage: false,
    merges: false,
    hidesRows: false,
    top: 3,
  }),
  twoRows: (c) => ({
    columns: shuffled(c, columnsOf(c, twoRows, townWords, 2)),
    headingRows: 2,
    pageRows: 40,
    sheets: 1,
    byVillage: false,
    merges: false,
    hidesRows: false,
    top: 4,
  }),
  numbers: (c) => ({
    columns: shuffled(c, columnsOf(c, numbers, machineWords, 6)),
    headingRows: 1,
    pageRows: 0,
    sheets: 1,
    byVillage: true,
    merges: true,
    hidesRows: true,
    top: 3,
  }),
  office: (c) => ({
    columns: shuffled(c, columnsOf(c, office, officeWords, 1)),
    headingRows: 2,
    pageRows: 25,
    sheets: 2,
    byVillage: true,
    merges: false,
    hidesRows: false,
    top: 4,
  }),
}

/** The rows of a heading; a heading over several columns stands over the first of them. */
export function headings(columns: readonly PaperColumn[], style: Style): readonly (readonly string[])[] {
  if (style.headingRows === 1) return [columns.map(({ heading }) => heading)]
  const over = columns.map(({ over: text = '', heading }, i) =>
    text === '' ? heading : columns[i - 1]?.over === text ? '' : text,
  )
  return [over, columns.map(({ over: text = '', heading }) => (text === '' ? '' : heading))]
}
