// A process that raises one counter by one, time after time, together with others: `node counter.ts '<folder, writer, times>'`.
import { rowAt, batch, write } from '../../src/testing/driver-contract/scene.ts'
import { openStore } from './store.ts'

const { folder, writer, times } = JSON.parse(process.argv[2] ?? '{}') as {
  folder: string
  writer: string
  times: number
}
const at = { subject: 'counter', kind: 'file', id: '1' }
const driver = await openStore('sqlite', folder)
let [conflicts, busy] = [0, 0]
for (let round = 0; round < times; ) {
  const row = await rowAt(driver, at, 'p')
  const count = Number(new TextDecoder().decode(row?.body ?? undefined))
  const next = write(at, { expect: row?.revision ?? 0, body: String(count + 1) })
  const { outcome } = await driver.commit(batch(`${writer}-${round}`, [next], { partition: 'p' }))
  if (outcome === 'written') round++
  else if (outcome === 'conflict') conflicts++
  else if (outcome === 'busy') busy++
  else throw new Error(outcome)
}
await driver.close()
console.log(`${writer}: ${conflicts} conflicts, ${busy} busy`)
