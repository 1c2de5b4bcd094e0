import type { Driver, Page, PageQuery, Row } from '../../src/storage/index.ts'

/** A driver whose walks show the moment of their first page, at the price of remembering it. Shows that the promise can be kept. */
export function snapshots(driver: Driver): Driver {
  const walks = new Map<string, readonly Row[]>()
  const placeOf = ({ subject, kind, id }: Row) => `${subject} ${kind} ${id}`
  const part = (rows: readonly Row[], limit: number): Page => {
    const page = rows.slice(0, limit)
    const last = page.at(-1)
    if (!last || rows.length <= limit) return { rows: page }
    const { subject, kind, id } = last
    walks.set(placeOf(last), rows.slice(limit))
    return { rows: page, next: { key: '', subject, kind, id } }
  }
  return {
    ...driver,
    guarantees: { ...driver.guarantees, pages: 'snapshot' },
    page: async (query: PageQuery) => {
      if (query.index !== null || query.limit < 1) return driver.page(query)
      const { after, limit, ...walk } = query
      const rest = after && walks.get(`${after.subject} ${after.kind} ${after.id}`)
      return part(rest ?? (await driver.page({ ...walk, limit: 100_000, ...(after ? { after } : {}) })).rows, limit)
    },
  }
}
