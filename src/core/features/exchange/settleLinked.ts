/** What else is said when it is decided where somebody is who was linked to several places: the photos go along, and no move says otherwise. */
import { moves, type Linked } from '../../catalogue/derive/belonging.ts'
import { findField, registerOf } from '../../catalogue/index.ts'
import { endedWithoutEffect, requireOverruling } from '../../procedures/inRecord.ts'
import { attachmentsWith } from '../../store/belonging.ts'
import type { SqlRow, Transaction } from '../../store/index.ts'
import type { Desk } from './desk.ts'

export interface DecidedLink {
  readonly link: Linked
  readonly record: string
  /** What it was decided to be linked to. */
  readonly to: string
  readonly today: string
  readonly reason: string
}

/**
 * After the decision, in the same change set: photos of the record belong where that is to which it is linked, and moves that took it elsewhere and
 * never counted, or still wait to take it from somewhere else, are called off in the name of who decided.
 */
export function settleLinked(desk: Desk, transaction: Transaction, { link, record, to, today, reason }: DecidedLink): void {
  const target = registerOf(findField(link.register, link.to)?.register ?? '')
  const place = desk.ownerOf(target.name, to)
  if (place === null) return
  for (const { register, by, state, from, to: reached, underWay, done } of moves.filter(({ of }) => of === link.of)) {
    const remark = `${desk.office.unit.name}裁定属于${target.label}“${desk.title(target.name, to)}”：${reason}`
    const rows = transaction.all<SqlRow>(`SELECT * FROM ${register} WHERE ${by} = ? AND deleted = 0`, record)
    const wrong = rows.filter(
      (row) =>
        (row[state] === underWay && row[from] !== place) ||
        (row[state] === done && row[reached] !== place && neverCounted(transaction, link, record, row[reached] ?? null)),
    )
    for (const row of wrong) {
      requireOverruling(desk.asker, register, row)
      transaction.decide(register, String(row['id']), endedWithoutEffect(register, { on: today, by: desk.user.displayName, remark }))
    }
  }
  const { owner = '' } = registerOf('attachment')
  for (const id of attachmentsWith(transaction, { register: link.of, id: record }, () => false)) transaction.decide('attachment', id, { [owner]: place })
}

/** Whether the link of a record to a place was removed as one that never counted. */
function neverCounted(transaction: Transaction, { register, by }: Linked, record: string, place: SqlRow[string] | null): boolean {
  return transaction.get(`SELECT 1 FROM ${register} WHERE ${by} = ? AND ${registerOf(register).owner} = ? AND deleted = 1`, record, place) !== undefined
}
