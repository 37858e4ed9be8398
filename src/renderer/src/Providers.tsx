import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { ShellBridge } from '#core/contract.ts'
import { ConnectionProvider } from './bridge/client.tsx'
import type { Client } from './bridge/client.tsx'
import { ConfirmProvider } from './components/ConfirmDialog.tsx'
import { LiveMessageProvider } from './components/LiveMessage.tsx'
import { useAppliedTextSize } from './preferences/useTextSize.ts'
import classes from './Providers.module.css'
import { theme } from './theme.ts'

/** Everything around the screens that is no screen: look, queries, connection, live region, questions. Tests use it too. */
export function Providers({
  client,
  shell,
  queryClient,
  animated = true,
  children,
}: {
  readonly client: Client
  readonly shell: ShellBridge
  readonly queryClient: QueryClient
  readonly children: ReactNode
  /** False in tests: nothing fades in or out. */
  readonly animated?: boolean
}): ReactNode {
  useAppliedTextSize()
  return (
    <MantineProvider theme={theme} defaultColorScheme="light" forceColorScheme="light" env={animated ? 'default' : 'test'}>
      <QueryClientProvider client={queryClient}>
        <ConnectionProvider client={client} shell={shell}>
          <LiveMessageProvider>
            <ConfirmProvider>
              <Notifications position="bottom-right" limit={4} classNames={{ root: classes['notes'] ?? '' }} />
              {children}
            </ConfirmProvider>
          </LiveMessageProvider>
        </ConnectionProvider>
      </QueryClientProvider>
    </MantineProvider>
  )
}
