import { type ChildFile, codeLists, EntryId, IncidentId, Instant, isKnown, type PlainDate } from 'childfile'
import type { Chance } from '../month-two/chance.ts'
import { happens } from './world.ts'

/** What a worker gets done about a flag on one visit or talk: the file afterwards, or nothing. */
type Remedy = (file: ChildFile, on: PlainDate, c: Chance) => ChildFile | undefined

const signed: Remedy = (file, on, c) =>
  happens(c, 55)
    ? { ...file, delegation: { ...file.delegation, recordedOn: on, agreement: 'yes', agreementSignedOn: on } }
    : undefined

const rated: Remedy = (file, on, c) =>
  happens(c, 38) ? { ...file, care: { ...file.care, recordedOn: on, guardianshipRating: 'fair' } } : undefined

/** Relatives or neighbours come forward. Nothing is known of them yet but who they are and how old. */
const carerFound =
  (inHundred: number): Remedy =>
  (file, on, c) =>
    happens(c, inHundred)
      ? {
          ...file,
          delegate: {
            recordedOn: on,
            name: 'notCollected',
            relation:
              (['auntPaternal', 'auntMaternal', 'neighbour', 'maternalGrandmother'] as const)[c.below(4)] ??
              'neighbour',
            sex: 'notCollected',
            birthDate: 'notCollected',
            age: 30 + c.below(25),
            idNumber: 'notCollected',
            health: 'healthy',
            selfSupporting: 'notCollected',
            exclusions: 'none',
            phone: 'notCollected',
            otherPhones: 'notCollected',
            division: 'notCollected',
            address: 'notCollected',
            language: 'notCollected',
            bestTime: 'notCollected',
            verifiedOn: 'notCollected',
            answeredOn: 'notCollected',
          },
          delegation: {
            ...file.delegation,
            recordedOn: on,
            agreement: 'yes',
            agreementSignedOn: on,
            childHeard: 'yes',
          },
          care: { ...file.care, recordedOn: on, guardianshipType: 'notCollected', livesAlone: 'no' },
        }
      : undefined

const backToSchool: Remedy = (file, on, c) =>
  happens(c, 30)
    ? { ...file, schooling: { ...file.schooling, recordedOn: on, status: 'juniorSecondary', grade: 7 + c.below(3) } }
    : undefined

/** What can be done about which rule. Rules that are not here go out by what visits and calls find. */
export const remedies: Readonly<Record<string, Remedy>> = {
  'guardianship.no-agreement': signed,
  'guardianship.rating-poor': rated,
  'guardianship.no-carer': carerFound(60),
  'guardianship.carer-under-16': carerFound(50),
  'guardianship.alone-under-16': carerFound(60),
  'guardianship.unattended-under-8': carerFound(60),
  'guardianship.carer-frail': carerFound(3),
  'school.not-in-school': backToSchool,
}

/** What goes wrong at home, now and then: a carer falls ill, care gets worse. */
export function worsened(file: ChildFile, on: PlainDate, c: Chance): ChildFile | undefined {
  const lot = c.below(1000)
  if (lot < 10 && typeof file.delegate === 'object')
    return { ...file, delegate: { ...file.delegate, recordedOn: on, health: 'grave' } }
  if (lot < 22) return { ...file, care: { ...file.care, recordedOn: on, guardianshipRating: 'poor' } }
  return undefined
}

/** Situations of mandatory report that an open incident or the latest visit of a file says were seen. */
const seenIn = ({ visits }: ChildFile, visit: string) => {
  const found = Object.entries(visits).find(([id]) => id === visit)?.[1]
  if (found === undefined) return []
  return codeLists.situations.rows.map(({ key }) => key).filter((key) => found.situations[key] === 'seen')
}

/** The report to the police about what was seen on a visit: the incident on the file, with agency, time and reference. */
export function reported(file: ChildFile, visit: string, on: PlainDate): ChildFile {
  const situations = seenIn(file, visit)
  const id = IncidentId.parse(`i-${visit}`)
  if (situations.length === 0 || file.incidents[id] !== undefined) return file
  const [fromVisit] = Object.entries(file.visits).flatMap(([key, one]) => (key === visit ? [one] : []))
  return {
    ...file,
    incidents: {
      ...file.incidents,
      [id]: {
        observedOn: fromVisit !== undefined && isKnown(fromVisit.on) ? fromVisit.on : on,
        situations,
        emergencies: 'none',
        words: 'none',
        fromVisit: 'notCollected',
        reporter: 'notCollected',
        possibleCauses: 'notCollected',
        reports: {
          [EntryId.parse('r1')]: {
            agency: '县公安局',
            at: Instant.parse(`${on}T09:00:00+08:00`),
            reference: `接报-${on}-${visit.slice(-4)}`,
          },
        },
        closedOn: 'none',
      },
    },
  }
}

/** Open incidents without a report get one; the authority closes those that it has looked into. */
export function followedUp(file: ChildFile, on: PlainDate, closes: boolean): ChildFile {
  const incidents = Object.entries(file.incidents).map(([id, incident]) => {
    const sent =
      incident.reports === 'none'
        ? {
            ...incident,
            reports: {
              [EntryId.parse('r1')]: {
                agency: '县公安局',
                at: Instant.parse(`${on}T10:00:00+08:00`),
                reference: `接报-${on}-${id.slice(-4)}`,
              },
            },
          }
        : incident
    return [id, closes && sent.closedOn === 'none' ? { ...sent, closedOn: on } : sent] as const
  })
  return { ...file, incidents: Object.fromEntries(incidents) }
}
