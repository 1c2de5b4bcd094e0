import { readFileSync } from 'node:fs'
import { OptionDefaults } from 'typedoc'

/** The doors of the package are what is documented. */
const { exports } = JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8'))

export default {
  name: 'childfile',
  entryPoints: Object.values(exports).flatMap((door) =>
    typeof door === 'string' ? [] : [door.default.replace('./dist/', 'src/').replace(/\.js$/, '.ts')],
  ),
  entryPointStrategy: 'resolve',
  tsconfig: 'tsconfig.build.json',
  out: 'site',
  projectDocuments: ['docs/*.md', 'docs/decisions/*.md'],
  blockTags: [...OptionDefaults.blockTags, '@source'],
  excludeInternal: true,
  disableGit: true,
  sourceLinkTemplate: 'https://github.com/childfile/childfile/blob/main/{path}#L{line}',
  validation: { notExported: false, invalidLink: true, notDocumented: false },
  treatWarningsAsErrors: true,
}
