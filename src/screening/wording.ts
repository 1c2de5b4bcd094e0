/** A text for people, in the two languages of the library. */
export interface Wording {
  readonly zh: string
  readonly en: string
}
