/** Reads the cells of rows as values of fields. Sheets repeat themselves: what a text means is worked out once a column. */
import type { RawCell } from '#core/catalogue/derive/cell.ts'
import { parseCell } from '#core/catalogue/derive/parse.ts'
import type { Parsed } from '#core/catalogue/derive/problem.ts'
import type { FieldDefinition, FieldType, FieldValue } from '#core/catalogue/types.ts'
import type { SheetRow } from '#core/excel/readWorkbook.ts'
import type { ImportProblem } from './contract.ts'
import type { Layout, LayoutColumn, ReadColumn } from './layout.ts'
import { followsFrom } from './rosterCompletions.ts'
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
  'subject',
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
  readonly slot: number
  /** Its cells are only held against what the program computes: what cannot be read there keeps nobody out. */
  readonly isCompared: boolean
  readonly #field: FieldDefinition
  readonly #remembers: boolean
  readonly #known = new Map<string, Parsed>()
  #year: number | undefined

  constructor({ column, slot }: ReadColumn, layout: Layout) {
    this.column = column
    this.slot = slot
    this.isCompared = isCompared(layout, column)
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
    const key = cell.kind === 'text' ? cell.text : `${cell.kind}\u0000${cell.text}\u0000${cell.shown ?? ''}`
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const parsed = this.#parse(cell, year)
    if (this.#known.size < MOST_REMEMBERED) this.#known.set(key, parsed)
    return parsed
  }

  #parse(cell: RawCell, year: number | undefined): Parsed {
    const { unit } = this.column
    return parseCell(this.#field, cell, { ...(year === undefined ? {} : { year }), ...(unit === undefined ? {} : { unit }) })
  }
}

function isCompared(layout: Layout, { target: { target, field } }: LayoutColumn): boolean {
  if (field.derived === undefined || !['integer', 'money', 'area', 'decimal'].includes(field.type)) return false
  return followsFrom(target, (other) => layout.has(other))
}

/** What is said once of a column: how its cells were read where they show something else. */
interface ColumnNote {
  readonly row: number
  readonly shown: string
  readonly note: string
  count: number
}

/** What one row says of one household or person: of the row as a whole, of another year, or of one of its members. */
interface Reading {
  readonly values: FieldValue[]
  filled: boolean
  /** How a member is related to the head, where the headings say it. */
  relation?: string
}

export class RowReader {
  readonly #layout: Layout
  readonly #columns: readonly ColumnReader[]
  readonly #places: Places
  readonly #empty: readonly FieldValue[]
  readonly #yearReader: ColumnReader | undefined
  readonly #notes = new Map<ColumnReader, ColumnNote>()
  /** Rows whose column for the year is empty, though the sheet says no other. */
  readonly #withoutYear: number[] = []

  constructor(layout: Layout, places: Places) {
    this.#layout = layout
    this.#columns = layout.read.map((column) => new ColumnReader(column, layout))
    this.#places = places
    this.#empty = layout.columns.map(() => null)
    this.#yearReader = this.#columns.find(({ column }) => layout.profile.years.includes(column.target.target))
  }

  /** How cells were read that show something else than they hold, once a column. */
  notes(): ImportProblem[] {
    return [...this.#yearNotes(), ...this.#cellNotes()]
  }

  #yearNotes(): ImportProblem[] {
    const [first] = this.#withoutYear
    const column = this.#yearReader?.column
    if (first === undefined || column === undefined) return []
    const message = `“${column.heading}”有 ${this.#withoutYear.length} 行没有填（第 ${first} 行${this.#withoutYear.length > 1 ? '等' : ''}），年度数字按 ${this.#layout.year} 年导入；请核对。`
    return [problemAt(this.#layout, first, column, 'required', message, '', 'warning')]
  }

  #cellNotes(): ImportProblem[] {
    return [...this.#notes].map(([{ column }, { row, shown, note, count }]) =>
      problemAt(
        this.#layout,
        row,
        column,
        'number_format',
        `“${column.heading}”第 ${row} 行${note}${count > 1 ? `（这一列共 ${count} 处这样的）` : ''}；请核对。`,
        shown,
        'warning',
      ),
    )
  }

  /** The rows of data that a row of the sheet holds: none where no column read holds anything, several where members or years are laid out across it. */
  read(row: SheetRow): DataRow[] {
    const problems: ImportProblem[] = []
    const ownYear = this.#yearOf(row.cells)
    // All rows of a county are held until they are planned: arrays grown cell by cell would take half as much again.
    const base: Reading = { values: this.#empty.slice(), filled: false }
    const years = new Map<number, Reading>()
    const members = new Map<number, Reading>()
    for (const reader of this.#columns) {
      const cell = row.cells[reader.column.column - 1]
      if (cell === undefined || cell.kind === 'empty') continue
      this.#readCell(reader, cell, row.number, readingFor(reader.column, base, years, members, this.#empty), problems, ownYear)
    }
    if (problems.length > 0) this.#forgivePartialBirth(row.cells, base, members, problems)
    const filled = base.filled || [...years.values(), ...members.values()].some((reading) => reading.filled)
    if (filled && this.#yearReader !== undefined && ownYear === undefined && !this.#layout.yearIsCertain) this.#withoutYear.push(row.number)
    return filled ? this.#rowsOf(row.number, { base, years, members, problems, year: ownYear ?? this.#layout.year }) : []
  }

  #readCell(reader: ColumnReader, cell: RawCell, row: number, into: Reading, problems: ImportProblem[], ownYear: number | undefined): void {
    // The year chosen for a sheet says nothing of records that have none: 监测对象 of 2023 are read while 2015 is worked on.
    const { yearIsCertain, year, profile } = this.#layout
    const labelYear = reader.column.year ?? ownYear ?? (yearIsCertain && profile.years.length > 0 ? year : undefined)
    // Where a row lies says nothing of anybody: a stamp, a total or a blank row under merged cells may stand there.
    if (!this.#isPlace(reader.column)) into.filled = true
    if (reader.column.relation !== undefined) into.relation = reader.column.relation
    const parsed = reader.read(cell, labelYear)
    if (parsed.ok) {
      into.values[reader.slot] = parsed.value
      if (parsed.note !== undefined) this.#note(reader, row, cell.shown ?? cell.text, parsed.note)
      return
    }
    const { code, message } = parsed.problem
    const shown = cell.shown ?? cell.text
    problems.push(
      reader.isCompared
        ? problemAt(this.#layout, row, reader.column, code, `${message}这一列只用来核对，本行照常导入。`, shown, 'warning')
        : problemAt(this.#layout, row, reader.column, code, message, shown),
    )
  }

  #note(reader: ColumnReader, row: number, shown: string, note: string): void {
    const known = this.#notes.get(reader)
    if (known === undefined) this.#notes.set(reader, { row, shown, note, count: 1 })
    else known.count += 1
  }

  #rowsOf(
    number: number,
    {
      base,
      years,
      members,
      problems,
      year,
    }: { base: Reading; years: Map<number, Reading>; members: Map<number, Reading>; problems: ImportProblem[]; year: number },
  ): DataRow[] {
    const layout = this.#layout
    const make = (values: readonly FieldValue[], of: number, found: ImportProblem[]): DataRow => {
      const read = { layout, number, values, place: null as string | null, group: null as string | null, year: of, problems: found }
      read.place = this.#places.placeOf(read)
      return read
    }
    if (layout.profile.roster === null && years.size > 0)
      return this.#rowsOfYears(base, years, (values, of, first) => make(values, of, first ? problems : []), year)
    const { roster } = layout.profile
    if (layout.hasMembers) roster?.fillMain(layout, base.values)
    const main = make(base.values, year, problems)
    const withYears = years.size === 0 ? main : Object.assign(main, { years: new Map([...years].map(([of, { values }]) => [of, values])) })
    const rest = [...members].toSorted(([one], [other]) => one - other).filter(([, { filled }]) => filled)
    for (const [, { values, relation }] of rest) if (relation !== undefined) roster?.fillRelation(layout, values, relation)
    return [withYears, ...rest.map(([, { values }]) => ({ ...make(withKeys(layout, values, base.values), year, []), place: main.place }))]
  }

  #isPlace({ target }: LayoutColumn): boolean {
    const { profile } = this.#layout
    return profile.roster !== null && (target.register === 'division' || profile.roster.isWhere(target.target))
  }

  /** A register of yearly records: each year of the row is a record of its own, beside what the row says without a year. */
  #rowsOfYears(
    base: Reading,
    years: Map<number, Reading>,
    make: (values: readonly FieldValue[], year: number, first: boolean) => DataRow,
    year: number,
  ): DataRow[] {
    const { register } = this.#layout.profile
    const ownFacts = this.#columns.some(
      ({ column: { target, year: of }, slot }) =>
        of === undefined &&
        target.register === register &&
        !['reference', 'subject', 'year', 'division'].includes(target.field.type) &&
        (base.values[slot] ?? null) !== null,
    )
    const records: [number, readonly FieldValue[]][] = [...years].map(([of, { values }]) => [of, base.values.map((value, slot) => values[slot] ?? value)])
    if (ownFacts && !years.has(year)) records.push([year, base.values])
    return records.map(([of, values], index) => make(values, of, index === 0))
  }

  /** 出生年月 without the day is good enough where the document number tells the day. */
  #forgivePartialBirth(cells: readonly RawCell[], base: Reading, members: ReadonlyMap<number, Reading>, problems: ImportProblem[]): void {
    const { roster } = this.#layout.profile
    const number = this.#layout.slot(roster?.number ?? '')
    if (roster === null || number === undefined) return
    for (const { column } of this.#columns) {
      if (column.target.target !== roster.birth) continue
      const { values } = (column.member === undefined ? base : members.get(column.member)) ?? base
      const cell = cells[column.column - 1]
      const at = problems.findIndex((problem) => problem.code === 'date_format' && problem.column === column.letter)
      if (at >= 0 && cell !== undefined && agreesWithIdentity(column.target.field, cell, values[number])) problems.splice(at, 1)
    }
  }

  #yearOf(cells: readonly RawCell[]): number | undefined {
    const reader = this.#yearReader
    const parsed = reader?.read(cells[reader.column.column - 1], undefined)
    return parsed?.ok === true && typeof parsed.value === 'number' ? parsed.value : undefined
  }
}

function readingFor(
  { year, member }: LayoutColumn,
  base: Reading,
  years: Map<number, Reading>,
  members: Map<number, Reading>,
  empty: readonly FieldValue[],
): Reading {
  const [readings, key] = year !== undefined ? [years, year] : [members, member]
  if (key === undefined) return base
  let reading = readings.get(key)
  if (reading === undefined) readings.set(key, (reading = { values: empty.slice(), filled: false }))
  return reading
}

/** A member's values with what tells the household of the row. */
function withKeys(layout: Layout, values: readonly FieldValue[], base: readonly FieldValue[]): readonly FieldValue[] {
  const slots = new Set((layout.profile.roster?.keys ?? []).map((key) => layout.slot(key)))
  const isKey = (slot: number): boolean => slots.has(slot) || layout.columns[slot]?.target.register === 'division'
  return values.map((value, slot) => (isKey(slot) ? (base[slot] ?? null) : value))
}
