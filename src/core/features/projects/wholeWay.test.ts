/**
 * From a gap of a village to a project that is closed and paid (mechanisms.md M05, M06, M08), with a township and the county, and files carried between
 * them: each office makes its own steps, and both end with the same records and the same money.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { brokenMoney, notConserved } from '../../money/standing.ts'
import { makeSteps, type StepRequest } from '../../procedures/make.ts'
import type { Row } from '../../shapes.ts'
import type { SqlRow } from '../../store/index.ts'
import { verify } from '../../store/verify.ts'
import { carry, closeOffices, COUNTY, enterHousehold, openOffices, TODAY, TOWNSHIP_ONE, VILLAGE_ONE, type DeskSite } from '../exchange/testing/offices.ts'
import { allocate, book } from '../money/acts.ts'
import { builtInFundKinds } from '../money/kinds.ts'
import { openEntries } from '../money/transit.ts'
import { conditionSources } from '../procedures/conditions.ts'
import { stepEffects } from '../procedures/effects.ts'

let offices: DeskSite[]
let county: DeskSite
let township: DeskSite
beforeAll(async () => {
  offices = await openOffices(COUNTY, TOWNSHIP_ONE)
  ;[county, township] = offices as [DeskSite, DeskSite]
})
afterAll(() => closeOffices(offices))

const save = async ({ office, user }: DeskSite, register: string, values: Row, id?: string): Promise<string> =>
  (await office.records.save(user, { register, values, reason: '已核对', ...(id === undefined ? {} : { id }) })).id
const row = ({ office }: DeskSite, register: string, id: string): SqlRow => office.store.read.get<SqlRow>(`SELECT * FROM ${register} WHERE id = ?`, id) ?? {}
const up = () => carry(township, county)
const down = () => carry(county, township)

async function step({ office, user }: DeskSite, register: string, id: string, key: string, on: string, more: Partial<StepRequest> = {}): Promise<void> {
  const ports = {
    store: office.store,
    records: office.records,
    unit: office.unit,
    parameters: () => office.parameters(),
    effects: stepEffects,
    conditions: conditionSources,
  }
  const request = { register, ids: [id], step: key, on, remark: null, signatures: [], act: null, ...more }
  const { done, refused } = await makeSteps(ports, user, request, TODAY)
  expect([key, refused.flatMap(({ missing }) => missing.map(({ message }) => message))]).toEqual([key, []])
  expect(done).toHaveLength(1)
}

/** A claim from its application at the township to its payment, with finance at the county between. */
async function claimed(project: string, batch: string, amount: number, on: string): Promise<string> {
  const claim = await save(township, 'payment_claim', {
    project_id: project,
    place: VILLAGE_ONE,
    year: 2015,
    batch,
    amount,
    applied_on: on,
    payee: '水利施工队',
    evidence: '合同、发票、进度证明',
  })
  await step(township, 'payment_claim', claim, 'apply', on)
  await step(township, 'payment_claim', claim, 'review', on)
  await up()
  await step(county, 'payment_claim', claim, 'approve', on)
  await down()
  await step(township, 'payment_claim', claim, 'pay', on)
  return claim
}

describe('从短板到销号，两级之间用 U 盘', () => {
  let project: string
  let gap: string
  let node: string

  it('乡镇由短板列需求、立项申报；县审核、入库、批复，批复的数是县里的', async () => {
    const unit = await save(township, 'organization', { name: '县水务局' })
    const manager = await save(township, 'helper', { name: '李工', organization_id: unit })
    const { household } = await enterHousehold(township, VILLAGE_ONE)
    const village = await save(township, 'village', { village: VILLAGE_ONE })
    gap = await save(township, 'shortfall', {
      subject: `village:${village}`,
      village: VILLAGE_ONE,
      year: 2015,
      category: '02',
      current: 16_400,
      required: 21_000,
      unit: '户',
      found_on: '2014-11-10',
      origin: '2',
    })
    const need = await save(township, 'project_need', {
      name: '自来水入户 46 户',
      village: VILLAGE_ONE,
      year: 2015,
      category: '02',
      size: 4_600,
      unit: '户',
      stated_estimate: 50_000_000,
    })
    await save(township, 'shortfall_need', { need_id: need, shortfall_id: gap, amount: 4_600 })
    await step(township, 'shortfall', gap, 'list', '2014-11-20')
    project = await save(township, 'project', {
      name: '柯寨村自来水入户工程',
      place: VILLAGE_ONE,
      year: 2015,
      category: '02',
      need_id: need,
      location: '一社、二社',
      content: '自来水入户 46 户',
      size: 4_600,
      unit: '户',
      planned_start: '2015-03-01',
      planned_end: '2015-08-31',
      performance_target: '46 户通自来水，水质合格',
      organization_id: unit,
      manager_id: manager,
      procurement: '2',
      builder_id: unit,
      upkeep_by: '村用水协会',
      upkeep_person: '王文书',
    })
    await save(township, 'project_beneficiary', { project_id: project, household: `household:${household}`, village: VILLAGE_ONE, quantity: 100, unit: '户' })
    await step(township, 'project', project, 'apply', '2014-12-01')
    await step(township, 'project', project, 'review_township', '2014-12-05')
    await up()
    await step(county, 'project', project, 'review_county', '2014-12-15')
    await down()
    const act = await save(township, 'shared_act', { name: '入库公示', kind: 'notice', division: VILLAGE_ONE, held_on: '2014-12-20' })
    await step(township, 'project', project, 'post', '2014-12-20', { act })
    await up()
    await step(county, 'project', project, 'store', '2014-12-28')
    await step(county, 'project', project, 'plan', '2015-01-10')
    await save(county, 'project', { approval_no: '漳扶发〔2015〕8号', approved_investment: 50_000_000, fiscal_grant: 50_000_000 }, project)
    await step(county, 'project', project, 'approve', '2015-01-20')
    await down()
    expect(row(township, 'project', project)).toMatchObject({ stage: 'approved', approval_no: '漳扶发〔2015〕8号', approved_investment: 50_000_000 })
  })

  it('县里拨出的钱在途，乡镇入账以后才能报账', async () => {
    const kind = await save(county, 'fund_kind', builtInFundKinds[0] ?? {})
    const source = await save(county, 'fund_source', { name: '2015 年专项', document_no: '甘财农〔2015〕3号', year: 2015, kind_id: kind, place: COUNTY })
    await save(county, 'fund_quota', { source_id: source, kind: '1', amount: 60_000_000, issued_on: '2015-01-05' })
    await save(county, 'fund_arrival', { source_id: source, amount: 60_000_000, arrived_on: '2015-02-01' })
    await allocate(county.office, county.user, {
      source,
      project,
      village: VILLAGE_ONE,
      end: 'village',
      place: TOWNSHIP_ONE,
      year: 2015,
      amount: 50_000_000,
      on: '2015-02-10',
    })
    await down()
    const open = openEntries(township.office.store.read)
    expect(open).toHaveLength(1)
    await book(township.office, township.user, { ids: open.map(({ id }) => id), on: '2015-02-15' })
    await up()
    expect(row(county, 'fund_source', source)).toMatchObject({ quota: 60_000_000, allocated: 50_000_000, balance: 10_000_000, paid: 0 })
  })

  it('开工、报进度、启动款；完工、两次验收，短板随着补齐', async () => {
    node = await save(township, 'project_node', {
      project_id: project,
      position: 1,
      name: '管网铺设',
      kind: '5',
      planned_start: '2015-03-01',
      planned_end: '2015-08-31',
      weight: 10_000,
    })
    await step(township, 'project', project, 'procure', '2015-02-20')
    await step(township, 'project', project, 'start', '2015-03-01')
    await claimed(project, '1', 20_000_000, '2015-03-10')
    await save(township, 'node_progress', { node_id: node, as_of: '2015-06-30', completion: 6_400, words: '铺管 3.2 公里', filled_by: '王文书' })
    // 时限和地点变了：乡镇报批，县里批准，项目随着改，乡镇收到。
    const change = await save(township, 'project_change', {
      project_id: project,
      kind: '2',
      reason: '管线改道',
      location_after: '一社、三社',
      end_after: '2015-08-25',
    })
    await step(township, 'project_change', change, 'submit', '2015-07-01')
    await up()
    await step(county, 'project_change', change, 'approve', '2015-07-05')
    await down()
    for (const at of offices) expect(row(at, 'project', project)).toMatchObject({ location: '一社、三社', planned_end: '2015-08-25' })
    expect(row(township, 'project_change', change)).toMatchObject({ stage: 'approved', location_before: '一社、二社', end_before: '2015-08-31' })
    await save(township, 'node_progress', { node_id: node, as_of: '2015-08-31', completion: 10_000, words: '全部通水', filled_by: '王文书' })
    await step(township, 'project', project, 'finish', '2015-08-31')
    await claimed(project, '2', 25_000_000, '2015-09-01')
    await save(township, 'project_acceptance', { project_id: project, kind: '1', accepted_on: '2015-09-10', accepted_by: '乡镇验收组', qualified: true })
    await step(township, 'project', project, 'accept_township', '2015-09-10')
    await up()
    await save(county, 'project_acceptance', { project_id: project, kind: '2', accepted_on: '2015-09-30', accepted_by: '县验收组', qualified: true })
    await step(county, 'project', project, 'accept_county', '2015-09-30')
    await down()
    for (const at of offices) expect(row(at, 'shortfall', gap)['stage']).toBe('filled')
    await step(township, 'shortfall', gap, 'close', '2015-10-10')
  })

  it('公告、审计、报账完、移交、评价、销号；质保金到期以后付清，两级的账一样', async () => {
    const act = await save(township, 'shared_act', { name: '竣工公告', kind: 'notice', division: VILLAGE_ONE, held_on: '2015-10-05' })
    await step(township, 'project', project, 'announce', '2015-10-05', { act })
    await up()
    await save(county, 'project', { settled_amount: 50_000_000 }, project)
    await step(county, 'project', project, 'audit', '2015-10-20')
    await down()
    await step(township, 'project', project, 'reimburse', '2015-10-25')
    await step(township, 'project', project, 'hand_over', '2015-11-01')
    await up()
    await save(county, 'project', { result: '46 户通水，目标做到' }, project)
    await step(county, 'project', project, 'evaluate', '2015-12-10')
    await step(county, 'project', project, 'close', '2015-12-20')
    await down()
    await claimed(project, '3', 5_000_000, '2016-05-10')
    await up()
    await down()
    for (const at of offices) {
      expect(row(at, 'project', project)).toMatchObject({
        stage: 'closed',
        allocated: 50_000_000,
        claimed: 50_000_000,
        paid: 50_000_000,
        retention_state: 'paid',
      })
      expect(row(at, 'shortfall', gap)['stage']).toBe('closed')
      expect([...brokenMoney(at.office.store.read), ...notConserved(at.office.store.read)]).toEqual([])
      expect((await verify(at.office.store.read, at.office.store.derivations)).findings).toEqual([])
    }
  })
})
