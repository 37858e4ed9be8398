/** The office of a county as the shells open it, watched for what is slow; beside it, if wanted, a bare connection to the same file. */
import { createRouterClient } from '@orpc/server'
import Sqlite from 'better-sqlite3'
import { join } from 'node:path'
import { createApp, type App } from '../../src/core/app.ts'
import type { Job } from '../../src/core/features/jobs/contract.ts'
import { giveBackAtRest } from '../../src/core/shell/memory.ts'
import { BLOCK_MILLISECONDS, watchSlowness, type Slow } from '../../src/core/shell/slowness.ts'
import { Rehearsal } from '../../src/core/office/rehearsal.ts'
import { DATABASE_FILE } from '../../src/core/store/index.ts'
import type { Client } from '../../src/cli/session.ts'
import { forgetPeak, partnersBetween, peakMegabytes, settle, single, timed, type Measured, type Taken } from './measure.ts'
import { LOGIN, PASSWORD, ROOT } from './state.ts'

export interface BenchOffice {
  readonly app: App
  readonly client: Client
  readonly slow: Slow[]
  close(): Promise<void>
}

/** Everything slow is added to `slow`, from the opening on. */
export async function openOffice(directory: string, temporary: string, slow: Slow[] = []): Promise<BenchOffice> {
  giveBackAtRest()
  const watch = watchSlowness((one) => slow.push(...withoutPartners(one)))
  const app = await createApp({ dataDirectory: directory, resourcesDirectory: join(ROOT, 'resources'), temporaryDirectory: temporary, onSlow: watch.onSlow })
  const client = createRouterClient(app.router, { context: { session: 'bench' } }) as unknown as Client
  await app.host.login({ session: 'bench' }, LOGIN, PASSWORD)
  // As where the program stays open; waited for, so that it is not measured as something else.
  const user = app.host.lookUser({ session: 'bench' })
  if (user !== null) await new Rehearsal().now(app.host.office(), user)
  // A county made by another version has all rules go over all records behind the opening: that is measured by itself (`findings`).
  await app.host.office().checks.settled()
  return {
    app,
    client,
    slow,
    close: async () => {
      await app.close()
      watch.stop()
    },
  }
}

/** A block but for what a partner took of it; none where that is little. */
function withoutPartners(one: Slow): Slow[] {
  if (one.kind !== 'block') return [one]
  const until = performance.now()
  const partner = partnersBetween(until - one.milliseconds, until)
  const milliseconds = one.milliseconds - partner
  return milliseconds > BLOCK_MILLISECONDS ? [{ ...one, milliseconds, cpu: Math.max(0, (one.cpu ?? 0) - partner) }] : []
}

/** A connection with the settings of ours and nothing around it. */
export function bareConnection(directory: string, key: Uint8Array, options: { readonly readonly?: boolean; readonly file?: string } = {}): Sqlite.Database {
  const connection = new Sqlite(join(directory, options.file ?? DATABASE_FILE), { readonly: options.readonly ?? false })
  connection.pragma(`cipher='chacha20'`)
  connection.pragma(`key='raw:${Buffer.from(key).toString('hex')}'`)
  if (options.readonly !== true) connection.pragma('journal_mode=WAL')
  connection.pragma('synchronous=FULL')
  connection.pragma('foreign_keys=ON')
  connection.pragma('temp_store=MEMORY')
  connection.pragma('cache_size=-98304')
  return connection
}

export interface DoneJob extends Taken<Job> {
  /** Longest time in which the main thread answered nobody. */
  readonly block: Block
  /** MB. */
  readonly peak: number
}

/** Waits for a job to its end, with its longest block and its peak of memory. Throws what it failed with. */
export async function finish(office: BenchOffice, start: () => Promise<{ readonly job: string }>): Promise<DoneJob> {
  const from = office.slow.length
  forgetPeak()
  const taken = await timed(async () => office.app.host.jobs.finished((await start()).job), true)
  const { error } = taken.result
  if (error !== null) throw new Error(`${error.message}${error.action}`)
  await settle()
  return { ...taken, block: longestBlock(office.slow.slice(from)), peak: peakMegabytes() }
}

/** Times of the phases of jobs while it is watched, by their titles: wall, and processor of the whole process. */
export class PhaseTimes {
  readonly #taken = new Map<string, { milliseconds: number; cpu: number }>()
  readonly #end: () => void
  #phase = ''
  #since = { at: performance.now(), used: process.cpuUsage() }

  constructor({ app }: BenchOffice) {
    this.#end = app.host.jobs.onChange((job) => this.#turn(job.phase))
  }

  /** Of a phase that has ended. Throws where there was none. */
  of(phase: string): { readonly milliseconds: number; readonly cpu: number } {
    const taken = this.#taken.get(phase)
    if (taken === undefined) throw new Error(`no phase ${phase}`)
    return taken
  }

  end(): void {
    this.#end()
  }

  #turn(phase: string): void {
    if (phase === this.#phase) return
    const { at, used } = this.#since
    const { user, system } = process.cpuUsage(used)
    this.#taken.set(this.#phase, { milliseconds: performance.now() - at, cpu: (user + system) / 1000 })
    this.#phase = phase
    this.#since = { at: performance.now(), used: process.cpuUsage() }
  }
}

/** A time in which the main thread answered nobody, and what it worked in it: much less where it waited for a processor or the disk. In milliseconds. */
export interface Block {
  readonly milliseconds: number
  readonly cpu: number
}

export const NO_BLOCK: Block = { milliseconds: 0, cpu: 0 }

export function longestBlock(slow: readonly Slow[]): Block {
  return longest(slow.flatMap(({ kind, milliseconds, cpu = 0 }) => (kind === 'block' ? [{ milliseconds, cpu }] : [])))
}

/** The longest of several, none if there are none. */
export function longest(blocks: readonly Block[]): Block {
  return blocks.reduce((most, one) => (one.milliseconds > most.milliseconds ? one : most), NO_BLOCK)
}

/** The longest block of a job, as a measure. */
export function blockOf(key: string, what: string, { milliseconds, cpu }: Block): Measured {
  return single(`block.${key}`, `${what}主线程最长停顿`, milliseconds, 'ms', { bar: 100, cpu })
}

/** Path of the file that a job gave out. */
export async function fileOf(office: BenchOffice, job: Job): Promise<string> {
  if (job.file === null) throw new Error('the job made no file')
  return (await office.app.files.resolve(job.file.ticket, 'bench')).path
}
