/**
 * A process that makes or merges a package and kills itself before the step told, as a power cut would (see `Steps`). Without `dieAt` it
 * does all of it and prints what kind each step was.
 */
import { createRouterClient } from '@orpc/server'
import type { ContractRouterClient } from '@orpc/contract'
import { writeSync } from 'node:fs'
import { join } from 'node:path'
import { createApp } from '../../../app.ts'
import type { contract } from '../../../contract.ts'
import { Steps } from '../../../store/testing/steps.ts'
import { cheapKeyring } from '../../../testing/keyring.ts'

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
  /** Says `there` before this step and goes on, for somebody outside to kill it. */
  readonly tellAt?: number
}

export type { StepKind } from '../../../store/testing/steps.ts'

const task = JSON.parse(process.argv[2] ?? '{}') as KilledTask
const app = await createApp({
  dataDirectory: task.directory,
  resourcesDirectory: task.resources,
  temporaryDirectory: join(task.directory, 'temporary'),
  keyring: cheapKeyring,
})
const client = createRouterClient(app.router, { context: { session: 'child' } }) as unknown as ContractRouterClient<typeof contract>
await app.host.login({ session: 'child' }, task.login, task.password)
const place = async (): Promise<string> =>
  (await client.exchange.folder({ ticket: app.host.files.accept(task.stick, 'stick', app.host.holderOf({ session: 'child' }), { temporary: false }).ticket }))
    .id
const finish = async (started: { readonly job: string }): Promise<Record<string, unknown>> => {
  const job = await app.host.jobs.finished(started.job)
  if (job.error !== null) throw new Error(job.error.message)
  return job.result as Record<string, unknown>
}
const steps = await Steps.watch(task.dieAt, (number) => {
  if (number === task.tellAt) writeSync(1, 'there\n')
})
process.stdout.write('ready\n')
steps.counting = true
if (task.to !== null) await finish(await client.exchange.pack({ to: task.to, full: true, place: await place() }))
if (task.file !== null) {
  const opened = await finish(
    await client.exchange.open({ ticket: app.host.files.accept(task.file, 'a.bfx', app.host.holderOf({ session: 'child' }), { temporary: false }).ticket }),
  )
  await finish(await client.exchange.apply({ package: String(opened['package']), place: await place() }))
}
steps.counting = false
process.stdout.write(`${JSON.stringify(steps.kinds)}\n`)
await app.close()
process.exit()
