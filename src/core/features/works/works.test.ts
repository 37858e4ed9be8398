/** A house from application to archive, and water whose people solved come from its households: what bars a step, and what is computed. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeSteps, type StepRequest } from '../../procedures/make.ts'
import type { Row } from '../../shapes.ts'
import type { SqlRow } from '../../store/index.ts'
import { verify } from '../../store/verify.ts'
import { closeOffices, COUNTY, enterHousehold, openOffices, TODAY, VILLAGE_ONE, VILLAGE_TWO, type DeskSite } from '../exchange/testing/offices.ts'
import { stepEffects } from '../procedures/effects.ts'

let county: DeskSite
let offices: DeskSite[]
beforeAll(async () => {
  offices = await openOffices(COUNTY)
  ;[county] = offices as [DeskSite]
  await county.site.act((transaction) => {
    for (const [key, value] of [
      ['retrofit_grant_rebuild', '11500'],
      ['retrofit_share_1', '120'],
      ['retrofit_share_4', '100'],
    ] as const)
      transaction.insert('parameter', { year: 2013, key, label: key, value, unit: '元' })
  })
})
afterAll(() => closeOffices(offices))

const save = async (register: string, values: Row, id?: string): Promise<string> =>
  (await county.office.records.save(county.user, { register, ...(id === undefined ? {} : { id }), values, reason: '已核对' })).id
const row = (register: string, id: string): SqlRow => county.office.store.read.get<SqlRow>(`SELECT * FROM ${register} WHERE id = ?`, id) ?? {}
const found = (rule: string): string[] =>
  county.office.store.read.all<{ about: string }>('SELECT about FROM finding WHERE rule = ? ORDER BY about', rule).map(({ about }) => about)
const household = async (): Promise<string> => (await enterHousehold(county, VILLAGE_ONE)).household
const unlisted = (head: string, people: number): Promise<string> =>
  save('unlisted_household', { village: VILLAGE_ONE, head_name: head, stated_population: people })

let pictures = 0
const picture = (register: string, record: string, kind: string, sha256 = String(++pictures).padStart(64, '0')): Promise<string> =>
  county.site
    .act((transaction) =>
      transaction.insert('attachment', { register, record, village: VILLAGE_ONE, name: `${kind}.jpg`, kind, sha256, media_type: 'image/jpeg', size: 10 }),
    )
    .then(({ result }) => result)

const HOUSE = 'house_retrofit'
const ports = () => ({
  store: county.office.store,
  records: county.office.records,
  unit: county.office.unit,
  parameters: () => county.office.parameters(),
  effects: stepEffects,
})
const step = (id: string, key: string, on: string, more: Partial<StepRequest> = {}) =>
  makeSteps(ports(), county.user, { register: HOUSE, ids: [id], step: key, on, remark: null, signatures: [], act: null, ...more }, TODAY)
const done = async (...asked: Parameters<typeof step>): Promise<void> => expect((await step(...asked)).refused).toEqual([])
const lacks = async (...asked: Parameters<typeof step>): Promise<string[]> => ((await step(...asked)).refused[0]?.missing ?? []).map(({ message }) => message)
const act = (kind: string, on: string): Promise<string> => save('shared_act', { name: `${kind}${on}`, kind, division: VILLAGE_ONE, held_on: on })

describe('危房改造', () => {
  it('从申请到归档：公示满 7 天才鉴定，B 级批不了，三照各到各的步骤，补助由标准和系数算出', async () => {
    const home = await household()
    await county.site.act((transaction) => {
      transaction.update('household', home, { attribute: '06' })
    })
    const id = await save(HOUSE, { household: `household:${home}`, village: VILLAGE_ONE, year: 2015 })
    expect(row(HOUSE, id)).toMatchObject({ stage: 'applied', priority: '1', supported: 1, on_file: 1, grant_due: null, photos_held: null })
    await done(id, 'deliberate', '2015-03-01', { act: await act('meeting', '2015-03-01') })
    await done(id, 'post', '2015-03-02', { act: await act('notice', '2015-03-02') })
    await save(HOUSE, { grade: '2', appraised_by: '县建筑质监站', appraised_on: '2015-03-09', way: '2' }, id)
    expect((await lacks(id, 'appraise', '2015-03-08')).length).toBe(1)
    await done(id, 'appraise', '2015-03-09')
    await picture(HOUSE, id, 'before')
    expect(found('M12-grade')).toEqual([id])
    expect(await lacks(id, 'approve', '2015-03-10')).toEqual(['鉴定等级不是 C 级或 D 级，不能改造；等级填错了的请先改正。'])
    await save(HOUSE, { grade: '4' }, id)
    // 11,500 元 × 120 %.
    expect(row(HOUSE, id)).toMatchObject({ grant_due: 1_380_000, photos_held: '1' })
    await done(id, 'approve', '2015-03-10')
    await save(HOUSE, { started_on: '2015-04-01' }, id)
    await done(id, 'start', '2015-04-01')
    await save(HOUSE, { finished_on: '2015-09-01', area: 4_000 }, id)
    expect((await lacks(id, 'finish', '2015-09-01')).length).toBe(1)
    await picture(HOUSE, id, 'during')
    await done(id, 'finish', '2015-09-01')
    await save(HOUSE, { accepted_on: '2015-09-20' }, id)
    await picture(HOUSE, id, 'after')
    await done(id, 'accept', '2015-09-20', { signatures: ['赵验收'] })
    await save(HOUSE, { grant: 1_380_000, paid_on: '2015-10-01' }, id)
    await done(id, 'pay', '2015-10-01')
    await done(id, 'file', '2015-10-10')
    expect(row(HOUSE, id)).toMatchObject({
      stage: 'filed',
      approved_on: '2015-03-10',
      filed_on: '2015-10-10',
      accepted_standing: 1,
      photos_held: '1,2,3',
      people: 1,
    })
    expect(String(row(HOUSE, id)['file_no'])).toContain('WG')
    expect(['M12-grade', 'M12-grant', `M12-order-${HOUSE}`].flatMap(found)).toEqual([])
  })

  it('一户只有一次：危改的户不能再登记搬迁和重建，同年再来一次也不行；维修加固不算，不满三年的要说明', async () => {
    const home = `household:${await household()}`
    await save(HOUSE, { household: home, village: VILLAGE_ONE, year: 2015 })
    await expect(save(HOUSE, { household: home, village: VILLAGE_ONE, year: 2015 })).rejects.toMatchObject({ code: 'VALIDATION' })
    await expect(save('relocation', { household: home, village: VILLAGE_ONE, year: 2016 })).rejects.toMatchObject({ code: 'VALIDATION' })
    await expect(save('damage_household', { household: home, village: VILLAGE_ONE, year: 2014, way: '1' })).rejects.toMatchObject({ code: 'VALIDATION' })
    const repair = await save('damage_household', { household: home, village: VILLAGE_ONE, year: 2014, way: '2' })
    expect(found('M12-again')).toHaveLength(1)
    await save('damage_household', { year: 2012 }, repair)
    expect(found('M12-again')).toEqual([])
  })

  it('是否和日期说的是一回事：填了日期就是“是”，只知道竣工的填“是”', async () => {
    const id = await save('relocation', {
      household: `household:${await household()}`,
      village: VILLAGE_ONE,
      year: 2016,
      started_on: '2016-03',
      finished: true,
    })
    expect(row('relocation', id)).toMatchObject({ started: null, started_standing: 1, finished_standing: 1, accepted_standing: null })
    const [shown] = county.office.records.query(county.user, { register: 'relocation', limit: 10, where: { started: true } }).rows
    expect(shown).toMatchObject({ id, started: true, finished: true })
  })

  it('一张照片用在两个阶段、两户，各自说出来', async () => {
    const one = await save(HOUSE, { household: `household:${await household()}`, village: VILLAGE_ONE, year: 2014 })
    const other = await save(HOUSE, { household: `household:${await household()}`, village: VILLAGE_ONE, year: 2014 })
    await picture(HOUSE, one, 'before', 'a'.repeat(64))
    expect(found(`M12-photo-${HOUSE}`)).toEqual([])
    const wrong = await picture(HOUSE, other, 'after', 'a'.repeat(64))
    expect(found(`M12-photo-${HOUSE}`)).toEqual([one, other].toSorted())
    await county.site.act((transaction) => {
      transaction.remove('attachment', wrong)
    })
    expect(found(`M12-photo-${HOUSE}`)).toEqual([])
  })
})

describe('饮水', () => {
  it('解决人数是验收时新达标户的人口：没有验收的、原来就安全的不算，后来减少的人不改', async () => {
    const home = await household()
    const point = await save('water_point', { name: '东沟集中供水点', village: VILLAGE_ONE, kind: '1', year: 2015, designed_people: 100 })
    const user = (subject: string, unsafe: boolean) =>
      save('water_user', { water_point_id: point, household: subject, village: VILLAGE_ONE, unsafe_before: unsafe })
    await user(`household:${home}`, true)
    await user(`unlisted_household:${await unlisted('马一', 5)}`, true)
    await user(`unlisted_household:${await unlisted('马二', 4)}`, false)
    expect(row('water_point', point)).toMatchObject({ households_served: 3, people_served: 10, people_solved: 0 })
    await save('water_point', { accepted_on: '2015-10-20' }, point)
    expect(row('water_point', point)).toMatchObject({ people_solved: 6 })
    const membership = county.office.store.read.get<{ id: string }>('SELECT id FROM membership WHERE household_id = ?', home)?.id ?? ''
    await county.site.act((transaction) => {
      transaction.update('membership', membership, { end_date: '2016-02-01' })
    })
    expect(row('water_point', point)).toMatchObject({ people_solved: 6 })
    await county.site.act((transaction) => {
      transaction.update('membership', membership, { end_date: '2015-02-01' })
    })
    expect(row('water_point', point)).toMatchObject({ people_solved: 5 })
    await save('water_point', { stated_people: 9 }, point)
    expect(found('M09-people')).toEqual([point])
    await save('water_point', { stated_people: 5 }, point)
    expect(found('M09-people')).toEqual([])
  })

  it('一户同年在两个工程受益是疑点，另一年的不是', async () => {
    const subject = `unlisted_household:${await unlisted('马三', 3)}`
    const point = (name: string, year: number) => save('water_point', { name, village: VILLAGE_ONE, kind: '2', year })
    const user = (at: string) => save('water_user', { water_point_id: at, household: subject, village: VILLAGE_ONE, unsafe_before: true })
    await user(await point('水窖一', 2015))
    await user(await point('水窖二', 2014))
    expect(found('M09-twice')).toEqual([])
    await user(await point('水窖三', 2015))
    expect(found('M09-twice')).toHaveLength(2)
  })
})

describe('路和地', () => {
  it('起止点相同的路、同一图斑登记两次，各自说出来；分户合计要等于验收亩数', async () => {
    const road = (name: string, to: string) => save('road', { name, place: VILLAGE_ONE, kind: '3', year: 2015, from_place: '村部', to_place: to, length: 300 })
    const [one, other] = [await road('甲路', '东社'), await road('乙路', '西社')]
    expect(found('M11-same')).toEqual([])
    await save('road', { to_place: '东社' }, other)
    expect(found('M11-same')).toEqual([one, other].toSorted())

    const plot = (year: number) => save('terrace_plot', { plot_no: '007', village: VILLAGE_ONE, year, planned_area: 1_000, accepted_area: 1_000 })
    const first = await plot(2014)
    expect(found('M13-same')).toEqual([])
    const second = await plot(2015)
    expect(found('M13-same')).toEqual([first, second].toSorted())
    const share = (area: number) => save('terrace_share', { plot_id: first, household: `unlisted_household:${landlord}`, village: VILLAGE_ONE, area })
    const landlord = await unlisted('马地', 3)
    await expect(share(999)).rejects.toMatchObject({ code: 'VALIDATION' })
    await share(1_000)
    expect(row('terrace_plot', first)).toMatchObject({ shared_area: 1_000, households: 1 })
  })

  it('已通的村，通村路没有验收是疑点；改造项目没有验收的社也是', async () => {
    const village = await save('village', { village: VILLAGE_TWO })
    const road = await save('road', {
      name: '丙路',
      place: VILLAGE_TWO,
      kind: '2',
      year: 2015,
      from_place: '乡',
      to_place: '村',
      length: 300,
      village: VILLAGE_TWO,
    })
    expect(found('M11-unaccepted')).toEqual([])
    await save('village_year', { village_id: village, year: 2015, paved_to_township: true })
    expect(found('M11-unaccepted')).toEqual([road])
    await save('road', { accepted_on: '2015-11-01' }, road)
    expect(found('M11-unaccepted')).toEqual([])

    const project = await save('project', { name: '台区改造', place: VILLAGE_TWO, year: 2015, category: '03' })
    const group = await save('village_group', { village: VILLAGE_TWO, name: '阳坡社' })
    const power = await save('village_group_year', { group_id: group, year: 2015, three_phase: true, transformer_capacity: 100, project_id: project })
    expect(found('M10-open')).toEqual([power])
    await save('village_group_year', { project_id: null }, power)
    expect(found('M10-open')).toEqual([])
  })

  it('一个工程在扶贫和重建各登一条是疑点，合成一条、两个计划都选就不是', async () => {
    const project = (programs: string, name = '阳坡社道路恢复', year = 2015) =>
      save('project', { name, place: VILLAGE_ONE, year, category: '01', programs, approved_investment: 100 })
    const [one, next] = [await project('poverty'), await project('poverty', '阳坡社道路恢复', 2016)]
    await project('reconstruction', '阴坡社道路恢复')
    expect(found('M27-twice')).toEqual([])
    const other = await project('reconstruction', '阳坡社道路恢复', 2014)
    expect(found('M27-twice')).toEqual([one, next, other].toSorted())
    const all = { programs: 'poverty,reconstruction' }
    for (const id of [one, next, other]) await save('project', all, id)
    expect(found('M27-twice')).toEqual([])
  })

  it('计算列都对', async () => {
    const { store } = county.office
    expect((await verify(store.read, store.derivations)).findings).toEqual([])
  })
})
