/**
 * What a thread of its own writes is what would be written in place: whole or not at all, told to whoever listens, and nobody else writes meanwhile.
 */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../app.ts'
import { family, importBench, rosterRows, TITLES, type ImportBench } from '../features/imports/testing/importing.ts'
import { ROSTER_HEADINGS } from '../features/imports/testing/rosterHeadings.ts'
import { undoChangeSet } from '../features/records/undo.ts'
import { UndoingService } from '../features/undoing/service.ts'
import type { Store } from '../store/index.ts'
import { verify } from '../store/verify.ts'
import { cheapKeyring } from '../testing/keyring.ts'
import { userOf } from '../testing/office.ts'
import type { KilledBulk } from './testing/killedBulk.ts'

const ADMIN = userOf('administrator')
const HOUSEHOLDS = 30

/** Households of three in a group of the village of their own, numbered from the number given. */
const roster = (bench: ImportBench, from: number): Promise<string> =>
  bench.workbook([
    ...TITLES,
    ROSTER_HEADINGS,
    ...Array.from({ length: HOUSEHOLDS }, (_, at) => rosterRows(String(from + at), family(), { 自然村: `${from}社` })).flat(),
  ])

/** What is on file, without what differs between two offices that did the same. */
function content({ read }: Store): unknown {
  const of = (register: string, columns: string): unknown[] => read.all(`SELECT ${columns} FROM ${register} WHERE deleted = 0 ORDER BY ${columns}`)
  return {
    households: of('household', 'household_no, village, revision'),
    people: of('person', 'name, id_number, village, revision'),
    memberships: read.all('SELECT count(*) AS n, sum(start_date IS NULL) AS undated FROM membership WHERE deleted = 0'),
    terms: read.all(`SELECT register, count(*) AS n FROM search_term WHERE register IN ('household', 'person') GROUP BY register`),
    findings: read.all('SELECT rule, field, count(*) AS n FROM finding GROUP BY rule, field ORDER BY rule, field'),
  }
}

const sound = async ({ store }: ImportBench['office']): Promise<void> => expect((await verify(store.read, store.derivations)).findings).toEqual([])

describe('bulk work in a thread', () => {
  let aside: ImportBench
  let inPlace: ImportBench
  let changeSet: string

  beforeAll(async () => {
    ;[aside, inPlace] = [await importBench({ threadFrom: 1 }), await importBench()]
  })
  afterAll(async () => {
    await aside.end()
    await inPlace.end()
  })

  it('writes what would be written in place, tells of it, and leaves the office sound', async () => {
    const told: string[] = []
    const end = aside.office.store.onChange((registers) => told.push(...registers))
    const path = await roster(aside, 9000)
    const result = await aside.import('household', path)
    end()
    changeSet = result.changeSet ?? ''
    await inPlace.import('household', path)
    for (const { office } of [aside, inPlace]) await office.checks.settled()
    expect(result.new).toBeGreaterThan(HOUSEHOLDS)
    expect(told).toEqual(expect.arrayContaining(['household', 'person', 'membership']))
    expect(content(aside.office.store)).toEqual(content(inPlace.office.store))
    await sound(aside.office)
  }, 240_000)

  it('while it writes the office is read as it was, and who wants to write comes after it', async () => {
    const { store } = aside.office
    const imported = await aside.import('household', await roster(aside, 9100))
    const before = store.lastSequence
    const seen: number[] = []
    const waited: Promise<unknown>[] = []
    await undoChangeSet(aside.office, ADMIN, imported.changeSet ?? '', {
      onProgress: () => {
        seen.push(store.lastSequence)
        if (waited.length === 0)
          waited.push(
            store.change({ id: 'u', name: '测试' }, { kind: 'edit', title: '后写' }, (transaction) =>
              transaction.insert('organization', { name: '后写的单位' }),
            ),
          )
      },
    })
    await Promise.all(waited)
    expect(seen[0]).toBe(before)
    expect(store.read.all('SELECT kind FROM change_set ORDER BY number DESC LIMIT 2')).toEqual([{ kind: 'edit' }, { kind: 'undo' }])
    await sound(aside.office)
  }, 240_000)

  it('cancelled in the middle it leaves the office as it was, and others go on writing', async () => {
    const { store } = aside.office
    const before = store.lastSequence
    const ticket = aside.core.files.accept(await roster(aside, 9200), 'a.xlsx', ADMIN.id, { temporary: false })
    const id = aside.service.run(ADMIN, { register: 'household', ticket: ticket.ticket, options: {}, dryRun: false, problemFile: false })
    const end = aside.jobs.onChange((job) => {
      if (job.phase === '写入') aside.jobs.cancel(id)
    })
    expect((await aside.jobs.finished(id)).state).toBe('cancelled')
    end()
    expect(store.lastSequence).toBe(before)
    await store.change({ id: 'u', name: '测试' }, { kind: 'edit', title: '再写' }, (transaction) => transaction.insert('organization', { name: '取消以后' }))
    expect(store.lastSequence).toBe(before + 1)
  }, 240_000)

  it('what it refuses is refused whole, with its words', async () => {
    const before = aside.office.store.lastSequence
    await expect(undoChangeSet(aside.office, ADMIN, 'nobody')).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(aside.office.bulk({ name: 'undo', user: userOf('reader'), input: changeSet, entries: 5000 })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    expect(aside.office.store.lastSequence).toBe(before)
  }, 240_000)

  it('takes an import back in part, and then whole', async () => {
    const service = new UndoingService(aside.core)
    const ended = await aside.jobs.finished(service.look(ADMIN, changeSet))
    expect(ended.error).toBeNull()
    const { units } = service.preview(ADMIN, { changeSet, offset: 0, limit: 1 })
    const [unit] = units
    const part = await aside.jobs.finished(service.carryOut(ADMIN, changeSet, { units: [`${unit?.register}:${unit?.id}`] }))
    expect(part.error).toBeNull()
    const living = aside.count('household')
    const rest = await aside.jobs.finished(service.carryOut(ADMIN, changeSet))
    expect(rest.error).toBeNull()
    expect(living).toBe(HOUSEHOLDS - 1)
    expect(aside.count('household')).toBe(0)
    await sound(aside.office)
  }, 240_000)
})

describe('a power cut while the thread writes', () => {
  const RESOURCES = fileURLToPath(new URL('../../../resources', import.meta.url))
  const CHILD = fileURLToPath(new URL('testing/killedBulk.ts', import.meta.url))
  const PASSWORD = '断电测试专用口令'
  let folder: string
  let file: string
  let bench: ImportBench

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'bangfu-killed-'))
    bench = await importBench()
    file = await roster(bench, 9300)
    const app = await createApp({
      dataDirectory: join(folder, 'base'),
      resourcesDirectory: RESOURCES,
      temporaryDirectory: join(folder, 'temporary'),
      keyring: cheapKeyring,
    })
    await app.host.setUp({ session: 's' }, { unit: '621125', login: 'admin', displayName: '王主任', password: PASSWORD, year: 2015 })
    await app.close()
  }, 240_000)
  afterAll(async () => {
    await bench.end()
    rmSync(folder, { recursive: true, force: true })
  })

  function run(name: string, dieAt: number | null): number | null {
    cpSync(join(folder, 'base'), join(folder, name), { recursive: true })
    const task: KilledBulk = { directory: join(folder, name), resources: RESOURCES, password: PASSWORD, file, dieAt }
    const { stdout, signal, stderr } = spawnSync(process.execPath, [CHILD, JSON.stringify(task)], { encoding: 'utf8' })
    if (dieAt === null && !/heard (\d+)/.test(stdout)) throw new Error(stderr)
    return signal === 'SIGKILL' ? null : Number(/heard (\d+)/.exec(stdout)?.[1])
  }

  it('leaves the office as it was or with the whole import, and the next start works', async () => {
    const words = run('whole', null) ?? 0
    expect(words).toBeGreaterThan(3)
    for (const dieAt of [1, Math.ceil(words / 2), words - 1, words]) {
      const name = `dead-${dieAt}`
      expect(run(name, dieAt)).toBeNull()
      const app = await createApp({
        dataDirectory: join(folder, name),
        resourcesDirectory: RESOURCES,
        temporaryDirectory: join(folder, 'temporary'),
        keyring: cheapKeyring,
      })
      await app.host.login({ session: 's' }, 'admin', PASSWORD)
      const { store } = app.host.office()
      const { findings } = await verify(store.read, store.derivations)
      const living = store.living('household')
      await app.close()
      expect(findings).toEqual([])
      // The last word is that it is committed.
      expect(living).toBe(dieAt === words ? HOUSEHOLDS : 0)
    }
  }, 600_000)
})
