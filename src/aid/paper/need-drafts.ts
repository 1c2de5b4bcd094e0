import { type Field, isKnown, known } from '../../absent.ts'
import type { PlainDate } from '../../date.ts'
import type { ChildId } from '../../id.ts'
import { type Pointer, pointer } from '../../pointer.ts'
import type { ChildFile, Code, codeLists } from '../../records/index.ts'
import type { NeedKind } from '../record/parties.ts'

/** What may be a need, as the file says it; a person finds out the rest. */
export interface NeedDraft {
  readonly child: ChildId
  readonly from: 'problemList' | 'wish'
  /** Where the file says it. */
  readonly because: Pointer
  /** As written, or why there are none. */
  readonly words: Field<string>
  /** Kinds of need that it may be; empty for a wish, of which the child has to be asked. */
  readonly kinds: readonly NeedKind[]
  /** What has to be found out before it can be entered as a need. */
  readonly missing: readonly ('kind' | 'what' | 'quantity' | 'neededBy')[]
}

/** What gifts can do about an entry of the problem list; what parents and carers owe is no matter for gifts. */
const kindsOf: Readonly<Record<Code<typeof codeLists.problemKinds>, readonly NeedKind[]>> = {
  living: ['food', 'clothing', 'housing', 'money'],
  medical: ['health', 'money'],
  outOfSchool: ['schoolThings', 'money'],
  rehabilitation: ['health', 'money'],
  fatherNeglects: [],
  motherNeglects: [],
  notDelegated: [],
  delegateUnfit: [],
}

/**
 * What a file says that may be needs: open entries of the problem list, and what the child wishes. Drafts only: each says what to find out.
 * In order of where the file says it.
 * @example
 * ```ts
 * import { childFile } from 'childfile'
 * import { needDrafts } from 'childfile/aid'
 * const p1 = { kind: 'medical', words: '哮喘药', on: '2026-09-01', reportedToPolice: 'no', closedOn: 'none' } as const
 * const file = childFile({ id: 'c1', name: '李小花', problems: { p1 } })
 * needDrafts(file, '2026-09-15').map(({ because, kinds }) => [because, kinds]) // => [['/problems/p1', ['health', 'money']]]
 * ```
 */
export function needDrafts(file: ChildFile, asOf: PlainDate): readonly NeedDraft[] {
  const { id: child, problems, preferences } = file
  const listed = isKnown(problems) && problems !== 'none' ? Object.entries(problems) : []
  const said = isKnown(preferences) && preferences !== 'none' ? Object.entries(preferences) : []
  const draft = (from: NeedDraft['from'], because: Pointer, words: string, kinds: readonly NeedKind[]): NeedDraft => ({
    child,
    from,
    because,
    words: words === 'none' ? 'notCollected' : words,
    kinds,
    missing: [...(kinds.length === 1 ? [] : ['kind' as const]), 'what', 'quantity', 'neededBy'],
  })
  return [
    ...listed.flatMap(([id, { kind, words, closedOn }]) => {
      const closed = known(closedOn)
      const code = known(kind)
      if (closed !== undefined && closed !== 'none' && closed <= asOf) return []
      const kinds = code === undefined || code === 'none' || typeof code === 'object' ? [] : kindsOf[code]
      const inWords = typeof code === 'object'
      return kinds.length > 0 || inWords ? [draft('problemList', pointer('problems', id), words, kinds)] : []
    }),
    ...said.flatMap(([id, { about, says, words, on }]) => {
      const asked = (about === 'gift' || about === 'wish') && says === 'wishes'
      return asked && (!isKnown(on) || on <= asOf) ? [draft('wish', pointer('preferences', id), words, [])] : []
    }),
  ].sort((a, b) => (a.because < b.because ? -1 : 1))
}
