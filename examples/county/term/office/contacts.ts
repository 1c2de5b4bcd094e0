import { addDays, type ChildFile, ContactId, type PlainDate } from 'childfile'
import { between, happens, inOrder, weekday, type World } from '../world.ts'

type Parent = 'father' | 'mother'

/** The parent who can be rung: neither dead, missing nor in prison. */
const answering = ({ father, mother }: ChildFile): Parent | undefined => {
  const canCall = ({ status }: ChildFile['father']): boolean =>
    status === 'awayWorking' || status === 'divorcedAway' || status === 'homeCapable'
  if (canCall(mother)) return 'mother'
  return canCall(father) ? 'father' : undefined
}

/** A talk of a parent with child and carer. */
function inTouch(file: ChildFile, on: PlainDate, who: Parent): ChildFile {
  const contact = { on, channel: 'phone', by: [who], withChild: 'yes', withDelegate: 'yes', note: 'none' } as const
  return { ...file, contacts: { ...file.contacts, [ContactId.parse(`t-${on}`)]: contact } }
}

/** Talks with parents. */
export interface Contacts {
  /** The worker rings the parents: whether they answer, and whether they spoke with child and carer in the last days. */
  readonly ring: (child: string, on: PlainDate) => void
  /** The class teacher hands in the list of the week: which parents rang up by themselves. */
  readonly day: (on: PlainDate) => void
}

/** Most parents in a hundred of whom the class teacher hears week by week; the others are rung by the worker. */
const heardOf = 15

export function contactsOf(world: World): Contacts {
  const c = world.chance('parents')
  const callers = inOrder([...world.files.values()], ({ id }) => id).flatMap((file) => {
    const who = answering(file)
    return who !== undefined && happens(c, heardOf) ? [{ child: file.id, who }] : []
  })
  return {
    ring(child, on) {
      if (!happens(c, 86)) return
      const spoke = happens(c, 30) ? addDays(on, -between(c, 0, 3)) : undefined
      world.write(
        child,
        (file) => {
          const who = answering(file)
          if (who === undefined) return file
          const now = spoke === undefined ? file : inTouch(file, spoke, who)
          return { ...now, [who]: { ...file[who], answeredOn: on } }
        },
        'routine',
      )
    },
    day(on) {
      if (weekday(on) !== 4) return
      for (const { child, who } of callers)
        if (happens(c, 93)) world.write(child, (file) => inTouch(file, addDays(on, -between(c, 0, 4)), who), 'routine')
    },
  }
}
