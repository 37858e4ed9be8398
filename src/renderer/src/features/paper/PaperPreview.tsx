import { ActionIcon, Loader } from '@mantine/core'
import { IconChevronLeft, IconChevronRight, IconFileText } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useApi } from '../../bridge/client.tsx'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { useShortcut } from '../../keyboard/useShortcut.ts'
import classes from './paper.module.css'
import { Sheet, useZoom, ZoomChoice } from './Sheet.tsx'

export interface PreviewInput {
  readonly code: string
  readonly for: string[]
  readonly blank?: boolean
  readonly year: number
  readonly unmasked?: boolean
  readonly documentNo?: string
}

/** The paper as it will be printed, page by page (PgUp / PgDn). Nothing in it runs: the frame is sandboxed. */
export function PaperPreview({
  input,
  hint,
  actions,
}: {
  readonly input: PreviewInput | null
  readonly hint: string
  readonly actions: (pages: number) => ReactNode
}): ReactNode {
  const [page, setPage] = useState(1)
  const [zoom, setZoom] = useZoom()
  const query = useQuery({
    ...useApi().paper.preview.queryOptions({ input: { code: '', for: [], year: 0, ...input, firstPage: page, pageCount: 1 } }),
    enabled: input !== null,
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0,
  })
  const pages = query.data?.pages ?? 0
  const to = (next: number): void => setPage(Math.min(Math.max(1, next), Math.max(1, pages)))
  useShortcut('previous', () => to(page - 1), pages > 1)
  useShortcut('next', () => to(page + 1), pages > 1)
  if (input === null)
    return (
      <div className={classes['preview']} data-empty>
        <EmptyState icon={<IconFileText size={36} stroke={1.2} />} title="还没有选范围" hint={hint} />
      </div>
    )
  return (
    <div className={classes['preview']}>
      <div className={classes['bar']}>
        <ActionIcon aria-label="上一页" disabled={page <= 1} onClick={() => to(page - 1)}>
          <IconChevronLeft size={18} aria-hidden />
        </ActionIcon>
        <span className={classes['pages']} role="status">
          {pages === 0 ? '—' : `第 ${page} / ${pages} 页`}
        </span>
        <ActionIcon aria-label="下一页" disabled={page >= pages} onClick={() => to(page + 1)}>
          <IconChevronRight size={18} aria-hidden />
        </ActionIcon>
        <ZoomChoice zoom={zoom} onZoom={setZoom} />
        {query.isFetching && <Loader size="xs" role="status" aria-label="正在排版" />}
        <span className={classes['end']}>{pages > 0 && actions(pages)}</span>
      </div>
      {query.error !== null && (
        <div className={classes['padded']}>
          <ErrorPanel
            error={query.error}
            onRetry={() => {
              void query.refetch()
            }}
          />
        </div>
      )}
      {query.data !== undefined && query.error === null && <Sheet html={query.data.html} title={`表单预览，第 ${page} 页`} zoom={zoom} />}
    </div>
  )
}
