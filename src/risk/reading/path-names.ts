import { parts, type Pointer } from '../../pointer.ts'

/** Paths that were taken apart: those of sections come again with every file. */
const taken = new Map<Pointer, readonly string[]>()
const rememberedPaths = 512

/** The names along a path, unescaped. */
export function namesOf(path: Pointer): readonly string[] {
  const known = taken.get(path)
  if (known) return known
  const names = parts(path)
  if (taken.size < rememberedPaths) taken.set(path, names)
  return names
}
