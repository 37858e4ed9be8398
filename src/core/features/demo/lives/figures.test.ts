/** The figures of the whole demo county, counted from what the generator makes: mechanisms.md §0.1. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { RegisterName } from '#core/catalogue/index.ts'
import { issuesOf, valuesSchema } from '#core/catalogue/derive/schema.ts'
import { nationalDivisions } from '../../../testing/builders.ts'
import { generateDemo } from '../generate.ts'
import type { DemoRecord, DemoValues } from '../records.ts'

const divisions = await nationalDivisions.countyDivisions('621125000000')
const TARGETED = 71_700
/** Registers whose records are kept whole while they pass by. */
const WORKS = [
  'water_point',
  'water_user',
  'unlisted_household',
  'village_group_year',
  'road',
  'house_retrofit',
  'damage_household',
  'relocation',
  'terrace_plot',
  'terrace_share',
  'project',
] as const

/** What is counted while the records of a full county pass by. */
const counted = {
  villages: [] as DemoValues<'village'>[],
  villageYears: new Map<string, DemoValues<'village_year'>>(),
  memberships: new Map<string, { since: string; until: string }[]>(),
  delisted: new Map<string, string>(),
  households: new Map<string, DemoValues<'household'>>(),
  yearOf: new Map<string, { household: string; year: number }>(),
  measures: new Map<string, DemoValues<'target_measure'>>(),
  tasks: [] as DemoValues<'target_task'>[],
  works: { ...Object.fromEntries(WORKS.map((register) => [register, []])) } as unknown as {
    readonly [N in (typeof WORKS)[number]]: (DemoValues<N> & { id: string })[]
  },
  opened: new Map<string, string>(),
}

function note({ register, id, values }: DemoRecord): void {
  if ((WORKS as readonly string[]).includes(register)) (counted.works[register as (typeof WORKS)[number]] as object[]).push({ ...values, id })
  if (register === 'procedure_step' && values.step?.startsWith('open:') === true)
    counted.opened.set((values.subject ?? '').split(':')[1] ?? '', values.step.slice(5))
  if (register === 'village') counted.villages.push(values)
  else if (register === 'village_year') counted.villageYears.set(`${values.village_id ?? ''} ${values.year ?? 0}`, values)
  else if (register === 'household') counted.households.set(id, values)
  else if (register === 'household_year') counted.yearOf.set(id, { household: values.household_id ?? '', year: values.year ?? 0 })
  else if (register === 'membership') {
    const own = counted.memberships.get(values.household_id ?? '') ?? []
    counted.memberships.set(values.household_id ?? '', own)
    own.push({ since: values.start_date ?? '', until: values.end_date ?? '9' })
  } else if (register === 'procedure_step' && values.step === 'delist') counted.delisted.set((values.subject ?? '').split(':')[1] ?? '', values.done_on ?? '')
  else if (register === 'target_measure') counted.measures.set(id, values)
  else if (register === 'target_task') counted.tasks.push(values)
}

/** Members of a household on a day. */
function peopleOn(household: string, day: string): number {
  return (counted.memberships.get(household) ?? []).filter(({ since, until }) => since <= day && until > day).length
}

/** Households that left in a year, and their people on that day. */
function left(year: number): { households: number; people: number } {
  const own = [...counted.delisted].filter(([id]) => counted.yearOf.get(id)?.year === year)
  return { households: own.length, people: own.reduce((sum, [id, day]) => sum + peopleOn(counted.yearOf.get(id)?.household ?? '', day), 0) }
}

beforeAll(() => {
  for (const record of generateDemo({ divisions, lives: true })) note(record)
})

describe('全县的数（mechanisms.md §0.1）', () => {
  it('2014 年脱贫 1.31 万人、3270 户，年末剩余 5.45 万人、13600 户', () => {
    expect(left(2014)).toEqual({ households: 3270, people: 13_100 })
    const gone = new Set([...counted.delisted].flatMap(([id, day]) => (day < '2015' ? [counted.yearOf.get(id)?.household] : [])))
    const poor = [...counted.households].filter(([id, { registered_year: since }]) => !gone.has(id) && since !== 2015 && peopleOn(id, '2014-12-31') > 0)
    expect(poor.length).toBe(13_600)
    expect(poor.reduce((sum, [id]) => sum + peopleOn(id, '2014-12-31'), 0)).toBe(54_500)
  })

  it('68 个贫困村，18 个 2015 年退出，13 个整村推进；两个标记各画各的', () => {
    const [leaving, whole] = [
      counted.villages.filter((one) => one.planned_exit_year === 2015),
      counted.villages.filter((one) => one.whole_village_year === 2015),
    ]
    expect([counted.villages.filter((one) => one.village_attribute === 'x1').length, leaving.length, whole.length]).toEqual([68, 18, 13])
    expect(counted.villages.filter((one) => one.planned_exit_year !== null).length).toBe(68)
    expect([...leaving, ...whole].every((one) => one.village_attribute === 'x1')).toBe(true)
    const both = leaving.filter((one) => whole.includes(one)).length
    expect(both).toBeGreaterThan(0)
    expect(both).toBeLessThan(13)
  })

  it('18 个村整村脱贫：2015 年末发生率都低于 3%，别的村没有人脱贫', () => {
    const places = new Set<string | null | undefined>()
    for (const [id, day] of counted.delisted) if (day > '2015') places.add(counted.households.get(counted.yearOf.get(id)?.household ?? '')?.village)
    expect([...places].toSorted()).toEqual(counted.villages.flatMap((one) => (one.planned_exit_year === 2015 ? [one.village] : [])).toSorted())
    const low = [...counted.villageYears.values()].filter(
      ({ year, poor_population: poor, population }) => year === 2015 && (poor ?? 0) * 100 < 3 * (population ?? 0),
    )
    expect(low.length).toBeGreaterThanOrEqual(18)
    expect(left(2015).people).toBeGreaterThan(8000)
  })

  it('2015 年的目标任务：饮水 7.17 万人，危房 1130 户分到 13 个乡镇，退出 18 个、整村推进 13 个村', () => {
    const task = (name: string): readonly number[] =>
      counted.tasks
        .filter(({ measure_id: id, place }) => counted.measures.get(id ?? '')?.name === name && place?.endsWith('000000') === true)
        .map(({ amount }) => (amount ?? 0) / 100)
    expect(task('饮水安全问题解决人数')).toEqual([TARGETED])
    expect(task('贫困村危房改造')).toEqual([1130])
    expect([task('贫困村退出'), task('整村推进村'), task('贫困村总数')]).toEqual([[18], [13], [68]])
    expect([task('减贫人口'), task('年末剩余贫困人口')]).toEqual([[13_100], [54_500]])
    expect([task('劳务输转人数'), task('劳务收入'), task('学前毛入园率（脱贫村）')]).toEqual([[55_000], [90_000], [64.34]])
    const houses = counted.tasks.filter(
      ({ measure_id: id, place, issued_by: issued }) =>
        counted.measures.get(id ?? '')?.name === '贫困村危房改造' && place?.endsWith('000000') === false && issued === 'county',
    )
    expect(houses.length).toBe(13)
    expect(houses.reduce((sum, { amount }) => sum + (amount ?? 0), 0)).toBe(113_000)
  })
})

describe('水电路房地（mechanisms.md M09–M13、M27）', () => {
  const { works } = counted
  const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0)

  it('饮水：要解决 7.17 万人，验收的工程解决了 63520 人，都由户的人口加起来；总户数的 88.6% 通了自来水', () => {
    const unlisted = new Map(works.unlisted_household.map(({ id, stated_population: people }) => [id, people ?? 0]))
    const accepted = new Map(works.water_point.map(({ id, accepted_on: on }) => [id, on ?? null]))
    const people = { solved: 0, waiting: 0 }
    for (const { household = '', water_point_id: point, unsafe_before: unsafe } of works.water_user) {
      const [register, id = ''] = (household ?? '').split(':')
      const day = accepted.get(point ?? '') ?? null
      if (unsafe === true) people[day === null ? 'waiting' : 'solved'] += register === 'household' ? peopleOn(id, day ?? '2015-11-30') : (unlisted.get(id) ?? 0)
    }
    expect(people).toEqual({ solved: 63_520, waiting: TARGETED - 63_520 })
    expect(works.water_user.length).toBe(new Set(works.water_user.map(({ household }) => household)).size)
    expect([...accepted.values()].every((day) => day === null || (day >= '2015-08-01' && day <= '2015-11-30'))).toBe(true)
    const years = [...counted.villageYears.values()].filter(({ year }) => year === 2015)
    const [households, tapped] = [sum(years.map((one) => one.households ?? 0)), sum(years.map((one) => one.tap_water_households ?? 0))]
    expect([households, tapped]).toEqual([43_030, Math.round(43_030 * 0.886)])
    expect(
      years.filter((one) => (one.tap_water_households ?? 0) > (one.households ?? 0) || (one.unsafe_water_households ?? 0) > (one.households ?? 0)),
    ).toEqual([])
  })

  it('危改 1130 户都在贫困村的任务里，村加起来是乡镇的，乡镇加起来是县的；重建、搬迁的户不在里面', () => {
    const measure = [...counted.measures].find(([, { name }]) => name === '贫困村危房改造')?.[0]
    const tasks = counted.tasks.filter(({ measure_id: id }) => id === measure)
    const byVillage = Map.groupBy(works.house_retrofit, ({ village }) => village ?? '')
    const poor = new Set(counted.villages.flatMap((one) => (one.village_attribute === 'x1' ? [one.village] : [])))
    expect(works.house_retrofit.length).toBe(1130)
    for (const [village, houses] of byVillage) {
      expect(poor.has(village)).toBe(true)
      expect(tasks.find(({ place }) => place === village)?.amount).toBe(houses.length * 100)
    }
    for (const { place, amount } of tasks.filter((one) => one.place?.endsWith('000') === true && !one.place.endsWith('000000')))
      expect(
        sum(tasks.flatMap((one) => (one.issued_by === 'township' && one.place?.startsWith(place?.slice(0, 9) ?? '-') === true ? [one.amount ?? 0] : []))),
      ).toBe(amount)
    const all = [...works.house_retrofit, ...works.damage_household, ...works.relocation].map(({ household }) => household)
    expect(new Set(all).size).toBe(all.length)
  })

  it('道路、动力电：村年度、社年度和道路台账说的是一回事；坡改梯分户合计是图斑', () => {
    const years = [...counted.villageYears.values()].filter(({ year }) => year === 2015)
    const paved = years.filter((one) => one.paved_to_township === true).length
    expect((paved * 100) / years.length).toBeCloseTo(78.4, 0)
    const approaches = works.road.filter(({ kind }) => kind === '2')
    expect(approaches.filter(({ accepted_on: on }) => on !== undefined).length).toBe(paved)
    expect(
      works.road.filter(({ length, finished_length: done, straight_distance: straight }) => (done ?? 0) > (length ?? 0) || (straight ?? 0) > (length ?? 0)),
    ).toEqual([])
    const powered = works.village_group_year.filter(({ year }) => year === 2015)
    const share = (powered.filter((one) => one.three_phase === true).length * 100) / powered.length
    expect(share).toBeGreaterThan(97)
    expect(share).toBeLessThan(97.4)
    expect(sum(years.map((one) => one.three_phase_villages ?? 0))).toBe(powered.filter((one) => one.three_phase === true).length)
    const shares = Map.groupBy(works.terrace_share, (one) => one.plot_id ?? '')
    for (const plot of works.terrace_plot) expect(sum((shares.get(plot.id) ?? []).map(({ area }) => area ?? 0))).toBe(plot.accepted_area ?? 0)
  })

  it('灾后重建 384 个项目：完工 166、在建 144、前期 74，总投 30.2 亿元；贫困村的双标，县只计一次', () => {
    const rebuilding = works.project.filter(({ programs }) => programs?.includes('reconstruction') === true)
    const states = rebuilding.map(({ id }) => counted.opened.get(id))
    expect(['accepted', 'building', 'approved'].map((state) => states.filter((one) => one === state).length)).toEqual([166, 144, 74])
    expect(sum(rebuilding.map((one) => one.approved_investment ?? 0))).toBe(302_000_000_000)
    const both = rebuilding.filter(({ programs }) => programs?.includes('poverty') === true).length
    expect(both).toBeGreaterThan(100)
    expect(both).toBeLessThan(284)
  })
})

describe('记录本身', () => {
  it('合目录的规定，引用的都在前面，编号不重复；不问两年的，还是原来那些人', () => {
    const seen = new Set<string>()
    const doubled: string[] = []
    const [told, people] = [true, false].map((lives) => [...generateDemo({ divisions, households: 300, lives })])
    for (const { register, id, values } of told ?? []) {
      const result = valuesSchema(register as RegisterName).safeParse(values)
      expect(result.success ? [] : issuesOf(register, result.error)).toEqual([])
      if (seen.has(id)) doubled.push(`${register} ${id}`)
      for (const [key, value] of Object.entries(values))
        if (key.endsWith('_id') && typeof value === 'string') expect(seen.has(value), `${register}.${key}`).toBe(true)
      seen.add(id)
    }
    expect(doubled).toEqual([])
    expect(people?.some(({ register }) => register === 'procedure_step')).toBe(false)
    const first = (records: readonly DemoRecord[] | undefined): unknown => records?.find(({ register }) => register === 'household')
    expect(first(told)).toMatchObject({ id: (first(people) as DemoRecord).id })
  })
})
