/** What a neighbour hands to us: what moves between the two units, all that belongs to it, and what that refers to of theirs. */
import { divisionPrefix } from '../access/permissions.ts'
import { isMoved, moveOf, moves } from '../catalogue/derive/belonging.ts'
import { referringTo } from '../catalogue/derive/references.ts'
import { isRegisterName, registerOf, type RegisterName } from '../catalogue/index.ts'
import { belongsTo, type RecordName } from '../store/belonging.ts'
import type { ReadDatabase, SqlRow } from '../store/index.ts'

/** The data before and after a package of the unit `from`, taken in by the unit `to`. */
export interface Between {
  readonly before: ReadDatabase
  readonly after: ReadDatabase
  readonly from: string
  readonly to: string
}

/** How far what is handed over refers: a member to the former household, that to its group. */
const FARTHEST = 3

/**
 * Whether a record of the package belongs to what is handed over between the two units. `others`: it brings work of a third office, which the
 * neighbour may pass on with a household of its own, but not of one that is ours.
 */
export function isHandedToUs(between: Between, register: RegisterName, record: string, others: boolean): boolean {
  const row = between.after.get<SqlRow>(`SELECT * FROM ${register} WHERE id = ?`, record)
  // A wish for a record that is nowhere yet goes by the offices above.
  if (row === undefined) return false
  const move = moveOf(register)
  if (move !== undefined && !others && isBetween(between, row[move.from], row[move.to])) return true
  if (isHanded(between, belongsTo(between.after, { register, id: record }, row), others)) return true
  const { owner } = registerOf(register)
  if (owner !== undefined && !String(row[owner]).startsWith(divisionPrefix(between.from))) return false
  // What all share and we hold already is changed by a neighbour only where what it hands over names it.
  const held = owner === undefined && between.before.get(`SELECT 1 FROM ${register} WHERE id = ?`, record) !== undefined
  return isReferred(between, { register, id: record }, held ? 1 : FARTHEST)
}

/** Whether something that is handed over refers to a record, within so many steps. */
function isReferred(between: Between, { register, id }: RecordName, steps: number): boolean {
  if (steps === 0) return false
  return referringTo(register).some(({ register: other, field, prefix }) => {
    if (!isRegisterName(other)) return false
    const rows = between.after.all<SqlRow>(`SELECT * FROM ${other} WHERE ${field} = ?`, `${prefix}${id}`)
    const names = rows.map((row) => ({ row, name: { register: other, id: String(row['id']) } }))
    return (
      names.some(({ row, name }) => isHanded(between, belongsTo(between.after, name, row), false)) ||
      names.some(({ name }) => isReferred(between, name, steps - 1))
    )
  })
}

function isHanded(between: Between, those: readonly RecordName[], others: boolean): boolean {
  return those.some((one) => isMoved(one.register) && isMovedBetween(between, one, others))
}

function isMovedBetween(between: Between, { register, id }: RecordName, others: boolean): boolean {
  if (others) {
    const { owner } = registerOf(register)
    const held = between.before.get<{ place: string | null }>(`SELECT ${owner} AS place FROM ${register} WHERE id = ?`, id)
    if (held !== undefined && held.place?.startsWith(divisionPrefix(between.from)) !== true) return false
  }
  return moves
    .filter(({ of }) => of === register)
    .some(({ register: name, by, from, to }) =>
      between.after.all<SqlRow>(`SELECT ${from}, ${to} FROM ${name} WHERE ${by} = ?`, id).some((row) => isBetween(between, row[from], row[to])),
    )
}

/** Whether a move goes from the one unit to the other, either way. */
function isBetween({ from, to }: Between, one: unknown, other: unknown): boolean {
  const [theirs, ours] = [divisionPrefix(from), divisionPrefix(to)]
  const [left, reached] = [String(one), String(other)]
  return (left.startsWith(theirs) && reached.startsWith(ours)) || (left.startsWith(ours) && reached.startsWith(theirs))
}
