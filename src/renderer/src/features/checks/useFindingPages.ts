/** The findings under a filter page by page, as far as the table shows them. */
import { useQueries, useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import type { FindingFilter, FindingItem } from '#core/features/checks/contract.ts'
import { useApi, useClient } from '../../bridge/client.tsx'
import { madeOnce } from '../../components/DataTable/madeOnce.ts'
import type { Row, RowSource } from '../../components/DataTable/types.ts'
import { findingsFigure } from '../../components/figure.tsx'

const PAGE_SIZE = 100
const LARGE_PAGE = 500

/** A finding as a row of the table; its id is what it is known by. */
const rowOf = madeOnce((item: FindingItem): Row => ({ ...item, id: JSON.stringify([item.rule, item.register, item.record, item.field, item.about]) }))

export function useFindingPages(filter: FindingFilter): RowSource {
  const api = useApi()
  const client = useClient()
  const queryClient = useQueryClient()
  const resetKey = JSON.stringify(filter)
  const [shown, setShown] = useState({ key: resetKey, first: 0, last: 0 })
  const { first, last } = shown.key === resetKey ? shown : { first: 0, last: 0 }
  const inputOf = (page: number) => ({ filter, limit: PAGE_SIZE, offset: page * PAGE_SIZE })
  const results = useQueries({
    queries: Array.from({ length: last - first + 1 }, (_, index) => api.checks.list.queryOptions({ input: inputOf(first + index) })),
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
  const showRange = useCallback(
    (from: number, to: number) => {
      const next = { key: resetKey, first: Math.floor(from / PAGE_SIZE), last: Math.floor(Math.max(from, to) / PAGE_SIZE) }
      setShown((now) => (now.key === next.key && now.first === next.first && now.last === next.last ? now : next))
    },
    [resetKey],
  )
  const fetchAll = useCallback(
    async (limit: number): Promise<readonly Row[]> => {
      const rows: Row[] = []
      for (let offset = 0; offset < limit; offset += LARGE_PAGE) {
        const page = await client.checks.list({ filter, limit: Math.min(LARGE_PAGE, limit - offset), offset })
        rows.push(...page.rows.map(rowOf))
        if (rows.length >= page.total) break
      }
      return rows
    },
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
