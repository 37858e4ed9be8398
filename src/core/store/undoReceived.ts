/** Taking a received package back: what it did here is undone, and what it brought counts as not received. */
import { AppError } from '../errors.ts'
import { refuseUndoBuiltOn } from './history.ts'
import { isNamedBy, type Settlement } from './operations.ts'
import type { ReceivingTransaction } from './receive.ts'
import type { Actor, Changed } from './change.ts'
import type { Store } from './store.ts'
import { ENTRY_SCHEMA } from './upcasters/index.ts'

interface Entry {
  sequence: number
  register: string
  record: string
  action: string
  before: string | null
  after: string | null
  standing: string | null
  schema: number
}

/**
 * Takes the change set of a received package back as one new change set. Refused (CANNOT_UNDO) when a record of it was changed since;
 * the message says which change stands in the way. `also` runs in the same transaction (where packages stand); `detail` is kept with the
 * change set.
 */
export async function undoReceived(
  store: Store,
  actor: Actor,
  changeSet: string,
  also: (bookkeep: (sql: string, ...parameters: (string | number)[]) => void) => void,
  detail?: string,
): Promise<Changed<{ restored: number }>> {
  const set = store.read.get<{ number: number; title: string }>(`SELECT number, title FROM change_set WHERE id = ? AND kind = 'merge'`, changeSet)
  if (set === undefined) throw new AppError('NOT_FOUND', '没有找到这个数据包的合并记录。', '请在收件记录里重新选择。')
  return store.receive(
    actor,
    { kind: 'undo', title: `撤销：${set.title}`, undoOf: changeSet, ...(detail === undefined ? {} : { detail }) },
    async (transaction, step) => {
      refuseUndoBuiltOn(transaction, changeSet, set.number)
      let restored = 0
      for (let below = Number.MAX_SAFE_INTEGER; ; ) {
        const entries = transaction.all<Entry>(
          `SELECT j.sequence, j.register, j.record, j.action, j.before, j.after, j.standing,
           ${ENTRY_SCHEMA} AS schema
         FROM journal j JOIN change_set c ON c.number = j.change_set LEFT JOIN foreign_change f ON f.number = j.foreign_change
         WHERE j.change_set = ? AND j.sequence < ? AND (j.author IS NOT NULL OR j.standing IS NOT NULL) ORDER BY j.sequence DESC LIMIT 500`,
          set.number,
          below,
        )
        if (entries.length === 0) break
        for (const entry of entries) {
          if (entry.action === 'settle') reopen(transaction, entry)
          else if (entry.standing === 'proposal') transaction.bookkeep('DELETE FROM proposal WHERE sequence = ?', entry.sequence)
          else transaction.takeBackReceived(entry.register, entry.record, entry)
          transaction.suspect(entry.register, entry.record)
          restored += 1
          below = entry.sequence
          await step()
        }
      }
      transaction.bookkeep('UPDATE change_set SET withdrawn = 1 WHERE number = ?', set.number)
      also((sql, ...parameters) => {
        transaction.bookkeep(sql, ...parameters)
      })
      return { restored }
    },
  )
}

/** The proposal that a received answer had settled waits for its answer again. */
function reopen(transaction: ReceivingTransaction, entry: Entry): void {
  const answer = JSON.parse(entry.after ?? '{"proposal":["",0]}') as Settlement
  for (const proposal of transaction.operationsOf(entry.register, entry.record).filter((operation) => isNamedBy(answer, operation))) {
    transaction.bookkeep(`UPDATE proposal SET state = 'open', reason = NULL, settled_by = NULL, settled_at = NULL WHERE sequence = ?`, proposal.heldAt)
  }
}
