/** Takes back what was settled, as part of one change set. */
import type { FieldValue } from '#core/catalogue/types.ts'
import { registerOf } from '#core/catalogue/index.ts'
import { reverseEntry } from '#core/store/appendOnly.ts'
import type { Transaction } from '#core/store/index.ts'
import type { Settled } from './settle.ts'

/**
 * Writes what goes back, the last first. Returns the number of records. Throws what the store refuses: then nothing was written.
 * `onRecord` is called after each.
 */
export async function takeBackSettled(transaction: Transaction, settled: readonly Settled[], onRecord: (done: number) => Promise<void>): Promise<number> {
  let done = 0
  for (const one of settled.toReversed()) {
    if (one.verdict !== 'taken' && one.verdict !== 'partly') continue
    takeBack(transaction, one)
    done += 1
    await onRecord(done)
  }
  return done
}

function takeBack(transaction: Transaction, { record, fields }: Settled): void {
  const { register, id } = record
  for (const sequence of record.sequences) transaction.settle(sequence, { accepted: false, reason: '提出的一方已撤回', by: '' })
  switch (record.did) {
    case 'added':
      if (registerOf(register).appendOnly !== undefined) reverseEntry(transaction, register, id)
      else transaction.remove(register, id)
      return
    case 'removed':
      return transaction.restore(register, id)
    case 'changed': {
      const patch = Object.fromEntries(fields.map((key): [string, FieldValue] => [key, record.fields.get(key)?.before ?? null]))
      transaction.update(register, id, patch)
      return
    }
    case 'proposed':
  }
}
