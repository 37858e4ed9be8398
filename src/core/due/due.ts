/**
 * What is due: every day that the catalogue declares as one by which something is to be done, of the records that the asker sees. The list knows
 * no register; procedures feed it by the day that their state is due.
 */
import type { AskingUser } from '../access/asker.ts'
import { ownerIn } from '../catalogue/derive/belonging.ts'
import { referredBy } from '../catalogue/derive/subject.ts'
import { findField } from '../catalogue/index.ts'
import type { Setting } from '../catalogue/procedure.ts'
import type { Records } from '../registers/records.ts'
import type { Condition } from '../registers/where.ts'
import type { Where } from '../shapes.ts'
import { daysLater, lastPassed, monthsLater } from '../rules/dates.ts'
import type { ParameterReader } from '../rules/parameters.ts'
import type { SqlRow, Store } from '../store/index.ts'
import { dueSources, type DueSource } from './sources.ts'

export interface DueRequest {
  /** Days from and up to which, both included; open where absent. */
  readonly from?: string | undefined
  readonly until?: string | undefined
  /** Only of this division and what lies below it. */
  readonly within?: string | undefined
  /** Only what this one sees to: the value of the field that names them. */
  readonly charge?: string | undefined
}

export interface DueItem {
  readonly on: string
  readonly what: string
  /** The record to open: that which is due, or what it is part of where the program keeps it elsewhere. */
  readonly register: string
  readonly id: string
  readonly title: string
  readonly division: string | null
  readonly charge: { readonly value: string; readonly name: string } | null
}

export interface DuePorts {
  readonly store: Store
  readonly records: Records
  parameters(): ParameterReader
}

/** Ids of those rows of a register that are done, where the records themselves do not tell (`judged`). */
export type Judges = Readonly<Record<string, (rows: readonly SqlRow[]) => ReadonlySet<string>>>

/** What is due, the earliest first, and how much in all. */
export function dueItems(
  ports: DuePorts,
  user: AskingUser,
  request: DueRequest,
  limit: number,
  today: string,
  judges: Judges = {},
): { total: number; items: DueItem[] } {
  let total = 0
  const found: { readonly source: DueSource; readonly row: SqlRow; readonly on: string }[] = []
  for (const source of sourcesFor(request)) {
    const { name } = source.register
    const after = delayOf(ports, source, today)
    const condition = conditionFor(ports.records, user, source, request, { after, today })
    if (source.judged !== undefined) {
      const open = openRows(ports, source, condition, judges)
      total += open.length
      for (const row of open.slice(0, limit)) found.push({ source, row, on: after.later(String(row[source.on])) })
      continue
    }
    total += ports.store.read.get<{ count: number }>(`SELECT count(*) AS count FROM ${name} t WHERE ${condition.sql}`, ...condition.parameters)?.count ?? 0
    const rows = ports.store.read.all<SqlRow>(
      `SELECT t.* FROM ${name} t WHERE ${condition.sql} ORDER BY t.${source.on}, t.id LIMIT ?`,
      ...condition.parameters,
      limit,
    )
    for (const row of rows) found.push({ source, row, on: after.later(String(row[source.on])) })
  }
  const first = found.toSorted((one, other) => one.on.localeCompare(other.on)).slice(0, limit)
  return { total, items: first.map(({ source, row, on }) => itemOf(ports, source, row, on)) }
}

/** How much is due on each day. */
export function dueByDay(ports: DuePorts, user: AskingUser, request: DueRequest, today: string, judges: Judges = {}): { day: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const source of sourcesFor(request)) {
    const after = delayOf(ports, source, today)
    const condition = conditionFor(ports.records, user, source, request, { after, today })
    const rows =
      source.judged === undefined
        ? ports.store.read.all<{ day: string; count: number }>(
            `SELECT t.${source.on} AS day, count(*) AS count FROM ${source.register.name} t WHERE ${condition.sql} GROUP BY 1`,
            ...condition.parameters,
          )
        : openRows(ports, source, condition, judges).map((row) => ({ day: String(row[source.on]), count: 1 }))
    for (const { day, count } of rows) {
      const on = after.later(day)
      counts.set(on, (counts.get(on) ?? 0) + count)
    }
  }
  return [...counts].map(([day, count]) => ({ day, count })).toSorted((one, other) => one.day.localeCompare(other.day))
}

/** The rows of which the judge of their register does not say that they are done, the earliest first. */
function openRows({ store }: DuePorts, { register: { name }, on }: DueSource, { sql, parameters }: Condition, judges: Judges): SqlRow[] {
  const rows = store.read.all<SqlRow>(`SELECT t.* FROM ${name} t WHERE ${sql} ORDER BY t.${on}, t.id`, ...parameters)
  const done = rows.length === 0 ? new Set() : (judges[name]?.(rows) ?? new Set())
  return rows.filter(({ id }) => !done.has(String(id)))
}

/** Whoever asks for somebody's gets nothing that names nobody; whoever asks for a place nothing that lies nowhere. */
function sourcesFor({ charge, within }: DueRequest): readonly DueSource[] {
  return dueSources.filter((source) => (charge === undefined || source.charge !== undefined) && (within === undefined || source.register.owner !== undefined))
}

/** From the date on file to the day it is due, as that holds today. */
interface Delay {
  later(date: string): string
  /** The last date of which that day is on or before a day. */
  by(day: string): string
}

function delayOf(ports: DuePorts, { after = 0 }: DueSource, today: string): Delay {
  const numberOf = (setting: Setting): number => (typeof setting === 'number' ? setting : (ports.parameters()(setting.parameter, today, null) ?? setting.value))
  if (typeof after === 'object' && 'months' in after) {
    const months = numberOf(after.months)
    return { later: (date) => monthsLater(date, months), by: (day) => lastPassed(day, months) }
  }
  const days = numberOf(after)
  return { later: (date) => daysLater(date, days), by: (day) => daysLater(day, -days) }
}

/** The first date of which the day it is due is on or after a day. */
const since = (delay: Delay, day: string): string => daysLater(delay.by(daysLater(day, -1)), 1)

function conditionFor(
  records: Records,
  user: AskingUser,
  source: DueSource,
  { from, until, within, charge }: DueRequest,
  { after, today }: { readonly after: Delay; readonly today: string },
): Condition {
  const { on, only, settled, passes, judged, register } = source
  const parts: Where[] = [{ [on]: { empty: false } }]
  if (from !== undefined) parts.push({ [on]: { gte: since(after, from) } })
  if (until !== undefined) parts.push({ [on]: { lte: after.by(until) } })
  if (judged !== undefined) parts.push({ [on]: { gte: since(after, daysLater(today, -judged.lateDays)) } })
  if (passes === true) parts.push({ [on]: { gte: since(after, today) } })
  if (only !== undefined) parts.push({ [only.field]: { in: [...only.values] } })
  if (settled !== undefined) parts.push({ not: { [settled.field]: { in: [...settled.values] } } })
  if (within !== undefined && register.owner !== undefined) parts.push({ [register.owner]: { within } })
  if (charge !== undefined && source.charge !== undefined) parts.push({ [source.charge]: charge })
  return records.conditionOf(user, { register: register.name, where: { and: parts } })
}

function itemOf({ records }: DuePorts, source: DueSource, row: SqlRow, on: string): DueItem {
  const { register, label, states, state } = source
  const id = String(row['id'])
  // What the program keeps on pages of its own is opened where it belongs.
  const owner = register.internal === true ? ownerIn(register, row) : undefined
  const shown = owner ?? { register: register.name, id }
  const now = state === undefined ? undefined : states?.get(String(row[state]))
  const division = register.owner === undefined ? null : row[register.owner]
  return {
    on,
    what: now === undefined ? label : `${label}：${now}`,
    register: shown.register,
    id: shown.id,
    title: records.titleOf(shown.register, shown.id),
    division: typeof division === 'string' ? division : null,
    charge: chargeOf(records, source, row),
  }
}

function chargeOf(records: Records, { charge, register }: DueSource, row: SqlRow): DueItem['charge'] {
  const value = charge === undefined ? null : row[charge]
  const field = charge === undefined ? undefined : findField(register, charge)
  if (field === undefined || typeof value !== 'string' || value === '') return null
  const referred = referredBy(field, value)
  return { value, name: referred === undefined ? value : records.titleOf(referred.register, referred.id) }
}
