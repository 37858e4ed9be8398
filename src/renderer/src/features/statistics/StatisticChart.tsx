import { SegmentedControl } from '@mantine/core'
import { useMemo } from 'react'
import type { ReactNode } from 'react'
import { cellNumber } from '#core/statistics/table.ts'
import type { StatisticTable, TableRow } from '#core/statistics/table.ts'
import { Figure } from '../../components/figure.tsx'
import { BarsChart } from '../../components/chart/BarsChart.tsx'
import { useKeptState } from '../../preferences/useKeptState.ts'
import classes from './statistics.module.css'

/** More bars cannot be told apart; the table holds them all. */
const MOST_BARS = 40

export interface StatisticChartProps {
  readonly table: StatisticTable
  /** Columns drawn. */
  readonly keys: readonly string[]
  readonly onOpen: (row: TableRow | null, column: number) => void
}

/** The totals of the columns, or the rows with the columns as their parts. */
export function StatisticChart({ table, keys, onOpen }: StatisticChartProps): ReactNode {
  const [kept, setKept] = useKeptState<'columns' | 'rows'>('statistics.chart', 'columns')
  const indexes = useMemo(() => {
    const named = table.columns.flatMap(({ key }, index) => (keys.includes(key) ? [index] : []))
    return named.length > 0 ? named : [0]
  }, [table, keys])
  const by = indexes.length === 1 ? 'rows' : kept
  const unit = table.columns[indexes[0] ?? 0]?.unit ?? ''
  const rows = table.rows.slice(0, MOST_BARS)
  const [categories, series] = useMemo(() => {
    const columns = indexes.flatMap((index) => table.columns[index] ?? [])
    const name = (column: (typeof columns)[number]): string => [column.group, column.label].filter((part) => part !== null).join('')
    if (by === 'columns')
      return [columns.map(name), [{ name: '合计', values: columns.map((column, at) => cellNumber(column, table.total[indexes[at] ?? 0])) }]] as const
    return [
      rows.map(({ label }) => label),
      columns.map((column, at) => ({ name: name(column), values: rows.map(({ cells }) => cellNumber(column, cells[indexes[at] ?? 0])) })),
    ] as const
  }, [table, indexes, by, rows])
  const parts = indexes.every((index) => table.columns[index]?.kind === 'count')
  return (
    <div className={classes['picture']}>
      {indexes.length > 1 && (
        <SegmentedControl
          size="xs"
          className={classes['switch'] ?? ''}
          aria-label="画什么"
          value={by}
          onChange={(value) => setKept(value === 'rows' ? 'rows' : 'columns')}
          data={[
            { value: 'columns', label: '合计' },
            { value: 'rows', label: `各${table.rowLabel}` },
          ]}
        />
      )}
      <BarsChart
        label={`${table.title}图；数字见表`}
        categories={categories}
        series={series}
        stacked={by === 'rows' && parts}
        unit={unit === '' ? '' : ` ${unit}`}
        figures={<Drawn table={table} rows={by === 'columns' ? [null] : rows} indexes={indexes} />}
        onOpen={(category, at) => (by === 'columns' ? onOpen(null, indexes[category] ?? 0) : onOpen(rows[category] ?? null, indexes[at] ?? 0))}
      />
      {by === 'rows' && table.rows.length > MOST_BARS && <p className={classes['note']}>只画前 {MOST_BARS} 行，全部见表。</p>}
    </div>
  )
}

/** The numbers of the picture in words; no row is the total. */
function Drawn({
  table,
  rows,
  indexes,
}: {
  readonly table: StatisticTable
  readonly rows: readonly (TableRow | null)[]
  readonly indexes: readonly number[]
}): ReactNode {
  const columns = indexes.flatMap((index) => table.columns[index] ?? [])
  return (
    <ul>
      {rows.flatMap((row) =>
        columns.map(({ key, label }) => (
          <li key={`${row?.key ?? ''} ${key}`}>
            {row?.label ?? '合计'} {label} <Figure table={table} of={key} row={row} />
          </li>
        )),
      )}
    </ul>
  )
}
