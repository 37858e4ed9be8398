/** A plan of a household: what every record has, and under the measures whether they are enough, as they are typed. */
import { Alert } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { screenOf } from '#core/catalogue/derive/screen.ts'
import { expectedIncrease } from '#core/features/plans/checks/feasibility.ts'
import type { Row } from '#core/shapes.ts'
import { useApi } from '../../bridge/client.tsx'
import { useRouteParameter } from '../../router/navigation.ts'
import { RecordScreen } from '../records/RecordScreen.tsx'
import { useInitialFromPath } from '../records/RecordRoutes.tsx'
import type { RecordEditing } from '../records/useRecordEditing.ts'

const plan = screenOf('household_plan')

export function PlanScreen(): ReactNode {
  const id = useRouteParameter('id')
  const initial = useInitialFromPath('household_plan')
  if (plan === null) return null
  return (
    <RecordScreen
      key={id}
      screen={plan}
      id={id}
      initial={initial}
      whereOf={(field, values) => (field.key === 'income_person' ? { household_id: values['household_id'] ?? null } : undefined)}
      below={(editing, row) => <Feasibility editing={editing} row={row} />}
    />
  )
}

const numberIn = (row: Row, key: string): number | null => {
  const value = row[key]
  return typeof value === 'number' ? value : null
}
const textIn = (row: Row, key: string): string | null => {
  const value = row[key]
  return typeof value === 'string' && value !== '' ? value : null
}

/** The sum in words, of what stands on screen; people and last year's income are those on file. */
function Feasibility({ editing, row }: { readonly editing: RecordEditing; readonly row: Row }): ReactNode {
  const { values } = editing.form
  const year = numberIn(values, 'year')
  const targetExitYear = numberIn(values, 'target_exit_year')
  const lines = editing.lines.registers.flatMap(({ draft }) => draft.lines)
  const measures = lines.map(({ row: line }) => ({
    expected: numberIn(line, 'expected_income'),
    earner: textIn(line, 'income_person'),
    kind: textIn(line, 'income_kind'),
    incomeYear: numberIn(line, 'income_year'),
  }))
  const figures = {
    village: textIn(row, 'village'),
    year: year ?? 0,
    targetExitYear,
    people: numberIn(row, 'people'),
    baseIncome: numberIn(row, 'base_income'),
    increase: expectedIncrease(measures, { year: year ?? 0, targetExitYear }),
  }
  const isOnFile = typeof row['id'] === 'string'
  const valid = (one: number | null): boolean => one === null || (one >= 2000 && one <= 2100)
  const asked = isOnFile && year !== null && valid(year) && valid(targetExitYear)
  const { data } = useQuery({ ...useApi().plans.judge.queryOptions({ input: figures }), enabled: asked, placeholderData: keepPreviousData })
  if (!asked || data === undefined) return null
  const colour = data.reaches === true ? 'green' : data.reaches === null ? 'gray' : 'amber'
  return (
    <Alert color={colour} my="sm" role="status" aria-label="够不够线">
      {data.sentence}
    </Alert>
  )
}
