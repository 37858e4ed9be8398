import { expect, it } from 'vitest'
import { budgetLines, slowest } from './budget.ts'
import { Descendants, rowOf } from './cpu.ts'
import { sumOfSteps } from './steps.ts'

it('what costs more than its budget is a warning beside the figures; what cannot be measured is said', () => {
  const lines = budgetLines([
    { section: 'unit', wall: 100, cpu: 400, steps: { processes: 100_000 } },
    { section: 'checks', wall: 10, cpu: 20, steps: {} },
    { section: 'rest', wall: 1, cpu: null, steps: {} },
  ])
  expect(lines).toHaveLength(5)
  expect(lines.filter((line) => line.startsWith('WARNING: unit'))).toHaveLength(2)
  expect(lines[1]).toMatch(/^checks .*CPU 20 of 90 s$/)
  expect(lines[2]).toContain('not measured here')
})

it('CPU time of processes counts when their parent is gone and once when they are gone themselves; that of others does not', () => {
  const descendants = new Descendants(1)
  const row = (pid: number, parent: number, seconds: number, started = pid): { pid: number; parent: number; started: number; seconds: number } => ({
    pid,
    parent,
    started,
    seconds,
  })
  descendants.look([row(1, 0, 50), row(5, 4, 2), row(4, 1, 1), row(9, 0, 7)])
  descendants.look([row(1, 0, 60), row(5, 0, 3), row(6, 5, 1), row(9, 0, 8)])
  descendants.look([row(1, 0, 60), row(5, 0, 20, 99)])
  expect(descendants.seconds).toBe(1 + 3 + 1)
})

it('reads a line of the list of processes whatever the name of the process is', () => {
  const fields = ['S', '41', ...Array.from({ length: 9 }, () => '0'), '150', '50', ...Array.from({ length: 6 }, () => '0'), '777', '0']
  expect(rowOf(`42 (a) b (c) ${fields.join(' ')}`)).toEqual({ pid: 42, parent: 41, started: 777, seconds: 2 })
})

it('adds up counts and names the slowest first', () => {
  expect(
    sumOfSteps([
      { file: 'a', cpu: 1, steps: { databases: 2 } },
      { file: 'b', cpu: 1, steps: { databases: 3, processes: 1 } },
    ]),
  ).toEqual({ databases: 5, processes: 1 })
  expect(
    slowest(
      [
        { name: 'a', seconds: 1 },
        { name: 'b', seconds: 20 },
        { name: 'c', seconds: 3 },
      ],
      2,
    ),
  ).toEqual(['   20.0 s  b', '    3.0 s  c'])
})
