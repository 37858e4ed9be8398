/** Whatever register a sheet refers to is found by what its catalogue says tells it apart; a made-up family stands for those to come. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { officeRegisterNames } from '#core/catalogue/index.ts'
import { verify } from '#core/store/verify.ts'
import { addBattle } from '#core/testing/battle.ts'
import { addExits } from '#core/testing/exits.ts'
import { addFunds } from '#core/testing/funds.ts'
import { addIdentifications } from '#core/testing/identifications.ts'
import { addProjects } from '#core/testing/projects.ts'
import { addShortfalls } from '#core/testing/shortfalls.ts'
import { addSurveys } from '#core/testing/surveys.ts'
import { addPlan } from '#core/testing/plans.ts'
import { addWorks } from '#core/testing/works.ts'
import { addMonitored } from '#core/testing/monitored.ts'
import { userOf } from '#core/testing/office.ts'
import { exportTo } from '../exports/exportTo.ts'
import { importBench, withoutNumbers, type ImportBench } from './testing/importing.ts'

let bench: ImportBench
const directory = mkdtempSync(join(tmpdir(), 'bangfu-telling-'))
const administrator = userOf('administrator')
const HOUSEHOLD = 'SELECT id FROM household WHERE village LIKE ? AND deleted = 0 ORDER BY id LIMIT 1 OFFSET ?'
const HERE = '621125100%'

beforeAll(async () => {
  bench = await importBench({ households: 60 })
  const { store } = bench.office
  const first = (register: string, village: string): string =>
    store.read.get<{ id: string }>(`SELECT id FROM ${register} WHERE village LIKE ? AND deleted = 0 ORDER BY id LIMIT 1`, village)?.id ?? ''
  const household = (offset: number): string => store.read.get<{ id: string }>(HOUSEHOLD, HERE, offset)?.id ?? ''
  await store.change({ id: 'u', name: '测试' }, { kind: 'edit', title: '测试' }, (transaction) => {
    const units = ['县水务局', '县林业局'].map((name) => transaction.insert('organization', { name }))
    // Two of one name, told apart by their units alone.
    const [keeper, namesake] = units.map((unit) => transaction.insert('helper', { name: '李保管', organization_id: unit }))
    const repairer = transaction.insert('helper', { name: '赵修理', phone: '13900000003' })
    const pump = transaction.insert('gadget', {
      gadget_no: 'Q-001',
      name: '抽水机',
      household_id: household(0),
      keeper_id: keeper ?? '',
      repairer_id: repairer,
      price: 12_345,
    })
    const spare = transaction.insert('gadget', { gadget_no: 'Q-002', name: '备用机', household_id: household(0), spare_for_id: pump, keeper_id: repairer })
    transaction.insert('gadget', { gadget_no: 'Q-003', name: '抽水机', household_id: household(1), repairer_id: namesake ?? '', spare_for_id: spare })
    transaction.insert('gadget_part', { gadget_id: pump, part_no: 'L-1', count: 2, cost: 500 })
    transaction.insert('gadget_share', { gadget_id: pump, household_id: household(1), since: '2015-01-01', share: 10_000, amount: 12_345 })
    transaction.insert('gadget_year', { gadget_id: spare, year: 2015, hours: 30 })
    transaction.insert('gadget_flow', { gadget_id: pump, village: '621125100204', flow_no: 'L-1', amount: 500 })
    transaction.insert('gadget_rating', { gadget_id: pump, grade: '一级' })
    transaction.insert('gadget_survey', { gadget_id: pump, survey_no: 'P-1', found: '完好' })
    const project = transaction.insert('gadget_project', { project_no: 'X-1', name: '水渠', village: '621125100204', budget: 100 })
    transaction.insert('gadget_project_village', { project_id: project, reached: '621125100205' })
    const act = transaction.insert('shared_act', {
      name: '评议会',
      kind: 'meeting',
      division: '621125100204',
      held_on: '2015-03-05',
      expected: 60,
      present: 45,
    })
    for (const subject of [`household:${household(0)}`, `gadget:${pump}`])
      transaction.insert('shared_act_line', { act_id: act, subject, in_favour: 30, against: 2 })
    const measure = transaction.insert('target_measure', { name: '贫困人口', statistic: '1.0', measure: 'people' })
    transaction.insert('target_task', { measure_id: measure, year: 2015, place: '621125100204', amount: 1_800, issued_by: 'township' })
    const order = { document_no: '漳扶发〔2015〕9号', adjusted_on: '2015-09-18', before: 1_800, after: 2_000, reason: '漏评', issued_by: 'township' }
    transaction.insert('target_adjustment', { measure_id: measure, year: 2015, place: '621125100204', ...order })
    transaction.insert('special_day', { day: '2015-10-08', works: true, name: '调休上班' })
    addIdentifications(transaction, { village: '621125100204', household: household(0) })
    addShortfalls(transaction, { village: '621125100204', household: household(0) })
    addBattle(transaction, { place: '621125100204', household: household(0) })
    addWorks(transaction, { village: '621125100204', household: household(0) })
    const funded = addProjects(transaction, { village: '621125100204', household: household(0) })
    addFunds(transaction, { project: funded.project, village: '621125100204', household: household(0) })
    addSurveys(transaction, { village: '621125100204', household: household(0) })
    addExits(transaction, { village: '621125100204', household: household(0), year: 2015 })
    const person = first('person', HERE)
    addPlan(transaction, { household: household(0), person, helper: repairer })
    addMonitored(transaction, { village: '621125100204', household: household(0), person })
    transaction.insert('household_event', { household_id: household(0), kind: '1', on_date: '2015-04-05', reason: '6', head_id: person })
    const abouts = [`household:${household(0)}`, `person:${person}`, `village:${first('village', HERE)}`, `gadget:${pump}`]
    const seen = [`helper:${repairer}`, `person:${person}`, `helper:${namesake ?? ''}`, null]
    const cases = abouts.map((about, index) => transaction.insert('gadget_case', { case_no: `S-${index}`, about, topic: '抽水', seen_by: seen[index] ?? null }))
    for (const on_what of [`gadget:${pump}`, `gadget_case:${cases[1] ?? ''}`])
      transaction.insert('gadget_mark', { on_what, word: '红', by_whom: `person:${person}` })
  })
})
afterAll(async () => {
  await bench.end()
  rmSync(directory, { recursive: true, force: true })
})

const written = async (register: string): Promise<string> => {
  const path = join(directory, `${register}.xlsx`)
  await exportTo(bench.office, administrator, { register }, path)
  return path
}
const gadgets = () =>
  bench.office.store.read.all(
    `SELECT g.gadget_no, k.name AS keeper, o.name AS unit, r.name AS repairer, s.gadget_no AS spare_for FROM gadget g LEFT JOIN helper k ON k.id = g.keeper_id
    LEFT JOIN organization o ON o.id = k.organization_id LEFT JOIN helper r ON r.id = g.repairer_id LEFT JOIN gadget s ON s.id = g.spare_for_id
    WHERE g.deleted = 0 ORDER BY g.gadget_no`,
  )
const remove = async (register: string): Promise<void> => {
  const { store } = bench.office
  const ids = store.read.all<{ id: string }>(`SELECT id FROM ${register} WHERE deleted = 0`).map(({ id }) => id)
  await store.change({ id: 'u', name: '测试' }, { kind: 'edit', title: '测试', reason: '测试' }, (transaction) => {
    for (const id of ids) transaction.remove(register, id)
  })
}
const problems = async (register: string, rows: Parameters<ImportBench['workbook']>[0]): Promise<string[]> =>
  (await bench.import(register, await bench.workbook(rows))).problems.map(({ message }) => message)

describe('一栏可以是几种台账之一', () => {
  const told = (): unknown =>
    bench.office.store.read.all(`SELECT case_no, about, seen_by FROM gadget_case WHERE case_no LIKE 'S-_' AND deleted = 0 ORDER BY case_no`)

  it('删去之后凭导出的表找回来，各归各的台账', async () => {
    const before = told()
    const [path, marks] = [await written('gadget_case'), await written('gadget_mark')]
    await remove('gadget_mark')
    await remove('gadget_case')
    expect(await bench.import('gadget_case', path)).toMatchObject({ rows: 4, new: 4, rejected: 0, problems: [] })
    expect(told()).toEqual(before)
    expect(await bench.import('gadget_mark', marks)).toMatchObject({ rows: 2, new: 2, problems: [] })
  })

  it('写明类别的按类别找，没写的按名称在各个台账里找，是哪一种都可能的问，不替人选', async () => {
    const { store } = bench.office
    const named = store.read.get<{ id: string; name: string }>(
      'SELECT id, name FROM person WHERE deleted = 0 AND village LIKE ? ORDER BY id LIMIT 1 OFFSET 7',
      HERE,
    )
    // A gadget that goes by the number of a household.
    const { id: household = '', household_no: both = '' } =
      store.read.get<{ id: string; household_no: string }>(
        `SELECT id, household_no FROM household WHERE village LIKE ? AND household_no IS NOT NULL ORDER BY id LIMIT 1`,
        HERE,
      ) ?? {}
    const added: [string, string][] = []
    await store.change({ id: 'u', name: '测试' }, { kind: 'edit', title: '测试' }, (transaction) => {
      added.push(['helper', transaction.insert('helper', { name: named?.name ?? '' })])
      added.push(['gadget', transaction.insert('gadget', { gadget_no: both, name: '同号', household_id: household })])
    })
    const number = store.read.get<{ id_number: string }>('SELECT id_number FROM person WHERE id = ?', named?.id ?? '')?.id_number ?? ''
    const village = store.read.get<{ id: string; name: string; parent: string }>(
      `SELECT v.id, d.name, p.name AS parent FROM village v JOIN division d ON d.code = v.village JOIN division p ON p.code = d.parent_code WHERE v.village LIKE ? ORDER BY v.id LIMIT 1`,
      HERE,
    )
    const rows = [
      ['事项编号', '涉及对象', '涉及对象类别', '涉及对象行政村', '涉及对象行政村乡镇', '事由', '见证人', '见证人类别', '见证人人证件号码'],
      ['T-1', null, null, village?.name, village?.parent, '甲', '赵修理', null, null],
      ['T-2', 'Q-001', null, null, null, '乙', named?.name, '帮扶责任人', null],
      ['T-3', 'Q-001', '器件台账', null, null, '丙', named?.name, '人', number],
      ['T-4', both, null, null, null, '丁', null, null, null],
      ['T-5', 'Q-001', '水库', null, null, '戊', null, null, null],
      ['T-6', '查无此物', null, null, null, '己', null, null, null],
      ['T-7', null, null, null, null, '庚', null, null, null],
    ]
    const result = await bench.import('gadget_case', await bench.workbook(rows))
    expect(result.problems.map(({ row, message }) => `${row} ${message}`)).toEqual([
      expect.stringMatching(/^5 涉及对象：.*户、器件台账里都有，无法判断是哪一个；请在“涉及对象类别”里写明是哪一种/),
      expect.stringMatching(/^6 “涉及对象类别”只能是：户、人、行政村、器件台账；现在是“水库”/),
      expect.stringMatching(/^7 涉及对象：户、人、行政村、器件台账里没有“查无此物”/),
      expect.stringMatching(/^8 没有填写“涉及对象”/),
    ])
    const found = store.read.all<{ about: string; seen_by: string }>(`SELECT about, seen_by FROM gadget_case WHERE case_no LIKE 'T-%' ORDER BY case_no`)
    expect(found.map(({ about }) => about.split(':')[0])).toEqual(['village', 'gadget', 'gadget'])
    expect(found[0]?.about).toBe(`village:${village?.id ?? ''}`)
    expect(found.map(({ seen_by }) => seen_by.split(':')[0])).toEqual(['helper', 'helper', 'person'])
    expect(found[2]?.seen_by).toBe(`person:${named?.id ?? ''}`)
    const cases = store.read.all<{ id: string }>(`SELECT id FROM gadget_case WHERE case_no LIKE 'T-%'`).map(({ id }): [string, string] => ['gadget_case', id])
    await store.change({ id: 'u', name: '测试' }, { kind: 'edit', title: '测试', reason: '测试' }, (transaction) => {
      for (const [register, id] of [...cases, ...added]) transaction.remove(register, id)
    })
  })
})

describe('导出的表再导入', () => {
  it.each(officeRegisterNames)('%s 一条也不变', async (register) => {
    const path = await written(register)
    const result = await bench.import(register, path)
    expect(result.problems.slice(0, 5)).toEqual([])
    expect(result.warnings.filter(({ message }) => message.includes('不认识表头'))).toEqual([])
    expect(result.rows).toBeGreaterThan(0)
    expect(result).toMatchObject({ same: result.rows, new: 0, changed: 0, rejected: 0, changeSet: null })
  })

  it('删去之后凭导出的表找回来：两个帮扶责任人各归各位，同名的按单位分清，行与行互相引用不论先后', async () => {
    const before = gadgets()
    const path = await withoutNumbers('gadget', await written('gadget'))
    const parts = await written('gadget_part')
    for (const register of ['gadget_part', 'gadget_year', 'gadget']) await remove(register)
    expect(await bench.import('gadget', path)).toMatchObject({ rows: 3, new: 3, rejected: 0, problems: [] })
    expect(gadgets()).toEqual(before)
    expect(await bench.import('gadget_part', parts)).toMatchObject({ rows: 1, new: 1, problems: [] })
    expect((await verify(bench.office.store.read, bench.office.store.derivations)).findings).toEqual([])
  })
})

describe('引用没有专门写过的台账', () => {
  it('库里有的认得出来，按编号，也按名称和所在的户', async () => {
    const number = bench.office.store.read.get<{ household_no: string }>(
      `SELECT h.household_no FROM gadget g JOIN household h ON h.id = g.household_id WHERE gadget_no = 'Q-003'`,
    )?.household_no
    const rows = [
      ['器件编号', '器件名称', '器件户编号', '零件编号', '数量'],
      ['Q-002', null, null, 'L-2', 1],
      [null, '抽水机', number, 'L-3', 1],
    ]
    expect(await bench.import('gadget_part', await bench.workbook(rows))).toMatchObject({ new: 2, problems: [] })
    const found = bench.office.store.read.all(
      `SELECT p.part_no, g.gadget_no FROM gadget_part p JOIN gadget g ON g.id = p.gadget_id WHERE part_no > 'L-1' ORDER BY 1`,
    )
    expect(found).toEqual([
      { part_no: 'L-2', gadget_no: 'Q-002' },
      { part_no: 'L-3', gadget_no: 'Q-003' },
    ])
  })

  it('库里没有的说是哪个台账的哪一条、该核对什么', async () => {
    const rows = [
      ['器件', '零件编号'],
      ['P-001', 'L-9'],
    ]
    expect(await problems('gadget_part', rows)).toEqual(['器件：库里没有这个器件台账（P-001），请先登记，或核对器件编号、器件名称。'])
    const [first] = await problems('gadget', [
      ['器件编号', '器件名称', '户编号', '修理人姓名'],
      ['Q-009', '新器件', bench.office.store.read.get<{ household_no: string }>('SELECT household_no FROM household LIMIT 1')?.household_no, '无此人'],
    ])
    expect(first).toContain('修理人：库里没有这个帮扶责任人（无此人）')
  })

  it('有几个的说有几个、补填什么，不猜', async () => {
    const number = bench.office.store.read.get<{ household_no: string }>('SELECT household_no FROM household LIMIT 1')?.household_no
    const [first] = await problems('gadget', [
      ['器件编号', '器件名称', '户编号', '保管人姓名'],
      ['Q-009', '新器件', number, '李保管'],
    ])
    expect(first).toBe('保管人：“李保管”在库里有 2 个，无法判断是哪一个帮扶责任人；请补填保管人证件号码、保管人干部编号。')
  })
})

describe('表里的行互相引用', () => {
  const row = (number: string, spareFor: string | null, pieces: number | string = 1) => {
    const household = bench.office.store.read.get<{ household_no: string }>(
      `SELECT household_no FROM household WHERE village LIKE ? AND household_no IS NOT NULL LIMIT 1`,
      HERE,
    )
    return [number, `器件${number}`, household?.household_no, spareFor, pieces]
  }
  const HEADINGS = ['器件编号', '器件名称', '户编号', '备用于器件编号', '件数']

  it('先后不论，成环也行；再导一次不变', async () => {
    const path = await bench.workbook([HEADINGS, row('C-1', 'C-2'), row('C-2', 'C-3'), row('C-3', 'C-1'), row('C-4', 'C-4')])
    expect(await bench.import('gadget', path)).toMatchObject({ rows: 4, new: 4, problems: [] })
    expect(
      bench.office.store.read.all(
        `SELECT g.gadget_no AS a, s.gadget_no AS b FROM gadget g JOIN gadget s ON s.id = g.spare_for_id WHERE a LIKE 'C-%' ORDER BY 1`,
      ),
    ).toEqual([
      { a: 'C-1', b: 'C-2' },
      { a: 'C-2', b: 'C-3' },
      { a: 'C-3', b: 'C-1' },
      { a: 'C-4', b: 'C-4' },
    ])
    expect(await bench.import('gadget', path)).toMatchObject({ rows: 4, same: 4, changeSet: null })
  })

  it('所引的行有问题，引用它的行也退回，隔几行都一样，各说各的原因', async () => {
    const result = await bench.import(
      'gadget',
      await bench.workbook([HEADINGS, row('D-1', 'D-2'), row('D-2', 'D-3'), row('D-3', null, '若干'), row('D-4', null)]),
    )
    expect(result).toMatchObject({ rows: 4, new: 1, rejected: 3 })
    expect(result.problems.map(({ row: number }) => number).toSorted()).toEqual([2, 3, 4])
    expect(result.problems.find(({ row: number }) => number === 2)?.message).toContain('“备用于”是本表第 3 行')
    expect(bench.office.store.read.all(`SELECT gadget_no FROM gadget WHERE gadget_no LIKE 'D-%'`)).toEqual([{ gadget_no: 'D-4' }])
  })

  it('表里和库里都没有的说清楚', async () => {
    expect(await problems('gadget', [HEADINGS, row('E-1', 'E-9')])).toEqual([
      '备用于：库里和表里都没有这个器件台账（E-9），请先登记，或核对备用于器件编号、备用于器件名称。',
    ])
  })
})
