import type { ReactNode } from 'react'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { Page, PageHeader } from '../../../components/PageHeader.tsx'

/** In the place of a screen that the role may not use. */
export function NotAllowed({ title, hint }: { readonly title: string; readonly hint: string }): ReactNode {
  return (
    <Page header={<PageHeader title={title} />}>
      <EmptyState title={`您的角色不能使用“${title}”`} hint={hint} />
    </Page>
  )
}
