/** What the household rules look at: one household with its members, their facts of one year, and who helps it. */
import type { FieldKey } from '#core/catalogue/index.ts'
import type { ParameterReader } from '#core/rules/parameters.ts'
import type { Row } from '#core/catalogue/partialRows.ts'
import type { Identity } from '#core/rules/identity.ts'

/** The registers a household check looks at. */
export type CheckedRegister = 'household' | 'household_year' | 'person' | 'person_year' | 'membership' | 'pairing'

/** A field as `register.key`. */
export type FieldPath = { [R in CheckedRegister]: `${R}.${FieldKey<R>}` }[CheckedRegister]

/** A document number that was read before. It lives as long as one check of one household, whose day does not change. */
export interface NumberRead {
  identity?: Identity
}

export interface MemberFacts {
  readonly person: Row<'person'>
  readonly personYear: Row<'person_year'> | null
  readonly membership: Row<'membership'>
  /** Their records of the year before and of the one before that, as far as there are any; absent where other years are not looked at. */
  readonly earlier?: () => readonly (Row<'person_year'> | null)[]
  /** Kinds of the papers on file of the person; absent where they are not looked at (while a card is typed, in a sheet). */
  readonly papers?: readonly string[]
  /** Shared by the years of one check, so that the number of a person is read once. */
  readonly number?: NumberRead
}

/** Everything on file or on screen about one household for one year. Absent values mean “not known”. */
export interface HouseholdFacts {
  readonly year: number
  /** `YYYY-MM-DD`. */
  readonly today: string
  readonly household: Row<'household'>
  readonly householdYear: Row<'household_year'> | null
  /** Present and former members; who counts in the year is decided from status and dates. */
  readonly members: readonly MemberFacts[]
  /** Who helps it today; absent where that is not looked at (while a card is typed, in a sheet). */
  readonly helpers?: readonly Row<'pairing'>[]
  /** Who helps it or ever helped it; absent where that is not looked at. */
  readonly pairings?: readonly Row<'pairing'>[]
  /** The record of the year before; absent where there is none, or where that is not looked at. */
  readonly before?: Row<'household_year'> | null
  /** What its village has become, and since when; absent where it still is, or where that is not looked at. */
  readonly becomes?: { readonly name: string; readonly on: string } | null
  /** Whether it is among those monitored, the removed ones included; absent where that is not looked at. */
  readonly monitored?: boolean
  readonly parameters: ParameterReader
  /** What a sheet or form states where the program computes: people, and net income per person in 分. */
  readonly stated?: { readonly population?: number | null; readonly netIncomePerPerson?: number | null }
}

/** One person while being typed. */
export interface PersonFacts extends MemberFacts {
  readonly year: number
  readonly today: string
  readonly parameters: ParameterReader
}
