/** What the rules of comparisons look at. */
import type { FieldKey } from '#core/catalogue/index.ts'
import type { Row } from '#core/catalogue/partialRows.ts'
import type { Rule } from '#core/checks/engine/index.ts'

export interface HitFacts {
  readonly record: Row<'comparison_hit'>
  readonly today: string
  /** Days within which a suspicion is to be judged. */
  readonly days: number
  /** How many papers prove what was found. */
  readonly papers: number
  /** Whether the person's number on file is one that can be right. */
  readonly numbered: boolean
}

export type HitRule = Rule<HitFacts, `comparison_hit.${FieldKey<'comparison_hit'>}`, 'comparison_hit'>
