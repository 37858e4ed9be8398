import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { ROOT } from '../scripts/buildScreens.ts'
import { LAWS, type Law } from './laws.ts'
import { Ledger, nextIndex, nextLaw, seedOf, shareOf, standingOf, type Slice } from './ledger.ts'
import { commandOf } from './slice.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bangfu-soak-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

const counted: Law = { name: 'counted', what: '', files: ['a.test.ts'], runs: 10, enough: { slices: 3 } }
const timed: Law = { name: 'timed', what: '', files: ['b.test.ts'], test: 'holds', enough: { minutes: 10 } }
const slice = (law: Law, index: number, held = true, seconds = 60): Slice => ({
  law: law.name,
  index,
  seed: seedOf('abc', law.name, index),
  held,
  seconds,
  ended: '2026-01-01T00:00:00.000Z',
})

it('goes on after a break with the slices that are missing, the same seeds at the same sources', () => {
  new Ledger(folder, 'abc').add(slice(counted, 0))
  const again = new Ledger(folder, 'abc')
  expect(again.of(counted)).toEqual([slice(counted, 0)])
  expect(nextIndex(again.of(counted))).toBe(1)
  expect(seedOf('abc', 'counted', 1)).toBe(seedOf('abc', 'counted', 1))
  expect(seedOf('abc', 'counted', 1)).not.toBe(seedOf('abd', 'counted', 1))
  expect(new Ledger(folder, 'abd').of(counted)).toEqual([])
})

it('the law of which least is done comes next; one that is broken or done does not', () => {
  const slices = [slice(counted, 0), slice(timed, 0), slice(timed, 1)]
  const of = (law: Law): Slice[] => slices.filter((one) => one.law === law.name)
  expect(shareOf(timed, of(timed))).toBeCloseTo(0.2)
  expect(nextLaw([counted, timed], of)?.name).toBe('timed')
  slices.push(slice(timed, 2, false))
  expect(standingOf(timed, of(timed))).toBe('broken')
  expect(nextLaw([counted, timed], of)?.name).toBe('counted')
  slices.push(slice(counted, 1), slice(counted, 2))
  expect(standingOf(counted, of(counted))).toBe('done')
  expect(nextLaw([counted, timed], of)).toBeNull()
})

it('a failed slice is kept with what it said until it is to be tried again', () => {
  const ledger = new Ledger(folder, 'abc')
  ledger.add({ ...slice(counted, 0, false), said: 'Property failed after 3 tests' })
  expect(readFileSync(ledger.file, 'utf8')).toContain('Property failed after 3 tests')
  ledger.forgetFailed(counted)
  expect(nextIndex(new Ledger(folder, 'abc').of(counted))).toBe(0)
})

it('a slice is a run of the test runner with its seed and its number of cases', () => {
  expect(commandOf(counted, 7)).toEqual({
    parameters: ['run', '--config', 'build/config/vitest.ts', 'a.test.ts'],
    env: { BANGFU_SEED: '7', BANGFU_RUNS: '10' },
  })
  expect(commandOf(timed, 7)).toEqual({
    parameters: ['run', '--config', 'build/config/vitest.ts', 'b.test.ts', '--testNamePattern', 'holds'],
    env: { BANGFU_SEED: '7' },
  })
})

it('every law has a name of its own, and its files take cases and seed from the run', () => {
  expect(new Set(LAWS.map(({ name }) => name)).size).toBe(LAWS.length)
  for (const { files } of LAWS) {
    for (const file of files) {
      expect(existsSync(join(ROOT, file)), file).toBe(true)
      expect(readFileSync(join(ROOT, file), 'utf8'), file).toMatch(/lawRuns\(|lawSamples\(/)
    }
  }
})
