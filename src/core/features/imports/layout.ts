/** The columns of one sheet that are read, and where in a row the value of each field stands. */
import { formatValue } from '#core/catalogue/derive/format.ts'
import type { FieldDefinition, FieldValue } from '#core/catalogue/types.ts'
import type { FoundHeadings } from '#core/excel/headings.ts'
import type { Profile, Target } from './targets.ts'

/** A row as far as a layout reads it. */
export interface ReadRow {
  readonly values: readonly FieldValue[]
  readonly year: number
}

/** Where the rows of a sheet lie by its title, its name, or the name of its file. */
export interface SaidPlace {
  /** Name of the township, where exactly one is named. */
  readonly township: string | null
  /** Code of the village, where exactly one is named. */
  readonly place: string | null
}

export interface LayoutColumn {
  /** Column of the sheet, from 1. */
  readonly column: number
  readonly letter: string
  readonly heading: string
  readonly target: Target
  /** Unit of its numbers that have none of their own, where the sheet names one. */
  readonly unit?: string
  /** The year that the heading speaks of (2014年人均纯收入). */
  readonly year?: number
  /** The number of the member that the heading speaks of (成员1姓名), where members are laid out across the row. */
  readonly member?: number
  /** How that member is related to the head, where the heading says so. */
  readonly relation?: string
}

/** A column of the sheet with the place of its values. */
export interface ReadColumn {
  readonly column: LayoutColumn
  readonly slot: number
}

/** A field of a register with its place in a row. */
export interface LayoutField {
  readonly field: FieldDefinition
  readonly slot: number
  readonly column: LayoutColumn
}

/** Whether a column speaks of its row as a whole, not of one year or one member alone. */
export function isPlain({ year, member }: LayoutColumn): boolean {
  return year === undefined && member === undefined
}

/** What people laid out across the row are told apart by, whether or not there is a column for it. */
function withoutColumn(profile: Profile): LayoutColumn[] {
  return (profile.roster?.member ?? []).flatMap((key) => {
    const target = profile.targets.get(key)
    return target === undefined ? [] : [{ column: 0, letter: '', heading: target.field.label, target }]
  })
}

const NOWHERE: SaidPlace = { township: null, place: null }

export class Layout {
  readonly profile: Profile
  readonly sheet: string
  readonly found: FoundHeadings
  /** One column for each target, in the order of values in a row; where several columns hold one target, the first. */
  readonly columns: readonly LayoutColumn[]
  /** Every column of the sheet that is read. */
  readonly read: readonly ReadColumn[]
  /** Whether members are laid out across the row. */
  readonly hasMembers: boolean
  /** Year of the sheet's facts where no column says it. */
  readonly year: number
  /** Whether that year was said (option, title, file name) and not merely supposed. */
  readonly yearIsCertain: boolean
  /** Where its rows lie by its title or name. */
  readonly said: SaidPlace
  readonly #slots: ReadonlyMap<string, number>
  readonly #fields = new Map<string, readonly LayoutField[]>()

  constructor(
    profile: Profile,
    sheet: string,
    found: FoundHeadings,
    columns: readonly LayoutColumn[],
    { year, said = NOWHERE }: { readonly year: { readonly value: number; readonly certain: boolean }; readonly said?: SaidPlace },
  ) {
    this.profile = profile
    this.sheet = sheet
    this.found = found
    const all = columns.some(({ member }) => member !== undefined) ? [...columns, ...withoutColumn(profile)] : columns
    const first = new Map<string, LayoutColumn>()
    for (const column of [...all.filter(isPlain), ...all]) if (!first.has(column.target.target)) first.set(column.target.target, column)
    this.columns = [...first.values()]
    this.#slots = new Map(this.columns.map((column, slot) => [column.target.target, slot]))
    this.read = columns.map((column) => ({ column, slot: this.#slots.get(column.target.target) ?? 0 }))
    this.hasMembers = all.length > columns.length
    this.year = year.value
    this.yearIsCertain = year.certain
    this.said = said
  }

  has(target: string): boolean {
    return this.#slots.has(target)
  }

  slot(target: string): number | undefined {
    return this.#slots.get(target)
  }

  /** Whether the year of a row was said, by its own column or for the whole sheet. */
  yearIsSaid(row: ReadRow): boolean {
    return this.yearIsCertain || this.profile.years.some((target) => this.value(row, target) !== null)
  }

  /** Value of a target in a row; null where the sheet does not have it. */
  value(row: ReadRow, target: string): FieldValue {
    const slot = this.#slots.get(target)
    return slot === undefined ? null : (row.values[slot] ?? null)
  }

  text(row: ReadRow, target: string): string | null {
    const value = this.value(row, target)
    return value === null || value === '' ? null : String(value)
  }

  /** What a target holds in a row, as people read it: labels of codes, 元 and 亩; '' for nothing. */
  shown(row: ReadRow, target: string): string {
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
