/** The roster of all people (of one township in a very large county), exported as the office exports it. */
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { createApp } from '../../../src/core/app.ts'
import type { Client } from '../../../src/cli/session.ts'
import { LOGIN, PASSWORD, ROOT } from '../state.ts'
import { sectionInput, tell, timed } from '../measure.ts'

const input = sectionInput()
const app = await createApp({ dataDirectory: input.state, resourcesDirectory: join(ROOT, 'resources'), temporaryDirectory: join(input.work, 'export') })
const client = createRouterClient(app.router, { context: { session: 'bench' } }) as unknown as Client
await app.host.login({ session: 'bench' }, LOGIN, PASSWORD)
const where = input.people > 200_000 ? { village: '621125100000' } : undefined
const { milliseconds, result } = await timed(async () => {
  const { job } = await client.exports.start({ register: 'person', format: 'xlsx', unmasked: true, ...(where === undefined ? {} : { where }) })
  const done = await app.host.jobs.finished(job)
  if (done.file === null) throw new Error(done.error?.message ?? 'no file')
  return app.files.resolve(done.file.ticket)
})
copyFileSync((await result).path, join(input.work, 'roster.xlsx'))
await app.close()
tell([{ what: '导出人口花名册', ours: milliseconds, unit: 'ms' }])
