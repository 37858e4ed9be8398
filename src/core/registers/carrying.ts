/** What a record that is begun takes over from the newest former one of the same one: fields, and lines with it (`begunFor.carries`). */
import type { CarriedLines } from '../catalogue/beginning.ts'
import type { BegunRegister } from '../catalogue/derive/beginning.ts'
import { isTyped, registerOf } from '../catalogue/index.ts'
import type { Row } from '../shapes.ts'
import type { ReadDatabase, SqlRow, SqlValue } from '../store/index.ts'
import { tableOf, toContractRow } from '../store/table.ts'
import type { Door } from './writer.ts'

export interface Former {
  readonly id: string
  /** What the new record takes over. */
  readonly values: Row
  /** Whether the new one is a further version of it. */
  readonly version: boolean
}

/** The newest record of what `reference` names that comes before the one which is begun; null where nothing is carried or there is none. */
export function formerOf(database: ReadDatabase, register: BegunRegister, reference: string, values: Row): Former | null {
  const { by, carries } = register.begunFor
  if (carries === undefined) return null
  const { order, fields, versionOf } = carries
  const place = order.map((key) => values[key])
  if (place.some((value) => typeof value !== 'number' && typeof value !== 'string')) return null
  const found = database.get<SqlRow>(
    `SELECT * FROM ${register.name} WHERE ${by} = ? AND deleted = 0 AND (${order.join(', ')}) < (${order.map(() => '?').join(', ')})
     ORDER BY ${order.map((key) => `${key} DESC`).join(', ')}, id LIMIT 1`,
    reference,
    ...(place as SqlValue[]),
  )
  if (found === undefined) return null
  const row = toContractRow(tableOf(register.name), found)
  return {
    id: String(found['id']),
    values: Object.fromEntries(fields.map((key) => [key, row[key] ?? null])),
    version: row[versionOf] === values[versionOf],
  }
}

/** Writes the lines of the former record for the new one. */
export function carryLines(door: Door, { begunFor }: BegunRegister, former: Former, id: string): void {
  for (const lines of begunFor.carries?.lines ?? []) {
    const register = registerOf(lines.register)
    const parent = register.partOf?.by ?? ''
    const taken = register.fields.filter((field) => isTyped(field) && field.keeps === undefined && field.key !== parent && field.type !== 'numbered')
    for (const stored of door.transaction.all<SqlRow>(`SELECT * FROM ${register.name} WHERE ${parent} = ? AND deleted = 0 ORDER BY id`, former.id)) {
      const row = toContractRow(tableOf(register.name), stored)
      if (!former.version && isLeft(lines, row)) continue
      const values = Object.fromEntries(taken.map(({ key }) => [key, row[key] ?? null]))
      door.insert(register, { ...values, ...(former.version ? continuing(lines, row) : emptied(lines)), [parent]: id })
    }
  }
}

function isLeft({ without }: CarriedLines, row: Row): boolean {
  return without !== undefined && without.values.some((value) => value === row[without.field])
}

/** A line of a third version continues the one of the first. */
function continuing({ continues }: CarriedLines, row: Row): Row {
  return continues === undefined ? {} : { [continues.to]: row[continues.to] ?? row[continues.from] ?? null }
}

function emptied({ continues, empty = [] }: CarriedLines): Row {
  return Object.fromEntries([...empty, ...(continues === undefined ? [] : [continues.to])].map((key) => [key, null]))
}
