/**
 * What a neighbour handed to us and made itself, with all that belongs to it: it is told of that once, as it is of what we did. Nobody else may have
 * it, and the office above takes it of the neighbour alone; so a neighbour that went back to before it was made gets it from us, or nobody ever does.
 */
import { moves } from '../catalogue/derive/belonging.ts'
import { linksOfRecord, withParts, type RecordName } from '../store/belonging.ts'
import type { ReadDatabase, SqlRow } from '../store/index.ts'
import { portions } from '../store/portions.ts'
import type { Range } from './range.ts'
import type { Scope } from './scope.ts'

/** Records that the receiver's unit handed to us, of which something that it made came here within the range; none for others than neighbours. */
export function handedBack(database: ReadDatabase, scope: Scope, range: Range): RecordName[] {
  if (!scope.isNeighbour) return []
  return moves.flatMap((move) => {
    const rows = database.all<SqlRow>(`SELECT * FROM ${move.register} WHERE substr(${move.from}, 1, ?) = ?`, scope.prefix.length, scope.prefix)
    const ids = rows.filter((row) => scope.concerns(move.register, row)).map((row) => String(row[move.by]))
    const handed = withParts(database, { register: move.of, ids }, { linked: true })
    for (const id of ids) for (const link of linksOfRecord(database, { register: move.of, id })) handed.get(link.register)?.add(link.id)
    return [...handed].flatMap(([register, some]) => madeThere(database, scope, range, [...some]).map((id) => ({ register, id })))
  })
}

/** Of these records those of which an entry of the receiver's unit came here within the range. */
function madeThere(database: ReadDatabase, { prefix }: Scope, { after, upTo }: Range, records: readonly string[]): string[] {
  return [...portions(records)].flatMap((some) =>
    database
      .all<{ record: string }>(
        `SELECT DISTINCT j.record FROM journal j JOIN foreign_change f ON f.number = j.foreign_change
         WHERE j.record IN (SELECT value FROM json_each(?)) AND j.sequence > ? AND j.sequence <= ? AND substr(json_extract(f.head, '$[9]'), 1, ?) = ?
           AND coalesce(j.standing, '') <> 'proposal'`,
        JSON.stringify(some),
        after,
        upTo,
        prefix.length,
        prefix,
      )
      .map(({ record }) => record),
  )
}
