/** What else is said when it is decided which of several offices a household belongs to: its photos go along, and no move says otherwise. */
import { followsPlace, isMoved, linksTo, moves, type Move } from '../../catalogue/derive/belonging.ts'
import { registerNames, registerOf, type RegisterName } from '../../catalogue/index.ts'
import { counterOf } from '../../catalogue/derive/screen.ts'
import { endedWithoutEffect, requireOverruling } from '../../procedures/inRecord.ts'
import { attachmentsWith } from '../../store/belonging.ts'
import type { Transaction } from '../../store/index.ts'
import type { HeldOperation } from '../../store/heldOperations.ts'
import { operationsOf } from '../../store/yearLocks.ts'
import { Lineage } from '../../store/lineage.ts'
import { isEdit } from '../../store/operations.ts'
import type { Desk } from './desk.ts'

/** Registers whose records say their place themselves and move from one to another by records of their own: households. */
export const placedByThemselves: readonly { readonly name: RegisterName; readonly owner: string }[] = registerNames.flatMap((name) => {
  const definition = registerOf(name)
  return definition.owner !== undefined && isMoved(name) && !followsPlace(definition) ? [{ name, owner: definition.owner }] : []
})

export interface Settled {
  readonly register: string
  readonly id: string
  /** The place that it was decided to belong to. */
  readonly place: string
  readonly today: string
  readonly reason: string
}

const ATTACHMENT = registerOf('attachment')

/**
 * After the decision for a place, in the same change set: attachments of the record and of what is linked to it (the members of a household)
 * belong there, and every move that took it elsewhere, or still waits to take it from somewhere else, is called off in the name of who decided.
 */
export function settleContested(desk: Desk, transaction: Transaction, { register, id, place, today, reason }: Settled): void {
  const found = placedByThemselves.find(({ name }) => name === register)
  if (found === undefined) throw new RangeError(`records of ${register} do not move`)
  moveAttachmentsAlong(transaction, found.name, id, place)
  const overtaken = overtakenMoves(desk, transaction, found, id, place)
  const remark = `${desk.office.unit.name}裁定这一${counterOf(register)}归${desk.placeName(place)}：${reason}`
  for (const move of moves.filter(({ of }) => of === register)) {
    for (const one of contradicting(desk, transaction, move, id, place, overtaken)) {
      requireOverruling(desk.asker, move.register, desk.row(move.register, one) ?? {})
      transaction.decide(move.register, one, endedWithoutEffect(move.register, { on: today, by: desk.user.displayName, remark }))
    }
  }
}

function moveAttachmentsAlong(transaction: Transaction, register: RegisterName, id: string, place: string): void {
  const { owner = '' } = ATTACHMENT
  const belongs = (linked: string): boolean =>
    linksTo(register).some(
      (link) => transaction.get(`SELECT 1 FROM ${link.register} WHERE ${link.by} = ? AND ${link.to} = ? AND deleted = 0`, linked, id) !== undefined,
    )
  const elsewhere = transaction.all<{ id: string }>(
    `SELECT id FROM attachment a WHERE id IN (SELECT value FROM json_each(?))
       AND (${owner} <> ? OR EXISTS (SELECT 1 FROM conflict c WHERE c.register = '${ATTACHMENT.name}' AND c.record = a.id AND c.field = '${owner}'))`,
    JSON.stringify(attachmentsWith(transaction, { register, id }, belongs)),
    place,
  )
  for (const one of elsewhere) transaction.decide(ATTACHMENT.name, one.id, { [owner]: place })
}

/** Moves of a record that say it is, or is to come, somewhere else than it was decided. */
function contradicting(desk: Desk, transaction: Transaction, move: Move, id: string, place: string, overtaken: ReadonlySet<string>): string[] {
  const { register, by, state, from, underWay, done } = move
  return transaction
    .all<{ id: string; state: string; origin: string }>(
      `SELECT id, ${state} AS state, ${from} AS origin FROM ${register} WHERE ${by} = ? AND deleted = 0 AND ${state} IN (?, ?)`,
      id,
      underWay,
      done,
    )
    .filter((row) => {
      if (row.state === underWay) return row.origin !== place
      return operationsOf(transaction, register, row.id, desk.office.unit.code).some(
        (operation) => operation.after?.[state] === done && overtaken.has(operation.head[0]),
      )
    })
    .map((row) => row.id)
}

/** Change sets that moved the record and that nobody had seen who moved it to where it belongs now. */
function overtakenMoves(
  desk: Desk,
  transaction: Transaction,
  { name, owner }: (typeof placedByThemselves)[number],
  id: string,
  place: string,
): ReadonlySet<string> {
  const all = operationsOf(transaction, name, id, desk.office.unit.code)
  const lineage = new Lineage(all)
  const decision = all.at(-1)
  const moved = all.filter((operation) => operation !== decision && isEdit(operation) && operation.after !== null && owner in operation.after)
  const last = moved.filter((one) => !moved.some((other) => lineage.covers(other, one)))
  const chosen = last.filter((operation) => operation.after?.[owner] === place)
  // For a place that none of them moved it to, what all of them had seen is left.
  const kept = (move: HeldOperation): boolean =>
    chosen.length > 0 ? chosen.some((one) => one === move || lineage.covers(one, move)) : last.every((one) => lineage.covers(one, move))
  return new Set(moved.filter((move) => !kept(move)).map(({ head }) => head[0]))
}
