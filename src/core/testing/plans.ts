/** A plan of a household with two measures and what came of one of them: for laws over all registers, of which the demonstration has none of these. */
import type { Transaction } from '../store/index.ts'

export interface AddedPlan {
  readonly plan: string
  readonly measures: readonly string[]
  readonly result: string
}

export function addPlan(
  transaction: Transaction,
  { household, year = 2015, person, helper }: { readonly household: string; readonly year?: number; readonly person?: string; readonly helper?: string },
): AddedPlan {
  const plan = transaction.insert('household_plan', {
    household_id: household,
    year,
    version: 1,
    target_exit_year: year,
    target_income: 400_000,
    path: '1',
    made_by: '李文书',
    made_on: `${year}-02-10`,
  })
  const measure = (category: string, content: string, more: Readonly<Record<string, string | number>>): string =>
    transaction.insert('plan_measure', { plan_id: plan, category, content, ...more })
  const people = { ...(person === undefined ? {} : { income_person: person }), ...(helper === undefined ? {} : { helper_id: helper }) }
  const days = { starts_on: `${year}-03-01`, due_on: `${year}-11-30`, income_year: year }
  const sheep = { size: 2000, unit: '只', fund_source: 'x5', fund_amount: 1_000_000, expected_income: 160_000, income_kind: '32' }
  const measures = [
    measure('4', '养羊 20 只', { ...days, ...people, ...sheep }),
    measure('1', '挖掘机培训后外出务工', { ...days, ...people, size: 100, unit: '人', expected_income: 400_000, income_kind: '11' }),
  ]
  const result = transaction.insert('measure_result', {
    measure_id: measures[0] ?? '',
    done_on: `${year}-10-20`,
    done_amount: 2000,
    paid: 1_000_000,
    actual_income: 150_000,
    finished: true,
    signed: true,
  })
  return { plan, measures, result }
}
