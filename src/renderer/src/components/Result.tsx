import { Group, Stack, Text } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'

/** The end of a piece of work: that it is done, then what came of it and the ways on. */
export function Result({ title, children }: { readonly title: ReactNode; readonly children: ReactNode }): ReactNode {
  return (
    <Stack gap="0.875rem" maw="52rem">
      <Group gap="sm">
        <IconCircleCheck size={30} stroke={1.4} color="var(--mantine-color-green-7)" aria-hidden />
        <Text fw={600} size="lg">
          {title}
        </Text>
      </Group>
      {children}
    </Stack>
  )
}
