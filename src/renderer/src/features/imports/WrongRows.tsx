import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { EmptyState } from '../../components/EmptyState.tsx'
import { NextPage } from '../../components/NextPage.tsx'
import type { NextPageQuery } from '../../components/NextPage.tsx'
import { MendGrid, type MendGridProps, type Mending } from './MendGrid.tsx'

export const WRONG_PAGE = 50

/** The rows to be mended, page by page. */
export function WrongRows({
  query,
  checking,
  onMend,
}: {
  readonly query: NextPageQuery & {
    readonly data:
      | { readonly pages: readonly { readonly total: number; readonly columns: MendGridProps['columns']; readonly rows: MendGridProps['rows'] }[] }
      | undefined
  }
  readonly checking: boolean
  readonly onMend: (mending: Mending) => void
}): ReactNode {
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? []
  if (query.data !== undefined && rows.length === 0) return <EmptyState title="没有要改的行" />
  return (
    <>
      <Text size="sm" mb={4} c="gray.7">
        红框里是有错的格，直接改，回车到下一处；改了马上重新核对，不用回到表里改。改了什么记在这次导入里。
      </Text>
      <MendGrid columns={query.data?.pages[0]?.columns ?? []} rows={rows} checking={checking} onMend={onMend} />
      <NextPage query={query} size={WRONG_PAGE} unit="行" total={query.data?.pages[0]?.total ?? 0} mt="xs" variant="default" />
    </>
  )
}
