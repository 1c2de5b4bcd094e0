import type { ChildFile } from '../../records/index.ts'
import type { KeyName } from '../field/field-path.ts'
import type { disclosures, Purpose } from './disclosures.ts'

/** Stands where the purpose would allow something that role, relation or consent do not. It says nothing of what is there. */
export type Withheld = 'withheld'

type Below<Path extends string, Key extends string> = Path extends `/${Key}`
  ? ''
  : Path extends `/${Key}/${infer Rest}`
    ? `/${Rest}`
    : never

type Part<T, Path extends string> = '' extends Path ? T : Shown<T, Path>

/** What paths let through of a type. */
type Shown<T, Path extends string> = T extends string | number | readonly unknown[]
  ? T
  : {
      readonly [K in keyof T & string as [Below<Path, KeyName<K>>] extends [never] ? never : K]:
        | Part<T[K], Below<Path, KeyName<K>>>
        | Withheld
    }

/**
 * What a purpose may see of a file: the fields of its row in `disclosures`, each as it stands in the file or `withheld`. A field
 * that the purpose has nothing to do with is not there, and does not compile.
 */
export type View<P extends Purpose> = P extends Purpose ? Shown<ChildFile, (typeof disclosures)[P][number]> : never
