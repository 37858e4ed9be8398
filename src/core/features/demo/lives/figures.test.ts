/** The figures of the whole demo county, counted from what the generator makes: mechanisms.md §0.1. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { RegisterName } from '#core/catalogue/index.ts'
import { issuesOf, valuesSchema } from '#core/catalogue/derive/schema.ts'
import { nationalDivisions } from '../../../testing/builders.ts'
import { generateDemo } from '../generate.ts'
import type { DemoRecord, DemoValues } from '../records.ts'

const divisions = await nationalDivisions.countyDivisions('621125000000')
const TARGETED = 71_700

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
}

function note({ register, id, values }: DemoRecord): void {
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
      ({ measure_id: id, place }) => counted.measures.get(id ?? '')?.name === '贫困村危房改造' && place?.endsWith('000000') === false,
    )
    expect(houses.length).toBe(13)
    expect(houses.reduce((sum, { amount }) => sum + (amount ?? 0), 0)).toBe(113_000)
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
