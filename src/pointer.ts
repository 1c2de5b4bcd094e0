/**
 * A JSON Pointer (RFC 6901): the one path language of the library. `''` is the whole document, `'/delegate/phone'` a part of it.
 * Dated entries are records keyed by id, so `/contacts/k17/on` stays the same when entries are added or reordered.
 */
export type Pointer = '' | `/${string}`
