/** The same shape with every property and element read-only, all the way down. Records leave the library in this form. */
export type Immutable<T> = T extends string | number | boolean | bigint | symbol | null | undefined
  ? T
  : T extends Uint8Array
    ? T
    : T extends readonly (infer E)[]
      ? readonly Immutable<E>[]
      : T extends object
        ? { readonly [K in keyof T]: Immutable<T[K]> }
        : T
