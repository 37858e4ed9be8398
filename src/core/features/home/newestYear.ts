/** The newest year of which there is something to count: the default of the screens. */
import { registerOf } from '../../catalogue/index.ts'
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
  const years = Object.values(statisticOf(BY).populations).flatMap(({ register: name, time }) => {
    const { yearly } = registerOf(name)
    if (time !== 'year' || yearly === undefined) return []
    return database.get<{ year: number | null }>(`SELECT max(${yearly.year}) AS year FROM ${name} WHERE deleted = 0`)?.year ?? []
  })
  return years.length === 0 ? null : Math.max(...years)
}
