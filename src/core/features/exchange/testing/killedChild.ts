/**
 * A process that makes or merges a package and kills itself before the step told, as a power cut would: a step is a statement that writes,
 * the end of a transaction, a write to a file, or a renaming. Without `dieAt` it does all of it and prints what kind each step was.
 */
import { createRouterClient } from '@orpc/server'
import type { ContractRouterClient } from '@orpc/contract'
import promises, { open } from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'
import { createApp } from '../../../app.ts'
import type { contract } from '../../../contract.ts'
import { Database } from '../../../store/database.ts'

export interface KilledTask {
  readonly directory: string
  readonly resources: string
  readonly login: string
  readonly password: string
  /** Where packages and receipts are written. */
  readonly stick: string
  /** Site to pack for, or package to merge. */
  readonly to: string | null
  readonly file: string | null
  readonly dieAt: number | null
}

export type StepKind = 'row' | 'transaction' | 'file'

const task = JSON.parse(process.argv[2] ?? '{}') as KilledTask
const kinds: StepKind[] = []
let counting = false

function step(kind: StepKind): void {
  if (!counting) return
  kinds.push(kind)
  if (kinds.length === task.dieAt) process.kill(process.pid, 'SIGKILL')
}

/** Makes every call of a method a step. */
function watch(of: object, name: string, kind: StepKind): void {
  const holder = of as Record<string, (...parameters: unknown[]) => unknown>
  const original = holder[name]
  if (original === undefined) throw new Error(`no method ${name}`)
  holder[name] = function (this: unknown, ...parameters: unknown[]) {
    step(kind)
    return original.apply(this, parameters)
  }
}

async function watchAll(): Promise<void> {
  const trial = new Database({ path: ':memory:', key: null })
  watch(Object.getPrototypeOf(trial.statement('SELECT 1')) as object, 'run', 'row')
  watch(Database.prototype, 'execute', 'transaction')
  trial.close()
  const file = await open(process.execPath, 'r')
  for (const name of ['write', 'writeFile', 'sync']) watch(Object.getPrototypeOf(file) as object, name, 'file')
  await file.close()
  watch(promises, 'rename', 'file')
  syncBuiltinESMExports()
}

const app = await createApp({ dataDirectory: task.directory, resourcesDirectory: task.resources, temporaryDirectory: join(task.directory, 'temporary') })
const client = createRouterClient(app.router, { context: { session: 'child' } }) as unknown as ContractRouterClient<typeof contract>
await app.host.login({ session: 'child' }, task.login, task.password)
const place = async (): Promise<string> => (await client.exchange.folder({ ticket: app.host.files.accept(task.stick, 'stick').ticket })).id
const finish = async (started: { readonly job: string }): Promise<Record<string, unknown>> => {
  const job = await app.host.jobs.finished(started.job)
  if (job.error !== null) throw new Error(job.error.message)
  return job.result as Record<string, unknown>
}
await watchAll()
process.stdout.write('ready\n')
counting = true
if (task.to !== null) await finish(await client.exchange.pack({ to: task.to, full: true, place: await place() }))
if (task.file !== null) {
  const opened = await finish(await client.exchange.open({ ticket: app.host.files.accept(task.file, 'a.bfx').ticket }))
  await finish(await client.exchange.apply({ package: String(opened['package']), place: await place() }))
}
counting = false
process.stdout.write(`${JSON.stringify(kinds)}\n`)
await app.close()
process.exit()
