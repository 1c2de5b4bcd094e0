import type { ChildId, VolunteerId } from '../../id.ts'
import type { Exchange } from '../../solver/index.ts'
import type { Compiled } from '../graph/compile.ts'
import { matchesOf } from '../plan/matches.ts'

/** One child that would have another volunteer, or none. */
export interface ChildMove {
  readonly child: ChildId
  readonly from: VolunteerId | 'none'
  readonly to: VolunteerId | 'none'
}

/** What an exchange would change: who moves, who would go without, and how much more or less the soft terms cost. */
export interface Change {
  readonly moves: readonly ChildMove[]
  readonly without: readonly ChildId[]
  readonly extra: number
}

/** What changes from one assignment to the other, in order of children. */
export function changeOf(compiled: Compiled, before: Int32Array, { of }: Pick<Exchange, 'of'>): Change {
  const was = new Map(matchesOf(compiled, before).map((match) => [match.child.id, match]))
  const is = new Map(matchesOf(compiled, of).map((match) => [match.child.id, match]))
  const moves = compiled.ground.children.flatMap(({ id }): readonly ChildMove[] => {
    const from = was.get(id)?.volunteer.id ?? 'none'
    const to = is.get(id)?.volunteer.id ?? 'none'
    return from === to ? [] : [{ child: id, from, to }]
  })
  const cost = (matches: typeof was): number => [...matches.values()].reduce((sum, match) => sum + match.cost, 0)
  return {
    moves,
    without: moves.flatMap(({ child, to }) => (to === 'none' ? [child] : [])),
    extra: cost(is) - cost(was),
  }
}

/** How many moves the words name; the rest are counted. */
const named = 3

/** The change in words, the moves of `first` in front. */
export function changeText({ moves, without, extra }: Change, first: ChildId, language: 'zh' | 'en'): string {
  const zh = language === 'zh'
  const own = moves.filter(({ child }) => child === first)
  const ordered = [...own, ...moves.filter(({ child }) => child !== first)].filter(({ to }) => to !== 'none')
  const said = ordered
    .slice(0, named)
    .map(({ child, to }) => (zh ? `儿童 ${child} 改与 ${to} 结对` : `child ${child} would be with ${to}`))
  const rest = ordered.length - named
  const others = rest > 0 ? [zh ? `另有 ${rest} 名儿童更换结对人` : `${rest} more would change`] : []
  const left = without.map((child) => (zh ? `儿童 ${child} 将无人结对` : `child ${child} would go without`))
  const [size, more] = [Math.abs(extra), extra >= 0]
  const cost = zh ? `软性成本${more ? '增加' : '减少'} ${size}` : `soft terms cost ${size} ${more ? 'more' : 'less'}`
  return [...said, ...others, ...left, cost].join(zh ? '，' : ', ')
}
