/** What waits to be done: records with unfinished facts, each kind with its number and the filter that lists them. */
import { scopeCondition } from '../../access/asker.ts'
import { divisionPrefix } from '../../access/permissions.ts'
import type { Office } from '../../runtime.ts'
import type { Where } from '../../shapes.ts'
import type { SessionUser } from '../session/contract.ts'

export interface Task {
  key: string
  label: string
  count: number
  register: string
  /** Filter of the register engine. Where no filter can tell, it names the first {@link MOST_LISTED} records by id. */
  where: Where
}

/** A kind of unfinished record that a filter of its register can tell. */
interface FilteredTask {
  readonly key: string
  readonly label: string
  readonly register: string
  readonly where: Where
}

/** A kind that takes a look at other registers: the condition over `t`, with its parameters. */
interface LinkedTask {
  readonly key: string
  readonly label: string
  readonly condition: string
  readonly parameters: readonly (string | number)[]
}

/** How many records a filter by id names. */
export const MOST_LISTED = 500

const VALID: Where = { valid: { ne: false } }
const VALID_SQL = 't.deleted = 0 AND coalesce(t.valid, 1) = 1'

/** The tasks with at least one record the user may see. `today` is `YYYY-MM-DD`. */
export function tasksOf(office: Office, user: SessionUser, year: number, today: string): Task[] {
  return [
    ...filteredTasks(year).map((task) => countFiltered(office, user, task)),
    ...linkedTasks(year, today).map((task) => countLinked(office, user, task)),
  ].filter(({ count }) => count > 0)
}

function filteredTasks(year: number): FilteredTask[] {
  return [
    { key: 'household_without_head', label: '没有户主的户', register: 'household', where: { ...VALID, head_person_id: { empty: true } } },
    { key: 'household_without_cause', label: '没有主要致贫原因的户', register: 'household', where: { ...VALID, main_cause: { empty: true } } },
    { key: 'person_without_id_number', label: '没有证件号码的人', register: 'person', where: { household_id: { empty: false }, id_number: { empty: true } } },
    { key: 'person_without_birth_date', label: '没有出生日期的人', register: 'person', where: { household_id: { empty: false }, birth_date: { empty: true } } },
    { key: 'parameter_unverified', label: `${year} 年待核的参数`, register: 'parameter', where: { year, unverified: true } },
  ]
}

function linkedTasks(year: number, today: string): LinkedTask[] {
  return [
    {
      key: 'household_without_year',
      label: `没有 ${year} 年度记录的户`,
      condition: 'NOT EXISTS (SELECT 1 FROM household_year y WHERE y.household_id = t.id AND y.year = ? AND y.deleted = 0)',
      parameters: [year],
    },
    {
      key: 'household_without_helper',
      label: '没有帮扶责任人的户',
      condition: 'NOT EXISTS (SELECT 1 FROM pairing p WHERE p.household_id = t.id AND p.deleted = 0 AND (p.end_date IS NULL OR p.end_date > ?))',
      parameters: [today],
    },
  ]
}

function countFiltered(office: Office, user: SessionUser, { key, label, register, where }: FilteredTask): Task {
  return { key, label, register, where, count: office.records.count(user, { register, where }) }
}

/** Households of other offices that are on file too (on their way here, or gone from here) are counted there alone. */
export function ownHouseholds({ unit }: Office, column: string): { readonly sql: string; readonly parameters: readonly string[] } {
  const prefix = divisionPrefix(unit.code)
  return { sql: `(${column} IS NULL OR substr(${column}, 1, ${prefix.length}) = ?)`, parameters: [prefix] }
}

function countLinked(office: Office, user: SessionUser, { key, label, condition, parameters }: LinkedTask): Task {
  const [scope, own] = [scopeCondition(user, 't.village'), ownHouseholds(office, 't.village')]
  const from = `FROM household t WHERE ${VALID_SQL} AND ${own.sql} AND ${scope.sql} AND ${condition}`
  const all = [...own.parameters, ...scope.parameters, ...parameters]
  const count = office.store.read.get<{ count: number }>(`SELECT count(*) AS count ${from}`, ...all)?.count ?? 0
  const ids =
    count === 0 ? [] : office.store.read.all<{ id: string }>(`SELECT t.id ${from} ORDER BY t.village, t.household_no, t.id LIMIT ${MOST_LISTED}`, ...all)
  const more = count > MOST_LISTED ? `（先列出 ${MOST_LISTED} 户）` : ''
  return { key, label: `${label}${more}`, count, register: 'household', where: { id: { in: ids.map(({ id }) => id) } } }
}
