/** What a plan must have come to before its steps are made: measures, the line, that no newer version stands in its place. The steps change nothing else. */
import type { EffectSubject, StepEffect } from '../../procedures/effects.ts'
import { PARAMETER_COLUMNS, parameterReader, type ParameterValue } from '../../rules/parameters.ts'
import type { ReadDatabase, SqlRow } from '../../store/index.ts'
import { feasibilityOf, type PlanFigures } from './checks/feasibility.ts'

const number = (value: unknown): number | null => (typeof value === 'number' ? value : null)

/** The figures of a plan as its row holds them. */
export function figuresOf(row: SqlRow): PlanFigures {
  return {
    year: Number(row['year']),
    targetExitYear: number(row['target_exit_year']),
    people: number(row['people']),
    baseIncome: number(row['base_income']),
    increase: number(row['expected_increase']) ?? 0,
  }
}

function newer(database: ReadDatabase, { id, row }: EffectSubject): string[] {
  const found = database.get<{ version: number }>(
    "SELECT version FROM household_plan WHERE household_id = ? AND year = ? AND id <> ? AND deleted = 0 AND current AND stage <> 'drafted' AND version > ?",
    String(row['household_id']),
    Number(row['year']),
    id,
    Number(row['version']),
  )
  return found === undefined ? [] : [`这一户 ${String(row['year'])} 年已有第 ${found.version} 版方案，请办新的一版，或者先终止新的一版。`]
}

function without({ row }: EffectSubject): string[] {
  return Number(row['measures'] ?? 0) > 0 ? [] : ['方案里还没有措施，请先录入措施。']
}

function unfeasible(database: ReadDatabase, { row }: EffectSubject): string[] {
  const parameters = parameterReader(database.all<ParameterValue>(`SELECT ${PARAMETER_COLUMNS} FROM parameter WHERE deleted = 0 ORDER BY id`))
  const { asked, reaches, sentence } = feasibilityOf(figuresOf(row), parameters, typeof row['village'] === 'string' ? row['village'] : null)
  return asked && reaches !== true ? [sentence] : []
}

function unfinished(database: ReadDatabase, { id }: EffectSubject): string[] {
  const left =
    database.get<{ count: number }>('SELECT count(*) AS count FROM plan_measure WHERE plan_id = ? AND deleted = 0 AND completed_on IS NULL', id)?.count ?? 0
  return left === 0 ? [] : [`还有 ${left} 项措施没有落实；落实的请先记落实情况，不再做的另起一版或者终止方案。`]
}

const asking = (refusals: StepEffect['refusals']): StepEffect => ({ refusals, make: () => undefined })

/** By the key that the declaration of the procedure names. */
export const planEffects = {
  plan_signed: asking((database, subject) => [...newer(database, subject), ...without(subject)]),
  plan_approved: asking((database, subject) => [...newer(database, subject), ...without(subject), ...unfeasible(database, subject)]),
  plan_in_force: asking(newer),
  plan_completed: asking((database, subject) => [...newer(database, subject), ...unfinished(database, subject)]),
} as const
