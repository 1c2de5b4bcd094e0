/** Writes down what every door lets out, for the test that holds the package to it. Run after a build, and read the difference: it is a version. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { api, apiFile } from './api.ts'

const folder = new URL('../test/api/', import.meta.url)
mkdirSync(folder, { recursive: true })
for (const file of readdirSync(folder)) rmSync(new URL(file, folder))
for (const { specifier, text } of api()) writeFileSync(new URL(apiFile(specifier), folder), text)
