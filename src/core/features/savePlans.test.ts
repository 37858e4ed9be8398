/**
 * What a save reads: no statement that runs in one may be answered by reading a register through, nor by an index of which it knows only what nearly all
 * records say (a year, a kind, being on file, the campaign of the year). Such a save takes longer with every record there is. Plans are those of an office
 * that was not closed yet: SQLite knows nothing of what stands in its indexes.
 */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { registerOf, type RegisterName } from '../catalogue/index.ts'
import { AppError } from '../errors.ts'
import { Database } from '../store/index.ts'
import { wideReads } from '../store/testing/wideReads.ts'
import { addAlike, addOneAlike } from '../testing/alike.ts'
import { testOffice, userOf, type TestOffice } from '../testing/office.ts'

/** What concerns every record there is: it is told apart (`checks/checks.ts`), and nobody waits for it. */
const CONCERN_ALL: readonly RegisterName[] = ['parameter', 'rule_setting']
const actor = { id: 'x', name: '测试' }
let office: TestOffice
/** Statements that saves ran, with the registers that were saved. */
const asked = new Map<string, Set<RegisterName>>()

beforeAll(async () => {
  office = await testOffice()
  const { result: made } = await office.store.receive(actor, { kind: 'edit', title: '一样的' }, async (transaction) => addAlike(transaction, 2))
  await office.checks.settled()
  for (const [register, ids] of made) if (!CONCERN_ALL.includes(register)) await noting(register, () => save(register, ids[0], made))
}, 300_000)
afterAll(() => office.end())

async function noting(register: RegisterName, work: () => Promise<void>): Promise<void> {
  for (const method of ['all', 'get', 'each', 'run', 'statement'] as const) {
    const plain = Database.prototype[method] as (this: Database, sql: string, ...parameters: never[]) => unknown
    vi.spyOn(Database.prototype, method).mockImplementation(function noted(this: Database, sql: string, ...parameters: never[]) {
      asked.set(sql, (asked.get(sql) ?? new Set()).add(register))
      return plain.call(this, sql, ...parameters) as never
    })
  }
  await work()
  vi.restoreAllMocks()
}

async function save(register: RegisterName, id: string | undefined, made: ReadonlyMap<string, readonly string[]>): Promise<void> {
  // As it comes by a package: with all that follows from it.
  await office.store.receive(actor, { kind: 'edit', title: '添' }, async (transaction) => addOneAlike(transaction, registerOf(register), made, 2))
  const field = registerOf(register).fields.find(({ type, derived, keeps }) => ['text', 'longText'].includes(type) && (derived ?? keeps) === undefined)
  if (id === undefined || field === undefined || registerOf(register).appendOnly !== undefined) return
  await office.store.receive(actor, { kind: 'edit', title: '改' }, async (transaction) => transaction.update(register, id, { [field.key]: '又改' }))
  // As it is typed: with all that may hold it back.
  await office.records.save(userOf('administrator'), { register, id, values: { [field.key]: '改' }, reason: '核对' }).catch((error: unknown) => {
    if (!(error instanceof AppError)) throw error
  })
}

describe('保存时读的', () => {
  it('没有一条语句从头到尾读一张台账，也没有一条按大家都有的值找', async () => {
    expect(asked.size).toBeGreaterThan(1000)
    const wide = await office.store.bookkeep((database) => [...asked].flatMap(([text, saved]) => wideReads(database, text, saved)))
    // A notice about a source concerns all that was allocated of it.
    expect(wide.filter((line) => !/^SEARCH a USING INDEX fund_allocation_source_id\w* \(source_id=\?\) ← .* FROM fund_notice n /.test(line))).toEqual([])
  })

  it('会发现按年度开头的索引：放回去，发放的规则就用它', async () => {
    const found = await office.store.bookkeep((database) => {
      database.execute(
        'CREATE INDEX by_year ON household_payment (year, deleted, place, village, household, aid_kind, state, signed, amount, paid, account_no)',
      )
      const wide = [...asked].flatMap(([text, saved]) => wideReads(database, text, saved))
      database.execute('DROP INDEX by_year')
      return wide.filter((line) => line.includes('INDEX by_year (year=? AND deleted=?)'))
    })
    expect(found.length).toBeGreaterThan(0)
  })
})
