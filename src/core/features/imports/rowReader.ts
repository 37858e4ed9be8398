/** Reads the cells of rows as values of fields. Sheets repeat themselves: what a text means is worked out once a column. */
import type { RawCell } from '#core/catalogue/derive/cell.ts'
import { parseCell } from '#core/catalogue/derive/parse.ts'
import type { Parsed } from '#core/catalogue/derive/problem.ts'
import type { FieldDefinition, FieldType, FieldValue } from '#core/catalogue/types.ts'
import type { SheetRow } from '#core/excel/readWorkbook.ts'
import type { ImportProblem } from './contract.ts'
import { YEAR_TARGETS, type Layout, type LayoutColumn } from './layout.ts'
import type { DataRow } from './model.ts'
import { agreesWithIdentity } from './birthDates.ts'
import type { Places } from './places.ts'
import { problemAt } from './problems.ts'

/** Types whose texts recur; names and numbers are each different and not worth remembering. */
const RECURRING: ReadonlySet<FieldType> = new Set([
  'boolean',
  'code',
  'codes',
  'division',
  'reference',
  'year',
  'month',
  'integer',
  'money',
  'area',
  'decimal',
  'rate',
  'date',
  'partialDate',
  'period',
])
const MOST_REMEMBERED = 5000

const NOTHING: Parsed = { ok: true, value: null }

class ColumnReader {
  readonly column: LayoutColumn
  readonly #field: FieldDefinition
  readonly #remembers: boolean
  readonly #known = new Map<string, Parsed>()
  #year: number | undefined

  constructor(column: LayoutColumn) {
    this.column = column
    this.#field = column.target.field
    this.#remembers = RECURRING.has(this.#field.type)
  }

  read(cell: RawCell | undefined, year: number | undefined): Parsed {
    if (cell === undefined || cell.kind === 'empty') return NOTHING
    if (!this.#remembers) return this.#parse(cell, year)
    if (year !== this.#year) {
      this.#known.clear()
      this.#year = year
    }
    const key = cell.kind === 'text' ? cell.text : `${cell.kind}\u0000${cell.text}`
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const parsed = this.#parse(cell, year)
    if (this.#known.size < MOST_REMEMBERED) this.#known.set(key, parsed)
    return parsed
  }

  #parse(cell: RawCell, year: number | undefined): Parsed {
    return parseCell(this.#field, cell, year === undefined ? {} : { year })
  }
}

export class RowReader {
  readonly #layout: Layout
  readonly #columns: readonly ColumnReader[]
  readonly #places: Places
  readonly #empty: readonly FieldValue[]
  readonly #yearSlot: number | undefined

  constructor(layout: Layout, places: Places) {
    this.#layout = layout
    this.#columns = layout.columns.map((column) => new ColumnReader(column))
    this.#places = places
    this.#empty = layout.columns.map(() => null)
    this.#yearSlot = YEAR_TARGETS.map((target) => layout.slot(target)).find((slot) => slot !== undefined)
  }

  /** The row as values; undefined when none of the columns read holds anything (rows that are only numbered). */
  read(row: SheetRow): DataRow | undefined {
    const { cells } = row
    // All rows of a county are held until they are planned: arrays grown cell by cell would take half as much again.
    const values = this.#empty.slice()
    const problems: ImportProblem[] = []
    const ownYear = this.#yearOf(cells)
    const labelYear = ownYear ?? (this.#layout.yearIsCertain ? this.#layout.year : undefined)
    let filled = false
    for (const [slot, reader] of this.#columns.entries()) {
      const cell = cells[reader.column.column - 1]
      if (cell === undefined || cell.kind === 'empty') continue
      filled = true
      const parsed = reader.read(cell, labelYear)
      if (parsed.ok) values[slot] = parsed.value
      else problems.push(problemAt(this.#layout, row.number, reader.column, parsed.problem.code, parsed.problem.message, cell.text))
    }
    if (problems.length > 0) this.#forgivePartialBirth(cells, values, problems)
    if (!filled) return undefined
    const read = { layout: this.#layout, number: row.number, values, village: null as string | null, year: ownYear ?? this.#layout.year, problems }
    read.village = this.#places.villageOf(read)
    return read
  }

  /** 出生年月 without the day is good enough where the document number tells the day. */
  #forgivePartialBirth(cells: readonly RawCell[], values: readonly FieldValue[], problems: ImportProblem[]): void {
    const column = this.#layout.column('person.birth_date')
    const number = this.#layout.slot('person.id_number')
    const cell = column === null ? undefined : cells[column.column - 1]
    const at = problems.findIndex((problem) => problem.code === 'date_format' && problem.column === column?.letter)
    if (at >= 0 && column !== null && cell !== undefined && number !== undefined && agreesWithIdentity(column.target.field, cell, values[number]))
      problems.splice(at, 1)
  }

  #yearOf(cells: readonly RawCell[]): number | undefined {
    if (this.#yearSlot === undefined) return undefined
    const reader = this.#columns[this.#yearSlot]
    const parsed = reader?.read(cells[reader.column.column - 1], undefined)
    return parsed?.ok === true && typeof parsed.value === 'number' ? parsed.value : undefined
  }
}
