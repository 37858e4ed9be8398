/** What the rules of a helper look at: the helper, and the households they help today. */
import type { FieldKey } from '#core/catalogue/index.ts'
import type { Rule } from '#core/checks/engine/index.ts'
import type { Row } from '#core/catalogue/partialRows.ts'

type HelperField = `helper.${FieldKey<'helper'>}`

export interface HelperFacts {
  readonly helper: Row<'helper'>
  readonly today: string
  /** Households that the helper is paired with today. */
  readonly households: number
  /** Whether somebody of the helper's document number lives in a household on file. */
  readonly isPoor: boolean
  /** A threshold in its own unit. */
  readonly threshold: (key: 'helped_maximum') => number
}

export type HelperRule = Rule<HelperFacts, HelperField, 'helper'>
