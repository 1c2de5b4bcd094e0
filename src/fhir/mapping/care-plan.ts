import { isDate, type PlainDate } from '../../date.ts'
import { pointer, type Pointer } from '../../pointer.ts'
import { CarePlan, codeLists } from '../../records/index.ts'
import { coded, date, dayAfter, isFhirText, text } from '../engine/codec.ts'
import { firstConcept } from '../engine/concept.ts'
import { extra, type Line, line } from '../engine/line.ts'
import { below, inOrder, isTree, items, type Node, paths, type Tree } from '../engine/node.ts'
import { read } from '../engine/reading.ts'
import { write } from '../engine/writing.ts'
import { idSystem } from '../system.ts'
import {
  type Arrived,
  type Arriving,
  type Emitted,
  enterOnce,
  fieldsOf,
  identifier,
  inForce,
  keyOf,
  type Mapping,
  reference,
  toChild,
  type Writing,
} from './mapping.ts'

const day = (value: unknown): PlainDate | undefined => (typeof value === 'string' && isDate(value) ? value : undefined)
const isEmpty = (record: Tree): boolean => {
  const [from, to] = [day(record['from']), day(record['to'])]
  return from !== undefined && to !== undefined && to <= from
}
const yes = coded({ yes: 'yes', no: 'no' })
const planLines: readonly Line[] = [
  line('from', ['period', 'start'], date),
  { ...line('to', ['period', 'end'], dayAfter), empty: isEmpty },
  line('author', ['author', 'identifier', 'value'], text),
  extra('childHeard', 'child-heard', 'valueCode', yes),
  extra('reviewOn', 'review-on', 'valueDate', date),
]
const goalLines: readonly Line[] = [
  line('domain', ['category'], firstConcept(codeLists.careDomains)),
  line('words', ['description', 'text'], text),
  line(
    'state',
    ['lifecycleStatus'],
    coded({ proposed: 'proposed', active: 'active', met: 'completed', dropped: 'cancelled' }),
  ),
  line('due', ['target', {}, 'dueDate'], date),
]
const taskLines: readonly Line[] = [
  line('words', ['description'], text),
  line('by', ['owner', 'identifier', 'value'], text),
  line('due', ['restriction', 'period', 'end'], date),
  line('doneOn', ['executionPeriod', 'end'], date),
]
const planFields = fieldsOf(CarePlan)
const goalFields = fieldsOf(CarePlan.shape.goals)
const taskFields = fieldsOf(goalFields['measures'] ?? CarePlan)
const worker = (): Tree => ({ type: 'Practitioner', identifier: { system: idSystem('worker') } })

const planStatus = ({ to }: Tree, asOf: PlainDate): string => {
  const end = day(to)
  return end !== undefined && end <= asOf ? 'completed' : 'active'
}

/** A goal and what is done for it. Without words that FHIR allows there is no Goal, and nothing of it goes out. */
function goalOut(plan: string, key: string, goal: Tree, at: Pointer, writing: Writing): readonly Emitted[] {
  if (!isFhirText(goal['words'])) {
    writing.notWritten.push({ path: at, why: 'notText' })
    return []
  }
  const measures = isTree(goal['measures']) ? inOrder(goal['measures']) : []
  const head = { resourceType: 'Goal', identifier: [identifier('goal', key)], subject: toChild(writing) }
  const resource = write(goal, goalLines, writing.notWritten, { at, fixed: head, elsewhere: ['measures'] })
  const tasks = measures.flatMap(([id, measure]): readonly Emitted[] => {
    const where = `${at}${pointer('measures', id)}` as const
    if (!isTree(measure) || !isFhirText(measure['words'])) {
      writing.notWritten.push({ path: where, why: 'notText' })
      return []
    }
    const fixed = {
      resourceType: 'Task',
      identifier: [identifier('measure', id)],
      status: day(measure['doneOn']) === undefined ? 'requested' : 'completed',
      intent: 'plan',
      basedOn: [reference(writing.address('plan', plan))],
      focus: reference(writing.address('goal', `${plan}/${key}`)),
      for: toChild(writing),
      owner: worker(),
    }
    return [
      {
        kind: 'task',
        key: `${plan}/${key}/${id}`,
        resource: write(measure, taskLines, writing.notWritten, { at: where, fixed }),
      },
    ]
  })
  return [{ kind: 'goal', key: `${plan}/${key}`, resource }, ...tasks]
}

function planOut(key: string, plan: Tree, writing: Writing): readonly Emitted[] {
  const at = pointer('plans', key)
  const goals = isTree(plan['goals']) ? inOrder(plan['goals']) : []
  const below = goals.flatMap(([id, goal]) =>
    isTree(goal) ? goalOut(key, id, goal, `${at}${pointer('goals', id)}`, writing) : [],
  )
  const addressesOf = (kind: string): readonly Tree[] =>
    below.filter((one) => one.kind === kind).map((one) => reference(writing.address(kind, one.key)))
  const [goal, tasks] = [addressesOf('goal'), addressesOf('task')]
  const fixed = {
    resourceType: 'CarePlan',
    identifier: [identifier('plan', key)],
    status: planStatus(plan, writing.asOf),
    intent: 'plan',
    subject: toChild(writing),
    author: worker(),
    ...(goal.length > 0 ? { goal } : {}),
    ...(tasks.length > 0 ? { activity: tasks.map((one) => ({ reference: one })) } : {}),
  }
  const resource = write(plan, planLines, writing.notWritten, { at, fixed, elsewhere: ['id', 'child', 'goals'] })
  return [{ kind: 'plan', key, resource }, ...below]
}

const take = (arriving: Arriving, ...nodes: readonly (Node | undefined)[]): void => {
  for (const path of paths(...nodes)) arriving.taken.add(path)
}

/** Takes the kind and system by which a worker is named, where they are ours. */
function takeWorker(node: Node | undefined, arriving: Arriving): void {
  const given = node && below(node, 'identifier')
  const system = given && below(given, 'system')
  const type = node && below(node, 'type')
  if (node && system?.value === idSystem('worker'))
    take(arriving, system, type?.value === 'Practitioner' ? type : undefined)
}

/** The resources of a type that references mean, if they are of this child; the references are taken. */
const linked = (references: readonly Node[], type: string, arriving: Arriving): readonly Arrived[] =>
  references.flatMap((one) => {
    const found = arriving.meant(one)
    if (!found || found.type !== type || arriving.along.has(found) || !arriving.isOfChild(found)) return []
    take(arriving, below(one, 'reference'))
    return [found]
  })

function goalsIn(node: Node, arriving: Arriving): Record<string, Tree> {
  const goals: Record<string, Tree> = {}
  const keys = new Map<Arrived, string>()
  for (const one of linked(items(below(node, 'goal')), 'Goal', arriving)) {
    const key = keyOf(one.node, 'goal', arriving)
    if (below(one.node, 'lifecycleStatus')?.value === 'entered-in-error' || Object.hasOwn(goals, key)) continue
    const goal = read(one.node, goalLines, goalFields, arriving)
    if (goal['words'] === undefined) continue
    arriving.along.add(one)
    keys.set(one, key)
    goals[key] = { ...goal, measures: {} }
  }
  const tasks = items(below(node, 'activity')).flatMap((one) => items(below(one, 'reference')))
  for (const one of linked(tasks, 'Task', arriving)) {
    const focus = arriving.meant(below(one.node, 'focus'))
    const goal = focus && goals[keys.get(focus) ?? '']
    if (!goal || !inForce(one.node, arriving, ['requested', 'accepted', 'in-progress', 'completed'])) continue
    const key = keyOf(one.node, 'measure', arriving)
    const measures = goal['measures'] as Record<string, Tree>
    const measure = read(one.node, taskLines, taskFields, arriving)
    if (measure['words'] === undefined || Object.hasOwn(measures, key)) continue
    arriving.along.add(one)
    measures[key] = measure
    takeWorker(below(one.node, 'owner'), arriving)
    const basis = items(below(one.node, 'basedOn')).filter((other) => arriving.meant(other)?.node === node)
    const intent = below(one.node, 'intent')
    const aims = [below(one.node, 'focus'), ...basis].map((to) => to && below(to, 'reference'))
    take(arriving, ...aims, intent?.value === 'plan' ? intent : undefined)
  }
  return goals
}

/** Care plans with their goals, and what is done for them as tasks. */
export const carePlan: Mapping = {
  types: ['CarePlan'],
  out: ({ plans }, writing) => inOrder(plans).flatMap(([key, plan]) => planOut(key, plan, writing)),
  in: ({ node }, arriving) => {
    if (!inForce(node, arriving, ['active', 'completed'])) return false
    const key = keyOf(node, 'plan', arriving)
    if (Object.hasOwn(arriving.into.plans, key)) {
      arriving.remark(node.path, 'duplicate')
      return false
    }
    const plan = read(node, planLines, planFields, arriving)
    takeWorker(below(node, 'author'), arriving)
    const intent = below(node, 'intent')
    if (intent?.value === 'plan') take(arriving, intent)
    return enterOnce(arriving.into.plans, key, { ...plan, id: key, goals: goalsIn(node, arriving) }, node, arriving)
  },
}
