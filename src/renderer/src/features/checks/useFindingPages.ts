/** The findings under a filter page by page, as far as the table shows them. */
import { useQueries, useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import type { FindingFilter, FindingItem } from '#core/features/checks/contract.ts'
import { useApi, useClient } from '../../bridge/client.tsx'
import { madeOnce } from '../../components/DataTable/madeOnce.ts'
import { firstRows, PAGE_SIZE, usePageRange } from '../../components/DataTable/pageRange.ts'
import type { Row, RowSource } from '../../components/DataTable/types.ts'
import { findingsFigure } from '../../components/figure.tsx'

const LARGE_PAGE = 500

/** A finding as a row of the table; its id is what it is known by. */
const rowOf = madeOnce((item: FindingItem): Row => ({ ...item, id: JSON.stringify([item.rule, item.register, item.record, item.field, item.about]) }))

export function useFindingPages(filter: FindingFilter): RowSource {
  const api = useApi()
  const client = useClient()
  const queryClient = useQueryClient()
  const resetKey = JSON.stringify(filter)
  const { pages, showRange } = usePageRange(resetKey)
  const inputOf = (page: number) => ({ filter, limit: PAGE_SIZE, offset: page * PAGE_SIZE })
  const results = useQueries({
    queries: pages.map((page) => api.checks.list.queryOptions({ input: inputOf(page) })),
  })
  const total =
    results.find((result) => result.data !== undefined)?.data?.total ??
    queryClient.getQueryData<{ total: number }>(api.checks.list.queryKey({ input: inputOf(0) }))?.total ??
    null
  const rowAt = useCallback(
    (index: number): Row | undefined => {
      const page = Math.floor(index / PAGE_SIZE)
      const item = queryClient.getQueryData<{ rows: FindingItem[] }>(api.checks.list.queryKey({ input: inputOf(page) }))?.rows[index - page * PAGE_SIZE]
      return item === undefined ? undefined : rowOf(item)
    },
    // The filter is compared by its text: callers build it anew on each render.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [queryClient, api, resetKey],
  )
  const fetchAll = useCallback(
    (limit: number) =>
      firstRows(limit, LARGE_PAGE, async (page) => {
        const { rows, total: all } = await client.checks.list({ filter, ...page })
        return { rows: rows.map(rowOf), total: all }
      }),
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [client, resetKey],
  )
  const failed = results.find((result) => result.isError)
  const fetching = results.some((result) => result.isFetching)
  const stamp = results.map(({ dataUpdatedAt }) => dataUpdatedAt).join()
  return useMemo(
    () => ({
      total,
      rowAt,
      showRange,
      fetchAll,
      error: failed?.error ?? null,
      fetching,
      resetKey,
      figure: findingsFigure(JSON.parse(resetKey) as FindingFilter),
      retry: () => {
        for (const result of results) if (result.isError) void result.refetch()
      },
    }),
    // `results` is new on every render; what the table shows of it is total, error, fetching, and the rows as they were last read.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [total, rowAt, showRange, fetchAll, failed?.error, fetching, stamp, resetKey],
  )
}
