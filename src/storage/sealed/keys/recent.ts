/** Remembers the most recently used of many things, each made once also when several ask for it at the same time. */
export interface Recent<T> {
  /** What is remembered under this text, else what is made now. What fails to be made is not remembered. */
  get(text: string, make: () => Promise<T>): Promise<T>
  forget(text: string): void
}

/** Remembers up to `most` things. */
export function recent<T>(most: number): Recent<T> {
  const known = new Map<string, Promise<T>>()
  const forget = (text: string, only?: Promise<T>) => {
    if (only === undefined || known.get(text) === only) known.delete(text)
  }
  return {
    get: (text, make) => {
      const found = known.get(text)
      if (found) {
        known.delete(text)
        known.set(text, found)
        return found
      }
      const made = make()
      known.set(text, made)
      made.catch(() => forget(text, made))
      const [oldest] = known.keys()
      if (known.size > most && oldest !== undefined) known.delete(oldest)
      return made
    },
    forget,
  }
}
