import { describe, expect, it } from 'vitest'
import { officeRegisterNames, registers } from '#core/catalogue/index.ts'
import type { RegisterName } from '#core/catalogue/index.ts'
import { issuesOf, valuesSchema } from '#core/catalogue/derive/schema.ts'
import { checkHousehold } from '#core/features/household/checks/engine.ts'
import { readIdentity } from '#core/rules/identity.ts'
import { defaultParameters } from '#core/rules/parameters.ts'
import { lastDayOf } from '#core/rules/parameterTerms.ts'
import { demoRecords, nationalDivisions } from '../../testing/builders.ts'
import { generateDemo } from './generate.ts'
import type { DemoOptions } from './generate.ts'
import { LINES } from './livelihood.ts'
import { FULL_HOUSEHOLDS } from './plan.ts'
import type { DemoValues } from './records.ts'

const divisions = await nationalDivisions.countyDivisions('621125000000')
const records = await demoRecords(400)
const byId = new Map(
  Object.values(records)
    .flat()
    .map((record) => [record.id, record]),
)

function values<N extends RegisterName>(register: N): readonly DemoValues<N>[] {
  return records[register].map((record) => record.values as DemoValues<N>)
}

const membersOf = Map.groupBy(values('membership'), ({ household_id: id }) => id)
const personOf = new Map(records.person.map(({ id, values: person }) => [id, person]))
const yearOf = new Map(values('person_year').map((row) => [`${row.person_id} ${row.year}`, row]))
const households = new Map(records.household.map(({ id, values: household }) => [id, household]))

function present(householdId: string | undefined, year: number): readonly DemoValues<'membership'>[] {
  const end = `${year}-12-31`
  return (membersOf.get(householdId) ?? []).filter(
    ({ start_date: start, end_date: left }) => (start ?? '') <= end && (left === null || left === undefined || left > end),
  )
}

function take(options: Omit<DemoOptions, 'divisions'>, count: number): string[] {
  const taken: string[] = []
  for (const record of generateDemo({ divisions, ...options })) {
    if (record.register === 'person' || record.register === 'household_year') taken.push(JSON.stringify(record))
    if (taken.length >= count) break
  }
  return taken
}

describe('可重复', () => {
  it('同一种子、同样户数，记录和编号完全一样', () => {
    expect(take({ households: 60, seed: 7 }, 500)).toEqual(take({ households: 60, seed: '7' }, 500))
  })
  it('换一个种子就是另一些人', () => {
    const [one, other] = [take({ households: 60, seed: 7 }, 500), take({ households: 60, seed: 8 }, 500)]
    expect(one.filter((line) => other.includes(line))).toEqual([])
  })
  it('户数不是正整数就拒绝', () => {
    for (const wrong of [0, -1, 1.5, Number.NaN]) expect(() => [...generateDemo({ divisions, households: wrong })]).toThrow(RangeError)
  })
})

describe('规模', () => {
  it('全县：2014 年末在册 13600 户 54500 人，当年脱贫 13100 人，68 个贫困村，13 个乡镇，三年记录', () => {
    const counts = new Map<string, number>()
    const people = { poor: 0, exited: 0 }
    let exited = false
    const townships = new Set<string>()
    const add = (key: string): void => {
      counts.set(key, (counts.get(key) ?? 0) + 1)
    }
    for (const record of generateDemo({ divisions })) {
      add(record.register)
      if (record.register === 'household') {
        exited = record.values.exit_status === '1'
        add(exited ? 'exited in 2014' : 'still poor')
        townships.add(record.values.village?.slice(0, 9) ?? '')
      }
      if (record.register === 'membership' && (record.values.start_date ?? '') <= '2014-12-31' && (record.values.end_date ?? '9') > '2014-12-31')
        people[exited ? 'exited' : 'poor'] += 1
      if (record.register === 'village' && record.values.village_attribute === 'x1') add('poor village')
      if (record.register === 'household_year') add(`year ${record.values.year}`)
    }
    expect(people).toEqual({ poor: 54_500, exited: 13_100 })
    expect(counts.get('household')).toBe(FULL_HOUSEHOLDS)
    expect(counts.get('still poor')).toBe(13_600)
    expect(counts.get('exited in 2014')).toBe(3_270)
    expect(counts.get('poor village')).toBe(68)
    expect(counts.get('village')).toBe(140)
    expect(townships.size).toBe(13)
    expect(counts.get('year 2014')).toBe(FULL_HOUSEHOLDS)
    expect(counts.get('year 2015')).toBe(FULL_HOUSEHOLDS)
    expect(counts.get('year 2013')).toBeGreaterThan(FULL_HOUSEHOLDS * 0.96)
    expect(counts.get('person')).toBeLessThan(67_600 * 1.02)
  })

  it('50 户也有三个以上乡镇、两个柯寨、一个十户以上的村', async () => {
    const small = await demoRecords(50)
    expect(small.household).toHaveLength(50)
    const villages = Map.groupBy(small.household, ({ values: { village } }) => village)
    expect(villages.has('621125100204')).toBe(true)
    expect(villages.has('621125109206')).toBe(true)
    expect(new Set([...villages.keys()].map((code) => code?.slice(0, 9))).size).toBeGreaterThanOrEqual(3)
    expect(Math.max(...[...villages.values()].map((list) => list.length))).toBeGreaterThanOrEqual(10)
    expect(small.division.filter(({ values: { level } }) => level === 'township')).toHaveLength(13)
  })

  it.each([1, 2, 3, 7])('%i 户也能生成', async (count) => {
    expect((await demoRecords(count)).household).toHaveLength(count)
  })
})

describe('记录本身', () => {
  it('每条都合目录的规定，没有由程序计算的栏目', () => {
    for (const name of officeRegisterNames) {
      const schema = valuesSchema(name)
      for (const record of records[name]) {
        const result = schema.safeParse(record.values)
        expect(result.success ? [] : issuesOf(name, result.error)).toEqual([])
      }
    }
  })

  it('引用的记录都在前面', () => {
    const seen = new Set<string>()
    const tooEarly: string[] = []
    let references = 0
    for (const record of generateDemo({ divisions, households: 40 })) {
      for (const field of registers[record.register].fields) {
        const value = (record.values as Record<string, unknown>)[field.key]
        if (field.type !== 'reference' || typeof value !== 'string') continue
        references += 1
        if (!seen.has(value)) tooEarly.push(`${record.register}.${field.key}`)
      }
      seen.add(record.id)
    }
    expect(references).toBeGreaterThan(800)
    expect(tooEarly).toEqual([])
  })

  it('唯一的栏目不重复', () => {
    for (const name of officeRegisterNames) {
      for (const { key } of registers[name].fields.filter((field) => 'unique' in field && field.unique)) {
        const filled = records[name].map((record) => (record.values as Record<string, unknown>)[key]).filter((value) => value !== null && value !== undefined)
        expect(new Set(filled).size).toBe(filled.length)
      }
    }
    expect(byId.size).toBe(Object.values(records).flat().length)
    const phones = values('household').flatMap(({ phone }) => phone ?? [])
    expect(new Set(phones).size).toBe(phones.length)
  })

  it('乡改镇以前的代码作为扶贫系统代码', () => {
    const codes = new Map(values('division').map((row) => [row.code, row.national_code]))
    expect(codes.get('621125109206')).toBe('621125207206')
    expect(codes.get('621125100204')).toBe('621125100204')
  })
})

describe('一家人', () => {
  it('每户恰一个户主，至多一个配偶且性别不同', () => {
    for (const id of households.keys()) {
      for (const year of [2014, 2015]) {
        const members = present(id, year)
        const heads = members.filter(({ relation }) => relation === '01')
        const spouses = members.filter(({ relation }) => relation === '02')
        expect(heads).toHaveLength(1)
        expect(spouses.length).toBeLessThanOrEqual(1)
        for (const spouse of spouses) expect(personOf.get(spouse.person_id ?? '')?.sex).not.toBe(personOf.get(heads[0]?.person_id ?? '')?.sex)
      }
    }
  })

  it('年龄与关系相称：父母至少大 18 岁，子女至少小 18 岁', () => {
    for (const [id] of households) {
      const head = (membersOf.get(id) ?? []).find(({ relation }) => relation === '01')
      const headYear = Number(personOf.get(head?.person_id ?? '')?.birth_date?.slice(0, 4))
      for (const { relation, person_id: personId } of membersOf.get(id) ?? []) {
        const year = Number(personOf.get(personId ?? '')?.birth_date?.slice(0, 4))
        if (relation === '11' || relation === '12') expect(headYear - year).toBeGreaterThanOrEqual(18)
        if (relation === '03' || relation === '04') expect(year - headYear).toBeGreaterThanOrEqual(18)
        if (relation === '07' || relation === '08') expect(year - headYear).toBeGreaterThanOrEqual(38)
        expect(2015 - year).toBeLessThanOrEqual(90)
      }
    }
  })

  it('证件号校验码正确，生日、性别与证件号一致，县的前缀', () => {
    for (const person of personOf.values()) {
      const identity = readIdentity(person.id_number ?? '', '2015-12-31')
      expect(identity.problems).toEqual([])
      expect(identity.text.startsWith('621125')).toBe(true)
      expect(identity.birthDate).toBe(person.birth_date)
      expect(identity.sex).toBe(person.sex)
      expect(person.id_type).toBe(identity.kind === 'disability20' ? '09' : '01')
    }
  })

  it('在册的每个人每年一条年度记录', () => {
    for (const [id] of households) {
      for (const year of [2014, 2015]) {
        for (const { person_id: personId } of present(id, year)) expect(yearOf.has(`${personId} ${year}`)).toBe(true)
      }
    }
    const wrong = values('person_year').filter(
      (row) =>
        !present(values('membership').find(({ person_id: id }) => id === row.person_id)?.household_id, row.year ?? 0).some(
          ({ person_id: id }) => id === row.person_id,
        ),
    )
    expect(wrong).toEqual([])
  })

  it('2015 年有增有减，增减相等', () => {
    const rows = values('membership')
    const gained = rows.filter(({ start_date: start }) => start?.startsWith('2015'))
    const lost = rows.filter(({ end_date: end }) => end?.startsWith('2015'))
    expect(gained.length).toBeGreaterThan(0)
    expect(gained.length).toBe(lost.length)
    expect([...gained, ...lost].filter((row) => (row.increase_reason ?? row.decrease_reason ?? null) === null)).toEqual([])
  })
})

describe('收入与贫困线', () => {
  it('在册户低于当年线，脱贫户高于当年线', () => {
    for (const row of values('household_year')) {
      const household = households.get(row.household_id ?? '')
      const people = present(row.household_id, row.year ?? 0).length
      const income =
        (row.wage_income ?? 0) +
        (row.business_income ?? 0) +
        (row.property_income ?? 0) +
        (row.allowance_payment ?? 0) +
        (row.support_payment ?? 0) +
        (row.pension_payment ?? 0) +
        (row.ecological_payment ?? 0) +
        (row.other_transfer_income ?? 0) +
        (row.family_planning_payment ?? 0) -
        (row.business_expense ?? 0)
      const line = (LINES[row.year ?? 0] ?? 0) * 100 * people
      expect(people).toBeGreaterThan(0)
      if (row.exit_status === '1') {
        expect(household?.exit_year).toBe(2014)
        expect(income).toBeGreaterThan(line)
      } else {
        expect(income).toBeLessThan(line)
        expect(income).toBeGreaterThan(line / 4)
      }
    }
  })

  it('线与参数登记的一致', () => {
    for (const [year, line] of Object.entries(LINES)) expect(defaultParameters('poverty_line_national', lastDayOf(Number(year)), null)).toBe(line)
    expect(values('parameter').every(({ unverified }) => unverified === true)).toBe(true)
  })
})

it('村的年度数字等于户的合计', () => {
  const villageOf = new Map(records.village.map(({ id, values: { village } }) => [id, village]))
  for (const row of values('village_year')) {
    const code = villageOf.get(row.village_id ?? '')
    const poor = values('household_year').filter(
      (one) => one.year === row.year && one.exit_status === '0' && households.get(one.household_id ?? '')?.village === code,
    )
    expect(row.poor_households).toBe(poor.length)
    expect(row.poor_population).toBe(poor.reduce((sum, one) => sum + present(one.household_id, one.year ?? 0).length, 0))
    expect((row.general_poor_households ?? 0) + (row.allowance_poor_households ?? 0) + (row.support_poor_households ?? 0)).toBe(row.poor_households)
    expect(row.households ?? 0).toBeGreaterThanOrEqual(row.poor_households ?? 0)
  }
})

it('村里的设施只增不减', () => {
  const byVillage = Map.groupBy(values('village_year'), ({ village_id: id }) => id)
  for (const rows of byVillage.values()) {
    const [first, second, third] = rows.toSorted((one, other) => (one.year ?? 0) - (other.year ?? 0))
    for (const key of ['clinics', 'reading_rooms', 'paved_to_township', 'broadband_households'] as const) {
      expect(Number(first?.[key])).toBeLessThanOrEqual(Number(second?.[key]))
      expect(Number(second?.[key])).toBeLessThanOrEqual(Number(third?.[key]))
    }
  }
})

it('每户从 2014 年起随时恰有一名主要责任人', () => {
  const pairings = Map.groupBy(values('pairing'), ({ household_id: id }) => id)
  for (const [id] of households) {
    for (const day of ['2014-12-31', '2015-03-31', '2015-04-01', '2015-12-31']) {
      const current = (pairings.get(id) ?? []).filter(({ start_date: start, end_date: end }) => (start ?? '9') <= day && (end ?? '9') >= day)
      expect(current).toHaveLength(1)
    }
  }
})

it('校验只发现有意留下的几处', () => {
  const yearly = new Map(values('household_year').map((row) => [`${row.household_id} ${row.year}`, row]))
  const flawed = new Set<string>()
  const rules = new Set<string>()
  for (const [id, household] of households) {
    for (const year of [2013, 2014, 2015]) {
      const householdYear = yearly.get(`${id} ${year}`)
      if (householdYear === undefined) continue
      const members = (membersOf.get(id) ?? []).map((membership) => ({
        membership,
        person: personOf.get(membership.person_id ?? '') ?? {},
        personYear: yearOf.get(`${membership.person_id} ${year}`) ?? null,
      }))
      for (const finding of checkHousehold({ year, today: '2015-12-31', household, householdYear, members, parameters: defaultParameters })) {
        flawed.add(id)
        rules.add(finding.rule)
      }
    }
  }
  expect(flawed.size).toBe(3)
  expect([...rules].sort()).toEqual(['13-incomplete', '13.4-36', '13.5-46'])
})
