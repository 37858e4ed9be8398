/** The worked examples of the domain as figures of tables: readings.md 29 and 34, T15, M09.c, M11.c, R11, R12, the thirteen townships of §0.1. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Transaction } from '../../store/index.ts'
import { countStatistic } from '../../statistics/count.ts'
import { closeOffices, COUNTY, openOffices, TODAY, VILLAGE_ONE, VILLAGE_TWO, type DeskSite } from '../exchange/testing/offices.ts'
import { countingFor } from '../statistics/counting.ts'
import { statisticOf } from '../statistics/registry.ts'

let county: DeskSite
let offices: DeskSite[]
beforeAll(async () => {
  offices = await openOffices(COUNTY)
  ;[county] = offices as [DeskSite]
})
afterAll(() => closeOffices(offices))

const act = (write: (transaction: Transaction) => void) => county.site.act(write)
/** The figure of a column for the county: in its own unit, a ratio as it is shown. */
function figures(code: string, by: 'county' | 'township' = 'county', year = 2015) {
  const table = countStatistic(countingFor(county.office, county.user, TODAY), statisticOf(code), { by, year })
  const at = (key: string): number => table.columns.findIndex((column) => column.key === key)
  return {
    rows: table.rows.length,
    of(key: string): unknown {
      const cell = table.total[at(key)]
      return cell === undefined ? undefined : 'value' in cell ? cell.value : cell
    },
  }
}
/** A ratio of the total, in hundredths of a percent, half up. */
const percent = (code: string, over: string, under: string): string => {
  const { of } = figures(code)
  const [a, b] = [Number(of(over)), Number(of(under))]
  return (Math.round((a * 100_000) / b) / 1_000).toFixed(2)
}

describe('双标、重建进度', () => {
  it('扶贫 100、双标 60、重建 40：两套报表 160 和 100，县总投资 200；助推率是投贫困村÷总投', async () => {
    await act((transaction) => {
      transaction.insert('village', { village: VILLAGE_ONE, village_attribute: 'x1' })
      transaction.insert('village', { village: VILLAGE_TWO, village_attribute: 'x9' })
      for (const [name, programs, amount] of [
        ['甲', 'poverty', 10_000],
        ['乙', 'poverty,reconstruction', 6_000],
        ['丙', 'reconstruction', 4_000],
      ] as const) {
        const project = transaction.insert('project', { name, place: COUNTY, year: 2015, category: '04', programs, approved_investment: amount })
        if (name === '乙') transaction.insert('project_village', { project_id: project, village: VILLAGE_ONE, planned_amount: 2_500 })
        if (name === '丙') transaction.insert('project_village', { project_id: project, village: VILLAGE_TWO, planned_amount: 4_000 })
      }
    })
    const { of } = figures('programs')
    expect(['poverty_amount', 'rebuilding_amount', 'both_amount', 'all_amount'].map(of)).toEqual([16_000, 10_000, 6_000, 20_000])
    expect(['poverty', 'rebuilding', 'both', 'all'].map(of)).toEqual([2, 2, 1, 3])
    const rebuilding = figures('rebuilding_projects')
    expect([rebuilding.of('poor_amount'), rebuilding.of('amount')]).toEqual([2_500, 10_000])
    expect(percent('rebuilding_projects', 'poor_amount', 'amount')).toBe('25.00')
  })

  it('384 个项目：完工 166、在建 144、前期 74，加起来不多不少，占 43.2%、37.5%、19.3%', async () => {
    const before = figures('rebuilding_projects').of('projects')
    await act((transaction) => {
      for (let index = 0; index < 384 - Number(before); index += 1) {
        const project = transaction.insert('project', { name: `重建${index}`, place: COUNTY, year: 2015, category: '04', programs: 'reconstruction' })
        const state = index < 166 ? 'closed' : index < 166 + 144 ? 'building' : 'planned'
        transaction.insert('procedure_step', {
          subject: `project:${project}`,
          procedure: 'project_stage',
          step: `open:${state}`,
          round: 1,
          level: 'county',
          done_on: '2015-07-31',
        })
      }
    })
    const { of } = figures('rebuilding_projects')
    expect(['projects', 'finished', 'building', 'before'].map(of)).toEqual([384, 166, 144, 74])
    expect([166, 144, 74].map((part) => (Math.round((part * 1_000) / 384) / 10).toFixed(1))).toEqual(['43.2', '37.5', '19.3'])
  })
})

describe('水、电、路、地的率', () => {
  it('入户率以总户数为分母：43030 户要 40879 户才到 95%；136 村通了 112 村是 82.35%；里程另算', async () => {
    const codes = county.office.store.read
      .all<{ code: string }>(
        "SELECT code FROM division WHERE level = 'village' AND deleted = 0 AND code NOT IN (?, ?) ORDER BY code LIMIT 136",
        VILLAGE_ONE,
        VILLAGE_TWO,
      )
      .map(({ code }) => code)
    expect(codes).toHaveLength(136)
    let first = ''
    await act((transaction) => {
      for (const [index, village] of codes.entries()) {
        const id = transaction.insert('village', { village })
        const year = transaction.insert('village_year', {
          village_id: id,
          year: 2015,
          paved_to_township: index < 112,
          ...(index === 0 ? { households: 43_030, tap_water_households: 40_878 } : {}),
        })
        if (index === 0) first = year
        const group = transaction.insert('village_group', { village, name: '一社' })
        // Living power is no three-phase power; neither is what another year says.
        if (index < 136)
          transaction.insert('village_group_year', {
            group_id: group,
            year: index < 130 ? 2015 : 2014,
            three_phase: index % 2 === 0,
            living_power: true,
            transformer_capacity: 50,
          })
      }
      const place = codes[0] ?? ''
      transaction.insert('road', {
        name: '甲',
        place,
        kind: '2',
        year: 2015,
        from_place: '乡',
        to_place: '村',
        length: 1_000,
        finished_length: 625,
        surface: '2',
      })
      transaction.insert('road', { name: '乙', place, kind: '3', year: 2015, from_place: '村', to_place: '社', length: 200 })
      transaction.insert('terrace_plot', { plot_no: '1', village: place, year: 2015, planned_area: 40_000, done_area: 39_000, accepted_area: 30_000 })
    })
    const { of } = figures('works_progress')
    expect(['households', 'tapped', 'villages', 'paved', 'unpaved', 'natural', 'three_phase'].map(of)).toEqual([43_030, 40_878, 136, 112, 24, 136, 65])
    expect(percent('works_progress', 'paved', 'villages')).toBe('82.35')
    expect(Number(of('tapped')) * 100 >= Number(of('households')) * 95).toBe(false)
    await act((transaction) => {
      transaction.update('village_year', first, { tap_water_households: 40_879 })
    })
    expect(Number(figures('works_progress').of('tapped')) * 100 >= 43_030 * 95).toBe(true)
    expect(['length', 'finished_length', 'planned_area', 'accepted_area'].map(of)).toEqual([1_200, 625, 40_000, 30_000])
    expect(percent('works_progress', 'finished_length', 'length')).toBe('52.08')
    expect(percent('works_progress', 'accepted_area', 'planned_area')).toBe('75.00')
  })

  it('解决人数按验收的年度计，由户的人口加起来', async () => {
    await act((transaction) => {
      const point = transaction.insert('water_point', { name: '一', village: VILLAGE_ONE, kind: '1', year: 2014, accepted_on: '2015-03-01' })
      const early = transaction.insert('water_point', { name: '二', village: VILLAGE_ONE, kind: '1', year: 2014, accepted_on: '2014-12-31' })
      for (const [at, people, unsafe] of [
        [point, 5, true],
        [point, 4, false],
        [early, 7, true],
      ] as const) {
        const home = transaction.insert('unlisted_household', { village: VILLAGE_ONE, head_name: `户${people}`, stated_population: people })
        transaction.insert('water_user', { water_point_id: at, household: `unlisted_household:${home}`, village: VILLAGE_ONE, unsafe_before: unsafe })
      }
    })
    const { of } = figures('works_progress')
    expect([of('solved'), of('served')]).toEqual([5, 2])
    expect(figures('works_progress', 'county', 2014).of('solved')).toBe(7)
  })
})

describe('危改进度', () => {
  it('1130 户任务分到 13 个乡镇，加起来正好；完成率以下达到村的任务为分母，“不予改造”的不算列入', async () => {
    const townships = county.office.store.read
      .all<{ code: string }>("SELECT code FROM division WHERE level = 'township' AND deleted = 0 ORDER BY code")
      .map(({ code }) => code)
    expect(townships).toHaveLength(13)
    const shares = townships.map((_, index) => Math.floor(1_130 / 13) + (index < 1_130 % 13 ? 1 : 0))
    let measure = ''
    await act((transaction) => {
      measure = transaction.insert('target_measure', { name: '贫困村危房改造', statistic: 'house_retrofits', measure: 'accepted' })
      const task = (place: string, amount: number, by: string) =>
        transaction.insert('target_task', { measure_id: measure, year: 2015, place, amount: amount * 100, issued_by: by })
      task(COUNTY, 1_130, 'county')
      for (const [index, place] of townships.entries()) task(place, shares[index] ?? 0, 'county')
      task(VILLAGE_ONE, 4, 'township')
      for (const [index, grade] of ['4', '3', '4', '2'].entries()) {
        const home = transaction.insert('unlisted_household', { village: VILLAGE_ONE, head_name: `危${index}`, stated_population: 3 })
        const house = transaction.insert('house_retrofit', {
          household: `unlisted_household:${home}`,
          village: VILLAGE_ONE,
          year: 2015,
          grade,
          appraised_on: '2015-03',
          started: index < 3,
          ...(index < 2 ? { accepted_on: '2015-10' } : {}),
        })
        if (grade === '2')
          transaction.insert('procedure_step', {
            subject: `house_retrofit:${house}`,
            procedure: 'house_retrofit_stage',
            step: 'open:refused',
            round: 1,
            level: 'township',
            done_on: '2015-04-01',
          })
      }
    })
    const { of } = figures('house_retrofits')
    expect(['tasks', 'houses', 'appraised', 'started', 'finished', 'accepted', 'on_file'].map(of)).toEqual([400, 3, 3, 3, 0, 2, 0])
    // Two accepted of four handed down (in hundredths), though only three are on the list.
    expect(of('rate')).toEqual({ over: 2, under: 400 })
    const tree = county.office.store.read.get<{ sum: number }>(
      "SELECT sum(amount_now) AS sum FROM target_task WHERE measure_id = ? AND place IN (SELECT code FROM division WHERE level = 'township')",
      measure,
    )
    expect(tree?.sum).toBe(113_000)
  })
})
