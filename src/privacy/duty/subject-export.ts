import type { Instant, PlainDate } from '../../date.ts'
import { parts, type Pointer, pointer } from '../../pointer.ts'
import { err, ok, type Outcome } from '../../problem.ts'
import type { ChildFile } from '../../records/index.ts'
import { markedFields } from '../field/marked-paths.ts'
import { disclose } from '../view/disclose.ts'
import { disclosures, type Purpose } from '../view/disclosures.ts'
import { grantOf } from '../view/purpose-terms.ts'
import type { View } from '../view/view.ts'
import type { Role, Viewer } from '../view/viewer.ts'

/** One time somebody read a file. */
export interface ReadEntry {
  readonly at: Instant
  readonly role: Role
  readonly purpose: Purpose
}

/** Everything that is kept of a child and may be given to whom it concerns, as data that a machine can read. */
export interface SubjectExport {
  readonly format: 'childfile/subject-export'
  readonly version: 1
  readonly asOf: PlainDate
  readonly file: View<'access'>
  /** Who has read it, by role and purpose, oldest first. Names of readers and what was read for a matter are not said. */
  readonly reads: readonly ReadEntry[]
  /** Sections of a file, and fields of the other sections, that no copy has, whether or not there is anything in them. */
  readonly leftOut: readonly Pointer[]
}

/** Readings that would speak of a matter. */
const unsaid: ReadonlySet<Purpose> = new Set<Purpose>(['protection', 'rescue'])

const inCopy = (path: Pointer): boolean =>
  disclosures.access.some((row) => row === path || path.startsWith(`${row}/`) || row.startsWith(`${path}/`))

/** Whole sections that no copy has, and single fields of the others; read off the table of fields, so that nothing is forgotten. */
const leftOut: readonly Pointer[] = [
  ...new Set(
    markedFields
      .filter(([path]) => !inCopy(path))
      .map(([path]) => {
        const section = pointer(parts(path)[0] ?? '')
        return inCopy(section) ? path : section
      }),
  ),
]

/**
 * A copy of what is kept of a child, for the child or a parent or guardian, without what belongs to others: no worker, reporter, carer
 * or other parent, no matter. The list of what is left out is the same for everybody; what was refused is answered in writing by a
 * person.
 * @returns Err `not-allowed`: the viewer has no right of access.
 * @source 个人信息保护法 art. 45; 未成年人网络保护条例 art. 34
 * @example
 * ```ts
 * import { childFile } from 'childfile'
 * import { subjectExport } from 'childfile/privacy'
 * const file = childFile({ id: 'c1', name: '李小花' })
 * const copy = subjectExport(file, { role: 'mother', relation: 'family', asOf: '2026-09-15', reads: [] })
 * copy.map(({ file }) => file.name).unwrapOr('') // => '李小花'
 * subjectExport(file, { role: 'delegate', relation: 'family', asOf: '2026-09-15', reads: [] }).isErr() // => true
 * ```
 */
export function subjectExport(
  file: ChildFile,
  { asOf, reads, ...viewer }: Viewer & { readonly asOf: PlainDate; readonly reads: readonly ReadEntry[] },
): Outcome<SubjectExport> {
  if (!grantOf('access', viewer.role, viewer.relation))
    return err([{ kind: 'not-allowed', path: '', code: 'not-entitled', message: 'has no right of access to the file' }])
  return ok({
    format: 'childfile/subject-export',
    version: 1,
    asOf,
    file: disclose(file, { ...viewer, purpose: 'access', asOf }),
    reads: reads
      .filter(({ purpose }) => !unsaid.has(purpose))
      .map(({ at, role, purpose }) => ({ at, role, purpose }))
      .sort((a, b) =>
        a.at < b.at ? -1 : a.at > b.at ? 1 : `${a.role} ${a.purpose}` < `${b.role} ${b.purpose}` ? -1 : 1,
      ),
    leftOut,
  })
}
