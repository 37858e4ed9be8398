/** One record of a plan, as the door writes it. */
import type { Door } from '#core/registers/writer.ts'
import type { PlannedRecord } from './plannedRecord.ts'

/** A record of a plan; what it refers to is told as suits whoever sends it. */
export interface Writable<R> extends Pick<PlannedRecord, 'register' | 'isNew' | 'id' | 'values' | 'place'> {
  readonly references: Readonly<Record<string, R>>
}

/** Writes one record; `ids` gives the id of one that it refers to, `own` that of a new one. */
export function writeOne<R>(door: Door, record: Writable<R>, ids: { readonly own: () => string; readonly of: (reference: R) => string }): void {
  const values = { ...record.values }
  for (const [key, other] of Object.entries(record.references)) values[key] = ids.of(other)
  if (record.isNew) door.insertRead(record.register, values, ids.own(), record.place)
  else if (record.id !== null) door.updateRead(record.register, record.id, values)
}

/** Writes one record of a plan, which is given its id by that if it is new. */
export function writeRecord(door: Door, record: PlannedRecord): void {
  const idOf = (one: PlannedRecord): string => (one.id ??= door.transaction.newId())
  writeOne(door, record, { own: () => idOf(record), of: idOf })
}
