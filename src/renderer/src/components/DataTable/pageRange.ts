/** What every source of rows does that asks page by page. */
import { useCallback, useState } from 'react'
import type { Row } from '#core/shapes.ts'

/** Rows of a page, as a table shows them. */
export const PAGE_SIZE = 100

/**
 * The pages in sight, and how the table says which rows are.
 * @param resetKey the question; a new one starts at the top
 */
export function usePageRange(resetKey: string): { readonly pages: readonly number[]; readonly showRange: (first: number, last: number) => void } {
  const [shown, setShown] = useState({ key: resetKey, first: 0, last: 0 })
  const { first, last } = shown.key === resetKey ? shown : { first: 0, last: 0 }
  const showRange = useCallback(
    (from: number, to: number) => {
      const next = { key: resetKey, first: Math.floor(from / PAGE_SIZE), last: Math.floor(Math.max(from, to) / PAGE_SIZE) }
      setShown((now) => (now.key === next.key && now.first === next.first && now.last === next.last ? now : next))
    },
    [resetKey],
  )
  return { pages: Array.from({ length: last - first + 1 }, (_, index) => first + index), showRange }
}

/** The first `limit` rows, asked for in portions of `size`. */
export async function firstRows(
  limit: number,
  size: number,
  ask: (page: { readonly limit: number; readonly offset: number }) => Promise<{ readonly rows: readonly Row[]; readonly total: number }>,
): Promise<readonly Row[]> {
  const rows: Row[] = []
  for (let offset = 0; offset < limit; offset += size) {
    const page = await ask({ limit: Math.min(size, limit - offset), offset })
    rows.push(...page.rows)
    if (rows.length >= page.total) break
  }
  return rows
}
