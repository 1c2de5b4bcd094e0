import type { Edit } from './edits.ts'

/** What is kept, opened, merged and erased. */
export const caseworkEdits: readonly Edit[] = [
  {
    name: "erased on one person's word",
    file: 'casework/erasure/erasing.ts',
    from: "if (request.document.requestedBy === actor.id) return ok({ state: 'requested' })",
    to: '',
    law: 'nothing is erased or merged on the word of one',
  },
  {
    name: "merge on one person's word",
    file: 'casework/merge/asking.ts',
    from: "if (before.requestedBy === actor.id) return ok('asked already')",
    to: '',
    law: 'nothing is erased or merged on the word of one',
  },
  {
    name: 'erased under a hold',
    file: 'casework/erasure/erasing.ts',
    from: 'const free = standsAgainst(open.found, open.looking.asOf).length === 0',
    to: 'const free = standsAgainst(open.found, open.looking.asOf).length >= 0',
    law: 'what stands under a hold is not erased',
  },
  {
    name: 'erased data left',
    file: 'casework/erasure/erasing.ts',
    from: 'for (const subject of [...aliases.value, id])',
    to: 'for (const subject of aliases.value)',
    law: 'what two persons erased is gone',
  },
  {
    name: 'seal opened without break-glass',
    file: 'casework/session/actor.ts',
    from: "return opened.has(file.id) ? 'emergency' : undefined",
    to: "return 'emergency'",
    law: 'no file opens to a stranger but the one whose glass was broken, until its time is over',
  },
  {
    name: 'glass stays broken',
    file: 'casework/emergency/emergency.ts',
    from: ' && Date.parse(now) < Date.parse(until)',
    to: ' && until !== now',
    law: 'no file opens to a stranger but the one whose glass was broken, until its time is over',
  },
  {
    name: 'read without a trace',
    file: 'casework/session/scope.ts',
    from: 'if (note.isErr()) return err(note.error)',
    to: '',
    law: 'nothing is read that could not be noted',
  },
  {
    name: 'stale read as fresh',
    file: 'storage/driver-rules.ts',
    from: 'if (again || revision !== expect)',
    to: 'if (again)',
    law: 'a change of what has changed meanwhile is refused',
  },
  {
    name: 'secret index in the open',
    file: 'storage/sealed/sealing.ts',
    from: 'isSecretIndex(index) ? list.map((key) => root.blind(index, key)) : list',
    to: 'list',
    law: 'keeps no byte of a document, a secret key or a note in the store or the keyring',
  },
  {
    name: 'key of an erased child left',
    file: 'storage/sealed/sealed.ts',
    from: '      await access.destroy(partition, subject)\n',
    to: '',
    law: 'erases for ever: no key, no past, no way back, also for a copy of the store from before',
  },
  {
    name: 'sealed bytes of one record open in the place of another',
    file: 'storage/sealed/sealed-bytes.ts',
    from: 'place.kind,\n              place.id,',
    to: 'place.kind,',
    law: 'refuses a body in any place but its own: another id, kind, subject, partition, revision',
  },
]
