/** Entries that stand as they were entered: what is refused, and how one is reversed. */
import { reversalId, reversalOf } from '../catalogue/derive/reversal.ts'
import type { FieldValue, RegisterDefinition } from '../catalogue/types.ts'
import { AppError } from '../errors.ts'
import type { ReadDatabase, SqlRow } from './database.ts'
import { tableOf, toContractRow } from './table.ts'

/** A transaction, as far as reversing needs one. */
interface Reversing extends Pick<ReadDatabase, 'get'> {
  insert(register: string, values: Readonly<Record<string, FieldValue>>, wanted: string): string
}

/** Refuses to change, remove or bring back an entry of such a register. */
export function requireChangeable({ appendOnly, label }: RegisterDefinition): void {
  if (appendOnly === undefined) return
  throw new AppError('CONFLICT', `${label}一经录入就不能修改或删除。`, '录错的请“冲正”：程序会写一条相反的记录，再录入正确的一条；两条都留在账上。')
}

/** Refuses a reversal that nobody asked the program for: `id` is that of the new record, null where it has none of its own. */
export function requireReversal({ appendOnly, label }: RegisterDefinition, id: string | null, values: Readonly<Record<string, unknown>>): void {
  const entry = appendOnly === undefined ? null : (values[appendOnly.by] ?? null)
  if (entry === null || (typeof entry === 'string' && id === reversalId(entry))) return
  throw new AppError('VALIDATION', `${label}的冲正由程序写，不能自己填所冲正的记录。`, '请打开要冲正的那一条，点“冲正”。')
}

/** Writes the reversal of an entry that cannot be changed; its id. Throws NOT_FOUND, and CONFLICT where it is reversed already. */
export function reverseEntry(transaction: Reversing, register: string, id: string): string {
  const table = tableOf(register)
  const { label } = table.register
  const row = transaction.get<SqlRow>(`SELECT * FROM ${register} WHERE id = ? AND deleted = 0`, id)
  if (row === undefined) throw new AppError('NOT_FOUND', `要冲正的${label}不在台账里。`, '请刷新列表。')
  const wanted = reversalId(id)
  if (transaction.get(`SELECT 1 FROM ${register} WHERE id = ? AND deleted = 0`, wanted) !== undefined)
    throw new AppError('CONFLICT', `这条${label}已经冲正过。`, '请刷新列表；要恢复原来的数，请冲正那条冲正。')
  return transaction.insert(register, reversalOf(table.register, id, toContractRow(table, row)), wanted)
}
