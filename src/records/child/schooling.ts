import { z } from 'zod'
import { PlainDate } from '../../date.ts'
import { SchoolId } from '../../id.ts'
import { coded, field, fieldOrNone, yesNo } from '../codes/code-list.ts'
import { schoolingStates } from '../codes/schooling.ts'
import { Line } from './text.ts'

/** Schooling of the child. */
export const Schooling = z
  .strictObject({
    recordedOn: field(PlainDate),
    status: coded(schoolingStates).describe('Where the child learns'),
    school: fieldOrNone(Line).describe('Name of school or kindergarten'),
    schoolId: field(SchoolId),
    grade: fieldOrNone(z.int().min(1).max(12)).describe('Grade 1 to 12; none below school'),
    class: fieldOrNone(Line).describe('Class'),
    studentNo: fieldOrNone(z.string().min(1).max(24)).describe('Student number: G or L and an id'),
    boarding: yesNo.describe('Whether the child boards'),
    specialNeeds: fieldOrNone(Line).describe('Support needed for learning'),
  })
  .describe('Schooling')
