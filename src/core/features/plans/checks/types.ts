/** What the rules of plans look at. */
import type { FieldKey } from '#core/catalogue/index.ts'
import type { Row } from '#core/catalogue/partialRows.ts'
import type { Rule } from '#core/checks/engine/index.ts'
import type { ParameterKey, ParameterReader } from '#core/rules/parameters.ts'

/** A measure as rules see it; amounts in stored units. */
export interface MeasureFacts {
  readonly content: string
  readonly category: string | null
  readonly size: number | null
  readonly unit: string | null
  readonly responsible: boolean
  readonly startsOn: string | null
  readonly dueOn: string | null
  readonly expected: number | null
  readonly actual: number | null
  readonly kind: string | null
  readonly incomeYear: number
  /** Whose income it is; null: of the whole household. `member`: whether they live in it. */
  readonly earner: { readonly id: string; readonly name: string; readonly member: boolean } | null
  /** Day of the first result. */
  readonly firstResultOn: string | null
}

export interface PlanFacts {
  readonly plan: Row<'household_plan'>
  readonly measures: readonly MeasureFacts[]
  /** The year in which it left poverty; null where it has not. */
  readonly exitYear: number | null
  /** How many of its people can work; null where nothing is entered of any. */
  readonly workers: number | null
  readonly parameters: ParameterReader
  readonly threshold: (key: ParameterKey) => number
}

type Path =
  | `household_plan.${FieldKey<'household_plan'>}`
  | `plan_measure.${FieldKey<'plan_measure'>}`
  | `measure_result.${FieldKey<'measure_result'>}`
  | `person_year.${FieldKey<'person_year'>}`

export type PlanRule = Rule<PlanFacts, Path, 'household_plan'>

const SIGNED: readonly unknown[] = ['signed', 'village_reviewed', 'township_reviewed', 'executing', 'completed']

/** Whether the household signed it, and it was not given up: what is still being written is not asked whether it is enough. */
export const isSigned = ({ stage }: PlanFacts['plan']): boolean => SIGNED.includes(stage)
