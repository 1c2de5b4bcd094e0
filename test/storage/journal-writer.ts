// A process of its own that writes commit after commit and says which were acknowledged: node journal-writer.ts <file> <from> [hasty]
// `hasty` says so before they are, which a test of killing has to find.
import { writeSync } from 'node:fs'
import { audited } from '../../src/storage/index.ts'
import { openJournal } from '../../src/storage/journal.ts'
import { at, batch, erasure, write } from '../../src/testing/driver-contract/scene.ts'

const [file = '', from = '0', mode = ''] = process.argv.slice(2)
const ledger = audited(await openJournal(file))
const say = (text: string) => writeSync(1, `${text}\n`)
say('open')
for (let n = Number(from); ; n += 4) {
  const group = [n, n + 1, n + 2, n + 3].map(async (one) => {
    const draft = batch(`c${one}`, [
      write(at(one % 4 === 0 ? `t${one}` : `s${one % 50}`, 'visit', String(one)), {
        body: `${one} ${'x'.repeat((one * 37) % 3000)}`,
      }),
    ])
    if (mode === 'hasty') say(String(one))
    const answer = await ledger.commit(draft)
    if (answer.outcome !== 'written') throw new Error(`commit ${one}: ${answer.outcome}`)
    if (mode !== 'hasty') say(String(one))
  })
  await Promise.all(group)
  if (n % 60 === 0) {
    const answer = await ledger.erase(erasure(`e${n}`, `t${n}`))
    if (answer.outcome === 'written') say(`e${n}`)
  }
}
