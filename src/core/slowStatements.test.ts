/** Slow statements reach those who watch, whichever way they are run; the clock is one of our own. */
import { createRouterClient } from '@orpc/server'
import type { ContractRouterClient } from '@orpc/contract'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createApp } from './app.ts'
import type { contract } from './contract.ts'
import { watchSlowness, type Slow } from './shell/slowness.ts'
import { Database } from './store/database.ts'
import { cheapKeyring } from './testing/keyring.ts'

const RESOURCES = fileURLToPath(new URL('../../resources', import.meta.url))

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bangfu-slow-'))
})
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true, force: true })
})

/** From now on every look at the clock finds 250 ms gone by. */
function everythingTakesLong(): void {
  let now = performance.now()
  vi.spyOn(performance, 'now').mockImplementation(() => (now += 250))
}

describe('a connection', () => {
  it('tells of every kind of statement, without its parameters', () => {
    const told: string[] = []
    const database = new Database({ path: ':memory:', key: null, onSlow: (sql) => told.push(sql) })
    everythingTakesLong()
    database.execute('CREATE TABLE t (a TEXT)')
    database.run('INSERT INTO t (a) VALUES (?)', '张三')
    database.statement('INSERT INTO t VALUES (?)').run('李四')
    database.get('SELECT a FROM t LIMIT 1')
    database.all('SELECT a FROM t')
    expect([...database.each('SELECT a AS b FROM t')]).toEqual([{ b: '张三' }, { b: '李四' }])
    database.pragma('optimize')
    database.close()
    expect(told).toEqual([
      'CREATE TABLE t (a TEXT)',
      'INSERT INTO t (a) VALUES (?)',
      'INSERT INTO t VALUES (?)',
      'SELECT a FROM t LIMIT 1',
      'SELECT a FROM t',
      'SELECT a AS b FROM t',
      'PRAGMA optimize',
    ])
  })
  it('does not count what is done with rows between them, and lets go of rows that nobody wanted', () => {
    const told: number[] = []
    const database = new Database({ path: ':memory:', key: null, onSlow: (_sql, milliseconds) => told.push(milliseconds) })
    let now = 0
    vi.spyOn(performance, 'now').mockImplementation(() => now)
    database.execute('CREATE TABLE t (a INTEGER); INSERT INTO t VALUES (1), (2), (3)')
    for (const row of database.each<{ a: number }>('SELECT a FROM t')) {
      now += 1000
      if (row.a === 2) break
    }
    database.run('DELETE FROM t')
    expect(told).toEqual([])
    database.close()
  })
})

it('the app tells of them with the procedure that asked, and never what was asked for', async () => {
  const told: Slow[] = []
  const { onSlow, stop } = watchSlowness((slow) => told.push(slow))
  const app = await createApp({
    dataDirectory: join(folder, 'data'),
    resourcesDirectory: RESOURCES,
    temporaryDirectory: join(folder, 'temporary'),
    keyring: cheapKeyring,
    onSlow,
  })
  try {
    const client = createRouterClient(app.router, { context: { session: 'test' } }) as unknown as ContractRouterClient<typeof contract>
    await client.session.setUp({ unit: '621125', login: 'admin', displayName: '管理员', password: '测试专用口令2026' })
    // The findings of what was set up are brought up to date afterwards, in its name.
    await app.host.office().checks.settled()
    told.length = 0
    everythingTakesLong()
    await client.records.query({ register: 'person', text: '金丝雀' })
    vi.restoreAllMocks()
    const statements = told.filter(({ kind }) => kind === 'statement')
    expect(statements.length).toBeGreaterThan(0)
    expect(new Set(statements.flatMap(({ by }) => by))).toEqual(new Set(['records.query']))
    expect(JSON.stringify(told)).not.toContain('金丝雀')
  } finally {
    await app.close()
    stop()
  }
})
