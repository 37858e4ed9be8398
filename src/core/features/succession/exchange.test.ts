/** A county that lets a village go into another one, and a township that hears of it late: two whole programs and their files. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verify } from '../../store/verify.ts'
import { carry, openPair, type TestApp, type TestPair } from '../exchange/testing/apps.ts'

const [A, B] = ['621125100204', '621125100205'] as const
let pair: TestPair
let county: TestApp
let township: TestApp
let known: string
beforeAll(async () => {
  pair = await openPair()
  ;({ county, township } = pair)
  known = await enter('1001')
  await township.client.records.save({ register: 'household_year', values: { household_id: known, year: 2015, farmland: 100 }, reason: '测试' })
  await carry(township, county)
})
afterAll(() => pair.end())

const enter = async (number: string): Promise<string> =>
  (
    await township.client.records.save({
      register: 'household',
      values: { village: A, identification_standard: '1', exit_status: '0', valid: true, household_no: number },
      reason: '测试',
    })
  ).id
const placesAt = (office: TestApp): unknown =>
  office.app.host.office().store.read.all('SELECT household_no AS number, village, address FROM household WHERE deleted = 0 ORDER BY household_no')

describe('并村和还没听说的乡镇', () => {
  it('乡镇办不了；有自己电脑的村办不了', async () => {
    const asked = { villages: [A], into: { village: B }, on: '2016-07-01', documentNo: '一号', reason: '并村' }
    await expect(township.client.succession.apply(asked)).rejects.toMatchObject({ code: 'FORBIDDEN', message: expect.stringContaining('由县里办理') })
    expect((await township.client.succession.list()).mayDo).toBe(false)
    const { store } = county.app.host.office()
    const { result } = await store.change({ id: 'u', name: '县' }, { kind: 'set-up', title: '村里的电脑' }, (transaction) =>
      transaction.insert('site', {
        unit: A,
        unit_name: '柯寨村',
        label: '一号机',
        signing_key: 'a',
        sealing_key: 'b',
        state: 'admitted',
        admitted_on: '2015-01-01',
      }),
    )
    await expect(county.client.succession.preview({ villages: [A], into: { village: B }, on: '2016-07-01' })).rejects.toMatchObject({
      message: expect.stringContaining('有自己的电脑'),
    })
    await store.change({ id: 'u', name: '县' }, { kind: 'edit', title: '停用' }, (transaction) => transaction.update('site', result, { state: 'withdrawn' }))
  })

  it('它的修改和新增的户都收下，归到现在的村；两边一样，以前的年度仍归原村；有了后来的户就不能整个撤销', async () => {
    const { changeSet } = await county.client.succession.apply({ villages: [A], into: { village: B }, on: '2016-07-01', documentNo: '一号', reason: '并村' })
    await township.client.records.save({ register: 'household', id: known, values: { address: '新址' }, reason: '测试' })
    await enter('1002')
    await carry(township, county)
    const settled = [
      { number: '1001', village: B, address: '新址' },
      { number: '1002', village: B, address: null },
    ]
    expect(placesAt(county)).toEqual(settled)
    await carry(county, township)
    expect(placesAt(township)).toEqual(settled)
    for (const office of [county, township]) {
      const { store } = office.app.host.office()
      expect(store.read.get('SELECT counted_village AS place FROM household_year WHERE household_id = ? AND year = 2015', known)).toEqual({ place: A })
      expect((await verify(store.read, store.derivations)).findings).toEqual([])
    }
    expect((await county.client.exchange.proposals({ state: 'open', limit: 10, offset: 0 })).rows).toEqual([])
    expect((await township.client.succession.list()).rows).toMatchObject([{ former: A, village: B, changeSet: null }])
    expect((await township.client.succession.forerunners({ division: B })).map(({ code }) => code)).toEqual([A])
    await expect(county.client.records.undo({ changeSet: changeSet ?? '' })).rejects.toMatchObject({ code: 'CANNOT_UNDO' })
  })
})
