import type { z } from 'zod'

/** Beyond these the schema is asked: the limits of what is read at all are its. */
const mostEntries = 10_000
const deepest = 40

/**
 * The text of a TypeScript module with a check of JSON values that a schema accepts as they are. It is written for schemas without
 * transforms, defaults and refinements; for anything else that it does not know it throws, so that no rule is left out unnoticed.
 */
export function checkCode(schema: z.ZodType, name: string, from: string): string {
  const lines: string[] = []
  const named = new Map<string, string>()
  const known = new Map<z.core.$ZodType, string>()

  const constant = (prefix: string, type: string, text: string): string => {
    const found = named.get(text)
    if (found !== undefined) return found
    const made = `${prefix}${named.size}`
    named.set(text, made)
    lines.push(`const ${made}${type} = ${text}`)
    return made
  }
  const test = (text: string): string => constant('f', '', `(x: unknown): boolean => ${text}`)
  const oneOf = (values: readonly (string | number | bigint | boolean | null | undefined)[]): string =>
    values.length <= 3
      ? values.map((value) => `x === ${JSON.stringify(value)}`).join(' || ')
      : `${constant('s', ': ReadonlySet<unknown>', `new Set(${JSON.stringify(values)})`)}.has(x)`
  const field = (key: string): string => (/^[a-z]\w*$/i.test(key) ? `x['${key}']` : `x[${JSON.stringify(key)}]`)

  /** The name of the check of a schema; one for all schemas that come out the same. */
  const checkOf = (part: z.core.$ZodType): string => {
    const found = known.get(part)
    if (found !== undefined) return found
    const { def } = (part as z.core.$ZodTypes)._zod
    if (def.type !== 'lazy') {
      const made = written(part as z.core.$ZodTypes)
      known.set(part, made)
      return made
    }
    unlimited(part)
    const made = `l${known.size}`
    known.set(part, made)
    lines.push(`const ${made} = (x: unknown): boolean => deeper(x, ${checkOf(def.getter())})`)
    return made
  }

  const pattern = (regex: RegExp): string =>
    `${constant('r', '', `/${regex.source}/${regex.flags.replaceAll('g', '')}`)}.test(x)`

  const limits = (part: z.core.$ZodType): readonly string[] =>
    (part._zod.def.checks ?? []).map((check): string => {
      const def = check._zod.def as z.core.$ZodChecks['_zod']['def']
      switch (def.check) {
        case 'min_length':
          return `x.length >= ${def.minimum}`
        case 'max_length':
          return `x.length <= ${def.maximum}`
        case 'greater_than':
          return `x ${def.inclusive ? '>=' : '>'} ${Number(def.value)}`
        case 'less_than':
          return `x ${def.inclusive ? '<=' : '<'} ${Number(def.value)}`
        case 'string_format':
          if (def.pattern) return pattern(def.pattern)
      }
      throw new Error(`the check does not know ${def.check}`)
    })

  /** No limits, where this check would not look at them. */
  const unlimited = (part: z.core.$ZodType): void => {
    if (limits(part).length > 0) throw new Error('the check does not know limits of this kind')
  }

  const written = (part: z.core.$ZodTypes): string => {
    const { def } = part._zod
    if (!['string', 'number', 'array'].includes(def.type)) unlimited(part)
    switch (def.type) {
      case 'string': {
        const own = 'pattern' in def && def.pattern instanceof RegExp ? [pattern(def.pattern)] : []
        if ('format' in def && own.length === 0) throw new Error('the check does not know the format of a text')
        return test(["typeof x === 'string'", ...limits(part), ...own].join(' && '))
      }
      case 'number': {
        if ('format' in def && def.format !== 'safeint')
          throw new Error('the check does not know the format of a number')
        const own = 'format' in def ? 'Number.isSafeInteger(x)' : 'Number.isFinite(x)'
        return test(["typeof x === 'number'", own, ...limits(part)].join(' && '))
      }
      case 'boolean':
        return test("typeof x === 'boolean'")
      case 'null':
        return test('x === null')
      case 'literal':
        return test(oneOf(def.values))
      case 'enum':
        return test(oneOf(Object.values(def.entries)))
      case 'array':
        return test(['Array.isArray(x)', ...limits(part), `each(x, ${checkOf(def.element)})`].join(' && '))
      case 'record': {
        const value = checkOf(def.valueType)
        return test(`plain(x) && entries(x, ${checkOf(def.keyType)}, ${value})`)
      }
      case 'union': {
        const plainValues = def.options.flatMap((option) => {
          const inner = (option as z.core.$ZodTypes)._zod.def
          if (inner.type === 'literal' || inner.type === 'enum') unlimited(option)
          return inner.type === 'literal' ? inner.values : inner.type === 'enum' ? Object.values(inner.entries) : []
        })
        const others = def.options
          .filter((option) => !['literal', 'enum'].includes((option as z.core.$ZodTypes)._zod.def.type))
          .map((option) => `${checkOf(option)}(x)`)
        const first = plainValues.includes('notCollected') ? ["x === 'notCollected'"] : []
        const rest = [...new Set(plainValues)].filter((value) => first.length === 0 || value !== 'notCollected')
        return test([...first, ...(rest.length > 0 ? [oneOf(rest)] : []), ...others].join(' || '))
      }
      case 'object': {
        const shape = Object.entries(def.shape)
        const isOptional = ([, one]: (typeof shape)[number]): boolean => one._zod.def.type === 'optional'
        const needed = shape.filter((one) => !isOptional(one)).map(([key, one]) => `${checkOf(one)}(${field(key)})`)
        const optional = shape.filter(isOptional).map(([key, one]): readonly [string, string] => {
          const inner = (one as z.ZodOptional<z.ZodType>)._zod.def.innerType
          return [`('${key}' in x ? 1 : 0)`, `(!('${key}' in x) || ${checkOf(inner)}(${field(key)}))`]
        })
        const count = [String(needed.length), ...optional.map(([one]) => one)].join(' + ')
        return test(['plain(x)', ...needed, ...optional.map(([, one]) => one), `fields(x) === ${count}`].join(' && '))
      }
    }
    throw new Error(`the check does not know ${def.type}`)
  }

  const root = checkOf(schema)
  return `// ${from}: not to be changed by hand.
type Fields = Readonly<Record<string, unknown>>
const plain = (x: unknown): x is Fields => {
  if (typeof x !== 'object' || x === null) return false
  const prototype: unknown = Object.getPrototypeOf(x)
  return prototype === Object.prototype || prototype === null
}
const fields = (x: Fields): number => {
  let count = 0
  for (const key in x) if (key !== '') count += 1
  return count
}
const each = (x: readonly unknown[], of: (one: unknown) => boolean): boolean => {
  if (x.length > ${mostEntries}) return false
  for (const one of x) if (!of(one)) return false
  return true
}
const entries = (x: Fields, key: (one: unknown) => boolean, of: (one: unknown) => boolean): boolean => {
  let left = ${mostEntries}
  for (const one in x) {
    left -= 1
    if (left < 0 || one === '__proto__' || !key(one) || !of(x[one])) return false
  }
  return true
}
let depth = 0
const deeper = (x: unknown, of: (one: unknown) => boolean): boolean => {
  if (depth === ${deepest}) return false
  depth += 1
  const fits = of(x)
  depth -= 1
  return fits
}
${lines.join('\n')}

/** Whether a value out of JSON is accepted by the schema as it is. False says only that the schema has to be asked. */
export function ${name}(x: unknown): boolean {
  depth = 0
  return ${root}(x)
}
`
}
