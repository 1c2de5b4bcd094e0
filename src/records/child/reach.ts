import { z } from 'zod'
import { PlainDate } from '../../date.ts'
import { languages } from '../codes/activities.ts'
import { coded, field, fieldOrNone } from '../codes/code-list.ts'
import { DivisionCode, Line, Phone } from './text.ts'

/** How an adult can be reached; the same for parents, guardians and delegated carers. */
export const reach = {
  phone: fieldOrNone(Phone).describe('Main telephone'),
  otherPhones: fieldOrNone(z.array(Phone).min(1)).describe('Further telephones'),
  division: field(DivisionCode).describe('Division of the present address'),
  address: fieldOrNone(Line).describe('Present address in full'),
  language: coded(languages).describe('Language to talk in'),
  bestTime: fieldOrNone(Line).describe('When it is best to call'),
  verifiedOn: fieldOrNone(PlainDate).describe('Day on which a worker last made sure that the number is right'),
  answeredOn: fieldOrNone(PlainDate).describe('Day on which somebody last answered'),
}
