/** What belongs to records on file, and to what they belong: the catalogue's declarations followed through the tables. */
import { linksBy, linksTo, ownerIn, ownerReference, partOfSql, partsOf } from '../catalogue/derive/belonging.ts'
import { registerNames, registerOf, type RegisterName } from '../catalogue/index.ts'
import type { ReadDatabase, SqlRow } from './database.ts'

/** Ids of records by register, in the order of the catalogue. */
export type Records = Map<RegisterName, Set<string>>

export interface RecordName {
  readonly register: RegisterName
  readonly id: string
}

/** No records, of any register. */
export function noRecords(): Records {
  return new Map(registerNames.map((name) => [name, new Set<string>()]))
}

/**
 * The given records of a register with all that is part of them, removed records included. With `linked` also those that concern the place by
 * a link register (the people of a household), as far as `takes` lets them in, with their parts.
 */
export function withParts(
  database: ReadDatabase,
  { register, ids }: { readonly register: RegisterName; readonly ids: Iterable<string> },
  { linked = false, takes = () => true }: { readonly linked?: boolean; readonly takes?: (record: RecordName) => boolean } = {},
): Records {
  const found = noRecords()
  const visit = (name: RegisterName, some: Iterable<string>): void => {
    const into = found.get(name)
    const fresh = [...new Set(some)].filter((id) => into?.has(id) === false)
    if (fresh.length === 0) return
    for (const id of fresh) into?.add(id)
    const list = JSON.stringify(fresh)
    for (const part of partsOf(name))
      visit(part.register, idsOf(database, `SELECT id FROM ${part.register} WHERE ${partOfSql(part, name, 'json_each(?)')}`, list))
    if (!linked) return
    for (const { register: link, of, by, to } of linksTo(name)) {
      const those = idsOf(database, `SELECT DISTINCT ${by} AS id FROM ${link} WHERE ${to} IN (SELECT value FROM json_each(?))`, list)
      visit(
        of,
        those.filter((id) => takes({ register: of, id })),
      )
    }
  }
  visit(register, ids)
  return found
}

/** Living attachments of a record, of those linked to it that count, and of whatever is part of either. */
export function attachmentsWith(database: ReadDatabase, { register, id }: RecordName, counts: (linked: string) => boolean): string[] {
  const found = withParts(database, { register, ids: [id] }, { linked: true, takes: (one) => counts(one.id) }).get('attachment')
  return idsOf(database, 'SELECT id FROM attachment WHERE deleted = 0 AND id IN (SELECT value FROM json_each(?))', JSON.stringify([...(found ?? [])]))
}

/** The links of a record to others, wherever those are: the memberships of a person. */
export function linksOfRecord(database: ReadDatabase, { register, id }: RecordName): RecordName[] {
  const { linkedBy } = registerOf(register)
  if (linkedBy === undefined) return []
  const link = registerNames.find((name) => name === linkedBy.register)
  return link === undefined ? [] : idsOf(database, `SELECT id FROM ${link} WHERE ${linkedBy.by} = ?`, id).map((one) => ({ register: link, id: one }))
}

/**
 * The record itself and all to which it belongs: its owners upwards; of one that is linked, what the links lead to; of a link, both its ends.
 * `row` is that of the record where it is at hand.
 */
export function belongsTo(database: ReadDatabase, { register, id }: RecordName, row?: SqlRow): RecordName[] {
  const found: RecordName[] = []
  const visit = (one: RecordName, known?: SqlRow): void => {
    if (found.some((other) => other.id === one.id)) return
    found.push(one)
    const definition = registerOf(one.register)
    const { linkedBy } = definition
    if (linkedBy !== undefined) {
      const target = ownerReference(registerOf(linkedBy.register))?.register
      if (target !== undefined)
        for (const to of idsOf(database, `SELECT DISTINCT ${linkedBy.to} AS id FROM ${linkedBy.register} WHERE ${linkedBy.by} = ?`, one.id))
          visit({ register: target, id: to })
    }
    const ends = linksBy(one.register)
    if (ownerReference(definition) === undefined && ends.length === 0) return
    const held = known ?? database.get<SqlRow>(`SELECT * FROM ${one.register} WHERE id = ?`, one.id)
    if (held === undefined) return
    const owner = ownerIn(definition, held)
    if (owner !== undefined) visit(owner)
    // One end only: whoever else is linked to the owner is another matter.
    for (const { of, by } of ends) if (typeof held[by] === 'string') found.push({ register: of, id: held[by] })
  }
  visit({ register, id }, row)
  return found
}

function idsOf(database: ReadDatabase, sql: string, parameter: string): string[] {
  return database
    .all<{ id: string | null }>(sql, parameter)
    .map(({ id }) => id)
    .filter((id) => id !== null)
}
