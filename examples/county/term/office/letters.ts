import { addDays, type ChildFile, isKnown, type PlainDate } from 'childfile'
import { parentDigest, type ParentDigest } from 'childfile/programmes'
import { valueOf } from '../../walk/progress.ts'
import { inOrder, monthOf, type World } from '../world.ts'

/** A letter to one parent about one month. */
export interface Letter {
  readonly child: ChildFile['id']
  readonly digest: ParentDigest
}

const office = { name: '儿童关爱服务站', phone: '12349' } as const

/** Parents who are away and can be written to. */
const away = (file: ChildFile): readonly ('father' | 'mother')[] =>
  (['father', 'mother'] as const).filter(
    (parent) => file[parent].status === 'awayWorking' && isKnown(file[parent].phone) && file[parent].phone !== 'none',
  )

/** The letters of the month that ends on a day: what each parent may be told and nothing else. */
export function lettersOf({ files, ground }: World, last: PlainDate): readonly Letter[] {
  const month = { from: monthOf(last), to: addDays(last, 1) }
  return inOrder([...files.values()], ({ id }) => id).flatMap((file) =>
    away(file).map((parent) => {
      const asked = { parent, relation: 'family', asOf: last } as const
      return {
        child: file.id,
        digest: valueOf(parentDigest(file, asked, { month, office }, ground.calendar), 'write a letter'),
      }
    }),
  )
}
