/** What the rules of monitoring look at: a monitored household with its facts, its measures and the people in it. */
import type { FieldKey } from '#core/catalogue/index.ts'
import type { Row } from '#core/catalogue/partialRows.ts'
import type { Rule } from '#core/checks/engine/index.ts'
import type { ParameterReader } from '#core/rules/parameters.ts'

/** A member as the newest yearly record has them; of households not on file no more than the name is known. */
export interface MonitoredMember {
  readonly name: string
  /** Full years today; null where the birth is not known. */
  readonly age: number | null
  readonly year: Row<'person_year'> | null
  readonly disabled: boolean
  /** Whether a month of work is on file. */
  readonly worked: boolean
  /** Whether a month of work with a travel subsidy is on file. */
  readonly subsidised: boolean
}

export interface Aid {
  readonly kind: string
  readonly content: string
}

export interface MonitoredFacts {
  readonly record: Row<'monitored_household'>
  /** Where it is on file: poor no more, poor, never; null where that is not known here. */
  readonly standing: 'exited' | 'poor' | 'unlisted' | null
  /** Those of the last time that it was included. */
  readonly identification: Row<'monitored_fact'> | null
  readonly removal: Row<'monitored_fact'> | null
  readonly aids: readonly Aid[]
  readonly members: readonly MonitoredMember[]
  readonly householdYear: Row<'household_year'> | null
  /** `YYYY-MM-DD`. */
  readonly today: string
  readonly parameters: ParameterReader
}

type PathOf<N extends 'monitored_household' | 'monitored_fact' | 'monitored_aid' | 'household_year' | 'person_year'> = `${N}.${FieldKey<N>}`
type Path = PathOf<'monitored_household'> | PathOf<'monitored_fact'> | PathOf<'monitored_aid'> | PathOf<'household_year'> | PathOf<'person_year'>

export type MonitoredRule = Rule<MonitoredFacts, Path, 'monitored_household'>
