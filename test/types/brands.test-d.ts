import { describe, expectTypeOf, it } from 'vitest'
import type { EpochMinute } from '../../src/calendar/index.ts'
import type { EpochDay, Instant, PlainDate } from '../../src/date.ts'
import type {
  AgreementId,
  AidEntryId,
  AttendanceId,
  CarePlanId,
  ChildId,
  ConsentId,
  ContactId,
  DoseId,
  IncidentId,
  MeasurementId,
  NeedId,
  NoteId,
  PersonId,
  ReceivedId,
  SchoolId,
  ScreeningId,
  SessionId,
  VisitId,
  VolunteerId,
  WorkerId,
} from '../../src/id.ts'
import type { Fen } from '../../src/money.ts'
import { splitFen, sumFen, yuan } from '../../src/money.ts'
import { plainDate } from '../../src/date.ts'

interface Ids {
  readonly agreement: AgreementId
  readonly aidEntry: AidEntryId
  readonly attendance: AttendanceId
  readonly carePlan: CarePlanId
  readonly child: ChildId
  readonly consent: ConsentId
  readonly contact: ContactId
  readonly dose: DoseId
  readonly incident: IncidentId
  readonly measurement: MeasurementId
  readonly need: NeedId
  readonly note: NoteId
  readonly person: PersonId
  readonly received: ReceivedId
  readonly school: SchoolId
  readonly screening: ScreeningId
  readonly session: SessionId
  readonly visit: VisitId
  readonly volunteer: VolunteerId
  readonly worker: WorkerId
}

/** For each id those others for which it would pass. */
type PassesFor = {
  readonly [A in keyof Ids]: { readonly [B in Exclude<keyof Ids, A>]: Ids[A] extends Ids[B] ? B : never }[Exclude<
    keyof Ids,
    A
  >]
}[keyof Ids]

declare const day: EpochDay
declare const minute: EpochMinute
declare const fen: Fen
declare const child: ChildId
declare const moment: Instant

describe('a brand', () => {
  it('lets no id pass for that of anything else', () => {
    expectTypeOf<PassesFor>().toBeNever()
  })
  it('is given by a schema, never by writing a text or a number', () => {
    expectTypeOf<string>().not.toExtend<Ids[keyof Ids]>()
    expectTypeOf<'c1'>().not.toExtend<ChildId>()
    expectTypeOf<number>().not.toExtend<Fen>()
    expectTypeOf<string>().not.toExtend<Instant>()
    // @ts-expect-error a number of days is no day
    plainDate(20_711)
    // @ts-expect-error a minute is no day
    plainDate(minute)
    // @ts-expect-error a day is no money
    yuan(day)
    // @ts-expect-error a price in yuan is not in fen
    sumFen([12.5])
  })
  it('is lost by arithmetic and by joining texts', () => {
    expectTypeOf(day + 1).toEqualTypeOf<number>()
    expectTypeOf(`${child}-1`).not.toExtend<ChildId>()
    // @ts-expect-error half of it may be no whole fen
    yuan(fen / 2)
    expectTypeOf(splitFen(fen, 2)).toEqualTypeOf<readonly Fen[]>()
  })
  it('still is a text or a number to read', () => {
    expectTypeOf<ChildId>().toExtend<string>()
    expectTypeOf<EpochDay>().toExtend<number>()
    expectTypeOf(moment.slice(0, 10)).toEqualTypeOf<string>()
    expectTypeOf(plainDate(day)).toEqualTypeOf<PlainDate>()
  })
})
