/** Each rule of projects with a firing and a silent case (mechanisms.md M06.e, §6). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runRules } from '#core/checks/engine/index.ts'
import { closeOffices, COUNTY, openOffices, VILLAGE_ONE, type DeskSite } from '../../exchange/testing/offices.ts'
import { addProjects } from '#core/testing/projects.ts'
import { projectRules } from './index.ts'
import type { NodeFacts, ProjectFacts } from './types.ts'

const report = (asOf: string, percent: number, loweredBecause: string | null = null) => ({ asOf, completion: percent * 100, loweredBecause })
const PIPES: NodeFacts = {
  name: '管网',
  kind: '5',
  weight: 10_000,
  plannedStart: '2015-03-01',
  plannedEnd: '2015-05-31',
  completion: 10_000,
  reports: [report('2015-03-31', 20), report('2015-04-30', 55), report('2015-05-31', 100)],
}
const SOUND: ProjectFacts = {
  record: {
    place: '621125100204',
    year: 2015,
    location: '一社、二社',
    category: '02',
    performance_target: '46 户通水',
    planned_start: '2015-03-01',
    planned_end: '2015-05-31',
    approved_investment: 50_000_000,
    fiscal_grant: 50_000_000,
    household_part: 50_000_000,
    contract_amount: 55_000_000,
    settled_amount: 55_000_000,
    planned_households: 210,
    stage: 'closed',
    started_on: '2015-03-01',
    finished_on: '2015-05-31',
  },
  nodes: [PIPES, { ...PIPES, name: '移交', kind: '9', plannedEnd: '2015-12-31', completion: null, reports: [] }],
  villages: [{ village: '621125100204', households: 210, listed: 210 }],
  acceptances: [{ acceptedOn: '2015-05-31', kind: '1' }],
  noticesOn: ['2015-01-18', '2015-06-30'],
  manager: { name: '李工', leftOn: null },
  mostOfApproved: 110,
  equalSteps: 3,
}
const said = (record: Partial<ProjectFacts['record']>): ProjectFacts => ({ ...SOUND, record: { ...SOUND.record, ...record } })
const worked = (node: Partial<NodeFacts>): ProjectFacts => ({ ...SOUND, nodes: [{ ...PIPES, ...node }] })

const CASES: Readonly<Record<string, { readonly fires: ProjectFacts; readonly says: string }>> = {
  '6-place': { fires: said({ location: '全 县' }), says: '请写到村和社' },
  '6-E39': { fires: said({ settled_amount: 55_000_001 }), says: '结算审计价 550000.01 元超过批复总投资 500000 元的 110%' },
  '6-parts': { fires: said({ household_part: 50_000_001 }), says: '到户部分 500000.01 元多于批复总投资' },
  '6-E46': { fires: said({ planned_households: 211 }), says: '计划受益 211 户，实施的村一共只有 210 户' },
  '6-E47': { fires: said({ performance_target: ' ', stage: 'stored' }), says: '没有填绩效目标' },
  '6-W48': { fires: { ...said({ stage: 'building' }), manager: { name: '李工', leftOn: '2015-04-01' } }, says: '责任人李工已于 2015-04-01 调离' },
  '6-E50': { fires: { ...SOUND, noticesOn: ['2015-01-18'] }, says: '没有竣工公告' },
  '6-days': { fires: said({ planned_end: '2015-02-28', started_on: null, finished_on: null }), says: '计划完工 2015-02-28 早于计划开工 2015-03-01' },
  '6-E27': { fires: { ...SOUND, acceptances: [{ acceptedOn: '2015-05-30', kind: '1' }] }, says: '有一次验收在 2015-05-30，早于完工 2015-05-31' },
  '6-node-days': { fires: worked({ plannedEnd: '2015-02-28' }), says: '工序“管网”的计划结束 2015-02-28 早于计划开始' },
  '6-E43': {
    fires: worked({ reports: [report('2015-03-31', 80), report('2015-04-30', 70), report('2015-05-31', 100)] }),
    says: '2015-04-30 是 70%，比 2015-03-31 的 80% 少',
  },
  '6-E44': {
    fires: worked({ reports: [report('2015-02-28', 10), report('2015-03-31', 20), report('2015-04-30', 30), report('2015-05-31', 40)] }),
    says: '连续 3 次都正好增加 10%',
  },
  '6-accepted-unfinished': { fires: worked({ completion: 8_000 }), says: '工序“管网”只完成 80%' },
}
/** What the case of one rule gives cause for elsewhere, too. */
const ALSO: Readonly<Record<string, readonly string[]>> = { '6-days': ['6-E50', '6-node-days'] }

describe('项目的规则', () => {
  it('正好 110%、正好全村的户、当天验收、写了原因的倒退、两次一样的增幅、没有开始的没有疑点', () => {
    const lowered = worked({ reports: [report('2015-03-31', 80), report('2015-04-30', 70, '返工'), report('2015-05-31', 100)] })
    const twice = worked({ reports: [report('2015-03-31', 10), report('2015-04-30', 20), report('2015-05-10', 30), report('2015-05-31', 100)] })
    const drafted = { ...said({ stage: 'drafted', performance_target: null, started_on: null, finished_on: null }), nodes: [], noticesOn: [], acceptances: [] }
    const gone = { ...SOUND, manager: { name: '李工', leftOn: '2016-01-01' } }
    const unknown = { ...SOUND, villages: [{ village: 'v', households: null, listed: 500 }] }
    for (const facts of [SOUND, lowered, twice, drafted, gone, unknown, { ...SOUND, manager: null }]) expect(runRules(projectRules, facts)).toEqual([])
  })

  it.each(projectRules.map(({ id, title }) => [id, title] as const))('规则 %s %s：有触发的例子', (id) => {
    const one = CASES[id]
    if (one === undefined) throw new Error(`规则 ${id} 没有例子`)
    const found = runRules(projectRules, one.fires)
    expect(found.filter(({ rule }) => rule === id).map(({ message }) => message)).toEqual([expect.stringContaining(one.says)])
    expect(found.map(({ rule }) => rule).filter((rule) => rule !== id)).toEqual(ALSO[id] ?? [])
  })

  it('完工早于开工、承接的也看；没有公示就入库的', () => {
    expect(
      runRules(projectRules, said({ started_on: null, finished_on: null, told_start: '2015-03-01', told_end: '2015-02-01' })).map(({ rule }) => rule),
    ).toEqual(['6-days'])
    expect(runRules(projectRules, { ...said({ stage: 'stored' }), noticesOn: [] }).map(({ message }) => message)).toEqual([
      expect.stringContaining('没有一次公示里列着它'),
    ])
  })
})

describe('在本机上', () => {
  let county: DeskSite
  let offices: DeskSite[]
  beforeAll(async () => {
    offices = await openOffices(COUNTY)
    ;[county] = offices as [DeskSite]
  })
  afterAll(() => closeOffices(offices))

  const found = async (rule: string): Promise<readonly { about: string; message: string }[]> => {
    await county.office.checks.settled()
    return county.office.store.read.all('SELECT about, message FROM finding WHERE rule = ? ORDER BY about', rule)
  }
  const add = async (number: number): Promise<{ project: string; progress: string }> =>
    (
      await county.site.act((transaction) => {
        const household = transaction.insert('household', { village: VILLAGE_ONE })
        const { project } = addProjects(transaction, { village: VILLAGE_ONE, household, number })
        const progress = transaction.get<{ id: string }>(
          'SELECT p.id FROM node_progress p JOIN project_node n ON n.id = p.node_id WHERE n.project_id = ?',
          project,
        )
        return { project, progress: progress?.id ?? '' }
      })
    ).result

  it('一个项目没有；同村同类同地点的两个互相看见；出库的不算；同一张照片的两次进度', async () => {
    const one = await add(1)
    expect(await found('6-E49')).toEqual([])
    const other = await add(3)
    expect((await found('6-E49')).map(({ about }) => about).toSorted()).toEqual([one.project, other.project].toSorted())
    const photo = (record: string, name: string) =>
      county.site.act((transaction) =>
        transaction.insert('attachment', {
          register: 'node_progress',
          record,
          village: VILLAGE_ONE,
          name,
          sha256: 'a'.repeat(64),
          media_type: 'image/jpeg',
          size: 9,
          kind: 'photo',
        }),
      )
    await photo(one.progress, '现场')
    expect(await found('6-W45-progress')).toEqual([])
    await photo(other.progress, '现场2')
    expect((await found('6-W45-progress')).map(({ about }) => about).toSorted()).toEqual([one.progress, other.progress].toSorted())
  })

  it('权重合计不到 100 的，敲进去不收，合并进来是疑点；工序、进度都要看到项目上', async () => {
    const { project, progress } = await add(5)
    const { office, user } = county
    const node = office.store.read.get<{ id: string }>('SELECT id FROM project_node WHERE project_id = ?', project)?.id ?? ''
    const weigh = office.records.save(user, { register: 'project_node', id: node, values: { weight: 9_900 }, reason: '改' })
    await expect(weigh).rejects.toMatchObject({ code: 'VALIDATION', message: expect.stringContaining('100') })
    await county.site.act((transaction) => transaction.update('project_node', node, { weight: 9_900 }))
    expect(await found('S-project_node-weight')).toMatchObject([{ about: project }])
    await county.site.act((transaction) => transaction.update('project_node', node, { weight: 10_000 }))
    expect(await found('S-project_node-weight')).toEqual([])
    const fall = office.records.save(user, { register: 'node_progress', values: { node_id: node, as_of: '2015-05-31', completion: 1_400 }, reason: '填' })
    await expect(fall).rejects.toMatchObject({ code: 'VALIDATION', issues: [expect.objectContaining({ rule: '6-E43' })] })
    await county.site.act((transaction) => transaction.insert('node_progress', { node_id: node, as_of: '2015-05-31', completion: 1_400 }))
    expect(await found('6-E43')).toMatchObject([{ about: project }])
    expect(progress).not.toBe('')
  })
})
