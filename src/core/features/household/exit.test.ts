/** How a household leaves the list: what sheets and cards say opens the procedure, and from the first step on the steps say what holds. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dueItems } from '../../due/due.ts'
import { makeSteps, openAt, undoStep, type StepRequest } from '../../procedures/make.ts'
import { showProcedure } from '../../procedures/show.ts'
import type { SqlRow } from '../../store/index.ts'
import { verify } from '../../store/verify.ts'
import { conditionSources } from '../procedures/conditions.ts'
import { stepEffects } from '../procedures/effects.ts'
import { reachExit } from '../../testing/exits.ts'
import { setLocks } from '../locks/locks.ts'
import { carry, closeOffices, COUNTY, enterHousehold, openOffices, TODAY, TOWNSHIP_ONE, VILLAGE_ONE, type DeskSite } from '../exchange/testing/offices.ts'

let county: DeskSite
let township: DeskSite
let offices: DeskSite[]
beforeAll(async () => {
  offices = await openOffices(COUNTY, TOWNSHIP_ONE)
  ;[county, township] = offices as [DeskSite, DeskSite]
})
afterAll(() => closeOffices(offices))

const YEAR = 'household_year'

/** A household with a record of 2016 that says so much of its exit. */
async function entered(status: string | null): Promise<{ household: string; year: string }> {
  const { household } = await enterHousehold(township, VILLAGE_ONE)
  const { result } = await township.site.act((transaction) => {
    transaction.update('household', household, { exit_status: status })
    return transaction.insert(YEAR, { household_id: household, year: 2016, exit_status: status })
  })
  return { household, year: result }
}

const row = ({ office }: DeskSite, register: string, id: string): SqlRow | undefined =>
  office.store.read.get<SqlRow>(`SELECT * FROM ${register} WHERE id = ?`, id)
const held = (at: DeskSite, { household, year }: { household: string; year: string }) => {
  const [whole, yearly] = [row(at, 'household', household), row(at, YEAR, year)]
  return [yearly?.['exit_stage'], yearly?.['exit_standing'], whole?.['exit_standing'], whole?.['exit_standing_year']]
}
const ports = ({ office }: DeskSite) => ({
  store: office.store,
  records: office.records,
  unit: office.unit,
  parameters: () => office.parameters(),
  effects: stepEffects,
  conditions: conditionSources,
})
const step = (at: DeskSite, id: string, key: string, on: string, more: Partial<StepRequest> = {}) =>
  makeSteps(ports(at), at.user, { register: YEAR, ids: [id], step: key, on, remark: null, signatures: [], act: null, ...more }, TODAY)
const act = async ({ office, user }: DeskSite, kind: string, division: string, on: string, more: Record<string, number> = {}): Promise<string> =>
  (await office.records.save(user, { register: 'shared_act', values: { name: `${on}${kind}`, kind, division, held_on: on, ...more } })).id
const type = ({ office, user }: DeskSite, register: string, id: string, values: Record<string, string | number | null>, reason?: string) =>
  office.records.save(user, { register, id, values, ...(reason === undefined ? {} : { reason }) })
const findings = ({ office }: DeskSite, id: string): string[] =>
  office.store.read.all<{ message: string }>("SELECT message FROM finding WHERE record = ? AND rule = 'P-5'", id).map(({ message }) => message)

describe('承接', () => {
  it('表格、卡片里的脱贫标志就是承接的状态；填什么照样管用', async () => {
    for (const [status, stage] of [
      [null, 'listed'],
      ['0', 'listed'],
      ['1', 'delisted'],
      ['2', 'proposed'],
      ['3', 'returned'],
      ['4', 'delisted'],
    ] as const)
      expect(held(township, await entered(status)).slice(0, 3)).toEqual([stage, status, status])
  })

  it('改填脱贫标志，承接跟着改；办理经过写明来源和日期', async () => {
    const one = await entered('0')
    await type(township, YEAR, one.year, { exit_status: '1' })
    expect(held(township, one).slice(0, 2)).toEqual(['delisted', '1'])
    const { steps, stateLabel } = showProcedure(ports(township), township.user, YEAR, one.year, TODAY)
    expect([stateLabel, steps.length]).toEqual(['已销号', 1])
    expect(steps[0]).toMatchObject({ label: '承接为“已销号”', mayUndo: false, basis: '“当年脱贫标志”写的是“已脱贫”（修改户年度记录）' })
    await expect(
      openAt(township.office, township.user, { register: YEAR, ids: [one.year], state: 'delisted', on: TODAY, basis: '旧系统' }),
    ).rejects.toMatchObject({ code: 'VALIDATION' })
  })

  it('从承接的状态往下办：承接写成一步，两个单位办出同一条', async () => {
    const one = await entered('1')
    await carry(township, county)
    expect((await step(county, one.year, 'relapse', '2016-05-01')).done).toEqual([one.year])
    expect(held(county, one)).toEqual(['returned', '3', '3', null])
    const opening = county.office.store.read.all("SELECT step, level FROM procedure_step WHERE subject = ? AND step LIKE 'open:%'", `${YEAR}:${one.year}`)
    expect(opening).toEqual([{ step: 'open:delisted', level: 'village' }])
    await carry(county, township)
    expect(held(township, one)).toEqual(held(county, one))
  })
})

describe('退出', () => {
  it('从评议到销号；公示、公告不满期办不了；户的脱贫标志和年度跟着步骤', async () => {
    const one = await entered('0')
    const meeting = await act(township, 'meeting', VILLAGE_ONE, '2016-04-01', { expected: 30, present: 20 })
    expect(
      (await step(township, one.year, 'propose', '2016-04-01', { act: meeting, votes: { inFavour: 10, against: 10, abstained: 0 } })).refused,
    ).toMatchObject([{ missing: [{ need: 'vote' }] }])
    await step(township, one.year, 'propose', '2016-04-01', { act: meeting })
    expect(held(township, one).slice(0, 3)).toEqual(['listed', '0', '0'])
    const votes = { inFavour: 18, against: 2, abstained: 0 }
    expect((await step(township, one.year, 'propose', '2016-04-01', { act: meeting, votes })).done).toEqual([one.year])
    expect(dueItems(township.office, township.user, {}, 100, TODAY).items.find(({ id }) => id === one.year)).toMatchObject({ on: '2016-04-16' })
    await township.site.act((transaction) => reachExit(transaction, { ...one, village: VILLAGE_ONE }))
    await step(township, one.year, 'verify', '2016-04-03', { signatures: ['王一', '李二'] })
    await step(township, one.year, 'agree', '2016-04-04', { signatures: ['户主'] })
    const notice = await act(township, 'notice', VILLAGE_ONE, '2016-04-05')
    await step(township, one.year, 'post', '2016-04-05', { act: notice })
    // Under way somebody is as poor as before.
    expect(held(township, one)).toEqual(['noticed', '0', '0', null])
    expect((await step(township, one.year, 'review', '2016-04-11')).refused).toMatchObject([{ missing: [{ need: 'notice' }] }])
    await step(township, one.year, 'review', '2016-04-12')
    await carry(township, county)
    const announced = await act(county, 'notice', COUNTY, '2016-04-13')
    await step(county, one.year, 'announce', '2016-04-13', { act: announced })
    // 13 April is a Wednesday: five working days end on Tuesday.
    expect((await step(county, one.year, 'delist', '2016-04-19')).refused).toMatchObject([{ missing: [{ need: 'notice' }] }])
    expect((await step(county, one.year, 'delist', '2016-04-20')).done).toEqual([one.year])
    await carry(county, township)
    for (const at of offices) expect(held(at, one)).toEqual(['delisted', '1', '1', 2016])
    expect(row(township, 'household', one.household)?.['exit_status']).toBe('0')
  })

  it('名单、筛选和记录页读的是步骤得出的；原样存回去什么也不改', async () => {
    const { office, user } = township
    const exited = office.records.query(user, { register: 'household', where: { exit_status: '1', exit_year: 2016 } })
    expect(exited.rows).toHaveLength(1)
    const [found] = exited.rows
    const shown = office.records.get(user, 'household', String(found?.['id']))
    expect([shown['exit_status'], shown['exit_year']]).toEqual(['1', 2016])
    const again = await type(township, 'household', String(shown['id']), { exit_status: '1', exit_year: 2016 })
    expect(again.changeSet).toBeNull()
  })

  it('有了步骤以后表格写的不一样：状态不变，成为问题', async () => {
    const one = await entered('0')
    const meeting = await act(township, 'meeting', VILLAGE_ONE, '2016-04-02', { expected: 30, present: 20 })
    await step(township, one.year, 'propose', '2016-04-02', { act: meeting, votes: { inFavour: 18, against: 2, abstained: 0 } })
    // Whoever writes otherwise is asked why.
    await expect(type(township, YEAR, one.year, { exit_status: '1' })).rejects.toMatchObject({ code: 'VALIDATION' })
    await type(township, YEAR, one.year, { exit_status: '1' }, '县里来表这样写')
    expect(held(township, one).slice(0, 3)).toEqual(['proposed', '0', '0'])
    expect(findings(township, one.year)).toEqual(['“当年脱贫标志”写的是“已脱贫”，按办理步骤现在是“拟退出”；以步骤为准，请核对是表格写错了，还是漏办了步骤。'])
    await type(township, YEAR, one.year, { exit_status: '0' })
    const [{ id } = { id: '' }] = showProcedure(ports(township), township.user, YEAR, one.year, TODAY).steps
    await undoStep(ports(township), township.user, { register: YEAR, record: one.year, step: id, reason: '票数记错', on: TODAY })
    // Without a step of ours the record opens as it says.
    await type(township, YEAR, one.year, { exit_status: '2' })
    expect(held(township, one).slice(0, 2)).toEqual(['proposed', '2'])
    expect(findings(township, one.year)).toEqual([])
  })

  it('年度锁定以后，只有锁定的级别能办', async () => {
    const one = await entered('3')
    await carry(township, county)
    await setLocks(county.office, county.user, { year: 2016, villages: [VILLAGE_ONE], level: 'county', locked: true, reason: '测试' }, TODAY)
    await carry(county, township)
    const meeting = await act(township, 'meeting', VILLAGE_ONE, '2016-04-03', { expected: 30, present: 20 })
    const { refused } = await step(township, one.year, 'propose', '2016-04-03', { act: meeting, votes: { inFavour: 18, against: 2, abstained: 0 } })
    expect(refused).toMatchObject([{ missing: [{ need: 'lock', message: '2016 年已由县级锁定，要办请由县级办理，或请其解锁。' }] }])
  })

  it('各处数据核对无误', async () => {
    for (const { office } of offices) expect((await verify(office.store.read, office.store.derivations)).findings).toEqual([])
  })
})
