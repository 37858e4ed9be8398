import { ActionIcon, Loader } from '@mantine/core'
import { IconCheck, IconChevronLeft, IconChevronRight, IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { gridShape } from '#core/features/exchange/packageShapes.ts'
import { useApi } from '../../../bridge/client.tsx'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { dateTimeText } from '../../../components/time.ts'
import { Panel } from '../../home/Panel.tsx'
import classes from './MonthGrid.module.css'

type Unit = z.infer<typeof gridShape>['rows'][number]
type Month = Unit['months'][number]

const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1)

/** Which units sent something in which month of a year; a month without anything says 未报. */
export function MonthGrid(): ReactNode {
  const [thisYear] = useState(() => new Date().getFullYear())
  const [year, setYear] = useState(thisYear)
  const query = useQuery(useApi().exchange.grid.queryOptions({ input: { year } }))
  const rows = query.data?.rows ?? []
  const missing = rows.filter((row) => row.months.some((month) => month.state === 'missing')).length
  return (
    <Panel
      title="各单位上报"
      flush
      detail={query.data === undefined ? undefined : missing === 0 ? '没有缺报' : `${missing} 个单位有缺报`}
      actions={
        <>
          <ActionIcon aria-label="上一年" onClick={() => setYear(year - 1)}>
            <IconChevronLeft size={16} aria-hidden />
          </ActionIcon>
          <span className="numeric">{year} 年</span>
          <ActionIcon aria-label="下一年" disabled={year >= thisYear} onClick={() => setYear(year + 1)}>
            <IconChevronRight size={16} aria-hidden />
          </ActionIcon>
        </>
      }
    >
      {query.error !== null && (
        <ErrorPanel
          error={query.error}
          onRetry={() => {
            void query.refetch()
          }}
        />
      )}
      {query.isPending && <Loader size="sm" m="sm" role="status" aria-label="正在读取" />}
      {query.data !== undefined && rows.length === 0 && (
        <EmptyState title="还没有登记下面的站点" hint="到“站点”里读入各单位的加入申请，登记以后这里按月列出谁报了、谁没报。" />
      )}
      {rows.length > 0 && (
        <table className={classes['grid']} aria-label={`${year} 年各单位上报`}>
          <thead>
            <tr>
              <th scope="col">单位</th>
              {MONTHS.map((month) => (
                <th key={month} scope="col">
                  {month} 月
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.unit}>
                <th scope="row">{row.unitName}</th>
                {row.months.map((month) => (
                  <MonthCell key={month.month} month={month} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  )
}

function MonthCell({ month }: { readonly month: Month }): ReactNode {
  const title = month.last === null ? undefined : `最近一次：${dateTimeText(month.last)}`
  return (
    <td data-state={month.state} title={title}>
      {month.state === 'received' && (
        <span>
          <IconCheck size={13} aria-hidden />
          {month.packages} 次
        </span>
      )}
      {month.state === 'missing' && (
        <span>
          <IconX size={13} aria-hidden />
          未报
        </span>
      )}
      {month.state === 'none' && <span>—</span>}
    </td>
  )
}
