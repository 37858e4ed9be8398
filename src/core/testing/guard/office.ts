/** Two offices of the made-up catalogue, with a household, helpers and gadgets on file at the township. */
import { openPair, type TestApp, type TestPair } from '../../features/exchange/testing/apps.ts'
import type { FieldValue } from '../../catalogue/types.ts'

export const HERE = '621125100204'
/** A village of another township. */
export const ELSEWHERE = '621125101201'

/** One gadget with a value in every field that people enter, and what it needs. */
export interface GuardRecords {
  readonly household: string
  readonly keeper: string
  readonly repairer: string
  readonly gadget: string
  readonly spare: string
}

export async function save(office: TestApp, register: string, values: Readonly<Record<string, FieldValue>>, id?: string): Promise<string> {
  const saved = await office.client.records.save({ register, values, ...(id === undefined ? {} : { id }), reason: '测试' })
  return saved.id
}

/** Values of every entered kind, as the contract carries them. */
export const EVERY_KIND = {
  name: '抽水机',
  kind: '01',
  made_in: '621125000000',
  bought_on: '2015-03-01',
  first_used: '2015-04',
  designed_on: '2013-12',
  reported_for: '2015-06-D2',
  season: '2015-Q2',
  loss: 435,
  model_year: 2014,
  pieces: 2,
  price: 123_456,
  ground: 150,
  weight: 255,
  working: true,
  seller_number: '620000198001011230',
  seller_phone: '13900000001',
  seller_account: '6222000011112222333',
  remark: '两台一组',
} as const satisfies Record<string, FieldValue>

export async function enterFamily(office: TestApp): Promise<GuardRecords> {
  const household = await save(office, 'household', { village: HERE, identification_standard: '1', exit_status: '0', valid: true, household_no: '1001' })
  const keeper = await save(office, 'helper', { name: '李保管', phone: '13900000002' })
  const repairer = await save(office, 'helper', { name: '赵修理', phone: '13900000003' })
  const gadget = await save(office, 'gadget', { ...EVERY_KIND, gadget_no: 'Q-001', household_id: household, keeper_id: keeper, repairer_id: repairer })
  const spare = await save(office, 'gadget', { name: '备用抽水机', gadget_no: 'Q-002', household_id: household, spare_for_id: gadget, keeper_id: repairer })
  return { household, keeper, repairer, gadget, spare }
}

export { openPair, type TestApp, type TestPair }
