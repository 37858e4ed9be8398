/** Every statistic there is. A new one is a declaration in `tables/` and its line here; the law tests try it from then on. */
import { added } from '#statistics/added'
import { AppError } from '../../errors.ts'
import type { StatisticDefinition } from '../../statistics/types.ts'
import { collectionTables } from './tables/collection.ts'
import { battleTables } from './tables/battle.ts'
import { balanceTables } from './tables/balances.ts'
import { countyTables } from './tables/counties.ts'
import { exitTables } from './tables/exits.ts'
import { householdTables } from './tables/households.ts'
import { comparisonTables } from './tables/comparisons.ts'
import { fundTables } from './tables/funds.ts'
import { identificationTables } from './tables/identifications.ts'
import { incomeTables } from './tables/incomes.ts'
import { officeTables } from './tables/members.ts'
import { monitoringTables } from './tables/monitoring.ts'
import { onFileTables } from './tables/onFile.ts'
import { peopleTables } from './tables/people.ts'
import { planTables } from './tables/plans.ts'
import { projectTables } from './tables/projects.ts'
import { questionnaireTables } from './tables/questionnaires.ts'
import { reconstructionTables } from './tables/reconstruction.ts'
import { shortfallTables, surveyTables } from './tables/surveys.ts'
import { villageTables } from './tables/villages.ts'
import { worksTables } from './tables/works.ts'

export { settings } from './tables/words.ts'

/** In the order of their numbers; those of the office at the end. */
export const statistics: readonly StatisticDefinition[] = [
  ...[...peopleTables, ...countyTables, ...householdTables, ...incomeTables, ...villageTables].toSorted((one, other) =>
    one.code.localeCompare(other.code, 'en', { numeric: true }),
  ),
  ...officeTables,
  ...onFileTables,
  ...collectionTables,
  ...questionnaireTables,
  ...identificationTables,
  ...comparisonTables,
  ...planTables,
  ...projectTables,
  ...monitoringTables,
  ...surveyTables,
  ...shortfallTables,
  ...exitTables,
  ...balanceTables,
  ...fundTables,
  ...worksTables,
  ...reconstructionTables,
  ...battleTables,
  ...added,
]

/** The statistic of that code. Throws NOT_FOUND with what there is. */
export function statisticOf(code: string): StatisticDefinition {
  const found = statistics.find((one) => one.code === code)
  if (found === undefined) throw new AppError('NOT_FOUND', `没有代号为“${code}”的统计表。`, `可用的有：${statistics.map((one) => one.code).join('、')}。`)
  return found
}
