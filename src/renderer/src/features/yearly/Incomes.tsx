import { useMemo } from 'react'
import type { ReactNode } from 'react'
import { lastDayOf } from '#core/rules/parameterTerms.ts'
import { firstValue, povertyLine } from '#core/rules/parameters.ts'
import { INCOME_BAND, INCOME_BANDS } from '#core/rules/incomeBands.ts'
import type { StatisticTable } from '#core/statistics/table.ts'
import { HistogramChart } from '../../components/chart/HistogramChart.tsx'
import { useParameters } from '../settings/useParameters.ts'
import { useOpenCell } from '../statistics/useOpenCell.ts'
import { columnIn, Figures, numberIn } from './drawn.tsx'
import { Nothing } from './Nothing.tsx'
import classes from './yearly.module.css'

/** What is drawn: the first column of the table. */
const drawnOf = (table: StatisticTable): string => table.columns[0]?.key ?? ''

/** How many households have how much for each person, with the line of the year drawn between them. */
export function Incomes({ table, year, within }: { readonly table: StatisticTable; readonly year: number; readonly within: string | null }): ReactNode {
  const openCell = useOpenCell()
  const parameters = useParameters()
  const earned = year - (parameters('income_year_lag', lastDayOf(year), within) ?? firstValue('income_year_lag'))
  const line = useMemo(() => {
    const found = povertyLine(parameters, earned, within)
    return found === undefined ? null : { at: found.yuan, label: found.label }
  }, [parameters, earned, within])
  const bands = useMemo(
    () =>
      INCOME_BANDS.flatMap(({ key, from, label }) => {
        const row = table.rows.find((one) => one.key === key)
        return [{ from, label, value: row === undefined ? 0 : numberIn(table, drawnOf(table), row), row: row ?? null }]
      }),
    [table],
  )
  const unsaid = table.rows.find(({ key }) => key === 'none')
  if (table.rows.length === 0) return <Nothing hint="这一年这个范围没有户年度记录，请换一个年度或范围。" />
  return (
    <>
      <HistogramChart
        label="户按人均纯收入分组，标出当年的扶贫标准；数字在后面"
        bands={bands}
        width={INCOME_BAND}
        unit=" 户"
        line={line}
        onOpen={(at) => openCell(table, bands[at]?.row ?? null, columnIn(table, drawnOf(table)))}
        figures={<Figures of={bands.flatMap(({ label, row }) => (row === null ? [] : [{ name: label, table, column: drawnOf(table), row }]))} />}
      />
      {unsaid !== undefined && (numberIn(table, drawnOf(table), unsaid) ?? 0) > 0 && (
        <p className={classes['note']}>
          另有{' '}
          <button type="button" onClick={() => openCell(table, unsaid, columnIn(table, drawnOf(table)))}>
            {numberIn(table, drawnOf(table), unsaid)} 户
          </button>{' '}
          没有填收入。
        </p>
      )}
    </>
  )
}
