/** Jobs, one after another in one process, as in an office that does not close the program between them. */
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { BareHost } from '../bare/host.ts'
import { benchInput, memoryBar, runSections, type BenchInput, type Section } from '../input.ts'
import { forgetPeak, peakMegabytes, settle, single, type Measured } from '../measure.ts'
import { openOffice, type BenchOffice } from '../office.ts'
import type { Slow } from '../../../src/core/shell/slowness.ts'
import { backups, checks } from './checks.ts'
import { findings } from './findings.ts'
import { comparisons } from './comparisons.ts'
import { exports } from './exports.ts'
import { forms } from './forms.ts'
import { imports, largeImport } from './imports.ts'
import { saves } from './saves.ts'

type JobSection = (office: BenchOffice, bare: BareHost, input: BenchInput) => Promise<(Measured | null)[]>

const SECTIONS: Readonly<Record<string, JobSection>> = { rest, saves, exports, imports, comparisons, forms, largeImport, backups, checks, findings, after }

/** Milliseconds until what the opening left is found by the engine and given back to the system. */
const RESTED = 15_000

const { office: directory, work } = benchInput()
const slow: Slow[] = []
const office = await openOffice(directory, join(work, 'jobs'), slow)
const bare = new BareHost()
await runSections(
  Object.fromEntries(Object.entries(SECTIONS).map(([name, section]): [string, Section] => [name, (input) => section(office, bare, input)])),
  slow,
)
bare.end()
await office.close()
process.exit()

/** Before anything is done: right after the opening, and once nothing has been asked for a while. */
async function rest({ client }: BenchOffice, _bare: BareHost, input: BenchInput): Promise<(Measured | null)[]> {
  await client.records.query({ register: 'household' })
  const opened = residentMegabytes()
  await setTimeout(RESTED)
  return [
    single('memory.opened', '内存：刚打开数据、看过户列表', opened, 'MB'),
    single('memory.rest', '内存：此后 15 秒什么也不做', residentMegabytes(), 'MB', input.people > 60_000 ? {} : { bar: 120 }),
  ]
}

function residentMegabytes(): number {
  return process.memoryUsage.rss() / 1024 / 1024
}

/** After all of the jobs: what the process holds, and what one more list costs it. */
async function after({ client }: BenchOffice, _bare: BareHost, input: BenchInput): Promise<(Measured | null)[]> {
  await settle()
  forgetPeak()
  await client.records.query({ register: 'person' })
  return [single('memory.after', '内存：几项任务以后', peakMegabytes(), 'MB', memoryBar(input.people))]
}
