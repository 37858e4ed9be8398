/** Cases begun for many at once, and what is counted of them: the worked examples of mechanisms.md M01 and readings.md 3 and 4. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openAt } from '../../procedures/make.ts'
import { countStatistic } from '../../statistics/count.ts'
import { cellText } from '../../statistics/table.ts'
import { countingFor } from '../statistics/counting.ts'
import { statisticOf } from '../statistics/registry.ts'
import { closeOffices, COUNTY, enterHousehold, openOffices, TODAY, TOWNSHIP_ONE, VILLAGE_ONE, type DeskSite } from '../exchange/testing/offices.ts'

let here: DeskSite
let offices: DeskSite[]
let campaign: string
beforeAll(async () => {
  offices = await openOffices(COUNTY, TOWNSHIP_ONE)
  here = offices[1] as DeskSite
  campaign = (
    await here.office.records.save(here.user, {
      register: 'campaign',
      values: { name: '2015 年动态调整', year: 2015, round: 1, issued_by: TOWNSHIP_ONE, starts_on: '2015-09-01', ends_on: '2015-11-30' },
    })
  ).id
})
afterAll(() => closeOffices(offices))

const rows = (sql: string, ...values: string[]) => here.office.store.read.all<Record<string, string | number | null>>(sql, ...values)
const begin = (of: string, ids: readonly string[], more: Record<string, string> = {}) =>
  here.office.records.begin(here.user, {
    register: 'identification',
    of,
    ids,
    values: { campaign_id: campaign, direction: '2', ground: '6', opened_on: '2015-09-02', ...more },
  })

describe('为选中的户发起核查', () => {
  it('地方、人口、属于哪一类取自各户；已经有的逐条说明，其余照办', async () => {
    const poor = (await enterHousehold(here, VILLAGE_ONE)).household
    const exited = (await enterHousehold(here, VILLAGE_ONE)).household
    await here.site.act((transaction) => {
      transaction.update('household', exited, { exit_status: '1' })
    })
    const { done } = await begin('household', [poor, exited])
    expect(done).toHaveLength(2)
    expect(
      rows('SELECT scope, village, people FROM identification WHERE subject IN (?, ?) ORDER BY scope', `household:${poor}`, `household:${exited}`),
    ).toEqual([
      { scope: '1', village: VILLAGE_ONE, people: rows('SELECT population FROM household WHERE id = ?', poor)[0]?.['population'] },
      { scope: '2', village: VILLAGE_ONE, people: rows('SELECT population FROM household WHERE id = ?', exited)[0]?.['population'] },
    ])
    const third = (await enterHousehold(here, VILLAGE_ONE)).household
    const again = await begin('household', [poor, third])
    expect([again.done.length, again.refused.map(({ id }) => id)]).toEqual([1, [poor]])
    expect(again.refused[0]?.message).toContain('相同')
  })

  it('未建档户是未在册；别的台账不能这样发起', async () => {
    const { id } = await here.office.records.save(here.user, {
      register: 'unlisted_household',
      values: { village: VILLAGE_ONE, head_name: '马在外', stated_population: 5 },
    })
    const { done } = await begin('unlisted_household', [id])
    expect(rows('SELECT scope, people, year FROM identification WHERE id = ?', done[0] ?? '')).toEqual([{ scope: '3', people: 5, year: 2015 }])
    await expect(begin('person', ['x'])).rejects.toMatchObject({ code: 'VALIDATION' })
  })
})

describe('错评率、漏评率、错退率', () => {
  it('按人数算：6/800 是 0.75%，9/400 是 2.25%，没有抽查的是「—」', async () => {
    const cases = async (scope: string, outcome: string, people: readonly number[]): Promise<void> => {
      const { result: ids } = await here.site.act((transaction) =>
        people.map((count, index) => {
          const subject = `household:${transaction.insert('household', { village: VILLAGE_ONE, local_no: `${scope}${outcome}${index}` })}`
          return transaction.insert('identification', {
            campaign_id: campaign,
            subject,
            village: VILLAGE_ONE,
            scope,
            direction: '2',
            ground: '6',
            opened_on: '2015-10-02',
            people: count,
            proposed_outcome: outcome,
          })
        }),
      )
      const state = ['3', '5'].includes(outcome) ? 'announced' : 'upheld'
      await openAt(here.office, here.user, { register: 'identification', ids, state, on: '2015-10-20', basis: '2015 年抽查报告' })
    }
    await here.site.act((transaction) => {
      for (const { id } of rows('SELECT id FROM identification WHERE deleted = 0')) transaction.update('identification', String(id), { ground: '4' })
    })
    await cases('1', '3', [2, 4])
    await cases('1', '1', [...Array.from({ length: 31 }, () => 25), 19])
    await cases('2', '5', [4, 5])
    await cases('2', '4', [...Array.from({ length: 15 }, () => 25), 16])
    const table = countStatistic(countingFor(here.office, here.user, TODAY), statisticOf('identification_rates'), { by: 'township', year: 2015 })
    const shown = Object.fromEntries(table.columns.map((column, index) => [column.key, cellText(column, table.total[index])]))
    expect(shown).toMatchObject({
      wrong_listing_people: '800',
      wrong_listing_wrong: '6',
      wrong_listing: '0.75',
      wrong_exit_people: '400',
      wrong_exit_wrong: '9',
      wrong_exit: '2.25',
      omission: '—',
    })
  })
})
