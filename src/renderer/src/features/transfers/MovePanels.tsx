import { Loader } from '@mantine/core'
import type { ReactNode } from 'react'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { NextPage } from '../../components/NextPage.tsx'
import type { NextPageQuery } from '../../components/NextPage.tsx'
import layout from '../../components/layout.module.css'
import { Panel } from '../home/Panel.tsx'
import type { Move } from './MoveTable.tsx'

/** As `useInfiniteQuery` gives it. */
export interface MovePanelsQuery<T> extends NextPageQuery {
  readonly data: { readonly pages: readonly { readonly rows: readonly T[] }[] } | undefined
  readonly error: Error | null
  readonly isPending: boolean
  readonly refetch: () => Promise<unknown>
}

/** Moves of one kind: what waits for this office first, then the others. */
export function MovePanels<T extends Move>(props: {
  readonly query: MovePanelsQuery<T>
  readonly empty: { readonly title: string; readonly hint: string }
  /** Panels of their own before those, and whether a move is shown there. */
  readonly first?: { readonly holds: (row: T) => boolean; readonly title: string; readonly detail: string }
  readonly table: (label: string, rows: readonly T[]) => ReactNode
  /** Rows of a page, as in 再看 100 户. */
  readonly page: { readonly size: number; readonly unit: string }
}): ReactNode {
  const { query, first, table } = props
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? []
  const early = first === undefined ? [] : rows.filter(first.holds)
  const waiting = rows.filter((row) => row.mayAccept && !early.includes(row))
  const rest = rows.filter((row) => !early.includes(row) && !waiting.includes(row))
  return (
    <div className={layout['stack']}>
      {query.error !== null && (
        <ErrorPanel
          error={query.error}
          onRetry={() => {
            void query.refetch()
          }}
        />
      )}
      {query.isPending && <Loader size="sm" role="status" aria-label="正在读取" />}
      {query.data !== undefined && rows.length === 0 && <EmptyState {...props.empty} />}
      {first !== undefined && early.length > 0 && (
        <Panel title={first.title} detail={first.detail} flush>
          {table(first.title, early)}
        </Panel>
      )}
      {waiting.length > 0 && (
        <Panel title="等本单位接收" detail="接收以前，人口仍算在迁出村" flush>
          {table('等本单位接收', waiting)}
        </Panel>
      )}
      {rest.length > 0 && (
        <Panel title={waiting.length + early.length > 0 ? '其他迁移' : '迁移'} flush>
          {table('其他迁移', rest)}
        </Panel>
      )}
      <NextPage query={query} {...props.page} />
    </div>
  )
}
