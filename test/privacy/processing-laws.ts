import { expect } from 'vitest'
import { z } from 'zod'
import { childFile, jsonSchema, type Pointer, recordNames } from '../../src/index.ts'
import { classOn, disclosures, fieldMark, grantOf, purposes, purposeTerms, retention } from '../../src/privacy/index.ts'
import type { LawOfPrivacy } from './laws.ts'
import { asOf, canaries, found, lookings, markedPaths, relations, roles } from './scene.ts'
import { disclose } from '../../src/privacy/index.ts'

const law = (name: string, holds: LawOfPrivacy['holds']): LawOfPrivacy => ({ name, holds, generated: false })
const han = /\p{Script=Han}/u
const covers = (row: Pointer, path: Pointer): boolean => row === path || path.startsWith(`${row}/`)

const BusFields = z.strictObject({ busLine: z.string(), carSick: z.boolean() })
const busLine = {
  words: { zh: '校车线路', en: 'bus line' },
  class: 'personal',
  category: 'schooling',
  subjects: ['child'],
  purposes: ['teaching'],
} as const
const carSick = {
  ...busLine,
  words: { zh: '晕车|吐', en: 'car sick|ill' },
  class: 'sensitive',
  category: 'health',
} as const

/** The record of processing and the skeleton of the assessment. */
export const processingLaws: readonly LawOfPrivacy[] = [
  law(
    'the record has every purpose with the fields of its row, and every other field once as shown for none',
    (room) => {
      const record = room.processingRecord({ asOf })
      expect(record.purposes.map(({ purpose }) => purpose)).toEqual(purposes)
      for (const { purpose, fields, categories, subjects } of record.purposes) {
        const row: readonly Pointer[] = disclosures[purpose]
        const wanted = markedPaths().filter((path) => row.some((one) => covers(one, path) || covers(path, one)))
        expect(fields.map(({ path }) => path)).toEqual(wanted)
        expect(new Set(categories)).toEqual(new Set(fields.map(({ category }) => category)))
        expect(new Set(subjects)).toEqual(new Set(fields.flatMap((field) => field.subjects)))
      }
      const shown = new Set(record.purposes.flatMap(({ fields }) => fields.map(({ path }) => path)))
      expect(record.shownForNone.map(({ path }) => path)).toEqual(
        markedPaths().filter((path) => !shown.has(path) && path !== '/custom'),
      )
    },
  ),
  law('nothing is ever shown for a purpose that the record does not have there', (room) => {
    const record = room.processingRecord({ asOf })
    for (const one of lookings) {
      const listed = record.purposes.find(({ purpose }) => purpose === one.purpose)?.fields.map(({ path }) => path)
      for (const path of found(JSON.stringify(disclose(canaries, one)))) expect(listed).toContain(path)
    }
  }),
  law('the record marks each field as it is kept, and sensitive as the age says', (room) => {
    const record = room.processingRecord({ asOf })
    const young = childFile({ id: 'c1', name: '李', birthDate: '2016-03-26' })
    const old = childFile({ id: 'c1', name: '李', birthDate: '2010-03-26' })
    for (const field of [...record.purposes.flatMap(({ fields }) => fields), ...record.shownForNone]) {
      const path = field.path.replaceAll('*', 'e1') as Pointer
      expect({ class: field.class, category: field.category }).toEqual({
        class: fieldMark(path)?.class,
        category: fieldMark(path)?.category,
      })
      const grave = (file: typeof young) => ['sensitive', 'sealed'].includes(classOn(file, path, asOf) ?? '')
      expect(field.sensitive).toBe(grave(old) ? 'always' : grave(young) ? 'under14' : 'no')
      expect(field.sealed).toBe(field.class === 'sealed')
      expect(field.subjects.length).toBeGreaterThan(0)
    }
    const of = (path: Pointer) =>
      [...record.purposes.flatMap(({ fields }) => fields), ...record.shownForNone].find((field) => field.path === path)
    expect(of('/incidents/*/reporter')?.subjects).toEqual(['reporter'])
    expect(of('/mother/phone')?.subjects).toEqual(['mother'])
    expect(of('/incidents/*/words')?.retained).toBe('incident')
    expect(of('/screenings/*')?.retained).toBe('screening')
    expect(of('/consents/*/giver')?.retained).toBe('consent')
    expect(of('/name')?.retained).toBe('file')
  }),
  law('the record names as recipients whoever may look, and nobody else', (room) => {
    for (const { purpose, recipients, ground, consent, sources } of room.processingRecord({ asOf }).purposes) {
      for (const role of roles)
        for (const relation of relations) {
          const named = recipients.filter((one) => one.roles.includes(role) && one.relations.includes(relation))
          const grant = grantOf(purpose, role, relation)
          expect(named.length > 0).toBe(grant !== undefined)
          expect(named[0]?.writes ?? false).toBe(grant?.writes ?? false)
          expect(named[0]?.except ?? []).toEqual(grant?.except ?? [])
        }
      for (const one of recipients)
        if (one.office)
          for (const role of ['helper', 'donor', 'public', 'father', 'child'] as const)
            expect(one.roles).not.toContain(role)
      expect(ground).toBe(purposeTerms[purpose].ground)
      expect(ground === 'consent').toBe(consent !== undefined)
      expect(sources).toContainEqual(purposeTerms[purpose].source)
    }
  }),
  law('the record gives each retention time with its standing: only what was read in the statute is law', (room) => {
    const lines = room.processingRecord({ asOf }).retention
    expect(lines.map(({ what }) => what)).toEqual(Object.keys(retention))
    for (const { what, months, standing } of lines) {
      expect(months).toBe(retention[what].values[0].value)
      expect(standing).toBe(what === 'assessment' ? 'statute' : 'proposal')
    }
  }),
  law('the record has the fields of every other record, as their schemas have them', (room) => {
    const { otherRecords } = room.processingRecord({ asOf })
    expect(['ChildFile', 'Consent', ...otherRecords.map(({ record }) => record)].sort()).toEqual(
      [...recordNames].sort(),
    )
    for (const { record, fields, words } of otherRecords) {
      const { properties = {} } = jsonSchema(record as (typeof recordNames)[number])
      expect(fields.map(({ path }) => path).sort()).toEqual(
        Object.keys(properties)
          .map((one) => `/${one}`)
          .sort(),
      )
      expect(words.zh).toMatch(han)
      for (const field of fields)
        if (/name|phone|idNumber|check|underConcern/.test(field.path) && record === 'Volunteer')
          expect(field.sensitive).not.toBe('no')
    }
  }),
  law(
    'a field of the caller is in the record with what the caller says, and asked for if nobody said anything',
    (room) => {
      const record = room.processingRecord({ asOf, custom: { schema: BusFields, entries: { busLine, carSick } } })
      expect(record.unstated).toEqual([])
      expect(record.custom.map(({ path, sensitive }) => `${path} ${sensitive}`)).toEqual([
        '/custom/busLine under14',
        '/custom/carSick always',
      ])
      const teaching = record.purposes.find(({ purpose }) => purpose === 'teaching')
      expect(teaching?.fields.map(({ path }) => path)).toEqual(
        expect.arrayContaining(['/custom/busLine', '/custom/carSick']),
      )
      expect(teaching?.categories).toContain('health')
      const half = room.processingRecord({ asOf, custom: { schema: BusFields, entries: { busLine } as never } })
      expect(half.unstated).toEqual(['/custom/carSick'])
      const questions = room.impactAssessment(half).parts.flatMap((part) => part.questions)
      expect(
        questions.filter(({ zh, en }) => zh.includes('/custom/carSick') && en.includes('/custom/carSick')),
      ).toHaveLength(1)
      const any = room.processingRecord({ asOf, custom: { schema: z.record(z.string(), z.json()), entries: {} } })
      expect(any.unstated).toEqual(['/custom/*'])
    },
  ),
  law('the skeleton asks and does not answer, and each thing it says has its source and standing', (room) => {
    const { triggers, parts, keepMonths } = room.impactAssessment(room.processingRecord({ asOf }))
    expect(keepMonths).toBe(36)
    expect(triggers.map(({ id, answer }) => `${id} ${answer}`)).toEqual([
      'sensitive yes',
      'sharing yes',
      'automated open',
      'abroad open',
    ])
    expect(parts.map(({ id }) => id)).toEqual(['controller', 'necessity', 'impact', 'measures', 'conclusion'])
    const questions = parts.flatMap((part) => part.questions)
    expect(new Set(questions.map(({ id }) => id)).size).toBe(questions.length)
    for (const id of ['controller', 'necessity', 'harm', 'balance', 'keys', 'audit', 'signed'])
      expect(questions.map((one) => one.id)).toContain(id)
    for (const one of [...questions, ...triggers, ...parts.flatMap((part) => part.facts)]) {
      expect(one.zh).toMatch(han)
      expect(one.en).not.toMatch(han)
      expect(['statute', 'seen', 'known', 'proposal']).toContain(one.source.standing)
      if (one.source.kind === 'proposal') expect(one.source.standing).toBe('proposal')
      // What was read in a copy or a translation only is not given out as read in the statute.
      if (/儿童个人信息网络保护规定/.test(one.source.title) || one.source.section === 'art. 56')
        expect(one.source.standing).toBe('seen')
    }
    for (const question of questions) expect(question).not.toHaveProperty('answer')
    expect(parts.at(-1)?.facts).toEqual([])
  }),
  law('the texts say all that the data say, in the language asked for', (room) => {
    const record = room.processingRecord({ asOf, custom: { schema: BusFields, entries: { busLine, carSick } } })
    const assessment = room.impactAssessment(record)
    const escaped = (text: string): string => text.replaceAll(/[\\`*_[\]<>|#]/g, '\\$&')
    for (const language of ['zh', 'en'] as const) {
      const text = room.processingText(record, language)
      const skeleton = room.assessmentText(assessment, language)
      for (const { words, fields } of record.purposes) {
        const [, after = ''] = text.split(`\n## ${words[language]}\n`)
        const [section = ''] = after.split('\n## ')
        for (const field of fields) expect(section).toContain(escaped(field.words[language]))
      }
      for (const { questions, facts } of assessment.parts)
        for (const one of [...questions, ...facts]) expect(skeleton).toContain(escaped(one[language]))
      for (const lines of [text, skeleton]) {
        expect(lines).not.toMatch(/undefined|\[object|NaN/)
        const tables = lines.split('\n').filter((line) => line.startsWith('|'))
        for (const line of tables) expect([3, 4, 7]).toContain(line.replaceAll('\\|', '').split('|').length - 2)
      }
      expect(skeleton.split('- [ ] ').length - 1).toBe(assessment.parts.flatMap((part) => part.questions).length)
    }
    for (const field of [...record.purposes.flatMap(({ fields }) => fields), ...record.shownForNone]) {
      expect(field.words.zh).toMatch(han)
      expect(field.words.en).not.toMatch(han)
    }
  }),
]
