/** Whether a village reached what is asked of its exit, as far as the data of the year tells (forms.md §9.2; readings.md 3, 5). */
import { subjectPrefix } from '../../catalogue/derive/subject.ts'
import type { Condition, ConditionSource } from '../../procedures/conditions.ts'
import { lastDayOf } from '../../rules/parameterTerms.ts'
import { firstValue, type ParameterKey } from '../../rules/parameters.ts'
import { isBelow, percentText } from '../../rules/shares.ts'
import type { ReadDatabase, SqlRow } from '../../store/index.ts'
import { ABOUT, conditionsOfItems, enteredChecks, standardOf, withoutStandard, type Judged, type Untold } from './standards.ts'

export const VILLAGE_YEAR = subjectPrefix('village_year')

interface Facts {
  readonly row: SqlRow
  /** People of households that are poor at the end: not exited, not announced. */
  readonly poor: number
  threshold(key: ParameterKey): number
}

const number = (value: unknown): number | null => (typeof value === 'number' ? value : null)
const untold = (text: string): Untold => ({ untold: text })

/** By the denominator that the county chose, and no other in its place (readings.md 5). */
function rate({ row, poor, threshold }: Facts): Judged | Untold {
  const rural = threshold('exit_rate_rural') !== 0
  const whole = number(row[rural ? 'rural_population' : 'population'])
  const name = rural ? '农业户籍人口' : '总人口'
  if (whole === null || whole === 0) return untold(`${name}没有填`)
  const other = number(row[rural ? 'population' : 'rural_population'])
  const beside = other === null || other === 0 ? '' : `；按${rural ? '总人口' : '农业户籍人口'} ${poor}÷${other} = ${percentText(poor, other)}`
  return { met: isBelow(poor, whole, threshold('delisting_rate')), value: `${poor}÷${whole}（${name}）= ${percentText(poor, whole)}${beside}` }
}

function atLeastOne(key: string, label: string, unit: string): (facts: Facts) => Judged | Untold {
  return ({ row }) => {
    const count = number(row[key])
    return count === null ? untold(`${label}没有填`) : { met: count > 0, value: `${label} ${count} ${unit}` }
  }
}

/** In 万元 with six digits, as stored. */
function collective({ row }: Facts): Judged | Untold {
  const income = number(row['collective_income'])
  return income === null ? untold('村级集体经济收入没有填') : { met: income > 0, value: `${(income / 1_000_000).toFixed(2)} 万元` }
}

function road({ row }: Facts): Judged | Untold {
  const paved = number(row['paved_to_township'])
  return paved === null ? untold('到乡镇是否通硬化路没有填') : { met: paved === 1, value: paved === 1 ? '已通' : '没有通' }
}

function power({ row }: Facts): Judged | Untold {
  const without = number(row['villages_without_production_power'])
  return without === null ? untold('未通生产用电自然村数没有填') : { met: without === 0, value: without === 0 ? '全部通' : `${without} 个自然村没有通` }
}

const JUDGES: Readonly<Record<string, (facts: Facts) => Judged | Untold>> = {
  v_rate: rate,
  v_cooperative: atLeastOne('cooperatives', '合作社', '个'),
  v_collective: collective,
  v_road: road,
  v_power: power,
  v_clinic: atLeastOne('clinics', '卫生室', '个'),
}

/** People of the households of the village that are still poor in the year. */
function poorPeople(database: ReadDatabase, row: SqlRow): number {
  const found = database.get<{ people: number | null }>(
    `SELECT sum(coalesce(y.population, 0)) AS people FROM household_year y JOIN household h ON h.id = y.household_id AND h.deleted = 0 AND coalesce(h.valid, 1) = 1
     WHERE y.counted_village = ? AND y.year = ? AND y.deleted = 0 AND y.exit_stage NOT IN ('announced', 'delisted')`,
    String(row['village']),
    Number(row['year']),
  )
  return found?.people ?? 0
}

/** A village with open gaps does not leave; what the county agreed to put aside is not counted (readings.md 28). */
function shortfalls(row: SqlRow): Condition {
  const [open, counted] = [number(row['shortfalls_open']) ?? 0, number(row['shortfalls_counted']) ?? 0]
  return {
    key: 'shortfalls',
    label: '短板补齐',
    target: '村级短板全部复核关闭',
    value: counted === 0 ? '没有短板' : `${counted - open}÷${counted} = ${percentText(counted - open, counted)}`,
    met: open === 0 ? 'met' : 'unmet',
    note: open === 0 ? null : `还有 ${open} 条没有补齐；补齐复核，或者经县同意暂缓以后再办。`,
    doubtful: false,
  }
}

/** The criteria of a village's exit in the year of the record. */
export const villageConditions: ConditionSource = (database, { id, row }, parameters) => {
  const year = Number(row['year'])
  const standard = standardOf(database, ABOUT.villages, year)
  if (standard === null) return [withoutStandard(year)]
  const village = typeof row['village'] === 'string' ? row['village'] : null
  const facts: Facts = {
    row,
    poor: poorPeople(database, row),
    threshold: (key) => parameters(key, lastDayOf(year), village) ?? firstValue(key),
  }
  const judge = (item: string): Judged | Untold => JUDGES[item]?.(facts) ?? untold('数据里没有')
  return [...conditionsOfItems(standard, judge, enteredChecks(database, `${VILLAGE_YEAR}${id}`)), shortfalls(row)]
}
