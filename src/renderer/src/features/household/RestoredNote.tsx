import { Alert, Button } from '@mantine/core'
import type { ReactNode } from 'react'

/** Told when a draft came back after a reload. */
export function RestoredNote({ onDiscard }: { readonly onDiscard: () => void }): ReactNode {
  return (
    <Alert color="ink" mb="sm" title="已恢复上次没有保存的修改">
      请核对后保存。
      <Button variant="subtle" size="compact-sm" onClick={onDiscard}>
        放弃这些修改
      </Button>
    </Alert>
  )
}
