/** A project from the gap that it closes to its closing, with a township and the county: what each step asks for, what goes along with it and comes back (mechanisms.md M05, M06). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeSteps, openAt, undoStep, type StepRequest } from '../../procedures/make.ts'
import { standingOf, stepsOf } from '../../procedures/steps.ts'
import { recordedProceedingOf } from '../../procedures/proceedings.ts'
import type { Row } from '../../shapes.ts'
import type { SqlRow } from '../../store/index.ts'
import { verify } from '../../store/verify.ts'
import { stepEffects } from '../procedures/effects.ts'
import { closeOffices, COUNTY, openOffices, TODAY, VILLAGE_ONE, type DeskSite } from '../exchange/testing/offices.ts'
import { cellText } from '../../statistics/table.ts'
import { countTable } from '../statistics/service.ts'
import { limitsOn, projectsOn } from './index.ts'
import { barOf } from './onPaper.ts'
import { progressTable, reportProgress } from './service.ts'

let county: DeskSite
let offices: DeskSite[]
let helper: string
let unit: string
beforeAll(async () => {
  offices = await openOffices(COUNTY)
  ;[county] = offices as [DeskSite]
  unit = await save('organization', { name: '水务局' })
  helper = await save('helper', { name: '李工', organization_id: unit })
})
afterAll(() => closeOffices(offices))

const save = async (register: string, values: Row, id?: string): Promise<string> =>
  (await county.office.records.save(county.user, { register, values, reason: '已核对', ...(id === undefined ? {} : { id }) })).id
const rowOf = (register: string, id: string): SqlRow | undefined => county.office.store.read.get<SqlRow>(`SELECT * FROM ${register} WHERE id = ?`, id)
const ports = () => ({
  store: county.office.store,
  records: county.office.records,
  unit: county.office.unit,
  parameters: () => county.office.parameters(),
  effects: stepEffects,
})
const step = (id: string, key: string, on: string, more: Partial<StepRequest> = {}) =>
  makeSteps(ports(), county.user, { register: 'project', ids: [id], step: key, on, remark: null, signatures: [], act: null, ...more }, TODAY)
const done = async (made: ReturnType<typeof step>) => expect((await made).refused).toEqual([])
const lacks = async (made: ReturnType<typeof step>) => (await made).refused.flatMap(({ missing }) => missing.map(({ message }) => message))
const lastStep = (register: string, id: string): string => {
  const proceeding = recordedProceedingOf(register)
  const steps = stepsOf(county.office.store.read, proceeding, [id]).get(id) ?? []
  return standingOf(proceeding, steps, {}).last ?? ''
}
const undo = (register: string, id: string) =>
  undoStep(ports(), county.user, { register, record: id, step: lastStep(register, id), reason: '办错了', on: TODAY })

let counter = 0
/** A gap of 46 households, the need that covers it, and the project for that need, as the county has entered it. */
async function begun(more: Row = {}): Promise<{ gap: string; need: string; project: string }> {
  counter += 1
  const village =
    county.office.store.read.get<{ id: string }>('SELECT id FROM village WHERE village = ?', VILLAGE_ONE)?.id ??
    (await save('village', { village: VILLAGE_ONE }))
  const gap = await save('shortfall', {
    subject: `village:${village}`,
    village: VILLAGE_ONE,
    year: 2014 + counter,
    category: '02',
    current: 16_400,
    required: 21_000,
    unit: '户',
    found_on: '2015-01-10',
    origin: '2',
  })
  const need = await save('project_need', {
    name: `自来水入户${counter}`,
    village: VILLAGE_ONE,
    year: 2015,
    category: '02',
    size: 4_600,
    unit: '户',
    stated_estimate: 11_960_000,
  })
  await save('shortfall_need', { need_id: need, shortfall_id: gap, amount: 4_600 })
  const project = await save('project', {
    name: `自来水入户工程${counter}`,
    place: VILLAGE_ONE,
    year: 2015,
    category: '02',
    need_id: need,
    location: `一社${counter}`,
    content: '自来水入户 46 户',
    planned_start: '2015-03-01',
    planned_end: '2015-05-31',
    performance_target: '46 户通自来水',
    organization_id: unit,
    manager_id: helper,
    procurement: '2',
    builder_id: unit,
    ...more,
  })
  return { gap, need, project }
}

const notice = (name: string, on: string) => save('shared_act', { name, kind: 'notice', division: VILLAGE_ONE, held_on: on })

/** Up to the approval of its scheme. */
async function approved(project: string): Promise<void> {
  await done(step(project, 'apply', '2015-01-15'))
  await done(step(project, 'review_township', '2015-01-16'))
  await done(step(project, 'review_county', '2015-01-17'))
  const act = await notice(`入库公示${counter}`, '2015-01-18')
  await done(step(project, 'post', '2015-01-18', { act }))
  await done(step(project, 'store', '2015-01-25'))
  await done(step(project, 'plan', '2015-02-01'))
  await save('project', { approval_no: '漳扶发〔2015〕8号', approved_investment: 50_000_000 }, project)
  await done(step(project, 'approve', '2015-02-10'))
}

/** The three steps of T04 with what was done of each by 18 April. */
async function worked(project: string): Promise<string[]> {
  const nodes = [
    ['管沟', '2015-03-01', '2015-03-31', 3_000],
    ['管网', '2015-04-01', '2015-04-30', 5_000],
    ['入户', '2015-05-01', '2015-05-31', 2_000],
  ] as const
  const { result } = await county.site.act((transaction) =>
    nodes.map(([name, planned_start, planned_end, weight], index) =>
      transaction.insert('project_node', { project_id: project, position: index + 1, name, kind: '5', planned_start, planned_end, weight }),
    ),
  )
  return result
}
const report = (node: string | undefined, as_of: string, completion: number, more: Row = {}) =>
  save('node_progress', { node_id: node ?? '', as_of, completion, ...more })

describe('从短板到销号', () => {
  it('没有公示满、没有绩效目标不入库；方案批复以后短板办到已立项，撤销以后回去', async () => {
    const { gap, project } = await begun({ performance_target: null })
    await done(step(project, 'apply', '2015-01-15'))
    await done(step(project, 'review_township', '2015-01-16'))
    await done(step(project, 'review_county', '2015-01-17'))
    await done(step(project, 'post', '2015-01-18', { act: await notice('入库公示', '2015-01-18') }))
    expect(await lacks(step(project, 'store', '2015-01-24'))).toEqual([
      expect.stringContaining('“绩效目标”还没有填'),
      expect.stringContaining('到 2015-01-24 期满'),
    ])
    await save('project', { performance_target: '46 户通自来水' }, project)
    await done(step(project, 'store', '2015-01-25'))
    await done(step(project, 'plan', '2015-02-01'))
    await save('project', { approval_no: '漳扶发〔2015〕8号', approved_investment: 50_000_000 }, project)
    expect(rowOf('shortfall', gap)).toMatchObject({ stage: 'open' })
    await done(step(project, 'approve', '2015-02-10'))
    expect(rowOf('shortfall', gap)).toMatchObject({ stage: 'projected' })
    await undo('project', project)
    expect(rowOf('project', project)).toMatchObject({ stage: 'planned' })
    expect(rowOf('shortfall', gap)).toMatchObject({ stage: 'open' })
    // Made anew the gap goes along anew.
    await done(step(project, 'approve', '2015-02-11'))
    expect(rowOf('shortfall', gap)).toMatchObject({ stage: 'projected' })
  })

  it('开工要权重 100，完工要全部完成，验收要合格；不合格的整改复验；短板跟着办，复核由人办', async () => {
    const { gap, project } = await begun()
    await approved(project)
    await done(step(project, 'procure', '2015-02-20'))
    expect(await lacks(step(project, 'start', '2015-03-01'))).toEqual([expect.stringContaining('还没有排施工图的工序')])
    const nodes = await worked(project)
    await county.site.act((transaction) => transaction.update('project_node', nodes[2] ?? '', { weight: 1_900 }))
    expect(await lacks(step(project, 'start', '2015-03-01'))).toEqual(['各工序的权重合计是 99%，要正好是 100%。'])
    await county.site.act((transaction) => transaction.update('project_node', nodes[2] ?? '', { weight: 2_000 }))
    await done(step(project, 'start', '2015-03-01'))
    expect(rowOf('shortfall', gap)).toMatchObject({ stage: 'building' })

    await report(nodes[0], '2015-03-31', 10_000)
    await report(nodes[1], '2015-04-18', 4_000)
    // T04: planned 60, actual 50, ten behind: amber. What was reported later does not count yet.
    await report(nodes[1], '2015-04-30', 9_000)
    const on = (day: string) => projectsOn(county.office.store.read, [project], day, limitsOn(day, county.office.parameters())).get(project)
    expect(on('2015-04-18')?.progress).toEqual({ planned: 6_000, actual: 5_000, deviation: -1_000, colour: 'amber' })
    expect(on('2015-02-28')?.progress).toMatchObject({ planned: 0, colour: 'grey' })
    expect(on('2015-02-28')?.stage).toBe('procured')

    expect(await lacks(step(project, 'finish', '2015-05-31'))).toEqual([
      '工序“管网”到 2015-04-30 只完成 90%，要完成 100% 才能办完工。',
      '工序“入户”还没有填过进度。',
    ])
    await report(nodes[1], '2015-05-10', 10_000)
    await report(nodes[2], '2015-05-31', 10_000)
    expect(await lacks(step(project, 'accept_township', '2015-06-05'))).toEqual([
      expect.stringContaining('要在“已完工”时才能办'),
      expect.stringContaining('乡镇初验'),
    ])
    await done(step(project, 'finish', '2015-05-31'))
    expect(await lacks(step(project, 'accept_township', '2015-06-05'))).toEqual([expect.stringContaining('没有上一步以后')])
    await save('project_acceptance', {
      project_id: project,
      kind: '1',
      accepted_on: '2015-06-05',
      qualified: false,
      problems: '两户没有水',
      correct_by: '2015-06-20',
    })
    expect(await lacks(step(project, 'accept_township', '2015-06-05'))).toEqual([expect.stringContaining('不合格，整改以后要复验')])
    await done(step(project, 'demand_correction', '2015-06-05', { remark: '两户没有水，6 月 20 日以前接通' }))
    await done(step(project, 'corrected', '2015-06-18'))
    // What was found before the correction does not count after it.
    expect(await lacks(step(project, 'accept_township', '2015-06-19'))).toHaveLength(1)
    await save('project_acceptance', { project_id: project, kind: '3', accepted_on: '2015-06-19', qualified: true })
    await done(step(project, 'accept_township', '2015-06-19'))
    await save('project_acceptance', { project_id: project, kind: '2', accepted_on: '2015-06-25', qualified: true })
    await done(step(project, 'accept_county', '2015-06-25'))
    expect(rowOf('shortfall', gap)).toMatchObject({ stage: 'filled' })

    // Somebody closed the gap on it: the acceptance stands until that is undone.
    const close = { register: 'shortfall', ids: [gap], step: 'close', on: '2015-06-30', remark: null, signatures: [], act: null }
    expect((await makeSteps(ports(), county.user, close, TODAY)).refused).toEqual([])
    await expect(undo('project', project)).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('跟着这一步办的短板') })
    expect(rowOf('project', project)).toMatchObject({ stage: 'accepted' })

    expect(await lacks(step(project, 'audit', '2015-07-20'))).toEqual([
      expect.stringContaining('“结算审计价”还没有填'),
      expect.stringContaining('还缺“竣工公告”'),
    ])
    await done(step(project, 'announce', '2015-07-01', { act: await notice('竣工公告', '2015-07-01') }))
    await save('project', { settled_amount: 49_000_000 }, project)
    await done(step(project, 'audit', '2015-07-20'))
    await done(step(project, 'reimburse', '2015-07-25'))
    expect(await lacks(step(project, 'hand_over', '2015-07-30'))).toHaveLength(2)
    await save('project', { upkeep_by: '村委会', upkeep_person: '王水管', result: '46 户全部通水' }, project)
    for (const [key, day] of [
      ['hand_over', '2015-07-30'],
      ['evaluate', '2015-08-10'],
      ['close', '2015-08-20'],
    ] as const)
      await done(step(project, key, day))
    expect(rowOf('project', project)).toMatchObject({ stage: 'closed', closed_on: '2015-08-20', finished_on: '2015-05-31' })
    expect((await verify(county.office.store.read, county.office.store.derivations)).findings).toEqual([])
  })

  it('一个短板两个项目：先验收的不补齐它，后验收的补齐；出库的不算', async () => {
    const one = await begun()
    const other = await save('project', { name: '蓄水池', place: VILLAGE_ONE, year: 2015, category: '02', need_id: one.need, location: '二社' })
    await save('project_acceptance', { project_id: one.project, kind: '2', accepted_on: '2015-06-25', qualified: true })
    await openAt(ports(), county.user, { register: 'project', ids: [one.project], state: 'township_accepted', on: '2015-06-20', basis: '验收单' })
    await done(step(one.project, 'accept_county', '2015-06-26'))
    expect(rowOf('shortfall', one.gap)).toMatchObject({ stage: 'open' })
    await undo('project', one.project)
    await done(step(other, 'take_out', '2015-06-26', { remark: '合并到入户工程' }))
    await done(step(one.project, 'accept_county', '2015-06-26'))
    expect(rowOf('shortfall', one.gap)).toMatchObject({ stage: 'filled' })
  })
})

describe('变更', () => {
  const change = async (project: string, values: Row): Promise<string> => save('project_change', { project_id: project, reason: '材料涨价', ...values })
  const make = (id: string, key: string, on: string) =>
    makeSteps(ports(), county.user, { register: 'project_change', ids: [id], step: key, on, remark: null, signatures: [], act: null }, TODAY)
  const P_VALUES = async (project: string) => {
    await county.office.checks.settled()
    return county.office.store.read
      .all<{ rule: string; message: string }>("SELECT rule, message FROM finding WHERE about = ? AND rule LIKE 'P-%'", project)
      .map(({ message }) => message)
  }

  it('550,000.00 元通过，550,000.01 元不通过，重新报批以后通过；批准以后项目改了，撤销以后改回来', async () => {
    const { project } = await begun()
    expect(await lacks(make(await change(project, { kind: '1', amount_after: 51_000_000 }), 'submit', '2015-02-01'))).toEqual([
      expect.stringContaining('方案还没有批复'),
    ])
    await approved(project)
    const over = await change(project, { kind: '1', amount_after: 55_000_001 })
    expect(await lacks(make(over, 'submit', '2015-03-01'))).toEqual([expect.stringContaining('超过批复的 500000 元的 110%')])
    const within = await change(project, { kind: '1', amount_after: 55_000_000, end_after: '2015-07-31' })
    await done(make(within, 'submit', '2015-03-01'))
    expect(rowOf('project', project)).toMatchObject({ approved_investment: 50_000_000 })
    await done(make(within, 'approve', '2015-03-05'))
    expect(rowOf('project', project)).toMatchObject({ approved_investment: 55_000_000, planned_end: '2015-07-31', approval_no: '漳扶发〔2015〕8号' })
    expect(rowOf('project_change', within)).toMatchObject({ stage: 'approved', amount_before: 50_000_000, end_before: '2015-05-31', decided_on: '2015-03-05' })
    expect(await P_VALUES(project)).toEqual([])
    // A second tenth on the first is no tenth of what was approved.
    await save('project_change', { amount_after: 56_000_000 }, over)
    expect(await lacks(make(over, 'submit', '2015-03-10'))).toEqual([expect.stringContaining('超过批复的 500000 元')])
    await save('project_change', { approval_no: '漳扶发〔2015〕30号' }, over)
    await done(make(over, 'submit', '2015-03-10'))
    await done(make(over, 'approve', '2015-03-12'))
    expect(rowOf('project', project)).toMatchObject({ approved_investment: 56_000_000, approval_no: '漳扶发〔2015〕30号', approved_on: '2015-03-12' })
    const undoChange = () =>
      undoStep(ports(), county.user, { register: 'project_change', record: over, step: lastStep('project_change', over), reason: '办错了', on: TODAY })
    await undoChange()
    expect(rowOf('project', project)).toMatchObject({ approved_investment: 55_000_000, approval_no: '漳扶发〔2015〕8号' })
    // Changed by hand it is asked about.
    await save('project', { approved_investment: 54_000_000 }, project)
    expect(await P_VALUES(project)).toEqual([expect.stringContaining('以后改了“批复总投资”')])
  })

  it('时限由乡镇批；时限变更单里不能夹带金额；改了以后另外又改的，撤销不了', async () => {
    const { project } = await begun()
    await approved(project)
    const term = await change(project, { kind: '4', end_after: '2015-06-30', amount_after: 50_000_001 })
    expect(await lacks(make(term, 'submit', '2015-03-01'))).toEqual([expect.stringContaining('还填了“改为总投资”')])
    await save('project_change', { amount_after: null }, term)
    await done(make(term, 'submit', '2015-03-01'))
    expect(await lacks(make(term, 'approve', '2015-03-02'))).toEqual([expect.stringContaining('只用于')])
    await done(make(term, 'approve_term', '2015-03-02'))
    expect(rowOf('project', project)).toMatchObject({ planned_end: '2015-06-30', approved_investment: 50_000_000 })
    await save('project', { planned_end: '2015-07-01' }, project)
    const undone = undoStep(ports(), county.user, {
      register: 'project_change',
      record: term,
      step: lastStep('project_change', term),
      reason: '办错了',
      on: TODAY,
    })
    await expect(undone).rejects.toMatchObject({ code: 'CONFLICT' })
  })
})

describe('统计和填报', () => {
  it('20 个应开工、18 个开了、3 个提前：开工率 90.00%，3 个另列；完工率、合格率有分子分母', async () => {
    const year = 2019
    const { result } = await county.site.act((transaction) =>
      Array.from({ length: 23 }, (_, index) =>
        transaction.insert('project', {
          name: `工程${index}`,
          place: VILLAGE_ONE,
          year,
          category: '03',
          planned_start: index < 20 ? '2019-03-01' : '2019-09-01',
          planned_end: index < 10 ? '2019-05-31' : '2019-12-31',
          ...(index < 18 || index >= 20 ? { told_start: '2019-04-01' } : {}),
          ...(index < 9 ? { told_end: '2019-05-30' } : {}),
        }),
      ),
    )
    await openAt(ports(), county.user, { register: 'project', ids: result, state: 'planned', on: '2019-03-01', basis: '计划文件' })
    await county.site.act((transaction) => {
      for (const [index, qualified] of [true, true, false].entries())
        transaction.insert('project_acceptance', { project_id: result[index] ?? '', kind: '2', accepted_on: '2019-06-10', qualified })
    })
    const table = countTable(county.office, county.user, TODAY, { code: 'project_rates', by: 'county', year, asOf: '2019-06-30' })
    const cell = (key: string) => {
      const at = table.columns.findIndex((column) => column.key === key)
      const column = table.columns[at]
      return column === undefined ? undefined : cellText(column, table.total[at])
    }
    expect([cell('start_due'), cell('begun'), cell('begun_rate'), cell('begun_early')]).toEqual(['20', '18', '90.00', '3'])
    expect([cell('end_due'), cell('done'), cell('done_rate')]).toEqual(['10', '9', '90.00'])
    expect([cell('accepted'), cell('qualified'), cell('qualified_rate')]).toEqual(['3', '2', '66.67'])
  })

  it('许多工序一次填报，是一次操作；倒退的一道也不写；各地的红黄绿数得上', async () => {
    const { project } = await begun({ year: 2018 })
    const nodes = await worked(project)
    const rows = nodes.slice(0, 2).map((node, index) => ({ node, completion: (2 - index) * 1_000, words: '开挖' }))
    const made = await reportProgress(county.office, county.user, { asOf: '2015-03-20', rows })
    expect(made.written).toBe(2)
    const again = { asOf: '2015-03-31', rows: rows.map((row) => ({ ...row, completion: 1_500 })) }
    await expect(reportProgress(county.office, county.user, again)).rejects.toMatchObject({ code: 'VALIDATION' })
    expect(county.office.store.read.get('SELECT count(*) AS n FROM node_progress WHERE project_id = ?', project)).toEqual({ n: 2 })
    const table = progressTable(county.office, county.user, { year: 2018, day: '2015-03-31' })
    // 30 planned; 20 % of 30 and 10 % of 50 done.
    expect(table.rows).toMatchObject([{ id: project, planned: 3_000, actual: 1_100, deviation: -1_900, colour: 'red', manager: '李工', stage: 'drafted' }])
    expect(table.places).toMatchObject([{ projects: 1, counts: { red: 1, green: 0 } }])
    expect(progressTable(county.office, { ...county.user, divisions: ['621125101000'], role: 'reader' }, { year: 2018, day: '2015-03-31' }).rows).toEqual([])
  })
})

describe('纸上的横道', () => {
  it('一旬一格：计划的空心，做完的实心，按完成比例从头填', () => {
    const bar = barOf({ plannedStart: '2015-04-01', plannedEnd: '2015-04-30', completion: 5_000 }, 2015)
    expect([bar['ten_9'], bar['ten_10'], bar['ten_11'], bar['ten_12'], bar['ten_13']]).toEqual(['', '■', '□', '□', ''])
    const done = barOf({ plannedStart: '2015-04-05', plannedEnd: '2015-04-25', completion: 10_000 }, 2015)
    expect([done['ten_10'], done['ten_11'], done['ten_12']]).toEqual(['■', '■', '■'])
    expect(Object.values(barOf({ plannedStart: '2015-04-01', plannedEnd: '2015-04-30', completion: null }, 2016)).join('')).toBe('')
  })
})
