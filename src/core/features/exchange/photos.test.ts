/** Photos between two offices: sent once, asked for again when missing, and a bad one blocks nothing. */
import { createRouterClient } from '@orpc/server'
import type { ContractRouterClient } from '@orpc/contract'
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp, type App } from '../../app.ts'
import type { contract } from '../../contract.ts'
import { makePicture } from '../attachments/testing/pictures.ts'

type Client = ContractRouterClient<typeof contract>
interface TestOffice { readonly app: App; readonly client: Client; readonly directory: string; readonly unit: string }

const RESOURCES = fileURLToPath(new URL('../../../../resources', import.meta.url))
const VILLAGE = '621125100204'
let folder: string
let county: TestOffice
let township: TestOffice

async function openOffice(name: string, unit: string): Promise<TestOffice> {
  const directory = join(folder, name)
  const app = await createApp({ dataDirectory: directory, resourcesDirectory: RESOURCES, temporaryDirectory: join(folder, `${name}-temporary`), keyring: { cost: { N: 1024, r: 8, p: 1 } } })
  const client = createRouterClient(app.router, { context: { session: 's' } }) as unknown as Client
  await app.host.setUp({ session: 's' }, { unit, login: 'admin', displayName: '管理员', password: '测试专用密码2026' })
  return { app, client, directory, unit: `${unit}000000`.slice(0, 12) }
}

async function done(office: TestOffice, started: Promise<{ job: string }>): Promise<{ result: Record<string, unknown>; path: string | null }> {
  const job = await office.app.host.jobs.finished((await started).job)
  expect(job.error).toBeNull()
  return { result: job.result as Record<string, unknown>, path: job.file === null ? null : office.app.host.files.resolve(job.file.ticket).path }
}

const ticketOf = (office: TestOffice, path: string): string => office.app.host.files.accept(path, 'a.bfx').ticket

/** Makes a package at one office and merges it at the other; the receipt comes back. */
async function carry(from: TestOffice, to: TestOffice, full = false): Promise<{ path: string; files: unknown; preview: Record<string, unknown> }> {
  const packed = await done(from, from.client.exchange.pack({ to: to.unit, full }))
  const path = packed.path ?? ''
  const opened = await done(to, to.client.exchange.open({ ticket: ticketOf(to, path) }))
  const applied = await done(to, to.client.exchange.apply({ package: String(opened.result['package']) }))
  const receipt = await done(from, from.client.exchange.open({ ticket: ticketOf(from, applied.path ?? '') }))
  await done(from, from.client.exchange.apply({ package: String(receipt.result['package']) }))
  return { path, files: applied.result['files'], preview: opened.result }
}

async function addPhoto(office: TestOffice, household: string, seed: number): Promise<void> {
  const path = join(folder, `${seed}.jpg`)
  writeFileSync(path, await makePicture({ seed, width: 900, height: 700 }))
  const added = await office.client.attachments.add({ ticket: office.app.host.files.accept(path, `照片${seed}.jpg`).ticket, register: 'household', record: household })
  expect(added).toMatchObject({ state: 'added' })
}

const photosOf = async (office: TestOffice, household: string): Promise<boolean[]> => (await office.client.attachments.list({ register: 'household', record: household })).attachments.map((attachment) => attachment.present)

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bangfu-photos-'))
  county = await openOffice('county', '621125')
  township = await openOffice('township', '621125100')
  const request = await township.client.exchange.request({ label: '一号机' })
  const admission = await county.client.exchange.admit({ ticket: ticketOf(county, township.app.host.files.resolve(request.ticket).path) })
  const opened = await done(township, township.client.exchange.open({ ticket: ticketOf(township, county.app.host.files.resolve(admission.ticket).path) }))
  await done(township, township.client.exchange.apply({ package: String(opened.result['package']) }))
}, 120_000)

afterAll(async () => {
  await county.app.close()
  await township.app.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('照片随数据交换', () => {
  let household = ''

  it('随添加它的那次修改发一次，以后不再发', async () => {
    household = (await township.client.records.save({ register: 'household', values: { village: VILLAGE, identification_standard: '1', address: '一社' }, reason: '测试' })).id
    await addPhoto(township, household, 1)
    const first = await carry(township, county)
    expect(first.files).toEqual({ received: 1, damaged: 0 })
    expect(await photosOf(county, household)).toEqual([true])
    await township.client.records.save({ register: 'household', id: household, values: { address: '二社' } })
    const second = await carry(township, county)
    expect(second.files).toEqual({ received: 0, damaged: 0 })
    expect(statSync(second.path).size).toBeLessThan(statSync(first.path).size / 2)
    expect(await county.client.records.get({ register: 'household', id: household })).toMatchObject({ address: '二社' })
  }, 60_000)

  it('收到的内容丢了：下一次自己要，对方再发；少了照片不挡数据', async () => {
    const contents = join(county.directory, 'attachments')
    for (const sub of readdirSync(contents)) rmSync(join(contents, sub), { recursive: true, force: true })
    expect(await photosOf(county, household)).toEqual([false])
    expect((await county.client.exchange.overview()).waiting.missingFiles).toBe(1)
    await carry(county, township)
    const again = await carry(township, county)
    expect(again.files).toEqual({ received: 1, damaged: 0 })
    expect(await photosOf(county, household)).toEqual([true])
    expect((await county.client.exchange.overview()).waiting.missingFiles).toBe(0)
  }, 60_000)

  it('两处用了同一张照片，合并以后各自都在，内容只存一份', async () => {
    const other = (await township.client.records.save({ register: 'household', values: { village: VILLAGE, identification_standard: '1' }, reason: '测试' })).id
    const path = join(folder, '1.jpg')
    const ticket = (): string => township.app.host.files.accept(path, '同一张.jpg').ticket
    expect(await township.client.attachments.add({ ticket: ticket(), register: 'household', record: other })).toMatchObject({ state: 'shared', with: [{ record: household }] })
    expect(await township.client.attachments.add({ ticket: ticket(), register: 'household', record: other, sharedReason: '两户合住' })).toMatchObject({ state: 'added' })
    await carry(township, county)
    expect(await photosOf(county, other)).toEqual([true])
    expect(await photosOf(county, household)).toEqual([true])
  }, 60_000)

  it('预览什么也不写：没有合并的包不留下照片', async () => {
    await addPhoto(township, household, 2)
    const packed = await done(township, township.client.exchange.pack({ to: county.unit }))
    const opened = await done(county, county.client.exchange.open({ ticket: ticketOf(county, packed.path ?? '') }))
    expect(opened.result).toMatchObject({ files: { received: 1, damaged: 0 } })
    await county.client.exchange.close({ package: String(opened.result['package']) })
    expect(await photosOf(county, household)).toEqual([true])
  }, 60_000)
})
