import { Phone, readNationalId, readPhone } from '../../records/index.ts'
import type { Codec } from './codec.ts'
import { isFhirText, text } from './codec.ts'
import { below, items, type Node, paths, textBelow } from './node.ts'

const listed = (node: Node, key: string): readonly Node[] =>
  items(below(node, key)).filter(({ value }) => isFhirText(value))

const hasHan = (words: string): boolean => /\p{Script=Han}/u.test(words)

/** A name as one text; read also from its parts, the family name first in Chinese. */
export const personName: Codec = {
  shape: 'complex',
  write: (value) => (isFhirText(value) ? { text: value } : undefined),
  read: (node) => {
    const whole = textBelow(node, 'text')
    if (whole !== undefined) return { value: whole, took: paths(below(node, 'text')) }
    const [family, given] = [listed(node, 'family'), listed(node, 'given')]
    const words = [...family, ...given].map(({ value }) => String(value))
    if (words.length === 0) return undefined
    const inChinese = words.some(hasHan)
    const value = inChinese ? words.join('') : [...given, ...family].map((part) => String(part.value)).join(' ')
    return { value, took: paths(...family, ...given) }
  },
}

/** An address as one text; read also from its parts, the widest first. */
export const addressText: Codec = {
  shape: 'complex',
  write: (value) => (isFhirText(value) ? { text: value } : undefined),
  read: (node) => {
    const whole = textBelow(node, 'text')
    if (whole !== undefined) return { value: whole, took: paths(below(node, 'text')) }
    const found = ['state', 'city', 'district', 'line'].flatMap((key) => listed(node, key))
    if (found.length === 0) return undefined
    return { value: found.map(({ value }) => String(value)).join(''), took: paths(...found) }
  },
}

/** A telephone number in digits. */
export const phone: Codec = {
  shape: 'primitive',
  write: (value) => value,
  read: (node) => {
    if (Phone.safeParse(node.value).success) return { value: node.value, took: paths(node) }
    const found = typeof node.value === 'string' ? readPhone(node.value) : undefined
    if (!found?.isOk()) return { rule: 'invalid-phone' }
    // Words or a second number beside it are not kept, so that the leaf stays listed.
    const digits = /^[+\d\s().-]*$/.test(String(node.value)) ? String(node.value).replaceAll(/\D/g, '') : ''
    const whole = new RegExp(`^(?:0{0,2}86)?0?${found.value}$`).test(digits)
    return { value: found.value, took: whole ? paths(node) : [] }
  },
}

/** A citizen identity number; a wrong check digit is remarked on. */
export const nationalId: Codec = {
  shape: 'primitive',
  write: (value) => value,
  read: (node) => {
    const found = text.read(node)
    if (!found || 'rule' in found) return found
    const value = String(found.value).replaceAll(/\s/g, '').toUpperCase()
    return { value, took: found.took, ...(readNationalId(value).isErr() ? { remarks: ['id-checksum'] as const } : {}) }
  },
}
