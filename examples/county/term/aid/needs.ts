import { addDays, type ChildFile, isKnown } from 'childfile'
import { needDrafts } from 'childfile/aid'
import { between, directorOf, happens, inOrder, later, type World } from '../world.ts'
import { type Books, treasurer } from './books.ts'
import { things, whatOf } from './gifts.ts'

const sizes = ['130', '140', '150'] as const

/** What workers find out about what children need: by the drafts of the file and by what the family lives on. */
export function needsIn(world: World, { ledger, write }: Books): void {
  const { calendar, from } = world.ground
  const c = world.chance('needs')

  function need(file: ChildFile): void {
    const { hardship } = file.livelihood
    const isPoor = isKnown(hardship) && hardship !== 'none'
    const isDrafted = needDrafts(file, from).length > 0
    if (!happens(c, isPoor ? 30 : isDrafted ? 12 : 2)) return
    const n = c.below(12)
    const thing = n < 4 ? things[0] : n < 6 ? things[1] : n < 8 ? things[2] : n < 10 ? things[3] : things[4]
    const isMoney = n === 11
    const size = n < 2 ? (sizes[c.below(3)] ?? 'none') : 'none'
    const twice = happens(c, 3)
    world.at(later(calendar, from, between(c, 6, 70)), (on) => {
      const worker = directorOf(file)
      const entry = {
        kind: 'need',
        on,
        by: worker === 'none' ? 'office' : worker,
        role: 'worker',
        child: file.id,
        needKind: isMoney ? 'money' : thing.kind,
        what: isMoney ? 'money' : whatOf(thing, size),
        quantity: isMoney ? 30_000 : 1,
        neededBy: addDays(on, 40),
        division: isKnown(file.residenceDivision) ? file.residenceDivision : 'notCollected',
      } as const
      write({ ...entry, need: `n-${file.id}` })
      // Now and then a second worker writes the same need down again.
      if (twice) world.at(later(calendar, on, 2), (day) => write({ ...entry, on: day, need: `n2-${file.id}` }))
    })
  }

  for (const file of inOrder([...world.files.values()], ({ id }) => id)) need(file)
  world.at(later(calendar, from, 80), (on) => {
    const rice = ledger().lots.find(({ what, remaining }) => what !== 'money' && what.item === '大米' && remaining > 3)
    if (rice)
      write({ kind: 'loss', on, ...treasurer, lot: rice.lot, quantity: 2, reason: '受潮', witness: 'supervisor' })
  })
}
