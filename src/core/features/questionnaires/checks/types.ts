/** What the rules of an answered sheet look at. */
import type { FieldKey } from '#core/catalogue/index.ts'
import type { Row } from '#core/catalogue/partialRows.ts'
import type { Rule } from '#core/checks/engine/index.ts'

export interface SheetFacts {
  readonly sheet: Row<'answered_sheet'>
  /** Name of the questionnaire. */
  readonly questionnaire: string
  /** The questions whose answers are out, in words. */
  readonly vetoes: readonly string[]
  /** Required questions without an answer, in words. */
  readonly open: readonly string[]
}

export type SheetRule = Rule<SheetFacts, `answered_sheet.${FieldKey<'answered_sheet'>}`, 'answered_sheet'>
