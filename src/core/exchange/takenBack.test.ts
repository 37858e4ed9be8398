/** What a package brought counts as never received once its merge was undone. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { undoReceived } from '../store/undoReceived.ts'
import { openPair, type TestSite } from './testing/network.ts'

const ACTOR = { id: 'u', name: '测试' }

describe('a merge that was undone', () => {
  let county: TestSite
  let township: TestSite
  let helper: string

  beforeEach(async () => {
    ;({ county, township } = await openPair())
    helper = (await township.act((transaction) => transaction.insert('helper', { name: '李一' }))).result
    const { changeSet } = await county.apply(await township.pack(county))
    await undoReceived(county.store, ACTOR, changeSet ?? '', (bookkeep) => {
      bookkeep(`UPDATE peer SET received = 0, detail = json_remove(detail, '$.mark')`)
    })
  })
  afterEach(async () => {
    for (const site of [county, township]) await site.end()
  })

  const state = (): unknown => county.store.read.get('SELECT name, deleted FROM helper WHERE id = ?', helper)

  it('leaves records that nobody can restore one by one', async () => {
    expect(state()).toEqual({ name: '李一', deleted: 1 })
    await expect(county.act((transaction) => transaction.restore('helper', helper))).rejects.toMatchObject({
      code: 'CANNOT_UNDO',
      message: expect.stringContaining('已经撤销合并的数据包'),
    })
    expect(state()).toEqual({ name: '李一', deleted: 1 })
  })

  it('leaves records that come again with the next package, and can be removed and restored like any other', async () => {
    await county.apply(await township.pack(county, true))
    expect(state()).toEqual({ name: '李一', deleted: 0 })
    await county.act((transaction) => transaction.remove('helper', helper))
    await county.act((transaction) => transaction.restore('helper', helper))
    expect(state()).toEqual({ name: '李一', deleted: 0 })
  })
})
