import { escaped } from './markup.ts'
import type { Words } from './report-input.ts'

/** One bar: a label, and parts that are drawn one after the other. */
export interface Bar {
  /** Words in two languages, or a name that has only one form. */
  readonly label: string | Words
  readonly parts: readonly BarPart[]
  /** What stands behind the bar. */
  readonly note: string
}

/** A part of a bar. */
export interface BarPart {
  readonly value: number
  /** Name of the class that gives colour and hatching; on grey paper the hatching tells them apart. */
  readonly kind: string
}

/** A mark across the bars, such as the hands that there are. */
export interface Mark {
  readonly value: number
}

const rowHeight = 26
const labelWidth = 118
const barWidth = 420
const noteWidth = 150

/**
 * Bars as an SVG picture, one below the other, all to one scale. The numbers stand beside them as text.
 * @example
 * ```ts
 * import { bars } from 'childfile/report'
 * bars({ title: 'x', bars: [{ label: 'a', parts: [{ value: 3, kind: 'tier4' }], note: '3' }] }).startsWith('<svg') // => true
 * ```
 */
export function bars({
  title,
  bars: rows,
  marks = [],
}: {
  readonly title: string
  readonly bars: readonly Bar[]
  readonly marks?: readonly (Mark | undefined)[]
}): string {
  const longest = Math.max(1, ...rows.map(({ parts }) => sum(parts)), ...marks.map((mark) => mark?.value ?? 0))
  const scale = (value: number): number => Math.round((value * barWidth * 10) / longest) / 10
  const height = rows.length * rowHeight + 4
  const drawn = rows.map((bar, i) => {
    const top = i * rowHeight + 4
    const mark = marks[i]
    return [
      labelText(bar.label, top),
      ...partsOf(bar.parts, top, scale),
      ...(mark
        ? [
            `<line x1="${labelWidth + scale(mark.value)}" x2="${labelWidth + scale(mark.value)}" y1="${top - 2}" y2="${top + 22}" class="mark"/>`,
          ]
        : []),
      `<text x="${labelWidth + scale(Math.max(sum(bar.parts), mark?.value ?? 0)) + 8}" y="${top + 15}" class="note">${escaped(bar.note)}</text>`,
    ].join('')
  })
  const width = labelWidth + barWidth + noteWidth
  return `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(title)}">${drawn.join('')}</svg>`
}

const labelText = (label: string | Words, top: number): string => {
  const written = (text: string, language: string): string =>
    `<text x="${labelWidth - 8}" y="${top + 15}" text-anchor="end"${language}>${escaped(text)}</text>`
  return typeof label === 'string'
    ? written(label, '')
    : written(label.zh, ' lang="zh"') + written(label.en, ' lang="en"')
}

const sum = (parts: readonly BarPart[]): number => parts.reduce((total, { value }) => total + value, 0)

function partsOf(parts: readonly BarPart[], top: number, scale: (value: number) => number): readonly string[] {
  let left = labelWidth
  return parts
    .filter(({ value }) => value > 0)
    .flatMap(({ value, kind }) => {
      const width = Math.max(1, scale(value))
      const x = left
      left += width
      const box = `x="${x}" y="${top}" width="${width}" height="20"`
      return [`<rect ${box} class="${kind}"/>`, `<rect ${box} fill="url(#hatch-${kind})" class="hatch"/>`]
    })
}

/** Hatchings that tell the kinds apart without colour. */
export const hatchings = `<svg width="0" height="0" aria-hidden="true" class="defs"><defs>
<pattern id="hatch-tier0" width="6" height="6" patternUnits="userSpaceOnUse"/>
<pattern id="hatch-tier1" width="8" height="8" patternUnits="userSpaceOnUse"><circle cx="2" cy="2" r="1"/></pattern>
<pattern id="hatch-tier2" width="6" height="6" patternUnits="userSpaceOnUse"><path d="M0 6L6 0" stroke-width="1"/></pattern>
<pattern id="hatch-tier3" width="6" height="6" patternUnits="userSpaceOnUse"><path d="M0 6L6 0M0 0L6 6" stroke-width="1"/></pattern>
<pattern id="hatch-tier4" width="6" height="6" patternUnits="userSpaceOnUse"/>
<pattern id="hatch-unknown" width="6" height="6" patternUnits="userSpaceOnUse"><path d="M0 3H6" stroke-width="1"/></pattern>
<pattern id="hatch-done" width="6" height="6" patternUnits="userSpaceOnUse"/>
<pattern id="hatch-over" width="5" height="5" patternUnits="userSpaceOnUse"><path d="M0 5L5 0" stroke-width="1.4"/></pattern>
<pattern id="hatch-rest" width="6" height="6" patternUnits="userSpaceOnUse"/>
</defs></svg>`
