/** What is returned and not closed yet, counted where an office looks at what waits for it. */
import { returning } from '../../catalogue/entities/procedures/returning.ts'
import { openStates } from '../../procedures/inRecord.ts'
import { divisionPrefix } from '../../access/permissions.ts'
import type { ReadDatabase } from '../../store/index.ts'

export interface WaitingReturn {
  readonly place: string
  /** `open` until it is answered. */
  readonly state: string
}

/** Returns not closed yet in the places of a unit. */
export function returnsWithin(database: ReadDatabase, unit: string): WaitingReturn[] {
  return database.all<WaitingReturn>(
    `SELECT village AS place, state FROM review_return WHERE deleted = 0 AND state IN ${openStates(returning)} AND village LIKE ?`,
    `${divisionPrefix(unit)}%`,
  )
}

/** How many returns nobody has answered yet. */
export function countUnanswered(database: ReadDatabase): number {
  return database.get<{ count: number }>(`SELECT count(*) AS count FROM review_return WHERE deleted = 0 AND state = '${returning.initial}'`)?.count ?? 0
}
