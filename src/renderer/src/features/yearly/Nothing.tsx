import type { ReactNode } from 'react'
import { EmptyState } from '../../components/EmptyState.tsx'

/** Where nothing is counted there is no picture. */
export function Nothing({ hint }: { readonly hint: string }): ReactNode {
  return <EmptyState title="没有可统计的记录" hint={hint} />
}
