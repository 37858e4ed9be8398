import { Loader } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useApi } from '../../bridge/client.tsx'
import { ErrorPanel } from '../ErrorPanel.tsx'
import { HistoryPanel } from './HistoryPanel.tsx'
import type { HistoryPanelProps } from './HistoryPanel.tsx'

/** History of one record; `related` adds the records that belong to it (members and yearly facts of a household). */
export function RecordHistory({
  register,
  id,
  field,
  related = false,
  ...panel
}: {
  readonly register: string
  readonly id: string
  readonly field?: string
  readonly related?: boolean
} & Omit<HistoryPanelProps, 'entries'>): ReactNode {
  const query = useQuery(useApi().records.history.queryOptions({ input: { register, id, related, ...(field === undefined ? {} : { field }) } }))
  if (query.error !== null)
    return (
      <ErrorPanel
        error={query.error}
        onRetry={() => {
          void query.refetch()
        }}
      />
    )
  if (query.data === undefined) return <Loader size="sm" role="status" aria-label="正在读取历史" />
  return <HistoryPanel entries={query.data.entries} {...panel} />
}
