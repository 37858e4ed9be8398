import { Group, Stack, Text } from '@mantine/core'
import { IconInbox } from '@tabler/icons-react'
import type { ReactNode } from 'react'

export interface EmptyStateProps {
  /** What is missing: 没有符合条件的户. */
  readonly title: string
  /** What to do about it. */
  readonly hint?: ReactNode
  readonly icon?: ReactNode
  readonly actions?: ReactNode
}

/** Stands where a list would be, and says how to fill it. */
export function EmptyState({ title, hint, icon, actions }: EmptyStateProps): ReactNode {
  return (
    <Stack align="center" gap={4} py={24} px="md">
      <Text c="gray.5" component="span" lh={0} aria-hidden>
        {icon ?? <IconInbox size={28} stroke={1.2} />}
      </Text>
      <Text fw={600} size="md">
        {title}
      </Text>
      {hint !== undefined && (
        <Text size="sm" c="gray.7" ta="center" maw={460}>
          {hint}
        </Text>
      )}
      {actions !== undefined && (
        <Group gap="xs" mt="xs">
          {actions}
        </Group>
      )}
    </Stack>
  )
}
