/** What bringing derived columns up to date writes and asks: what changes, of registers that the office has records of. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { tableNames } from '../catalogue/index.ts'
import { Database, type SqlValue, type Transaction } from '../store/index.ts'
import { applyDerivations } from '../store/derivations.ts'
import { SearchTerms } from '../store/searchTerms.ts'
import { testOffice, type TestOffice } from '../testing/office.ts'
import { derivations } from './derivations.ts'

let office: TestOffice
beforeAll(async () => {
  office = await testOffice({ households: 30, lives: true })
  await office.checks.settled()
})
afterAll(() => office.end())

interface Written {
  readonly sql: string
  readonly rows: number
}

/** Works everything out anew that depends on the records; what was written. */
function derive({ store }: TestOffice, touched: ReadonlyMap<string, ReadonlySet<string>>): Promise<Written[]> {
  return watched(() =>
    store.bookkeep((database) => {
      for (const _ of applyDerivations(database, derivations, new Map([...touched].map(([name, ids]) => [name, new Set(ids)])), new SearchTerms(database)))
        continue
    }),
  )
}

/** What is written meanwhile. */
async function watched(work: () => Promise<unknown>): Promise<Written[]> {
  const written: Written[] = []
  const { run, statement } = Database.prototype
  const ran = vi.spyOn(Database.prototype, 'run').mockImplementation(function noted(this: Database, sql: string, ...parameters: SqlValue[]) {
    const rows = run.call(this, sql, ...parameters)
    written.push({ sql, rows })
    return rows
  })
  const prepared = vi.spyOn(Database.prototype, 'statement').mockImplementation(function noted(this: Database, sql: string) {
    const kept = statement.call(this, sql)
    return {
      run: (...parameters: SqlValue[]) => {
        const { changes } = kept.run(...parameters)
        written.push({ sql, rows: changes })
        return { changes }
      },
    }
  })
  try {
    await work()
  } finally {
    ran.mockRestore()
    prepared.mockRestore()
  }
  return written
}

const idsOf = (register: string): Set<string> => new Set(office.store.read.all<{ id: string }>(`SELECT id FROM ${register}`).map(({ id }) => id))
const isTemporary = ({ sql }: Written): boolean => /^(INSERT OR IGNORE INTO|DELETE FROM) temp\./.test(sql)

describe('更新计算列', () => {
  it('所有记录重算一遍，没有变的一行也不写', async () => {
    const touched = new Map(
      tableNames.filter((name) => office.store.read.get(`SELECT 1 FROM ${name} LIMIT 1`) !== undefined).map((name) => [name, idsOf(name)]),
    )
    expect(touched.get('balance_entry')?.size).toBeGreaterThan(30)
    touched.delete('balance_entry')
    const written = await derive(office, touched)
    expect(written.filter((one) => isTemporary(one) && one.rows > 0).length).toBeGreaterThan(10)
    expect(written.filter((one) => !isTemporary(one) && one.rows > 0)).toEqual([])
  })

  it('变了的只写它自己：一户的人数、一户的平衡表', async () => {
    const [household = ''] = idsOf('household')
    const rows = (): unknown => office.store.read.all('SELECT * FROM balance_entry ORDER BY id')
    const before = rows()
    await office.store.bookkeep((database) => {
      database.run('UPDATE household SET population = 99 WHERE id = ?', household)
      database.run('DELETE FROM balance_entry WHERE household_id = ?', household)
    })
    const written = (await derive(office, new Map([['household', idsOf('household')]]))).filter((one) => !isTemporary(one) && one.rows > 0)
    expect(written.filter(({ sql }) => sql.startsWith('UPDATE')).map(({ sql, rows: changed }) => [sql.split(' ')[1], changed])).toEqual([['household', 1]])
    expect(written.filter(({ sql }) => !sql.startsWith('UPDATE')).every(({ sql }) => sql.startsWith('INSERT INTO balance_entry'))).toBe(true)
    expect(rows()).toEqual(before)
  })

  it('新的年度记录一写下就在它的村、它的户，不再为此写第二遍；改一项收入，不写没有变的村和人数', async () => {
    const { store } = office
    const save = (work: (transaction: Transaction) => void): Promise<Written[]> =>
      watched(() => store.change({ id: 'u', name: '测试' }, { kind: 'edit', title: '测试' }, work))
    const [member] = store.read.all<{ person: string; household: string; village: string }>(
      `SELECT m.person_id AS person, m.household_id AS household, h.village FROM membership m JOIN household h ON h.id = m.household_id
      WHERE m.deleted = 0 AND m.end_date IS NULL AND coalesce(m.status, '1') = '1' ORDER BY m.id LIMIT 1`,
    )
    if (member === undefined) throw new Error('nobody is on file')
    const year = { year: 2040 }
    const written = await save((transaction) => {
      transaction.insert('person_year', { person_id: member.person, ...year }, 'of-person')
      transaction.insert('household_year', { household_id: member.household, ...year }, 'of-household')
    })
    const anew = written.filter(({ sql, rows }) => rows > 0 && sql.startsWith('UPDATE person_year'))
    expect(anew).toEqual([])
    for (const [register, id] of [
      ['person_year', 'of-person'],
      ['household_year', 'of-household'],
    ] as const)
      expect(store.read.get(`SELECT village FROM ${register} WHERE id = ?`, id)).toEqual({ village: member.village })
    expect(store.read.get('SELECT household_id FROM person_year WHERE id = ?', 'of-person')).toEqual({ household_id: member.household })
    const changed = await save((transaction) => transaction.update('household_year', 'of-household', { wage_income: 1200 }))
    const computed = changed.filter(({ sql, rows }) => rows > 0 && /^UPDATE household_year SET .*\bnet_income = \?/.test(sql))
    expect(computed.map(({ rows }) => rows)).toEqual([1])
    expect(computed.filter(({ sql }) => /\b(village|population) = /.test(sql))).toEqual([])
    expect(store.read.get('SELECT net_income FROM household_year WHERE id = ?', 'of-household')).toEqual({ net_income: 1200 })
  })

  it('改一个参数：它不改变什么的，不再往下算；改变了一年的，往下只算那一户', async () => {
    const touched = new Map([
      ['parameter', new Set(office.store.read.all<{ id: string }>(`SELECT id FROM parameter WHERE key = 'clear_task'`).map(({ id }) => id))],
    ])
    expect(touched.get('parameter')?.size).toBe(1)
    const spread = (written: readonly Written[]): Written[] =>
      written.filter(({ sql }) => sql.startsWith('INSERT OR IGNORE INTO temp.touched_household SELECT household_id FROM household_year '))
    const unchanged = await derive(office, touched)
    expect(unchanged.filter(({ sql, rows }) => sql.includes('touched_household_year SELECT value') && rows > 0)).not.toEqual([])
    expect(spread(unchanged)).toEqual([])
    const [year = ''] = idsOf('household_year')
    const before = office.store.read.get('SELECT * FROM household_year WHERE id = ?', year)
    await office.store.bookkeep((database) => database.run(`UPDATE household_year SET unclear_reasons = '别的' WHERE id = ?`, year))
    const changed = await derive(office, touched)
    expect(changed.filter((one) => !isTemporary(one) && one.rows > 0).map(({ sql }) => sql.split(' SET ')[0])).toEqual(['UPDATE household_year'])
    expect(spread(changed).map(({ rows }) => rows)).toContain(1)
    expect(Math.max(...spread(changed).map(({ rows }) => rows))).toBe(1)
    expect(office.store.read.get('SELECT * FROM household_year WHERE id = ?', year)).toEqual(before)
  })

  it('没有一条记录的台账，不去找要重算的', async () => {
    const young = await testOffice()
    try {
      await young.store.change({ id: 'u', name: '测试' }, { kind: 'edit', title: '测试' }, (transaction) =>
        transaction.insert('household', { village: '621125100204' }, 'h'),
      )
      const written = await derive(young, new Map([['household', new Set(['h'])]]))
      const looked = written.flatMap(({ sql }) => /^INSERT OR IGNORE INTO temp\.touched_(\w+) SELECT (?!value)/.exec(sql)?.[1] ?? [])
      // What depended on rows that go is asked of the rows themselves.
      const left = new Set(derivations.flatMap(({ rows }) => Object.keys(rows?.leaves ?? {})))
      expect(looked.filter((name) => !left.has(name))).toEqual([])
    } finally {
      await young.end()
    }
  })
})
