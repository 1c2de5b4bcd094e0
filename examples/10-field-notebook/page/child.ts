// What the page shows of a child: the same on the screen and on paper.
import { ageOn, at, codeLists, isDate, type PlainDate, type Pointer } from 'childfile'
import type { Page } from '../bag.ts'
import { h, type Say } from './dom.ts'
import type { Language } from './words.ts'

const absences = ['notCollected', 'contested', 'withheld', 'none'] as const

/** What the view says under a pointer, in words; why it says nothing, where it does. */
export function said(view: Page['view'], path: Pointer, say: Say): string {
  const found = at(view, path)
  const absence = absences.find((one) => one === found)
  if (absence) return say(absence)
  return typeof found === 'string' || typeof found === 'number' ? String(found) : say('notCollected')
}

const isTree = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Entries under a pointer, each in words; the absence where there are none. */
function entries(view: Page['view'], path: Pointer, say: Say, words: (entry: Page['view']) => string): string {
  const found = at(view, path)
  const list = isTree(found) ? Object.values(found).filter(isTree) : []
  return list.length > 0 ? list.map((entry) => words(entry as Page['view'])).join('；') : said(view, path, say)
}

const coded = (entry: Page['view'], path: Pointer, list: keyof typeof codeLists, language: Language, say: Say) => {
  const found = at(entry, path)
  const row = codeLists[list].rows.find(({ key }) => key === found)
  return row ? row[language] : said(entry, path, say)
}

/** What a worker needs on the way: who it is, where, whom to call, what to beware of. */
export function facts(view: Page['view'], today: PlainDate, language: Language, say: Say): HTMLElement {
  const birthDate = at(view, '/birthDate')
  const isKnownDate = typeof birthDate === 'string' && isDate(birthDate)
  const age = isKnownDate ? `（${ageOn(birthDate, today)} ${say('years')}）` : ''
  const phone = (entry: Page['view'], path: Pointer): string => `${say('phone')} ${said(entry, path, say)}`
  const rows: readonly (readonly [string, string])[] = [
    [say('born'), `${said(view, '/birthDate', say)}${age}`],
    [say('address'), said(view, '/residenceAddress', say)],
    [say('grade'), said(view, '/schooling/grade', say)],
    [
      say('carer'),
      [
        said(view, '/delegate/name', say),
        coded(view, '/delegate/relation', 'relations', language, say),
        phone(view, '/delegate/phone'),
      ].join(' · '),
    ],
    [
      say('emergencyContacts'),
      entries(view, '/emergencyContacts', say, (one) =>
        [said(one, '/name', say), coded(one, '/relation', 'relations', language, say), phone(one, '/phone')].join(
          ' · ',
        ),
      ),
    ],
    [
      say('allergies'),
      entries(view, '/health/allergies', say, (one) => coded(one, '/substance', 'allergens', language, say)),
    ],
  ]
  return h('dl', {}, ...rows.flatMap(([term, text]) => [h('dt', {}, term), h('dd', {}, text)]))
}

/** The visits of a page, the latest first. */
export function visits(
  { view, visits: own }: Page,
  say: Say,
): readonly { readonly on: string; readonly words: string }[] {
  const given = at(view, '/visits')
  const all = [...Object.values(own), ...(isTree(given) ? Object.values(given).filter(isTree) : [])]
  return all
    .map((visit) => ({
      on: said(visit as Page['view'], '/on', say),
      words: said(visit as Page['view'], '/words', say),
    }))
    .sort((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : 0))
}
