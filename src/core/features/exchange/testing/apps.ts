/** Two offices in one process, each a whole app, and files carried between them. */
import { createRouterClient } from '@orpc/server'
import type { ContractRouterClient } from '@orpc/contract'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'
import { createApp, type App } from '../../../app.ts'
import type { contract } from '../../../contract.ts'
import { cheapKeyring } from '../../../testing/keyring.ts'

type Client = ContractRouterClient<typeof contract>

export interface TestApp {
  readonly app: App
  readonly client: Client
  readonly directory: string
  readonly unit: string
}

const RESOURCES = fileURLToPath(new URL('../../../../../resources', import.meta.url))

/** A county and a township of it that take part in the exchange. */
export interface TestPair {
  readonly folder: string
  readonly county: TestApp
  readonly township: TestApp
  end(): Promise<void>
}

async function openOffice(folder: string, name: string, unit: string): Promise<TestApp> {
  const directory = join(folder, name)
  const app = await createApp({
    dataDirectory: directory,
    resourcesDirectory: RESOURCES,
    temporaryDirectory: join(folder, `${name}-temporary`),
    keyring: cheapKeyring,
  })
  const client = createRouterClient(app.router, { context: { session: 's' } }) as unknown as Client
  await app.host.setUp({ session: 's' }, { unit, login: 'admin', displayName: '管理员', password: '测试专用密码2026' })
  return { app, client, directory, unit: `${unit}000000`.slice(0, 12) }
}

/** Waits for a job that must succeed; its result, and the path of the file it made. */
export async function done(office: TestApp, started: Promise<{ job: string }>): Promise<{ result: Record<string, unknown>; path: string | null }> {
  const job = await office.app.host.jobs.finished((await started).job)
  expect(job.error).toBeNull()
  return {
    result: job.result as Record<string, unknown>,
    path: job.file === null ? null : office.app.host.files.resolve(job.file.ticket, office.app.host.holderOf({ session: 's' })).path,
  }
}

/** A file handed to an office. */
export const ticketOf = (office: TestApp, path: string, name = 'a.bfx'): string =>
  office.app.host.files.accept(path, name, office.app.host.holderOf({ session: 's' }), { temporary: false }).ticket

/** Opens a file at an office and merges it. */
export async function take(office: TestApp, path: string): Promise<{ result: Record<string, unknown>; path: string | null }> {
  const opened = await done(office, office.client.exchange.open({ ticket: ticketOf(office, path) }))
  return done(office, office.client.exchange.apply({ package: String(opened.result['package']) }))
}

/** Makes a package at one office and merges it at the other; the receipt comes back. */
export async function carry(from: TestApp, to: TestApp): Promise<{ path: string; bytes: number; result: Record<string, unknown> }> {
  const path = (await done(from, from.client.exchange.pack({ to: to.unit }))).path ?? ''
  // It leaves the outbox once it was acknowledged.
  const bytes = statSync(path).size
  const applied = await take(to, path)
  await take(from, applied.path ?? '')
  return { path, bytes, result: applied.result }
}

/** Opens both offices and lets the county admit the township. */
export async function openPair(): Promise<TestPair> {
  const folder = mkdtempSync(join(tmpdir(), 'bangfu-pair-'))
  const county = await openOffice(folder, 'county', '621125')
  const township = await openOffice(folder, 'township', '621125100')
  const request = await township.client.exchange.request({ label: '一号机' })
  const admission = await county.client.exchange.admit({
    ticket: ticketOf(county, township.app.host.files.resolve(request.ticket, township.app.host.holderOf({ session: 's' })).path),
  })
  await take(township, county.app.host.files.resolve(admission.ticket, county.app.host.holderOf({ session: 's' })).path)
  return {
    folder,
    county,
    township,
    end: async () => {
      await county.app.close()
      await township.app.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
