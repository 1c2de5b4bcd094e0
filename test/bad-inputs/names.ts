import { doors } from '../../scripts/doors.ts'

/** Names at all doors that have the words in them. */
export async function namesWith(words: RegExp): Promise<readonly string[]> {
  const names: string[] = []
  for (const { source } of doors) {
    const place = new URL(`../../${source}`, import.meta.url).href
    names.push(...Object.keys((await import(/* @vite-ignore */ place)) as object))
  }
  return names.filter((name) => words.test(name))
}
