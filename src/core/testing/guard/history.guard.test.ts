/** The history of a record tells of what belongs to it, whatever registers there are. */
import { expect, it } from 'vitest'
import { enterFamily, openPair, save } from './office.ts'

it('一户的历史里有它的器件、零件和年度记录；器件的历史里没有别的器件', async () => {
  const pair = await openPair()
  const { client } = pair.township
  const records = await enterFamily(pair.township)
  const lines = [{ register: 'gadget_part', rows: [{ values: { part_no: 'P1', count: 1 } }] }]
  await client.records.save({ register: 'gadget', id: records.gadget, values: {}, lines })
  await save(pair.township, 'gadget_year', { gadget_id: records.gadget, year: 2015, hours: 9 })
  const told = async (register: string, id: string) => {
    const { entries } = await client.records.history({ register, id, related: true })
    return [...new Set(entries.map((entry) => entry.register))].toSorted()
  }
  expect(await told('household', records.household)).toEqual(['gadget', 'gadget_part', 'gadget_year', 'household'])
  expect(await told('gadget', records.gadget)).toEqual(['gadget', 'gadget_part', 'gadget_year'])
  expect(await told('gadget', records.spare)).toEqual(['gadget'])
  const { entries } = await client.records.history({ register: 'gadget', id: records.gadget, related: true })
  expect(entries.some(({ record }) => record === records.spare)).toBe(false)
  await pair.end()
})
