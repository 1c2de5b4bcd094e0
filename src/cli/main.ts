#!/usr/bin/env node
import { argv, env, stderr, stdout } from 'node:process'
import { commandLine } from './command-line.ts'

/** Who reads the output may stop reading it, as `head` does. */
for (const stream of [stdout, stderr])
  stream.on('error', (error: Error & { readonly code?: string }) => {
    process.exit(error.code === 'EPIPE' ? 0 : 3)
  })

const spoken = ['LC_ALL', 'LC_MESSAGES', 'LANG'].map((name) => env[name] ?? '').find((value) => value !== '')
const language = spoken?.startsWith('zh') === true ? 'zh' : 'en'
process.exitCode = await commandLine(argv.slice(2), { stdout, stderr, now: Date.now, language })
