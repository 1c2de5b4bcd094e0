import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Settings } from './place.ts'

/** A worker or a coordinator of its own. */
export interface Started {
  readonly child: ChildProcess
  /** Resolves with the exit code, null if it was killed. */
  readonly ended: Promise<number | null>
}

/** Starts one, and hands on each line that it prints. */
export function start(
  program: 'worker' | 'coordinator',
  settings: Settings,
  environment: Readonly<Record<string, string>>,
  onLine: (line: string) => void = () => undefined,
): Started {
  const path = fileURLToPath(new URL(`./${program}.ts`, import.meta.url))
  const child = spawn(process.execPath, ['--no-warnings', path, JSON.stringify(settings)], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', onLine)
  return { child, ended: new Promise((resolve) => child.once('close', resolve)) }
}
