import { Loader } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useApi } from '../../bridge/client.tsx'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { Page, PageHeader } from '../../components/PageHeader.tsx'
import { useKeptState } from '../../preferences/useKeptState.ts'
import { useSession } from '../../session/useSession.tsx'
import { Choices } from './Choices.tsx'
import { FigureTable } from './FigureTable.tsx'
import { Notes } from './Notes.tsx'
import { QuestionBar } from './QuestionBar.tsx'
import type { Kept, Question } from './question.ts'
import { questionOf } from './question.ts'
import classes from './statistics.module.css'
import { StatisticChart } from './StatisticChart.tsx'
import { useOpenCell } from './useOpenCell.ts'

const FIRST: Kept = { code: '1.0', by: 'township', within: null, withinTitle: '', withForerunners: false, asOf: null, view: 'table' }

/** Statistical tables: which one at the left, of when and where above, the figures with their totals; a click lists what a figure counts. */
export function StatisticsScreen(): ReactNode {
  const api = useApi()
  const { year } = useSession()
  const [kept, keep] = useKeptState<Kept>('statistics', FIRST)
  const list = useQuery(api.statistics.list.queryOptions())
  const chosen = list.data?.find(({ code }) => code === kept.code) ?? list.data?.[0]
  const question: Question | null = chosen === undefined ? null : questionOf(chosen, kept, year)
  const query = useQuery({ ...api.statistics.count.queryOptions({ input: question ?? { code: '', by: 'township', year } }), enabled: question !== null })
  const openCell = useOpenCell()
  const table = query.data
  const retry = (): void => {
    void (list.error === null ? query.refetch() : list.refetch())
  }
  const error = list.error ?? query.error
  return (
    <Page fixed header={<PageHeader title="统计" detail={chosen?.title} />}>
      <div className={classes['screen']}>
        <Choices list={list.data ?? []} value={chosen?.code ?? ''} onChange={(code) => keep((now) => ({ ...now, code }))} />
        <div className={classes['main']}>
          {chosen !== undefined && question !== null && (
            <QuestionBar chosen={chosen} question={question} kept={kept} onChange={(part) => keep((now) => ({ ...now, ...part }))} table={table ?? null} />
          )}
          {error !== null && (
            <div className={classes['padded']}>
              <ErrorPanel error={error} onRetry={retry} />
            </div>
          )}
          {error === null && table === undefined && <Loader m="md" size="sm" role="status" aria-label="正在统计" />}
          {error === null && table !== undefined && table.rows.length === 0 && (
            <EmptyState title="没有可统计的记录" hint="请换一个年度或范围；有了记录以后这里就有数。" />
          )}
          {error === null && table !== undefined && table.rows.length > 0 && (
            <>
              {kept.view === 'table' ? (
                <FigureTable
                  key={`${table.code} ${table.by} ${table.within ?? ''}`}
                  table={table}
                  heat={chosen?.heat ?? []}
                  onOpen={(row, column) => openCell(table, row, column)}
                />
              ) : (
                <StatisticChart table={table} keys={chosen?.chart ?? []} onOpen={(row, column) => openCell(table, row, column)} />
              )}
              <Notes table={table} />
            </>
          )}
        </div>
      </div>
    </Page>
  )
}
