/**
 * A subject of checks: a register whose records are looked at, each with what belongs to it. It says how the facts of one record or of many
 * are read in a few statements, and which rules judge them; the engine does the rest.
 */
import type { ParameterReader } from '../rules/parameters.ts'
import type { ReadDatabase } from '../store/index.ts'
import { runRules, type CheckOptions, type Finding, type FindingTarget, type Rule, type RuleDescription } from './engine/index.ts'

/** What facts are judged by, beside themselves. */
export interface Judging {
  /** `YYYY-MM-DD`. */
  readonly today: string
  readonly parameters: ParameterReader
  /** Rules that the office switched off. */
  readonly off: ReadonlySet<string>
}

/** Of subjects that have facts by the year: all years on file, the newest, or one. Others pass it over. */
type Years = 'every' | 'newest' | number

export interface SubjectKey {
  /** Id of the record that the facts are about. */
  readonly about: string
  readonly years: Years
}

/** The facts of one record, of one year where they go by years. */
export interface Loaded<Facts> {
  readonly about: string
  /** Null where the facts do not go by years. */
  readonly year: number | null
  /** Whether no later year is on file: only then does it tell of what does not go by years. */
  readonly newest: boolean
  /** Division that the record belongs to; null where to none, and then only those see its findings who see the whole unit. */
  readonly division: string | null
  /** Name of whoever is in charge of it by its nature (the main helper of a household). */
  readonly inCharge: string | null
  /** Whether nothing is to be told of it over the whole office: it counts no longer. */
  readonly retired: boolean
  readonly facts: Facts
  /** Where a finding lands. */
  readonly placeOf: (target: FindingTarget) => Place
}

/** The record that a finding lands on. */
export interface Place {
  /** The record itself, or where there is none yet the one that it would hang on. */
  readonly record: string
  /** Whether it is a record of the year, so that it counts beside those of other years. */
  readonly yearly: boolean
  /** Id of the part that it speaks of (the member), the same before and after that part has such a record; empty for the subject itself. */
  readonly part: string
  /** Value of the field as it stands. */
  readonly value: unknown
}

export type PlacedFinding = Finding & Place

export interface Judged extends Omit<Loaded<unknown>, 'facts' | 'placeOf'> {
  readonly findings: readonly PlacedFinding[]
}

export interface SubjectDefinition<Facts> {
  readonly register: string
  readonly rules: readonly Rule<Facts>[]
  /**
   * Registers whose records are each of a year. A rule that reads none of them tells of nothing in an older year that it does not tell of in the
   * newest, so that it need not be asked for what stands.
   */
  readonly yearly?: readonly string[]
  /** SQL over the register's table: of records for which it is false nothing is ever found, so that a run over all passes them over. */
  readonly only?: string
  /** How many are judged in one go where their facts are heavy; others wait so long. */
  readonly portion?: number
  /**
   * By register that belongs to it (itself included), the statement that tells of which subjects records speak: rows of `about` and `year`
   * (null: no particular one), ids of the records as JSON in `?`. What is entered there is held against these rules.
   */
  readonly parts: Readonly<Record<string, string>>
  /** The same for registers on which its findings depend, though their entry is not held against them. */
  readonly alsoTouchedBy?: Readonly<Record<string, string>>
  /** Facts of records that are on file, in a few statements whatever their number; made one by one, so that none is kept after it was judged. */
  readonly load: (database: ReadDatabase, keys: readonly SubjectKey[], judging: Judging) => Iterable<Loaded<Facts>>
}

/** A subject as the engine uses it: what its facts are is its own matter. */
export interface Subject extends Omit<SubjectDefinition<never>, 'rules' | 'load'> {
  readonly rules: readonly RuleDescription[]
  judge(database: ReadDatabase, keys: readonly SubjectKey[], judging: Judging, options?: JudgeOptions): Judged[]
}

interface JudgeOptions extends CheckOptions {
  /** Of older years only what lands on their own records. */
  readonly standing?: boolean
}

export function defineSubject<Facts>(definition: SubjectDefinition<Facts>): Subject {
  const { load, ...rest } = definition
  const ofYears = definition.rules.filter(({ reads }) => definition.yearly?.some((register) => reads.some((path) => path.startsWith(`${register}.`))) ?? true)
  return {
    ...rest,
    judge: (database, keys, judging, { standing = false, ...options } = {}) => {
      const judged: Judged[] = []
      for (const { facts, placeOf, ...loaded } of load(database, keys, judging)) {
        const rules = standing && !loaded.newest ? ofYears : definition.rules
        const findings = runRules(rules, facts, { off: judging.off, ...options }).map((finding) => ({ ...finding, ...placeOf(finding.target) }))
        judged.push({ ...loaded, findings })
      }
      return judged
    },
  }
}
