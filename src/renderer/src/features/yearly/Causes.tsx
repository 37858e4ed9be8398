import { useMemo } from 'react'
import type { ReactNode } from 'react'
import type { StatisticTable } from '#core/statistics/table.ts'
import { BarsChart } from '../../components/chart/BarsChart.tsx'
import { useOpenCell } from '../statistics/useOpenCell.ts'
import { Figures, numberIn } from './drawn.tsx'
import { Nothing } from './Nothing.tsx'
import { pareto } from './pareto.ts'

/** What is drawn: the first column of the table. */
const drawnOf = (table: StatisticTable): string => table.columns[0]?.key ?? ''

/** Why households are poor, the most frequent first, with how much of all the causes so far make up. */
export function Causes({ table }: { readonly table: StatisticTable }): ReactNode {
  const openCell = useOpenCell()
  const [rows, categories, series, line] = useMemo(() => {
    const counted = pareto(table.rows.map((row) => ({ row, count: numberIn(table, drawnOf(table), row) ?? 0 })))
    return [
      counted.map(({ row }) => row),
      counted.map(({ row }) => row.label),
      [{ name: '未脱贫户', values: counted.map(({ count }) => count) }],
      { name: '累计占比', values: counted.map(({ share }) => share), unit: ' %', maximum: 100 },
    ] as const
  }, [table])
  if (rows.length === 0) return <Nothing hint="这一年这个范围没有未脱贫的户，请换一个年度或范围。" />
  return (
    <BarsChart
      label="未脱贫户的主要致贫原因，从多到少，累计占比；数字在后面"
      categories={categories}
      series={series}
      stacked={false}
      unit=" 户"
      line={line}
      onOpen={(at) =>
        openCell(
          table,
          rows[at] ?? null,
          table.columns.findIndex(({ key }) => key === drawnOf(table)),
        )
      }
      figures={<Figures of={rows.map((row) => ({ name: row.label, table, column: drawnOf(table), row }))} />}
    />
  )
}
