import { type RunnerTestCase, TestRunner } from 'vitest'
import { kept, mutation } from './mutation.ts'

/** Runs tests as ever and keeps them with what they covered, so that they can be run again over each mutant. */
export default class KeepingRunner extends TestRunner {
  async runTask(test: RunnerTestCase): Promise<void> {
    const run = TestRunner.getTestFn(test)
    const name = `${test.suite?.name ?? ''} ${test.name} #${kept.length}`
    mutation.currentTestId = name
    const start = performance.now()
    await run()
    kept.push({ name, milliseconds: performance.now() - start, run: async () => run() })
    mutation.currentTestId = undefined
  }
}
