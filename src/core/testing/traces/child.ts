/**
 * A process that does everything that writes files about people, and kills itself before the step told (see `Steps`). Without `dieAt` it does
 * all of it, ends as the program ends, and prints how many steps there were.
 */
import { createRouterClient } from '@orpc/server'
import type { ContractRouterClient } from '@orpc/contract'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createApp } from '../../app.ts'
import type { contract } from '../../contract.ts'
import { createOutput, sealFolder } from '../../files/temporary.ts'
import { Steps } from '../../store/testing/steps.ts'
import { cheapKeyring } from '../keyring.ts'

export interface TracesTask {
  readonly data: string
  readonly temporary: string
  readonly resources: string
  readonly login: string
  readonly password: string
  readonly household: string
  readonly attachment: string
  /** A sheet of people, as somebody uploads it. */
  readonly sheet: string
  readonly dieAt: number | null
}

const task = JSON.parse(process.argv[2] ?? '{}') as TracesTask
const session = 'child'
const app = await createApp({ dataDirectory: task.data, resourcesDirectory: task.resources, temporaryDirectory: task.temporary, keyring: cheapKeyring })
const client = createRouterClient(app.router, { context: { session } }) as unknown as ContractRouterClient<typeof contract>
await app.host.login({ session }, task.login, task.password)
const finish = async (started: { readonly job: string }): Promise<Record<string, unknown>> => {
  const job = await app.host.jobs.finished(started.job)
  if (job.error !== null) throw new Error(job.error.message)
  return job.result as Record<string, unknown>
}
const steps = await Steps.watch(task.dieAt)
steps.counting = true
// As the loopback shell takes an upload in.
const uploads = join(task.temporary, 'uploads')
sealFolder(uploads)
await pipeline([Buffer.from(task.sheet)], createOutput(join(uploads, 'a.csv')))
const { ticket } = await app.files.accept(join(uploads, 'a.csv'), 'a.csv', { temporary: true, session })
const opened = await finish(await client.imports.open({ register: 'household', ticket }))
await finish(await client.imports.dryRun({ import: String(opened['import']), options: {} }))
await client.imports.problems({ import: String(opened['import']) })
for (const format of ['xlsx', 'csv', 'csv-gb18030'] as const) await finish(await client.exports.start({ register: 'person', format, unmasked: true }))
for (const format of ['xlsx', 'pdf', 'html'] as const) {
  for (const files of ['together', 'apart'] as const) {
    await finish(await client.paper.make({ code: 'household_card', for: [task.household], year: 2015, unmasked: true, format, files }))
  }
}
await client.attachments.file({ id: task.attachment })
const backup = await finish(await client.backups.create({ attachments: true }))
await finish(await client.backups.verify())
await client.backups.restore({ name: String(backup['name']), login: task.login, password: task.password })
await app.host.login({ session }, task.login, task.password)
await finish(await client.imports.run({ register: 'household', ticket: (await again()).ticket, options: {} }))
await client.session.logout()
steps.counting = false
process.stdout.write(`${steps.kinds.length}\n`)
await app.close()
process.exit()

async function again(): Promise<{ ticket: string }> {
  mkdirSync(uploads, { recursive: true })
  await pipeline([Buffer.from(task.sheet)], createOutput(join(uploads, 'b.csv')))
  return app.files.accept(join(uploads, 'b.csv'), 'b.csv', { temporary: true, session })
}
