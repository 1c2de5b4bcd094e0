import type { WriteSheet } from 'hucre/xlsx'
import { columnLetters, type SheetForm } from './workbook.ts'

type Shown = Pick<WriteSheet, 'columns' | 'dataValidations' | 'freezePane'>

/** No prompt of a spreadsheet program is longer. */
const longestPrompt = 255

/** A range of one column; rows are counted from 1. */
const range = (column: number, [first, last]: readonly [number, number]): string =>
  `${columnLetters(column)}${first}:${columnLetters(column)}${last}`

const fixed = (column: number, [first, last]: readonly [number, number]): string =>
  `$${columnLetters(column)}$${first}:$${columnLetters(column)}$${last}`

/** What a spreadsheet writer needs to show a sheet as its form says. */
export function shownAs({ frozen, textColumns = [], widths = [], choices = [], hints = [], filled }: SheetForm): Shown {
  const text = new Set(textColumns)
  const width = Math.max(0, widths.length, ...textColumns.map((column) => column + 1))
  const prompts = new Map(hints.map(({ column, words }) => [column, words.slice(0, longestPrompt)]))
  const prompt = (column: number) => {
    const words = prompts.get(column)
    return words === undefined ? {} : { showInputMessage: true, inputMessage: words }
  }
  const lists = choices.map(({ column, rows, from, open }) => ({
    type: 'list' as const,
    range: range(column, rows),
    formula1: `'${from.sheet.replaceAll("'", "''")}'!${fixed(from.column, from.rows)}`,
    allowBlank: true,
    showErrorMessage: true,
    errorStyle: open ? ('information' as const) : ('stop' as const),
    errorMessage: open ? '不在选项之内；确有需要可以保留' : '请从下拉选项中选择',
    ...prompt(column),
  }))
  const chosen = new Set(choices.map(({ column }) => column))
  // A condition that everything meets carries the prompt of a column without a list.
  const plain =
    filled === undefined
      ? []
      : [...prompts.keys()]
          .filter((column) => !chosen.has(column))
          .map((column) => ({
            type: 'textLength' as const,
            operator: 'greaterThanOrEqual' as const,
            formula1: '0',
            range: range(column, filled),
            allowBlank: true,
            ...prompt(column),
          }))
  return {
    columns: Array.from({ length: width }, (_, i) => ({
      ...(widths[i] === undefined ? {} : { width: widths[i] }),
      ...(text.has(i) ? { numFmt: '@' } : {}),
    })),
    dataValidations: [...lists, ...plain],
    ...(frozen === undefined ? {} : { freezePane: { rows: frozen[0], columns: frozen[1] } }),
  }
}

/** Rows prepared for filling in: the writer gives a column its form cell by cell, so that empty cells have to be there. */
export function emptyRows(written: number, { filled, textColumns = [] }: SheetForm = {}): null[][] {
  const width = Math.max(0, ...textColumns.map((column) => column + 1))
  const count = filled === undefined ? 0 : Math.max(0, filled[1] - written)
  return Array.from({ length: count }, () => Array.from({ length: width }, () => null))
}
