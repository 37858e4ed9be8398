/** What the rules of money look at. */
import type { FieldKey } from '#core/catalogue/index.ts'
import type { Row } from '#core/catalogue/partialRows.ts'
import type { Rule } from '#core/checks/engine/index.ts'

export interface SourceFacts {
  readonly record: Row<'fund_source'>
  /** Other sources of the same document and kind in the year. */
  readonly twins: readonly string[]
  /** Entries whose amount has the wrong sign for what they say. */
  readonly wrongSigns: number
  /** Amounts that stand far from all others of the source, with what is usual there, in 分. */
  readonly strange: readonly { readonly amount: number; readonly usual: number }[]
  /** How many times the usual amount is asked about. */
  readonly gap: number
}
export type SourceRule = Rule<SourceFacts, `fund_source.${FieldKey<'fund_source'>}`, 'fund_source'>

export interface ClaimFacts {
  readonly record: Row<'payment_claim'>
  /** The project as far as it is on file here; null where it is not. */
  readonly project: {
    readonly approved: number | null
    readonly contract: number | null
    readonly claimed: number
    readonly allocated: number
    /** Whether building has begun, so that its money is to stand. */
    readonly begun: boolean
  } | null
  /** The first day on which a source of the project's allocations was handed down; null where none is known here. */
  readonly handedDown: string | null
  /** The greatest part of the approved investment that may be claimed, in %. */
  readonly percent: number
  /** What other claims of the project come to in the middle; null without any. */
  readonly usual: number | null
  readonly gap: number
}
export type ClaimRule = Rule<ClaimFacts, `payment_claim.${FieldKey<'payment_claim'>}`, 'payment_claim'>

export interface PaymentFacts {
  readonly record: Row<'household_payment'>
  /** Names of the household's members, the head among them; of a person who gets it, theirs alone. Empty where none are on file. */
  readonly names: readonly string[]
  /** Day of death of whoever gets it; null for the living. */
  readonly died: string | null
  readonly claimed: string | null
  /** Other payments of the household, of the same kind or of houses: kind, year, project's name. */
  readonly others: readonly {
    readonly kind: string
    readonly year: number
    readonly project: string
    readonly sameProject: boolean
    readonly sameItem: boolean
  }[]
  /** Years within which a repaired house is not built anew. */
  readonly repairYears: number
  readonly usual: number | null
  readonly gap: number
}
export type PaymentRule = Rule<PaymentFacts, `household_payment.${FieldKey<'household_payment'>}`, 'household_payment'>

export interface AllocationFacts {
  readonly record: Row<'fund_allocation'>
  /** The first day on which money was let go; null where none was. */
  readonly releasedOn: string | null
  /** Notices of the allocation, its project or its source. */
  readonly notices: number
  readonly today: string
  readonly days: number
}
export type AllocationRule = Rule<AllocationFacts, `fund_allocation.${FieldKey<'fund_allocation'>}`, 'fund_allocation'>

export interface NoticeFacts {
  readonly record: Row<'fund_notice'>
  /** Days on which the photos were taken, as they say. */
  readonly photos: readonly string[]
}
export type NoticeRule = Rule<NoticeFacts, `fund_notice.${FieldKey<'fund_notice'>}`, 'fund_notice'>
