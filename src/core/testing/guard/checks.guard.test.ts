/** The made-up family under the checks: its rules hold what is entered, what comes from elsewhere becomes a finding, and what is done with it travels. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { enterFamily, openPair, type GuardRecords, type TestPair } from './office.ts'

let pair: TestPair
let records: GuardRecords
beforeAll(async () => {
  pair = await openPair()
  records = await enterFamily(pair.township)
})
afterAll(() => pair.end())

it('refuses contradictions where they are typed, on the field, and asks about doubts', async () => {
  const { client } = pair.township
  await expect(client.records.save({ register: 'gadget', id: records.gadget, values: { model_year: 2016 } })).rejects.toMatchObject({
    code: 'VALIDATION',
    issues: [{ rule: 'G-1', path: 'model_year', severity: 'error' }],
  })
  await client.records.save({ register: 'gadget_year', values: { gadget_id: records.gadget, year: 2015, hours: 12 } })
  await expect(client.records.save({ register: 'gadget', id: records.gadget, values: { working: false } })).rejects.toMatchObject({
    issues: [{ rule: 'G-2', severity: 'warning' }],
  })
})

it('keeps what stands, by village and rule, until it is mended', async () => {
  const { client } = pair.township
  await client.records.save({ register: 'gadget', id: records.gadget, values: { working: false }, reason: '修过一次' })
  const list = async (): Promise<unknown> => (await client.checks.list({ filter: { subject: 'gadget' } })).rows
  expect(await list()).toMatchObject([
    { rule: 'G-2', register: 'gadget', record: records.gadget, field: 'working', title: '坏了的器件没有运行小时', state: 'open' },
  ])
  const key = { rule: 'G-2', register: 'gadget', record: records.gadget, field: 'working' }
  await client.checks.act({ findings: [key], does: { act: 'explain', reason: '年初还好' } })
  expect(await list()).toMatchObject([{ state: 'explained', reason: '年初还好' }])
  await client.records.save({ register: 'gadget', id: records.gadget, values: { working: true } })
  expect(await list()).toEqual([])
})
