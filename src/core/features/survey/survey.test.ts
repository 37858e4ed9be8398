/** Surveys, and what is clear of households and on file of villages: the worked examples of mechanisms.md M03 and readings.md 13, 28. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openAt } from '../../procedures/make.ts'
import { countStatistic } from '../../statistics/count.ts'
import { cellText } from '../../statistics/table.ts'
import { verify } from '../../store/verify.ts'
import { TODAY, testOffice, userOf, type TestOffice } from '../../testing/office.ts'
import { countingFor } from '../statistics/counting.ts'
import { statisticOf } from '../statistics/registry.ts'

const VILLAGE = '621125100204'
const admin = userOf('administrator')
let office: TestOffice
let survey: string
let helpers: string[]

type Values = Readonly<Record<string, string | number | boolean | null>>
const insert = async (entries: readonly (readonly [register: string, values: Values])[]): Promise<string[]> =>
  (
    await office.store.change({ id: 'A', name: '测试' }, { kind: 'edit', title: '登记' }, (transaction) =>
      entries.map(([register, values]) => transaction.insert(register, values)),
    )
  ).result
const one = async (register: string, values: Values): Promise<string> => (await insert([[register, values]]))[0] ?? ''
const change = (register: string, id: string, values: Values) =>
  office.store.change({ id: 'A', name: '测试' }, { kind: 'edit', title: '改' }, (transaction) => {
    transaction.update(register, id, values)
  })
const shown = (code: string): Record<string, string> => {
  const table = countStatistic(countingFor(office, admin, TODAY), statisticOf(code), { by: 'village', year: 2015, within: VILLAGE })
  return Object.fromEntries(table.columns.map((column, index) => [column.key, cellText(column, table.total[index])]))
}
const wrong = async () => (await verify(office.store.read, office.store.derivations)).findings

beforeAll(async () => {
  office = await testOffice()
  const [organization = ''] = await insert([['organization', { name: '县扶贫办' }]])
  helpers = await insert(['甲', '乙'].map((name) => ['helper', { name: `干部${name}`, organization_id: organization }] as const))
  survey = await one('survey_round', {
    name: '2015 年过筛',
    year: 2015,
    round: 1,
    issued_by: '621125100000',
    starts_on: '2015-06-01',
    ends_on: '2015-08-31',
    questionnaire: 'household_survey',
  })
})
afterAll(() => office.end())

describe('五清由资料算出', () => {
  let household: string
  const clear = () =>
    office.store.read.get<{ five_clear: number; unclear: string | null; unclear_reasons: string | null }>(
      'SELECT five_clear, unclear, unclear_reasons FROM household_year WHERE household_id = ? AND year = 2015',
      household,
    )

  it('一户开始什么都不清，写明各缺什么', async () => {
    household = await one('household', { village: VILLAGE })
    await one('household_year', { household_id: household, year: 2015, exit_status: '0' })
    expect(clear()).toEqual({
      five_clear: 0,
      unclear: '1,2,3,4,5',
      unclear_reasons: expect.stringMatching(
        /底数：资料没有填全.*问题：没有登记短板.*对策：问题还没有查清.*责任：没有主要责任人.*任务：没有计划脱贫年度；任务：没有带时限的措施/,
      ) as string,
    })
  })

  it('短板、需求、责任人、方案逐项登记，逐项变清；换了两名主要责任人、撤了需求又不清', async () => {
    const subject = `household:${household}`
    const shortfall = await one('shortfall', { subject, village: VILLAGE, year: 2015, category: '02', found_on: '2015-06-10', origin: '2' })
    expect(clear()?.unclear_reasons).toContain('问题：1 条短板没有写描述；对策：1 条短板没有列需求，也没有措施')
    await change('shortfall', shortfall, { description: '没有自来水' })
    expect(clear()?.unclear).toBe('1,3,4,5')
    const need = await one('project_need', { name: '自来水', village: VILLAGE, year: 2015, category: '02' })
    const link = await one('shortfall_need', { need_id: need, shortfall_id: shortfall, amount: 100 })
    expect(clear()?.unclear).toBe('1,4,5')
    const [first = '', second = ''] = await insert(helpers.map((helper) => ['pairing', { household_id: household, helper_id: helper, is_main: true }] as const))
    expect(clear()?.unclear_reasons).toContain('责任：主要责任人有 2 名，应当正好一名')
    await change('pairing', second, { is_main: false })
    expect(clear()?.unclear).toBe('1,5')
    const plan = await one('household_plan', { household_id: household, year: 2015, version: 1, made_on: '2015-06-20', target_exit_year: 2015 })
    expect(clear()?.unclear_reasons).toContain('任务：没有带时限的措施')
    await one('plan_measure', { plan_id: plan, category: '01', content: '养羊', due_on: '2015-10-30' })
    expect(clear()?.unclear).toBe('1')
    await office.store.change({ id: 'A', name: '测试' }, { kind: 'edit', title: '撤' }, (transaction) => {
      transaction.remove('shortfall_need', link)
    })
    expect(clear()?.unclear).toBe('1,3')
    await change('pairing', first, { end_date: '2015-09-01' })
    expect(clear()?.unclear).toBe('1,3,4')
    expect(await wrong()).toEqual([])
  })

  it('不计入的一项不问；改了参数全县重算', async () => {
    const set = await one('parameter', { key: 'clear_base', label: '五清计入底数清', year: 2015, value: '0', unit: '' })
    expect(clear()?.unclear).toBe('3,4')
    await change('parameter', set, { value: '1' })
    await office.checks.settled()
    expect(clear()?.unclear).toBe('1,3,4')
    expect(await wrong()).toEqual([])
  })

  it('查明没有短板的，问题和对策都清', async () => {
    const other = await one('household', { village: VILLAGE })
    await one('household_year', { household_id: other, year: 2015, exit_status: '0' })
    const visit = await one('survey_visit', { survey_id: survey, subject: `household:${other}`, village: VILLAGE, attempt: 1, no_shortfall: true })
    const unclear = () => office.store.read.get<{ unclear: string }>('SELECT unclear FROM household_year WHERE household_id = ?', other)?.unclear
    expect(unclear()).toBe('1,2,3,4,5')
    await openAt(office, admin, { register: 'survey_visit', ids: [visit], state: 'visited', on: '2015-06-15', basis: '调查表' })
    expect(unclear()).toBe('1,4,5')
  })

  it('资料里的矛盾使底数不清，改正以后又清：由核查的结果带着算', async () => {
    const other = await one('household', { village: VILLAGE })
    const yearly = await one('household_year', { household_id: other, year: 2015, exit_status: '0' })
    const faults = () => office.store.read.get<{ said: string }>('SELECT unclear_reasons AS said FROM household_year WHERE id = ?', yearly)?.said ?? ''
    expect(faults()).not.toContain('须改')
    await change('household_year', yearly, { farmland: 100, irrigated_land: 101 })
    expect(faults()).toContain('底数：有须改的问题')
    await change('household_year', yearly, { irrigated_land: 100 })
    expect(faults()).not.toContain('须改')
    expect(await wrong()).toEqual([])
  })
})

describe('六有', () => {
  it('六种材料都有当年的才齐全；去年的不算', async () => {
    const village = await one('village', { village: VILLAGE })
    const yearly = await one('village_year', { village_id: village, year: 2015 })
    const has = () => office.store.read.get<{ documents: string | null; six_have: number }>('SELECT documents, six_have FROM village_year WHERE id = ?', yearly)
    const kinds = ['village_file', 'problem_ledger', 'need_list', 'village_plan', 'work_ledger', 'income_plan']
    const file = (kind: string, on: string) =>
      [
        'attachment',
        {
          register: 'village',
          record: village,
          village: VILLAGE,
          name: kind,
          sha256: kind.padEnd(64, '0'),
          media_type: 'application/pdf',
          size: 9,
          kind,
          taken_on: on,
        },
      ] as const
    await insert(kinds.map((kind, index) => file(kind, index === 5 ? '2014-12-31' : '2015-03-01')))
    expect(has()).toEqual({ documents: '1,2,3,4,5', six_have: 0 })
    await insert([file('income_plan', '2015-05-01')])
    expect(has()).toEqual({ documents: '1,2,3,4,5,6', six_have: 1 })
    expect(shown('six_have')).toMatchObject({ villages: '1', six_have: '1', rate: '100.00' })
  })
})

describe('入户覆盖率、补齐率', () => {
  it('见到户主或成年成员的是实访；第二次见到也算，一户只算一次', async () => {
    const before = shown('surveys')
    const households = await insert(Array.from({ length: 4 }, () => ['household', { village: VILLAGE }] as const))
    const visits = await insert([
      ...households.map(
        (id, index) =>
          ['survey_visit', { survey_id: survey, subject: `household:${id}`, village: VILLAGE, attempt: 1, met: ['1', '2', '3', '3'][index] ?? null }] as const,
      ),
      ['survey_visit', { survey_id: survey, subject: `household:${households[2] ?? ''}`, village: VILLAGE, attempt: 2, met: '2' }],
    ])
    await openAt(office, admin, { register: 'survey_visit', ids: visits, state: 'visited', on: '2015-07-01', basis: '调查表' })
    const after = shown('surveys')
    expect([Number(after['due']) - Number(before['due']), Number(after['reached']) - Number(before['reached'])]).toEqual([4, 3])
    expect(shown('repeated_visits')).toMatchObject({ second: '1', missed: '2' })
  })

  it('14 条里 2 条县批、12 条关闭是 100%；一条没有县批是 92.31%', async () => {
    const village = '621125100205'
    const id = await one('village', { village })
    const rate = () => {
      const table = countStatistic(countingFor(office, admin, TODAY), statisticOf('shortfalls'), { by: 'village', year: 2015, within: village })
      return Object.fromEntries(table.columns.map((column, index) => [column.key, cellText(column, table.total[index])]))
    }
    const ids = await insert(
      Array.from(
        { length: 14 },
        () => ['shortfall', { subject: `village:${id}`, village, year: 2015, category: '01', found_on: '2015-03-01', origin: '2' }] as const,
      ),
    )
    const to = (some: readonly string[], state: string) =>
      openAt(office, admin, { register: 'shortfall', ids: [...some], state, on: '2015-10-01', basis: '验收' })
    await to(ids.slice(0, 12), 'closed')
    await to(ids.slice(12, 13), 'deferred_agreed')
    await to(ids.slice(13), 'deferred')
    expect(rate()).toMatchObject({ all: '14', closed: '12', counted: '13', rate: '92.31' })
    await office.store.change({ id: 'A', name: '测试' }, { kind: 'edit', title: '换' }, (transaction) => {
      const steps = office.store.read.all<{ id: string }>('SELECT id FROM procedure_step WHERE subject = ?', `shortfall:${ids[13] ?? ''}`)
      for (const step of steps) transaction.remove('procedure_step', step.id)
    })
    await to(ids.slice(13), 'unfillable_agreed')
    expect(rate()).toMatchObject({ agreed: '2', counted: '12', rate: '100.00' })
  })

  it('五清率 73/86＝84.88%', async () => {
    const village = '621125100206'
    for (const key of ['clear_base', 'clear_problem', 'clear_answer', 'clear_duty'])
      await one('parameter', { key, label: key, valid_from: '2015-06-01', value: '0', unit: '' })
    const households = await insert(Array.from({ length: 86 }, (_, index) => ['household', { village, planned_exit_year: index < 73 ? 2015 : null }] as const))
    await insert(households.map((id) => ['household_year', { household_id: id, year: 2015, exit_status: '0' }] as const))
    const plans = await insert(households.map((id) => ['household_plan', { household_id: id, year: 2015, version: 1, made_on: '2015-06-20' }] as const))
    await insert(plans.map((plan) => ['plan_measure', { plan_id: plan, category: '01', content: '养羊', due_on: '2015-10-30' }] as const))
    const table = countStatistic(countingFor(office, admin, TODAY), statisticOf('five_clear'), { by: 'village', year: 2015, within: village })
    expect(Object.fromEntries(table.columns.map((column, index) => [column.key, cellText(column, table.total[index])]))).toMatchObject({
      households: '86',
      clear: '73',
      clear_rate: '84.88',
      task: '13',
    })
  })
})
