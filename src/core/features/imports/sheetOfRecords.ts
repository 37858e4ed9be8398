/** What a sheet brings of its own register, for rows that refer to other rows of it. */
import { sheetId } from './finder.ts'
import type { DataRow } from './model.ts'
import { PlannedRecord } from './plannedRecord.ts'
import type { Wanted } from './planning.ts'
import type { FileRecord } from './records.ts'
import type { Referred, SheetRecords } from './references.ts'

export class SheetOfRecords implements SheetRecords {
  readonly records: FileRecord[] = []
  readonly #planned: Referred[] = []
  readonly #byRow = new Map<DataRow, PlannedRecord>()

  /** Takes in a row: the record it would make, or the id of the one on file that it speaks of. */
  add(row: DataRow, wanted: Wanted, made: PlannedRecord, onFile: string | null): void {
    // The references of a new record are filled in when all rows are known.
    const record = new PlannedRecord({ register: made.register, id: made.id, values: made.values }, {})
    this.records.push({ ...wanted, id: sheetId(this.#planned.length) })
    this.#planned.push(onFile ?? record)
    if (onFile === null) this.#byRow.set(row, record)
  }

  planned(id: string): Referred {
    return this.#planned[Number(id.slice(sheetId('').length))] ?? null
  }

  /** The new record of a row; undefined where it is on file, or rows do not refer to each other. */
  recordOf(row: DataRow): PlannedRecord | undefined {
    return this.#byRow.get(row)
  }
}
