import { utf8 } from '../../digest.ts'
import { codeOf, type JournalFolder, type Machine, readFrom, removeIfThere, writeAll } from './file-port.ts'
import { JournalRefusal } from './refusal.ts'

const mostTries = 8
const longestText = 1024

const textOf = (folder: JournalFolder, name: string): string | undefined => {
  try {
    const file = folder.open(name, 'read')
    try {
      return new TextDecoder('latin1').decode(readFrom(file, 0, longestText))
    } finally {
      file.close()
    }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

const nameFor = (lockName: string, text: string, { checksum }: Machine) =>
  `${lockName}.${checksum(utf8(text)).toString(16)}`

/** The file that is to become the lock, before it has that name. */
export const ownName = (lockName: string, machine: Machine): string =>
  `${nameFor(lockName, machine.holder, machine)}.own`

/**
 * Gives our file the name of the lock if nobody alive has it. What a dead process left behind is taken over by whoever first holds a
 * lock on taking over from just this holder, so that of several who find it at once one has it: who comes late finds another holder
 * in it and leaves it alone.
 */
export function take(machine: Machine, lockName: string, name = lockName): boolean {
  const { folder, holder, isAlive } = machine
  const own = ownName(lockName, machine)
  const inPlace = `${nameFor(lockName, holder, machine)}.next`
  for (let tries = 0; tries < mostTries; tries++) {
    if (isLinked(folder, own, name)) return true
    const found = textOf(folder, name)
    if (found === undefined) continue
    if (isAlive(found)) return false
    const claim = nameFor(lockName, found, machine)
    if (claim === name || !take(machine, lockName, claim)) return false
    try {
      if (textOf(folder, name) !== found) continue
      removeIfThere(folder, inPlace)
      folder.link(own, inPlace)
      folder.rename(inPlace, name)
      return true
    } finally {
      removeIfThere(folder, claim)
    }
  }
  return false
}

function isLinked(folder: JournalFolder, name: string, as: string): boolean {
  try {
    folder.link(name, as)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
}

/**
 * The lock of a journal is a file beside it that names who has it open. It appears whole, as a second name of a file written and
 * flushed before.
 * @returns How to let go of it. Rejects with a refusal `busy` if a living process may hold it.
 */
export async function lock(machine: Machine, journal: string): Promise<() => void> {
  const { folder, holder } = machine
  const lockName = `${journal}.lock`
  const own = ownName(lockName, machine)
  removeIfThere(folder, own)
  const file = folder.create(own)
  try {
    try {
      writeAll(file, utf8(holder), 0)
      // A lock that outlives a loss of power has to say whose it was.
      await file.flush()
    } finally {
      file.close()
    }
    if (!take(machine, lockName)) throw new JournalRefusal('busy', 'the journal is open elsewhere')
  } finally {
    removeIfThere(folder, own)
  }
  return () => {
    if (textOf(folder, lockName) === holder) folder.remove(lockName)
  }
}
