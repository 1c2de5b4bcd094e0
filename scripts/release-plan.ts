/** What a release changes for those who use the package: nothing that they see, something more, or something that they relied on. */
export type Change = 'patch' | 'minor' | 'major'

type Version = readonly [major: number, minor: number, patch: number]

/** The numbers of a version without a suffix, or undefined. */
export function versionOf(text: string): Version | undefined {
  const found = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/.exec(text)
  return found ? [Number(found[1]), Number(found[2]), Number(found[3])] : undefined
}

/** The version that follows. Before 1.0.0 the second number says that something was lost, as Semantic Versioning lets it. */
export function nextVersion([major, minor, patch]: Version, change: Change): string {
  const first: Version = change === 'patch' ? [major, minor, patch + 1] : [major, minor + 1, 0]
  return (change === 'major' && major > 0 ? [major + 1, 0, 0] : first).join('.')
}

/** The least change that a difference of the names written down in `test/api` stands for, by lines added and taken away. */
export const changeOf = (lines: { readonly added: number; readonly taken: number }): Change =>
  lines.taken > 0 ? 'major' : lines.added > 0 ? 'minor' : 'patch'

const isBefore = (a: Version, b: Version): boolean => {
  const at = a.findIndex((number, i) => number !== b[i])
  return at >= 0 && (a[at] ?? 0) < (b[at] ?? 0)
}

/** Why a version cannot follow another, if it cannot. */
export function versionRefusal(from: string, to: string, least: Change): string | undefined {
  const [was, will] = [versionOf(from), versionOf(to)]
  if (!was || !will) return 'a version is three numbers, such as 1.4.0'
  const needed = versionOf(nextVersion(was, least))
  if (needed && isBefore(will, needed)) return `what changed asks for ${needed.join('.')} at least`
  const following = (['patch', 'minor', 'major'] as const).map((change) => nextVersion(was, change))
  const first = was[0] === 0 ? ['1.0.0'] : []
  return [...following, ...first].includes(to) ? undefined : `after ${from} comes ${[...new Set(following)].join(', ')}`
}

/** The changelog with what is unreleased under a version and its day, or undefined if nothing is. */
export function released(changelog: string, version: string, day: string): string | undefined {
  const found = /^## \[Unreleased\]\n([\s\S]*?)(?=^## \[|(?![\s\S]))/m.exec(changelog)
  if (!found || !/^- /m.test(found[1] ?? '')) return undefined
  return changelog.replace('## [Unreleased]\n', `## [Unreleased]\n\n## [${version}] - ${day}\n`)
}
