// The notebook on this machine, with a made-up office.
//
//   node examples/10-field-notebook/run.ts                  builds the page, packs a bag, serves the page
//   node examples/10-field-notebook/run.ts --merge FILE     merges what the page has handed over
//
// Everything lies in out/field-notebook. In earnest the page is served by any web server over https, and the office is your own program.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { childFile } from 'childfile'
import { openCasework } from 'childfile/casework'
import { openSqlite } from 'childfile/storage/sqlite'
import { builtPage } from './build.ts'
import { packed, taken } from './office.ts'

const { merge } = parseArgs({ options: { merge: { type: 'string' } } }).values
const folder = join('out', 'field-notebook')
const partition = '520526'
mkdirSync(folder, { recursive: true })

const driver = await openSqlite(join(folder, 'office.db'))
const clock = () => new Date().toISOString()
const casework = (await openCasework({ driver, keys: 'unsealed', clock }))._unsafeUnwrap()
const session = casework.session({
  partition,
  actor: { id: 'w3', role: 'worker' },
  purpose: 'visit',
  relation: { to: 'ownCase' },
})

if (merge === undefined) {
  const workers = { childDirector: { id: 'w3', name: '张三' } }
  const files = [
    childFile({
      id: 'c1',
      name: '李小花',
      birthDate: '2016-03-26',
      residenceAddress: '小井寨村三组',
      delegate: { name: '李奶奶', relation: 'paternalGrandmother', phone: '13400000001' },
      workers,
    }),
    childFile({ id: 'c2', name: '王小明', workers }),
  ]
  // A second run is a retry of the same import.
  await casework.files.save({ partition, id: 'import-1', note: {}, files: files.map((file) => ({ file })) })
  const bytes = await builtPage(folder)
  writeFileSync(join(folder, 'bag.json'), JSON.stringify(await packed(session, '张三', ['c1', 'c2'])))
  await driver.close()
  const types: Readonly<Record<string, string>> = {
    '/': 'text/html',
    '/notebook.css': 'text/css',
    '/notebook.js': 'text/javascript',
    '/worker.js': 'text/javascript',
  }
  const server = createServer(({ url = '' }, response) => {
    const type = types[url]
    if (type === undefined) response.writeHead(404).end()
    else response.setHeader('content-type', type).end(readFileSync(join(folder, url === '/' ? 'index.html' : url)))
  })
  server.listen(8017, '127.0.0.1', () => {
    console.log(`The page (${Math.round(bytes / 1024)} kB of script) is at http://127.0.0.1:8017/`)
    console.log(`Load ${join(folder, 'bag.json')} there. Ctrl-C ends this; the page goes on without it.`)
  })
} else {
  const answers = await taken(session, JSON.parse(readFileSync(merge, 'utf8')))
  if (answers.isErr()) console.log('This is no file from the notebook:', answers.error[0].message)
  else
    for (const { child, answer } of answers.value)
      if (answer.isErr()) console.log(child, answer.error[0].code)
      else console.log(child, 'merged', answer.value.merged.length, 'in conflict', answer.value.conflicts.length)
  await driver.close()
}
