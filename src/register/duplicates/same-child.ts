import type { ChildFile } from '../records.ts'
import { entryOf } from './evidence.ts'
import { nameMatch } from './names.ts'

/**
 * Whether two files with one identity number are about one child: the names are equal or sound alike, or only the surname differs
 * and a parent or the village is the same. If not, the number stands on two children.
 */
export function isSameChild(a: ChildFile, b: ChildFile): boolean {
  const [x, y] = [entryOf(a), entryOf(b)]
  const match = nameMatch(x.name, y.name)
  if (match !== 'surnameChanged') return match !== undefined
  return (
    (x.village !== undefined && x.village === y.village) ||
    (x.father !== undefined && x.father.text === y.father?.text) ||
    (x.mother !== undefined && x.mother.text === y.mother?.text)
  )
}
