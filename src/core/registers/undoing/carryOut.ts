/** Takes back what was settled, as part of one change set. */
import type { FieldValue } from '#core/catalogue/types.ts'
import { registerOf } from '#core/catalogue/index.ts'
import { reverseEntry } from '#core/store/appendOnly.ts'
import type { Transaction } from '#core/store/index.ts'
import type { Settled } from './settle.ts'

/** One record as it goes back: plain data, so that another thread can be told of it. */
export interface TakenBack {
  readonly register: string
  readonly id: string
  readonly did: Settled['record']['did']
  /** Entries of proposals. */
  readonly sequences: readonly number[]
  /** Of `changed`: what the fields held before. */
  readonly patch: Readonly<Record<string, FieldValue>>
}

/** What goes back, the last first, in portions that are made when they are asked for. */
export function* takenBack(settled: readonly Settled[], portion = 200): Generator<TakenBack[], void> {
  let some: TakenBack[] = []
  for (const { verdict, record, fields } of settled.toReversed()) {
    if (verdict !== 'taken' && verdict !== 'partly') continue
    const { register, id, did, sequences } = record
    some.push({
      register,
      id,
      did,
      sequences,
      patch: Object.fromEntries(fields.map((key): [string, FieldValue] => [key, record.fields.get(key)?.before ?? null])),
    })
    if (some.length < portion) continue
    yield some
    some = []
  }
  if (some.length > 0) yield some
}

/** Takes back one record as part of a change set. Throws what the store refuses. */
export function takeBack(transaction: Transaction, { register, id, did, sequences, patch }: TakenBack): void {
  for (const sequence of sequences) transaction.settle(sequence, { accepted: false, reason: '提出的一方已撤回', by: '' })
  switch (did) {
    case 'added':
      if (registerOf(register).appendOnly !== undefined) reverseEntry(transaction, register, id)
      else transaction.remove(register, id)
      return
    case 'removed':
      return transaction.restore(register, id)
    case 'changed':
      transaction.update(register, id, patch)
      return
    case 'proposed':
  }
}
