import { expect, it } from 'vitest'
import { failureLines, playwrightFailures, vitestFailures } from './testFailures.ts'

it('tells failed tests with their files and titles, and files that could not be loaded', () => {
  const report = {
    testResults: [
      {
        name: 'a.test.ts',
        status: 'failed',
        message: '',
        assertionResults: [
          { title: 'holds', status: 'passed', ancestorTitles: ['sums'], failureMessages: [] },
          { title: 'adds up', status: 'failed', ancestorTitles: ['sums'], failureMessages: ['expected 1 to be 2'] },
        ],
      },
      { name: 'b.test.ts', status: 'failed', message: 'SyntaxError', assertionResults: [] },
      { name: 'c.test.ts', status: 'passed', message: '', assertionResults: [{ title: 'holds', status: 'passed' }] },
    ],
  }
  expect(vitestFailures(report)).toEqual([
    { name: 'a.test.ts › sums › adds up', message: 'expected 1 to be 2' },
    { name: 'b.test.ts', message: 'SyntaxError' },
  ])
})

it('tells failed walks, also below other suites, and what failed outside of them', () => {
  const spec = (title: string, status: string, message: string): unknown => ({
    title,
    file: 'a.spec.ts',
    tests: [{ status, results: [{ errors: message === '' ? [] : [{ message }] }] }],
  })
  const report = {
    suites: [{ specs: [spec('opens', 'expected', '')], suites: [{ specs: [spec('closes', 'unexpected', 'not found')] }] }],
    errors: [{ message: 'no server' }],
  }
  expect(playwrightFailures(report)).toEqual([
    { name: 'e2e/a.spec.ts › closes', message: 'not found' },
    { name: 'e2e', message: 'no server' },
  ])
})

it('is told in plain characters, long messages by their beginning', () => {
  const lines = failureLines([{ name: 'a.test.ts › holds', message: `\u001b[31mred\u001b[39m\n${'more\n'.repeat(40)}` }])
  expect(lines.slice(0, 3)).toEqual(['a.test.ts › holds', '    red', '    more'])
  expect(lines.length).toBeLessThan(20)
})

it('a report of another shape is not taken for success', () => {
  expect(() => vitestFailures({})).toThrow()
})
