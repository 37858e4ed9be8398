/** What the words of definitions stand for in an office: what it has set as parameters, what its records say, else what the declaration says. */
import { columnSql } from '../catalogue/derive/kept.ts'
import { fieldOf, registerOf } from '../catalogue/index.ts'
import type { Asking } from '../registers/asking.ts'
import { conditionOf } from '../registers/find.ts'
import { PARAMETER_COLUMNS, parameterIntervals, type ParameterValue } from '../rules/parameters.ts'
import { lastDayOf, parameterOn } from '../rules/parameterTerms.ts'
import { everything } from './compile.ts'
import { resolveWhere } from './resolve.ts'
import type { ListSetting, Settings } from './types.ts'

export type SettingValues = Readonly<Record<string, string | readonly string[]>>

/** Key of the parameter by which an office sets a value otherwise. */
const settingKey = (key: string): string => `statistic_${key}`

/** The values of a year: as they hold in general on its last day, since one table counts many divisions. */
export function settingsOf(asking: Asking, settings: Settings, year: number): SettingValues {
  const set = parametersOf(asking, year)
  const values: Record<string, string | readonly string[]> = Object.fromEntries(
    Object.entries(settings).flatMap(([key, setting]) => {
      if ('list' in setting) return []
      const own = set(key)
      if (own === '') return [[key, setting.value]]
      return [[key, typeof setting.value === 'string' ? own : own.split(/[,，、\s]+/).filter((one) => one !== '')]]
    }),
  )
  for (const [key, setting] of Object.entries(settings)) if ('list' in setting) values[key] = listed(asking, setting, values)
  return values
}

/** Reads what an office has set by the key of the setting; empty where nothing. */
function parametersOf({ database }: Asking, year: number): (key: string) => string {
  const rows = database.all<ParameterValue>(
    `SELECT ${PARAMETER_COLUMNS} FROM parameter WHERE deleted = 0 AND key >= ? AND key < ? ORDER BY id DESC`,
    settingKey(''),
    settingKey('\u{10ffff}'),
  )
  const intervals = parameterIntervals(rows)
  return (key) => parameterOn(intervals, settingKey(key), lastDayOf(year), null)?.row.value?.trim() ?? ''
}

/** Asked without regard to who asks: which villages are poor is no secret, and a total must not depend on it. */
function listed(asking: Asking, { list }: ListSetting, settings: SettingValues): string[] {
  const register = registerOf(list.register)
  const { sql, parameters } = conditionOf(everything(asking), { register: register.name, where: resolveWhere(list.where, { year: 0, day: '', settings }) })
  const column = columnSql(fieldOf(register, list.field))
  return asking.database
    .all<{ value: string }>(`SELECT DISTINCT ${column} AS value FROM ${register.name} t WHERE ${sql} AND ${column} IS NOT NULL ORDER BY value`, ...parameters)
    .map(({ value }) => value)
}
