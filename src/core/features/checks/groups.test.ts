/** The checks on groups that are on file: true groups are found with their members named, near ones are not. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPair, type TestApp, type TestPair } from '../exchange/testing/apps.ts'

const VILLAGE = '621125100204'
const OTHER = '621125100205'

let pair: TestPair
let here: TestApp
const households: string[] = []
beforeAll(async () => {
  pair = await openPair()
  here = pair.township
  for (let index = 0; index < 12; index += 1) households.push(await enter(index < 11 ? VILLAGE : OTHER, { household_no: `10${index}` }))
})
afterAll(() => pair.end())

async function enter(village: string, values: Record<string, string>): Promise<string> {
  const base = { village, identification_standard: '1', exit_status: '0', valid: true, ...values }
  return (await here.client.records.save({ register: 'household', values: base, reason: '测试' })).id
}
const change = (index: number, values: Record<string, string>) =>
  here.client.records.save({ register: 'household', id: households[index] ?? '', values, reason: '测试' })
const found = async (rule: string) => (await here.client.checks.list({ filter: { rule } })).rows

describe('几户合起来才看得出的问题', () => {
  it('一个账号两户就问，一个电话三户才问', async () => {
    for (const [index, account] of ['6222000011112222333', '6222000011112222333', '6222000011112222444'].entries()) {
      await change(index, { bank_account: account, phone: '13900000077' })
    }
    expect((await found('6-E37')).map(({ about, level }) => [about, level])).toEqual(
      households
        .slice(0, 2)
        .map((about) => [about, 'doubt'])
        .toSorted(),
    )
    const phones = await found('9-phone')
    expect(phones).toHaveLength(3)
    expect(phones[0]?.message).toMatch(/^这个电话号码登记在 3 户，另有同村的.*；请改成本户自己的号码/)
    await change(2, { phone: '13900000078' })
    expect(await found('9-phone')).toEqual([])
  })

  it('同村没有证件号码的同名未建档户；补了号码、改了名就没有', async () => {
    const store = here.app.host.office().store
    const actor = { id: 'A', name: '测试' }
    const { result: ids } = await store.change(actor, { kind: 'edit', title: '登记' }, (transaction) =>
      [VILLAGE, VILLAGE, OTHER].map((village) => transaction.insert('unlisted_household', { village, head_name: '马重名' })),
    )
    const abouts = async () => (await found('1-twice')).map(({ about }) => about)
    expect((await abouts()).toSorted()).toEqual(ids.slice(0, 2).toSorted())
    expect((await found('1-twice'))[0]?.message).toContain('另有同村的')
    await store.change(actor, { kind: 'edit', title: '补号码' }, (transaction) => {
      transaction.update('unlisted_household', ids[0] ?? '', { head_name: '马单名' })
    })
    expect(await abouts()).toEqual([])
  })

  it('一个村五户方案的措施只有数字不同；四户不问', async () => {
    const store = here.app.host.office().store
    const actor = { id: 'A', name: '测试' }
    const plan = (household: string, index: number) =>
      store.change(actor, { kind: 'edit', title: '方案' }, (transaction) => {
        const id = transaction.insert('household_plan', { household_id: household, year: 2015, version: 1, made_on: '2015-02-10' })
        transaction.insert('plan_measure', { plan_id: id, category: '4', content: `养羊 ${index + 10} 只` })
      })
    for (const [index, household] of households.slice(0, 4).entries()) await plan(household, index)
    expect(await found('4-same-words')).toEqual([])
    await plan(households[4] ?? '', 4)
    const same = await found('4-same-words')
    expect(same).toHaveLength(5)
    expect(same[0]?.message).toContain('九成以上一样（数字除外），另有同村的')
  })

  it('一个账号发给两户、一户一年用两个账号都问，改成各用各的就没有', async () => {
    const store = here.app.host.office().store
    const actor = { id: 'A', name: '测试' }
    const [shared, own, other] = ['6217000000000000001', '6217000000000000002', '6217000000000000003'] as const
    const { result: ids } = await store.change(actor, { kind: 'edit', title: '发放' }, (transaction) => {
      const project = transaction.insert('project', { name: '养羊到户', place: VILLAGE, year: 2015, category: '09' })
      const claim = { project_id: project, place: VILLAGE, year: 2015, batch: '9', amount: 1_000_000, applied_on: '2015-05-01' }
      const claim_id = transaction.insert('payment_claim', claim)
      const pay = (index: number, account_no: string, item: string) =>
        transaction.insert('household_payment', {
          claim_id,
          household: `household:${households[index] ?? ''}`,
          village: VILLAGE,
          year: 2015,
          aid_kind: '05',
          item,
          amount: 100_000,
          account_no,
        })
      return [pay(7, shared, '种羊'), pay(8, shared, '种羊'), pay(9, own, '种羊'), pay(9, other, '饲料')]
    })
    const abouts = async (rule: string) => (await found(rule)).map(({ about }) => about).toSorted()
    expect(await abouts('6-E37p')).toEqual(ids.slice(0, 2).toSorted())
    expect(await abouts('6-E37q')).toEqual(ids.slice(2).toSorted())
    await store.change(actor, { kind: 'edit', title: '改账号' }, (transaction) => {
      transaction.update('household_payment', ids[1] ?? '', { account_no: '6217000000000000004' })
      transaction.update('household_payment', ids[3] ?? '', { account_no: own })
    })
    expect([await abouts('6-E37p'), await abouts('6-E37q')]).toEqual([[], []])
  })

  it('写退出方式的脱贫户超过六成是兜底，记在村上；正好六成没有', async () => {
    const years: string[] = []
    for (const [index, household] of households.slice(0, 5).entries()) {
      const values = { household_id: household, year: 2014, exit_status: '1', exit_way: index < 4 ? '2' : '1' }
      years.push((await here.client.records.save({ register: 'household_year', values, reason: '测试' })).id)
    }
    expect((await found('6-W22')).map(({ message }) => message)).toEqual([
      '2014 年写明退出方式的 5 户里有 4 户是兜底脱贫；请核对这些户有没有劳力和增收措施，是不是该靠发展脱贫。',
    ])
    await here.client.records.save({ register: 'household_year', id: years[0] ?? '', values: { exit_way: '1' }, reason: '测试' })
    expect(await found('6-W22')).toEqual([])
  })

  it('一个人在两户都是在册成员，两户都问；在一户减少了就没有', async () => {
    const actor = { id: 'A', name: '测试' }
    const { result: twice } = await here.app.host.office().store.change(actor, { kind: 'merge', title: '合并' }, (transaction) => {
      const person = transaction.insert('person', { name: '马两户' })
      const joins = (index: number) =>
        transaction.insert('membership', { person_id: person, household_id: households[index] ?? '', relation: '01', status: '1' })
      const [, second] = [joins(5), joins(11)]
      transaction.insert('membership', {
        person_id: transaction.insert('person', { name: '马一户' }),
        household_id: households[6] ?? '',
        relation: '01',
        status: '1',
      })
      return second
    })
    const both = await found('8-twice')
    expect(both.map(({ about }) => about).toSorted()).toEqual([households[5], households[11]].toSorted())
    expect(both.map(({ message }) => message)).toContain('这一户有一个人同时还是另一户的成员：外村 1 户；平衡表会数两次，请在其中一户办理减少。')
    await here.app.host.office().store.change(actor, { kind: 'edit', title: '减少' }, (transaction) => {
      transaction.update('membership', twice, { end_date: '2015-06-01', decrease_reason: '05', status: '5' })
    })
    expect(await found('8-twice')).toEqual([])
  })

  it('同一张照片用在两户', async () => {
    const attach = (index: number, sha256: string) =>
      here.app.host.office().store.change({ id: 'A', name: '测试' }, { kind: 'edit', title: '附件' }, (transaction) =>
        transaction.insert('attachment', {
          register: 'household',
          record: households[index] ?? '',
          village: index < 11 ? VILLAGE : OTHER,
          name: '住房照片.jpg',
          sha256,
          media_type: 'image/jpeg',
          size: 10,
        }),
      )
    await attach(0, 'ab'.repeat(32))
    await attach(1, 'cd'.repeat(32))
    expect(await found('6-W45')).toEqual([])
    await attach(11, 'ab'.repeat(32))
    expect((await found('6-W45')).map(({ about, message }) => [about === households[0], message])).toEqual(
      expect.arrayContaining([[true, '这一户有一张照片和别的户的一模一样，另有外村 1 户；请核对照片拍的是哪一户，换上本户的。']]),
    )
  })

  it('全村的收入聚在标准线上，记在村上；散开就没有', async () => {
    const years: string[] = []
    for (const household of households.slice(0, 11)) {
      const values = { household_id: household, year: 2015, stated_income_per_person: years.length < 4 ? 285_600 : 500_000 + years.length }
      years.push((await here.client.records.save({ register: 'household_year', values, reason: '测试' })).id)
    }
    expect((await found('6-W20')).map(({ message }) => message)).toEqual([
      '2015 年 11 户里有 4 户的人均纯收入在 2855—2940.65 元之间，刚好在标准线上；请抽查这些户的收入是不是照着线填的。',
    ])
    await here.client.records.save({ register: 'household_year', id: years[0] ?? '', values: { stated_income_per_person: 300_000 }, reason: '测试' })
    expect(await found('6-W20')).toEqual([])
  })

  it('有户的收入远高于全村，记在村上；恰好三倍就没有', async () => {
    const [first] = (await here.client.records.query({ register: 'household_year', where: { household_id: households[0] ?? '' } })).rows
    const set = (yuan: number) => {
      const values = { stated_income_per_person: yuan * 100 }
      return here.client.records.save({ register: 'household_year', id: String(first?.['id']), values, reason: '测试' })
    }
    // The median of the eleven is 5,000.05 元.
    await set(15_001)
    expect((await found('6-E17')).map(({ message }) => message)).toEqual([expect.stringContaining('2015 年有 1 户的人均纯收入高于全村中位数')])
    await set(15_000)
    expect(await found('6-E17')).toEqual([])
  })
})
