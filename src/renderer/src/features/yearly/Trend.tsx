import { useMemo } from 'react'
import type { ReactNode } from 'react'
import type { StatisticTable } from '#core/statistics/table.ts'
import { BarsChart } from '../../components/chart/BarsChart.tsx'
import { useOpenCell } from '../statistics/useOpenCell.ts'
import { columnIn, Figures, numberIn } from './drawn.tsx'

/** On file at the end of each year: households and people as bars, the rate over them; a year is a column. */
const COLUMNS = [
  ['closing', '贫困户'],
  ['closing_people', '贫困人口'],
] as const
const RATE = 'rate'

export function Trend({ tables }: { readonly tables: readonly (readonly [year: number, table: StatisticTable])[] }): ReactNode {
  const openCell = useOpenCell()
  const [categories, series, line] = useMemo(
    () =>
      [
        tables.map(([year]) => `${year} 年`),
        COLUMNS.map(([key, name]) => ({ name, values: tables.map(([, table]) => numberIn(table, key)) })),
        { name: '发生率', values: tables.map(([, table]) => numberIn(table, RATE)), unit: ' %' },
      ] as const,
    [tables],
  )
  return (
    <BarsChart
      label="五年年末在册的贫困户、贫困人口和发生率；数字在后面"
      categories={categories}
      series={series}
      stacked={false}
      unit=" 户、人"
      line={line}
      onOpen={(at, of) => {
        const table = tables[at]?.[1]
        // The rate is of people: it leads to them.
        const key = COLUMNS[of]?.[0] ?? COLUMNS[1][0]
        if (table !== undefined) openCell(table, null, columnIn(table, key))
      }}
      figures={
        <Figures
          of={tables.flatMap(([year, table]) =>
            [...COLUMNS, [RATE, '发生率'] as const].map(([column, name]) => ({ name: `${year} 年${name}`, table, column, row: null })),
          )}
        />
      }
    />
  )
}
