import type { ChildFile, PlainDate } from '../../src/index.ts'
import {
  type Cell,
  readChildren,
  type Reconciliation,
  recordsOf,
  type Register,
  type Workbook,
} from '../../src/register/index.ts'
import {
  before,
  carerOf,
  type Chance,
  chance,
  type Child,
  childOf,
  county,
  homophones,
  idFor,
  mobile,
  personName,
  surnameOf,
} from './people.ts'
import { headings, type StyleName, styles } from './styles.ts'

export const september: PlainDate = '2026-09-15'
export const october: PlainDate = '2026-10-15'

/** What has to be found of one child: what became of it, `kind pointer` of each change, pointers of blanks. */
export interface Expected {
  readonly kind: string
  readonly changes: readonly string[]
  readonly blanks: readonly string[]
}

/** Two sheets of one county, a month apart and in two offices' styles, and everything that happened in between. */
export interface Months {
  readonly stored: readonly ChildFile[]
  readonly register: Register<ChildFile>
  /** Row numbers of the second sheet by name of the plant, for those that were planted. */
  readonly expectedOfFile: ReadonlyMap<string, Expected>
  /** Of rows without a file: `new`, or the file that has to be among the candidates. */
  readonly expectedOfRow: ReadonlyMap<
    number,
    { readonly kind: 'new' } | { readonly kind: 'perhaps'; readonly child: string; readonly why: string }
  >
  readonly planted: number
}

/** One thing that happens to a child. `first` is the child in the first sheet, `second` in the second; both may be changed. */
type Plant = (c: Chance, first: Child, second: Child) => Partial<Expected> | undefined

const fathersPhone = (child: Child): boolean => child.father.phone !== '' && child.father.phone !== '无'

export const plants: Readonly<Record<string, Plant>> = {
  newPhone(c, first, second) {
    if (!fathersPhone(first)) return undefined
    second.father.phone = mobile(c)
    return { changes: ['changed /father/phone'] }
  },
  movedVillage(_, __, second) {
    second.village = `${second.village.slice(0, 9)}${second.village.endsWith('299') ? '298' : '299'}`
    return { kind: 'moved village', changes: ['moved /residenceDivision'] }
  },
  movedTownship(_, __, second) {
    second.village = `${second.village.slice(0, 6)}190${second.village.slice(9)}`
    return { kind: 'moved township', changes: ['moved /residenceDivision'] }
  },
  movedCounty(_, __, second) {
    second.village = `511999${second.village.slice(6)}`
    return { kind: 'moved county', changes: ['moved /residenceDivision'] }
  },
  changedCarer(c, first, second) {
    if (first.carer === undefined) return undefined
    const carer = carerOf(c, surnameOf(first.name), first.carer.address)
    second.carer = { ...carer, name: carer.name === first.carer.name ? `${carer.name}花` : carer.name }
    return second.carer.name.slice(1) === first.carer.name.slice(1) ? undefined : { changes: ['changed /delegate'] }
  },
  carerOlder(_, first, second) {
    if (first.carer === undefined || second.carer === undefined) return undefined
    second.carer.age += 1
    return { changes: ['changed /delegate/age'] }
  },
  carerGone(_, first, second) {
    if (first.carer === undefined) return undefined
    second.carer = undefined
    return { changes: ['changed /delegate'] }
  },
  changedRating(_, first, second) {
    second.rating = first.rating === '差' ? '一般' : '差'
    return { changes: ['changed /care/guardianshipRating'] }
  },
  blankPhone(_, first, second) {
    if (!fathersPhone(first)) return undefined
    second.father.phone = ''
    return { blanks: ['/father/phone'] }
  },
  blankClass(_, first, second) {
    if (first.room === '') return undefined
    second.room = ''
    return { blanks: ['/schooling/class'] }
  },
  contested(_, first, second) {
    second.born = before(first.born, 40)
    return { changes: ['contested /birthDate'] }
  },
  settled(_, first, second) {
    first.born = before(second.born, 40)
    return { changes: ['settled /birthDate'] }
  },
  numberBlank(_, __, second) {
    second.id = ''
    return { blanks: ['/idNumber'] }
  },
  numberUnreadable(_, __, second) {
    second.id = second.id.slice(0, 17)
    return { blanks: ['/idNumber'] }
  },
  filled(_, first, second) {
    first.hukou = ''
    second.hukou = '农村居民户口'
    return { changes: ['filled /hukouNature'] }
  },
  allergyGone(_, first, second) {
    first.allergy = '青霉素'
    second.allergy = '无'
    return { changes: ['removed /health/allergies'] }
  },
  allergyCome(_, first, second) {
    first.allergy = '无'
    second.allergy = '青霉素'
    return { changes: ['changed /health/allergies'] }
  },
  newContact(_, __, second) {
    second.contact = '2026-10-11'
    return { changes: ['added /contacts'] }
  },
  newNote(_, first, second) {
    first.note = '与奶奶同住'
    second.note = '奶奶住院'
    return { changes: ['added /notes'] }
  },
  refusesHelper(_, first, second) {
    first.wish = '一个书包'
    second.wish = '不想结对'
    return { changes: ['added /preferences'] }
  },
  refusalNotRepeated(_, first, second) {
    first.wish = '不想结对'
    second.wish = '一个书包'
    return { changes: ['added /preferences'] }
  },
  nextGrade(_, first, second) {
    if (first.grade === 0 || first.grade === 6 || first.grade === 9) return undefined
    second.grade += 1
    return { changes: ['changed /schooling/grade'] }
  },
  nameCorrected(_, first, second) {
    const given = first.name.slice(surnameOf(first.name).length)
    const pair = homophones.find(([a]) => given.includes(a))
    if (!pair) return undefined
    second.name = surnameOf(first.name) + given.replace(...pair)
    return { changes: ['identity /name'] }
  },
  fatherDied(_, first, second) {
    if (first.father.status === '死亡' || !fathersPhone(first)) return undefined
    second.father = { ...second.father, status: '死亡' }
    return { changes: ['changed /father/status'] }
  },
}

/** Things that happen to a child as a whole. */
const fates = [
  'new',
  'missing',
  'back',
  'left',
  'numberAdded',
  'numberCorrected',
  'movedWithoutNumber',
  'otherName',
] as const
type Fate = (typeof fates)[number]

interface Pair {
  readonly first?: Child
  readonly second?: Child
  readonly plant?: Partial<Expected>
  readonly fate?: Fate
}

const each = 3

export function months(
  seed: number,
  quiet: number,
  styleOf: readonly [StyleName, StyleName] = ['oneRow', 'twoRows'],
): Months {
  const c = chance(seed)
  const place = county(c)
  const person = (): Child => childOf(c, place, september)
  const same = (): { first: Child; second: Child } => {
    const first = person()
    return { first, second: structuredClone(first) }
  }
  const pairs: Pair[] = Array.from({ length: quiet }, () => same())
  for (const plant of Object.values(plants))
    for (let made = 0; made < each; ) {
      const pair = same()
      const truth = plant(c, pair.first, pair.second)
      if (truth === undefined) continue
      pairs.push({ ...pair, plant: truth })
      made++
    }
  for (const fate of fates)
    for (let made = 0; made < each; made++) {
      const pair = same()
      const { first, second } = pair
      if (fate === 'numberAdded') first.id = ''
      if (fate === 'numberCorrected') second.id = idFor(c, place.code, first.born, first.sex)
      if (fate === 'movedWithoutNumber') {
        first.id = ''
        Object.assign(second, { id: '', village: `${place.code}101555` })
      }
      if (fate === 'otherName')
        second.name = `${personName(c, second.sex, surnameOf(first.name) === '龙' ? '马' : '龙')}珑`
      if (fate === 'new') pairs.push({ second, fate })
      else if (fate === 'missing' || fate === 'left') pairs.push({ first, fate })
      else pairs.push({ ...pair, fate })
    }
  const firsts = shuffled(
    c,
    pairs.filter((pair) => pair.first !== undefined),
  )
  const seconds = shuffled(
    c,
    pairs.filter((pair) => pair.second !== undefined),
  )
  const read = (children: readonly Child[], style: StyleName, asOf: PlainDate): Register<ChildFile> =>
    readChildren(sheetOf(c, children, style), { asOf })._unsafeUnwrap()
  const files = recordsOf(
    read(
      firsts.map(({ first }) => first!),
      styleOf[0],
      september,
    ),
  )
  const register = read(
    seconds.map(({ second }) => second!),
    styleOf[1],
    october,
  )
  const rows = register.rows.filter(({ record }) => record !== undefined).map(({ row }) => row)
  const expectedOfFile = new Map<string, Expected>()
  const expectedOfRow = new Map<number, { kind: 'new' } | { kind: 'perhaps'; child: string; why: string }>()
  const stored = files.map((file, i): ChildFile => {
    const { plant = {}, fate } = firsts[i]!
    const row = rows[seconds.indexOf(firsts[i]!)]
    if (fate === 'numberAdded' || fate === 'numberCorrected' || fate === 'movedWithoutNumber')
      expectedOfRow.set(row!, { kind: 'perhaps', child: file.id, why: 'evidence' })
    else if (fate === 'otherName') expectedOfRow.set(row!, { kind: 'perhaps', child: file.id, why: 'otherName' })
    else
      expectedOfFile.set(file.id, {
        kind: plant.kind ?? (fate === undefined ? ((plant.changes ?? []).length > 0 ? 'changed' : 'same') : fate),
        changes: fate === 'back' ? ['back /register/registerState'] : (plant.changes ?? []),
        blanks: plant.blanks ?? [],
      })
    return kept(file, fate)
  })
  for (const [i, { fate }] of seconds.entries()) if (fate === 'new') expectedOfRow.set(rows[i]!, { kind: 'new' })
  return { stored, register, expectedOfFile, expectedOfRow, planted: pairs.length - quiet }
}

/** A file as a county keeps it: with what no sheet has a column for. */
function kept(file: ChildFile, fate: Fate | undefined): ChildFile {
  const left = fate === 'back' || fate === 'left'
  return {
    ...file,
    household: { ...file.household, livesWithFather: 'no' },
    father: {
      ...file.father,
      verifiedOn: '2026-09-01',
      bestTime: '晚上',
    },
    delegate:
      typeof file.delegate === 'string'
        ? file.delegate
        : { ...file.delegate, exclusions: 'none', verifiedOn: '2026-09-02' as PlainDate },
    ...(left
      ? {
          register: {
            ...file.register,
            registerState: 'exited',
            exitOn: '2026-09-20',
            exitReason: 'parentReturned',
          },
        }
      : {}),
  }
}

export function shuffled<T>(c: Chance, from: readonly T[]): readonly T[] {
  const out = [...from]
  for (let i = out.length - 1; i > 0; i--) {
    const j = c.below(i + 1)
    ;[out[i], out[j]] = [out[j]!, out[i]!]
  }
  return out
}

function sheetOf(c: Chance, children: readonly Child[], name: StyleName): Workbook {
  const style = styles[name](c)
  const rows: (readonly Cell[])[] = [...headings(style.columns, style)]
  for (const [i, child] of children.entries())
    rows.push(style.columns.map((column) => (column.field === 'serial' ? i + 1 : column.cell(child))))
  return { sheets: [{ name: '花名册', hidden: false, rows }] }
}

const growing = /^(\/(?:contacts|notes|preferences))\/.*$/

/** Where an answer differs from what happened; empty if it found everything and nothing else. */
export function missed(found: Reconciliation, truth: Months): readonly string[] {
  const out: string[] = []
  const files = new Map(truth.expectedOfFile)
  const rows = new Map(truth.expectedOfRow)
  for (const one of found.children) {
    if (one.kind === 'new' || one.kind === 'perhaps') {
      const want = rows.get(one.row.row)
      rows.delete(one.row.row)
      if (want?.kind !== one.kind) out.push(`row ${one.row.row}: ${one.kind} instead of ${want?.kind ?? 'a match'}`)
      else if (want.kind === 'perhaps' && one.kind === 'perhaps') {
        const [first] = one.candidates
        if (one.candidates.length !== 1 || first?.child !== want.child || first.why !== want.why)
          out.push(`row ${one.row.row}: other candidates`)
      }
      continue
    }
    const want = files.get(one.child)
    files.delete(one.child)
    const kind = one.kind === 'moved' && one.scope !== undefined ? `moved ${one.scope}` : one.kind
    const changes =
      'changes' in one ? one.changes.map((change) => `${change.kind} ${change.pointer.replace(growing, '$1')}`) : []
    const blanks = 'blanks' in one ? one.blanks.map(({ pointer }) => pointer) : []
    const got = { kind, changes: [...new Set(changes)], blanks }
    if (JSON.stringify(got) !== JSON.stringify(want))
      out.push(`${JSON.stringify(got)} instead of ${JSON.stringify(want)}`)
  }
  for (const [, want] of files) out.push(`a file is lost: ${want.kind}`)
  for (const [row, want] of rows) out.push(`row ${row} is lost: ${want.kind}`)
  return out
}
