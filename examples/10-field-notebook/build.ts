// Bundles the page into a folder: four files, nothing else is needed to run it.
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'tsup'

const page = fileURLToPath(new URL('page/', import.meta.url))

/** Writes the page into a folder and answers how many bytes its script has. */
export async function builtPage(folder: string): Promise<number> {
  await mkdir(folder, { recursive: true })
  const made = await mkdtemp(join(tmpdir(), 'childfile-notebook-'))
  try {
    await build({
      config: false,
      entry: { notebook: join(page, 'main.ts') },
      outDir: made,
      format: ['iife'],
      platform: 'browser',
      target: 'es2023',
      tsconfig: join(page, 'tsconfig.json'),
      noExternal: [/./],
      minify: true,
      treeshake: true,
      silent: true,
    })
    const script = await readFile(join(made, 'notebook.global.js'))
    await writeFile(join(folder, 'notebook.js'), script)
    for (const name of ['index.html', 'notebook.css']) await copyFile(join(page, name), join(folder, name))
    await copyFile(join(page, 'worker.mjs'), join(folder, 'worker.js'))
    return script.length
  } finally {
    await rm(made, { recursive: true })
  }
}
