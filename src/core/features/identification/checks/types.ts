/** What the rules of identification look at. */
import type { FieldKey } from '#core/catalogue/index.ts'
import type { Row } from '#core/catalogue/partialRows.ts'
import type { Rule } from '#core/checks/engine/index.ts'

export interface CaseFacts {
  readonly record: Row<'identification'>
  /** The days of its campaign; null where that is not on file here. */
  readonly campaign: { readonly startsOn: string; readonly endsOn: string; readonly scoreSheet: string | null } | null
  /** How many signed score sheets hang on it, or on the sheets that were answered for it. */
  readonly signedSheets: number
  /** How many surveyors a score sheet wants. */
  readonly surveyorsWanted: number
  /** Households not on file that were drawn in the same campaign and village, and how many of them are said to be relatives of cadres. */
  readonly drawn: { readonly households: number; readonly relatives: number }
}

export type CaseRule = Rule<CaseFacts, `identification.${FieldKey<'identification'>}`, 'identification'>

export interface UnlistedFacts {
  readonly household: Row<'unlisted_household'>
  readonly people: readonly { readonly name: string; readonly relation: string | null }[]
  /** Names of those whose number belongs to a living member of a household on file. */
  readonly onFile: readonly string[]
}

export type UnlistedRule = Rule<UnlistedFacts, `unlisted_household.${FieldKey<'unlisted_household'>}`, 'unlisted_household'>
