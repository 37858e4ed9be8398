/**
 * Keeps in the list of conflicts who is linked to several places today and can be to one alone: somebody whom two offices took in, or entered, as
 * a member of a household of theirs. It is told as a conflict of the derived field that says where the record is; each value is that of one link,
 * named by the entry that made it. A function of the links alone, so that whoever holds them all has the same case.
 */
import { countsTodaySql, linkedField, linkOf, linksBy, type Linked } from '../catalogue/derive/belonging.ts'
import { registerNames, registerOf } from '../catalogue/index.ts'
import type { Database, ReadDatabase, SqlRow, SqlValue } from './database.ts'
import type { HeldOperation } from './heldOperations.ts'
import type { Sibling } from './operations.ts'
import { ownerOf } from './owner.ts'
import { portions } from './portions.ts'
import { PLACE_COLUMN } from './schema.ts'
import { tableOf, toContractRow } from './table.ts'
import type { Transaction } from './transaction.ts'
import { operationsOf } from './yearLocks.ts'

/** A link that counts today, and the entry that made it. */
export interface LinkToday {
  readonly id: string
  /** The record that it leads to. */
  readonly to: string
  readonly since: SqlValue
  readonly made: HeldOperation
}

/** The links of a record that count today, in the order in which they were entered. */
function linksToday(database: ReadDatabase, link: Linked, record: string, unit: string): LinkToday[] {
  const since = link.single?.since ?? 'id'
  return database
    .all<{ id: string; target: string; since: SqlValue }>(
      `SELECT l.id, l.${link.to} AS target, l.${since} AS since FROM ${link.register} l WHERE l.${link.by} = ? AND ${countsTodaySql(link, 'l')} ORDER BY l.id`,
      record,
    )
    .flatMap(({ id, target, since: begun }) => {
      const made = operationsOf(database, link.register, id, unit).find(({ action, proposal }) => action === 'insert' && !proposal)
      return made === undefined ? [] : [{ id, to: target, since: begun, made }]
    })
}

/** The same by the register of the record; none where its records can be linked to several places. */
export function linksTodayOf(database: ReadDatabase, of: string, record: string, unit: string): LinkToday[] {
  const link = linkOf(of)
  return link?.single === undefined ? [] : linksToday(database, link, record, unit)
}

/** Looks at those whose links a change set touched, and at those who have an open case. */
export function refreshLinkCases(database: Database, transaction: Transaction, unit: string): void {
  for (const name of registerNames) {
    for (const link of linksBy(name)) {
      const field = linkedField(link.of)
      if (field === undefined) continue
      for (const record of suspectsOf(database, transaction, link, field)) refreshCase(database, transaction, { link, field, record, unit })
    }
  }
}

/** Records with several links that count, of which one was touched, and those with an open case. */
function suspectsOf(database: Database, transaction: Transaction, link: Linked, field: string): ReadonlySet<string> {
  const found = new Set<string>()
  for (const ids of portions([...(transaction.touched.get(link.register) ?? [])])) {
    const rows = database.all<{ record: string }>(
      `SELECT l.${link.by} AS record FROM ${link.register} l WHERE l.${link.by} IN (SELECT ${link.by} FROM ${link.register} WHERE id IN (SELECT value FROM json_each(?)))
         AND ${countsTodaySql(link, 'l')} GROUP BY l.${link.by} HAVING count(DISTINCT l.${link.to}) > 1`,
      JSON.stringify(ids),
    )
    for (const { record } of rows) found.add(record)
  }
  if (transaction.touched.has(link.register) || transaction.touched.has(link.of))
    for (const { record } of database.all<{ record: string }>('SELECT record FROM conflict WHERE register = ? AND field = ?', link.of, field)) found.add(record)
  return found
}

interface Case {
  readonly link: Linked
  readonly field: string
  readonly record: string
  readonly unit: string
}

function refreshCase(database: Database, transaction: Transaction, { link, field, record, unit }: Case): void {
  const known = database.get<{ opened_at: string }>('SELECT opened_at FROM conflict WHERE register = ? AND record = ? AND field = ?', link.of, record, field)
  database.run('DELETE FROM conflict WHERE register = ? AND record = ? AND field = ?', link.of, record, field)
  const row = database.get<SqlRow>(`SELECT * FROM ${link.of} WHERE id = ? AND deleted = 0`, record)
  const links = row === undefined ? [] : linksToday(database, link, record, unit)
  if (row === undefined || new Set(links.map(({ to }) => to)).size < 2) return
  const table = tableOf(link.of)
  const siblings = links.map(({ to, made }): Sibling => ({ author: made.author, number: made.number, stamp: made.stamp(), value: to }))
  database.run(
    `INSERT INTO conflict (register, record, field, ${PLACE_COLUMN}, opened_at, siblings) VALUES (?, ?, ?, ?, ?, ?)`,
    link.of,
    record,
    field,
    ownerOf(database, registerOf(link.of), record, toContractRow(table, row), row),
    known?.opened_at ?? transaction.at,
    JSON.stringify(siblings),
  )
}

/**
 * Says which of several places a record is linked to: the other links end on the day on which that one began, and those that did not begin before
 * it never counted and are removed.
 */
export function keepLinkedTo(transaction: Transaction, of: string, record: string, to: string, unit: string): void {
  const link = linkOf(of)
  const until = link?.single?.until
  if (link === undefined || until === undefined) return
  const links = linksToday(transaction, link, record, unit)
  const since = links.find((one) => one.to === to)?.since
  for (const other of links.filter((one) => one.to !== to)) {
    if (typeof since === 'string' && typeof other.since === 'string' && other.since < since) transaction.update(link.register, other.id, { [until]: since })
    else transaction.remove(link.register, other.id)
  }
}
