/** The life of a monitored household with a township and the county: found, included, helped, its risk removed after six months, and back again. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dueItems } from '../../due/due.ts'
import { makeSteps, type StepRequest } from '../../procedures/make.ts'
import type { Rules } from '../../procedures/needs.ts'
import type { Row } from '../../shapes.ts'
import type { SqlRow } from '../../store/index.ts'
import { carry, closeOffices, COUNTY, enterHousehold, openOffices, TOWNSHIP_ONE, VILLAGE_ONE, type DeskSite } from '../exchange/testing/offices.ts'
import { statisticOf } from '../statistics/registry.ts'
import { countingFor } from '../statistics/counting.ts'
import { countStatistic } from '../../statistics/count.ts'
import { stepEffects } from '../procedures/effects.ts'
import { readyViews } from '../records/readyViews.ts'

let county: DeskSite
let township: DeskSite
let offices: DeskSite[]
beforeAll(async () => {
  offices = await openOffices(COUNTY, TOWNSHIP_ONE)
  ;[county, township] = offices as [DeskSite, DeskSite]
})
afterAll(() => closeOffices(offices))

const MONITORED = 'monitored_household'
const TODAY = '2021-12-31'
const save = async ({ office, user }: DeskSite, register: string, values: Row, id?: string): Promise<string> =>
  (await office.records.save(user, { register, values, reason: '已核对', ...(id === undefined ? {} : { id }) })).id
const rowOf = ({ office }: DeskSite, id: string): SqlRow | undefined => office.store.read.get<SqlRow>('SELECT * FROM monitored_household WHERE id = ?', id)
const ports = ({ office }: DeskSite) => ({
  store: office.store,
  records: office.records,
  unit: office.unit,
  parameters: () => office.parameters(),
  effects: stepEffects,
})
const step = (at: DeskSite, id: string, key: string, on: string, more: Partial<StepRequest> = {}) =>
  makeSteps(ports(at), at.user, { register: MONITORED, ids: [id], step: key, on, remark: null, signatures: [], act: null, ...more }, TODAY)
const done = async (made: ReturnType<typeof step>): Promise<void> => expect((await made).refused).toEqual([])
const lacks = async (made: ReturnType<typeof step>): Promise<string[]> => ((await made).refused[0]?.missing ?? []).map(({ message }) => message)

const NO_RULES: Rules = { parameter: () => undefined, worksOn: () => true }
let acts = 0
const act = (at: DeskSite, kind: string, division: string, on: string): Promise<string> =>
  save(at, 'shared_act', { name: `第 ${++acts} 次`, kind, division, held_on: on, ...(kind === 'meeting' ? { expected: 30, present: 20 } : {}) })
const votes = { inFavour: 11, against: 5, abstained: 4 }

async function exited(): Promise<string> {
  const { household } = await enterHousehold(township, VILLAGE_ONE)
  await township.site.act((transaction) => {
    transaction.update('household', household, { exit_status: '1' })
  })
  return household
}

const found = (subject: string, kind: string): Promise<string> =>
  save(township, MONITORED, {
    subject,
    village: VILLAGE_ONE,
    kind,
    people: 3,
    source: 'x2',
    found_on: '2021-01-04',
    risk_1: 'x1',
    risk_2: 'x7',
    risk_3: 'x1',
  })

async function included(id: string): Promise<void> {
  await done(step(township, id, 'verify', '2021-01-05', { signatures: ['甲', '乙'] }))
  await carry(township, county)
  await done(step(county, id, 'compare', '2021-01-06'))
  await carry(county, township)
  await done(step(township, id, 'deliberate', '2021-01-07', { act: await act(township, 'meeting', VILLAGE_ONE, '2021-01-07'), votes }))
  await done(step(township, id, 'post', '2021-01-08', { act: await act(township, 'notice', VILLAGE_ONE, '2021-01-08') }))
  await done(step(township, id, 'review', '2021-01-15'))
  await carry(township, county)
  await done(step(county, id, 'approve', '2021-01-18'))
  await done(step(county, id, 'include', '2021-01-20'))
  await carry(county, township)
}

describe('监测对象', () => {
  it('从排查到风险消除：措施、六个月、收入和“三保障”逐项卡住，正好六个月可以消除，再出现风险从头来', async () => {
    const id = await found(`household:${await exited()}`, '100A03001')
    expect(rowOf(township, id)).toMatchObject({ stage: 'found', household_type: 'x1', risks: 'x1,x7', unaided_since: null, identified_standing: null })
    await included(id)
    expect(rowOf(township, id)).toMatchObject({
      stage: 'included',
      identified_standing: '2021-01-20',
      risk_standing: '0',
      unaided_since: '2021-01-20',
      undeveloped_since: '2021-01-20',
      removable_since: '2021-01-20',
    })
    const { office, user } = township
    const due = (until: string) => dueItems({ ...office }, user, { until }, 10, '2021-02-01').items.map(({ on, what }) => `${on} ${what}`)
    expect(due('2021-02-19')).toEqual([])
    expect(due('2021-07-20')).toEqual([
      '2021-02-20 监测对象还没有帮扶措施',
      '2021-07-20 监测对象还没有开发式帮扶措施',
      '2021-07-20 监测对象满六个月，可评估风险消除',
    ])

    expect(await lacks(step(township, id, 'help', '2021-02-01'))).toEqual(['还没有登记帮扶措施，请先在“监测帮扶措施”里登记。'])
    await save(township, 'monitored_aid', { monitored_household_id: id, kind: 'x2', content: '劳务输出', started_on: '2021-02-01' })
    expect(rowOf(township, id)).toMatchObject({ unaided_since: null, undeveloped_since: null })
    await done(step(township, id, 'help', '2021-02-01'))

    await save(township, MONITORED, { removal_way: 'x1' }, id)
    const meeting = { act: await act(township, 'meeting', VILLAGE_ONE, '2021-07-01'), votes }
    expect(await lacks(step(township, id, 'propose', '2021-07-01', meeting))).toEqual(['还没有登记风险消除时的情况，请先在“监测对象情况”里登记。'])
    const facts = {
      monitored_household_id: id,
      stage: '2',
      round: 1,
      dropout: false,
      house_unsafe: true,
      uninsured: false,
      water_unsafe: false,
      income_per_person: 799_900,
    }
    const fact = await save(township, 'monitored_fact', facts)
    expect(await lacks(step(township, id, 'propose', '2021-07-01', meeting))).toEqual(['风险消除时的情况里住房仍有安全问题，还不能消除。'])
    await save(township, 'monitored_fact', { house_unsafe: false }, fact)
    await done(step(township, id, 'propose', '2021-07-01', meeting))
    await done(step(township, id, 'post_again', '2021-07-02', { act: await act(township, 'notice', VILLAGE_ONE, '2021-07-02') }))
    await carry(township, county)
    expect(await lacks(step(county, id, 'remove', '2021-07-19'))).toEqual([
      '“识别监测时间（按步骤）”是 2021-01-20，2021-07-20 满 6 个月，满了才能办“风险消除”。',
    ])
    await done(step(county, id, 'remove', '2021-07-20'))
    await carry(county, township)
    expect(rowOf(township, id)).toMatchObject({ stage: 'removed', risk_standing: '1', removed_standing: '2021-07-20', removable_since: null })

    await done(step(township, id, 'again', '2021-09-01'))
    expect(rowOf(township, id)).toMatchObject({ stage: 'found', risk_standing: '9', identified_standing: null, removed_standing: null })
  })

  it('类别与户不符的纳入不了；不纳入的写明原因', async () => {
    const unlisted = await save(township, 'unlisted_household', { village: VILLAGE_ONE, head_name: '马边缘', stated_population: 3 })
    const id = await found(`unlisted_household:${unlisted}`, '100A03001')
    await step(township, id, 'verify', '2021-01-05', { signatures: ['甲', '乙'] })
    await carry(township, county)
    const { effects } = ports(county)
    const row = rowOf(county, id) ?? {}
    expect(effects['monitoring_included']?.refusals(county.office.store.read, { id, row, on: '2021-01-20', conditions: [] }, NO_RULES)).toEqual([
      expect.stringContaining('脱贫不稳定户只能是已脱贫的户'),
    ])
    expect(await lacks(step(township, id, 'reject', '2021-02-01'))).toEqual(['“不纳入原因”还没有填。'])
    await save(township, MONITORED, { reject_reason: '收入稳定' }, id)
    await carry(county, township)
    await done(step(township, id, 'reject', '2021-02-01'))
    expect(rowOf(township, id)).toMatchObject({ stage: 'rejected', household_type: 'x4' })
  })

  it('早已纳入、消除的从来表承接；只知道月份的从 1 日算起', async () => {
    const told = async (risk: string, more: Row = {}) =>
      save(township, MONITORED, { subject: `household:${await exited()}`, village: VILLAGE_ONE, kind: '100A03001', risk_1: 'x1', risk_removed: risk, ...more })
    const open = await told('0', { identified_on: '2021-05' })
    const gone = await told('1', { identified_on: '2021-05', removed_on: '2021-12' })
    expect(rowOf(township, open)).toMatchObject({ stage: 'included', identified_standing: '2021-05', removable_since: '2021-05-01', risk_standing: '0' })
    expect(rowOf(township, gone)).toMatchObject({ stage: 'removed', identified_standing: '2021-05', removed_standing: '2021-12', unaided_since: null })
    const views = readyViews(township.office, township.user, { register: MONITORED, year: 2021 }, '2021-11-01')
    expect(views.map(({ name }) => name)).toEqual(['未消除', '无措施', '满六个月可消除', '逾期'])
    expect(views.find(({ key }) => key === 'removable')?.where).toEqual({ removable_since: { lte: '2021-05-01' } })
  })
})

describe('几户合起来看', () => {
  it('一个电话登记在两户监测对象上；改了就没有', async () => {
    const monitored = async (phone: string) =>
      save(township, MONITORED, { subject: `household:${await exited()}`, village: VILLAGE_ONE, kind: '100A03001', risk_1: 'x5', phone })
    const [one, other] = [await monitored('13911112222'), await monitored('13911112222')]
    const abouts = () =>
      township.office.store.read.all<{ about: string }>("SELECT about FROM finding WHERE rule = '5_15-phone' ORDER BY about").map(({ about }) => about)
    expect(abouts()).toEqual([one, other].toSorted())
    await save(township, MONITORED, { phone: '13911113333' }, one)
    expect(abouts()).toEqual([])
  })
})

describe('监测对象统计', () => {
  it('按类别、风险、是否消除数户和人，消除率由合计除出来', async () => {
    const { office, user } = township
    const table = countStatistic(countingFor(office, user, TODAY), statisticOf('monitored'), { by: 'county', year: 2021 })
    const value = (key: string) => {
      const cell = table.total[table.columns.findIndex((column) => column.key === key)]
      return cell !== undefined && 'value' in cell ? cell.value : null
    }
    const all = office.store.read.all<{ standing: string }>(
      "SELECT risk_standing AS standing FROM monitored_household WHERE identified_standing <= '2021-12-31' AND deleted = 0",
    )
    expect([value('monitored'), value('open'), value('removed')]).toEqual([
      all.length,
      all.filter(({ standing }) => standing === '0').length,
      all.filter(({ standing }) => standing === '1').length,
    ])
    expect(value('removed')).toBe(1)
  })
})

describe('务工月监测', () => {
  it('一人一月一条，缺的月份数得出来；计划务工的人后来务工了', async () => {
    const { person } = await enterHousehold(township, VILLAGE_ONE)
    const subject = `person:${person}`
    const plan = await save(township, 'work_plan', { subject, month: '2023-01', planned: true, need: '技能培训' })
    const month = (at: string) => save(township, 'work_month', { subject, month: at, working: true, income: 350_000 })
    await month('2023-02')
    const may = await month('2023-05')
    const of = (register: string, id: string) => township.office.store.read.get<SqlRow>(`SELECT * FROM ${register} WHERE id = ?`, id)
    expect(of('work_month', may)).toMatchObject({ missing_before: 2 })
    expect(of('work_plan', plan)).toMatchObject({ gone: 1 })
    await month('2023-04')
    expect(of('work_month', may)).toMatchObject({ missing_before: 0 })
    await expect(month('2023-04')).rejects.toMatchObject({ code: 'DUPLICATE' })
  })
})
