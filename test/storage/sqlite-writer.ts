// A process of its own that raises one counter by one, time after time: node sqlite-writer.ts <file> <name> <times>
import { openSqlite } from '../../src/storage/sqlite.ts'
import { at, batch, county, rowAt, write } from '../../src/testing/driver-contract/scene.ts'

const [file = '', name = '', times = '0'] = process.argv.slice(2)
const driver = await openSqlite(file)
let conflicts = 0
for (let round = 0; round < Number(times); round++) {
  for (let tries = 0; ; tries++) {
    const row = await rowAt(driver, at('counter'), county)
    const count = Number(new TextDecoder().decode(row?.body ?? undefined))
    const next = write(at('counter'), {
      expect: row?.revision ?? 0,
      body: String(count + 1),
      keys: { n: [`n${count}`] },
    })
    const answer = await driver.commit(batch(`${name}-${round}-${tries}`, [next]))
    if (answer.outcome === 'written') break
    if (answer.outcome === 'conflict') conflicts++
  }
}
await driver.close()
console.log(JSON.stringify({ name, conflicts }))
