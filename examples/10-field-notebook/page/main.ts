// The page: a lock, a list, a child. It asks nothing of any server; the clock and the language are those of the device.
import { jitless } from './strict.ts'
import { epochDay, isDate, type PlainDate, plainDate } from 'childfile'
import { facts, visits } from './child.ts'
import { button, h, speaker } from './dom.ts'
import { type Kept, type Notebook, openNotebook } from './notebook.ts'
import { visitForm } from './visit-form.ts'
import type { Language, Word } from './words.ts'

const state: { language: Language; notebook?: Notebook; kept: readonly Kept[]; open?: string; news?: Word } = {
  language: 'zh',
  kept: [],
}

const today = (): PlainDate => {
  const now = new Date()
  const text = [now.getFullYear(), now.getMonth() + 1, now.getDate()]
    .map((part, n) => String(part).padStart(n === 0 ? 4 : 2, '0'))
    .join('-')
  return isDate(text) ? text : plainDate(epochDay('2026-01-01'))
}

const nameOf = ({ bag, page }: Kept): string => `${bag} ${page.subject}`

/** Does something, says what became of it, and draws the page anew. */
function act(work: () => Promise<Word | undefined>): void {
  void work()
    .catch((): Word => 'broken')
    .then(async (news) => {
      if (state.notebook) state.kept = await state.notebook.pages().catch(() => state.kept)
      if (news) state.news = news
      else delete state.news
      draw()
    })
}

function draw(): void {
  const say = speaker(state.language)
  document.documentElement.lang = state.language === 'zh' ? 'zh-CN' : 'en'
  document.title = say('title')
  const other: Language = state.language === 'zh' ? 'en' : 'zh'
  const switched = button(
    say('language'),
    () => {
      state.language = other
      draw()
    },
    { id: 'language', lang: other === 'zh' ? 'zh-CN' : 'en' },
  )
  const chosen = state.kept.find((kept) => nameOf(kept) === state.open)
  const body = state.notebook ? (chosen ? child(state.notebook, chosen) : list(state.notebook)) : lock()
  const news = h('p', { id: 'news', role: 'status' }, state.news ? say(state.news) : '')
  document.body.replaceChildren(h('header', {}, h('h1', {}, say('title')), switched), h('main', {}, news, ...body))
}

function lock(): readonly HTMLElement[] {
  const say = speaker(state.language)
  const input = h('input', {
    id: 'passphrase',
    type: 'password',
    autocomplete: 'current-password',
    'aria-describedby': 'hint',
  })
  const form = h(
    'form',
    { id: 'lock' },
    h('label', { for: 'passphrase' }, say('passphrase')),
    input,
    h('p', { id: 'hint' }, say('passphraseHint')),
    h('button', { type: 'submit', id: 'open' }, say('open')),
  )
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    act(async () => {
      if (input.value.length < 8) return 'shortPassphrase'
      if (!(await alone())) return 'otherTab'
      const notebook = await openNotebook(input.value)
      if (!notebook) return 'wrongPassphrase'
      state.notebook = notebook
      return undefined
    })
  })
  return [form]
}

let held: Promise<boolean> | undefined
/** A keyring is held by one window at a time. The lock is let go when the window closes. */
const alone = (): Promise<boolean> =>
  (held ??= new Promise<boolean>((resolve) => {
    void navigator.locks.request('field-notebook', { ifAvailable: true }, (lock) => {
      resolve(lock !== null)
      if (lock === null) held = undefined
      return lock === null ? undefined : new Promise(() => undefined)
    })
  }))

function list(notebook: Notebook): readonly HTMLElement[] {
  const say = speaker(state.language)
  const file = h('input', { id: 'bag', type: 'file', accept: '.json,application/json' })
  file.addEventListener('change', () => {
    const [chosen] = file.files ?? []
    if (chosen)
      act(async () => {
        const text = await chosen.text()
        return (await notebook.load(plain(text))) ? 'loaded' : 'badBag'
      })
  })
  const cards = state.kept.map((kept) => {
    const { view, visits: own } = kept.page.document
    const count = Object.keys(own).length
    const open = button(view.name, () => {
      state.open = nameOf(kept)
      delete state.news
      draw()
    })
    return h('li', {}, open, count > 0 ? h('span', {}, ` ${count} ${say('visitsToday')}`) : undefined)
  })
  const question = h(
    'dialog',
    { id: 'question', 'aria-labelledby': 'asked' },
    h('p', { id: 'asked' }, say('emptyQuestion')),
    button(say('emptyYes'), () => act(async () => ((await notebook.empty(state.kept)) ? 'emptied' : 'broken')), {
      id: 'empty-yes',
    }),
    button(say('no'), () => question.close(), { id: 'empty-no' }),
  )
  return [
    h('h2', {}, say('children')),
    cards.length > 0 ? h('ul', { class: 'children' }, ...cards) : h('p', {}, say('nobody')),
    h('p', {}, h('label', { for: 'bag' }, say('load')), file),
    h(
      'p',
      { class: 'acts' },
      button(say('handOver'), () => handOver(notebook), { id: 'hand-over' }),
      button(say('empty'), () => question.showModal(), { id: 'empty', class: 'grave' }),
    ),
    question,
  ]
}

/** JSON, or nothing that any schema takes. */
function plain(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function handOver(notebook: Notebook): void {
  const brought = notebook.returned(state.kept)
  if (brought.deliveries.length > 0) {
    const url = URL.createObjectURL(new Blob([JSON.stringify(brought)], { type: 'application/json' }))
    h('a', { href: url, download: 'field-notebook-return.json' }).click()
    setTimeout(() => URL.revokeObjectURL(url), 60_000)
  }
  act(() => Promise.resolve(brought.deliveries.length > 0 ? 'handedOver' : 'nothing'))
}

function child(notebook: Notebook, kept: Kept): readonly HTMLElement[] {
  const say = speaker(state.language)
  const { document: page } = kept.page
  const told = visits(page, say)
  const back = button(say('back'), () => {
    delete state.open
    delete state.news
    draw()
  })
  const form = visitForm({ worker: page.worker, today: today() }, state.language, say, (visit) =>
    act(async () => {
      if (visit.isErr()) return 'broken'
      if (!(await notebook.write(kept, visit.value))) return 'broken'
      return Object.values(visit.value.situations).includes('seen') ? 'report' : 'saved'
    }),
  )
  return [
    h(
      'p',
      { class: 'acts' },
      back,
      button(say('print'), () => print(), { id: 'print' }),
    ),
    h(
      'article',
      { id: 'card' },
      h('h2', {}, page.view.name),
      facts(page.view, today(), state.language, say),
      h('h3', {}, say('visits')),
      told.length > 0
        ? h('ul', {}, ...told.slice(0, 5).map(({ on, words }) => h('li', {}, `${on} · ${words}`)))
        : h('p', {}, say('noVisits')),
      h(
        'section',
        { class: 'paper' },
        h('h3', {}, say('handNotes')),
        h('div', { class: 'lines' }),
        h('p', {}, say('printed')),
      ),
    ),
    form,
  ]
}

if (jitless !== true) throw new Error('zod would try to make code from text')
draw()
if ('serviceWorker' in navigator) void navigator.serviceWorker.register('worker.js').catch(() => undefined)
