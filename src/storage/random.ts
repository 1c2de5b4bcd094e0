/** So many bytes from the platform's source of randomness: keys, initialisation vectors, names of keys. */
export const randomBytes = (count: number): Uint8Array<ArrayBuffer> =>
  globalThis.crypto.getRandomValues(new Uint8Array(count))
