import { Loader } from '@mantine/core'
import { useQueries } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { FieldDefinition } from '#core/catalogue/types.ts'
import type { StatisticTable } from '#core/statistics/table.ts'
import { useApi } from '../../bridge/client.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { Page, PageHeader } from '../../components/PageHeader.tsx'
import { Field } from '../../fields/Field.tsx'
import { useKeptState } from '../../preferences/useKeptState.ts'
import { useSession } from '../../session/useSession.tsx'
import { Causes } from './Causes.tsx'
import { ExitsInTime } from './ExitsInTime.tsx'
import { Incomes } from './Incomes.tsx'
import { Trend } from './Trend.tsx'
import classes from './yearly.module.css'

const WITHIN: FieldDefinition = { key: 'within', label: '范围', type: 'division' }
/** Years of the trend, the chosen one the last. */
const YEARS = 5

interface Kept {
  readonly within: string | null
  readonly title: string
}

/** 年度对照: how many were poor in five years, why, how much they have beside the line, and who leaves when. Every bar leads to the list that it counts. */
export function YearsScreen(): ReactNode {
  const api = useApi()
  const { year } = useSession()
  const [{ within, title }, keep] = useKeptState<Kept>('years', { within: null, title: '' })
  const place = within === null ? {} : { within }
  const years = Array.from({ length: YEARS }, (_, index) => year - YEARS + 1 + index)
  const ask = (code: string, of: number) => api.statistics.count.queryOptions({ input: { code, by: 'county', year: of, ...place } })
  const trend = useQueries({ queries: years.map((of) => ask('R02', of)) })
  const [causes, incomes, exits] = useQueries({ queries: ['on_file_causes', 'income_bands', 'exit_sequence'].map((code) => ask(code, year)) })
  const every = [...trend, causes, incomes, exits]
  const failed = every.find((query) => query?.error)
  const tables = trend.flatMap(({ data }, index): [number, StatisticTable][] => (data === undefined ? [] : [[years[index] ?? year, data]]))
  return (
    <Page fixed header={<PageHeader title="年度对照" detail={`${years[0]}—${year} 年`} />}>
      <div className={classes['bar']}>
        <div className={classes['within']}>
          <Field
            field={WITHIN}
            labelPosition="above"
            value={within}
            valueTitle={title}
            onChange={(value, name) => keep({ within: typeof value === 'string' ? value : null, title: name ?? '' })}
          />
        </div>
        <span>不选范围就是全单位；点一根柱子，列出它数的记录。</span>
      </div>
      {failed?.error ? (
        <ErrorPanel error={failed.error} onRetry={() => void failed.refetch()} />
      ) : (
        <div className={classes['grid']} role="group" aria-label="年度对照的图" tabIndex={0}>
          <Panel title={`五年贫困户、贫困人口和发生率`} ready={tables.length === YEARS}>
            <Trend tables={tables} />
          </Panel>
          <Panel title={`${year} 年未脱贫户的致贫原因`} ready={causes?.data !== undefined}>
            {causes?.data !== undefined && <Causes table={causes.data} />}
          </Panel>
          <Panel title={`${year} 年人均纯收入分组`} ready={incomes?.data !== undefined}>
            {incomes?.data !== undefined && <Incomes table={incomes.data} year={year} within={within} />}
          </Panel>
          <Panel title="脱贫时序（到 2020 年）" ready={exits?.data !== undefined}>
            {exits?.data !== undefined && <ExitsInTime table={exits.data} />}
          </Panel>
        </div>
      )}
    </Page>
  )
}

function Panel({ title, ready, children }: { readonly title: string; readonly ready: boolean; readonly children: ReactNode }): ReactNode {
  return (
    <section className={classes['panel']} aria-label={title}>
      <h2>{title}</h2>
      {ready ? children : <Loader size="sm" role="status" aria-label={`正在统计${title}`} />}
    </section>
  )
}
