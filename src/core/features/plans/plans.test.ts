/** One household, one plan, with a township and the county: what is counted, what is asked before a step, versions, and what came of measures (mechanisms.md M04). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeSteps, undoStep, type StepRequest } from '../../procedures/make.ts'
import { showProcedure } from '../../procedures/show.ts'
import type { Row } from '../../shapes.ts'
import type { SqlRow } from '../../store/index.ts'
import { verify } from '../../store/verify.ts'
import { stepEffects } from '../procedures/effects.ts'
import { carry, closeOffices, COUNTY, enterHousehold, openOffices, TODAY, TOWNSHIP_ONE, VILLAGE_ONE, type DeskSite } from '../exchange/testing/offices.ts'

let county: DeskSite
let township: DeskSite
let offices: DeskSite[]
beforeAll(async () => {
  offices = await openOffices(COUNTY, TOWNSHIP_ONE)
  ;[county, township] = offices as [DeskSite, DeskSite]
  const line = {
    year: 2015,
    key: 'poverty_line_national',
    label: '国家扶贫标准',
    value: '2855',
    unit: '元',
    valid_from: '2015-01-01',
    valid_until: '2015-12-31',
  }
  await county.site.act((transaction) => transaction.insert('parameter', line))
  await carry(county, township)
})
afterAll(() => closeOffices(offices))

const PLAN = 'household_plan'
const save = async (register: string, values: Row, id?: string): Promise<string> =>
  (await township.office.records.save(township.user, { register, values, reason: '已核对', ...(id === undefined ? {} : { id }) })).id
const rowOf = ({ office }: DeskSite, register: string, id: string): SqlRow | undefined =>
  office.store.read.get<SqlRow>(`SELECT * FROM ${register} WHERE id = ?`, id)
const ports = ({ office }: DeskSite) => ({
  store: office.store,
  records: office.records,
  unit: office.unit,
  parameters: () => office.parameters(),
  effects: stepEffects,
})
const step = (at: DeskSite, id: string | readonly string[], key: string, on: string, more: Partial<StepRequest> = {}) =>
  makeSteps(ports(at), at.user, { register: PLAN, ids: [id].flat(), step: key, on, remark: null, signatures: [], act: null, ...more }, TODAY)
const done = async (made: ReturnType<typeof step>) => expect((await made).refused).toEqual([])

/** A household of four with 9200 元 of 2014, and its head. */
async function family(): Promise<{ household: string; head: string }> {
  const { household } = await enterHousehold(township, VILLAGE_ONE)
  await township.site.act((transaction) => {
    transaction.insert('household_year', { household_id: household, year: 2014, wage_income: 920_000, stated_population: 4 })
    transaction.insert('household_year', { household_id: household, year: 2015, stated_population: 4 })
    for (const { id } of township.office.store.read.all<SqlRow>('SELECT id FROM membership WHERE household_id = ? AND relation <> ?', household, '01'))
      transaction.remove('membership', String(id))
  })
  return { household, head: String(rowOf(township, 'household', household)?.['head_person_id']) }
}

const plan = (household: string, more: Row = {}): Promise<string> =>
  save(PLAN, { household_id: household, year: 2015, version: 1, target_exit_year: 2015, path: '2', made_on: '2015-02-10', ...more })
const measure = (id: string, category: string, content: string, expected: number, kind: string | null, more: Row = {}): Promise<string> =>
  save('plan_measure', { plan_id: id, category, content, expected_income: expected, income_kind: kind, due_on: '2015-11-30', ...more })

describe('算得对', () => {
  it('4 口、上年 9200 元、分红 800＋务工 4000＋养羊 1600：人均 3900 元；务工挂在输转和培训上只计一次', async () => {
    const { household, head } = await family()
    const id = await plan(household)
    await measure(id, '4', '入股分红', 80_000, '51')
    await measure(id, '1', '外出务工', 400_000, '11', { income_person: head })
    await measure(id, '4', '养羊', 160_000, '32')
    expect(rowOf(township, PLAN, id)).toMatchObject({ people: 4, base_income: 920_000, measures: 3, expected_increase: 640_000, expected_per_person: 390_000 })
    // Typed it is refused; what comes otherwise is counted once.
    const again = { plan_id: id, category: '1', content: '技能培训', expected_income: 400_000, income_kind: '11', income_person: head, due_on: '2015-11-30' }
    await expect(save('plan_measure', again)).rejects.toMatchObject({ code: 'VALIDATION', issues: [{ rule: '4-income-twice', severity: 'error' }] })
    const { result: training } = await township.site.act((transaction) => transaction.insert('plan_measure', again))
    expect(rowOf(township, PLAN, id)).toMatchObject({ measures: 4, expected_increase: 640_000, expected_per_person: 390_000 })
    // Of another year it is another income; what names no kind does not count.
    await save('plan_measure', { income_year: 2014 }, training)
    expect(rowOf(township, PLAN, id)).toMatchObject({ expected_increase: 1_040_000 })
    await save('plan_measure', { income_kind: null }, training)
    expect(rowOf(township, PLAN, id)).toMatchObject({ expected_increase: 640_000 })
  })

  it('收入按收入截止月所在的年认：2015 年的表里是 2014 年的收入', async () => {
    const { household } = await enterHousehold(township, VILLAGE_ONE)
    const id = await plan(household)
    await township.site.act((transaction) => {
      transaction.insert('household_year', { household_id: household, year: 2015, wage_income: 500_000, income_from: '2014-01', income_to: '2014-12' })
    })
    expect(rowOf(township, PLAN, id)).toMatchObject({ base_income: 500_000 })
  })
})

describe('办得通', () => {
  it('没有措施不能签；不到线的当年不能过乡镇审，说明怎么算的；够了就办到完成，县里看到的一样', async () => {
    const { household } = await family()
    const id = await plan(household)
    expect((await step(township, id, 'sign', '2015-02-12', { signatures: ['户主'] })).refused[0]?.missing).toMatchObject([
      { need: 'effect', message: '方案里还没有措施，请先录入措施。' },
    ])
    const sheep = await measure(id, '4', '养羊', 100_000, '32', { size: 2000, unit: '只' })
    await done(step(township, id, 'sign', '2015-02-12', { signatures: ['户主'] }))
    await done(step(township, id, 'review', '2015-02-13', { signatures: ['村主任'] }))
    const { refused } = await step(township, id, 'approve', '2015-02-14')
    expect(refused[0]?.missing).toMatchObject([
      { need: 'effect', message: expect.stringContaining('人均 2550 元，不到2015 年国家线 2855 元×105%＝2997.75 元，不能排入当年计划') as string },
    ])
    expect(rowOf(township, 'plan_measure', sheep)).toMatchObject({ progress: '0' })
    await measure(id, '1', '外出务工', 400_000, '11')
    await done(step(township, id, 'approve', '2015-02-14'))
    await done(step(township, id, 'execute', '2015-02-15'))
    expect(rowOf(township, 'plan_measure', sheep)).toMatchObject({ progress: '1', due_year: 2015, household_id: household, year: 2015 })
    expect((await step(township, id, 'complete', '2015-12-01')).refused[0]?.missing).toMatchObject([
      { message: expect.stringContaining('还有 2 项措施没有落实') as string },
    ])
    const result = await save('measure_result', { measure_id: sheep, done_on: '2015-06-01', done_amount: 1000, paid: 500_000, actual_income: 50_000 })
    expect(rowOf(township, 'plan_measure', sheep)).toMatchObject({ progress: '2', done_amount: 1000, paid_amount: 500_000, completed_on: null })
    await save('measure_result', { measure_id: sheep, done_on: '2015-10-01', done_amount: 1000, actual_income: 60_000 })
    expect(rowOf(township, 'plan_measure', sheep)).toMatchObject({ progress: '3', done_amount: 2000, actual_income: 110_000, completed_on: '2015-10-01' })
    await carry(township, county)
    for (const [register, one] of [
      [PLAN, id],
      ['plan_measure', sheep],
      ['measure_result', result],
    ] as const) {
      const { created_at: _created, updated_at: _updated, revision: _revision, ...here } = rowOf(township, register, one) ?? {}
      expect(rowOf(county, register, one)).toMatchObject(here)
    }
    const last = showProcedure(ports(township), township.user, PLAN, id, TODAY).steps.at(-1)?.id ?? ''
    await undoStep(ports(township), township.user, { register: PLAN, record: id, step: last, reason: '录错', on: TODAY })
    expect(rowOf(township, PLAN, id)).toMatchObject({ stage: 'township_reviewed', current: 1 })
  })

  it('新的一版审过了旧版不再是现行的，也办不下去；落实记录跟着措施到新版', async () => {
    const { household } = await family()
    const first = await plan(household)
    const sheep = await measure(first, '4', '养羊', 600_000, '32', { size: 2000 })
    const approved = async (id: string, from: number): Promise<void> => {
      await done(step(township, id, 'sign', `2015-0${from}-01`, { signatures: ['户主'] }))
      await done(step(township, id, 'review', `2015-0${from}-02`, { signatures: ['村主任'] }))
      await done(step(township, id, 'approve', `2015-0${from}-03`))
    }
    await approved(first, 3)
    const second = await plan(household, { version: 2, change_reason: '改养牛' })
    const again = await measure(second, '4', '养羊', 600_000, '32', {
      size: 1000,
      continues_no: String(rowOf(township, 'plan_measure', sheep)?.['measure_no']),
    })
    expect([rowOf(township, PLAN, first)?.['current'], rowOf(township, PLAN, second)?.['current']]).toEqual([1, 0])
    await approved(second, 4)
    expect([rowOf(township, PLAN, first)?.['current'], rowOf(township, PLAN, second)?.['current']]).toEqual([0, 1])
    expect((await step(township, first, 'execute', '2015-04-10')).refused[0]?.missing).toMatchObject([
      { message: expect.stringContaining('已有第 2 版方案') as string },
    ])
    await save('measure_result', { measure_id: sheep, done_on: '2015-05-01', done_amount: 1000 })
    expect([rowOf(township, 'plan_measure', sheep)?.['progress'], rowOf(township, 'plan_measure', again)?.['progress']]).toEqual(['9', '3'])
    await save(PLAN, { end_reason: '户主外迁' }, second)
    await done(step(township, second, 'end', '2015-06-01'))
    expect([rowOf(township, PLAN, first)?.['current'], rowOf(township, PLAN, second)?.['current']]).toEqual([1, 0])
    expect((await verify(township.office.store.read, township.office.store.derivations)).findings).toEqual([])
  })
})

describe('从以前的方案来', () => {
  it('同一年是新的一版，措施都带来、落实接着算；下一年的只带没有落实的，日期空着；没有方案的从头写', async () => {
    const [{ household }, { household: other }] = [await family(), await family()]
    const first = await plan(household, { target_income: 400_000, made_by: '李文书' })
    const sheep = await measure(first, '4', '养羊', 160_000, '32', { size: 2000 })
    const work = await measure(first, '1', '外出务工', 400_000, '11')
    await save('measure_result', { measure_id: sheep, done_on: '2015-10-01', finished: true })
    const begin = (year: number, version: number, more: Row = {}) =>
      township.office.records.begin(township.user, {
        register: PLAN,
        of: 'household',
        ids: [household, other],
        values: { year, version, made_on: `${year}-02-01`, path: null, ...more },
      })
    const measuresOf = (id: string): SqlRow[] =>
      township.office.store.read.all<SqlRow>(
        'SELECT content, due_on, continues_no, completed_on FROM plan_measure WHERE plan_id = ? AND deleted = 0 ORDER BY id',
        id,
      )
    const second = await begin(2015, 2, { path: '1' })
    expect(second.done).toHaveLength(2)
    const [again = '', fresh = ''] = second.done
    expect(rowOf(township, PLAN, again)).toMatchObject({ path: '1', target_income: 400_000, made_by: '李文书', measures: 2, expected_increase: 560_000 })
    const number = (id: string): unknown => rowOf(township, 'plan_measure', id)?.['measure_no']
    expect(measuresOf(again)).toEqual([
      { content: '养羊', due_on: '2015-11-30', continues_no: number(sheep), completed_on: '2015-10-01' },
      { content: '外出务工', due_on: '2015-11-30', continues_no: number(work), completed_on: null },
    ])
    expect(rowOf(township, PLAN, fresh)).toMatchObject({ measures: 0 })
    const third = await begin(2016, 1)
    expect(measuresOf(third.done[0] ?? '')).toEqual([{ content: '外出务工', due_on: null, continues_no: null, completed_on: null }])
    expect(rowOf(township, PLAN, third.done[0] ?? '')).toMatchObject({ path: '1', year: 2016, version: 1, stage: 'drafted' })
    expect((await begin(2016, 1)).refused.map(({ id }) => id)).toEqual([household, other])
  })
})
