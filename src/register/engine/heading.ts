import { squash } from '../records.ts'
import type { Cell } from '../workbook/workbook.ts'
import type { Sheet } from './sheet.ts'

/** Where the headings of a table stand and what each column is. Rows and columns are counted from 0 here. */
export interface Heading {
  readonly first: number
  readonly height: number
  /** The name of the column at each position; undefined where it is not known. */
  readonly columns: readonly (string | undefined)[]
  /** Position of each known column. */
  readonly at: ReadonlyMap<string, number>
  readonly unknown: readonly number[]
  readonly repeated: readonly number[]
}

/** Name under which the number of a row on paper (序号) is found. */
export const serial = 'serial'
/** Name of the column of reasons that `rowsOf` adds; it is passed over when read again. */
export const reasons = '问题说明'

const serials = ['序号', '编号', '序', '序列', '顺序号', '行号', 'no', 'no.', '№', '#', '项次', '流水号']
/** Group headings that speak of the child, so that 姓名 and 性别 under them are the child's. */
const ofChild = /儿童|学生|孩子|未成年人|基本|本人|个人|身份|户籍|户口|住址|居住|就学|就读|学籍|学校|健康|身体|医疗/
/** Group headings that speak of somebody else. */
const ofOthers =
  /(?<!本|个|年)人(?:员|的|基本|个人)*(?:情况|信息|资料)?$|祖父|祖母|外公|外婆|爷爷|奶奶|兄弟|姐妹|哥|姐|弟|妹|叔|伯|姑|姨|舅|班主任|教师|老师|主任|干部|志愿者/

const signs = /[()（）［\][\]【】<>《》"'“”‘’*★☆※:：;；,，、.．。?？!！\-—_/\\|·]/g
const bracketed = /[(（［[【][^)）］\]】]*[)）］\]】]/g
const numbering = /^(?:[(（]?[\d一二三四五六七八九十]{1,3}[)）.、．]\s*)+(?=\D)/
const fillers =
  /所属|所在|留守|儿童|学生|孩子|幼儿|未成年人|本人|的|情况|信息|详细|具体|目前|当前|名称|请?填写|必填|选填/g

/** What is longer is a text, and no heading: looking for words in it takes time with the square of its length. */
const longestHeading = 200

/** Heading words without signs and spaces, in lower case. */
export const plain = (text: string): string =>
  (squash(text) ?? '').replace(numbering, '').replace(signs, '').toLowerCase()
const withoutBrackets = (text: string): string => plain((squash(text) ?? '').replace(bracketed, ''))
const essence = (text: string): string => text.replace(fillers, '')

/** A sheet's words for headings, compiled once. */
export interface HeadingWords {
  readonly needs: readonly string[]
  /** The column for the headings above one column, outermost first; undefined if it is not known. */
  readonly columnOf: (path: readonly string[]) => string | undefined
  /** Whether the headings say more plainly than others that this column is meant. */
  readonly isStrong: (column: string, path: readonly string[]) => boolean
  /** Whether a cell could be one of the headings that the sheet cannot do without. */
  readonly isNeeded: (cell: Cell) => boolean
}

const onlyHan = /^[\u4e00-\u9fff]+$/

/** Compiles the words of a sheet; `own` maps headings of the caller to names of columns and goes first. */
export function headingWords(
  sheet: Pick<Sheet<unknown>, 'columns' | 'needs' | 'groups'>,
  own: Readonly<Record<string, string>> = {},
): HeadingWords {
  const exact = new Map<string, string>()
  const loose = new Map<string, string>()
  const grouped = new Map<string, string>()
  const put = (words: string, name: string): void => {
    if (!exact.has(plain(words))) exact.set(plain(words), name)
    const rest = essence(plain(words))
    if (rest !== '' && !loose.has(rest)) loose.set(rest, name)
  }
  const groups = Object.entries(sheet.groups ?? {})
  const { columns } = sheet
  for (const [name, column] of Object.entries(columns)) {
    for (const words of [column.zh, column.en, name]) put(words, name)
    for (const words of [column.zh, ...(column.also ?? [])]) {
      if (column.group === undefined) put(words, name)
      else {
        grouped.set(`${column.group}/${essence(plain(words))}`, name)
        if (column.alone && plain(words).length >= 4) put(words, name)
      }
    }
  }
  for (const words of serials) if (!exact.has(plain(words))) exact.set(plain(words), serial)
  const mine = new Map(Object.entries(own).map(([words, name]) => [plain(words), name]))

  const ways = (words: string): readonly string[] => [plain(words), withoutBrackets(words)]
  const alone = (words: string): string | undefined => {
    const forms = ways(words)
    return first(forms, (form) => exact.get(form)) ?? first(forms, (form) => loose.get(essence(form)))
  }
  const inGroup = (group: string, words: string): string | undefined =>
    first(ways(words), (form) => grouped.get(`${group}/${essence(form)}`))
  const groupAt = (words: string): string | undefined =>
    first(ways(words), (form) => groups.find(([, group]) => group.words.test(form))?.[0])

  /** A heading that says group and column in one, in either order: 父亲联系电话, 是否签订确认书. */
  function joined(words: string): string | undefined {
    const whole = withoutBrackets(words)
    for (let cut = whole.length - 1; cut > 0; cut--)
      for (const [over, attribute] of [
        [whole.slice(0, cut), whole.slice(cut)],
        [whole.slice(whole.length - cut), whole.slice(0, whole.length - cut)],
      ] as const) {
        const group = groupAt(over)
        const found = group === undefined ? undefined : inGroup(group, attribute)
        if (found !== undefined) return found
      }
    return undefined
  }

  /** 联系电话（父亲）: the group stands in brackets. */
  function groupInBrackets(words: string): string | undefined {
    const inside = /[(（]([^)）]+)[)）]$/.exec(words)?.[1]
    const group = inside === undefined ? undefined : groupAt(inside)
    return group === undefined ? undefined : inGroup(group, withoutBrackets(words))
  }

  /** A group heading with nothing under it and nothing that says more is the name: 父亲, 监护人. */
  const nameIn = (words: string): string | undefined => {
    const group = groupAt(words)
    return group === undefined || /(?:情况|信息|资料)$/.test(plain(words)) ? undefined : inGroup(group, '姓名')
  }

  const single = (words: string): string | undefined =>
    groupInBrackets(words) ?? alone(words) ?? nameIn(words) ?? joined(words)

  /** A column that is nobody's in particular keeps its name under any group. */
  function impersonal(words: string): string | undefined {
    const name = alone(words)
    const column = name === undefined ? undefined : columns[name]
    return column === undefined || column.personal || (column.group !== undefined && !column.alone) ? undefined : name
  }

  function columnOf(path: readonly string[]): string | undefined {
    const last = path.at(-1)
    if (last === undefined || last.length > longestHeading) return undefined
    const given = mine.get(plain(path.join(''))) ?? mine.get(plain(last))
    if (given !== undefined) return given
    const above = path.slice(0, -1).filter((words) => words.length <= longestHeading)
    if (above.length === 0) return single(last)
    for (const words of above.toReversed()) {
      const group = groupAt(words)
      if (group !== undefined) return inGroup(group, last) ?? single(words + last) ?? impersonal(last)
    }
    const strange = above.some((words) => ofOthers.test(plain(words)) || !ofChild.test(words))
    return alone(`${above.at(-1) ?? ''}${last}`) ?? (strange ? impersonal(last) : single(last))
  }

  const needed = new Set<string>()
  for (const [words, name] of [...exact, ...mine])
    if (name === serial || sheet.needs.some((need) => need === name)) needed.add(words)
  return {
    needs: sheet.needs,
    columnOf,
    isStrong: (name, path) => {
      const group = columns[name]?.group
      const strong = group === undefined ? undefined : sheet.groups?.[group]?.strong
      return strong?.test(path.join('')) ?? false
    },
    isNeeded: (cell) =>
      typeof cell === 'string' &&
      cell !== '' &&
      cell.length < 24 &&
      needed.has(onlyHan.test(cell) ? cell : plain(cell)),
  }
}

const first = <A, B>(from: readonly A[], of: (one: A) => B | undefined): B | undefined => {
  for (const one of from) {
    const found = of(one)
    if (found !== undefined) return found
  }
  return undefined
}

type Rows = readonly (readonly Cell[])[]

const textAt = (rows: Rows, row: number, column: number): string => {
  const cell = rows[row]?.[column]
  return typeof cell === 'string' ? cell.trim() : ''
}

/** Headings above each column: a group heading reaches to the right over empty cells as long as there is something below it. */
function paths(rows: Rows, first: number, height: number, width: number): readonly (readonly string[])[] {
  const reach = Array.from({ length: height }, () => '')
  return Array.from({ length: width }, (_, column) => {
    const path: string[] = []
    for (let level = 0; level < height; level++) {
      const text = textAt(rows, first + level, column)
      const below = Array.from({ length: height - level - 1 }, (_, i) => textAt(rows, first + level + 1 + i, column))
      if (text !== '') {
        reach[level] = text
        for (let i = level + 1; i < height; i++) reach[i] = ''
      } else if (!below.some((words) => words !== '')) continue
      const words = text === '' ? (reach[level] ?? '') : text
      if (words !== '' && words !== path.at(-1)) path.push(words)
    }
    return path
  })
}

function headingOf(rows: Rows, first: number, height: number, words: HeadingWords): Heading {
  const width = Math.max(0, ...Array.from({ length: height }, (_, i) => rows[first + i]?.length ?? 0))
  const at = new Map<string, number>()
  const columns: (string | undefined)[] = []
  const unknown: number[] = []
  const repeated: number[] = []
  const all = paths(rows, first, height, width)
  for (const [position, path] of all.entries()) {
    const name = words.columnOf(path)
    const before = name === undefined ? undefined : at.get(name)
    columns.push(undefined)
    if (name === undefined) {
      if (path.length > 0 && !path.includes(reasons)) unknown.push(position)
    } else if (before === undefined || (words.isStrong(name, path) && !words.isStrong(name, all[before] ?? []))) {
      if (before !== undefined) repeated.push(before)
      at.set(name, position)
    } else repeated.push(position)
  }
  for (const [name, position] of at) columns[position] = name
  return { first, height, columns, at, unknown, repeated }
}

/** Most rows that a heading has. */
export const tallest = 3

/** The heading that begins at a row, of one to three rows, whichever names most columns; undefined if none does. */
export function headingAt(rows: Rows, first: number, words: HeadingWords): Heading | undefined {
  if (!(rows[first] ?? []).some((cell) => typeof cell === 'string' && cell.trim() !== '')) return undefined
  let best: Heading | undefined
  for (let height = 1; height <= tallest && first + height <= rows.length; height++) {
    const found = headingOf(rows, first, height, words)
    if (found.at.size > (best?.at.size ?? 1) && words.needs.every((name) => found.at.has(name))) best = found
  }
  return best
}

/** How many rows from the top of a sheet a heading is looked for. */
const searched = 60

/** The first heading of a sheet: of the places where one could begin, the one that names most columns in fewest rows. */
export function findHeading(rows: Rows, words: HeadingWords): Heading | undefined {
  let best: Heading | undefined
  const last = Math.min(rows.length, searched)
  for (let first = 0; first < Math.min(last, (best?.first ?? last) + tallest); first++) {
    const near = Array.from({ length: tallest }, (_, i) => rows[first + i] ?? [])
    if (!near.some((row) => row.some(words.isNeeded))) continue
    const found = headingAt(rows, first, words)
    if (!found) continue
    const better =
      best === undefined ||
      found.at.size > best.at.size ||
      (found.at.size === best.at.size && found.height < best.height)
    if (better) best = found
  }
  return best && withRowAbove(rows, best)
}

const groupLike = /(?:情况|信息|资料)$/

/** A row of group headings over the groups says nothing about columns and belongs to the heading all the same. */
function withRowAbove(rows: Rows, heading: Heading): Heading {
  if (heading.height === tallest || heading.first === 0) return heading
  const above = (rows[heading.first - 1] ?? []).filter((cell) => cell !== '')
  const over = above.filter((cell) => typeof cell === 'string' && groupLike.test(plain(cell)))
  return over.length > 1 && over.length === above.length
    ? { ...heading, first: heading.first - 1, height: heading.height + 1 }
    : heading
}
