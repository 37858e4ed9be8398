/** The records that belong to a record, removed ones included: its parts and theirs, and those that are linked to it, with their parts. */
import { linkOf, linksTo, partOfSql, partsOf } from '../catalogue/derive/belonging.ts'
import { registerOf } from '../catalogue/index.ts'
import type { ReadDatabase } from '../store/index.ts'

export interface RecordName {
  readonly register: string
  readonly id: string
}

/**
 * What belongs to one record, without itself. What the program keeps on desks of its own (moves, returns) is told there; photos, which hang on
 * whatever they name, are among it.
 */
export function belongingTo(database: ReadDatabase, register: string, id: string): readonly RecordName[] {
  const found = new Map<string, Set<string>>([[register, new Set([id])]])
  const add = (of: string, ids: readonly string[]): void => {
    const known = found.get(of) ?? new Set()
    found.set(of, known)
    const fresh = ids.filter((one) => !known.has(one))
    for (const one of fresh) known.add(one)
    if (fresh.length > 0) follow(of, fresh)
  }
  const follow = (of: string, ids: readonly string[]): void => {
    for (const part of partsOf(of)) {
      if (registerOf(part.register).internal === true && part.registerIn === undefined) continue
      add(part.register, idsOf(database, `SELECT id FROM ${part.register} WHERE ${partOfSql(part, of, 'json_each(?)')}`, ids))
    }
    for (const link of linksTo(of))
      add(link.of, idsOf(database, `SELECT DISTINCT ${link.by} AS id FROM ${link.register} WHERE ${link.to} IN (SELECT value FROM json_each(?))`, ids))
  }
  follow(register, [id])
  // Its own links say where it was; those of what is linked to it lead elsewhere.
  const own = linkOf(register)
  if (own !== undefined) add(own.register, idsOf(database, `SELECT id FROM ${own.register} WHERE ${own.by} IN (SELECT value FROM json_each(?))`, [id]))
  return [...found].flatMap(([of, ids]) => [...ids].filter((one) => of !== register || one !== id).map((one) => ({ register: of, id: one })))
}

function idsOf(database: ReadDatabase, sql: string, ids: readonly string[]): string[] {
  return database.all<{ id: string }>(sql, JSON.stringify(ids)).map((row) => row.id)
}
