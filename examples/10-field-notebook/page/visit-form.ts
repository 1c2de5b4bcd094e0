// The form of a visit: the checklist of the record `Visit`, item by item. What nobody looked for stays "not checked".
import { codeLists, type Outcome, parse, type PlainDate, Visit } from 'childfile'
import { h, type Say } from './dom.ts'
import type { Language } from './words.ts'

type Rows = readonly { readonly key: string; readonly zh: string; readonly en: string }[]

const choice = (name: string, value: string, text: string, checked: boolean): HTMLElement =>
  h('label', { class: 'choice' }, h('input', { type: 'radio', name, value, checked }), h('span', {}, text))

const group = (legend: string, name: string, rows: Rows, language: Language, chosen: string): HTMLElement =>
  h(
    'fieldset',
    {},
    h('legend', {}, legend),
    ...rows.map((row) => choice(name, row.key, row[language], row.key === chosen)),
  )

const checklist = (name: string, items: Rows, language: Language): readonly HTMLElement[] =>
  items.map((item) => group(item[language], `${name}.${item.key}`, codeLists.sightings.rows, language, 'notChecked'))

const yesNo: Rows = [
  { key: 'yes', zh: '是', en: 'yes' },
  { key: 'no', zh: '否', en: 'no' },
  { key: 'notCollected', zh: '未记录', en: 'not written down' },
]

/** The form; `written` is called with what it says when it is sent. */
export function visitForm(
  { worker, today }: { readonly worker: string; readonly today: PlainDate },
  language: Language,
  say: Say,
  written: (visit: Outcome<Visit>) => void,
): HTMLFormElement {
  const moods: Rows = [1, 2, 3, 4, 5].map((mood) => {
    const text = mood === 1 ? say('moodWorst') : mood === 5 ? say('moodBest') : `${mood}`
    return { key: `${mood}`, zh: text, en: text }
  })
  const notAsked = { key: 'notCollected', zh: say('notAsked'), en: say('notAsked') }
  const form = h(
    'form',
    { id: 'visit' },
    h('h3', {}, say('newVisit')),
    h('label', { for: 'on' }, say('on')),
    h('input', { id: 'on', name: 'on', type: 'date', value: today, max: today, required: true }),
    group(say('childSeen'), 'childSeen', yesNo, language, 'notCollected'),
    group(
      say('spokenAlone'),
      'spokenAlone',
      [...codeLists.spokenAloneAnswers.rows, notAsked],
      language,
      'notCollected',
    ),
    h('h4', {}, say('situations')),
    h('p', {}, say('checklistHint')),
    ...checklist('situations', codeLists.situations.rows, language),
    h('h4', {}, say('emergencies')),
    ...checklist('emergencies', codeLists.emergencies.rows, language),
    group(say('mood'), 'mood', [...moods, notAsked], language, 'notCollected'),
    h('label', { for: 'words' }, say('notes')),
    h('textarea', { id: 'words', name: 'words', rows: '4', maxlength: '2000' }),
    h('label', { for: 'nextOn' }, say('nextOn')),
    h('input', { id: 'nextOn', name: 'nextOn', type: 'date' }),
    h('button', { type: 'submit', id: 'save' }, say('save')),
  )
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    written(read(form, worker))
  })
  return form
}

/** What the form says as a record; checked by the schema that the office checks with. */
function read(form: HTMLFormElement, worker: string): Outcome<Visit> {
  const data = new FormData(form)
  const value = (name: string): string => {
    const found = data.get(name)
    return typeof found === 'string' ? found.trim() : ''
  }
  const items = (name: string, rows: Rows) => Object.fromEntries(rows.map(({ key }) => [key, value(`${name}.${key}`)]))
  const mood = value('mood')
  return parse(Visit, {
    on: value('on'),
    by: worker,
    childSeen: value('childSeen'),
    spokenAlone: value('spokenAlone'),
    situations: items('situations', codeLists.situations.rows),
    emergencies: items('emergencies', codeLists.emergencies.rows),
    mood: mood === 'notCollected' ? mood : Number(mood),
    words: value('words') || 'none',
    nextOn: value('nextOn') || 'none',
  })
}
