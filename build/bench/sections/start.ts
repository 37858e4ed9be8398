/** From the start of the process to the first page of households: loading the program, opening the data with a password, the list. */
import { createRouterClient } from '@orpc/server'
import { performance } from 'node:perf_hooks'
import { join } from 'node:path'
import { createApp } from '../../../src/core/app.ts'
import type { Client } from '../../../src/cli/session.ts'
import { LOGIN, PASSWORD, ROOT } from '../state.ts'
import { sectionInput, tell } from '../measure.ts'

const input = sectionInput()
const loaded = performance.now()
const app = await createApp({ dataDirectory: input.state, resourcesDirectory: join(ROOT, 'resources'), temporaryDirectory: join(input.work, 'start') })
const client = createRouterClient(app.router, { context: { session: 'bench' } }) as unknown as Client
await app.host.login({ session: 'bench' }, LOGIN, PASSWORD)
const open = performance.now()
await client.records.query({ register: 'household' })
const usable = performance.now()
await app.close()
tell([
  { what: '启动：装载程序', ours: loaded, unit: 'ms' },
  { what: '启动：输入密码到数据打开', ours: open - loaded, unit: 'ms' },
  { what: '启动到可用（合计）', ours: usable, unit: 'ms', bar: 2000 },
])
