import type { Fact, Rule } from '../../src/risk/index.ts'

/** The rows of the table of rules in docs/risk.md. */
export const ruleRows = (rules: readonly Rule[]): readonly string[] =>
  rules.map(({ id, tier, says, source, deadline }) => {
    const sources = source
      .slice(0, -1)
      .map(
        ({ title, section, kind, standing }) =>
          `${title}${section === undefined ? '' : ` ${section}`} (${kind}, ${standing})`,
      )
    return `| \`${id}\` | ${tier} | ${says.en} | ${deadline.days} ${deadline.kind} | ${sources.join('; ')} |`
  })

/** The rows of the table of facts in docs/risk.md. */
export const factRows = (facts: readonly Fact[]): readonly string[] =>
  facts.map(({ name, type, label, window, fields }) => {
    const inner = fields ? ` (${Object.keys(fields).join(', ')})` : ''
    return `| \`${name}\` | ${type}${inner} | ${label.en} | ${label.zh} | ${window ?? ''} |`
  })
