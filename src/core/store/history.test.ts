import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { entriesOf, undo } from './history.ts'
import { clerk, openedStore, type OpenedStore } from './testing/opened.ts'

let opened: OpenedStore
beforeEach(async () => {
  opened = await openedStore()
})
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

describe('撤销新增', () => {
  it('别的操作后来引用了它，就不能撤销，并说出是哪一次；引用撤销之后就可以', async () => {
    const added = await opened.store.change(clerk, { kind: 'edit', title: '新增单位' }, (transaction) => transaction.insert('organization', { name: '甲局' }))
    const helper = await opened.store.change(clerk, { kind: 'edit', title: '新增责任人' }, (transaction) =>
      transaction.insert('helper', { name: '李一', organization_id: added.result }),
    )
    await expect(undo(opened.store, clerk, added.changeSet ?? '')).rejects.toMatchObject({
      code: 'CANNOT_UNDO',
      message: expect.stringMatching(/引用.*新增责任人/) as unknown,
    })
    await undo(opened.store, clerk, helper.changeSet ?? '')
    expect((await undo(opened.store, clerk, added.changeSet ?? '')).result.restored).toBe(1)
  })
})
