/** The parameters as they are on file, for whoever holds a database and no office: effects and judges of steps, and what is derived. */
import { PARAMETER_COLUMNS, parameterReader, type ParameterKey, type ParameterReader, type ParameterValue } from '../rules/parameters.ts'
import { touchedRecords, type ReadDatabase } from '../store/index.ts'

export function parametersIn(database: ReadDatabase): ParameterReader {
  return parameterReader(database.all<ParameterValue>(`SELECT ${PARAMETER_COLUMNS} FROM parameter WHERE deleted = 0 ORDER BY id`))
}

/**
 * SQL of the value that a parameter has for the whole county at the end of a year, as text; null where none is on file.
 * @param year SQL of the year, of the record that asks
 */
export function parameterAtEndOf(year: string, key: ParameterKey): string {
  const [begin, day] = ["coalesce(p.valid_from, p.year || '-01-01')", `${year} || '-12-31'`]
  return `(SELECT p.value FROM parameter p WHERE p.key = '${key}' AND p.deleted = 0 AND p.division IS NULL AND ${begin} <= ${day}
    AND (p.valid_until IS NULL OR p.valid_until >= ${day}) ORDER BY ${begin} DESC LIMIT 1)`
}

/** SQL of whether one of these parameters is among those that a change set touched. */
export function touchedParameter(keys: readonly ParameterKey[]): string {
  return `EXISTS (SELECT 1 FROM parameter p WHERE p.id IN ${touchedRecords('parameter')} AND p.key IN (${keys.map((key) => `'${key}'`).join(', ')}))`
}
