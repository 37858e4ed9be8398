/** The import's dry run into an empty office: every row read, matched, parsed and checked; nothing written. */
import { createRouterClient } from '@orpc/server'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { createApp } from '../../../src/core/app.ts'
import { importResultShape } from '../../../src/core/features/imports/contract.ts'
import type { Client } from '../../../src/cli/session.ts'
import { LOGIN, PASSWORD, ROOT } from '../state.ts'
import { sectionInput, tell, timed } from '../measure.ts'

const input = sectionInput()
const file = join(input.work, 'import.xlsx')
const app = await createApp({ dataDirectory: join(input.work, 'office'), resourcesDirectory: join(ROOT, 'resources'), temporaryDirectory: join(input.work, 'import') })
const client = createRouterClient(app.router, { context: { session: 'bench' } }) as unknown as Client
await app.host.login({ session: 'bench' }, LOGIN, PASSWORD)
const ticket = await app.files.accept(file, '花名册.xlsx', { temporary: false })
const { milliseconds, result } = await timed(async () => {
  const { job } = await client.imports.run({ register: 'household', ticket: ticket.ticket, options: {}, dryRun: true })
  return app.host.jobs.finished(job)
})
if (result.error !== null) throw new Error(`${result.error.message}${result.error.action}`)
const counts = importResultShape.parse(result.result)
await app.close()
tell([{ what: `导入检查 ${counts.rows} 行（新增 ${counts.new}，拒绝 ${counts.rejected}；${(statSync(file).size / 1024 / 1024).toFixed(1)} MB）`, ours: milliseconds, unit: 'ms' }])
