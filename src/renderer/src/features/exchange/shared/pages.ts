/** Lists that are fetched page by page: where the next page begins. */
interface PageOfRows {
  readonly total: number
  readonly rows: readonly unknown[]
}

/** For `getNextPageParam`: undefined after the last page. */
export function nextOffset(last: PageOfRows, pages: readonly PageOfRows[]): number | undefined {
  const loaded = pages.reduce((sum, page) => sum + page.rows.length, 0)
  return loaded < last.total && last.rows.length > 0 ? loaded : undefined
}
