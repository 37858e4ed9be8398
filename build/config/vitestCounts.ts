/** Runs before each test file: counts what costs, and keeps it with the file's CPU time for `npm test`. */
import childProcess from 'node:child_process'
import crypto from 'node:crypto'
import { createRequire, syncBuiltinESMExports } from 'node:module'
import { afterAll, expect } from 'vitest'
import { waitedSeconds } from '../testRun/cpu.ts'
import { COUNTS_VARIABLE, keepCounts } from '../testRun/steps.ts'

/** From this cost on, a derivation is one that people wait for. */
const COSTLY = 2 ** 14
const COUNTS = Symbol.for('bangfu.testCounts')
type Counts = Record<'databases' | 'costly keys' | 'processes', number>
type Holder = Record<string, (...parameters: unknown[]) => unknown>

function watch(holder: object, name: string, told: (parameters: readonly unknown[]) => void): void {
  const methods = holder as Holder
  const original = methods[name]
  if (original === undefined) throw new Error(`no method ${name}`)
  methods[name] = function (this: unknown, ...parameters: unknown[]) {
    told(parameters)
    return original.apply(this, parameters)
  }
}

/** The counts of this process; what is watched is watched once. */
function countsOfProcess(): Counts {
  const known = Reflect.get(globalThis, COUNTS) as Counts | undefined
  if (known !== undefined) return known
  const counts: Counts = { databases: 0, 'costly keys': 0, processes: 0 }
  Reflect.set(globalThis, COUNTS, counts)
  const started = (): void => {
    counts.processes += 1
  }
  watch(childProcess.ChildProcess.prototype, 'spawn', started)
  for (const name of ['spawnSync', 'execFileSync', 'execSync']) watch(childProcess, name, started)
  watch(crypto, 'scrypt', ([, , , options]) => {
    if (((options as { readonly N?: number } | undefined)?.N ?? 0) >= COSTLY) counts['costly keys'] += 1
  })
  const sqlite = createRequire(import.meta.url)('better-sqlite3') as { readonly prototype: object }
  watch(sqlite.prototype, 'pragma', ([text]) => {
    if (String(text).startsWith('key=')) counts.databases += 1
  })
  syncBuiltinESMExports()
  return counts
}

if (process.env[COUNTS_VARIABLE] !== undefined) {
  const counts = countsOfProcess()
  const before = { counts: { ...counts }, own: process.cpuUsage(), waited: waitedSeconds() ?? 0 }
  afterAll(() => {
    const { user, system } = process.cpuUsage(before.own)
    keepCounts({
      file: expect.getState().testPath ?? '',
      cpu: (user + system) / 1e6 + (waitedSeconds() ?? 0) - before.waited,
      steps: {
        databases: counts.databases - before.counts.databases,
        'costly keys': counts['costly keys'] - before.counts['costly keys'],
        processes: counts.processes - before.counts.processes,
      },
    })
  })
}
