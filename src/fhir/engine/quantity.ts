import { fhirSystems } from '../system.ts'
import type { Codec } from './codec.ts'
import { below, type Node, paths, pathsOf } from './node.ts'

/** What one of a unit is in another, as a fraction of whole numbers. */
const units: Readonly<Record<string, Readonly<Record<string, readonly [number, number]>>>> = {
  cm: { cm: [1, 1], m: [100, 1], mm: [1, 10] },
  mm: { mm: [1, 1], cm: [10, 1], m: [1000, 1] },
  kg: { kg: [1, 1], g: [1, 1000] },
  '{score}': { '{score}': [1, 1], '{Score}': [1, 1], '1': [1, 1] },
}

const unitOf = (node: Node): string | undefined => {
  const code = below(node, 'code')?.value ?? below(node, 'unit')?.value
  return typeof code === 'string' ? code : undefined
}

/** An amount in a unit of UCUM; others of the same kind are converted. */
export const quantity = (unit: string): Codec => ({
  shape: 'complex',
  write: (value) => (typeof value === 'number' ? { value, unit, system: fhirSystems.ucum, code: unit } : undefined),
  read: (node) => {
    const value = below(node, 'value')
    if (!value || typeof value.value !== 'number' || !Number.isFinite(value.value)) return { rule: 'wrong-type' }
    if (below(node, 'comparator')) return { rule: 'does-not-fit' }
    const given = unitOf(node)
    const factor = given === undefined ? undefined : units[unit]?.[given]
    if (!factor) return { rule: 'unknown-unit' }
    const [up, down] = factor
    const label = below(node, 'unit')
    const took = [
      ...pathsOf(node, 'value', 'code'),
      ...(below(node, 'system')?.value === fhirSystems.ucum ? pathsOf(node, 'system') : []),
      ...(label && (label.value === given || label.value === unit) ? [label.path] : []),
    ]
    return { value: up === down ? value.value : Number(((value.value * up) / down).toFixed(6)), took }
  },
})

/** Yes or no as true or false. */
export const yesOrNo: Codec = {
  shape: 'primitive',
  write: (value) => (value === 'yes' ? true : value === 'no' ? false : undefined),
  read: (node) =>
    typeof node.value === 'boolean' ? { value: node.value ? 'yes' : 'no', took: paths(node) } : { rule: 'wrong-type' },
}
