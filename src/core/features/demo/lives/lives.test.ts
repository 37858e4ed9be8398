/** The two years of a small demo county, filled for real: its sheets balance, its steps stand, and what is found of it is what was put there. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verify } from '../../../store/verify.ts'
import type { SqlRow } from '../../../store/index.ts'
import { testOffice, userOf, type TestOffice } from '../../../testing/office.ts'
import { brokenMoney, notConserved } from '../../../money/standing.ts'
import { differenceOf, sheetOf } from '../../balance/testing/sheets.ts'
import { checksOf } from '../../checks/subjects.ts'
import { exitConditions } from '../../exit/index.ts'
import { figuresOf } from '../../plans/effects.ts'
import { feasibilityOf } from '../../plans/checks/feasibility.ts'

const YEARS = [2014, 2015] as const
/** What the plan of the county makes wrong (`planFlaws`), pupils whose class did not change, and a water work whose sheet says too many. */
const ON_PURPOSE = ['13-incomplete', '13.4-36', '13.5-46', '13.2-19', 'M09-people']
/** No photos, certificates and score sheets are made up. */
const WITHOUT_PAPERS = ['1-posting', '1-sheetless', '8-event-paper', '8-paper']
const administrator = userOf('administrator')
let office: TestOffice
beforeAll(async () => {
  office = await testOffice({ households: 500, lives: true })
}, 120_000)
afterAll(() => office.end())

const all = <T extends object = SqlRow>(sql: string): readonly T[] => office.store.read.all(sql) as unknown as readonly T[]
const count = (from: string): number => Number(all<{ count: number }>(`SELECT count(*) AS count FROM ${from}`)[0]?.count)
const sheet = (year: number, by: 'village' | 'township' | 'county'): ReturnType<typeof sheetOf> =>
  sheetOf(office, administrator, { from: `${year}-01-01`, to: `${year}-12-31` }, by)

describe('演示县过两年', () => {
  it('两年的平衡表，县、各乡镇、各村都配平，没有一笔原因不明', () => {
    for (const year of YEARS)
      for (const by of ['village', 'township', 'county'] as const) {
        const places = sheet(year, by)
        expect(places.size).toBeGreaterThan(by === 'county' ? 0 : 3)
        for (const [place, figures] of places) {
          expect([differenceOf(figures, ''), differenceOf(figures, '_people')], `${year} ${place}`).toEqual([0, 0])
          expect([figures['unexplained'], figures['unexplained_people']], `${year} ${place}`).toEqual([undefined, undefined])
        }
      }
    const [first, second] = YEARS.map((year) => sheet(year, 'county').get('') ?? {})
    expect(second?.['opening_people']).toBe(first?.['closing_people'])
    for (const line of ['identified', 'added_late', 'restored', 'split', 'exited', 'cleared_out', 'closed', 'died_people'])
      expect(second?.[line], line).toBeGreaterThan(0)
  })

  it('年度记录里的未脱贫户数、人数就是平衡表的期末，村的年度信息也是', () => {
    for (const year of YEARS) {
      const poor = all<{ village: string; households: number; people: number }>(
        `SELECT counted_village AS village, count(*) AS households, sum(population) AS people FROM household_year WHERE year = ${year} AND exit_standing = '0' GROUP BY 1`,
      )
      const places = sheet(year, 'village')
      expect(poor.length).toBeGreaterThan(10)
      for (const { village, households, people } of poor) {
        expect([places.get(village)?.['closing'], places.get(village)?.['closing_people']], `${year} ${village}`).toEqual([households, people])
        expect(
          all(`SELECT poor_households AS households, poor_population AS people FROM village_year WHERE village = '${village}' AND year = ${year}`),
        ).toEqual([{ households, people }])
      }
    }
  })

  it('2014、2015 年脱贫的都按步骤办到销号，公示、公告满期，够线', () => {
    const delisted = all<SqlRow & { id: string; year: number }>(`SELECT * FROM household_year WHERE exit_stage = 'delisted'`)
    for (const year of YEARS) expect(delisted.filter((row) => row.year === year).length).toBeGreaterThan(50)
    const stepped = `procedure_step s ON s.subject = 'household_year:' || y.id AND s.step = 'delist'`
    expect(count(`household_year y JOIN ${stepped} WHERE y.year = 2014`)).toBe(delisted.filter(({ year }) => year === 2014).length)
    const of2015 = all<SqlRow & { id: string }>(`SELECT y.* FROM household_year y JOIN ${stepped} WHERE y.year = 2015`)
    expect(count("procedure_step WHERE procedure = 'household_exit' AND step = 'announce'")).toBe(of2015.length)
    for (const row of of2015) {
      const conditions = exitConditions.household_exit(office.store.read, { id: row.id, row, on: '2015-12-31' }, office.parameters())
      expect(conditions.map(({ met }) => met)).toEqual(conditions.map(() => 'met'))
    }
    expect(count(`shared_act WHERE kind = 'notice' AND name LIKE '%拟退出户公示' AND julianday(ends_on) - julianday(held_on) <> 6`)).toBe(0)
  })

  it('识别、入户、方案、户变动都有，各到各的状态', () => {
    const outcomes = all<{ outcome: string }>(`SELECT DISTINCT outcome FROM identification WHERE stage = 'filed' ORDER BY 1`).map(({ outcome }) => outcome)
    expect(outcomes).toEqual(['2', '3', '5', '8'])
    expect(count(`identification WHERE stage = 'upheld'`)).toBeGreaterThan(0)
    expect(count(`identification WHERE stage NOT IN ('filed', 'upheld')`)).toBe(0)
    expect(count(`survey_visit WHERE stage = 'locked' AND reached`)).toBeGreaterThan(50)
    expect(count(`household_plan WHERE stage = 'completed'`)).toBeGreaterThan(30)
    expect(count(`household_plan WHERE stage NOT IN ('completed', 'executing')`)).toBe(0)
    expect(all('SELECT DISTINCT kind FROM household_event ORDER BY 1')).toEqual([{ kind: '2' }, { kind: '4' }])
    expect(count(`village_year WHERE exit_stage = 'proposed' AND year = 2015`)).toBe(
      count(`village v WHERE planned_exit_year = 2015 AND EXISTS (SELECT 1 FROM household h WHERE h.village = v.village)`),
    )
    expect(count('monitored_household')).toBe(0)
  })

  it('当年退出的村和整村推进的村都有项目，各到各的状态；钱从来源到户一分不差，有在途的', () => {
    const marked = `village v WHERE (planned_exit_year = 2015 OR whole_village_year = 2015) AND EXISTS (SELECT 1 FROM household h WHERE h.village = v.village)`
    const ofVillages = `project WHERE year = 2015`
    expect(count(ofVillages)).toBe(count(marked) * 4)
    expect(count(`${ofVillages} AND place NOT IN (SELECT village FROM village WHERE planned_exit_year = 2015 OR whole_village_year = 2015)`)).toBe(0)
    for (const stage of ['building', 'finished', 'accepted']) expect(count(`${ofVillages} AND stage = '${stage}'`), stage).toBeGreaterThan(0)
    expect(count(`village_package WHERE total IS NULL OR projects <> 4`)).toBe(0)
    expect([...brokenMoney(office.store.read), ...notConserved(office.store.read)]).toEqual([])
    const money = all<{ quota: number; allocated: number; paid: number }>(
      'SELECT sum(quota) AS quota, sum(allocated) AS allocated, sum(paid) AS paid FROM fund_source',
    )
    const investment = all<{ total: number }>(`SELECT sum(approved_investment) AS total FROM ${ofVillages}`)
    expect(money[0]?.allocated).toBe(investment[0]?.total)
    expect(money[0]?.paid).toBeGreaterThan(0)
    expect(all('SELECT sum(amount) AS paid FROM payment_claim')).toEqual([{ paid: money[0]?.paid }])
    expect(count('household_payment WHERE paid <> amount')).toBe(0)
    expect(count('household_payment')).toBeGreaterThan(10)
  })

  it('水电路房地合得上：解决人数由户来，分户合计是验收亩数，危改按村的任务，重建、危改、搬迁一户一次', () => {
    const [people] = all<{ solved: number; of: number }>(
      `SELECT (SELECT sum(people_solved) FROM water_point) AS solved, (SELECT sum(solved_people) FROM water_user) AS "of"`,
    )
    expect(people?.solved).toBe(people?.of)
    expect(people?.solved).toBeGreaterThan(1_000)
    expect(count(`water_user u JOIN unlisted_household h ON u.household = 'unlisted_household:' || h.id WHERE u.people <> h.population`)).toBe(0)
    expect(count('terrace_plot WHERE accepted_area IS NOT NULL')).toBeGreaterThan(10)
    expect(count('terrace_plot WHERE accepted_area IS NOT NULL AND shared_area <> accepted_area')).toBe(0)
    const tasks = all<{ place: string; amount: number }>(`SELECT place, amount FROM target_task WHERE issued_by = 'township' ORDER BY 1`)
    expect(all(`SELECT village AS place, count(*) * 100 AS amount FROM house_retrofit GROUP BY 1 ORDER BY 1`)).toEqual(tasks)
    for (const stage of ['paid', 'accepted']) expect(count(`house_retrofit WHERE stage = '${stage}'`), stage).toBeGreaterThan(0)
    expect(count(`house_retrofit WHERE grant IS NOT NULL AND grant <> grant_due`)).toBe(0)
    expect(
      count(`(SELECT household FROM (SELECT household FROM house_retrofit UNION ALL SELECT household FROM damage_household UNION ALL SELECT household FROM relocation)
        GROUP BY household HAVING count(*) > 1)`),
    ).toBe(0)
    expect(count(`project WHERE programs LIKE '%reconstruction%' AND programs LIKE '%poverty%'`)).toBeGreaterThan(0)
  })

  it('当年脱贫的方案都够线', () => {
    const leaving = all<SqlRow & { village: string }>('SELECT * FROM household_plan WHERE target_exit_year = 2015')
    expect(leaving.length).toBeGreaterThan(30)
    for (const row of leaving) expect(feasibilityOf(figuresOf(row), office.parameters(), row.village)).toMatchObject({ asked: true, reaches: true })
  })

  it('核查里没有一条 E 级矛盾；疑点只有有意留下的和缺照片、证明的', async () => {
    const checks = checksOf(office.store, { parameters: office.parameters, today: () => '2016-03-01' })
    await checks.run({ onProgress: () => undefined, step: () => Promise.resolve() })
    const hard = new Set(checks.subjects.flatMap(({ rules }) => rules.flatMap(({ id, official }) => (official === 'E' ? [id] : []))))
    const found = all<{ rule: string; message: string }>('SELECT rule, message FROM finding')
    expect(found.filter(({ rule }) => hard.has(rule)).map(({ rule }) => rule)).toEqual(['13-incomplete'])
    expect([...new Set(found.map(({ rule }) => rule))].toSorted()).toEqual([...ON_PURPOSE, ...WITHOUT_PAPERS].toSorted())
  })

  it('计算的栏目都算得一样', async () => {
    expect((await verify(office.store.read, office.store.derivations)).findings).toEqual([])
  })
})
