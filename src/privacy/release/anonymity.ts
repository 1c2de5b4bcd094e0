import { canonicalJson } from '../../canonical.ts'

/** How small the groups of an export are. */
export interface Anonymity {
  /** Children in the smallest group of equal values; 0 if there is no row. */
  readonly smallest: number
  /** Groups, smallest first; ties by their values. */
  readonly groups: readonly { readonly values: Readonly<Record<string, string>>; readonly count: number }[]
}

/**
 * How many rows share the values of the given fields. An export is k-anonymous if the smallest group has k rows. That is no
 * anonymity: who knows more of a child, or a group whose members are all alike in what is secret, tells it all the same.
 * @source Sweeney 2002, k-anonymity
 * @example
 * ```ts
 * import { anonymity } from 'childfile/privacy'
 * const rows = [{ age: '6-13', sex: 'female' }, { age: '6-13', sex: 'female' }, { age: '6-13', sex: 'male' }]
 * anonymity(rows, ['age', 'sex']).smallest // => 1
 * ```
 */
export function anonymity(rows: readonly Readonly<Record<string, string>>[], fields: readonly string[]): Anonymity {
  const groups = new Map<string, { values: Record<string, string>; count: number }>()
  for (const row of rows) {
    const values = Object.fromEntries(fields.map((field) => [field, row[field] ?? '']))
    const key = canonicalJson(values)
    const group = groups.get(key)
    if (group) group.count += 1
    else groups.set(key, { values, count: 1 })
  }
  const found = [...groups].sort(([a, x], [b, y]) => x.count - y.count || (a < b ? -1 : 1)).map(([, group]) => group)
  return { smallest: found[0]?.count ?? 0, groups: found }
}
