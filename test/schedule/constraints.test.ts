import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  timetableConstraints,
  timetableParameters,
  timetableRules,
  workloadParameter,
} from '../../src/schedule/index.ts'

const page = readFileSync(new URL('../../docs/schedule.md', import.meta.url), 'utf8')
const score = new URL('../../src/schedule/score/', import.meta.url)

describe('timetableConstraints', () => {
  it('is what the page on schedules says, with level and standing', () => {
    const rows = [...page.matchAll(/^\| (\w+) \| (hard|medium|soft) \|.*\| (\w+) \|$/gm)].map(([, ...row]) => row)
    expect(rows).toEqual(timetableConstraints.map(({ id, level, source }) => [id, level, source.standing]))
  })
  it('presents as law only what a statute says, with its article', () => {
    const law = timetableConstraints.filter(({ source }) => source.kind === 'law')
    expect(law.map(({ id, source }) => [id, source.standing, 'section' in source ? source.section : ''])).toEqual([
      ['schoolday', 'statute', '33'],
    ])
    for (const parameter of [...Object.values(timetableParameters), workloadParameter])
      for (const { standing } of parameter.values) expect(['proposal', 'known']).toContain(standing)
  })
})

describe('timetableRules', () => {
  it('are the parameters in force, with changes in their place', () => {
    expect(timetableRules('2026-09-01').schooldaysAfter).toBe(timetableParameters.schooldaysAfter.values[0].value)
    const changed = timetableRules('2026-09-01', { startEvery: 15, weights: { spread: 0 } })
    expect([changed.startEvery, changed.weights.spread, changed.weights.season]).toEqual([15, 0, 7])
  })
})

describe('the check of a timetable', () => {
  it('shares nothing with the planner but what is written down', () => {
    const shared = [
      'breach',
      'clashes',
      'meeting-checks',
      'series',
      'wanted',
      'constraints',
      'read-problem',
      'timetable-problem',
    ]
    for (const file of readdirSync(score)) {
      const text = readFileSync(new URL(file, score), 'utf8')
      const rooms = [...text.matchAll(/from '(\.[^']+)'/g)].map(([, path]) => path!)
      for (const path of rooms.filter((one) => !one.startsWith('../../')))
        expect(shared.map((name) => (path.startsWith('./') ? `./${name}.ts` : `../timetable/${name}.ts`))).toContain(
          path,
        )
      expect(text).not.toContain('../timetable/series.ts')
      expect(text).not.toContain('solver')
    }
  })
})
