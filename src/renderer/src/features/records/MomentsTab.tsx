import { Loader } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { recordPath } from '#core/catalogue/derive/screen.ts'
import { useApi } from '../../bridge/client.tsx'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { useGo } from '../../router/navigation.ts'
import classes from './moments.module.css'

/** What happened to a record, day by day; each line leads to the record that says so. */
export function MomentsTab({ register, id }: { readonly register: string; readonly id: string }): ReactNode {
  const query = useQuery(useApi().records.moments.queryOptions({ input: { register, id } }))
  const go = useGo()
  if (query.error !== null)
    return (
      <ErrorPanel
        error={query.error}
        onRetry={() => {
          void query.refetch()
        }}
      />
    )
  if (query.data === undefined) return <Loader size="sm" role="status" aria-label="正在读取" />
  if (query.data.length === 0) return <EmptyState title="还没有有日期的经历" hint="识别、成员增减、分户并户、迁移、退出各步办了以后，这里按日期列出。" />
  return (
    <ol className={classes['moments']}>
      {query.data.map((moment) => (
        <li key={`${moment.register} ${moment.id} ${moment.day} ${moment.text}`}>
          <time dateTime={moment.day} className="numeric">
            {moment.day}
          </time>
          <button type="button" onClick={() => go(recordPath(moment.register, moment.id))}>
            {moment.text}
          </button>
          {moment.detail !== null && <span>{moment.detail}</span>}
        </li>
      ))}
    </ol>
  )
}
