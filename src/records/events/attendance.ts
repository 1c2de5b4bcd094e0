import { z } from 'zod'
import { PlainDate } from '../../date.ts'
import type { Immutable } from '../../immutable.ts'
import { SessionId } from '../../id.ts'
import { Line } from '../child/text.ts'
import { coded, field, fieldOrNone } from '../codes/code-list.ts'
import { attendanceStates } from '../codes/schooling.ts'

/** That the child took part in a session, or was to; also days of school absence, where `session` is `none`. */
export const Attendance = z
  .strictObject({
    on: field(PlainDate),
    session: fieldOrNone(SessionId),
    state: coded(attendanceStates),
    days: field(z.int().min(1).max(366)).describe('Consecutive school days that the entry covers'),
    note: fieldOrNone(Line),
  })
  .describe('Taking part')
export type Attendance = Immutable<z.infer<typeof Attendance>>
