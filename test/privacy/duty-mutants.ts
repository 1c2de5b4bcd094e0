import * as room from '../../src/privacy/index.ts'
import type { Privacy } from './laws.ts'

type Kept = room.ProcessingRecord
const record = (change: (record: Kept) => Kept): Partial<Privacy> => ({
  processingRecord: (asked) => change(room.processingRecord(asked)),
})
const purposes = (change: (one: room.ProcessedPurpose) => room.ProcessedPurpose): Partial<Privacy> =>
  record((all) => ({ ...all, purposes: all.purposes.map(change) }))
const fields = (change: (one: room.ProcessedField) => room.ProcessedField): Partial<Privacy> =>
  purposes((one) => ({ ...one, fields: one.fields.map(change) }))
const exported = (change: (released: room.Released, release: room.Release) => room.Released): Partial<Privacy> => ({
  pseudonymised: (files, release) => room.pseudonymised(files, release).map((one) => change(one, release)),
})
const releasing = (change: (release: room.Release) => Partial<room.Release>): Partial<Privacy> => ({
  pseudonymised: (files, release) => room.pseudonymised(files, { ...release, ...change(release) }),
})
const assessed = (change: (one: room.ImpactAssessment) => room.ImpactAssessment): Partial<Privacy> => ({
  impactAssessment: (given) => change(room.impactAssessment(given)),
})
const parts = (change: (part: room.AssessmentPart) => object): Partial<Privacy> =>
  assessed((one) => ({ ...one, parts: one.parts.map((part) => ({ ...part, ...change(part) })) }))

/** Exports, duties and records of processing with one thing broken on purpose. */
export const dutyMutants: readonly (readonly [name: string, broken: Partial<Privacy>])[] = [
  ['leaves out small groups where nobody asked for it', releasing(({ by = 'suppress' }) => ({ by }))],
  ['does not say which groups are too small', exported((one) => ({ ...one, tooSmall: [] }))],
  ['refuses and exports all the same', exported((one, { by }) => ({ ...one, answer: by ? one.answer : 'refused' }))],
  [
    'says that an export with small groups is none',
    exported((one) => ({ ...one, answer: one.tooSmall.length > 0 ? 'refused' : 'released' })),
  ],
  [
    'warns of groups that are alike in everything only',
    exported((one, { about }) => ({ ...one, alike: one.alike.filter((group) => group.about.length === about.length) })),
  ],
  ['warns of nobody', exported((one) => ({ ...one, alike: [] }))],
  [
    'takes a group in which nothing is known for one that tells something',
    exported((one, { about, tells }) => ({
      ...one,
      alike: room.anonymity(one.rows, tells).groups.flatMap((group) => {
        const alike = about.filter((id) => {
          const members = one.rows.filter((row) => tells.every((field) => row[field] === group.values[field]))
          return new Set(members.map((row) => row[id])).size === 1
        })
        return alike.length > 0 ? [{ ...group, about: alike }] : []
      }),
    })),
  ],
  ['has one salt for all exports', releasing(() => ({ salt: 'salt' }))],
  ['takes the day for the salt', releasing(({ asOf, salt }) => ({ salt: salt ?? asOf }))],
  ['does not look at the salt', releasing(({ asOf }) => ({ salt: `${asOf} 1` }))],
  [
    'has other pseudonyms each time',
    {
      pseudonymised: (files, release) =>
        room.pseudonymised(files, { ...release, salt: `${release.salt ?? ''}${String(files[0]?.id)}` }),
    },
  ],
  [
    'exports words as they stand',
    {
      pseudonymised: (files, release) =>
        room
          .pseudonymised(files, release)
          .map((one) => ({ ...one, rows: one.rows.map((row) => ({ ...row, sex: String(files[0]?.sex) })) })),
    },
  ],
  [
    'takes a child twice',
    {
      pseudonymised: (files, release) =>
        room.pseudonymised([...new Map(files.map((file) => [file.id, file])).values()], release),
    },
  ],
  [
    'forgets what a copy has not got',
    {
      subjectExport: (file, viewer) =>
        room.subjectExport(file, viewer).map((copy) => ({ ...copy, leftOut: copy.leftOut.slice(1) })),
    },
  ],
  [
    'says that a copy has not got sections only',
    {
      subjectExport: (file, viewer) =>
        room
          .subjectExport(file, viewer)
          .map((copy) => ({ ...copy, leftOut: copy.leftOut.filter((path) => path.split('/').length === 2) })),
    },
  ],
  [
    'thinks that all that got out is of the child',
    {
      breachList: (exposures, asOf) => {
        const found = room.breachList(exposures, asOf)
        return { ...found, affected: found.affected.map((one) => ({ ...one, subjects: ['child'] as const })) }
      },
    },
  ],
  [
    'lets a closed incident go with the file',
    {
      retentionOf: (file, question) => {
        const found = room.retentionOf(file, question)
        return found.answer === 'keep' && found.end?.what === 'incident'
          ? { answer: 'erase', end: { ...found.end, what: 'file' } }
          : found
      },
    },
  ],
  [
    'lets entries go under a hold',
    { retentionOfEntries: (file, { asOf }) => room.retentionOfEntries(file, { asOf, holds: [] }) },
  ],
  [
    'lets entries go while an incident is open',
    {
      retentionOfEntries: (file, asked) =>
        room.retentionOfEntries(
          {
            ...file,
            incidents: Object.fromEntries(
              Object.entries(file.incidents).filter(([, { closedOn }]) => closedOn !== 'notCollected'),
            ),
          },
          asked,
        ),
    },
  ],
  ['never lets an entry go', { retentionOfEntries: () => [] }],
  [
    'lets entries go a day early',
    { retentionOfEntries: (file, asked) => room.retentionOfEntries(file, { ...asked, asOf: '2026-09-16' }) },
  ],
  ['forgets a purpose in the record', record((all) => ({ ...all, purposes: all.purposes.slice(1) }))],
  ['forgets a field in the record', purposes((one) => ({ ...one, fields: one.fields.slice(0, -1) }))],
  [
    'has a field in the record that nobody sees',
    purposes((one) => ({
      ...one,
      fields: [...one.fields, ...room.processingRecord({ asOf: '2026-09-15' }).shownForNone],
    })),
  ],
  ['does not say what is shown for none', record((all) => ({ ...all, shownForNone: [] }))],
  [
    'takes the sensitive for personal',
    fields((field) => ({ ...field, sensitive: field.sensitive === 'always' ? 'under14' : field.sensitive })),
  ],
  [
    'forgets that a child is below 14',
    fields((field) => ({ ...field, sensitive: field.sensitive === 'under14' ? 'no' : field.sensitive })),
  ],
  ['does not say what is sealed', fields((field) => ({ ...field, sealed: false }))],
  ['says that all is of the child', fields((field) => ({ ...field, subjects: ['child'] }))],
  [
    'keeps incidents as the file',
    fields((field) => ({ ...field, retained: field.retained === 'incident' ? 'file' : field.retained })),
  ],
  ['forgets a category', purposes((one) => ({ ...one, categories: one.categories.slice(1) }))],
  ['forgets a recipient', purposes((one) => ({ ...one, recipients: one.recipients.slice(1) }))],
  [
    'does not say who may write',
    purposes((one) => ({ ...one, recipients: one.recipients.map((each) => ({ ...each, writes: false })) })),
  ],
  [
    'does not say what recipients never get',
    purposes((one) => ({ ...one, recipients: one.recipients.map((each) => ({ ...each, except: [] })) })),
  ],
  [
    'takes everybody for the office',
    purposes((one) => ({ ...one, recipients: one.recipients.map((each) => ({ ...each, office: true })) })),
  ],
  ['rests every purpose on a consent', purposes((one) => ({ ...one, ground: 'consent' }))],
  ['gives no source', purposes((one) => ({ ...one, sources: one.sources.slice(0, -1) }))],
  [
    'gives proposals out as law',
    record((all) => ({ ...all, retention: all.retention.map((one) => ({ ...one, standing: 'statute' })) })),
  ],
  ['forgets a retention time', record((all) => ({ ...all, retention: all.retention.slice(1) }))],
  ['forgets volunteers', record((all) => ({ ...all, otherRecords: all.otherRecords.slice(1) }))],
  [
    'forgets a field of other records',
    record((all) => ({
      ...all,
      otherRecords: all.otherRecords.map((one) => ({ ...one, fields: one.fields.slice(1) })),
    })),
  ],
  ['does not look at fields of the caller', { processingRecord: ({ asOf }) => room.processingRecord({ asOf }) }],
  ['takes fields of the caller without a word', record((all) => ({ ...all, unstated: [] }))],
  [
    'answers an open question',
    parts((part) => ({ questions: part.questions.map((one) => ({ ...one, answer: '是' })) })),
  ],
  ['forgets an open question', parts((part) => ({ questions: part.questions.slice(1) }))],
  ['asks nothing', parts(() => ({ questions: [] }))],
  [
    'concludes',
    assessed((one) => ({
      ...one,
      parts: one.parts.map((part, n) => ({ ...part, facts: one.parts[n === 4 ? 1 : n]?.facts ?? [] })),
    })),
  ],
  [
    'gives what was seen out as read in the statute',
    parts((part) => ({
      questions: part.questions.map((one) => ({ ...one, source: { ...one.source, standing: 'statute' } })),
    })),
  ],
  [
    'sees no reason for an assessment',
    assessed((one) => ({ ...one, triggers: one.triggers.map((each) => ({ ...each, answer: 'open' })) })),
  ],
  ['writes English where Chinese was asked for', { processingText: (given) => room.processingText(given, 'en') }],
  ['writes Chinese where English was asked for', { assessmentText: (given) => room.assessmentText(given, 'zh') }],
  [
    'lets a bar in a name break a table',
    { processingText: (given, language) => room.processingText(given, language).replaceAll('\\|', '|') },
  ],
]
