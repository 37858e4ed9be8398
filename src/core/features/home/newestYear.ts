/** The newest year of which there is something to count: the default of the screens. */
import { livingSql, sortSql } from '../../catalogue/derive/kept.ts'
import { fieldOf, registerOf } from '../../catalogue/index.ts'
import type { ReadDatabase, Store } from '../../store/index.ts'
import { statisticOf } from '../statistics/service.ts'

/** The table by whose yearly records a year counts as one with data. */
const BY = 'on_file'

const known = new WeakMap<Store, { year: number | null } | 'changed'>()

/** The newest year with yearly records of households on file; null without any. Kept until something changes. */
export function newestYear(store: Store): number | null {
  const kept = known.get(store)
  if (kept !== undefined && kept !== 'changed') return kept.year
  if (kept === undefined) store.onChange(() => known.set(store, 'changed'))
  const year = newestYearIn(store.read)
  known.set(store, { year })
  return year
}

/** The same, read anew. */
export function newestYearIn(database: ReadDatabase): number | null {
  return yearWhere(database, 'DESC')
}

/** The years with yearly records of households on file next to one: the one before it, and the one after. */
export function yearsBeside(database: ReadDatabase, year: number): number[] {
  return [yearWhere(database, 'DESC', year), yearWhere(database, 'ASC', year)].filter((found) => found !== null)
}

/** The first year with yearly records in an order, beyond another one; one look-up where lists are sorted by the year. */
function yearWhere(database: ReadDatabase, order: 'ASC' | 'DESC', beyond?: number): number | null {
  const years = Object.values(statisticOf(BY).populations).flatMap(({ register: name, time }) => {
    const register = registerOf(name)
    if (time !== 'year' || register.yearly === undefined) return []
    const field = fieldOf(register, register.yearly.year)
    const [year, living] = [sortSql(register, field, ''), register.sorted?.includes(field.key) === true ? livingSql() : 'deleted = 0']
    const [limit, parameters] = beyond === undefined ? [`IS NOT NULL`, []] : [`${order === 'ASC' ? '>' : '<'} ?`, [beyond]]
    const sql = `SELECT ${year} AS year FROM ${name} WHERE ${living} AND ${year} ${limit} ORDER BY ${year} ${order} LIMIT 1`
    return database.get<{ year: number }>(sql, ...parameters)?.year ?? []
  })
  if (years.length === 0) return null
  return order === 'ASC' ? Math.min(...years) : Math.max(...years)
}
