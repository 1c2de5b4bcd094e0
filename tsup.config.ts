import { defineConfig } from 'tsup'
import packageJson from './package.json' with { type: 'json' }

/** One entry per door: `./risk` of the package's exports is built from src/risk/index.ts, `./storage/sqlite` from src/storage/sqlite.ts. */
const entry = Object.fromEntries(
  Object.entries(packageJson.exports)
    .filter(([, target]) => typeof target === 'object')
    .map(([, target]) => {
      const built = (target as { default: string }).default.replace('./dist/', '').replace(/\.js$/, '')
      return [built, `src/${built}.ts`]
    }),
)

export default defineConfig({
  entry,
  format: ['esm'],
  target: 'node22.13',
  platform: 'node',
  dts: true,
  sourcemap: true,
  clean: true,
  splitting: true,
  treeshake: true,
  tsconfig: 'tsconfig.build.json',
  removeNodeProtocol: false,
})
