import type { PlainDate } from '../../src/date.ts'
import { at } from '../../src/pointer.ts'
import { type ChildFile, childFile } from '../../src/records/index.ts'

/** The file as it stood on a day: later entries are not there, and of later sections nothing is known. */
export const cutAt = (file: ChildFile, on: PlainDate): ChildFile => {
  const early = (entry: unknown): boolean =>
    !['on', 'observedOn'].some((key) => {
      const date = at(entry, `/${key}`)
      return typeof date === 'string' && date.length === 10 && date > on
    })
  const cut = (value: unknown): unknown =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).filter(([, entry]) => early(entry)))
      : value
  const kinds = ['contacts', 'visits', 'incidents', 'measurements', 'screenings', 'attendance'] as const
  const sections = ['father', 'mother', 'delegate', 'delegation', 'care', 'schooling', 'conduct', 'health'] as const
  const blank = childFile({ id: 'c1', name: '李小花' })
  const later = sections.filter((name) => {
    const recordedOn = at(file, `/${name}/recordedOn`)
    return typeof recordedOn === 'string' && recordedOn.length === 10 && recordedOn > on
  })
  const { mind } = file.health
  const own = typeof mind === 'object' ? at(mind, '/recordedOn') : undefined
  const day = typeof own === 'string' && own.length === 10 ? own : undefined
  const health = later.includes('health') ? blank.health : file.health
  const kept = day === undefined ? health.mind : day > on ? 'notCollected' : mind
  return {
    ...file,
    ...Object.fromEntries(kinds.map((kind) => [kind, cut(file[kind])])),
    ...Object.fromEntries(later.map((name) => [name, blank[name]])),
    ...(typeof file.delegate === 'string' && later.includes('delegation') ? { delegate: blank.delegate } : {}),
    health: { ...health, mind: kept },
  }
}
