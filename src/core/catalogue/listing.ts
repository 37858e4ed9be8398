/** What a list offers beside the fields of its register: columns drawn from records that refer to its own, and ready views. */
import type { Where } from '../shapes.ts'

/** A column that says what records of another register which refer to the listed one hold: 帮扶责任人 of a household, out of its pairings. */
export interface GatheredColumn {
  /** snake_case; no key of a field of the register. Kept in saved columns and views, so never renamed. */
  readonly key: string
  readonly label: string
  readonly register: string
  /** Key of its reference to the listed register. */
  readonly by: string
  /** Key of the field that is shown. */
  readonly shows: string
  /** Which of its records count. */
  readonly where?: Where
}

/**
 * A view of a list that comes with the program. Its filter may hold `@year` (the year chosen), `@day` (today) and `@poverty_line` (分, of that
 * year), `@months:<parameter>` (the last day of which today is so many months later); where a year has no such line the view is not offered.
 */
export interface ReadyView {
  readonly key: string
  readonly name: string
  readonly where: Where
}
