import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { Store } from '../../store/index.ts'
import { nationalDivisions } from '../../testing/builders.ts'
import { fillDemo } from './fill.ts'
import type { Filled, FillOptions } from './fill.ts'

const actor = { id: 'tester', name: '测试员' }
const opened: { store: Store; directory: string }[] = []

async function emptyStore(): Promise<Store> {
  const directory = await mkdtemp(join(tmpdir(), 'bangfu-demo-'))
  const store = await Store.open({ directory, key: new Uint8Array(32).fill(7), derivations: [] })
  opened.push({ store, directory })
  return store
}

function fill(store: Store, options: Partial<FillOptions> = {}): Promise<Filled> {
  return fillDemo(store, { actor, divisions: nationalDivisions, households: 50, seed: 3, ...options })
}

function count(store: Store, sql: string): number {
  return Number(store.read.get<{ count: number }>(`SELECT count(*) AS count FROM ${sql}`)?.count)
}

afterEach(async () => {
  for (const { store, directory } of opened.splice(0)) {
    await store.close()
    await rm(directory, { recursive: true, force: true })
  }
})

describe('装入演示数据', () => {
  it('写入全部记录，基础资料和每个乡镇各一个变更', async () => {
    const store = await emptyStore()
    const progress: string[] = []
    const filled = await fill(store, { onProgress: ({ done, total, label }) => progress.push(`${done}/${total} ${label}`) })
    expect(filled.households).toBe(50)
    expect(count(store, 'household')).toBe(50)
    expect(count(store, 'village')).toBe(140)
    expect(count(store, 'journal')).toBe(filled.records)
    const titles = store.read.all<{ title: string }>('SELECT title FROM change_set ORDER BY number').map(({ title }) => title)
    expect(titles).toHaveLength(14)
    expect(titles[0]).toBe('装入演示数据：基础资料')
    expect(titles).toContain('装入演示数据：贵清山镇')
    expect(filled.changeSets).toHaveLength(14)
    expect(progress.at(-1)).toBe('50/50 完成')
  })

  it('同一种子装两次，记录编号一样', async () => {
    const [one, other] = [await emptyStore(), await emptyStore()]
    await fill(one)
    await fill(other)
    const ids = (store: Store): unknown[] => store.read.all('SELECT id, name, id_number FROM person ORDER BY id')
    expect(ids(one)).toEqual(ids(other))
    expect(ids(one).length).toBeGreaterThan(150)
  })

  it('已有户时拒绝，一条也不写', async () => {
    const store = await emptyStore()
    await fill(store)
    const before = count(store, 'journal')
    await expect(fill(store, { seed: 4 })).rejects.toMatchObject({ code: 'ALREADY_SET_UP' })
    expect(count(store, 'journal')).toBe(before)
  })

  it('已有区划和参数时沿用，不重复', async () => {
    const store = await emptyStore()
    const [first] = await nationalDivisions.countyDivisions('621125000000')
    await store.change(actor, { kind: 'set-up', title: '建立单位' }, (transaction) => {
      transaction.insert('division', { ...first })
      transaction.insert('parameter', { year: 2014, key: 'poverty_line_national', label: '国家扶贫标准', value: '2800' })
    })
    await fill(store)
    expect(count(store, 'division')).toBe(1)
    expect(count(store, 'parameter')).toBe(1)
    expect(count(store, 'household')).toBe(50)
  })

  it('可以中途取消', async () => {
    const store = await emptyStore()
    const stop = new AbortController()
    await expect(
      fill(store, {
        signal: stop.signal,
        onProgress: ({ done }) => {
          if (done >= 5) stop.abort()
        },
      }),
    ).rejects.toThrow('abort')
    expect(count(store, 'household')).toBeLessThan(50)
  })
})
