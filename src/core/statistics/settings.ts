/** What the words of definitions stand for in an office: what it has set as parameters, what its records say, else what the declaration says. */
import { columnSql } from '../catalogue/derive/kept.ts'
import { fieldOf, registerOf } from '../catalogue/index.ts'
import { conditionOf, type Asking } from '../registers/find.ts'
import { everything } from './compile.ts'
import { resolveWhere } from './resolve.ts'
import type { ListSetting, Settings } from './types.ts'

export type SettingValues = Readonly<Record<string, string | readonly string[]>>

/** Key of the parameter by which an office sets a value otherwise. */
export const settingKey = (key: string): string => `statistic_${key}`

/** The values of a year. A parameter holds from its year on, until a later one. */
export function settingsOf(asking: Asking, settings: Settings, year: number): SettingValues {
  const values: Record<string, string | readonly string[]> = Object.fromEntries(
    Object.entries(settings).flatMap(([key, setting]) => {
      if ('list' in setting) return []
      const set = parameterOf(asking, key, year)
      if (set === null) return [[key, setting.value]]
      return [[key, typeof setting.value === 'string' ? set : set.split(/[,，、\s]+/).filter((one) => one !== '')]]
    }),
  )
  for (const [key, setting] of Object.entries(settings)) if ('list' in setting) values[key] = listed(asking, setting, values)
  return values
}

function parameterOf({ database }: Asking, key: string, year: number): string | null {
  const row = database.get<{ value: string | null }>(
    'SELECT value FROM parameter WHERE deleted = 0 AND key = ? AND year <= ? ORDER BY year DESC, id LIMIT 1',
    settingKey(key),
    year,
  )
  return row?.value === undefined || row.value === null || row.value.trim() === '' ? null : row.value.trim()
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
