import type { Words } from './report-input.ts'

/** Text as it may stand in HTML and SVG. */
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** The label in both languages; the page shows one. */
export const both = ({ zh, en }: Words): string =>
  `<span lang="zh">${escaped(zh)}</span><span lang="en">${escaped(en)}</span>`

/** A whole number with thin groups of three digits. */
export const shown = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ' ')

/** A share in whole percent; a share that is not zero is never shown as 0, nor one below all as 100. */
export function percent(part: number, whole: number): string {
  if (whole === 0) return '—'
  const share = Math.round((part * 100) / whole)
  if (share === 0 && part > 0) return '<1 %'
  return share === 100 && part < whole ? '>99 %' : `${share} %`
}
