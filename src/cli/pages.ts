/** Lists that the contract gives a page at a time. */
import type { Invocation } from './invocation.ts'

/** The greatest page of the lists of exchange. */
const PAGE = 500

/** All rows of a list, up to a limit, asked for page by page. */
export async function everything<P extends { total: number; rows: unknown[] }>(
  fetch: (page: { limit: number; offset: number }) => Promise<P>,
  limit: number,
): Promise<P> {
  const first = await fetch({ limit: Math.min(limit, PAGE), offset: 0 })
  const { rows } = first
  for (let last = rows.length; last === PAGE && rows.length < limit; ) {
    const page = await fetch({ limit: Math.min(limit - rows.length, PAGE), offset: rows.length })
    last = page.rows.length
    for (const row of page.rows) rows.push(row)
  }
  return first
}

/** How many lines are asked for. */
export function limitOf(invocation: Invocation): number {
  return invocation.integer('limit') ?? 500
}
