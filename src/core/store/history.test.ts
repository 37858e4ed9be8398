import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { entriesOf } from './history.ts'
import { clerk, openedStore, type OpenedStore } from './testing/opened.ts'

let opened: OpenedStore
beforeEach(async () => { opened = await openedStore() })
afterEach(() => opened.end())

describe('一次操作的内容', () => {
  it('按写入顺序一项一行，分页按记录数', async () => {
    const { changeSet } = await opened.store.change(clerk, { kind: 'edit', title: '测试', reason: '登记' }, (transaction) => {
      for (const name of ['甲局', '乙局', '丙局']) transaction.insert('organization', { name })
    })
    const all = entriesOf(opened.store.read, changeSet ?? '', { limit: 10, offset: 0 })
    expect(all.total).toBe(3)
    expect(all.entries.filter((entry) => entry.field === 'name').map((entry) => entry.after)).toEqual(['甲局', '乙局', '丙局'])
    expect(all.entries[0]).toMatchObject({ changeSet, register: 'organization', action: 'insert', reason: '登记' })
    expect(entriesOf(opened.store.read, changeSet ?? '', { limit: 1, offset: 1 }).entries.find((entry) => entry.field === 'name')?.after).toBe('乙局')
    expect(entriesOf(opened.store.read, 'nothing', { limit: 10, offset: 0 })).toEqual({ total: 0, entries: [] })
  })
})
