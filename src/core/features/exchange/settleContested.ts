/** What else is said when it is decided which of several offices a household belongs to: its photos go along, and no transfer says otherwise. */
import { registerOf } from '../../catalogue/index.ts'
import { attachmentsWith } from '../../store/belonging.ts'
import type { Transaction } from '../../store/index.ts'
import type { HeldOperation } from '../../store/heldOperations.ts'
import { operationsOf } from '../../store/yearLocks.ts'
import { Lineage } from '../../store/lineage.ts'
import { isEdit } from '../../store/operations.ts'
import type { Desk } from './desk.ts'

export interface ContestedHousehold {
  readonly household: string
  /** The village that it was decided to belong to. */
  readonly village: string
  readonly today: string
  readonly reason: string
}

/**
 * After the decision for a village, in the same change set: attachments of the household and its members belong there, and every transfer
 * that took it elsewhere, or still waits to take it from somewhere else, is called off in the name of who decided.
 */
export function settleContested(desk: Desk, transaction: Transaction, decided: ContestedHousehold): void {
  moveAttachmentsAlong(transaction, decided)
  const remark = `${desk.office.unit.name}裁定这一户归${desk.villageName(decided.village)}：${decided.reason}`.slice(0, REMARK_LENGTH)
  for (const { id } of contradicting(desk, transaction, decided)) {
    transaction.decide('transfer', id, { state: 'cancelled', settled_on: decided.today, settled_by: desk.user.displayName, remark })
  }
}

const REMARK_LENGTH = registerOf('transfer').fields.find(({ key }) => key === 'remark')?.maximumLength ?? 0

function moveAttachmentsAlong(transaction: Transaction, { household, village }: ContestedHousehold): void {
  const belongs = (id: string): boolean =>
    transaction.get('SELECT 1 FROM membership WHERE person_id = ? AND household_id = ? AND deleted = 0', id, household) !== undefined
  const elsewhere = transaction.all<{ id: string }>(
    `SELECT id FROM attachment a WHERE id IN (SELECT value FROM json_each(?))
       AND (village <> ? OR EXISTS (SELECT 1 FROM conflict c WHERE c.register = 'attachment' AND c.record = a.id AND c.field = 'village'))`,
    JSON.stringify(attachmentsWith(transaction, { register: 'household', id: household }, belongs)),
    village,
  )
  for (const { id } of elsewhere) transaction.decide('attachment', id, { village })
}

interface TransferRow {
  readonly id: string
  readonly state: string
  readonly from_village: string
}

/** Transfers of a household that say it is, or is to come, somewhere else than it was decided. */
function contradicting(desk: Desk, transaction: Transaction, { household, village }: ContestedHousehold): TransferRow[] {
  const overtaken = overtakenMoves(desk, transaction, household, village)
  return transaction
    .all<TransferRow>(`SELECT id, state, from_village FROM transfer WHERE household_id = ? AND deleted = 0 AND state IN ('in', 'out')`, household)
    .filter((row) => {
      if (row.state === 'out') return row.from_village !== village
      return operationsOf(transaction, 'transfer', row.id, desk.office.unit.code).some(
        (operation) => operation.after?.['state'] === 'in' && overtaken.has(operation.head[0]),
      )
    })
}

/** Change sets that moved the household and that nobody had seen who moved it to where it belongs now. */
function overtakenMoves(desk: Desk, transaction: Transaction, household: string, village: string): ReadonlySet<string> {
  const all = operationsOf(transaction, 'household', household, desk.office.unit.code)
  const lineage = new Lineage(all)
  const decision = all.at(-1)
  const moves = all.filter((operation) => operation !== decision && isEdit(operation) && operation.after !== null && 'village' in operation.after)
  const last = moves.filter((one) => !moves.some((other) => lineage.covers(other, one)))
  const chosen = last.filter((operation) => operation.after?.['village'] === village)
  // For a village that none of them moved it to, what all of them had seen is left.
  const kept = (move: HeldOperation): boolean =>
    chosen.length > 0 ? chosen.some((one) => one === move || lineage.covers(one, move)) : last.every((one) => lineage.covers(one, move))
  return new Set(moves.filter((move) => !kept(move)).map(({ head }) => head[0]))
}
