/** A record that refers to something that neither is here nor came along: said before the merge, and the rest goes in. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openPair, type Message, type TestSite } from './testing/network.ts'

describe('references that lead nowhere', () => {
  let county: TestSite
  let township: TestSite
  let message: Message
  let household: string

  beforeEach(async () => {
    ;({ county, township } = await openPair())
    household = (
      await township.act((transaction) => {
        transaction.insert('helper', { name: '李一' })
        const group = transaction.insert('village_group', { village: '621125100204', name: '一社' })
        return transaction.insert('household', { village: '621125100204', identification_standard: '1', exit_status: '0', valid: true, group_id: group })
      })
    ).result
    const whole = await township.pack(county, true)
    message = { ...whole, parts: new Map([...whole.parts].filter(([path]) => path !== 'data/village_group.csv')) }
  })
  afterEach(async () => {
    for (const site of [county, township]) await site.end()
  })

  it.each([
    ['tried out', true],
    ['merged', false],
  ])('the record is rejected with its reason, the others are taken in: %s', async (_, tryOut) => {
    const { outcomes } = await county.apply(message, tryOut)
    expect(outcomes.filter(({ outcome }) => outcome === 'rejected')).toMatchObject([
      { register: 'household', record: household, reason: expect.stringContaining('没有收到') },
    ])
    expect(outcomes.find(({ register }) => register === 'helper')?.outcome).toBe('new')
    expect(county.store.read.all('SELECT name FROM helper')).toHaveLength(tryOut ? 0 : 1)
    expect(county.store.read.all('SELECT id FROM household')).toEqual([])
  })

  it('nothing is lost: the whole package mends it', async () => {
    await county.apply(message)
    await county.apply(await township.pack(county, true))
    expect(county.store.read.all('SELECT id FROM household')).toEqual([{ id: household }])
  })
})
