/**
 * `npm run office`: keeps offices as this version leaves them, for all later versions to open: data folders of a county and a township in
 * the middle of an exchange, what lies on their stick, a backup, and what this version lets people write. All data is synthetic.
 * Run once when a version is closed; `e2e/fixtures/offices/<version>` is never changed afterwards.
 */
import { createRouterClient } from '@orpc/server'
import type { ContractRouterClient } from '@orpc/contract'
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import sharp from 'sharp'
import { createApp, createDemo, type App } from '../../src/core/app.ts'
import type { contract } from '../../src/core/contract.ts'
import { handOver } from '../../src/core/files/temporary.ts'
import { VERSION } from '../../src/core/version.ts'
import { ROOT } from './buildScreens.ts'
import { releasedSchema, releasedText } from './releasedSchema.ts'

const PASSWORD = 'Mingwu-2015-Zhang!'
const LOGIN = 'admin'
const SESSION = 'make-office'
const COUNTY = '621125000000'
const TOWNSHIP = '621125100000'

interface Made {
  readonly app: App
  readonly client: ContractRouterClient<typeof contract>
  readonly directory: string
}

const target = join(ROOT, 'e2e/fixtures/offices', VERSION)
if (existsSync(target)) throw new Error(`${VERSION} 的单位已经保存过，不能改动`)
const work = mkdtempSync(join(tmpdir(), 'bangfu-make-office-'))
const stick = join(work, 'stick')
mkdirSync(stick)

async function open(name: string): Promise<Made> {
  const directory = join(work, name)
  const app = await createApp({ dataDirectory: directory, resourcesDirectory: join(ROOT, 'resources'), temporaryDirectory: join(work, `${name}-temporary`) })
  return { app, directory, client: createRouterClient(app.router, { context: { session: SESSION } }) as unknown as ContractRouterClient<typeof contract> }
}

const ticketOf = async ({ app }: Made, path: string): Promise<string> =>
  (await app.files.accept(path, basename(path), { temporary: false, session: SESSION })).ticket

/** Waits for a job that must succeed; the file it made is put on the stick. */
async function done({ app }: Made, { job }: { readonly job: string }): Promise<{ result: Record<string, unknown>; file: string }> {
  const ended = await app.host.jobs.finished(job)
  if (ended.error !== null) throw new Error(ended.error.message)
  return { result: ended.result as Record<string, unknown>, file: ended.file === null ? '' : await keep(app, ended.file) }
}

async function keep(app: App, ticket: { readonly ticket: string; readonly name: string }): Promise<string> {
  const path = join(stick, ticket.name)
  await handOver((await app.files.resolve(ticket.ticket, SESSION)).path, path)
  return path
}

/** Merges a file of the stick; the receipt comes to lie there. */
async function take(office: Made, path: string): Promise<string> {
  const opened = await done(office, await office.client.exchange.open({ ticket: await ticketOf(office, path) }))
  return (await done(office, await office.client.exchange.apply({ package: String(opened.result['package']) }))).file
}

const pack = async (office: Made, to: string): Promise<string> => (await done(office, await office.client.exchange.pack({ to }))).file

async function changeHousehold({ app, client }: Made, offset: number, values: Record<string, string | number>): Promise<void> {
  const [row] = app.host
    .office()
    .store.read.all<{ id: string; revision: number }>(
      `SELECT id, revision FROM household WHERE deleted = 0 AND village LIKE '${TOWNSHIP.slice(0, 9)}%' ORDER BY id LIMIT 1 OFFSET ?`,
      offset,
    )
  if (row === undefined) throw new Error('no household in the township')
  await client.records.save({ register: 'household', id: row.id, revision: row.revision, values })
}

async function addPhoto(office: Made): Promise<void> {
  const path = join(work, 'photo.jpg')
  await sharp({ create: { width: 640, height: 480, channels: 3, background: { r: 120, g: 160, b: 90 } } })
    .jpeg()
    .toFile(path)
  const record =
    office.app.host
      .office()
      .store.read.get<{ id: string }>(`SELECT id FROM household WHERE deleted = 0 AND village LIKE '${TOWNSHIP.slice(0, 9)}%' ORDER BY id LIMIT 1`)?.id ?? ''
  await office.client.attachments.add({ register: 'household', record, ticket: await ticketOf(office, path) })
}

const county = await open('county')
await createDemo(county.app, { session: SESSION, login: LOGIN, password: PASSWORD, households: 40, seed: VERSION })
const township = await open('township')
await township.client.session.setUp({ unit: TOWNSHIP.slice(0, 9), login: LOGIN, displayName: '管理员', password: PASSWORD, year: 2015 })
const request = await keep(township.app, await township.client.exchange.request({ label: '一号机' }))
const admission = await keep(county.app, await county.client.exchange.admit({ ticket: await ticketOf(county, request) }))
await take(township, admission)
await take(county, await take(township, await pack(county, TOWNSHIP)))
// Both change the same field of one household, and each something of its own; neither has heard of the other.
await changeHousehold(township, 0, { phone: '15000000001' })
await changeHousehold(township, 1, { phone: '15000000002' })
await addPhoto(township)
await changeHousehold(county, 0, { phone: '15000000003' })
const up = await pack(township, COUNTY)
const down = await pack(county, TOWNSHIP)
const backup = await done(county, await county.client.backups.create({ attachments: true }))
for (const { app } of [county, township]) await app.close()

mkdirSync(target, { recursive: true })
copyFileSync(join(work, 'county/backups', String(backup.result['name'])), join(target, 'county.bfbak'))
for (const name of ['county', 'township']) {
  for (const left of ['logs', 'backups']) rmSync(join(work, name, left), { recursive: true, force: true })
  const { status, stderr } = spawnSync('tar', ['czf', join(target, `${name}.tar.gz`), '-C', work, name], { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
}
spawnSync('cp', ['-r', stick, join(target, 'stick')])
writeFileSync(join(target, 'schema.json'), releasedText(releasedSchema()))
writeFileSync(
  join(target, 'office.json'),
  `${JSON.stringify({ login: LOGIN, password: PASSWORD, county: { takes: [basename(up)] }, township: { takes: [basename(down)] } })}\n`,
)
rmSync(work, { recursive: true, force: true })
console.log(`${VERSION} 的单位已保存到 e2e/fixtures/offices/${VERSION}`)
process.exit()
