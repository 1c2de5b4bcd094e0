import { describe, expectTypeOf, it } from 'vitest'
import { z } from 'zod'
import {
  audited,
  collection,
  compartment,
  type Driver,
  type Keyring,
  type Ledger,
  reseal,
  sealed,
  verify,
} from '../../src/storage/index.ts'
import { ChildFile } from '../../src/records/index.ts'

declare const driver: Driver
declare const ledger: Ledger
declare const keyring: Keyring
const files = collection(ledger, {
  kind: 'file',
  schema: ChildFile,
  version: 1,
  keys: { name: (file) => [file.name], 'secret.idNumber': (file) => [file.idNumber] },
})

describe('the layers of storage', () => {
  it('cannot be put together in a wrong order', () => {
    // @ts-expect-error what is audited is not audited again
    audited(ledger)
    // @ts-expect-error a collection is above the audit
    collection(driver, { kind: 'x', schema: z.string(), version: 1 })
    // @ts-expect-error a chain is verified at the driver, below any seal
    void verify(ledger, 'p')
    // @ts-expect-error a seal is above the audit
    sealed(driver, keyring)
    // @ts-expect-error what is sealed is not sealed again
    sealed(sealed(ledger, keyring), keyring)
    // @ts-expect-error what is sealed is not audited again
    audited(sealed(ledger, keyring))
    // @ts-expect-error only what is sealed can be sealed anew
    void reseal(ledger, { partition: 'p', subject: 's', id: 'r', note: {} })
  })
  it('can be put together in the right order', () => {
    expectTypeOf(sealed(audited(driver), keyring)).toExtend<Ledger>()
    collection(sealed(ledger, keyring), { kind: 'x', schema: z.string(), version: 1 })
  })
})

describe('a collection', () => {
  it('gives documents of the named type', async () => {
    const stored = await files.get('p', { subject: 's', id: 'f' })
    if (stored.isOk()) expectTypeOf(stored.value.document).toEqualTypeOf<ChildFile>()
  })
  it('knows its indexes', () => {
    void files.page({ partition: 'p', index: 'name', where: { startsWith: 'x' } })
    void files.page({ partition: 'p', index: 'secret.idNumber', where: { is: 'x' } })
    // @ts-expect-error there is no such index
    void files.page({ partition: 'p', index: 'nope' })
    // @ts-expect-error a secret index has no ranges
    void files.page({ partition: 'p', index: 'secret.idNumber', where: { startsWith: 'x' } })
    // @ts-expect-error nor a walk
    void files.page({ partition: 'p', index: 'secret.idNumber' })
  })
  it('takes only its own documents', () => {
    // @ts-expect-error not a file
    files.put({ subject: 's', id: 'f', document: { name: 'x' } })
  })
})

describe('a compartment', () => {
  it('gives each kind its own type', async () => {
    const visits = collection(ledger, { kind: 'visit', schema: z.strictObject({ n: z.int() }), version: 1 })
    const child = await compartment(ledger, { files, visits }).read('p', 's')
    if (child.isOk()) {
      expectTypeOf(child.value.documents.visits[0]!.document).toEqualTypeOf<{ readonly n: number }>()
      expectTypeOf(child.value.documents.files[0]!.document).toEqualTypeOf<ChildFile>()
    }
  })
})
