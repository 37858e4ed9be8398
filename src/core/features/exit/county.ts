/** Whether a county reached what is asked of its exit (forms.md §9.1, §9.2): shares against thresholds, compared as fractions (readings.md 3). */
import type { Condition, ConditionSource } from '../../procedures/conditions.ts'
import { divisionPrefix } from '../../rules/levels.ts'
import { lastDayOf } from '../../rules/parameterTerms.ts'
import { firstValue, type ParameterKey } from '../../rules/parameters.ts'
import { isBelow, percentText, reaches } from '../../rules/shares.ts'
import type { ReadDatabase, SqlRow } from '../../store/index.ts'

type Counted = Readonly<
  Record<
    'poor_people' | 'rural_people' | 'exited_checked' | 'exited_wrong' | 'unlisted_checked' | 'unlisted_wrong' | 'poor_villages' | 'exited_villages',
    number
  >
>

/** What the registers say of the county: `within` is the beginning of its codes, `year` the year of the exit. */
function countedOf(database: ReadDatabase, within: string, year: number): Counted {
  const one = (sql: string, ...parameters: readonly (string | number)[]): number => database.get<{ n: number | null }>(sql, ...parameters)?.n ?? 0
  const place = `${within}%`
  const [from, to] = [`${year}-01-01`, `${year}-12-31`]
  const cases = (scope: string, outcomes: string): number =>
    one(
      `SELECT sum(people) AS n FROM identification WHERE village LIKE ? AND ground = '6' AND scope = ? AND opened_on BETWEEN ? AND ? AND deleted = 0 ${outcomes}`,
      place,
      scope,
      from,
      to,
    )
  const looked = (result: string): number =>
    one(
      `SELECT sum(people) AS n FROM exit_inspection WHERE village LIKE ? AND phase = '2' AND inspected_on BETWEEN ? AND ? AND deleted = 0 ${result}`,
      place,
      from,
      to,
    )
  const poorVillage = "v.village_attribute IN ('x1', 'x2', 'x3') AND v.deleted = 0"
  return {
    poor_people: one(
      `SELECT sum(coalesce(y.population, 0)) AS n FROM household_year y JOIN household h ON h.id = y.household_id AND h.deleted = 0 AND coalesce(h.valid, 1) = 1
       WHERE y.counted_village LIKE ? AND y.year = ? AND y.deleted = 0 AND y.exit_stage NOT IN ('announced', 'delisted')`,
      place,
      year,
    ),
    rural_people: one('SELECT sum(rural_population) AS n FROM village_year WHERE village LIKE ? AND year = ? AND deleted = 0', place, year),
    exited_checked: cases('2', '') + looked(''),
    exited_wrong: cases('2', "AND outcome = '5'") + looked("AND result = '2'"),
    unlisted_checked: cases('3', ''),
    unlisted_wrong: cases('3', "AND outcome IN ('2', '8')"),
    poor_villages: one(`SELECT count(*) AS n FROM village v WHERE v.village LIKE ? AND ${poorVillage}`, place),
    exited_villages: one(
      `SELECT count(DISTINCT y.village_id) AS n FROM village_year y JOIN village v ON v.id = y.village_id WHERE y.village LIKE ? AND y.year <= ? AND y.exit_stage = 'exited' AND y.deleted = 0 AND ${poorVillage}`,
      place,
      year,
    ),
  }
}

interface Asked {
  readonly key: string
  readonly label: string
  readonly part: string
  readonly whole: string
  readonly limit: ParameterKey
  /** Below the limit, or reaching it. */
  readonly below: boolean
}

const ASKED: readonly Asked[] = [
  { key: 'rate', label: '综合贫困发生率', part: 'poor_people', whole: 'rural_people', limit: 'exit_county_rate', below: true },
  { key: 'wrong_exit', label: '错退率', part: 'exited_wrong', whole: 'exited_checked', limit: 'exit_wrong_rate', below: true },
  { key: 'omission', label: '漏评率', part: 'unlisted_wrong', whole: 'unlisted_checked', limit: 'exit_omission_rate', below: true },
  { key: 'recognition', label: '群众认可度', part: 'satisfied', whole: 'asked', limit: 'exit_recognition', below: false },
  { key: 'villages', label: '贫困村退出比例', part: 'exited_villages', whole: 'poor_villages', limit: 'delisting_share', below: false },
]

/** The thresholds of a county's exit. */
export const countyConditions: ConditionSource = (database, { row }, parameters): readonly Condition[] => {
  const [county, year] = [String(row['county'] ?? ''), Number(row['year'])]
  const counted: SqlRow = countedOf(database, divisionPrefix(county), year)
  const figure = (key: string): number | null => {
    const value = row[key] ?? counted[key]
    return typeof value === 'number' ? value : null
  }
  return ASKED.map(({ key, label, part, whole, limit, below }) => {
    const line = parameters(limit, lastDayOf(year), county) ?? firstValue(limit)
    const [over, under] = [figure(part), figure(whole)]
    const target = below ? `低于 ${line}%` : `不低于 ${line}%`
    const base = { key, label, target, doubtful: false }
    if (over === null || under === null || under === 0) return { ...base, value: null, met: 'unknown', note: '没有核查或调查的数，请登记或在“实绩”里填写。' }
    const holds = below ? isBelow(over, under, line) : reaches(over, under, line)
    return { ...base, value: `${over}÷${under} = ${percentText(over, under)}`, met: holds ? 'met' : 'unmet', note: null }
  })
}
