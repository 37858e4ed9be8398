/** The built core, as Electron's utility process runs it, but in a thread of Node: does the bundle hold together? */
import { createORPCClient } from '@orpc/client'
import { RPCLink, type SupportedMessagePort } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { MessageChannel, Worker } from 'node:worker_threads'
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import type { contract, FileTicket } from '../src/core/contract.ts'
import { makePicture } from '../src/core/features/attachments/testing/pictures.ts'
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
beforeAll(async () => {
  await ensureElectronBuild()
})
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'bangfu-bundle-'))
  heard = []
})
afterEach(async () => {
  await thread.terminate()
  rmSync(directory, { recursive: true, force: true })
})

function send(message: ToCore, port?: MessageChannel['port1']): void {
  thread.postMessage({ message, port }, port === undefined ? [] : [port])
}

async function hear(type: FromCore['type']): Promise<FromCore> {
  await expect.poll(() => heard.find((message) => message.type === type || message.type === 'failed')).toBeDefined()
  const message = heard.find((candidate) => candidate.type === type || candidate.type === 'failed')
  if (message === undefined || message.type !== type) throw new Error(JSON.stringify(message))
  return message
}

/** Asks the core a question of the shell's and waits for the answer. */
async function ask(message: Extract<ToCore, { type: 'ask' }>): Promise<unknown> {
  send(message)
  const answer = (): FromCore | undefined => heard.find((candidate) => candidate.type === 'answer' && candidate.id === message.id)
  await expect.poll(answer).toMatchObject({ ok: true })
  const found = answer()
  return found?.type === 'answer' && found.ok ? found.value : null
}

it('opens, sets up an office, makes and checks a backup in its threads, takes a photo in, and closes', async () => {
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
  await expect.poll(async () => (await client.jobs.get({ job })).state).toBe('done')

  const photo = join(directory, 'photo.png')
  writeFileSync(photo, await makePicture({ format: 'png' }))
  const { ticket } = (await ask({ type: 'ask', id: 1, name: 'accept', input: { path: photo, name: 'photo.png', session: 'window' } })) as FileTicket
  const [village] = (await client.records.query({ register: 'village', limit: 1 })).rows
  const added = await client.attachments.add({ ticket, register: 'village', record: String(village?.['id']) })
  if (added.state !== 'added') throw new Error(added.state)
  expect(await client.attachments.thumbnail({ id: added.id })).toMatchObject({ state: 'ready', image: expect.stringMatching(/^data:image\/jpeg/) })

  await ask({ type: 'ask', id: 2, name: 'close', input: null })
  port1.close()
  expect(heard.filter((message) => message.type === 'log' || message.type === 'failed')).toEqual([])
  expect(existsSync(join(directory, 'bangfu.db-wal'))).toBe(false)
})
