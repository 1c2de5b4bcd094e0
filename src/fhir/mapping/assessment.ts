import { type Pointer, pointer } from '../../pointer.ts'
import { FhirAssessment, FhirFlagEntry } from '../document.ts'
import { type Codec, date, text, whole } from '../engine/codec.ts'
import { extra, type Line, line } from '../engine/line.ts'
import { below, inOrder, isTree, items, type Node, paths, pathsOf, textBelow, type Tree } from '../engine/node.ts'
import { without } from '../engine/pick.ts'
import { read } from '../engine/reading.ts'
import { write } from '../engine/writing.ts'
import { tierNames } from '../../policy.ts'
import { extensionUrl, fhirSystems } from '../system.ts'
import {
  type Arriving,
  type Emitted,
  enterOnce,
  fieldsOf,
  inForce,
  type Mapping,
  sectionOf,
  toChild,
  type Writing,
} from './mapping.ts'

const tierSystem = `${fhirSystems.code}tier`
const rulesetSystem = `${fhirSystems.code}ruleset`
const ruleSystem = `${fhirSystems.code}rule`
const domainSystem = `${fhirSystems.code}riskDomain`
const digestUrl = extensionUrl('ruleset-sha256')

/** A tier as a concept with its name. */
const tier: Codec = {
  shape: 'complex',
  write: (value) => ({ coding: [{ system: tierSystem, code: String(value), display: tierNames[Number(value)]?.en }] }),
  read: (node) => {
    const coding = items(below(node, 'coding')).find((one) => below(one, 'system')?.value === tierSystem)
    const code = coding && textBelow(coding, 'code')
    if (!coding || code === undefined || !/^[0-4]$/.test(code)) return { rule: 'unknown-code' }
    const label = below(coding, 'display')
    const same = label?.value === tierNames[Number(code)]?.en ? label : undefined
    return { value: Number(code), took: [...pathsOf(coding, 'system', 'code'), ...paths(same)] }
  },
}

/** The rules by which was assessed. */
const ruleset: Codec = {
  shape: 'complex',
  write: (value) =>
    isTree(value)
      ? {
          coding: [{ system: rulesetSystem, version: value['version'], code: value['id'] }],
          extension: [{ url: digestUrl, valueString: value['sha256'] }],
        }
      : undefined,
  read: (node) => {
    const coding = items(below(node, 'coding')).find((one) => below(one, 'system')?.value === rulesetSystem)
    const digest = items(below(node, 'extension')).find((one) => below(one, 'url')?.value === digestUrl)
    if (!coding || !digest) return { rule: 'unknown-code' }
    const value = {
      id: below(coding, 'code')?.value,
      version: below(coding, 'version')?.value,
      sha256: below(digest, 'valueString')?.value,
    }
    return { value, took: [...pathsOf(coding, 'system', 'code', 'version'), ...pathsOf(digest, 'url', 'valueString')] }
  },
}

const lines: readonly Line[] = [
  line('asOf', ['occurrenceDateTime'], date),
  line('tier', ['prediction', {}, 'qualitativeRisk'], tier),
  extra('tierUpper', 'tier-upper', 'valueCodeableConcept', tier),
  line('ruleset', ['method'], ruleset),
]
const flagLines: readonly Line[] = [
  line('ruleVersion', ['code', 'coding', { system: ruleSystem }, 'version'], text),
  line('en', ['code', 'coding', { system: ruleSystem }, 'display'], text),
  line('zh', ['code', 'text'], text),
  line('domain', ['category', {}, 'coding', { system: domainSystem }, 'code'], text),
  extra('tier', 'tier', 'valueUnsignedInt', whole),
  line('since', ['period', 'start'], date),
  extra('deadline', 'deadline', 'valueDate', date),
]
const words = fieldsOf(FhirFlagEntry.shape.text)
const flagFields = { ...fieldsOf(FhirFlagEntry), ...words }

function flagOut(rule: string, flag: Tree, writing: Writing): Emitted {
  const { text: said, ...rest } = flag
  const at: Pointer = pointer('assessment', 'flags', rule)
  const fixed = {
    resourceType: 'Flag',
    status: 'active',
    subject: toChild(writing),
    code: { coding: [{ system: ruleSystem, code: rule }] },
  }
  const record = isTree(said) ? { ...rest, ...said } : rest
  return {
    kind: 'flag',
    key: rule,
    resource: write(record, flagLines, writing.notWritten, { at, fixed, elsewhere: ['rule'] }),
  }
}

function ruleOf(node: Node): { readonly rule: string; readonly coding: Node } | undefined {
  const code = below(node, 'code')
  for (const coding of code ? items(below(code, 'coding')) : []) {
    const rule = textBelow(coding, 'code')
    if (below(coding, 'system')?.value === ruleSystem && rule !== undefined) return { rule, coding }
  }
  return undefined
}

function flagIn(node: Node, into: Record<string, unknown>, arriving: Arriving): boolean {
  const found = ruleOf(node)
  if (!found) {
    arriving.remark(`${node.path}/code`, 'unknown-code')
    return false
  }
  if (!inForce(node, arriving, ['active'])) return false
  const { zh, en, ...rest } = read(node, flagLines, flagFields, arriving)
  for (const path of pathsOf(found.coding, 'code', 'system')) arriving.taken.add(path)
  const said = zh === undefined || en === undefined ? {} : { text: { zh, en } }
  return enterOnce(sectionOf(into, 'flags'), found.rule, { ...rest, ...said }, node, arriving)
}

/** What calls for attention: the tier as RiskAssessment, each reason as Flag. */
export const assessment: Mapping = {
  types: ['RiskAssessment', 'Flag'],
  out: ({ assessment: found }, writing) => {
    if (!found) return []
    const record = without(found, ['flags', 'child'])
    const fixed = { resourceType: 'RiskAssessment', status: 'final', subject: toChild(writing) }
    const whole = write(record, lines, writing.notWritten, { at: '/assessment', fixed })
    const flags = isTree(found['flags']) ? inOrder(found['flags']) : []
    return [
      { kind: 'risk', key: '', resource: whole },
      ...flags.flatMap(([rule, flag]) => (isTree(flag) ? [flagOut(rule, flag, writing)] : [])),
    ]
  },
  in: ({ node, type }, arriving) => {
    const { into } = arriving
    const there: Record<string, unknown> = { flags: {}, ...into.assessment }
    if (type === 'Flag') {
      if (!flagIn(node, there, arriving)) return false
      into.assessment = there
      return true
    }
    if (!inForce(node, arriving, ['final', 'amended', 'corrected'])) return false
    const own = items(below(node, 'method')).some((one) => 'value' in (ruleset.read(one) ?? {}))
    if (!own) {
      arriving.remark(node.path, 'unknown-code')
      return false
    }
    if (there['tier'] !== undefined || there['asOf'] !== undefined) {
      arriving.remark(node.path, 'duplicate')
      return false
    }
    into.assessment = { ...there, ...read(node, lines, fieldsOf(FhirAssessment), arriving) }
    return true
  },
}
