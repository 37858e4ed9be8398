/** The rows of a register page by page, as far as the table shows them; the whole register is never held in the page. */
import { hashKey, useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import type { Page, Query } from '#core/features/records/contract.ts'
import type { Row } from '#core/shapes.ts'
import { useApi, useClient } from '../../bridge/client.tsx'
import { listFigure } from '../figure.tsx'
import { firstRows, PAGE_SIZE, usePageRange } from './pageRange.ts'
import type { RowSource } from './types.ts'

const LARGE_PAGE = 5000

export type RecordQuestion = Omit<Query, 'limit' | 'offset' | 'soon'>

/**
 * Server-paged rows for `DataTable`.
 * @param columns what is shown beside the fields of the register
 * @param asked register, quick text, filter, sort; a new question starts at the top
 */
export function useRecordPages(asked: RecordQuestion, columns?: Pick<Query, 'more' | 'year'>): RowSource {
  const api = useApi()
  const client = useClient()
  const queryClient = useQueryClient()
  // Other columns are no other question: the rows stay where they are.
  const resetKey = JSON.stringify(asked)
  const question: RecordQuestion = { ...asked, ...columns }
  const key = JSON.stringify(question)
  const { pages, showRange } = usePageRange(resetKey)
  const inputOf = (page: number) => ({ ...question, soon: true, limit: PAGE_SIZE, offset: page * PAGE_SIZE })

  const results = useQueries({ queries: pages.map((page) => api.records.query.queryOptions({ input: inputOf(page) })) })

  // After a jump to pages not loaded yet, the first page (always fetched) still knows how many rows there are.
  const firstPage = queryClient.getQueryData<Page>(api.records.query.queryKey({ input: inputOf(0) }))
  const answers = [...results.map(({ data }) => data), firstPage].filter((answer) => answer !== undefined)
  const exact = answers.find((answer) => !answer.more)
  const uncounted = answers.length > 0 && exact === undefined
  const { register, text, where, sort, deleted } = asked
  const counted = useQuery({ ...api.records.count.queryOptions({ input: { register, text, where, sort, deleted } }), enabled: uncounted })
  const total = exact?.total ?? (uncounted ? (counted.data?.total ?? Math.max(...answers.map((answer) => answer.total))) : null)
  const more = uncounted && counted.data === undefined

  // Pages seen before stay in the cache, so that scrolling back shows no blanks. Their keys are made once: a row is asked for at each drawing.
  const rowAt = useMemo(
    () => {
      const keys = new Map<number, string>()
      const keyOf = (page: number): string => {
        const made = keys.get(page) ?? hashKey(api.records.query.queryKey({ input: inputOf(page) }))
        keys.set(page, made)
        return made
      }
      return (index: number): Row | undefined => {
        const page = Math.floor(index / PAGE_SIZE)
        return queryClient.getQueryCache().get<Page>(keyOf(page))?.state.data?.rows[index - page * PAGE_SIZE]
      }
    },
    // The question is compared by its text: callers may build it anew on each render.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [queryClient, api, key],
  )

  const fetchAll = useCallback(
    (limit: number) => firstRows(limit, LARGE_PAGE, (page) => client.records.query({ ...question, ...page })),
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [client, key],
  )

  const failed = [...results, counted].find((result) => result.isError)
  const fetching = results.some((result) => result.isFetching)
  const stamp = results.map(({ dataUpdatedAt }) => dataUpdatedAt).join()
  return useMemo(
    () => ({
      total,
      more,
      rowAt,
      showRange,
      fetchAll,
      error: failed?.error ?? null,
      fetching,
      resetKey,
      figure: listFigure(JSON.parse(resetKey) as RecordQuestion),
      retry: () => {
        for (const result of [...results, counted]) if (result.isError) void result.refetch()
      },
    }),
    // `results` is new on every render; what the table shows of it is total, error, fetching, and the rows as they were last read.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [total, more, rowAt, showRange, fetchAll, failed?.error, fetching, stamp, key],
  )
}
