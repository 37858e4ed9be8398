/** Finding the poor from both directions, with a township and the county: what is decided is carried out by the office in charge, and taken back with the step. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeSteps, undoStep, type StepRequest } from '../../procedures/make.ts'
import { showProcedure } from '../../procedures/show.ts'
import type { Row } from '../../shapes.ts'
import type { SqlRow } from '../../store/index.ts'
import { syntheticPerson } from '../../testing/builders.ts'
import { stepEffects } from '../procedures/effects.ts'
import { carry, closeOffices, COUNTY, enterHousehold, openOffices, TODAY, TOWNSHIP_ONE, VILLAGE_ONE, type DeskSite } from '../exchange/testing/offices.ts'

let county: DeskSite
let township: DeskSite
let offices: DeskSite[]
let campaign: string
beforeAll(async () => {
  offices = await openOffices(COUNTY, TOWNSHIP_ONE)
  ;[county, township] = offices as [DeskSite, DeskSite]
  campaign = await save(township, 'campaign', {
    name: '2015 年动态调整',
    year: 2015,
    round: 1,
    issued_by: TOWNSHIP_ONE,
    starts_on: '2015-09-01',
    ends_on: '2015-11-30',
    score_sheet: null,
  })
})
afterAll(() => closeOffices(offices))

const CASE = 'identification'
const save = async ({ office, user }: DeskSite, register: string, values: Row): Promise<string> =>
  (await office.records.save(user, { register, values, reason: '已核对' })).id
const rowsOf = ({ office }: DeskSite, sql: string, ...values: string[]): SqlRow[] => office.store.read.all<SqlRow>(sql, ...values)
const filedOf = (at: DeskSite, unlisted: string): SqlRow[] =>
  rowsOf(at, 'SELECT h.* FROM unlisted_household u JOIN household h ON h.id = u.household_id WHERE u.id = ? AND h.deleted = 0', unlisted)
const caseOf = (at: DeskSite, id: string): SqlRow | undefined => rowsOf(at, 'SELECT * FROM identification WHERE id = ?', id)[0]
const ports = ({ office }: DeskSite) => ({
  store: office.store,
  records: office.records,
  unit: office.unit,
  parameters: () => office.parameters(),
  effects: stepEffects,
})
const step = (at: DeskSite, id: string, key: string, on: string, more: Partial<StepRequest> = {}) =>
  makeSteps(ports(at), at.user, { register: CASE, ids: [id], step: key, on, remark: null, signatures: [], act: null, ...more }, TODAY)
const act = (at: DeskSite, kind: string, division: string, on: string, more: Row = {}): Promise<string> =>
  save(at, 'shared_act', { name: `${on}${kind}${String(more['name'] ?? '')}`, kind, division, held_on: on, ...more })
const VOTES = { expected: 30, present: 21 }
const votes = { inFavour: 11, against: 6, abstained: 4 }

async function open(subject: string, scope: string, direction: string, more: Row = {}): Promise<string> {
  return save(township, CASE, {
    campaign_id: campaign,
    subject,
    village: VILLAGE_ONE,
    scope,
    direction,
    ground: direction === '1' ? '1' : '4',
    opened_on: '2015-09-02',
    people: 2,
    ...more,
  })
}

/** From the village's meeting to the county's announcement. */
async function announce(id: string): Promise<void> {
  const done = async (made: Promise<{ done: readonly string[]; refused: readonly unknown[] }>) => expect((await made).refused).toEqual([])
  await done(step(township, id, 'deliberate', '2015-09-10', { act: await act(township, 'meeting', VILLAGE_ONE, '2015-09-10', { ...VOTES, name: id }), votes }))
  await done(step(township, id, 'post', '2015-09-11', { act: await act(township, 'notice', VILLAGE_ONE, '2015-09-11', { name: id }) }))
  await done(step(township, id, 'review', '2015-09-18'))
  await done(step(township, id, 'post_again', '2015-09-18', { act: await act(township, 'notice', TOWNSHIP_ONE, '2015-09-18', { name: id }) }))
  await carry(township, county)
  await done(step(county, id, 'confirm', '2015-09-25'))
  await done(step(county, id, 'announce', '2015-09-26', { act: await act(county, 'notice', COUNTY, '2015-09-26', { name: id }) }))
  await carry(county, township)
}

async function applied(): Promise<{ unlisted: string; id: string; number: string }> {
  const head = syntheticPerson({ name: '马申请', birthDate: '1970-01-01' }).id_number
  const spouse = syntheticPerson({ birthDate: '1972-02-02', sex: '2' }).id_number
  const unlisted = await save(township, 'unlisted_household', { village: VILLAGE_ONE, head_name: '马申请', stated_population: 4, noted_on: '2015-09-01' })
  for (const [name, relation, number] of [
    ['马申请', '01', head],
    ['李配偶', '02', spouse],
  ] as const)
    await save(township, 'unlisted_person', { household_id: unlisted, name, relation, id_number: number })
  const id = await open(`unlisted_household:${unlisted}`, '3', '1')
  await step(township, id, 'visit', '2015-09-05', { signatures: ['甲', '乙'] })
  await step(township, id, 'group', '2015-09-06', { act: await act(township, 'meeting', VILLAGE_ONE, '2015-09-06', { ...VOTES, name: id }), votes })
  return { unlisted, id, number: head }
}

describe('正向：申请', () => {
  it('认定以后由负责的单位落实：建立户的档案，编号、成员、年度记录都在，县里收到同样的', async () => {
    const { unlisted, id } = await applied()
    expect(
      (await step(township, id, 'deliberate', '2015-09-10', { act: await act(township, 'meeting', VILLAGE_ONE, '2015-09-10', VOTES), votes })).refused[0],
    ).toMatchObject({
      missing: [{ need: 'field', about: 'proposed_outcome' }],
    })
    await township.office.records.save(township.user, { register: CASE, id, values: { proposed_outcome: '2' }, reason: '已核对' })
    await announce(id)
    expect(caseOf(township, id)).toMatchObject({ stage: 'announced', outcome: '2', decided_on: '2015-09-26' })
    expect((await step(township, id, 'file', '2015-10-08')).done).toEqual([id])
    const [household] = filedOf(township, unlisted)
    expect(household).toMatchObject({
      head_name: '马申请',
      population: 2,
      exit_status: '0',
      first_identified_on: '2015-09-26',
      registered_year: 2015,
      valid: 1,
    })
    expect(rowsOf(township, 'SELECT * FROM unlisted_household WHERE id = ?', unlisted)[0]).toMatchObject({ population: 2, household_id: household?.['id'] })
    await carry(township, county)
    expect(filedOf(county, unlisted)).toMatchObject([{ head_name: '马申请', population: 2 }])
    expect(caseOf(county, id)?.['stage']).toBe('filed')
  })

  it('撤销落实，建立的都撤掉；后来登记了别的就不能撤', async () => {
    const { unlisted, id, number } = await applied()
    await township.office.records.save(township.user, { register: CASE, id, values: { proposed_outcome: '8' } })
    await announce(id)
    await step(township, id, 'file', '2015-10-08')
    const [household] = filedOf(township, unlisted)
    const later = await save(township, 'household_year', { household_id: String(household?.['id']), year: 2016 })
    const last = showProcedure(ports(township), township.user, CASE, id, TODAY).steps.at(-1)?.id ?? ''
    const undo = () => undoStep(ports(township), township.user, { register: CASE, record: id, step: last, reason: '录错', on: TODAY })
    await expect(undo()).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('户年度记录') as string })
    await township.office.records.remove(township.user, { register: 'household_year', ids: [later], reason: '录错' })
    await undo()
    expect(filedOf(township, unlisted)).toEqual([])
    expect(rowsOf(township, "SELECT id FROM person WHERE name = '马申请' AND id_number = ? AND deleted = 0", number)).toEqual([])
    expect(caseOf(township, id)?.['stage']).toBe('announced')
    // And again.
    expect((await step(township, id, 'file', '2015-10-09')).done).toEqual([id])
  })

  it('成员已在别的户在册的不能建档，说明原因，什么都不写', async () => {
    const { household } = await enterHousehold(township, VILLAGE_ONE)
    const [head] = rowsOf(township, 'SELECT head_name, head_id_number FROM household WHERE id = ?', household)
    const unlisted = await save(township, 'unlisted_household', {
      village: VILLAGE_ONE,
      head_name: String(head?.['head_name']),
      head_id_number: head?.['head_id_number'] as string,
    })
    const id = await open(`unlisted_household:${unlisted}`, '3', '1', { proposed_outcome: '2' })
    await step(township, id, 'visit', '2015-09-05', { signatures: ['甲', '乙'] })
    await step(township, id, 'group', '2015-09-06', { act: await act(township, 'meeting', VILLAGE_ONE, '2015-09-06', { ...VOTES, name: id }), votes })
    await announce(id)
    const { done, refused } = await step(township, id, 'file', '2015-10-08')
    expect(done).toEqual([])
    expect(refused[0]?.missing).toMatchObject([{ need: 'effect', message: expect.stringContaining('已登记在一户在册户里') as string }])
  })
})

describe('反向：疑点', () => {
  const suspected = async (scope: string, status: string): Promise<{ household: string; id: string }> => {
    const { household } = await enterHousehold(township, VILLAGE_ONE)
    await township.site.act((transaction) => {
      transaction.update('household', household, { exit_status: status })
    })
    const id = await open(`household:${household}`, scope, '2', { red_lines: '03', grounds: '名下有车', evidence: '属实', statement: '已卖' })
    return { household, id }
  }
  const heard = async (id: string): Promise<void> => {
    await step(township, id, 'verify', '2015-09-04', { signatures: ['甲', '乙'] })
    await step(township, id, 'hear', '2015-09-05', { signatures: ['户主'] })
  }

  it('申请那一路的步骤不提供给疑点，反过来也一样', async () => {
    const { id } = await suspected('1', '0')
    expect(showProcedure(ports(township), township.user, CASE, id, TODAY).next.map(({ key }) => key)).toEqual(['verify'])
    expect((await step(township, id, 'visit', '2015-09-04', { signatures: ['甲', '乙'] })).refused[0]?.missing).toMatchObject([
      { need: 'state', message: '“入户评估”只用于方向为“正向”的。' },
    ])
  })

  it('清退：落实才注销，撤销又恢复；核查期间户一直有效', async () => {
    const { household, id } = await suspected('1', '0')
    await heard(id)
    await township.office.records.save(township.user, { register: CASE, id, values: { proposed_outcome: '3' } })
    await announce(id)
    const valid = () => rowsOf(township, 'SELECT valid FROM household WHERE id = ?', household)[0]?.['valid']
    const before = valid()
    expect(before).not.toBe(0)
    await step(township, id, 'file', '2015-10-08')
    expect(valid()).toBe(0)
    // The county decides of the step, but not of the household: half an undoing would be none.
    await carry(township, county)
    const filed = showProcedure(ports(county), county.user, CASE, id, TODAY).steps.at(-1)?.id ?? ''
    await expect(undoStep(ports(county), county.user, { register: CASE, record: id, step: filed, reason: '录错', on: TODAY })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
    expect(caseOf(county, id)?.['stage']).toBe('filed')
    const last = showProcedure(ports(township), township.user, CASE, id, TODAY).steps.at(-1)?.id ?? ''
    await undoStep(ports(township), township.user, { register: CASE, record: id, step: last, reason: '录错', on: TODAY })
    expect(valid()).toBe(before)
  })

  it('已脱贫的返贫：脱贫标志从批次那一年起是返贫', async () => {
    const { household, id } = await suspected('2', '1')
    await heard(id)
    await township.office.records.save(township.user, { register: CASE, id, values: { proposed_outcome: '6' } })
    await announce(id)
    expect((await step(township, id, 'file', '2015-10-08')).done).toEqual([id])
    expect(rowsOf(township, 'SELECT exit_status, exit_standing FROM household WHERE id = ?', household)).toEqual([{ exit_status: '3', exit_standing: '3' }])
    expect(rowsOf(township, 'SELECT year, exit_status FROM household_year WHERE household_id = ? AND year = 2015', household)).toEqual([
      { year: 2015, exit_status: '3' },
    ])
  })

  it('结果与对象不符的不能落实', async () => {
    const { id } = await suspected('1', '0')
    await heard(id)
    await township.office.records.save(township.user, { register: CASE, id, values: { proposed_outcome: '2' }, reason: '已核对' })
    await announce(id)
    expect((await step(township, id, 'file', '2015-10-08')).refused[0]?.missing).toMatchObject([{ need: 'effect' }])
  })

  it('维持原状、特殊原因保留都有结果和日期', async () => {
    for (const [scope, status, outcome] of [
      ['1', '0', '1'],
      ['2', '1', '4'],
    ] as const) {
      const { id } = await suspected(scope, status)
      await step(township, id, 'verify', '2015-09-04', { signatures: ['甲', '乙'] })
      await step(township, id, 'uphold', '2015-09-05')
      expect(caseOf(township, id)).toMatchObject({ stage: 'upheld', outcome, decided_on: '2015-09-05' })
    }
    const { id } = await suspected('1', '0')
    await heard(id)
    await carry(township, county)
    expect((await step(county, id, 'keep', '2015-09-20')).refused[0]?.missing).toMatchObject([{ need: 'field', about: 'keep_reason' }])
    await township.office.records.save(township.user, { register: CASE, id, values: { keep_reason: '务工用的旧车，残值很低' } })
    await carry(township, county)
    expect((await step(county, id, 'keep', '2015-09-20')).done).toEqual([id])
    expect(caseOf(county, id)).toMatchObject({ stage: 'kept', outcome: '1', decided_on: '2015-09-20' })
  })
})
