import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Database } from './database.ts'
import { changeSets, historyOf, undo } from './history.ts'
import { lockDirectory } from './lock.ts'
import { migrate } from './migrate.ts'
import { migrations } from './migrations/index.ts'
import { schemaStatements } from './schema.ts'
import { DATABASE_FILE, Store } from './store.ts'
import { chief, clerk, KEY, openedStore, type OpenedStore } from './testing/opened.ts'
import type { Transaction } from './transaction.ts'
import { verify } from './verify.ts'

let opened: OpenedStore
const edit = { kind: 'edit', title: '测试' }
const add = async (name: string): Promise<string> =>
  (await opened.store.change(clerk, edit, (transaction) => transaction.insert('organization', { name, national_no: `no-${name}` }))).result

beforeEach(async () => {
  opened = await openedStore()
})
afterEach(() => opened.end())

const contactOf = (id: string): string | null | undefined =>
  opened.store.read.get<{ contact: string | null }>('SELECT contact FROM organization WHERE id = ?', id)?.contact

describe('分步记账', () => {
  it('一个事务：别人可读，要写的等着，也看得到有人等；出错的全部不算', async () => {
    const told: boolean[] = []
    const { store } = opened
    const kept = store.bookkeepInSteps(async (database, wanted) => {
      database.run(`INSERT INTO meta (key, value) VALUES ('one', '1')`)
      told.push(wanted())
      const other = store.setMeta('two', '2')
      told.push(wanted(), store.meta('one') === null)
      await new Promise((resolve) => setImmediate(resolve))
      return { other, two: store.meta('two') }
    })
    const { other, two } = await kept
    await other
    expect({ told, two }).toEqual({ told: [false, true, true], two: null })
    expect([store.meta('one'), store.meta('two')]).toEqual(['1', '2'])
    await expect(
      store.bookkeepInSteps(async (database) => {
        database.run(`DELETE FROM meta WHERE key IN ('one', 'two')`)
        throw new Error('取消')
      }),
    ).rejects.toThrow('取消')
    expect([store.meta('one'), store.meta('two')]).toEqual(['1', '2'])
  })
})

describe('一次操作', () => {
  it('写完以后的推算、检索词和核查也分步：大的导入收尾时别人照样轮得到，取消也还来得及', async () => {
    const { store } = opened
    const insertAll = (count: number) => async (transaction: Transaction) => {
      for (let at = 0; at < count; at += 1) transaction.insert('organization', { name: `单位${at}`, national_no: `n${count}-${at}` })
      // Any work takes long enough from here on.
      let now = performance.now()
      vi.spyOn(performance, 'now').mockImplementation(() => (now += 1000))
    }
    const turns = vi.spyOn(globalThis, 'setImmediate')
    await store.changeInSteps(clerk, edit, insertAll(1200))
    vi.mocked(performance.now).mockRestore()
    expect(turns.mock.calls.length).toBeGreaterThanOrEqual(4)

    const stop = new AbortController()
    turns.mockImplementationOnce((turn: () => void) => {
      stop.abort(new Error('取消'))
      turn()
      return undefined as unknown as NodeJS.Immediate
    })
    await expect(store.changeInSteps(clerk, edit, insertAll(1100), stop.signal)).rejects.toThrow('取消')
    vi.restoreAllMocks()
    expect(store.read.get('SELECT count(*) AS count FROM organization')).toEqual({ count: 1200 })
    expect((await verify(store.read, store.derivations)).findings).toEqual([])
  })

  it('是一个撤销步骤：多条记录一起写入，一起撤销，撤销本身也能撤销', async () => {
    const kept = await add('县教育局')
    const before = opened.store.read.all('SELECT id, name, contact, deleted FROM organization')
    const { changeSet, result } = await opened.store.change(clerk, { ...edit, reason: '换人' }, (transaction) => {
      const made = transaction.insert('organization', { name: '县水务局' })
      transaction.update('organization', kept, { contact: '张三' })
      return made
    })
    const undone = await undo(opened.store, chief, changeSet ?? '')
    expect(undone.result.restored).toBe(2)
    expect(opened.store.read.all('SELECT id, name, contact, deleted FROM organization WHERE deleted = 0')).toEqual(before)
    await undo(opened.store, chief, undone.changeSet ?? '')
    expect(contactOf(kept)).toBe('张三')
    expect(opened.store.read.get('SELECT deleted FROM organization WHERE id = ?', result)).toEqual({ deleted: 0 })
    expect((await verify(opened.store.read, opened.store.derivations)).findings).toEqual([])
  })

  it('没有实际变化就不留记录', async () => {
    const id = await add('县教育局')
    const same = await opened.store.change(clerk, edit, (transaction) => transaction.update('organization', id, { name: '县教育局' }))
    expect(same).toMatchObject({ result: false, changeSet: null, entries: 0 })
    expect(changeSets(opened.store.read, { limit: 10, offset: 0 }).total).toBe(1)
  })

  it('记录数随增、删、恢复、撤销走，取消的不算', async () => {
    expect(opened.store.living('organization')).toBe(0)
    const id = await add('县教育局')
    const { changeSet } = await opened.store.change(clerk, edit, (transaction) => {
      for (let index = 0; index < 3; index += 1) transaction.insert('organization', { name: `单位${index}` })
    })
    expect(opened.store.living('organization')).toBe(4)
    await opened.store.change(clerk, edit, (transaction) => transaction.remove('organization', id))
    expect(opened.store.living('organization')).toBe(3)
    await undo(opened.store, clerk, changeSet ?? '')
    await opened.store.change(clerk, edit, (transaction) => transaction.restore('organization', id))
    await opened.store
      .change(clerk, edit, (transaction) => {
        transaction.insert('organization', { name: '甲' })
        throw new Error('x')
      })
      .catch(() => undefined)
    expect(opened.store.living('organization')).toBe(1)
  })

  it('历史说出谁在何时为什么改了什么', async () => {
    const id = await add('县教育局')
    await opened.store.change(chief, { ...edit, reason: '换人' }, (transaction) => transaction.update('organization', id, { contact: '张三' }))
    expect(historyOf(opened.store.read, [id], 'contact')).toMatchObject([{ by: '王主任', reason: '换人', before: null, after: '张三', action: 'update' }])
  })

  it('中途出错或取消，数据库内容与之前一字不差', async () => {
    const id = await add('县教育局')
    const before = opened.content()
    await expect(
      opened.store.change(clerk, edit, (transaction) => {
        transaction.insert('organization', { name: '县水务局' })
        transaction.update('organization', id, { name: '改名' })
        throw new Error('断电')
      }),
    ).rejects.toThrow('断电')
    const abort = new AbortController()
    await expect(
      opened.store.changeInSteps(
        clerk,
        edit,
        async (transaction, step) => {
          for (let index = 0; ; index += 1) {
            transaction.insert('organization', { name: `单位${index}` })
            if (index === 50) abort.abort()
            await step()
          }
        },
        abort.signal,
      ),
    ).rejects.toThrow()
    await expect(
      opened.store.change(clerk, edit, (transaction) => transaction.insert('helper', { name: '陈平', organization_id: 'nobody' })),
    ).rejects.toMatchObject({ code: 'VALIDATION' })
    expect(opened.content()).toBe(before)
  })

  it('写到一半时，列表看不到一半', async () => {
    let during = -1
    await opened.store.changeInSteps(clerk, edit, async (transaction, step) => {
      transaction.insert('organization', { name: '县水务局' })
      await step()
      during = opened.store.read.all('SELECT 1 FROM organization').length
    })
    expect(during).toBe(0)
    expect(opened.store.read.all('SELECT 1 FROM organization')).toHaveLength(1)
  })
})

describe('撤销被拒绝', () => {
  it('之后又改过的，说出是谁的哪次操作；什么也不变', async () => {
    const id = await add('县教育局')
    const { changeSet } = await opened.store.change(clerk, edit, (transaction) => transaction.update('organization', id, { contact: '张三' }))
    await opened.store.change(chief, { kind: 'edit', title: '改联系人' }, (transaction) => transaction.update('organization', id, { contact: '李四' }))
    await expect(undo(opened.store, clerk, changeSet ?? '')).rejects.toMatchObject({
      code: 'CANNOT_UNDO',
      message: expect.stringMatching(/王主任.*改联系人/) as unknown,
    })
    expect(contactOf(id)).toBe('李四')
  })

  it('撤销过的、不存在的、用户权限的', async () => {
    const id = await add('县教育局')
    const { changeSet } = await opened.store.change(clerk, edit, (transaction) => transaction.update('organization', id, { contact: '张三' }))
    await undo(opened.store, chief, changeSet ?? '')
    await expect(undo(opened.store, clerk, changeSet ?? '')).rejects.toMatchObject({
      code: 'CANNOT_UNDO',
      message: expect.stringContaining('王主任') as unknown,
    })
    await expect(undo(opened.store, clerk, 'nothing')).rejects.toMatchObject({ code: 'NOT_FOUND' })
    const user = await opened.store.change(chief, { kind: 'user', title: '新增用户' }, (transaction) =>
      transaction.insert('organization', { name: '县林业局' }),
    )
    await expect(undo(opened.store, chief, user.changeSet ?? '')).rejects.toMatchObject({ code: 'CANNOT_UNDO' })
  })
})

describe('两个人同时改', () => {
  it('后保存的被拒绝，并知道是谁先改的', async () => {
    const id = await add('县教育局')
    await opened.store.change(chief, edit, (transaction) => transaction.update('organization', id, { contact: '张三' }, 1))
    await expect(opened.store.change(clerk, edit, (transaction) => transaction.update('organization', id, { contact: '李四' }, 1))).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('王主任') as unknown,
    })
    expect(contactOf(id)).toBe('张三')
  })

  it('同时提交的操作排队进行，日志不乱', async () => {
    await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        opened.store.changeInSteps(index % 2 === 0 ? clerk : chief, edit, async (transaction, step) => {
          for (let row = 0; row < 5; row += 1) {
            transaction.insert('organization', { name: `单位${index}-${row}` })
            await step()
          }
        }),
      ),
    )
    expect(opened.store.read.all('SELECT 1 FROM organization')).toHaveLength(40)
    expect((await verify(opened.store.read, opened.store.derivations)).findings).toEqual([])
  })
})

describe('唯一', () => {
  it('活着的记录之间不许重复；删除的让出号码，恢复时再比', async () => {
    const id = await add('县教育局')
    await expect(add('县教育局')).rejects.toMatchObject({ code: 'DUPLICATE', message: expect.stringContaining('单位') as unknown })
    await opened.store.change(clerk, edit, (transaction) => transaction.remove('organization', id))
    await add('县教育局')
    await expect(opened.store.change(clerk, edit, (transaction) => transaction.restore('organization', id))).rejects.toMatchObject({ code: 'DUPLICATE' })
  })

  it('不认识的字段和计算列不能写', async () => {
    await expect(opened.store.change(clerk, edit, (transaction) => transaction.insert('household', { head_name: '张三' }))).rejects.toMatchObject({
      code: 'VALIDATION',
    })
    await expect(opened.store.change(clerk, edit, (transaction) => transaction.insert('household', { nothing: 1 }))).rejects.toMatchObject({
      code: 'VALIDATION',
    })
  })
})

describe('数据目录', () => {
  it('一次只能由一个程序使用；放开后可再用', () => {
    const release = lockDirectory(opened.directory)
    expect(() => lockDirectory(opened.directory)).toThrow(expect.objectContaining({ code: 'DATABASE_IN_USE' }))
    release()
    lockDirectory(opened.directory)()
  })

  it('文件里看不到明文，钥匙不对打不开', async () => {
    await add('绝密单位名称')
    await opened.store.close()
    const bytes = readFileSync(join(opened.directory, DATABASE_FILE))
    expect(bytes.includes(Buffer.from('绝密单位名称'))).toBe(false)
    expect(bytes.includes(Buffer.from('SQLite format 3'))).toBe(false)
    await expect(Store.open({ directory: opened.directory, key: new Uint8Array(32).fill(6), derivations: [] })).rejects.toMatchObject({
      code: 'DATABASE_DAMAGED',
    })
  })
})

describe('升级数据库', () => {
  const reopen = (): Promise<Store> => Store.open({ directory: opened.directory, key: KEY, derivations: [] })

  it('更新版本建立的数据被拒绝，一个字节也不动', async () => {
    await add('县教育局')
    opened.outside('PRAGMA user_version = 99990')
    await opened.store.close()
    const before = readFileSync(join(opened.directory, DATABASE_FILE))
    await expect(reopen()).rejects.toMatchObject({ code: 'DATABASE_NEWER' })
    expect(readFileSync(join(opened.directory, DATABASE_FILE)).equals(before)).toBe(true)
  })

  it('已执行的升级被改写过，就不再打开', async () => {
    opened.outside(`UPDATE migration SET hash = 'x' WHERE id = 10`)
    await opened.store.close()
    await expect(reopen()).rejects.toMatchObject({ code: 'DATABASE_DAMAGED' })
  })

  it('升级一步失败，全部撤回；升级之前先备份', async () => {
    const database = new Database({ path: ':memory:', key: null })
    let backups = 0
    const steps = [{ id: 10, name: 'a', statements: ['CREATE TABLE a (id TEXT) STRICT'] }]
    await migrate(database, {
      beforeFirst: async () => {
        backups += 1
      },
      list: steps,
    })
    expect(backups).toBe(0)
    const broken = [...steps, { id: 20, name: 'b', statements: ['CREATE TABLE b (id TEXT) STRICT', 'CREATE TABLE a (id TEXT) STRICT'] }]
    await expect(
      migrate(database, {
        beforeFirst: async () => {
          backups += 1
        },
        list: broken,
      }),
    ).rejects.toThrow()
    expect(backups).toBe(1)
    expect(database.all(`SELECT name FROM sqlite_schema WHERE name = 'b'`)).toEqual([])
    expect(database.pragma('user_version')).toBe(10)
    database.close()
  })

  it('升级换了的索引，打开以后就知道它能找出多少，不等到下一次关闭', async () => {
    const database = new Database({ path: ':memory:', key: null })
    const tables = ['CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) STRICT', 'CREATE TABLE a (id TEXT, year INTEGER, place TEXT) STRICT']
    const steps = [{ id: 10, name: 'a', statements: [...tables, 'CREATE INDEX a_place ON a (place)'] }]
    await migrate(database, { list: steps })
    database.execute(
      `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500) INSERT INTO a SELECT i, 2013 + i % 3, 'p' || (i % 5) FROM n`,
    )
    database.pragma('optimize')
    const known = (): unknown => database.all("SELECT idx, stat FROM sqlite_stat1 WHERE tbl = 'a'")
    expect(known()).toEqual([{ idx: 'a_place', stat: '500 100' }])
    await migrate(database, { list: [...steps, { id: 20, name: 'b', statements: ['DROP INDEX a_place', 'CREATE INDEX a_place ON a (place, year)'] }] })
    expect(known()).toEqual([{ idx: 'a_place', stat: '500 100 34' }])
    database.close()
  })

  it('全部升级得到的结构，正是字段目录今天要的结构', async () => {
    const schemaOf = (database: Database): unknown =>
      database
        .all<{ name: string }>(`SELECT name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' AND name <> 'migration' ORDER BY name`)
        .map(({ name }) => [
          name,
          database.all(`SELECT name, type, "notnull", dflt_value, pk FROM pragma_table_info('${name}') ORDER BY name`),
          database.all(`SELECT "table", "from", "to" FROM pragma_foreign_key_list('${name}') ORDER BY "from"`),
          database.all(`SELECT replace(sql, ' ', '') AS sql FROM sqlite_schema WHERE name = ? AND type = 'index'`, name),
        ])
    const migrated = new Database({ path: ':memory:', key: null })
    await migrate(migrated)
    const wanted = new Database({ path: ':memory:', key: null })
    for (const statement of schemaStatements()) wanted.execute(statement)
    expect(schemaOf(migrated)).toEqual(schemaOf(wanted))
    expect(migrations.map(({ id }) => id)).toEqual([...migrations.map(({ id }) => id)].sort((a, b) => a - b))
    migrated.close()
    wanted.close()
  })
})
