/**
 * What a check is: a numbered rule over the facts of one household, and what it finds.
 *
 * How the levels of forms.md §13 (E 须改, W 可说明) are applied:
 * - A *contradiction* — two things that were entered and cannot both be true — has severity `error` and blocks saving where the
 *   source says E.
 * - A *doubt* is a `warning`: kept if the user gives a reason.
 * - What is merely *not entered* never blocks, even where the source says E, for the sheets in use carry only part of the fields
 *   (the roster of §6.1 has 27 columns). It is collected into one warning a household (`incompleteRule.ts`). Fields without which
 *   a record makes no sense are `required` in the catalogue, and that blocks by itself.
 * A rule that is E in the source but only asks here says why in `relaxed`.
 */
import type { FieldKey } from '#core/catalogue/index.ts'
import type { ParameterKey, ParameterReader } from '../parameters.ts'
import type { Row } from '../rows.ts'
import type { CheckContext } from './context.ts'
import type { MemberView } from './members.ts'

/** The registers a household check looks at. */
export type CheckedRegister = 'household' | 'household_year' | 'person' | 'person_year' | 'membership'

/** A field as `register.key`. */
export type FieldPath = { [R in CheckedRegister]: `${R}.${FieldKey<R>}` }[CheckedRegister]

export interface MemberFacts {
  readonly person: Row<'person'>
  readonly personYear: Row<'person_year'> | null
  readonly membership: Row<'membership'>
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

export type FindingKind = 'contradiction' | 'doubt' | 'incomplete'

export interface FindingTarget {
  readonly register: CheckedRegister
  /** Position in the members given; absent for the household itself and when one person is checked alone. */
  readonly member?: number
  /** Key of the catalogue field. */
  readonly field: string
}

export interface Finding {
  /** Number in forms.md, `13.4-37`; rules of mechanisms.md §6 as `6-E14`. */
  readonly rule: string
  readonly severity: 'error' | 'warning'
  readonly kind: FindingKind
  /** Plain Chinese: who, what, which value, what to do. */
  readonly message: string
  readonly target: FindingTarget
  /** A value that would settle it, for the user to accept. */
  readonly suggestion?: { readonly field: string; readonly value: string | number; readonly label: string }
  /** For `incomplete`: every field that is open. */
  readonly missing?: readonly FindingTarget[]
}

/** What a rule hands back; number and severity are added by the engine. */
export interface Draft {
  readonly field: FieldPath
  readonly member?: MemberView
  readonly message: string
  /** Left out: the kind of the rule. */
  readonly kind?: FindingKind
  readonly suggestion?: Finding['suggestion']
  readonly missing?: readonly FindingTarget[]
}

interface RuleDescription {
  readonly id: string
  readonly title: string
  /** Level in the source. */
  readonly official: 'E' | 'W'
  /** What it finds unless a draft says otherwise. */
  readonly kind: FindingKind
  /** Why a rule that is E in the source does not (always) block. */
  readonly relaxed?: string
  readonly source: string
  /** Fields whose change may change the outcome. Empty `[]` would mean “never”. */
  readonly reads: readonly FieldPath[]
  readonly parameters?: readonly ParameterKey[]
}

/** Looks at one member at a time, so it can run while that person is typed. */
export interface MemberRule extends RuleDescription {
  readonly scope: 'member'
  /** Also for those who have left the household. Others are not questioned about school or work any more. */
  readonly formerToo?: true
  readonly verify: (member: MemberView, context: CheckContext) => readonly Draft[]
}

/** Looks at the household with all its members. */
export interface HouseholdRule extends RuleDescription {
  readonly scope: 'household'
  readonly verify: (context: CheckContext) => readonly Draft[]
}

export type CheckRule = MemberRule | HouseholdRule
