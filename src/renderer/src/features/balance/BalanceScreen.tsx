import { Loader } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { openIn } from '#core/features/balance/sheetShapes.ts'
import { periodOf } from '#core/statistics/table.ts'
import type { StatisticTable, TableRow } from '#core/statistics/table.ts'
import { useApi } from '../../bridge/client.tsx'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { Page, PageHeader } from '../../components/PageHeader.tsx'
import { useKeptState } from '../../preferences/useKeptState.ts'
import { useSession } from '../../session/useSession.tsx'
import classes from './balance.module.css'
import type { Kept } from './kept.ts'
import { PeriodBar } from './PeriodBar.tsx'
import { Sheet } from './Sheet.tsx'

const FIRST: Kept = { by: 'village', within: null, withinTitle: '', from: null, to: null }

/** The balance sheets: the places with what is open in each at the left, the sheet of one of them beside it; each figure leads to its records. */
export function BalanceScreen(): ReactNode {
  const api = useApi()
  const { year } = useSession()
  const [kept, keep] = useKeptState<Kept>('balance', FIRST)
  const [chosen, choose] = useState<string | null>(null)
  const question = {
    code: 'balance',
    by: kept.by,
    year: kept.to === null ? year : Number(kept.to.slice(0, 4)),
    ...(kept.from === null ? {} : { from: kept.from }),
    ...(kept.to === null ? {} : { asOf: kept.to }),
    ...(kept.within === null ? {} : { within: kept.within }),
  }
  const query = useQuery(api.statistics.count.queryOptions({ input: question }))
  const table = query.data
  const row = table?.rows.find(({ key }) => key === chosen) ?? null
  return (
    <Page fixed header={<PageHeader title="平衡表" detail={table === undefined ? '' : periodOf(table)} />}>
      <PeriodBar kept={kept} question={question} table={table ?? null} row={row} onChange={(part) => keep((now) => ({ ...now, ...part }))} />
      {query.error !== null && (
        <ErrorPanel
          error={query.error}
          onRetry={() => {
            void query.refetch()
          }}
        />
      )}
      {query.error === null && table === undefined && <Loader m="md" size="sm" role="status" aria-label="正在统计" />}
      {query.error === null && table !== undefined && table.rows.length === 0 && (
        <EmptyState title="这段时间没有在册的户" hint="请换一个年度或范围；录入户和首次识别时间以后这里就有数。" />
      )}
      {query.error === null && table !== undefined && table.rows.length > 0 && (
        <div className={classes['screen']}>
          <Places table={table} chosen={row?.key ?? null} onChoose={choose} />
          <Sheet table={table} row={row} question={question} />
        </div>
      )}
    </Page>
  )
}

/** The whole and each place; what is open stands beside its name. */
function Places({
  table,
  chosen,
  onChoose,
}: {
  readonly table: StatisticTable
  readonly chosen: string | null
  readonly onChoose: (key: string | null) => void
}): ReactNode {
  const rows: readonly Pick<TableRow, 'key' | 'label' | 'cells'>[] = [{ key: null, label: '合计', cells: table.total }, ...table.rows]
  return (
    <nav className={classes['places']} aria-label="区划">
      {rows.map(({ key, label, cells }) => {
        const { households, people } = openIn(table, cells)
        const even = households === 0 && people === 0
        return (
          <button key={key ?? ''} type="button" aria-current={chosen === key ? 'true' : undefined} onClick={() => onChoose(key)}>
            <span>{label}</span>
            <span className={classes[even ? 'even' : 'open']}>{even ? '平' : `差 ${signed(households)} 户 ${signed(people)} 人`}</span>
          </button>
        )
      })}
    </nav>
  )
}

function signed(value: number): string {
  return value > 0 ? `+${value}` : String(value)
}
