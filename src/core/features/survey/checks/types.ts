/** What the rules of surveys look at. */
import type { FieldKey } from '#core/catalogue/index.ts'
import type { Row } from '#core/catalogue/partialRows.ts'
import type { Rule } from '#core/checks/engine/index.ts'

export interface VisitFacts {
  readonly record: Row<'survey_visit'>
  /** The days of its survey; null where that is not on file here. */
  readonly survey: { readonly startsOn: string; readonly endsOn: string } | null
  /** The first day on which a surveyor was paired with the household; null where neither ever was. */
  readonly pairedFrom: string | null
  /** Items that the program finds not clear of the household in the year; null where there is no yearly record. */
  readonly unclear: readonly string[] | null
  /** Attachments on the visit. */
  readonly papers: number
}

export type VisitRule = Rule<VisitFacts, `survey_visit.${FieldKey<'survey_visit'>}`, 'survey_visit'>
