/**
 * What a sheet of a year says of the records that its own ones continue: a form of villages is filled in once, for what stands whatever the year
 * and for the figures of the year.
 */
import { isLimited, mayWriteRecord } from '#core/access/asker.ts'
import { fieldsKeptApart, keptElsewhere } from '#core/catalogue/derive/keepers.ts'
import type { FieldDefinition, FieldValue, RegisterDefinition } from '#core/catalogue/types.ts'
import { continuedBy } from './continuedFields.ts'
import type { DataRow } from './model.ts'
import type { PlannedRecord } from './plannedRecord.ts'
import { changedRecord, type PlanBuilder, type Planning, type Wanted } from './planning.ts'
import { problemAt } from './problems.ts'
import { recordsWith, type FileRecord } from './records.ts'

/** The records that the rows of a yearly register continue, and what the rows make of them. */
export class ContinuedRecords {
  readonly #planning: Planning
  readonly #builder: PlanBuilder
  readonly #reference: string
  readonly #continued: RegisterDefinition | undefined
  /** By id, those on file that rows change. */
  readonly #changed = new Map<string, PlannedRecord>()
  /** The year of the row that said it, by field. */
  readonly #years = new Map<PlannedRecord, Map<string, number>>()
  #onFile = new Map<string, FileRecord>()
  /** The last year on file, by the id of the one that it continues. */
  #lastYears = new Map<string, number>()
  readonly #yearly: RegisterDefinition

  constructor(planning: Planning, register: RegisterDefinition, builder: PlanBuilder) {
    this.#planning = planning
    this.#builder = builder
    this.#continued = continuedBy(register)
    this.#yearly = register
    this.#reference = register.yearly?.reference ?? ''
  }

  /** Their register, where there is one. */
  get registers(): readonly string[] {
    return this.#continued === undefined ? [] : [this.#continued.name]
  }

  /** Fetches those that rows continue. */
  load(rows: readonly { readonly wanted: Wanted }[]): void {
    if (this.#continued === undefined) return
    const ids = rows.map(({ wanted }) => wanted[this.#reference] ?? null)
    this.#onFile = new Map(recordsWith(this.#planning.database, this.#continued.name, 'id', ids).map((record) => [record.id, record]))
    const { name, yearly } = this.#yearly
    const years = this.#planning.database.all<{ id: string; year: number }>(
      `SELECT ${this.#reference} AS id, max(${yearly?.year}) AS year FROM ${name} WHERE deleted = 0 AND ${this.#reference} IN (SELECT value FROM json_each(?)) GROUP BY 1`,
      JSON.stringify([...this.#onFile.keys()]),
    )
    this.#lastYears = new Map(years.map(({ id, year }) => [id, year]))
  }

  /** What becomes of the one that a row continues; none where the row says nothing new of it. `made`: it is new itself, and written with the row. */
  plan(row: DataRow, wanted: Wanted, made: PlannedRecord | undefined): PlannedRecord[] {
    if (this.#continued === undefined) return []
    const said = this.#entered(row, this.#continued)
    if (Object.keys(said).length === 0) return []
    if (made !== undefined) {
      made.values = { ...made.values, ...this.#latest(row, said, this.#saidOf(made)) }
      return []
    }
    const onFile = this.#onFile.get(String(wanted[this.#reference] ?? ''))
    if (onFile === undefined || !this.#mayWrite(row, onFile, this.#continued)) return []
    if (this.#isOfEarlierYear(row, said, onFile, this.#continued)) return []
    this.#leaveToKeepers(row, said, onFile, this.#continued)
    return this.#merged(row, said, onFile, this.#continued.name)
  }

  /** A form of an earlier year than is on file says how it was then: what stands by now is not changed by it. */
  #isOfEarlierYear(row: DataRow, said: Wanted, onFile: FileRecord, continued: RegisterDefinition): boolean {
    const last = this.#lastYears.get(onFile.id)
    if (last === undefined || last <= row.year) return false
    if (changedRecord(continued.name, onFile, said) !== null)
      this.#warn(row, continued, undefined, `${last} 年的已在册，${row.year} 年的表不改“${continued.label}”现在的内容；要改请在“${continued.label}”里改。`)
    return true
  }

  #entered(row: DataRow, { name }: RegisterDefinition): Wanted {
    return Object.fromEntries(
      row.layout.entered(name).flatMap(({ field, slot }): [string, FieldValue][] => {
        const value = row.values[slot] ?? null
        return value === null ? [] : [[field.key, value]]
      }),
    )
  }

  #mayWrite(row: DataRow, onFile: FileRecord, continued: RegisterDefinition): boolean {
    const { user, places } = this.#planning
    const division = continued.owner === undefined ? null : (onFile[continued.owner] ?? null)
    if (!isLimited(user) || mayWriteRecord(places.asker, continued, typeof division === 'string' ? division : null, 'update')) return true
    this.#warn(row, continued, undefined, `“${continued.label}”的内容不由您修改，没有导入；本行其余各格照常导入。`)
    return false
  }

  #leaveToKeepers(row: DataRow, said: Wanted, onFile: FileRecord, continued: RegisterDefinition): void {
    const { places } = this.#planning
    if (!places.exchanges) return
    for (const field of fieldsKeptApart(continued)) {
      const value = said[field.key]
      const reason = keptElsewhere(field, { ...onFile, ...said }, places.level)
      if (reason === null || value === undefined) continue
      delete said[field.key]
      if (value === (onFile[field.key] ?? null)) continue
      this.#warn(row, continued, field, `${reason}这一格没有导入，本行其余各格照常导入；要改请报给负责填写的单位。`)
      this.#builder.addWarning('kept_elsewhere')
    }
  }

  #warn(row: DataRow, { name }: RegisterDefinition, field: FieldDefinition | undefined, message: string): void {
    const target = `${name}.${field?.key ?? row.layout.entered(name)[0]?.field.key ?? ''}`
    row.problems.push({ ...problemAt(row.layout, row.number, row.layout.column(target), 'rule', message, row.layout.shown(row, target)), severity: 'warning' })
  }

  #merged(row: DataRow, said: Wanted, onFile: FileRecord, register: string): PlannedRecord[] {
    const before = this.#changed.get(onFile.id)
    const years = before === undefined ? new Map<string, number>() : this.#saidOf(before)
    const changed = changedRecord(register, onFile, this.#latest(row, said, years))
    if (changed === null) return []
    if (before === undefined) {
      this.#changed.set(onFile.id, changed)
      this.#years.set(changed, years)
      return [changed]
    }
    before.takeIn(changed)
    return []
  }

  /** Several years of one record stand in several rows: the latest that says something has the word. */
  #latest({ year }: DataRow, said: Wanted, years: Map<string, number>): Wanted {
    const latest = Object.entries(said).filter(([key]) => (years.get(key) ?? year) <= year)
    for (const [key] of latest) years.set(key, year)
    return Object.fromEntries(latest)
  }

  #saidOf(record: PlannedRecord): Map<string, number> {
    const years = this.#years.get(record) ?? new Map<string, number>()
    this.#years.set(record, years)
    return years
  }
}
