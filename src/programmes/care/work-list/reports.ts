import { isKnown } from '../../../absent.ts'
import type { PlainDate } from '../../../date.ts'
import { type ReportDuty, reportDuties } from '../../../risk/index.ts'
import { knownDuties } from '../known-duties.ts'
import { type Child, type Children, type Draft, matters } from './work-child.ts'
import type { WorkItem } from './work-item.ts'

const reportItem = (child: Child, owner: WorkItem['owner'], { about, due }: ReportDuty, asOf: PlainDate): Draft => ({
  id: ['report', child.file.id, about.kind, about.id].join(' '),
  what: 'report',
  owner,
  due: isKnown(due) ? due : asOf,
  ...child.place,
  // The possible causes of something that was only seen on a visit are not known.
  about: about.kind === 'incident' ? matters(child.file, [about.id]) : [],
})

/** Reports are the director's; what the director must not know of is the supervisor's, else nobody's here. */
export function reports(children: Children, asOf: PlainDate): readonly Draft[] {
  return [...children.values()].flatMap((child) => {
    const knows = (owner: WorkItem['owner'], role: 'worker' | 'supervisor'): readonly ReportDuty[] =>
      owner === 'none' ? [] : knownDuties(child.file, { asOf, viewer: { role, relation: 'ownCase', person: owner.id } })
    const director = child.person('childDirector')
    const supervisor = child.person('supervisor')
    const first = knows(director, director !== 'none' && director.role === 'supervisor' ? 'supervisor' : 'worker')
    const key = ({ about }: ReportDuty): string => `${about.kind} ${about.id}`
    const told = new Set(first.map(key))
    const second = knows(supervisor, 'supervisor').filter((duty) => !told.has(key(duty)))
    for (const duty of second) told.add(key(duty))
    const all = reportDuties(child.file, { asOf }).filter(({ state }) => state !== 'reported')
    return [
      ...first.map((duty) => reportItem(child, director, duty, asOf)),
      ...second.map((duty) => reportItem(child, supervisor, duty, asOf)),
      // Kept from both: for those appointed to the matter.
      ...all
        .filter((duty) => !told.has(key(duty)))
        .map((duty) => ({
          ...reportItem(child, director === 'none' ? supervisor : director, duty, asOf),
          about: [{ possibleCauses: 'notCollected' as const }],
        })),
    ]
  })
}
