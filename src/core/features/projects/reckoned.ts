/** How far projects are today, as columns of their list. */
import { registerOf } from '../../catalogue/index.ts'
import { referenceDate } from '../../rules/dates.ts'
import type { Office } from '../../runtime.ts'
import type { Row } from '../../shapes.ts'
import { limitsOn, projectsOn } from './asOf.ts'

export const PROGRESS_OF = registerOf('project').name

/** What is needed of an office to work something out. */
export type ReckoningOffice = Pick<Office, 'store' | 'parameters'>

/** Each as of today, those of a year that is over as of its end; a few statements for all of one year. */
export function progressOf({ store, parameters }: ReckoningOffice, ids: readonly string[], today: string): ReadonlyMap<string, Row> {
  const years = store.read.all<{ id: string; year: number }>(
    `SELECT p.id, p.year FROM json_each(?) j CROSS JOIN ${PROGRESS_OF} p ON p.id = j.value`,
    JSON.stringify(ids),
  )
  const found = new Map<string, Row>()
  for (const [day, own] of Map.groupBy(years, ({ year }) => referenceDate(year, today))) {
    const onDay = projectsOn(
      store.read,
      own.map(({ id }) => id),
      day,
      limitsOn(day, parameters()),
    )
    for (const { id, stage, progress } of onDay.values())
      if (progress !== null && stage !== 'taken_out')
        found.set(id, { planned_progress: progress.planned, actual_progress: progress.actual, deviation: progress.deviation, progress: progress.colour })
  }
  return found
}
