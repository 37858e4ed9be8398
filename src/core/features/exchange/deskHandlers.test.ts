import { createRouterClient } from '@orpc/server'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Core } from '../../runtime.ts'
import { syntheticPerson } from '../../testing/builders.ts'
import { reviewHandlers } from '../reviews/handlers.ts'
import { transferHandlers } from '../transfers/handlers.ts'
import { deskHandlers } from './deskHandlers.ts'
import { carry, closeOffices, COUNTY, enterHousehold, openOffices, TODAY, TOWNSHIP_ONE, VILLAGE_ONE, VILLAGE_TWO, type DeskSite } from './testing/offices.ts'

let county: DeskSite
let one: DeskSite
let offices: DeskSite[]

beforeAll(async () => {
  offices = await openOffices(COUNTY, TOWNSHIP_ONE)
  ;[county, one] = offices as [DeskSite, DeskSite]
})
afterAll(() => closeOffices(offices))

const clientOf = ({ office, user }: DeskSite) => {
  const core = {
    office: () => office,
    user: () => user,
    now: () => new Date(`${TODAY}T08:00:00Z`),
    resourcesDirectory: 'resources',
  } as unknown as Core
  return createRouterClient({ ...deskHandlers(core), ...transferHandlers(core), ...reviewHandlers(core) }, { context: { session: 'test' } })
}

it('每个清单和每个动作都守着约定的形状', async () => {
  const [here, there] = [clientOf(one), clientOf(county)]
  const { id_number } = syntheticPerson()
  const entered = await enterHousehold(one, VILLAGE_ONE, { id_number })
  const twin = await enterHousehold(county, VILLAGE_TWO, { id_number })
  await carry(one, county)
  await county.office.records.save(county.user, { register: 'household', id: entered.household, values: { address: '一社' } })
  const { id: returned } = await there.returnHousehold({ household: entered.household, remark: '请核实' })
  const helper = (await one.site.act((transaction) => transaction.insert('helper', { name: '李一' }))).result
  await carry(one, county)
  await carry(county, one)
  await one.site.act((transaction) => transaction.update('helper', helper, { position: '主任' }))
  await county.site.act((transaction) => transaction.update('helper', helper, { position: '干事' }))
  await carry(one, county)

  const {
    rows: [conflict],
  } = await there.conflicts({})
  expect(conflict).toMatchObject({ register: 'helper', field: 'position', mayDecide: true })
  expect(await there.resolve({ decisions: [{ register: 'helper', record: helper, field: 'position', take: 'theirs' }], reason: '核实' })).toMatchObject({
    decided: 1,
  })
  expect(await there.resolveByRule({ rule: 'ours', reason: '核实' })).toEqual({ changeSet: null, decided: 0, findings: [] })

  expect(await there.duplicates({})).toMatchObject({ total: 1, rows: [{ register: 'person' }] })
  await there.mergeDuplicates({ register: 'person', keep: entered.person, drop: twin.person, values: {}, reason: '同一个人' })
  expect(await there.duplicates({})).toEqual({ total: 0, rows: [] })
  await expect(there.keepApart({ register: 'person', one: entered.person, other: twin.person, reason: '不同' })).rejects.toMatchObject({ code: 'NOT_FOUND' })

  const {
    rows: [proposal],
  } = await here.proposals({ mine: false })
  expect(proposal).toMatchObject({ register: 'household', action: 'update', changes: [{ field: 'address', now: null, proposed: '一社' }] })
  expect(await here.settleProposals({ ids: [proposal?.id ?? 0], accept: true })).toMatchObject({ settled: 1 })

  expect(await here.returns({ state: 'open' })).toMatchObject({ total: 1, rows: [{ id: returned, mayAnswer: true }] })
  await here.answerReturn({ id: returned, answer: '已核实' })
  await carry(one, county)
  await there.closeReturn({ id: returned })

  expect(await here.destinations({ text: VILLAGE_TWO })).toHaveLength(1)
  const { id } = await here.transferOut({ household: entered.household, toVillage: VILLAGE_TWO, reason: '搬迁' })
  expect(await here.transfers({ household: entered.household })).toMatchObject({ total: 1, rows: [{ id, state: 'out' }] })
  await carry(one, county)
  await there.settleTransfer({ id, to: 'in' })
  expect(await there.inCharge({ place: VILLAGE_ONE })).toEqual({ unitName: TOWNSHIP_ONE })
  expect(await there.inCharge({ place: VILLAGE_TWO })).toBeNull()
})
