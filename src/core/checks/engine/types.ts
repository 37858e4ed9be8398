/**
 * What a check is: a numbered rule over the facts of one subject (a record with what belongs to it), and what it finds.
 *
 * How the levels of the sources (E 须改, W 可说明) are applied:
 * - A *contradiction* — two things that were entered and cannot both be true — blocks saving where the source says E.
 * - A *doubt* is kept if the user gives a reason.
 * - What is merely *not entered* never blocks, even where the source says E, for the sheets in use carry only part of the fields.
 *   Fields without which a record makes no sense are `required` in the catalogue, and that blocks by itself.
 * A rule that is E in the source but only asks says why in `relaxed`. What comes by merge, upgrade or a new rule is never refused.
 */
import type { ParameterKey } from '#core/rules/parameters.ts'

export type FindingKind = 'contradiction' | 'doubt' | 'incomplete'

/** What a finding asks of people: to be put right, to be explained, to be filled in. */
export type Level = 'block' | 'doubt' | 'remark'

const LEVELS: Readonly<Record<FindingKind, Level>> = { contradiction: 'block', doubt: 'doubt', incomplete: 'remark' }

export function levelOf(kind: FindingKind): Level {
  return LEVELS[kind]
}

/** The field that a finding lands on. */
export interface FindingTarget<Register extends string = string> {
  readonly register: Register
  /** Position among the parts of the subject (members of a household); absent for the subject itself. */
  readonly member?: number
  /** Key of the catalogue field. */
  readonly field: string
}

export interface Finding<Register extends string = string> {
  /** Number of the rule. */
  readonly rule: string
  readonly severity: 'error' | 'warning'
  readonly kind: FindingKind
  /** Plain Chinese: who, what, which value, what to do. */
  readonly message: string
  readonly target: FindingTarget<Register>
  /** A value that would settle it, for the user to accept. */
  readonly suggestion?: { readonly field: string; readonly value: string | number; readonly label: string }
  /** For `incomplete`: every field that is open. */
  readonly missing?: readonly FindingTarget<Register>[]
  /** See {@link RuleDescription.across}. */
  readonly across?: true
}

/** What a rule hands back; number and severity are added by the engine. */
export interface Draft<Path extends string = string, Register extends string = string> {
  /** `register.field`. */
  readonly field: Path
  readonly member?: { readonly index: number }
  readonly message: string
  /** Left out: the kind of the rule. */
  readonly kind?: FindingKind
  readonly suggestion?: Finding['suggestion']
  readonly missing?: readonly FindingTarget<Register>[]
}

/** A rule as far as it is data. */
export interface RuleDescription<Path extends string = string> {
  /** Its number in the source, of whatever pattern: `13.4-37`, `6-W53`, `1_03-road`. Occurs once in the program. */
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
  readonly reads: readonly Path[]
  readonly parameters?: readonly ParameterKey[]
  /**
   * It asks several numbers or records together, which no single row of a sheet answers for: what an import brings is told and stands as a
   * finding, and keeps no row out.
   */
  readonly across?: true
}

/** A rule over the prepared facts of a subject. */
export interface Rule<Facts, Path extends string = string, Register extends string = string> extends RuleDescription<Path> {
  readonly verify: (facts: Facts) => readonly Draft<Path, Register>[]
}

/** Which rules to run: all, or only those that read one of the fields just changed (`person_year.health`); none that the office switched off. */
export interface CheckOptions {
  readonly touched?: readonly string[]
  readonly off?: ReadonlySet<string>
}
