/** The typed client of the contract, its TanStack Query helpers, and the shell's services (files, printing), as React context. */
import type { ContractRouterClient } from '@orpc/contract'
import { createTanstackQueryUtils } from '@orpc/tanstack-query'
import type { RouterUtils } from '@orpc/tanstack-query'
import { createContext, useContext, useMemo } from 'react'
import type { ReactNode } from 'react'
import type { contract, ShellBridge } from '#core/contract.ts'

/** `await client.household.save(draft)`; throws what `payloadOf` reads. */
export type Client = ContractRouterClient<typeof contract>
/** `useQuery(api.household.detail.queryOptions({ input }))`. */
export type Api = RouterUtils<Client>

interface Connection {
  readonly client: Client
  readonly api: Api
  readonly shell: ShellBridge
}

const ConnectionContext = createContext<Connection | null>(null)

/** Gives the screens their connection; tests pass a client of plain functions. */
export function ConnectionProvider({
  client,
  shell,
  children,
}: {
  readonly client: Client
  readonly shell: ShellBridge
  readonly children: ReactNode
}): ReactNode {
  const connection = useMemo(() => ({ client, api: createTanstackQueryUtils(client), shell }), [client, shell])
  return <ConnectionContext value={connection}>{children}</ConnectionContext>
}

function useConnection(): Connection {
  const connection = useContext(ConnectionContext)
  if (connection === null) throw new Error('ConnectionProvider is missing around this screen.')
  return connection
}

export function useClient(): Client {
  return useConnection().client
}

export function useApi(): Api {
  return useConnection().api
}

/** Files and printing of the shell we run in. */
export function useShell(): ShellBridge {
  return useConnection().shell
}
