/** A record that breaks the rules is rejected with what hangs on it; the rest goes in, and mended it comes with the next package. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { syntheticPerson } from '../../testing/builders.ts'
import { verify } from '../../store/verify.ts'
import { carry, openPair, type TestApp, type TestPair } from './testing/apps.ts'

const VILLAGE = '621125100204'
let pair: TestPair
let county: TestApp
let township: TestApp
let ids: { household: string; other: string }

beforeAll(async () => {
  pair = await openPair()
  ;({ county, township } = pair)
})

afterAll(() => pair.end())

/** Households as an older program, with fewer rules, might have let them in. */
async function enterUnchecked(): Promise<{ household: string; other: string }> {
  const { store } = township.app.host.office()
  const { result } = await store.change({ id: 'u', name: '旧程序' }, { kind: 'edit', title: '旧数据' }, (transaction) => {
    const enter = (phone: string): string => {
      const household = transaction.insert('household', { village: VILLAGE, identification_standard: '1', exit_status: '0', valid: true, phone })
      const { name, sex, id_number, birth_date } = syntheticPerson()
      const person = transaction.insert('person', { name, sex, id_number, birth_date, id_type: '01' })
      transaction.insert('membership', { household_id: household, person_id: person, relation: '01', status: '1', start_date: '2014-01-01' })
      transaction.insert('household_year', { household_id: household, year: 2015, farmland: 100 })
      return household
    }
    return { household: enter('电话在备注里'), other: enter('15000000001') }
  })
  return result
}

const count = (office: TestApp, register: string, household: string): number =>
  office.app.host.office().store.read.get<{ n: number }>(`SELECT count(*) AS n FROM ${register} WHERE household_id = ?`, household)?.n ?? 0

describe('拒收', () => {
  it('不合规定的一条和挂在它下面的不收，写明原因；别的照收，引用完好', async () => {
    ids = await enterUnchecked()
    const { result } = await carry(township, county)
    expect(result['counts']).toMatchObject({ rejected: 3, conflicts: 0 })
    const { store } = county.app.host.office()
    expect(store.read.get('SELECT 1 FROM household WHERE id = ?', ids.household)).toBeUndefined()
    expect([count(county, 'membership', ids.household), count(county, 'household_year', ids.household)]).toEqual([0, 0])
    expect([count(county, 'membership', ids.other), count(county, 'household_year', ids.other)]).toEqual([1, 1])
    expect((await verify(store.read, store.derivations)).findings).toEqual([])
    const [sent] = (await township.client.exchange.packages({ direction: 'out' })).rows.filter((row) => row.kind === 'baseline' || row.kind === 'changes')
    expect(sent?.receipt?.rejected.map(({ register, reason }) => [register, reason])).toEqual(
      expect.arrayContaining([
        ['household', expect.stringContaining('联系电话') as string],
        ['membership', expect.stringContaining('没有收下') as string],
        ['household_year', expect.stringContaining('没有收下') as string],
      ]),
    )
  })

  it('县里的月度表按本地的月份记下收到的', async () => {
    const now = new Date()
    const { rows } = await county.client.exchange.grid({ year: now.getFullYear() })
    expect(rows.map(({ unit, months }) => [unit, months[now.getMonth()]?.state, months[now.getMonth()]?.packages])).toEqual([[township.unit, 'received', 1]])
  })

  it('改好以后，下一个包把拒收过的都带上', async () => {
    await township.client.records.save({ register: 'household', id: ids.household, values: { phone: '15000000002' }, reason: '更正' })
    expect(await township.client.exchange.packPreview({ to: county.unit })).toMatchObject({ full: false, records: 3, edits: 1 })
    const { result } = await carry(township, county)
    expect(result['counts']).toMatchObject({ rejected: 0 })
    expect([count(county, 'membership', ids.household), count(county, 'household_year', ids.household)]).toEqual([1, 1])
    expect((await county.client.exchange.digest()).places.find(({ place }) => place === VILLAGE)?.digest).toBe(
      (await township.client.exchange.digest()).places.find(({ place }) => place === VILLAGE)?.digest,
    )
  })

  it('停用一个乡镇仅有的站点，它交过的还在月度表里', async () => {
    const now = new Date()
    await county.client.exchange.withdraw({ site: township.app.host.office().store.site, reason: '电脑丢失' })
    const { rows } = await county.client.exchange.grid({ year: now.getFullYear() })
    expect(rows.map(({ unit, months }) => [unit, months[now.getMonth()]?.state])).toEqual([[township.unit, 'received']])
    expect((await county.client.exchange.grid({ year: now.getFullYear() - 1 })).rows).toEqual([])
  })
})
