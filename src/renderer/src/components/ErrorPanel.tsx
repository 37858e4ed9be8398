import { Alert, Button, Group, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { payloadOf } from '../bridge/errors.ts'

export interface ErrorPanelProps {
  /** Whatever a call threw, or a payload. */
  readonly error: unknown
  /** Shown as a button 重试. */
  readonly onRetry?: (() => void) | undefined
  readonly actions?: ReactNode
}

/** A failure where it happened: what is wrong, and what to do about it. */
export function ErrorPanel({ error, onRetry, actions }: ErrorPanelProps): ReactNode {
  const payload = payloadOf(error)
  return (
    <Alert color="red" role="alert" icon={<IconAlertTriangle size={18} aria-hidden />} title={payload.message}>
      <Text size="md" c="gray.8">
        {payload.action}
      </Text>
      {(onRetry !== undefined || actions !== undefined) && (
        <Group gap="xs" mt="sm">
          {onRetry !== undefined && (
            <Button variant="default" onClick={onRetry}>
              重试
            </Button>
          )}
          {actions}
        </Group>
      )}
    </Alert>
  )
}
