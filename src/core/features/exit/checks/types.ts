/** What the rules of leaving poverty look at. */
import type { FieldKey } from '#core/catalogue/index.ts'
import type { Row } from '#core/catalogue/partialRows.ts'
import type { Rule } from '#core/checks/engine/index.ts'

export interface JudgementFacts {
  readonly record: Row<'exit_judgement'>
  /** How many papers hang on it. */
  readonly papers: number
}

export type JudgementRule = Rule<JudgementFacts, `exit_judgement.${FieldKey<'exit_judgement'>}`, 'exit_judgement'>

export interface InspectionFacts {
  readonly record: Row<'exit_inspection'>
  /** Whether the draw that it names gave the household; null where it names none that is on file. */
  readonly drawn: boolean | null
}

export type InspectionRule = Rule<InspectionFacts, `exit_inspection.${FieldKey<'exit_inspection'>}`, 'exit_inspection'>
