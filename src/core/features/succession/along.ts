/**
 * What lives on in a village that went into another one goes along: read first, so that it can be counted and looked at, then brought. What was
 * entered later in the old village, by an office that had not heard of the change, goes the same way.
 */
import { isMoved, moves, type Move } from '../../catalogue/derive/belonging.ts'
import { keptFields, placeSql } from '../../catalogue/derive/kept.ts'
import { lockedRegisters } from '../../catalogue/derive/locks.ts'
import { isNamedInPlace, livingOn, successionRegister } from '../../catalogue/derive/succession.ts'
import { fieldOf, isRegisterName, registerOf, type RegisterName } from '../../catalogue/index.ts'
import type { RegisterDefinition } from '../../catalogue/types.ts'
import { belongsTo } from '../../store/belonging.ts'
import type { ReadDatabase, SqlRow, Transaction } from '../../store/index.ts'
import type { Succession } from '../../store/succession.ts'
import { locksInForce } from '../../store/yearLocks.ts'
import { besideName } from '../divisions/index.ts'
import { endedWithoutEffect } from '../../procedures/inRecord.ts'

/** Records of one register that go along. */
interface Together {
  readonly register: RegisterDefinition & { readonly owner: string }
  readonly ids: readonly string[]
}

/** Yearly records that count in the new village from the year of the change on. */
interface Years {
  readonly register: RegisterDefinition
  /** Key of the place that they keep. */
  readonly place: string
  readonly rows: readonly { readonly id: string; readonly year: number }[]
}

export interface Along {
  readonly records: readonly Together[]
  readonly years: readonly Years[]
  readonly attachments: readonly string[]
  /** Moves under way out of the village or into it. */
  readonly moves: readonly { readonly move: Move; readonly row: SqlRow }[]
}

/**
 * What goes along with a village. `prefix`: only what belongs within these divisions, which is all that an office may bring along; what has
 * left them since is brought by the office above.
 */
export function alongWith(database: ReadDatabase, { from, to, on }: Pick<Succession, 'from' | 'to' | 'on'>, prefix = ''): Along {
  const records = livingOn().map((register) => ({
    register,
    ids: idsOf(database, `SELECT id FROM ${register.name} WHERE ${register.owner} = ? AND deleted = 0 ORDER BY id`, from),
  }))
  const going = new Set(records.flatMap(({ ids }) => ids))
  return {
    records,
    years: yearsOf(database, { from, to, year: Number(on.slice(0, 4)) }, prefix),
    attachments: attachmentsOf(database, from, going),
    moves: moves.flatMap((move) =>
      database
        .all<SqlRow>(
          `SELECT * FROM ${move.register} WHERE deleted = 0 AND ${move.state} = ? AND (${move.from} = ? OR ${move.to} = ?)`,
          move.underWay,
          from,
          from,
        )
        // A move that begins or ends elsewhere is the office above's to redirect.
        .filter((row) => [row[move.from], row[move.to]].every((place) => String(place).startsWith(prefix)))
        .map((row) => ({ move, row })),
    ),
  }
}

/** Whether nothing goes along. */
export function isNothing({ records, years, attachments, moves: open }: Along): boolean {
  return records.every(({ ids }) => ids.length === 0) && years.every(({ rows }) => rows.length === 0) && attachments.length === 0 && open.length === 0
}

function yearsOf(database: ReadDatabase, { from, to, year }: { readonly from: string; readonly to: string; readonly year: number }, prefix: string): Years[] {
  const locks = locksInForce(database)
  return lockedRegisters().flatMap((register) => {
    const { name, owner, yearly } = register
    const place = keptFields(register).find(({ keeps }) => keeps === owner)?.key
    if (yearly === undefined || owner === undefined || place === undefined) return []
    const rows = database
      .all<{ id: string; year: number }>(
        `SELECT id, ${yearly.year} AS year FROM ${name} t WHERE ${placeSql(register) ?? 'NULL'} = ? AND ${yearly.year} >= ? AND deleted = 0 AND substr(${owner}, 1, ?) = ? ORDER BY id`,
        from,
        year,
        prefix.length,
        prefix,
      )
      .filter((row) => !locks.has(`${from}.${row.year}`) && !locks.has(`${to}.${row.year}`))
    return [{ register, place, rows }]
  })
}

/** Photos of what goes along, and of what is part of it or linked to it; those of the village itself stay. */
function attachmentsOf(database: ReadDatabase, village: string, going: ReadonlySet<string>): string[] {
  return database
    .all<{ id: string; register: string; record: string }>('SELECT id, register, record FROM attachment WHERE village = ? AND deleted = 0', village)
    .filter(({ register, record }) => isRegisterName(register) && belongsTo(database, { register, id: record }).some(({ id }) => going.has(id)))
    .map(({ id }) => id)
}

function idsOf(database: ReadDatabase, sql: string, ...parameters: string[]): string[] {
  return database.all<{ id: string }>(sql, ...parameters).map(({ id }) => id)
}

/** Brings along what was read. `formerName` stands before the name of what the other village has one of already. */
export async function bringAlong(
  transaction: Transaction,
  succession: Succession,
  along: Along,
  { formerName, today, step }: { readonly formerName: string; readonly today: string; readonly step: () => Promise<void> },
): Promise<void> {
  const { from, to } = succession
  for (const { register, place, rows } of along.years) {
    for (const { id } of rows) {
      transaction.update(register.name, id, { [place]: to })
      await step()
    }
  }
  for (const { move, row } of along.moves) redirect(transaction, move, row, { from, to, today })
  for (const { register, ids } of along.records) {
    for (const id of ids) {
      noteMove(transaction, register.name, id, succession)
      transaction.update(register.name, id, { [register.owner]: to, ...nameBeside(transaction, register, id, { to, formerName }) })
      await step()
    }
  }
  for (const id of along.attachments) {
    transaction.update('attachment', id, { village: to })
    await step()
  }
}

/** The move of one that goes along, with an id that every office gives it. */
function noteMove(transaction: Transaction, name: string, record: string, { id, from, to, on }: Succession): void {
  if (!isMoved(name)) return
  const { name: changes } = successionRegister()
  for (const move of moves.filter(({ of }) => of === name)) {
    const link = fieldNaming(move.register, changes)
    const wanted = `${id}.${record}`
    if (link === undefined || transaction.get(`SELECT 1 FROM ${move.register} WHERE id = ?`, wanted) !== undefined) continue
    transaction.insert(
      move.register,
      { [move.by]: record, [move.from]: from, [move.to]: to, [move.state]: move.done, out_on: on, [move.settledOn]: on, [link]: id },
      wanted,
    )
  }
}

function fieldNaming(register: RegisterName, target: string): string | undefined {
  return registerOf(register).fields.find((field) => field.register === target)?.key
}

/** A move under way goes on from or to the new village; one between the two villages has nothing left to do. */
function redirect(
  transaction: Transaction,
  move: Move,
  row: SqlRow,
  { from, to, today }: { readonly from: string; readonly to: string; readonly today: string },
): void {
  const now = (place: unknown): unknown => (place === from ? to : place)
  const [left, reached] = [now(row[move.from]), now(row[move.to])]
  const id = String(row['id'])
  if (left === reached) transaction.update(move.register, id, endedWithoutEffect(move.register, { on: today, remark: '两个村已并为一个村，不用再办。' }))
  else transaction.update(move.register, id, { [move.from]: String(left), [move.to]: String(reached) })
}

/** Another name where the new village has one of that name: 柯寨一社 beside 一社. */
function nameBeside(
  transaction: Transaction,
  register: Together['register'],
  id: string,
  { to, formerName }: { readonly to: string; readonly formerName: string },
): Record<string, string> {
  const { name, owner, title } = register
  if (!isNamedInPlace(register)) return {}
  const held = transaction.get<{ title: string }>(`SELECT ${title} AS title FROM ${name} WHERE id = ?`, id)?.title ?? ''
  const isTaken = (wanted: string): boolean =>
    transaction.get(`SELECT 1 FROM ${name} WHERE ${owner} = ? AND ${title} = ? AND deleted = 0 AND id <> ?`, to, wanted, id) !== undefined
  if (!isTaken(held)) return {}
  const { maximumLength = 60 } = fieldOf(name, title)
  const beside = besideName(formerName, held).slice(0, maximumLength)
  return { [title]: isTaken(beside) ? `${beside}（${id.slice(-4)}）` : beside }
}
