import { err, ok, type Outcome } from '../../problem.ts'
import { type ChildFile, gradeText, nameText } from '../records.ts'
import type { WorkbookSheet } from '../workbook/workbook.ts'

/** A class of a school. */
export interface ClassOf {
  readonly school: string
  readonly grade: number
  /** All classes of the grade if not said. */
  readonly class?: string
}

/**
 * The list of a class for an activity: names and an empty column to tick, children with a file among their classmates, in order of names.
 * It says of nobody whether there is a file, and nothing of status, tier or hardship. Whoever stands among the classmates and has a file
 * is listed once; of two namesakes both are.
 * @returns Ok: the sheet. Err `not-allowed` `needs-missing`: without classmates it would be a list of children who have a file.
 * @example
 * ```ts
 * import { childFile } from 'childfile'
 * import { classRoster } from 'childfile/register'
 * const file = childFile({ id: 'c1', name: '李小花', schooling: { school: '龙街镇中心小学', grade: 4, class: '1班' } })
 * const roster = classRoster([file], { school: '龙街镇中心小学', grade: 4, class: '1班' }, ['王明', '赵云'])
 * roster.map(({ rows }) => rows.slice(2)).unwrapOr([]) // => [[1, "李小花", ""], [2, "王明", ""], [3, "赵云", ""]]
 * ```
 */
export function classRoster(
  files: readonly ChildFile[],
  where: ClassOf,
  classmates: readonly string[],
): Outcome<WorkbookSheet> {
  const plain = (name: string): string => nameText(name) ?? name
  const filed = files.filter(({ schooling }) => isIn(schooling, where)).map(({ name }) => plain(name))
  const others = classmates.map(plain)
  const mine = counted(filed)
  const theirs = counted(others)
  const isHidden = [...theirs].some(([name, times]) => times > (mine.get(name) ?? 0))
  if (!isHidden)
    return err([
      {
        kind: 'not-allowed',
        path: '/classmates',
        code: 'needs-missing',
        message: 'a list of nobody but children who have a file shows who has one',
      },
    ])
  const names = [...new Set([...filed, ...others])]
    .flatMap((name) => Array.from({ length: Math.max(mine.get(name) ?? 0, theirs.get(name) ?? 0) }, () => name))
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  const title = `${where.school} ${gradeText(where.grade)}${where.class ?? ''} 活动名单`
  return ok({
    name: '活动名单',
    hidden: false,
    rows: [[title], ['序号', '姓名', '签到'], ...names.map((name, i) => [i + 1, name, ''])],
    form: { frozen: [2, 0], textColumns: [1, 2], widths: [8, 16, 16] },
  })
}

const isIn = (schooling: ChildFile['schooling'], { school, grade, class: room }: ClassOf): boolean =>
  schooling.school === school && schooling.grade === grade && (room === undefined || schooling.class === room)

function counted(names: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return counts
}
