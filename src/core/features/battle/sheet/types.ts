/** What stands on the printed sheet of a battle map. Plain data: who may see what was decided before. */
import type { Point } from '../../../rules/affine.ts'

/** A marker as it is drawn; of a line, `line` are its further points. */
export interface DrawnMarker {
  readonly x: number
  readonly y: number
  readonly line: readonly Point[]
  readonly shape: string
  readonly letter: string
  /** An item of the list `map_colour`. */
  readonly colour: string
  /** Beside the sign; null where it is not named. */
  readonly label: string | null
}

interface LegendEntry {
  readonly shape: string
  readonly letter: string
  readonly colour: string
  readonly label: string
  readonly count: number
}

export interface SheetTable {
  readonly title: string
  readonly headings: readonly string[]
  /** How wide the columns are, beside each other. */
  readonly widths: readonly number[]
  readonly rows: readonly (readonly string[])[]
  /** What more rows than there is room for are called: 户. */
  readonly counter: string
}

export interface SheetData {
  readonly title: string
  /** Where, of which year, at what scale. */
  readonly subtitle: string
  /** 内部资料 or 公开版. */
  readonly version: string
  /** Who printed it, when, up to which day what is on file is told. */
  readonly foot: string
  readonly picture: { readonly bytes: Uint8Array; readonly width: number; readonly height: number } | null
  readonly markers: readonly DrawnMarker[]
  readonly legend: readonly LegendEntry[]
  readonly people: SheetTable
  readonly causes: { readonly title: string; readonly items: readonly { readonly label: string; readonly value: number }[] }
  /** One under the other at the right; the last takes the room that is left. */
  readonly tables: readonly SheetTable[]
  readonly tasks: SheetTable
}
