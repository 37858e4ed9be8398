/** How records of damaged data come back into their tables: from the journal, or where that is torn from the row that stood there. */
import type { EntryExchange } from '../canonical.ts'
import { effectsOf, ReceivingTransaction } from '../receive.ts'
import { ownerOf } from '../owner.ts'
import { tableOf, toContractRow } from '../table.ts'
import type { SqlRow } from '../database.ts'
import { recordByJournal } from '../verify.ts'

export class RescueTransaction extends ReceivingTransaction {
  /** Brings a record to what its entries in the journal say; it is all there is to say of it, so that nothing is written down. */
  bringFromJournal(register: string, record: string): void {
    const table = tableOf(register)
    const said = recordByJournal(this, register, record)
    if (said === null) return
    const row = this.get<SqlRow>(`SELECT * FROM ${register} WHERE id = ?`, record)
    this.bring(
      table,
      record,
      row,
      { exists: true, values: said.values, deleted: said.deleted === 1, conflicts: [] },
      said.revision - Number(row?.['revision'] ?? 0),
    )
    this.touch(register, record)
    // Values that stood against each other do so again.
    this.suspect(register, record)
  }

  /**
   * Brings a record to a row of the damaged table, and writes down the difference. What another site keeps is changed here only: its own word of it
   * comes again with its next package. Returns whether there was a difference.
   */
  bringFromTable(register: string, row: SqlRow): boolean {
    const table = tableOf(register)
    const record = String(row['id'])
    const current = this.get<SqlRow>(`SELECT * FROM ${register} WHERE id = ?`, record)
    // A column that the damaged data does not know yet, since it is of an earlier version, stays as it is.
    const values = Object.fromEntries(table.entered.map(({ key }) => [key, (key in row ? row[key] : current?.[key]) ?? null]))
    const folded = { exists: true, values, deleted: row['deleted'] === 1, conflicts: [] }
    const effects = effectsOf(table, current, folded)
    if (effects.length === 0) return false
    const exchange = this.#standingOf(register, record, { ...row, ...values })
    for (const { action, before, after } of effects) {
      this.write({
        register,
        record,
        action,
        before: before === null ? null : JSON.stringify(before),
        after: after === null ? null : JSON.stringify(after),
        ...(exchange === null ? {} : { exchange }),
      })
    }
    this.bring(table, record, current, folded, effects.length)
    return true
  }

  #standingOf(register: string, record: string, row: SqlRow): EntryExchange | null {
    const { inCharge } = this.state
    if (inCharge === null) return null
    const table = tableOf(register)
    const owner = ownerOf(this, table.register, record, toContractRow(table, row), row)
    const mine = inCharge({ register, owner, kind: this.state.kind })
    if (mine && owner === null) return null
    return { standing: mine ? null : 'effect', owner: mine ? owner : null, author: null, number: null, context: null, authored: null, foreignHead: null }
  }
}
