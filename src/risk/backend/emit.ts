import type { Ruleset } from '../ruleset/ruleset.ts'
import type { Relation } from '../language/truth.ts'
import type { CellTest } from './cell-test.ts'

/** In which language the program is written. TypeScript passes strict checks, indexed access included. */
export interface EmitOptions {
  readonly language: 'javascript' | 'typescript'
}

/** Names that a rule uses for its columns and bars, so that each is looked up once and not for every child. */
class Names {
  readonly #known = new Map<string, string>()

  readonly #there: string

  readonly lines: string[] = []

  constructor(language: EmitOptions['language']) {
    this.#there = language === 'typescript' ? '!' : ''
  }

  local(expression: string): string {
    const found = this.#known.get(expression)
    if (found !== undefined) return found
    const name = `v${this.#known.size}`
    this.#known.set(expression, name)
    this.lines.push(`const ${name} = ${expression}`)
    return name
  }

  cell(column: number, part: 'codes' | 'bits' | 'least' | 'most'): string {
    return this.of(this.local(`${this.of('c', column)}.${part}`), 'i')
  }

  bar(bar: number): string {
    return this.local(this.of('b', bar))
  }

  /** An element that is certainly there. */
  of(list: string, at: number | string): string {
    return `${list}[${at}]${this.#there}`
  }
}

/** Whether the lower or the upper bound decides for sure, and the other for perhaps. */
function comparison(rel: Relation, least: string, most: string, bar: string): string {
  switch (rel) {
    case '<':
    case '<=':
      return `(${most} ${rel} ${bar} ? 2 : ${least} ${rel} ${bar} ? 1 : 0)`
    case '>':
    case '>=':
      return `(${least} ${rel} ${bar} ? 2 : ${most} ${rel} ${bar} ? 1 : 0)`
    case '==':
      return `(${least} === ${bar} && ${most} === ${bar} ? 2 : ${least} <= ${bar} && ${bar} <= ${most} ? 1 : 0)`
    case '!=':
      return `(2 - ${comparison('==', least, most, bar)})`
  }
}

function written(test: CellTest, names: Names): string {
  switch (test.op) {
    case 'and':
    case 'or': {
      const name = test.op === 'and' ? 'least' : 'most'
      return test.of.map((part) => written(part, names)).reduceRight((rest, part) => `${name}(${part}, ${rest})`)
    }
    case 'not':
      return `(2 - ${written(test.of, names)})`
    case 'table':
      return names.of(names.local(`[${test.truths.join(', ')}]`), names.cell(test.column, 'codes'))
    case 'truth':
      return names.cell(test.column, 'codes')
    case 'mask': {
      const open = names.cell(test.column, 'codes')
      return `((${names.cell(test.column, 'bits')} & ${test.mask}) !== 0 ? 2 : ${open} !== 0 ? 1 : 0)`
    }
    case 'empty':
      return `(${names.cell(test.column, 'codes')} === 0 ? 2 : 0)`
    case 'compare':
      return comparison(
        test.rel,
        names.cell(test.column, 'least'),
        names.cell(test.column, 'most'),
        names.bar(test.bar),
      )
    case 'between': {
      const [least, most] = [names.cell(test.column, 'least'), names.cell(test.column, 'most')]
      const [from, to] = [names.bar(test.least), names.bar(test.most)]
      return `(${least} >= ${from} && ${most} <= ${to} ? 2 : ${most} >= ${from} && ${least} <= ${to} ? 1 : 0)`
    }
    case 'oneOf': {
      const [least, most] = [names.cell(test.column, 'least'), names.cell(test.column, 'most')]
      const each = (write: (one: number) => string): string => `(${test.set.map(write).join(' || ')})`
      const surely = each((one) => `${least} === ${one}`)
      return `(${least} === ${most} && ${surely} ? 2 : ${each((one) => `${least} <= ${one} && ${one} <= ${most}`)} ? 1 : 0)`
    }
    case 'exact':
      return `(${names.cell(test.column, 'least')} === ${names.cell(test.column, 'most')} ? 2 : 0)`
  }
}

function ruleText(id: string, test: CellTest, language: EmitOptions['language']): string {
  const names = new Names(language)
  const answer = written(test, names)
  const loop = `for (let i = 0; i < count; i++) out[i] = ${answer}`
  const body = [...names.lines, loop].join('; ')
  const bars = body.includes('b[') ? 'b' : '_'
  return `    // ${id}\n    (c, ${bars}, count, out) => { ${body} },`
}

/** The smaller or the larger of two truths, where a rule needs it. */
function helper(name: 'least' | 'most', sign: '<' | '>', language: EmitOptions['language']): string {
  const [parameter, answer] = language === 'typescript' ? [': number', ': number'] : ['', '']
  return `const ${name} = (x${parameter}, y${parameter})${answer} => (x ${sign} y ? x : y)`
}

/**
 * The rules as a program: the text of an ES module which exports `code`, in plain JavaScript unless TypeScript is asked for. Written once
 * and kept beside the rules, or imported from a `data:` address by whoever allows that; this library never turns text into a program.
 * `withCode` puts it to use.
 * @example
 * ```ts
 * import { compileRules, defaultRules, emit } from 'childfile/risk'
 * const rules = compileRules(defaultRules)._unsafeUnwrap()
 * emit(rules).includes('export const code') // => true
 * emit(rules, { language: 'typescript' }).startsWith("import type { Code } from 'childfile/risk'") // => true
 * ```
 */
export function emit(ruleset: Ruleset, { language }: EmitOptions = { language: 'javascript' }): string {
  const typed = language === 'typescript'
  const rules = ruleset.rules.map(({ rule }, i) => {
    const test = ruleset.plan.tests[i]
    if (!test) throw new Error('a rule has no plan')
    return ruleText(`${rule.id} ${rule.version}`, test, language)
  })
  const text = rules.join('\n')
  return [
    ...(typed ? ["import type { Code } from 'childfile/risk'", ''] : []),
    `// ${ruleset.id} ${ruleset.version}, written by emit: not to be changed by hand.`,
    ...(text.includes('least(') ? [helper('least', '<', language)] : []),
    ...(text.includes('most(') ? [helper('most', '>', language)] : []),
    `export const code${typed ? ': Code' : ''} = {`,
    `  sha256: '${ruleset.sha256}',`,
    '  rules: [',
    text,
    '  ],',
    '}',
    '',
  ].join('\n')
}
