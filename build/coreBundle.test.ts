/** The built core, as Electron's utility process runs it, but in a thread of Node: does the bundle hold together? */
import { createORPCClient } from '@orpc/client'
import { RPCLink, type SupportedMessagePort } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { MessageChannel, Worker } from 'node:worker_threads'
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import type { contract } from '../src/core/contract.ts'
import type { FromCore, ToCore } from '../src/main/core/messages.ts'
import { ensureElectronBuild, ROOT } from './scripts/buildScreens.ts'

/** Stands for Electron's `process.parentPort` over the thread's own port. */
const BOOTSTRAP = (host: string): string => `
  import { parentPort } from 'node:worker_threads'
  process.parentPort = {
    postMessage: (message) => parentPort.postMessage(message),
    on: (_event, listener) => parentPort.on('message', ({ message, port }) => listener({ data: message, ports: port ? [port] : [] })),
  }
  await import(${JSON.stringify(pathToFileURL(host).href)})
`

let directory: string
let thread: Worker
let heard: FromCore[]
beforeAll(async () => { await ensureElectronBuild() }, 240_000)
beforeEach(() => { directory = mkdtempSync(join(tmpdir(), 'bangfu-bundle-')); heard = [] })
afterEach(async () => { await thread.terminate(); rmSync(directory, { recursive: true, force: true }) })

function send(message: ToCore, port?: MessageChannel['port1']): void {
  thread.postMessage({ message, port }, port === undefined ? [] : [port])
}

async function hear(type: FromCore['type']): Promise<FromCore> {
  await expect.poll(() => heard.find((message) => message.type === type || message.type === 'failed'), { timeout: 30_000 }).toBeDefined()
  const message = heard.find((candidate) => candidate.type === type || candidate.type === 'failed')
  if (message === undefined || message.type !== type) throw new Error(JSON.stringify(message))
  return message
}

it('opens, sets up an office, makes and checks a backup in its threads, and closes', async () => {
  thread = new Worker(new URL(`data:text/javascript,${encodeURIComponent(BOOTSTRAP(join(ROOT, 'out/main/coreHost.js')))}`))
  thread.on('message', (message: FromCore) => heard.push(message))
  send({ type: 'start', folders: { dataDirectory: directory, resourcesDirectory: join(ROOT, 'resources'), temporaryDirectory: join(directory, 'temporary') } })
  await hear('ready')

  const { port1, port2 } = new MessageChannel()
  send({ type: 'connect', session: 'window' }, port2)
  const client = createORPCClient(new RPCLink({ port: port1 as unknown as SupportedMessagePort })) as ContractRouterClient<typeof contract>
  port1.start()
  expect((await client.session.status()).state).toBe('empty')
  await client.session.setUp({ unit: '621125', login: '测试', displayName: '测试', password: '测试专用密码2026' })
  expect((await client.session.status()).state).toBe('ready')
  expect((await client.divisions.national({ parent: '621125000000' })).length).toBeGreaterThan(10)

  const { job } = await client.backups.create()
  await expect.poll(async () => (await client.jobs.get({ job })).state, { timeout: 60_000 }).toBe('done')

  send({ type: 'ask', id: 1, name: 'close', input: null })
  await hear('answer')
  port1.close()
  expect(heard.filter((message) => message.type === 'log' || message.type === 'failed')).toEqual([])
  expect(existsSync(join(directory, 'bangfu.db-wal'))).toBe(false)
}, 120_000)
