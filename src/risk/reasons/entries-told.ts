import { type Field, isKnown, type Other } from '../../absent.ts'
import type { PlainDate } from '../../date.ts'
import { type Pointer, pointer } from '../../pointer.ts'
import type { ChildFile } from '../../records/index.ts'
import type { Evidence } from '../evidence.ts'
import { facts } from '../facts/catalogue.ts'
import { mindRecordedOn } from '../facts/mind.ts'
import type { Expression } from '../language/expression.ts'
import { eachField } from '../language/program.ts'
import { type Truth, truthOf, unknown } from '../language/truth.ts'
import type { Ruleset } from '../ruleset/ruleset.ts'
import { homeEvidence } from './home.ts'
import { answerTo, type Leaf, type Question } from './question.ts'
import { type Ground, groundsOf, type Questions } from './recipe.ts'

type Conditions = Exclude<ChildFile['health']['illnesses'], string>
type Entry = Conditions[keyof Conditions]

/** A list whose entries have fields of one code each. */
interface EntryList {
  readonly path: Pointer
  readonly entries: (file: ChildFile) => ChildFile['health']['illnesses']
  readonly recordedOn: (file: ChildFile) => Field<PlainDate>
}

const lists: ReadonlyMap<string, EntryList> = new Map([
  [
    'health.illnesses',
    {
      path: '/health/illnesses',
      entries: ({ health }) => health.illnesses,
      recordedOn: ({ health }) => health.recordedOn,
    },
  ],
  [
    'mind.conditions',
    {
      path: '/health/mind/conditions',
      entries: ({ health: { mind } }) => (typeof mind === 'object' ? mind.conditions : 'notCollected'),
      recordedOn: (file) => mindRecordedOn({ file }),
    },
  ],
] satisfies [string, EntryList][])

/** One field of an entry, and how its answer is judged. */
interface Asked {
  readonly field: 'status' | 'treated'
  readonly judge: (value: string) => boolean
}

function askedBy(expression: Expression): Asked | undefined {
  if (expression.op !== 'cmp' && expression.op !== 'in') return undefined
  const field = eachField(expression.fact)
  if (field !== 'status' && field !== 'treated') return undefined
  if (expression.op === 'in') {
    const { set } = expression
    return { field, judge: (value) => set.includes(value) }
  }
  const { rel, value: wanted } = expression
  return typeof wanted === 'string' ? { field, judge: (value) => (value === wanted) === (rel === '==') } : undefined
}

const truthIn = (entry: Entry, { field, judge }: Asked): Truth => {
  const value: Field<string | Other> = entry[field]
  if (!isKnown(value) || typeof value === 'object') return unknown
  const is = judge(value)
  return truthOf(is, is)
}

/** The condition on entries with its leaves numbered, as for cells. */
function numbered(expression: Expression, leaves: Leaf[]): Question {
  switch (expression.op) {
    case 'and':
    case 'or':
      return { op: expression.op, of: expression.of.map((part) => numbered(part, leaves)) }
    case 'not':
      return { op: 'not', of: numbered(expression.of, leaves) }
    default:
      leaves.push({ expression, column: leaves.length })
      return { op: 'leaf', leaf: leaves.length - 1 }
  }
}

/**
 * The evidence of a rule that asks nothing but whether some entry of a list meets a condition: what is needed of the first entry, by id, that
 * does. That the list is there need not be shown.
 */
export function entriesTold(
  { leaves, about, fires }: Questions,
  ruleset: Ruleset,
): ((file: ChildFile) => readonly Evidence[] | undefined) | undefined {
  const [only, ...more] = leaves
  if (!only || more.length > 0 || about || fires.op !== 'leaf' || only.expression.op !== 'some') return undefined
  const { in: name, where } = only.expression
  const list = lists.get(name)
  if (!list || ruleset.facts[name] !== facts[name]) return undefined
  const inner: Leaf[] = []
  const when = numbered(where, inner)
  const asked = inner.flatMap(({ expression }) => askedBy(expression) ?? [])
  if (asked.length < inner.length) return undefined
  const names = asked.map(({ field }) => field)
  const questions: Questions = { leaves: inner, about: undefined, when, fires: when }
  const known = new Map<string, readonly Ground[] | undefined>()

  const groundsTold = (truths: readonly Truth[]): readonly Ground[] | undefined => {
    const key = truths.join('')
    const found = known.has(key) ? known.get(key) : groundsOf(questions, names, truths)
    known.set(key, found)
    return found
  }
  return (file) => {
    const entries = list.entries(file)
    if (typeof entries !== 'object') return undefined
    let first: string | undefined
    for (const id of Object.keys(entries)) {
      const entry = entries[id as keyof Conditions]
      if (!entry || (first !== undefined && id > first)) continue
      const truths = asked.map((one) => truthIn(entry, one))
      if (answerTo(when, truths) === 2) first = id
    }
    const entry = first === undefined ? undefined : entries[first as keyof Conditions]
    if (first === undefined || !entry) return undefined
    const on = list.recordedOn(file)
    const recordedOn = isKnown(on) ? on : undefined
    const id = first
    return groundsTold(asked.map((one) => truthIn(entry, one)))?.map(({ fact }) => {
      const field = fact === 'treated' ? 'treated' : 'status'
      return homeEvidence(`${list.path}${pointer(id, field)}`, entry[field], recordedOn, 'trigger')
    })
  }
}
