import type { Outcome } from '../../problem.ts'
import { code } from '../engine/code-kind.ts'
import { decimal, division, line } from '../engine/kind.ts'
import { compact, placing } from '../engine/placing.ts'
import { readSheet, type ReadOptions } from '../engine/read-sheet.ts'
import type { Register } from '../engine/register.ts'
import { type Sheet, sheetOf } from '../engine/sheet.ts'
import { codeLists, shapeOf, Village } from '../records.ts'
import type { Workbook } from '../workbook/workbook.ts'

const columns = {
  code: {
    zh: '村(社区)代码',
    en: 'code',
    also: ['村代码', '村社区代码', '行政村代码', '社区代码', '区划代码', '代码', '村编码'],
    kind: division,
    pointer: '/code',
  },
  township: {
    zh: '乡镇',
    en: 'township',
    also: ['乡镇街道', '乡(镇)', '乡镇名称', '所属乡镇', '所在乡镇', '镇', '街道'],
    kind: line({ none: false, repeats: true }),
    pointer: '/township',
  },
  village: {
    zh: '村(社区)',
    en: 'village',
    also: ['村', '社区', '村名', '村社区', '村社区名称', '村居', '行政村', '村名称', '村(居)'],
    kind: line({ none: false }),
    pointer: '/name',
  },
  kind: {
    zh: '类别',
    en: 'kind',
    also: ['村居类别', '类型'],
    kind: code(codeLists.villageKinds, { words: false, none: false }),
    optional: true,
  },
  longitude: {
    zh: '经度',
    en: 'longitude',
    also: ['东经'],
    kind: decimal({ from: -180, to: 180, none: false }),
    pointer: '/longitude',
  },
  latitude: {
    zh: '纬度',
    en: 'latitude',
    also: ['北纬'],
    kind: decimal({ from: -90, to: 90, none: false }),
    pointer: '/latitude',
  },
} as const

const shape = shapeOf(Village)
const blank = compact(shape.fill({ code: '', township: '', name: '' }) as Village)
const place = placing(columns, blank)

/** What the name says of the kind of committee. */
const kindOf = (name: string): Village['kind'] =>
  /(?:社区|居委会|居民委员会)$/.test(name)
    ? 'community'
    : /(?:村|寨|庄|屯|村委会)$/.test(name)
      ? 'village'
      : 'notCollected'

/** The list of villages (村居名单), one row for each village or community. */
export const villageSheet: Sheet<Village> = sheetOf({
  id: 'villages',
  name: '村(社区)',
  columns,
  needs: ['code', 'village'],
  marks: ['code'],
  read(values, row) {
    for (const column of ['code', 'township', 'village'] as const)
      if (values[column] === 'notCollected' && !row.faulty(column)) row.report('missing-value', column)
    if ([values.code, values.township, values.village].includes('notCollected')) return undefined
    const village = place(values, row.asOf)
    const said = values.kind
    village.kind = said === 'village' || said === 'community' ? said : kindOf(village.name)
    return village
  },
  write: (village) => ({
    kind: village.kind === 'contested' || village.kind === kindOf(village.name) ? 'notCollected' : village.kind,
  }),
  carried: (village, ok) => (village.kind === kindOf(village.name) || ok('kind') ? ['/kind'] : []),
  spare: (village) => shape.spare(village),
  recordedOn: () => undefined,
})

/**
 * Reads the list of villages with their places on the map.
 * @returns Ok: every row with what became of it. Err: as `readSheet`.
 * @example
 * ```ts
 * import { decodeCsv, readVillages, recordsOf } from 'childfile/register'
 * const bytes = new TextEncoder().encode('code,township,village,longitude,latitude\n520526100200,龙街镇,新坪社区,103.9931,26.92703\n')
 * const register = decodeCsv(bytes).andThen((workbook) => readVillages(workbook, { asOf: '2026-09-15' }))
 * register.map((read) => recordsOf(read).map((village) => village.kind)).unwrapOr([]) // => ["community"]
 * ```
 */
export const readVillages = (workbook: Workbook, options: ReadOptions): Outcome<Register<Village>> =>
  readSheet(villageSheet, workbook, options)
