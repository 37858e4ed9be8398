/** Targets handed down from county to township to village: each level its own, read below, held against the statistic, adding up or with a reason. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { daysLater, localDay } from '../../rules/dates.ts'
import { carry, openPair, type TestApp, type TestPair } from '../exchange/testing/apps.ts'

const COUNTY = '621125000000'
const TOWNSHIP = '621125100000'
const NEXT = '621125101000'
const VILLAGE = '621125100204'

let pair: TestPair
let measure: string
beforeAll(async () => {
  pair = await openPair()
  const { county, township } = pair
  measure = (
    await county.client.records.save({ register: 'target_measure', values: { name: '帮扶户数', statistic: 'pairings', measure: 'households' }, reason: '测试' })
  ).id
  const helper = (await township.client.records.save({ register: 'helper', values: { name: '李干部', phone: '13900000002' }, reason: '测试' })).id
  for (let index = 0; index < 3; index += 1) {
    const values = { village: VILLAGE, identification_standard: '1', exit_status: '0', valid: true, household_no: `10${index}` }
    const { id } = await township.client.records.save({ register: 'household', values, reason: '测试' })
    await township.client.records.save({ register: 'pairing', values: { household_id: id, helper_id: helper, start_date: '2015-01-01' }, reason: '测试' })
  }
  await carry(township, county)
})
afterAll(() => pair.end())

const assign = (office: TestApp, rows: { place: string; amount: number | null; reason?: string }[], more: { documentNo?: string } = {}) =>
  office.client.targets.assign({ measure, year: 2015, rows, ...more })
const table = async (office: TestApp) => (await office.client.targets.table({ measure, year: 2015 })).rows
const at = async (office: TestApp, place: string) => (await table(office)).find((row) => row.place === place)
const findings = async (office: TestApp) => (await office.client.checks.list({ filter: { rule: '9-target' } })).rows

describe('目标任务', () => {
  it('没有下达的是“未下达”，既不是 0 也不是 100；完成数照样看得到', async () => {
    expect(await at(pair.county, TOWNSHIP)).toMatchObject({ target: null, share: '未下达', missing: null, reached: 300, reachedText: '3', depth: 1 })
    expect(await at(pair.county, NEXT)).toMatchObject({ target: null, share: '未下达', reached: 0 })
  })

  it('县下达到乡镇，一次操作；完成率、还差多少、下级合计和差额', async () => {
    const rows = [
      { place: COUNTY, amount: 1_000 },
      { place: TOWNSHIP, amount: 400 },
      { place: NEXT, amount: 500 },
    ]
    expect(await assign(pair.county, rows, { documentNo: '漳扶发〔2015〕1号' })).toMatchObject({ changed: 3, proposed: 0 })
    expect(await at(pair.county, COUNTY)).toMatchObject({ target: { amount: 1_000 }, assigned: 2, handedDown: 900, difference: 100 })
    expect(await at(pair.county, TOWNSHIP)).toMatchObject({ target: { amount: 400, documentNo: '漳扶发〔2015〕1号' }, share: '75.00%', missing: 100 })
  })

  it('合计和本级不等是一条问题，写明原因就没有了', async () => {
    expect((await findings(pair.county)).map(({ message }) => message)).toEqual([
      '本级任务是 10，下达给 2 个下级的合计是 9，还有 1；请调整，或写明“与下级合计不等的原因”。',
    ])
    await assign(pair.county, [{ place: COUNTY, amount: 1_000, reason: '留 1 户机动' }])
    expect(await findings(pair.county)).toEqual([])
  })

  it('随数据包到乡镇：看得到、改不了；乡镇下达到村，回到县里', async () => {
    const { county, township } = pair
    await carry(county, township)
    expect(await at(township, TOWNSHIP)).toMatchObject({ target: { amount: 400 }, share: '75.00%' })
    await expect(assign(township, [{ place: TOWNSHIP, amount: 100 }])).rejects.toMatchObject({
      code: 'FORBIDDEN',
      message: expect.stringContaining('由县下达'),
    })
    await assign(township, [{ place: VILLAGE, amount: 300 }])
    expect((await findings(township)).map(({ message }) => message)).toEqual([
      '本级任务是 4，下达给 1 个下级的合计是 3，还有 1；请调整，或写明“与下级合计不等的原因”。',
    ])
    await carry(township, county)
    expect(await at(county, VILLAGE)).toMatchObject({ target: { amount: 300 }, share: '100.00%', missing: 0, depth: 2 })
  })

  it('统计到某一天：那天以前结对的才算；不按天的表说不能', async () => {
    const early = await pair.county.client.targets.table({ measure, year: 2015, asOf: '2014-12-31' })
    expect([early.knowsDays, early.asOf, early.rows.find(({ place }) => place === VILLAGE)?.reached]).toEqual([true, '2014-12-31', 0])
    const late = await pair.county.client.targets.table({ measure, year: 2015, asOf: '2015-06-30' })
    expect(late.rows.find(({ place }) => place === VILLAGE)?.reached).toBe(300)
    const yearly = await pair.county.client.records.save({
      register: 'target_measure',
      values: { name: '贫困户数', statistic: '2.1', measure: 'households' },
      reason: '测试',
    })
    await expect(pair.county.client.targets.table({ measure: yearly.id, year: 2015, asOf: '2015-06-30' })).rejects.toMatchObject({ code: 'VALIDATION' })
  })

  it('没有统计表的指标：由各地填报，写了截止日期才算，到那天才算；期限快到、没有完成的在到期清单上', async () => {
    const { county, township } = pair
    const road = (await county.client.records.save({ register: 'target_measure', values: { name: '硬化道路', unit: '公里' }, reason: '测试' })).id
    const dueOn = daysLater(localDay(new Date()), 10)
    await county.client.targets.assign({ measure: road, year: 2016, dueOn, rows: [{ place: TOWNSHIP, amount: 1_250 }] })
    await carry(county, township)
    const find = async (office: TestApp, asOf?: string) =>
      (await office.client.targets.table({ measure: road, year: 2016, ...(asOf === undefined ? {} : { asOf }) })).rows.find(({ place }) => place === TOWNSHIP)
    const due = async (office: TestApp) => (await office.client.due.list({})).items.filter(({ what }) => what === '目标任务完成期限')
    expect(await find(township)).toMatchObject({ reached: null, reachedText: '—', share: '—' })
    const id = (await find(township))?.target?.id ?? ''
    expect([(await due(township)).map((one) => one.id), (await due(county)).map((one) => one.on)]).toEqual([[id], [dueOn]])
    const report = (values: Record<string, string | number>) => township.client.records.save({ register: 'target_task', id, values, reason: '填报' })
    await report({ reported: 1_000 })
    expect(await find(township)).toMatchObject({ reached: null })
    await report({ reported_on: '2016-06-30', reported_from: '交通局验收单' })
    expect(await find(township)).toMatchObject({ reached: 1_000, reachedText: '10', share: '80.00%', missing: 250, target: { reportedOn: '2016-06-30' } })
    expect(await find(township, '2016-05-31')).toMatchObject({ reached: null })
    expect(await due(township)).toHaveLength(1)
    await report({ reported: 1_250 })
    expect(await due(township)).toEqual([])
    expect((await township.client.due.days({})).some(({ day }) => day === dueOn)).toBe(false)
    // The place keeps what it reports: it comes to the county as it is, not as a proposal.
    await carry(township, county)
    expect(await find(county)).toMatchObject({ reached: 1_250, share: '100.00%' })
  })

  it('收回一个，就是未下达；指标指的列没有时说出来', async () => {
    await assign(pair.township, [{ place: VILLAGE, amount: null }])
    expect(await at(pair.township, VILLAGE)).toMatchObject({ target: null, share: '未下达' })
    const wrong = await pair.county.client.records.save({
      register: 'target_measure',
      values: { name: '写错的', statistic: 'pairings', measure: 'nothing' },
      reason: '测试',
    })
    await expect(pair.county.client.targets.table({ measure: wrong.id, year: 2015 })).rejects.toMatchObject({ message: expect.stringContaining('nothing') })
  })
})
