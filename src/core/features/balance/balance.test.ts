/** The balance sheets: the worked examples of the domain, what a lock keeps, and the acts on whole households (mechanisms.md §0.3, T20; readings.md 6 to 8). */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { momentsOf } from '../../procedures/moments.ts'
import { undo } from '../../store/history.ts'
import type { Transaction } from '../../store/index.ts'
import { verify } from '../../store/verify.ts'
import { testOffice, userOf, type TestOffice } from '../../testing/office.ts'
import { setLocks } from '../locks/locks.ts'
import { moveIn } from '../transfers/households.ts'
import { changeHead, closeHousehold, mergeHousehold, splitHousehold } from './acts.ts'
import { enterFamily, sheetOf, type Family } from './testing/sheets.ts'

const [VILLAGE, BESIDE, FAR] = ['621125100204', '621125100205', '621125101201'] as const
const TODAY = '2016-06-01'
const YEAR = { from: '2015-01-01', to: '2015-12-31' }
const administrator = userOf('administrator')

let office: TestOffice
beforeEach(async () => {
  office = await testOffice()
})
afterEach(async () => {
  const { findings } = await verify(office.store.read, office.store.derivations)
  await office.end()
  if (findings.length > 0) throw new Error(JSON.stringify(findings))
})

const change = async <T>(work: (transaction: Transaction) => T, kind = 'edit'): Promise<T> =>
  (await office.store.change({ id: 'u', name: '测试' }, { kind, title: '测试' }, work)).result
const family = (size: number, village: string = VILLAGE, since = '2014-03-01'): Promise<Family> =>
  change((transaction) => enterFamily(transaction, { village, size, since }))
const sheet = (village = VILLAGE as string, period = YEAR, by: 'village' | 'township' | 'county' = 'village') =>
  sheetOf(office, administrator, period, by).get(village) ?? {}
const about = { on: '2015-05-04', reason: '9' }

describe('人口平衡表', () => {
  it('T20：4190－1224－881＝2085，结存 2124，差 39 列在原因不明，不编增减', async () => {
    await change((transaction) => {
      const years = (sizes: readonly number[], ...marks: readonly (readonly [year: number, mark: string, last?: number])[]): void => {
        for (const size of sizes) {
          const household = transaction.insert('household', { village: VILLAGE, valid: true })
          for (const [year, mark, last] of [[2013, '0'] as const, ...marks])
            transaction.insert('household_year', { household_id: household, year, exit_status: mark, stated_population: last ?? size })
        }
      }
      years([...Array.from({ length: 12 }, () => 100), 24], [2017, '1'])
      years([...Array.from({ length: 8 }, () => 100), 81], [2018, '1'])
      years([...Array.from({ length: 20 }, () => 99), 100], [2018, '0'])
      years([5], [2018, '0', 44])
    })
    const found = sheet(VILLAGE, { from: '2014-01-01', to: '2018-12-31' })
    expect(found).toMatchObject({
      opening: 44,
      opening_people: 4190,
      exited: 22,
      exited_people: 1224 + 881,
      unexplained_people: 39,
      closing: 22,
      closing_people: 2124,
    })
    expect(Object.keys(found).filter((key) => !/^(opening|exited|unexplained|closing)/.test(key))).toEqual([])
  })

  it('100 户 420 人里分出一户：101 户 420 人；分户整个撤销', async () => {
    const large = await family(6)
    await change((transaction) => {
      for (let number = 1; number < 100; number += 1) enterFamily(transaction, { village: VILLAGE, size: number <= 18 ? 5 : 4, since: '2014-03-01', number })
    })
    expect(sheet()).toMatchObject({ opening: 100, opening_people: 6 + 18 * 5 + 81 * 4 })
    const members = large.memberships.slice(4).map((membership, index) => ({ membership, relation: index === 0 ? '01' : '03' }))
    const { household, changeSet } = await splitHousehold(office, administrator, { ...about, household: large.household, members, localNo: '101' }, TODAY)
    expect(sheet()).toMatchObject({ opening: 100, opening_people: 420, split: 1, closing: 101, closing_people: 420 })
    expect(sheet()).not.toHaveProperty('split_people')
    expect(sheet()).not.toHaveProperty('moved_in_people')
    expect(office.store.read.get('SELECT local_no, valid, population FROM household WHERE id = ?', household)).toMatchObject({
      local_no: '101',
      valid: 1,
      population: 2,
    })
    await undo(office.store, { id: 'u', name: '测试' }, changeSet ?? '')
    expect(sheet()).toMatchObject({ closing: 100, closing_people: 420 })
  })

  it('并户少一户，人不变；一户已脱贫一户没有的不能并', async () => {
    const [one, other] = [await family(3), await family(2)]
    const members = one.memberships.map((membership) => ({ membership, relation: '99' }))
    await mergeHousehold(office, administrator, { ...about, household: one.household, into: other.household, members }, TODAY)
    expect(sheet()).toMatchObject({ opening: 2, opening_people: 5, merged: 1, closing: 1, closing_people: 5 })
    expect(sheet()).not.toHaveProperty('merged_people')
    const [poor, exited] = [await family(1), await family(1)]
    await change((transaction) => transaction.insert('household_year', { household_id: exited.household, year: 2014, exit_status: '1' }))
    await expect(
      mergeHousehold(
        office,
        administrator,
        { ...about, household: poor.household, into: exited.household, members: [{ membership: poor.memberships[0] ?? '', relation: '99' }] },
        TODAY,
      ),
    ).rejects.toMatchObject({ code: 'VALIDATION', message: expect.stringContaining('已脱贫') })
  })

  it('四口人整户销户：减 1 户 4 人，只减一次', async () => {
    const { household } = await family(4)
    await closeHousehold(office, administrator, { ...about, household, reason: '1' }, TODAY)
    expect(sheet()).toEqual({ opening: 1, opening_people: 4, closed: 1, closed_people: 4 })
  })

  it('已脱贫的户里出生、死亡都不计；脱贫户分户也不计', async () => {
    const { household, memberships } = await family(3)
    await change((transaction) => {
      transaction.insert('household_year', { household_id: household, year: 2014, exit_status: '1' })
      const person = transaction.insert('person', { name: '新生儿' }, undefined, VILLAGE)
      transaction.insert('membership', {
        household_id: household,
        person_id: person,
        relation: '03',
        status: '1',
        start_date: '2015-02-03',
        increase_reason: '06',
      })
      transaction.update('membership', memberships[1] ?? '', { end_date: '2015-04-05', decrease_reason: '01' })
    })
    expect(sheet()).toEqual({})
    await splitHousehold(office, administrator, { ...about, household, members: [{ membership: memberships[2] ?? '', relation: '01' }] }, TODAY)
    expect(sheet()).toEqual({})
    expect(sheet(VILLAGE, { from: '2014-01-01', to: '2014-12-31' })).toMatchObject({ identified: 1, identified_people: 3, exited: 1, exited_people: 3 })
  })

  it('自然增减按原因分，没有原因的列在原因不明', async () => {
    const { household, memberships } = await family(6)
    await change((transaction) => {
      for (const [reason, day] of [
        ['05', '2015-01-02'],
        ['06', '2015-02-03'],
        ['07', '2015-03-04'],
        [null, '2015-04-05'],
      ] as const) {
        const person = transaction.insert('person', { name: `来者${day}` }, undefined, VILLAGE)
        transaction.insert('membership', { household_id: household, person_id: person, relation: '99', status: '1', start_date: day, increase_reason: reason })
      }
      for (const [index, reason] of ['01', '02', '03', '04', '08'].entries())
        transaction.update('membership', memberships[index + 1] ?? '', { end_date: `2015-06-0${index + 1}`, decrease_reason: reason })
    })
    expect(sheet()).toEqual({
      opening: 1,
      opening_people: 6,
      married_in_people: 1,
      born_people: 1,
      moved_in_people: 1,
      died_people: 1,
      married_out_people: 1,
      settled_abroad_people: 1,
      imprisoned_people: 1,
      moved_out_people: 1,
      unexplained_people: 1,
      closing: 1,
      closing_people: 5,
    })
  })

  it('村间迁移：迁出村减、迁入村增，全县不变', async () => {
    const [near, far] = [await family(3), await family(2)]
    await change((transaction) => {
      for (const [{ household }, to] of [
        [near, BESIDE],
        [far, FAR],
      ] as const) {
        transaction.insert('transfer', {
          household_id: household,
          from_village: VILLAGE,
          to_village: to,
          state: 'in',
          out_on: '2015-08-01',
          settled_on: '2015-08-09',
        })
        moveIn(transaction, { household_id: household, to_village: to })
      }
    }, 'move')
    expect(sheet()).toEqual({ opening: 2, opening_people: 5, moved_away_near: 1, moved_away_near_people: 3, moved_away_far: 1, moved_away_far_people: 2 })
    expect(sheet(FAR)).toEqual({ moved_here_far: 1, moved_here_far_people: 2, closing: 1, closing_people: 2 })
    const county = sheet('', YEAR, 'county')
    expect(county).toMatchObject({ opening: 2, opening_people: 5, closing: 2, closing_people: 5 })
    expect([county['moved_here_near'], county['moved_here_far_people']]).toEqual([county['moved_away_near'], county['moved_away_far_people']])
  })

  it('年度锁定时有原因不明的差额，县级要写理由；锁定以后的改动另列，下年期初还是锁定的数', async () => {
    const { household, memberships } = await family(4)
    await change((transaction) => transaction.update('membership', memberships[3] ?? '', { end_date: '2015-07-01' }))
    expect(sheet()).toMatchObject({ unexplained_people: -1, closing_people: 3 })
    const lock = { year: 2015, villages: [VILLAGE], level: 'county' as const, locked: true }
    await expect(setLocks(office, administrator, lock, TODAY)).rejects.toMatchObject({ code: 'VALIDATION', message: expect.stringContaining('少 1 人') })
    await setLocks(office, administrator, { ...lock, reason: '村里没有留下凭据' }, TODAY)
    expect(office.store.read.get('SELECT households, people, reason FROM year_lock')).toEqual({ households: 1, people: 3, reason: '村里没有留下凭据' })
    await change((transaction) => {
      const person = transaction.insert('person', { name: '补录' }, undefined, VILLAGE)
      transaction.insert('membership', {
        household_id: household,
        person_id: person,
        relation: '03',
        status: '1',
        start_date: '2015-09-09',
        increase_reason: '06',
      })
    })
    expect(sheet()).toMatchObject({ born_people: 1, after_lock_people: -1, closing_people: 3 })
    expect(sheet(VILLAGE, { from: '2016-01-01', to: '2016-12-31' })).toEqual({
      opening: 1,
      opening_people: 3,
      after_lock_people: 1,
      closing: 1,
      closing_people: 4,
    })
    expect(sheet(VILLAGE, { from: '2015-01-01', to: '2016-12-31' })).toMatchObject({ opening_people: 4, closing_people: 4, born_people: 1 })
    await setLocks(office, administrator, { ...lock, locked: false, reason: '更正' }, TODAY)
    expect(sheet(VILLAGE, { from: '2016-01-01', to: '2016-12-31' })).toEqual({ opening: 1, opening_people: 4, closing: 1, closing_people: 4 })
  })

  it('更换户主记下日期和原因，户编号和人数不变', async () => {
    const { household, memberships, people } = await family(3)
    const [former = '', head = '', third = ''] = memberships
    await changeHead(
      office,
      administrator,
      {
        ...about,
        household,
        reason: '6',
        head,
        relations: [
          { membership: former, relation: '02' },
          { membership: third, relation: '04' },
        ],
      },
      TODAY,
    )
    expect(office.store.read.get('SELECT head_person_id, population FROM household WHERE id = ?', household)).toEqual({
      head_person_id: people[1],
      population: 3,
    })
    expect(office.store.read.get('SELECT kind, on_date, reason, former_head_id, head_id FROM household_event')).toEqual({
      kind: '1',
      on_date: about.on,
      reason: '6',
      former_head_id: people[0],
      head_id: people[1],
    })
    expect(sheet()).toEqual({ opening: 1, opening_people: 3, closing: 1, closing_people: 3 })
  })
})

describe('户的经历', () => {
  it('按日期列出识别、成员增减、户变动和各流程的步骤，只列有权看的', async () => {
    const { household, memberships } = await family(3)
    await change((transaction) => {
      transaction.update('membership', memberships[2] ?? '', { end_date: '2015-02-03', decrease_reason: '01' })
      const yearly = transaction.insert('household_year', { household_id: household, year: 2015, exit_status: '0' })
      transaction.insert('procedure_step', {
        subject: `household_year:${yearly}`,
        procedure: 'household_exit',
        step: 'propose',
        round: 1,
        level: 'village',
        done_on: '2015-10-09',
      })
    })
    await splitHousehold(
      office,
      administrator,
      { ...about, household, members: [{ membership: memberships[1] ?? '', relation: '01' }], documentNo: '析字〔2015〕1号' },
      TODAY,
    )
    const moments = momentsOf(office.records, administrator, { register: 'household', id: household })
    expect(moments.map(({ day, text }) => `${day} ${text}`)).toEqual([
      '2014-03-01 识别为贫困户',
      ...Array.from({ length: 3 }, () => '2014-03-01 成员增加'),
      '2015-02-03 成员减少',
      '2015-05-04 成员减少',
      '2015-05-04 分户',
      '2015-10-09 脱贫退出 2015 年：民主评议',
    ])
    expect(moments.find(({ text }) => text === '分户')?.detail).toContain('析字〔2015〕1号')
    expect(moments.find(({ day }) => day === '2015-02-03')?.detail).toContain('死亡')
    const clerk = { ...userOf('clerk'), divisions: ['621125101000'] }
    expect(momentsOf(office.records, clerk, { register: 'household', id: household })).toEqual([])
  })
})
