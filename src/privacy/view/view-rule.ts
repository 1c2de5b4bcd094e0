import type { PlainDate } from '../../date.ts'
import type { Pointer } from '../../pointer.ts'
import type { ChildFile } from '../../records/index.ts'
import { consentFor, type ConsentAnswer } from '../consent/consent-for.ts'
import type { DataCategory } from '../consent/consent-question.ts'
import { fieldTable } from '../field/field-table.ts'
import type { FieldCategory, FieldMark } from '../field/mark.ts'
import { fieldMark } from '../field/field-mark.ts'
import type { Cut } from './cut.ts'
import { disclosures, type Purpose } from './disclosures.ts'
import { checksMayBeRead, mayBeCause, mayBeTold, visitChecks } from './matter.ts'
import { pathTree } from './path-tree.ts'
import { grantOf, type PurposeTerms, purposeTerms } from './purpose-terms.ts'
import type { Viewer } from './viewer.ts'

/** Who looks, for what, on which day. */
export interface Looking<P extends Purpose = Purpose> extends Viewer {
  readonly purpose: P
  readonly asOf: PlainDate
}

/** Why a field of the purpose is held back. Never because of a matter. */
export type HeldBecause = 'notEntitled' | 'notForTheRole' | 'noConsent'

/** What is held back of the fields of a purpose, and why. */
export function heldBack(file: ChildFile, looking: Looking): ReadonlyMap<Pointer, HeldBecause> {
  const { purpose, role, relation, asOf } = looking
  const paths: readonly Pointer[] = disclosures[purpose]
  const grant = grantOf(purpose, role, relation)
  if (!grant) return new Map(paths.map((path) => [path, 'notEntitled']))
  const terms: PurposeTerms = purposeTerms[purpose]
  const consents = new Map<FieldCategory, ConsentAnswer['answer']>()
  const allowed = (category: FieldCategory): boolean => {
    if (terms.without.includes(category)) return true
    if (!terms.consent || category === 'work' || category === 'matter') return false
    const known = consents.get(category)
    const answer =
      known ?? consentFor(file, { purpose: terms.consent, category: category satisfies DataCategory, asOf }).answer
    consents.set(category, answer)
    return answer === 'yes'
  }
  const held = new Map<Pointer, HeldBecause>()
  for (const path of paths) {
    if (grant.except?.some((one) => path === one || path.startsWith(`${one}/`))) held.set(path, 'notForTheRole')
    else if (!categoriesAt(path).every(allowed)) held.set(path, 'noConsent')
  }
  return held
}

/** The rule by which a file is cut for somebody. */
export function viewRule(file: ChildFile, looking: Looking): Cut {
  const held = new Set(heldBack(file, looking).keys())
  const entry: Cut['entry'] = (section, id) => {
    switch (section) {
      case '/incidents': {
        const incident = file.incidents[id as keyof ChildFile['incidents']]
        return !incident || mayBeCause(incident, looking) ? 'hidden' : []
      }
      case '/preferences': {
        const { preferences } = file
        const preference = typeof preferences === 'string' ? undefined : preferences[id as keyof typeof preferences]
        return !preference || !mayBeTold(preference, looking) ? 'hidden' : []
      }
      case '/visits': {
        const visit = file.visits[id as keyof ChildFile['visits']]
        const open = looking.purpose === 'protection' || (visit && checksMayBeRead(visit, file, looking))
        return open ? [] : visitChecks
      }
      default:
        return []
    }
  }
  return { tree: pathTree(looking.purpose), held, entry }
}

const categories = new Map<Pointer, readonly FieldCategory[]>()

/** The categories of everything at or below a path. */
function categoriesAt(path: Pointer): readonly FieldCategory[] {
  const known = categories.get(path)
  if (known) return known
  const found = marksAt(path).map((mark) => mark.category)
  categories.set(path, found)
  return found
}

type Node = { readonly [key: string]: Node | FieldMark }

function marksAt(path: Pointer): readonly FieldMark[] {
  const mark = fieldMark(path)
  if (mark) return [mark]
  let here: Node = fieldTable
  for (const part of path.slice(1).split('/')) here = here[part] as Node
  const below = (node: Node | FieldMark): readonly FieldMark[] =>
    typeof node['class'] === 'string' && 'category' in node
      ? [node as FieldMark]
      : Object.values(node as Node).flatMap(below)
  return below(here)
}
