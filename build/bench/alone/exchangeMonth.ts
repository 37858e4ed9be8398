/**
 * A month of one township in the whole county: 300 households are changed, packed for the county, looked at there and merged, each as the
 * screens ask for it. What goes before it (admission, the township's data sent down and up once) is not timed.
 */
import { createRouterClient } from '@orpc/server'
import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createApp, type App } from '../../../src/core/app.ts'
import type { Client } from '../../../src/cli/session.ts'
import type { Job } from '../../../src/core/features/jobs/contract.ts'
import { LOGIN, PASSWORD, ROOT } from '../state.ts'
import { benchInput } from '../input.ts'
import { timed } from '../measure.ts'
import { tell } from './tell.ts'
import { COUNTY } from './exchangeParts.ts'

interface Site {
  readonly app: App
  readonly client: Client
  readonly stick: string
}
interface Packed {
  readonly file: string
  readonly records: number
  readonly changes: number
  readonly bytes: number
}
interface Opened {
  readonly package: string
  readonly counts: { readonly records: number; readonly rejected: number; readonly conflicts: number }
}

const input = benchInput()
const CHANGED = input.quick ? 60 : 300
const stick = join(input.work, 'stick')
mkdirSync(stick, { recursive: true })
cpSync(input.state, join(input.work, 'county'), { recursive: true })

const county = await open('county', stick)
await county.app.host.login({ session: 'bench' }, LOGIN, PASSWORD)
const { unit = '' } =
  county.app.host
    .office()
    .store.read.get<{ unit: string }>(
      `SELECT substr(village, 1, 9) || '000' AS unit FROM household WHERE deleted = 0 GROUP BY unit ORDER BY count(*) DESC LIMIT 1`,
    ) ?? {}
const township = await open('township', stick)
await township.client.session.setUp({ unit, login: LOGIN, displayName: '乡镇', password: PASSWORD, year: 2015 })

const request = await township.client.exchange.request({ label: '乡镇' })
const asked = await county.app.files.accept((await township.app.files.resolve(request.ticket, 'bench')).path, request.name, {
  temporary: false,
  session: 'bench',
})
const admission = await county.client.exchange.admit({ ticket: asked.ticket })
await merge(township, (await county.app.files.resolve(admission.ticket, 'bench')).path)
await carry(county, township, unit)
await carry(township, county, COUNTY)

const changed = await change()
const made = await timed(() => pack(township, COUNTY))
const file = join(stick, made.result.file)
const looked = await timed(() => look(county, file))
if (looked.result.counts.rejected + looked.result.counts.conflicts > 0) throw new Error(JSON.stringify(looked.result.counts))
// The merge finds no younger backup that would excuse it from making one.
rmSync(join(input.work, 'county', 'backups'), { recursive: true, force: true })
const { milliseconds: backup } = await timed(() => county.app.host.backupBefore('before-merge'))
if (readdirSync(join(input.work, 'county', 'backups')).length !== 1) throw new Error('no backup was made before the merge')
const merged = await timed(() => apply(county, looked.result))
await Promise.all([county.app.close(), township.app.close()])
tell(`县里合并月度包（备份已做）`, merged.milliseconds, [
  {
    key: 'month.pack',
    what: `制作一个乡镇的月度包（${CHANGED} 户，${changed} 处修改，${Math.ceil(made.result.bytes / 1024)} KB）`,
    milliseconds: made.milliseconds,
    bar: 1000,
  },
  { key: 'month.look', what: `县里核对并预览月度包（${looked.result.counts.records} 条）`, milliseconds: looked.milliseconds },
  { key: 'month.backup', what: '合并前的备份', milliseconds: backup },
])

async function open(name: string, place: string): Promise<Site> {
  const app = await createApp({
    dataDirectory: join(input.work, name),
    resourcesDirectory: join(ROOT, 'resources'),
    temporaryDirectory: join(input.work, `${name}-temporary`),
  })
  return { app, client: createRouterClient(app.router, { context: { session: 'bench' } }) as unknown as Client, stick: place }
}

async function finish<T>({ app }: Site, started: { readonly job: string }): Promise<T> {
  const job: Job = await app.host.jobs.finished(started.job)
  if (job.error !== null) throw new Error(`${job.error.message}${job.error.action}`)
  return job.result as T
}

async function placeOf(site: Site): Promise<string> {
  const { ticket } = await site.app.files.accept(site.stick, 'stick', { temporary: false, session: 'bench' })
  return (await site.client.exchange.folder({ ticket })).id
}

async function pack(site: Site, to: string): Promise<Packed> {
  return finish<Packed>(site, await site.client.exchange.pack({ to, place: await placeOf(site) }))
}

async function look(site: Site, path: string): Promise<Opened> {
  const { ticket } = await site.app.files.accept(path, 'package.bfx', { temporary: false, session: 'bench' })
  return finish<Opened>(site, await site.client.exchange.open({ ticket }))
}

async function apply(site: Site, opened: Opened): Promise<{ readonly receipt: string | null }> {
  return finish(site, await site.client.exchange.apply({ package: opened.package, place: await placeOf(site) }))
}

async function merge(site: Site, path: string): Promise<{ readonly receipt: string | null }> {
  return apply(site, await look(site, path))
}

/** A package and the receipt that comes back. */
async function carry(from: Site, to: Site, unitOf: string): Promise<void> {
  const { receipt } = await merge(to, join(stick, (await pack(from, unitOf)).file))
  if (receipt !== null) await merge(from, join(stick, receipt))
}

/** The household, its year and the years of its members; answers how many fields were changed. */
async function change(): Promise<number> {
  const { store } = township.app.host.office()
  const households = store.read.all<{ id: string }>('SELECT id FROM household WHERE deleted = 0 ORDER BY id LIMIT ?', CHANGED).map(({ id }) => id)
  const { entries } = await store.change({ id: 'bench', name: '经办' }, { kind: 'batch', title: '月度更新' }, (transaction) => {
    for (const [index, id] of households.entries()) {
      transaction.update('household', id, { remark: `本月核对${index}` })
      for (const year of store.read.all<{ id: string }>('SELECT id FROM household_year WHERE household_id = ? AND year = 2015 AND deleted = 0', id))
        transaction.update('household_year', year.id, { remark: `本月核对${index}` })
      for (const year of store.read.all<{ id: string }>('SELECT id FROM person_year WHERE household_id = ? AND year = 2015 AND deleted = 0', id))
        transaction.update('person_year', year.id, { remark: `本月核对${index}` })
    }
  })
  return entries
}
