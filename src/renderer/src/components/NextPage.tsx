import { Button } from '@mantine/core'
import type { ButtonProps } from '@mantine/core'
import type { ReactNode } from 'react'
import { whole } from './whole.ts'

/** What an infinite query tells of its next page. */
export interface NextPageQuery {
  readonly hasNextPage: boolean
  readonly isFetchingNextPage: boolean
  readonly fetchNextPage: () => unknown
}

/**
 * The button below a list that fetches its next page; nothing after the last one.
 * @param size rows of a page, with `unit` as in 再看 100 条
 * @param total of all pages, told behind it where it is known
 */
export function NextPage({
  query,
  size,
  unit,
  total,
  ...look
}: { readonly query: NextPageQuery; readonly size: number; readonly unit: string; readonly total?: number } & Pick<
  ButtonProps,
  'fullWidth' | 'm' | 'mt' | 'variant'
>): ReactNode {
  if (!query.hasNextPage) return null
  return (
    <Button
      variant="subtle"
      {...look}
      loading={query.isFetchingNextPage}
      onClick={() => {
        void query.fetchNextPage()
      }}
    >
      再看 {size} {unit}
      {total !== undefined && `（共 ${whole.format(total)} ${unit}）`}
    </Button>
  )
}
