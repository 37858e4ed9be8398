import { useMemo } from 'react'
import type { ReactNode } from 'react'
import type { StatisticTable } from '#core/statistics/table.ts'
import { BarsChart } from '../../components/chart/BarsChart.tsx'
import { useOpenCell } from '../statistics/useOpenCell.ts'
import { columnIn, Figures, numberIn } from './drawn.tsx'
import { Nothing } from './Nothing.tsx'

const COLUMNS = [
  ['exited', '已脱贫户'],
  ['planned', '拟脱贫户'],
] as const

/** Year by year who has left poverty, and for which year the others are planned. */
export function ExitsInTime({ table }: { readonly table: StatisticTable }): ReactNode {
  const openCell = useOpenCell()
  const [categories, series] = useMemo(
    () => [table.rows.map(({ label }) => label), COLUMNS.map(([key, name]) => ({ name, values: table.rows.map((row) => numberIn(table, key, row)) }))] as const,
    [table],
  )
  if (table.rows.length === 0) return <Nothing hint="还没有脱贫的户，也没有写目标脱贫年的方案。" />
  return (
    <BarsChart
      label="各年已脱贫和拟脱贫的户；数字在后面"
      categories={categories}
      series={series}
      stacked
      unit=" 户"
      onOpen={(at, of) => openCell(table, table.rows[at] ?? null, columnIn(table, COLUMNS[of]?.[0] ?? ''))}
      figures={<Figures of={table.rows.flatMap((row) => COLUMNS.map(([column, name]) => ({ name: `${row.label} ${name}`, table, column, row })))} />}
    />
  )
}
