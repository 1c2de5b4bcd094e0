import { z } from 'zod'
import { PlainDate } from '../../date.ts'
import { activities, preferenceTopics, speakers, stances } from '../codes/activities.ts'
import { coded, codedSet, field, fieldOrNone } from '../codes/code-list.ts'
import { Line } from './text.ts'

/**
 * One thing that somebody said the child likes, dislikes, wishes or refuses. Entries are dated and never overwritten; the
 * child's own word comes first.
 */
export const Preference = z
  .strictObject({
    about: coded(preferenceTopics),
    says: coded(stances),
    what: coded(activities).describe('As a code of the activity list, or in words; none: asked, there is none'),
    words: fieldOrNone(Line).describe('As said or written'),
    saidBy: coded(speakers),
    on: field(PlainDate),
    mayBeToldTo: codedSet(speakers).describe('Who may be told'),
  })
  .describe('What the child likes, dislikes, wishes or refuses')
