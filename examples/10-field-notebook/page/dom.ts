// A few lines instead of a framework.
import { type Language, type Word, words } from './words.ts'

type Child = Node | string | undefined

/** An element with its attributes and what stands in it; `true` is an attribute without a value. */
export function h<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string | boolean>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes))
    if (value !== false) element.setAttribute(key, value === true ? '' : value)
  element.append(...children.filter((child) => child !== undefined))
  return element
}

/** A button and what it does. */
export function button(label: string, act: () => void, attributes: Readonly<Record<string, string>> = {}) {
  const element = h('button', { type: 'button', ...attributes }, label)
  element.addEventListener('click', act)
  return element
}

/** The word in the language of the page. */
export const speaker =
  (language: Language) =>
  (word: Word): string =>
    words[word][language]

export type Say = ReturnType<typeof speaker>
