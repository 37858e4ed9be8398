/** A change by who keeps its fields: what this site writes, and what it proposes to others. */
import { fieldsKeptApart } from '../catalogue/derive/keepers.ts'
import type { EntryExchange } from './canonical.ts'
import type { SqlValue } from './database.ts'
import type { Table } from './table.ts'

/** A part of a change that stands alike between offices. */
export interface Part {
  readonly keys: readonly string[]
  readonly exchange: EntryExchange | undefined
  /** Only of a field with a keeper of its own. */
  readonly apart: boolean
}

/** How a field of the record at hand stands; of the record as such without one. */
export type Standing = (field?: string) => EntryExchange | undefined

/** The keys of a change: all at once where no field has a keeper of its own; else what is written, then each proposal. */
export function partsByKeeper({ register }: Table, keys: readonly string[], standing: Standing): readonly Part[] {
  const apart = fieldsKeptApart(register).flatMap(({ key }) => (keys.includes(key) ? [key] : []))
  if (apart.length === 0) return [{ keys, exchange: standing(), apart: false }]
  const rest = keys.filter((key) => !apart.includes(key))
  const parts: Part[] = [
    ...(rest.length === 0 ? [] : [{ keys: rest, exchange: standing(), apart: false }]),
    ...apart.map((key) => ({ keys: [key], exchange: standing(key), apart: true })),
  ]
  const mine = parts.filter(({ exchange }) => exchange?.standing !== 'proposal')
  const [first] = mine
  const written = first === undefined ? [] : [{ ...first, keys: mine.flatMap((part) => part.keys) }]
  return [...written, ...parts.filter((part) => !mine.includes(part))]
}

/** A value that goes to its keeper as a proposal. */
export interface PassedOn {
  readonly before: Record<string, SqlValue>
  readonly after: Record<string, SqlValue>
  readonly exchange: EntryExchange
  readonly apart: true
}

/** Takes out of the columns of a new record what others keep of it; what was taken out. */
export function takeOutApart({ register, entered }: Table, columns: SqlValue[], standing: Standing): readonly PassedOn[] {
  return fieldsKeptApart(register).flatMap(({ key }): PassedOn[] => {
    const index = entered.findIndex((field) => field.key === key)
    const value = columns[index] ?? null
    const exchange = value === null ? undefined : standing(key)
    if (exchange?.standing !== 'proposal') return []
    columns[index] = null
    return [{ before: { [key]: null }, after: { [key]: value }, exchange, apart: true }]
  })
}

/** Some of the values. */
export function only(values: Readonly<Record<string, SqlValue>>, keys: readonly string[]): Record<string, SqlValue> {
  return Object.fromEntries(keys.map((key) => [key, values[key] ?? null]))
}
