/** The parameters as they are on file, for whoever holds a database and no office: effects and judges of steps. */
import { PARAMETER_COLUMNS, parameterReader, type ParameterReader, type ParameterValue } from '../rules/parameters.ts'
import type { ReadDatabase } from '../store/index.ts'

export function parametersIn(database: ReadDatabase): ParameterReader {
  return parameterReader(database.all<ParameterValue>(`SELECT ${PARAMETER_COLUMNS} FROM parameter WHERE deleted = 0 ORDER BY id`))
}
