/** What a rule of the household is. */
import type { Draft as AnyDraft, Finding as AnyFinding, FindingTarget as AnyTarget, RuleDescription as AnyRule } from '#core/checks/engine/index.ts'
import type { CheckContext } from './context.ts'
import type { CheckedRegister, FieldPath } from './facts.ts'
import type { MemberView } from './members.ts'

export type { CheckedRegister, FieldPath, MemberFacts, HouseholdFacts, PersonFacts } from './facts.ts'
export type { FindingKind } from '#core/checks/engine/index.ts'
export type Finding = AnyFinding<CheckedRegister>
export type FindingTarget = AnyTarget<CheckedRegister>

/** What a rule hands back. */
export interface Draft extends AnyDraft<FieldPath, CheckedRegister> {
  readonly member?: MemberView
}

/** Looks at one member at a time, so it can run while that person is typed. */
interface MemberRule extends AnyRule<FieldPath> {
  readonly scope: 'member'
  /** Also for those who have left the household. Others are not questioned about school or work any more. */
  readonly formerToo?: true
  readonly verify: (member: MemberView, context: CheckContext) => readonly Draft[]
}

/** Looks at the household with all its members. */
export interface HouseholdRule extends AnyRule<FieldPath> {
  readonly scope: 'household'
  readonly verify: (context: CheckContext) => readonly Draft[]
}

export type CheckRule = MemberRule | HouseholdRule
