/** The columns of one sheet that are read, and where in a row the value of each field stands. */
import { formatValue } from '#core/catalogue/derive/format.ts'
import type { FieldDefinition, FieldValue } from '#core/catalogue/types.ts'
import type { FoundHeadings } from '#core/excel/headings.ts'
import type { DataRow } from './model.ts'
import type { Profile, Target } from './targets.ts'

/** Columns that say the year of a row. */
export const YEAR_TARGETS = ['household_year.year', 'person_year.year', 'village_year.year', 'parameter.year'] as const

export interface LayoutColumn {
  /** Column of the sheet, from 1. */
  readonly column: number
  readonly letter: string
  readonly heading: string
  readonly target: Target
}

/** A field of a register with its place in a row. */
export interface LayoutField {
  readonly field: FieldDefinition
  readonly slot: number
  readonly column: LayoutColumn
}

export class Layout {
  readonly profile: Profile
  readonly sheet: string
  readonly found: FoundHeadings
  readonly columns: readonly LayoutColumn[]
  /** Year of the sheet's facts where no column says it. */
  readonly year: number
  /** Whether that year was said (option, title, file name) and not merely supposed. */
  readonly yearIsCertain: boolean
  readonly #slots: ReadonlyMap<string, number>
  readonly #fields = new Map<string, readonly LayoutField[]>()

  constructor(profile: Profile, sheet: string, found: FoundHeadings, columns: readonly LayoutColumn[], year: { value: number; certain: boolean }) {
    this.profile = profile
    this.sheet = sheet
    this.found = found
    this.columns = columns
    this.year = year.value
    this.yearIsCertain = year.certain
    this.#slots = new Map(columns.map((column, slot) => [column.target.target, slot]))
  }

  has(target: string): boolean {
    return this.#slots.has(target)
  }

  slot(target: string): number | undefined {
    return this.#slots.get(target)
  }

  /** Whether the year of a row was said, by its own column or for the whole sheet. */
  yearIsSaid(row: DataRow): boolean {
    return this.yearIsCertain || YEAR_TARGETS.some((target) => this.value(row, target) !== null)
  }

  /** Value of a target in a row; null where the sheet does not have it. */
  value(row: DataRow, target: string): FieldValue {
    const slot = this.#slots.get(target)
    return slot === undefined ? null : (row.values[slot] ?? null)
  }

  text(row: DataRow, target: string): string | null {
    const value = this.value(row, target)
    return value === null || value === '' ? null : String(value)
  }

  /** What a target holds in a row, as people read it: labels of codes, 元 and 亩; '' for nothing. */
  shown(row: DataRow, target: string): string {
    const slot = this.#slots.get(target)
    const column = slot === undefined ? undefined : this.columns[slot]
    return slot === undefined || column === undefined
      ? ''
      : formatValue(column.target.field, row.values[slot] ?? null, this.yearIsSaid(row) ? { year: row.year } : {})
  }

  column(target: string): LayoutColumn | null {
    const slot = this.#slots.get(target)
    return slot === undefined ? null : (this.columns[slot] ?? null)
  }

  /** The mapped fields of a register that people enter, in the order of the sheet. */
  entered(register: string): readonly LayoutField[] {
    const known = this.#fields.get(register)
    if (known !== undefined) return known
    const made = this.columns.flatMap((column, slot) =>
      column.target.register === register && column.target.field.derived === undefined ? [{ field: column.target.field, slot, column }] : [],
    )
    this.#fields.set(register, made)
    return made
  }
}
