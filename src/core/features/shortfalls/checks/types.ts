/** What the rules of gaps and needs look at. */
import type { FieldKey } from '#core/catalogue/index.ts'
import type { Row } from '#core/catalogue/partialRows.ts'
import type { Rule } from '#core/checks/engine/index.ts'

export interface ShortfallFacts {
  readonly record: Row<'shortfall'>
  /** Unit of its standard; null where it has none. */
  readonly standardUnit: string | null
  /** The needs that it is listed under, with who asked for each (null: the village itself). */
  readonly needs: readonly { readonly name: string; readonly unit: string | null; readonly askedBy: string | null }[]
}

export type ShortfallRule = Rule<ShortfallFacts, `shortfall.${FieldKey<'shortfall'>}`, 'shortfall'>

export interface NeedFacts {
  readonly record: Row<'project_need'>
  /** Households and people of the village in the year of the need, or the newest before it; null where unknown. */
  readonly households: number | null
  readonly people: number | null
}

export type NeedRule = Rule<NeedFacts, `project_need.${FieldKey<'project_need'>}`, 'project_need'>
