/** A check on groups of made-up records: found on each member, gone when the group falls apart, the same for one record and for all. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { doubtfulGroups } from '../../checks/groups.ts'
import { defaultParameters } from '../../rules/parameters.ts'
import { HERE, openPair, save, type TestApp, type TestPair } from './office.ts'
import { addedGroups } from './subjects.ts'

const ACCOUNT = '6222000099998888777'
const NEXT = '621125100205'
const [rule] = addedGroups

let pair: TestPair
let here: TestApp
const gadgets: string[] = []
beforeAll(async () => {
  pair = await openPair()
  here = pair.township
  for (const [index, village] of [HERE, HERE, NEXT].entries()) {
    const household = await save(here, 'household', { village, identification_standard: '1', exit_status: '0', valid: true, household_no: `20${index}` })
    gadgets.push(await save(here, 'gadget', { gadget_no: `G-${index}`, name: `水泵${index}`, household_id: household, seller_account: ACCOUNT }))
  }
})
afterAll(() => pair.end())

const found = async () =>
  (await here.client.checks.list({ filter: { rule: 'G-3' } })).rows
    .map(({ record, message }) => ({ record, message }))
    .toSorted((one, other) => gadgets.indexOf(one.record) - gadgets.indexOf(other.record))
const groups = () => {
  const { store, checks } = here.app.host.office()
  return rule === undefined ? [] : doubtfulGroups(rule, store.read, { ...checks.judging(), parameters: defaultParameters })
}

describe('几条记录合起来才看得出的问题', () => {
  it('每一条上都有，同村的说名称，外村的只说几件', async () => {
    expect(await found()).toEqual([
      { record: gadgets[0], message: '这个卖主账号卖给了 3 户，另有同村的水泵1，外村 1 件；请核对。' },
      { record: gadgets[1], message: '这个卖主账号卖给了 3 户，另有同村的水泵0，外村 1 件；请核对。' },
      { record: gadgets[2], message: '这个卖主账号卖给了 3 户，另有外村 2 件；请核对。' },
    ])
    expect(groups()).toMatchObject([{ group: { key: [ACCOUNT], distinct: 3 }, told: gadgets.map((about) => ({ about })) }])
  })

  it('录入时就问，写明原因可以存；同一户再多几件不算多一户', async () => {
    const { household_id = null } = await here.client.records.get({ register: 'gadget', id: gadgets[0] ?? '' })
    const values = { gadget_no: 'G-9', name: '水泵九', household_id, seller_account: ACCOUNT }
    await expect(here.client.records.save({ register: 'gadget', values })).rejects.toMatchObject({ issues: [{ rule: 'G-3', severity: 'warning' }] })
    const more = await save(here, 'gadget', values)
    expect(groups()).toMatchObject([{ group: { distinct: 3 } }])
    await here.client.records.remove({ register: 'gadget', ids: [more], reason: '误录' })
  })

  it('改掉一条，这一组散了，其余各条的问题也没有了；改回来又有', async () => {
    await save(here, 'gadget', { seller_account: '6222000000000000000' }, gadgets[2])
    expect([await found(), groups()]).toEqual([[], []])
    await save(here, 'gadget', { seller_account: ACCOUNT }, gadgets[2])
    expect(await found()).toHaveLength(3)
    await save(here, 'gadget', { working: false }, gadgets[1])
    expect(await found()).toEqual([])
    await save(here, 'gadget', { working: true }, gadgets[1])
  })

  it('全部重查和逐条更新的结果一样', async () => {
    const before = await found()
    await here.app.host.jobs.finished((await here.client.checks.run({})).job)
    expect(await found()).toEqual(before)
  })
})
