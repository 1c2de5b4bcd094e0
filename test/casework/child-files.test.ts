import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { childFiles, countyRecords, sharedSubject, type StoredFile } from '../../src/casework/index.ts'
import { type ChildFile, ChildId, childFile } from '../../src/index.ts'
import { audited, commit, type Driver, openMemory, verify } from '../../src/storage/index.ts'
import { openSqlite } from '../../src/storage/sqlite.ts'
import { anyChildFile as anyFile } from '../../src/testing/arbitraries.ts'

const folder = mkdtempSync(join(tmpdir(), 'childfile-casework-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let count = 0
const drivers: readonly (readonly [string, () => Promise<Driver>])[] = [
  ['memory', openMemory],
  ['sqlite', () => openSqlite(join(folder, `${++count}.db`))],
]

const partition = '520526'
const value = <T>(outcome: { isOk(): boolean; _unsafeUnwrap(): T }): T => outcome._unsafeUnwrap()
const named = (file: ChildFile, id: string): ChildFile => ({ ...file, id: ChildId.parse(id) })
const json = (file: ChildFile): ChildFile => JSON.parse(JSON.stringify(file)) as ChildFile
const saving = (id: string, files: readonly { file: ChildFile; before?: StoredFile }[]) => ({
  partition,
  id,
  note: { actor: 'w' },
  files,
})

describe.each(drivers)('childFiles over %s', (_, open) => {
  it('refuses a field of one’s own with a name that engines give a meaning to', async () => {
    const driver = await open()
    const custom = JSON.parse('{"own":{"__proto__":1}}') as NonNullable<ChildFile['custom']>
    const file = { ...childFile({ id: 'c1', name: '李小花' }), custom }
    const refused = await childFiles(audited(driver)).save(saving('a1', [{ file }]))
    expect(refused.isErr() && refused.error[0].code).toBe('invalid-value')
    await driver.close()
  })

  it('reads back the file that was saved, whatever stands in it', async () => {
    const driver = await open()
    const files = childFiles(audited(driver))
    let n = 0
    await fc.assert(
      fc.asyncProperty(anyFile(), anyFile(), async (first, second) => {
        // Names that engines give a meaning to, and halves of characters, are refused by the store, wherever they stand.
        fc.pre(!/"__proto__"|\\ud[89a-f]/.test(JSON.stringify([first, second])))
        const id = `c${++n}`
        const created = named(first, id)
        value(await files.save(saving(`new-${id}`, [{ file: created }])))
        const before = value(await files.read(partition, id))
        expect(before.file).toEqual(json(created))
        const changed = named(second, id)
        value(await files.save(saving(`change-${id}`, [{ file: changed, before }])))
        expect(value(await files.read(partition, id)).file).toEqual(json(changed))
      }),
      { numRuns: 40 },
    )
    const found: string[] = []
    for await (const one of files.each(partition)) found.push(value(one).file.id)
    expect(found).toEqual(Array.from({ length: n }, (__, i) => `c${i + 1}`).sort((a, b) => (a < b ? -1 : 1)))
    expect(value(await verify(driver, partition)).faults).toEqual([])
    await driver.close()
  })

  it('writes only the rows that changed: a matter does not move the revision of anything else', async () => {
    const driver = await open()
    const files = childFiles(audited(driver))
    const file = childFile({
      id: 'c1',
      name: '李小花',
      contacts: { k1: { on: '2026-09-01' } },
      visits: { v1: { on: '2026-09-02' } },
    })
    value(await files.save(saving('a', [{ file }])))
    const before = value(await files.read(partition, 'c1'))
    const incident = childFile({ ...file, incidents: { i1: { observedOn: '2026-09-03', situations: ['violence'] } } })
    value(await files.save(saving('b', [{ file: incident, before }])))
    const after = value(await files.read(partition, 'c1'))
    expect(after.revisions).toEqual({ ...before.revisions, 'incidents/i1': 1 })
    const without = childFile({ ...incident, contacts: {} })
    value(await files.save(saving('c', [{ file: without, before: after }])))
    expect(value(await files.read(partition, 'c1'))).toEqual({
      file: without,
      revisions: { 'file/c1': 1, 'visits/v1': 1, 'incidents/i1': 1 },
    })
    await driver.close()
  })

  it('takes a retry for what it is, and a late writer for a conflict', async () => {
    const driver = await open()
    const files = childFiles(audited(driver))
    const file = childFile({ id: 'c1', name: '李小花' })
    const first = saving('a', [{ file }])
    expect(value(await files.save(first)).repeated).toBe(false)
    expect(value(await files.save(first)).repeated).toBe(true)
    const before = value(await files.read(partition, 'c1'))
    const one = { ...file, name: '李小华' }
    value(await files.save(saving('b', [{ file: one, before }])))
    const late = await files.save(saving('c', [{ file: { ...file, name: '李小桦' }, before }]))
    expect(late._unsafeUnwrapErr()[0]).toMatchObject({ kind: 'conflict', expected: 1, found: 2 })
    expect(value(await files.read(partition, 'c1')).file.name).toBe('李小华')
    await driver.close()
  })

  it('writes all files of an act or none, and says which field of which file is wrong without saying what stands there', async () => {
    const driver = await open()
    const files = childFiles(audited(driver))
    const good = childFile({ id: 'c1', name: '李小花' })
    const bad = childFile({ id: 'c2', name: 'x', birthDate: '2026-02-30', delegate: { phone: 'CANARY' } })
    const refused = (await files.save(saving('a', [{ file: good }, { file: bad }])))._unsafeUnwrapErr()
    expect(refused.map(({ path }) => path)).toEqual(['/files/1/birthDate', '/files/1/delegate/phone'])
    expect(JSON.stringify(refused)).not.toContain('CANARY')
    expect((await files.read(partition, 'c1'))._unsafeUnwrapErr()[0].code).toBe('not-found')
    await driver.close()
  })

  it('keeps volunteers, sessions and villages beside the files without taking them for children', async () => {
    const driver = await open()
    const ledger = audited(driver)
    const { villages } = countyRecords(ledger)
    const village = {
      code: '520526113205',
      township: '中水镇',
      name: '小井寨村',
      kind: 'village',
      longitude: 103.9,
      latitude: 26.9,
    } as const
    value(
      await commit(ledger, {
        partition,
        id: 'v',
        note: {},
        writes: [villages.put({ subject: sharedSubject, id: village.code, document: village })],
      }),
    )
    value(await childFiles(ledger).save(saving('a', [{ file: childFile({ id: 'c1', name: 'x' }) }])))
    const found: unknown[] = []
    for await (const one of childFiles(ledger).each(partition))
      found.push(one.map(({ file }) => file.id).unwrapOr(ChildId.parse('broken')))
    expect(found).toEqual(['c1'])
    await driver.close()
  })
})
