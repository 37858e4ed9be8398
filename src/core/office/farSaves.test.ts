/**
 * A single record saved, removed, brought back or taken back with which much of a county is computed: a thread does it, the main thread computes next to
 * nothing, and what comes of it is what would be written in place.
 */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { REMOVE_WORK, removeRecords, restoreRecords, saveRecord } from '../features/records/saving.ts'
import { undoChangeSet } from '../features/records/undo.ts'
import { Database, ReachesFar, type SqlValue } from '../store/index.ts'
import { verify } from '../store/verify.ts'
import { testOffice, userOf, type TestOffice } from '../testing/office.ts'

const ADMIN = userOf('administrator')
const FAR = 30
const HOUSEHOLDS = 40

let aside: TestOffice
let inPlace: TestOffice
beforeAll(async () => {
  ;[aside, inPlace] = [
    await testOffice({ households: HOUSEHOLDS, lives: true, threadFrom: 2000, far: FAR }),
    await testOffice({ households: HOUSEHOLDS, lives: true }),
  ]
  for (const { checks } of [aside, inPlace]) await checks.settled()
})
afterAll(async () => {
  await aside.end()
  await inPlace.end()
})

const parameter = ({ store }: TestOffice, key: string): string =>
  store.read.get<{ id: string }>('SELECT id FROM parameter WHERE key = ? AND deleted = 0 ORDER BY id LIMIT 1', key)?.id ?? ''

/** What is computed of the years of households, and what was written, without what differs between two offices that did the same. */
const content = ({ store: { read } }: TestOffice): unknown => ({
  years: read.all('SELECT year, five_clear, unclear, unclear_reasons, net_income, income_model, revision FROM household_year ORDER BY 1, 2, 3, 4, 5, 6, 7'),
  entries: read.all('SELECT line, day, households, people FROM balance_entry ORDER BY 1, 2, 3, 4'),
  changes: read.all(
    `SELECT kind, title, reason, user_id, entries, coalesce(j.register, '') AS register, coalesce(j.action, '') AS action, j.before, j.after
       FROM change_set c LEFT JOIN journal j ON j.change_set = c.number WHERE c.kind IN ('edit', 'undo') ORDER BY c.number, j.sequence`,
  ),
})

/** Rows of registers that the main thread writes meanwhile, kept or taken back; and how often it lends the writer. */
async function watched(office: TestOffice, work: () => Promise<unknown>): Promise<{ rows: number; lent: number }> {
  const { run } = Database.prototype
  let rows = 0
  const ran = vi.spyOn(Database.prototype, 'run').mockImplementation(function noted(this: Database, sql: string, ...parameters: SqlValue[]) {
    const changed = run.call(this, sql, ...parameters)
    if (/^(?:UPDATE|DELETE FROM|INSERT INTO) (?:household|household_year|balance_entry)\b/.test(sql)) rows += changed
    return changed
  })
  const lend = vi.spyOn(office.store, 'lend')
  try {
    await work()
    return { rows, lent: lend.mock.calls.length }
  } finally {
    ran.mockRestore()
    lend.mockRestore()
  }
}

describe('a record with which much of the county is computed', () => {
  it.each([
    ['balance_first_year', '2016'],
    ['clear_duty', '0'],
    ['income_by_sharing', '1'],
  ])(
    '%s: saved and taken back by a thread, as it would be in place',
    async (key, value) => {
      const before = content(aside) as { years: unknown; entries: unknown }
      const told: string[] = []
      const end = aside.store.onChange((registers) => told.push(...registers))
      const request = (office: TestOffice) => ({ register: 'parameter', id: parameter(office, key), values: { value }, reason: '按文件' })
      let saved = { changeSet: null as string | null, revision: 0 }
      expect(
        await watched(aside, async () => {
          saved = await saveRecord(aside, ADMIN, request(aside))
        }),
      ).toEqual({ rows: 0, lent: 1 })
      end()
      const same = await saveRecord(inPlace, ADMIN, request(inPlace))
      expect(told).toContain('parameter')
      expect(saved.revision).toBe(same.revision)
      for (const { checks } of [aside, inPlace]) await checks.settled()
      expect(content(aside)).toEqual(content(inPlace))
      // The first year of the balance is computed with, and leaves the few entries of this office as they are.
      if (key !== 'balance_first_year') expect(content(aside)).not.toMatchObject({ years: before.years, entries: before.entries })
      expect(await watched(aside, () => undoChangeSet(aside, ADMIN, saved.changeSet ?? ''))).toEqual({ rows: 0, lent: 1 })
      await undoChangeSet(inPlace, ADMIN, same.changeSet ?? '')
      for (const { checks } of [aside, inPlace]) await checks.settled()
      expect(content(aside)).toEqual(content(inPlace))
      expect((await verify(aside.store.read, aside.store.derivations)).findings).toEqual([])
    },
    240_000,
  )

  it('removed and brought back by a thread', async () => {
    const request = { register: 'parameter', ids: [parameter(aside, 'clear_duty')], reason: '不用了' }
    expect(await watched(aside, () => removeRecords(aside, ADMIN, request))).toEqual({ rows: 0, lent: 1 })
    expect(await watched(aside, () => restoreRecords(aside, ADMIN, request))).toEqual({ rows: 0, lent: 1 })
    expect((await verify(aside.store.read, aside.store.derivations)).findings).toEqual([])
  }, 240_000)

  it('of which little is computed is written here', async () => {
    const request = { register: 'parameter', id: parameter(aside, 'exit_local_notice_days'), values: { value: '10' }, reason: '核对' }
    expect((await watched(aside, () => saveRecord(aside, ADMIN, request))).lent).toBe(0)
  })

  it('is refused in the words of the check, by whoever meets it, and leaves nothing', async () => {
    const before = aside.store.lastSequence
    const request = { register: 'parameter', id: parameter(aside, 'clear_duty'), values: { value: '0' }, revision: 999, reason: '旧的' }
    await expect(saveRecord(aside, ADMIN, request)).rejects.toMatchObject({ code: 'CONFLICT' })
    await expect(saveRecord(aside, userOf('reader'), { ...request, revision: undefined })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(
      aside.bulk({ name: REMOVE_WORK, user: userOf('reader'), input: { register: 'parameter', ids: [request.id], reason: '' }, entries: 5000 }),
    ).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
    expect(aside.store.lastSequence).toBe(before)
  }, 240_000)

  it('reaches no further than was said, and nothing of it is left', async () => {
    const before = aside.store.lastSequence
    const change = aside.store.change({ id: 'u', name: '测试' }, { kind: 'edit', title: '改参数', near: FAR }, (transaction) =>
      transaction.update('parameter', parameter(aside, 'clear_duty'), { value: '0' }),
    )
    await expect(change).rejects.toBeInstanceOf(ReachesFar)
    expect(aside.store.lastSequence).toBe(before)
  })
})
