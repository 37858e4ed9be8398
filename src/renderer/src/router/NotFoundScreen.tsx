import { Button } from '@mantine/core'
import { IconMapQuestion } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { EmptyState } from '../components/EmptyState.tsx'
import { ErrorPanel } from '../components/ErrorPanel.tsx'
import { useGo } from './navigation.ts'

/** A path that leads nowhere. */
export function NotFoundScreen(): ReactNode {
  const go = useGo()
  return (
    <EmptyState
      icon={<IconMapQuestion size={36} stroke={1.2} />}
      title="没有这个页面"
      hint="链接可能已经过时。请从左边的菜单重新进入。"
      actions={
        <Button variant="default" onClick={() => go('/')}>
          回首页
        </Button>
      }
    />
  )
}

/** A screen that broke while being drawn; the rest of the program goes on. */
export function ScreenFailure({ error, reset }: { readonly error: unknown; readonly reset: () => void }): ReactNode {
  return (
    <div style={{ padding: '1rem' }}>
      <ErrorPanel error={error} onRetry={reset} />
    </div>
  )
}
