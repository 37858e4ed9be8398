/** One record of a plan, as the door writes it. */
import type { Door } from '#core/registers/writer.ts'
import type { PlannedRecord } from './model.ts'

/** Writes one record of a plan, which is given its id by that if it is new. */
export function writeRecord(door: Door, record: PlannedRecord): void {
  const values = { ...record.values }
  for (const [key, other] of Object.entries(record.references)) values[key] = idOf(door, other)
  if (record.isNew) door.insertRead(record.register, values, idOf(door, record), record.place)
  else if (record.id !== null) door.updateRead(record.register, record.id, values)
}

/** New records get their id when they or the first that refers to them is written; foreign keys are checked at the end. */
function idOf({ transaction }: Door, record: PlannedRecord): string {
  record.id ??= transaction.newId()
  return record.id
}
