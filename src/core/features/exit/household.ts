/** Whether a household reached what is asked of its exit, as far as the data of the year tells (forms.md §9; readings.md 1, 2). */
import { subjectPrefix } from '../../catalogue/derive/subject.ts'
import type { Condition, ConditionSource } from '../../procedures/conditions.ts'
import { modelOfCodes, modelText } from '../../rules/incomeModel.ts'
import { lastDayOf } from '../../rules/parameterTerms.ts'
import { firstValue, povertyLine, type ParameterKey, type ParameterReader } from '../../rules/parameters.ts'
import type { ReadDatabase, SqlRow } from '../../store/index.ts'
import { incomeYearOf } from '../household/checks/index.ts'
import { ABOUT, conditionsOfItems, enteredChecks, standardOf, withoutStandard, type Judged, type Untold } from './standards.ts'

export const HOUSEHOLD_YEAR = subjectPrefix('household_year')

interface Member {
  readonly name: string
  readonly age: number | null
  readonly student: string | null
  readonly excused: number
  readonly insured: number | null
}

/** A household's year, its people, and what thresholds hold of it. */
interface Facts {
  readonly row: SqlRow
  readonly year: number
  readonly members: readonly Member[]
  threshold(key: ParameterKey): number
  readonly parameters: ParameterReader
}

const yuan = (cents: number): string => (cents / 100).toFixed(2)
const yes = (value: unknown): boolean | null => (value === 1 ? true : value === 0 ? false : null)
const untold = (text: string): Untold => ({ untold: text })

/** As its record says, or as the county's lag says (readings.md 1). */
const earnedIn = ({ row, year, threshold }: Facts): number => {
  const month = (key: string): string | null => (typeof row[key] === 'string' ? row[key] : null)
  return incomeYearOf({ income_to: month('income_to'), income_from: month('income_from') }, year, threshold('income_year_lag'))
}

/** How the income was reckoned, where it was. */
function readingOf(row: SqlRow): string {
  const codes = row['income_model']
  if (typeof codes !== 'string' || typeof row['net_income'] !== 'number') return ''
  const model = modelOfCodes(codes)
  return modelText(model, model.sharing && typeof row['sharing_people'] === 'number' ? 'sharing' : 'registered')
}

/** Exactly on the line passes, and so close above it is looked at (readings.md 2). */
function income(facts: Facts): Judged | Untold {
  const { row, threshold, parameters } = facts
  const cents = row['net_income_per_person']
  if (typeof cents !== 'number') return untold('年人均纯收入没有填')
  const year = earnedIn(facts)
  const line = povertyLine(parameters, year, villageOf(row))
  if (line === undefined) return untold(`没有 ${year} 年的扶贫标准`)
  const over = cents - Math.round(line.yuan * 100)
  const value = `${yuan(cents)} 元（${[line.label, readingOf(row)].filter((part) => part !== '').join('；')}）`
  if (over < 0) return { met: false, value, note: `差 ${yuan(-over)} 元` }
  const close = over <= threshold('exit_margin_doubt') * 100
  return { met: true, value, ...(close ? { doubtful: true, note: over === 0 ? '正好在线上，请核实收入' : `只高出 ${yuan(over)} 元，请核实收入` } : {}) }
}

function water({ row, year }: Facts): Judged | Untold {
  const safe = year >= 2018 ? yes(row['water_resolved']) : yes(row['water_safe'])
  if (safe === null) return untold('饮水情况没有填')
  if (!safe) return { met: false, value: '饮水不安全' }
  return year < 2018 && yes(row['water_difficult']) === true ? { met: false, value: '饮水困难' } : { met: true, value: '饮水安全' }
}

function housing({ row }: Facts): Judged | Untold {
  const dangerous = yes(row['dangerous_house'])
  if (dangerous === null) return untold('是否危房户没有填')
  return dangerous ? { met: false, value: '危房户' } : { met: true, value: '不是危房户' }
}

/** Codes of the list `student_status` of those who are not at school. */
const NOT_AT_SCHOOL: ReadonlySet<string> = new Set(['01', 'x1', '02'])

function school({ members, threshold }: Facts): Judged | Untold {
  if (members.length === 0) return untold('没有当年的人员记录')
  const ages = members.filter(({ age }) => age === null)
  if (ages.length > 0) return untold(`${named(ages)}没有出生日期`)
  const children = members.filter(({ age }) => age !== null && age >= threshold('school_age_from') && age <= threshold('school_age_last'))
  if (children.length === 0) return { met: true, value: '没有义务教育年龄的孩子' }
  const out = children.filter(({ student, excused }) => student !== null && NOT_AT_SCHOOL.has(student) && excused === 0)
  if (out.length > 0) return { met: false, value: `${named(out)}不在校` }
  const unknown = children.filter(({ student }) => student === null)
  return unknown.length > 0 ? untold(`${named(unknown)}的在校生状况没有填`) : { met: true, value: `${children.length} 个孩子都在校或有因病因残的原因` }
}

function medical({ members }: Facts): Judged | Untold {
  if (members.length === 0) return untold('没有当年的人员记录')
  const out = members.filter(({ insured }) => insured === 0)
  if (out.length > 0) return { met: false, value: `${named(out)}没有参加基本医疗保险` }
  const unknown = members.filter(({ insured }) => insured === null)
  return unknown.length > 0 ? untold(`${named(unknown)}的医疗保险没有填`) : { met: true, value: `${members.length} 人都参加` }
}

const named = (members: readonly Member[]): string => members.map(({ name }) => name).join('、')

const JUDGES: Readonly<Record<string, (facts: Facts) => Judged | Untold>> = {
  h_income: income,
  h_water: water,
  h_school: school,
  h_medical: medical,
  h_housing: housing,
}

const villageOf = (row: SqlRow): string | null => (typeof row['counted_village'] === 'string' ? row['counted_village'] : null)

/** The people counted in the household that year, by name alone. */
function membersOf(database: ReadDatabase, row: SqlRow): readonly Member[] {
  return database.all<Member>(
    `SELECT p.name, CASE WHEN p.birth_date IS NULL THEN NULL ELSE y.year - CAST(substr(p.birth_date, 1, 4) AS INTEGER) END AS age, y.student_status AS student,
       CASE WHEN y.dropout_reason LIKE '%病%' OR y.dropout_reason LIKE '%残%' THEN 1 ELSE 0 END AS excused,
       CASE WHEN y.resident_medical = 1 OR y.employee_medical = 1 THEN 1 WHEN y.resident_medical = 0 THEN 0 END AS insured
     FROM person_year y JOIN person p ON p.id = y.person_id AND p.deleted = 0
     WHERE y.counted_household_id = ? AND y.year = ? AND y.deleted = 0 ORDER BY p.name`,
    String(row['household_id']),
    Number(row['year']),
  )
}

/** Stages in which an inspection is still to be answered by looking again. */
const VERIFIED: ReadonlySet<unknown> = new Set(['verified', 'agreed', 'noticed', 'reviewed', 'announced'])

/** The last inspection, where it failed and nobody looked again since. */
function failedInspection(database: ReadDatabase, id: string, row: SqlRow): Condition[] {
  if (!VERIFIED.has(row['exit_stage'])) return []
  const last = database.get<{ inspected_on: string; result: string }>(
    'SELECT inspected_on, result FROM exit_inspection WHERE household_year_id = ? AND deleted = 0 ORDER BY inspected_on DESC, created_at DESC, id DESC LIMIT 1',
    id,
  )
  if (last === undefined) return []
  const looked = database.get<{ day: string | null }>(
    "SELECT max(done_on) AS day FROM procedure_step WHERE subject = ? AND step = 'verify' AND deleted = 0",
    `${HOUSEHOLD_YEAR}${id}`,
  )?.day
  const open = last.result === '2' && (looked === null || looked === undefined || looked <= last.inspected_on)
  return [
    {
      key: 'inspection',
      label: '验收抽查',
      target: '合格，或退回后重新核实',
      value: `${last.inspected_on} ${last.result === '2' ? '退回' : '合格'}`,
      met: open ? 'unmet' : 'met',
      note: open ? '请退回重办，重新核实以后再往下办。' : null,
      doubtful: false,
    },
  ]
}

/** The criteria of a household's exit in the year of the record. */
export const householdConditions: ConditionSource = (database, { id, row }, parameters) => {
  const year = Number(row['year'])
  const standard = standardOf(database, ABOUT.households, year)
  if (standard === null) return [withoutStandard(year)]
  const facts: Facts = {
    row,
    year,
    members: membersOf(database, row),
    parameters,
    threshold: (key) => parameters(key, lastDayOf(year), villageOf(row)) ?? firstValue(key),
  }
  const judge = (item: string): Judged | Untold => JUDGES[item]?.(facts) ?? untold('数据里没有')
  return [...conditionsOfItems(standard, judge, enteredChecks(database, `${HOUSEHOLD_YEAR}${id}`)), ...failedInspection(database, id, row)]
}
