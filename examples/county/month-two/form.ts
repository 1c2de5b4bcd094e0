import type { Cell } from 'childfile/register'

/** Places of the columns of the county's sheet, by heading; under a group `group/heading`. */
export interface Form {
  readonly at: (heading: string) => number
}

/** Rows of the heading, counted from 0. */
const heading = 2

export function formOf(rows: readonly (readonly Cell[])[]): Form {
  const [above = [], below = []] = [rows[heading], rows[heading + 1]]
  const places = new Map<string, number>()
  let group = ''
  for (const [at, cell] of above.entries()) {
    group = cell === '' ? group : String(cell)
    const under = String(below[at] ?? '')
    places.set(under === '' ? group : `${group}/${under}`, at)
  }
  return {
    at(name) {
      const place = places.get(name)
      if (place === undefined) throw new Error(`The sheet has no column ${name}`)
      return place
    },
  }
}
