/**
 * The first rows of a list that a name finds, without all who have it being looked at: each term of search is kept with the place of its record, and
 * lists lie in the order of places. Those of the first places are listed, and they alone are looked at.
 */
import { afterPrefix } from '../access/asker.ts'
import { columnSql } from '../catalogue/derive/kept.ts'
import { findField } from '../catalogue/index.ts'
import type { RegisterDefinition } from '../catalogue/types.ts'
import type { ReadDatabase } from '../store/index.ts'
import { PLACE_COLUMN } from '../store/schema.ts'

/** Records among which the first rows of a list are. */
interface Foremost {
  readonly ids: readonly string[]
  /** Whether they are all that the name finds. */
  readonly isAll: boolean
}

/** Terms listed for each row wanted: one record has several that begin so, and of those in the first places some are not for the asker. */
const TERMS_A_ROW = 3

/** Whether the own order of a list begins with the place that terms of search are kept with. */
export function isByPlace(register: RegisterDefinition): boolean {
  const { owner, sort } = register
  const [first] = sort
  if (owner === undefined || first?.field !== owner || first.descending === true) return false
  // What counts elsewhere than it belongs is listed there.
  return columnSql(findField(register, owner) ?? { key: owner }) === `t.${owner}`
}

/** The records of the first places whose names begin so; null where one place has more of them than are listed. */
export function foremost(database: ReadDatabase, { name }: RegisterDefinition, prefix: string, rows: number): Foremost | null {
  const most = rows * TERMS_A_ROW
  const found = database.all<{ place: string; record: string }>(
    `SELECT ${PLACE_COLUMN} AS place, record FROM search_term WHERE register = ? AND term >= ? AND term < ? ORDER BY ${PLACE_COLUMN} LIMIT ?`,
    name,
    prefix,
    afterPrefix(prefix),
    most,
  )
  const isAll = found.length < most
  const last = found.at(-1)?.place
  // Of the last place there may be more.
  const ids = [...new Set(found.flatMap(({ place, record }) => (isAll || place !== last ? [record] : [])))]
  return ids.length === 0 && !isAll ? null : { ids, isAll }
}
