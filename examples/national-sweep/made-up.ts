/** Counties that nobody lives in: the same ones for the same numbers. */
import { type ChildFile, childFile } from 'childfile'
import type { Casework } from 'childfile/casework'

const ratings = ['good', 'fair', 'poor', 'notCollected'] as const
const filesAtOnce = 200

export const countyName = (n: number): string => String(520500 + n)

/** The n-th child of a county. */
export function madeUpChild(county: string, n: number): ChildFile {
  const seed = (Number(county) * 31 + n * 17) % 97
  const day = (seed % 19) + 10
  return childFile({
    id: `c${String(n).padStart(6, '0')}`,
    name: '李小花',
    birthDate: `${2010 + (seed % 12)}-${10 + (seed % 3)}-${day}`,
    residenceDivision: `${county}${100 + (n % 3)}20${n % 5}`,
    care: { guardianshipRating: ratings[seed % 4] ?? 'notCollected' },
    ...(seed % 3 === 0 ? {} : { father: { status: 'awayWorking' }, mother: { status: 'awayWorking' } }),
    ...(seed % 5 === 0
      ? {}
      : { contacts: { k1: { on: `2026-${seed % 2 === 0 ? 10 : 11}-${day}`, withChild: 'yes', withDelegate: 'yes' } } }),
  })
}

/** Writes the files of a county; again does nothing. */
export async function settle({ files }: Casework, county: string, count: number): Promise<void> {
  for (let from = 0; from < count; from += filesAtOnce) {
    const size = Math.min(filesAtOnce, count - from)
    const saved = await files.save({
      partition: county,
      id: `made-up~${from}`,
      note: { program: 'made-up' },
      files: Array.from({ length: size }, (_, n) => ({ file: madeUpChild(county, from + n) })),
    })
    if (saved.isErr()) throw new Error(`made-up files cannot be written: ${saved.error[0].code}`)
  }
}
