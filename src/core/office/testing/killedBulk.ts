/**
 * A process that imports a roster in the thread that writes, and kills itself as a power cut would: after so many words of that thread, or at none. Says how
 * many it heard.
 */
import { Worker } from 'node:worker_threads'
import { createRouterClient } from '@orpc/server'
import type { ContractRouterClient } from '@orpc/contract'
import { join } from 'node:path'
import { createApp } from '../../app.ts'
import type { contract } from '../../contract.ts'
import { cheapKeyring } from '../../testing/keyring.ts'

export interface KilledBulk {
  readonly directory: string
  readonly resources: string
  readonly password: string
  readonly file: string
  readonly dieAt: number | null
}

const { directory, resources, password, file, dieAt } = JSON.parse(process.argv[2] ?? '{}') as KilledBulk
let heard = 0
// Every word of the thread is a moment at which the power may fail.
const { emit } = Worker.prototype
Worker.prototype.emit = function (this: Worker, ...parameters: Parameters<typeof emit>): boolean {
  if (parameters[0] === 'message' && (this as { threadName?: string }).threadName === 'write') {
    heard += 1
    if (heard === dieAt) process.kill(process.pid, 'SIGKILL')
  }
  return emit.apply(this, parameters)
} as typeof emit

const app = await createApp({
  dataDirectory: directory,
  resourcesDirectory: resources,
  temporaryDirectory: join(directory, 'temporary'),
  keyring: cheapKeyring,
  threadFrom: 1,
})
const client = createRouterClient(app.router, { context: { session: 'child' } }) as unknown as ContractRouterClient<typeof contract>
await app.host.login({ session: 'child' }, 'admin', password)
const { ticket } = app.host.files.accept(file, 'a.xlsx', app.host.holderOf({ session: 'child' }), { temporary: false })
const { job } = await client.imports.run({ register: 'household', ticket, options: {}, dryRun: false })
const { error } = await app.host.jobs.finished(job)
if (error !== null) throw new Error(error.message)
await app.close()
process.stdout.write(`heard ${heard}\n`)
process.exit()
